"""What a case's workflow starts from, as the record holds it."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import Connection, select

from models.contracts.listing import KEYS_KEPT, Applied, CaseStart
from models.law.days import Calendar
from models.law.regimes import Law, shared
from models.records.cases import CaseState
from models.records.commands import CLOCK
from models.tables.packing import unpack
from models.tables.schema import act, case_file, pin


def start_of_case(connection: Connection, case_id: str) -> CaseStart | None:
    """State, law and calendar as pinned, and the keys that have their answer; None where there is no such file."""
    row = connection.execute(select(case_file).where(case_file.c.id == case_id)).first()
    if row is None:
        return None
    return CaseStart(
        unpack(CaseState, row.state),
        _law(_pinned(connection, row.law_version)),
        _calendar(_pinned(connection, row.calendar_version)),
        float(row.rehearsal_offset),
        _answered(connection, case_id),
    )


def _pinned(connection: Connection, version: str) -> str:
    return str(connection.execute(select(pin.c.content).where(pin.c.version == version)).scalar_one())


# Many cases stand under one law: it is parsed once, not once a case.
@lru_cache(maxsize=64)
def _law(content: str) -> Law:
    return shared(unpack(Law, content))


@lru_cache(maxsize=64)
def _calendar(content: str) -> Calendar:
    return unpack(Calendar, content)


def _answered(connection: Connection, case_id: str) -> tuple[Applied, ...]:
    found = (
        select(act.c.key, act.c.version)
        .where(act.c.case_id == case_id, act.c.actor != CLOCK)
        .order_by(act.c.version.desc())
        .limit(KEYS_KEPT)
    )
    return tuple(Applied(row.key, row.version) for row in reversed(connection.execute(found).all()))
