"""What the record knows of a unit's earlier listings, for the judgment on a new one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, select

from models.records.cases import CaseState
from models.tables import schema as t
from models.tables.packing import unpack


def earlier_listings(connection: Connection, case: Row[Any], body: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The revoked listings of the principal subject under the same regime (Reconsideration Law art. 64).

    Who opens a case cannot say this: it is read where the case is written.
    """
    subject = body["parties"][0]
    column, number = (
        (t.party.c.uscc, subject.get("uscc"))
        if subject["kind"] == "organisation"
        else (t.party.c.id_number, subject.get("id_number"))
    )
    if not number:
        return []
    found = (
        select(t.case_file.c.state)
        .join(t.party, t.party.c.case_id == t.case_file.c.id)
        .where(
            t.case_file.c.id != case.id,
            t.case_file.c.mode == case.mode,
            t.case_file.c.regime == case.regime,
            t.case_file.c.step == "revoked",
            t.party.c.place == 0,
            column == number,
        )
        .order_by(t.case_file.c.id)
    )
    fallen = (unpack(CaseState, content) for content in connection.execute(found).scalars())
    return [{"mark": s.basis.mark, "grounds": list(s.grounds), "procedural": s.procedural} for s in fallen]
