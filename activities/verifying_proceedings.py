"""The verifier's look at proceedings beside the listing: each file folded again, and what is kept of it compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from activities.campaign_record import ROOM as CAMPAIGNS
from activities.proceeding_record import Room
from activities.review_record import ROOM as REVIEWS
from models.law.campaign_rules import CampaignLaw
from models.law.measure_rules import MeasureLaw
from models.records.acts import Act
from models.records.campaigns import CampaignState
from models.records.measure_reviews import ReviewState
from models.tables import campaign_schema as c
from models.tables import measure_reviews as reviews
from models.tables import measure_schema as m
from models.tables import schema as t
from models.tables.campaigns import LAW, due_row, stop_row, unit_row
from models.tables.packing import pack, unpack

Rows = dict[Table, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Kept:
    """A proceeding in the record: its room, and the rows its state stands for in other tables."""

    room: Room[Any, Any]
    empty: Callable[[str, str], Any]
    rows: Callable[[Any], Rows]


def _campaign_rows(state: CampaignState) -> Rows:
    on = [("regime", s, n) for s in state.stops for n in dict.fromkeys(s.regimes)]
    on += [("measure", s, n) for s in state.stops for n in dict.fromkeys(s.measures)]
    return {
        c.campaign_unit: [unit_row(state, place, unit) for place, unit in enumerate(state.units)],
        c.campaign_due: [due_row(state.campaign_id, due) for due in state.dues],
        c.document_stop: [stop_row(state, stop.id) for stop in state.stops],
        c.document_stop_on: [
            {"campaign_id": state.campaign_id, "stop_id": s.id, "kind": kind, "name": name} for kind, s, name in on
        ],
    }


def _review_rows(state: ReviewState) -> Rows:
    return {
        m.measure_review: [{"id": state.review_id, **reviews.measure_columns(state)}],
        m.measure_due: [reviews.due_row(state.review_id, due) for due in state.deadlines],
        m.measure_incident: [reviews.incident_row(state.review_id, incident) for incident in state.incidents],
    }


PROCEEDINGS = (Kept(CAMPAIGNS, CampaignState, _campaign_rows), Kept(REVIEWS, ReviewState, _review_rows))
LAWS: dict[str, type[Any]] = {LAW: CampaignLaw, reviews.LAW: MeasureLaw}


def verify_proceedings(connection: Connection) -> Iterator[str]:
    """What of every proceeding does not agree with its acts, one sentence each."""
    for kept in PROCEEDINGS:
        for row in connection.execute(select(kept.room.table).order_by(kept.room.table.c.id)):
            yield from _file(connection, kept, row)


def proceeding_ids(connection: Connection) -> Iterator[str]:
    """The ids of all files beside the cases'."""
    for kept in PROCEEDINGS:
        yield from connection.execute(select(kept.room.table.c.id)).scalars()


def _file(connection: Connection, kept: Kept, row: Row[Any]) -> Iterator[str]:
    what = f"The {kept.room.table.name} {row.id}"
    asked = select(t.act).where(t.act.c.case_id == row.id).order_by(t.act.c.version)
    stored = connection.execute(asked).all()
    if [r.version for r in stored] != list(range(1, len(stored) + 1)):
        yield f"{what} has a gap in its versions."
        return
    try:
        acts = tuple(unpack(Act, r.content) for r in stored)
        state = kept.room.fold(kept.empty(row.id, row.mode), acts)
    except (ValueError, KeyError, LookupError) as bad:
        yield f"{what} has an act that cannot be read: {type(bad).__name__}."
        return
    for r, act in zip(stored, acts, strict=True):
        if (r.act, r.at, r.step_from, r.step_to, r.cite, r.actor) != (
            act.act, act.at, act.step_from, act.step_to, act.cite, act.by.id,
        ):  # fmt: skip
            yield f"The columns of act {r.seq} do not say what its content says."
    if (row.version, row.step, row.closed, row.state) != (state.version, state.step, state.is_closed, pack(state)):
        yield f"{what} is kept as {row.step} at {row.version}, but its acts fold to {state.step} at {state.version}."
    for table, rows in kept.rows(state).items():
        yield from _projected(connection, what, row.id, table, rows)


def _projected(
    connection: Connection, what: str, file_id: str, table: Table, rows: list[dict[str, Any]]
) -> Iterator[str]:
    columns = list(rows[0]) if rows else [col.name for col in table.primary_key.columns]
    asked = select(*(table.c[name] for name in columns)).where(next(iter(table.primary_key.columns)) == file_id)
    held = sorted(repr(tuple(r)) for r in connection.execute(asked))
    if held != sorted(repr(tuple(row[name] for name in columns)) for row in rows):
        yield f"{what} is not kept in {table.name} as its acts have it."
