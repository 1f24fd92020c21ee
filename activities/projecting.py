"""Projections: what the acts make of deadlines, publication and papers, for reading.

A verifier folds the acts again and compares; nothing here is a second truth.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, insert
from sqlalchemy.dialects import postgresql, sqlite

from models.records.acts import Act
from models.records.cases import CaseState, Shown
from models.records.deadlines import Deadline
from models.tables import schema as t
from models.tables.packing import pack


def project(
    connection: Connection,
    before: CaseState,
    after: CaseState,
    acts: tuple[Act, ...],
    first_seq: int,
) -> None:
    """Write what changed between two states of a case."""
    connection.execute(
        t.case_file.update().where(t.case_file.c.id == after.case_id),
        {"version": after.version, "step": after.step, "closed": after.is_closed, "state": pack(after)},
    )
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
        connection.execute(insert(t.outbox), orders)


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
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table)
    keys = [c.name for c in table.primary_key.columns]
    rest = {c.name: statement.excluded[c.name] for c in table.columns if c.name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=rest), rows)
