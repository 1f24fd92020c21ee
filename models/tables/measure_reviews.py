"""Reviews of measures in the record: how they are kept, and what stands after them."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, or_, select

from models.contracts.reviews import REVIEW_WAY
from models.law.measure_rules import MeasureLaw
from models.records.acts import Act
from models.records.deadlines import Deadline
from models.records.measure_reviews import Incident, ReviewState
from models.steps.measure_deciding import decide_review, settle_review
from models.steps.measure_fields import LETTER_NUMBERS, review_faults, review_part
from models.steps.measure_fold import apply
from models.steps.measure_table import ACTS
from models.tables.measure_schema import measure_due, measure_incident, measure_review
from models.tables.proceedings import Dues, FileKind, Rows
from models.tables.stop_rows import stop_rows

# Where a text stands after its review: issued, or an import that a second person confirmed.
_STANDS = ("issued", "imported")


def issued_texts(connection: Connection, on: date) -> frozenset[tuple[str, str]]:
    """Every text that stands on a day after a real review, by its id and digest; issued it has its day (H-81)."""
    c = measure_review.c
    found = select(c.instrument, c.text_sha256).where(c.mode == "real", c.step.in_(_STANDS), c.instrument != "")
    found = found.where(or_(c.in_force_on.is_(None), c.in_force_on <= on))
    return frozenset((row.instrument, row.text_sha256) for row in connection.execute(found))


def _to_print(act: Act) -> tuple[str, ...]:
    """Those of its letters that bear no number yet: the others the office has sent itself."""
    return tuple(kind for kind in act.documents if not act.facts.get(LETTER_NUMBERS[kind]))


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


def _rows(state: ReviewState) -> Rows:
    return {
        measure_due: [due_row(state.review_id, due) for due in state.deadlines],
        measure_incident: [incident_row(state.review_id, incident) for incident in state.incidents],
        **stop_rows(state.review_id, state.mode, state.stops),
    }


REVIEW: FileKind[ReviewState, MeasureLaw] = FileKind(
    way=REVIEW_WAY,
    table=measure_review,
    dues=Dues(measure_due, "review_id", "kind"),
    state=ReviewState,
    law=MeasureLaw,
    law_kind="review",
    acts=ACTS,
    form=review_faults,
    part=review_part,
    decide=decide_review,
    settle=settle_review,
    apply=apply,
    rows=_rows,
    columns=measure_columns,
    papers=_to_print,
)
