"""What goes into and comes out of the workflow of a measure's review, and its errands."""

from __future__ import annotations

from dataclasses import dataclass

from models.contracts.listing import Applied
from models.law.days import Calendar
from models.law.measure_rules import MeasureLaw
from models.records.measure_reviews import ReviewState

WORKFLOW = "MeasureReviewWorkflow"
CLOCK_ERRAND = "review_by_clock"
CATCH_UP_ERRAND = "read_review_acts"


def review_errand(act: str) -> str:
    """The activity type that records an act of a review."""
    return f"review_{act}"


@dataclass(frozen=True, slots=True)
class ReviewStart:
    """The start input: the state so far, the law and the calendar by value, and the keys applied."""

    state: ReviewState
    law: MeasureLaw
    calendar: Calendar
    rehearsal_offset: float = 0.0
    applied: tuple[Applied, ...] = ()
    schema: int = 1


def review_workflow_id(review_id: str) -> str:
    """The workflow's id: the proceeding and the review, nothing personal."""
    return f"review/{review_id}"
