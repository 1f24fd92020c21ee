"""Projections: what the acts make of deadlines, publication and papers, for reading.

A verifier folds the acts again and compares; nothing here is a second truth.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Connection, Executable, Table, bindparam, insert, update
from sqlalchemy.dialects import postgresql, sqlite

from models.records.acts import Act
from models.records.cases import CaseState, Shown
from models.records.deadlines import Deadline
from models.steps.announcing import ACT as ANNOUNCE_LAW
from models.tables import schema as t
from models.tables.packing import pack

_MOVE_CASE = (
    update(t.case_file)
    .where(t.case_file.c.id == bindparam("of"))
    .values(version=bindparam("ver"), step=bindparam("at"), closed=bindparam("shut"), state=bindparam("fold"))
)
_MOVE_LAW = update(t.case_file).where(t.case_file.c.id == bindparam("of")).values(law_version=bindparam("law"))
_ORDER = insert(t.outbox)


def project(
    connection: Connection,
    before: CaseState,
    after: CaseState,
    acts: tuple[Act, ...],
    first_seq: int,
) -> None:
    """Write what changed between two states of a case."""
    connection.execute(
        _MOVE_CASE,
        {"of": after.case_id, "ver": after.version, "at": after.step, "shut": after.is_closed, "fold": pack(after)},
    )
    for act in acts:
        if act.act == ANNOUNCE_LAW:
            connection.execute(_MOVE_LAW, {"of": after.case_id, "law": act.facts["version"]})
    changed = [d for d in after.deadlines if d not in before.deadlines]
    _upsert(connection, t.deadline, [deadline_row(after.case_id, d) for d in changed])
    if after.shown != before.shown or after.removal != before.removal:
        latest = {s.channel: s for s in after.shown}
        _upsert(connection, t.publication, [publication_row(after, s) for s in latest.values()])
    orders = [
        {
            "case_id": after.case_id,
            "act_seq": first_seq + n,
            "errand": "print_paper",
            "subject": d,
            "state": "due",
        }
        for n, act in enumerate(acts)
        for d in act.documents
    ]
    if orders:
        connection.execute(_ORDER, orders)


def deadline_row(case_id: str, d: Deadline) -> dict[str, Any]:
    """A deadline as it is stored."""
    return {
        "case_id": case_id,
        "kind": d.kind,
        "party": d.party,
        "channel": d.channel,
        "matter": d.matter,
        "start_on": d.start_on,
        "due": d.due,
        "ends_at": d.ends_at,
        "provisional": d.provisional,
        "standing": d.standing.value,
        "cite": d.cite,
        "calendar": d.calendar,
    }


def publication_row(state: CaseState, s: Shown) -> dict[str, Any]:
    """A channel's wish; its generation is the case version, so it only grows.

    A stay takes the name off until it ends; a removal takes it off for good.
    """
    wish = "withdrawn" if state.removal or s.until is not None else "shown"
    return {
        "case_id": state.case_id,
        "channel": s.channel,
        "generation": state.version,
        "desired": wish,
        "since": s.since,
        "until": s.until,
    }


def _upsert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    connection.execute(_upsert_of(connection.dialect.name, table), rows)


@cache
def _upsert_of(dialect_name: str, table: Table) -> Executable:
    """The statement that writes a row or puts it in the place of the one before; made once."""
    statement = postgresql.insert(table) if dialect_name == "postgresql" else sqlite.insert(table)
    keys = [c.name for c in table.primary_key.columns]
    rest = {c.name: statement.excluded[c.name] for c in table.columns if c.name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=rest)
