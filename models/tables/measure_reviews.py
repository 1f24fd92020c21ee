"""Reviews of measures in the record: opened, their commands received, their projections, and what stands after them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, insert, select, update

from models.contracts.reviews import ReviewStart
from models.law.days import Calendar
from models.law.measure_rules import MeasureLaw
from models.records.acts import Act
from models.records.deadlines import Deadline
from models.records.measure_reviews import Incident, ReviewState
from models.steps.measure_fields import LETTER_NUMBERS, review_faults
from models.tables.measure_schema import measure_due, measure_incident, measure_review
from models.tables.packing import pack, unpack
from models.tables.proceedings import FileOpening, answered, open_proceeding, order_papers, pinned_text, receive_in
from models.tables.receiving import Sent

LAW = "review"
# Where a text stands after its review: issued, or an import that a second person confirmed.
_STANDS = ("issued", "imported")


@dataclass(frozen=True, slots=True)
class ReviewOpening:
    """What a review's file is opened with."""

    id: str
    mode: str
    authority: str
    level: str
    region: str
    law: MeasureLaw
    calendar: Calendar
    opened_at: datetime
    rehearsal_offset: int = 0


def open_review_file(connection: Connection, opening: ReviewOpening) -> None:
    """Make an empty file with the law of the review and the calendar pinned."""
    state = ReviewState(opening.id, opening.mode)
    made = FileOpening(
        opening.id,
        opening.mode,
        opening.authority,
        opening.level,
        opening.region,
        opening.law,
        opening.law.version,
        LAW,
        opening.calendar,
        opening.opened_at,
        state,
        state.step,
        opening.rehearsal_offset,
        {"notice": opening.law.notice, **measure_columns(state)},
    )
    open_proceeding(connection, measure_review, made)


def receive_review(connection: Connection, sent: Sent) -> bool:
    """Write a command of a review as received; False where the same one is there already."""
    return receive_in(connection, sent, review_faults)


def start_of_review(connection: Connection, review_id: str) -> ReviewStart | None:
    """State, law and calendar as pinned, and the keys that have their answer; None without such a file."""
    row = connection.execute(select(measure_review).where(measure_review.c.id == review_id)).first()
    if row is None:
        return None
    return ReviewStart(
        unpack(ReviewState, row.state),
        unpack(MeasureLaw, pinned_text(connection, row.law_version)),
        unpack(Calendar, pinned_text(connection, row.calendar_version)),
        float(row.rehearsal_offset),
        answered(connection, review_id),
    )


def issued_texts(connection: Connection) -> frozenset[tuple[str, str]]:
    """Every text that stands after a real review, by its id and digest (H-81)."""
    c = measure_review.c
    found = select(c.instrument, c.text_sha256).where(c.mode == "real", c.step.in_(_STANDS), c.instrument != "")
    return frozenset((row.instrument, row.text_sha256) for row in connection.execute(found))


def project_review(
    connection: Connection, before: ReviewState, after: ReviewState, acts: tuple[Act, ...], first_seq: int
) -> None:
    """Write what changed between two states of a review, and order the letters that the office has not sent itself."""
    order_papers(connection, after.review_id, tuple(map(_to_print, acts)), first_seq)
    moved = {"version": after.version, "step": after.step, "closed": after.is_closed, "state": pack(after)}
    own = measure_review.c.id == after.review_id
    connection.execute(update(measure_review).where(own).values(**moved, **measure_columns(after)))
    known = {d.key: d for d in before.deadlines}
    for due in after.deadlines:
        if known.get(due.key) != due:
            _put(connection, measure_due, due_row(after.review_id, due), is_new=due.key not in known)
    for incident in after.incidents:
        held = before.incident(incident.id)
        if held != incident:
            _put(connection, measure_incident, incident_row(after.review_id, incident), is_new=held is None)


def _to_print(act: Act) -> Act:
    """The act with those of its letters that bear no number yet."""
    return replace(act, documents=tuple(kind for kind in act.documents if not act.facts.get(LETTER_NUMBERS[kind])))


def measure_columns(state: ReviewState) -> dict[str, Any]:
    """What of a measure stands beside its state."""
    measure = state.measure
    return {
        "kind": measure.kind if measure else "",
        "impact": state.impact,
        "instrument": measure.instrument if measure else "",
        "text_sha256": measure.text if measure else "",
        "issued_on": state.issued_on,
        "in_force_on": state.in_force_on,
    }


def due_row(review_id: str, due: Deadline) -> dict[str, Any]:
    """A deadline as it is stored."""
    return {
        "review_id": review_id,
        "kind": due.kind,
        "matter": due.matter,
        "start_on": due.start_on,
        "due": due.due,
        "ends_at": due.ends_at,
        "provisional": due.provisional,
        "standing": due.standing.value,
        "cite": due.cite,
    }


def incident_row(review_id: str, incident: Incident) -> dict[str, Any]:
    """An incident as it is stored."""
    return {
        "review_id": review_id,
        "id": incident.id,
        "happened_on": incident.on,
        "finding": incident.finding,
        "answered_on": incident.answered_on,
        "late": incident.late,
        "noticed_on": incident.noticed_on,
    }


def _put(connection: Connection, table: Table, row: dict[str, Any], *, is_new: bool) -> None:
    if is_new:
        connection.execute(insert(table).values(**row))
        return
    statement = update(table)
    for column in table.primary_key.columns:
        statement = statement.where(column == row[column.name])
    connection.execute(statement.values(**row))
