"""What a case's workflow starts from, as the record holds it."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import Connection, select

from models.contracts.listing import CaseStart
from models.law.days import Calendar
from models.law.regimes import Law, shared
from models.records.cases import CaseState
from models.tables.packing import unpack
from models.tables.proceedings import answered, pinned_text
from models.tables.schema import case_file


def start_of_case(connection: Connection, case_id: str) -> CaseStart | None:
    """State, law and calendar as pinned, and the keys that have their answer; None where there is no such file."""
    row = connection.execute(select(case_file).where(case_file.c.id == case_id)).first()
    if row is None:
        return None
    return CaseStart(
        unpack(CaseState, row.state),
        _law(pinned_text(connection, row.law_version)),
        _calendar(pinned_text(connection, row.calendar_version)),
        float(row.rehearsal_offset),
        answered(connection, case_id),
    )


# Many cases stand under one law: it is parsed once, not once a case.
@lru_cache(maxsize=64)
def _law(content: str) -> Law:
    return shared(unpack(Law, content))


@lru_cache(maxsize=64)
def _calendar(content: str) -> Calendar:
    return unpack(Calendar, content)
