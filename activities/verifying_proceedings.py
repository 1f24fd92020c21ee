"""The verifier's look at proceedings beside the listing: each file folded again, and what is kept of it compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from activities.rooms import ROOMS
from models.records.acts import Act
from models.tables import schema as t
from models.tables.packing import pack, unpack
from models.tables.proceedings import FileKind, Rows

LAWS: dict[str, type[Any]] = {room.kind.law_kind: room.kind.law for room in ROOMS}


def verify_proceedings(connection: Connection) -> Iterator[str]:
    """What of every proceeding does not agree with its acts, one sentence each."""
    for room in ROOMS:
        for row in connection.execute(select(room.kind.table).order_by(room.kind.table.c.id)):
            yield from _file(connection, room.kind, row)


def proceeding_ids(connection: Connection) -> Iterator[str]:
    """The ids of all files beside the cases'."""
    for room in ROOMS:
        yield from connection.execute(select(room.kind.table.c.id)).scalars()


def _file(connection: Connection, kind: FileKind[Any, Any], row: Row[Any]) -> Iterator[str]:
    what = f"The {kind.table.name} {row.id}"
    for version, of in ((row.law_version, kind.law_kind), (row.calendar_version, "calendar")):
        if connection.execute(select(t.pin.c.kind).where(t.pin.c.version == version)).scalar() != of:
            yield f"{what} has no {of} {version}."
    asked = select(t.act).where(t.act.c.case_id == row.id).order_by(t.act.c.version)
    stored = connection.execute(asked).all()
    if [r.version for r in stored] != list(range(1, len(stored) + 1)):
        yield f"{what} has a gap in its versions."
        return
    try:
        acts = tuple(unpack(Act, r.content) for r in stored)
        state = kind.fold(kind.empty(row.id, row.mode), acts)
    except (ValueError, KeyError, LookupError) as bad:
        yield f"{what} has an act that cannot be read: {type(bad).__name__}."
        return
    yield from _orders(connection, kind, row.id, zip(stored, acts, strict=True))
    for r, act in zip(stored, acts, strict=True):
        if (r.act, r.at, r.step_from, r.step_to, r.cite, r.actor) != (
            act.act, act.at, act.step_from, act.step_to, act.cite, act.by.id,
        ):  # fmt: skip
            yield f"The columns of act {r.seq} do not say what its content says."
    if (row.version, row.step, row.closed, row.state) != (state.version, state.step, state.is_closed, pack(state)):
        yield f"{what} is kept as {row.step} at {row.version}, but its acts fold to {state.step} at {state.version}."
    beside = kind.columns(state)
    own: Rows = {kind.table: [{"id": row.id, **beside}]} if beside else {}
    for table, rows in (own | kind.rows(state)).items():
        yield from _projected(connection, what, row.id, table, rows)


def _orders(
    connection: Connection, kind: FileKind[Any, Any], file_id: str, acts: Iterable[tuple[Row[Any], Act]]
) -> Iterator[str]:
    """Every paper that an act signs and the house prints was ordered from the printer, once."""
    c = t.outbox.c
    asked = select(c.act_seq, c.subject).where(c.case_id == file_id, c.errand == "print_paper")
    held = [(row.act_seq, row.subject) for row in connection.execute(asked)]
    for row, act in acts:
        for paper in kind.papers(act):
            if held.count((row.seq, paper)) != 1:
                yield f"The paper {paper} of act {row.seq} was not ordered exactly once."


def _projected(
    connection: Connection, what: str, file_id: str, table: Table, rows: list[dict[str, Any]]
) -> Iterator[str]:
    columns = list(rows[0]) if rows else [col.name for col in table.primary_key.columns]
    asked = select(*(table.c[name] for name in columns)).where(next(iter(table.primary_key.columns)) == file_id)
    held = sorted(repr(tuple(r)) for r in connection.execute(asked))
    if held != sorted(repr(tuple(row[name] for name in columns)) for row in rows):
        yield f"{what} is not kept in {table.name} as its acts have it."
