"""The legal transaction of a review of a measure: the record knows nothing that its sender does not say."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine

from activities.proceeding_record import Asking, ProceedingRecord, Room
from activities.record import Point, nowhere
from models.law.measure_rules import MeasureLaw
from models.records.acts import Act
from models.records.measure_reviews import ReviewState
from models.steps.measure_deciding import decide_review, settle_review
from models.steps.measure_fields import review_part
from models.steps.measure_fold import fold
from models.tables.measure_reviews import project_review
from models.tables.measure_schema import measure_review


def _known(_connection: Connection, _state: ReviewState, _law: MeasureLaw, _asking: Asking) -> dict[str, Any]:
    """Nothing is added to what was said."""
    return {}


def _done(_connection: Connection, _state: ReviewState, _act: Act, _asking: Asking) -> None:
    """A done act leads to nothing elsewhere: who opens a case asks what stands (H-81)."""


ROOM: Room[ReviewState, MeasureLaw] = Room(
    measure_review,
    ReviewState,
    MeasureLaw,
    decide_review,
    settle_review,
    fold,
    review_part,
    project_review,
    _known,
    _done,
)


def review_record(engine: Engine, at_point: Point = nowhere) -> ProceedingRecord[ReviewState, MeasureLaw]:
    """The record of one database, for reviews of measures."""
    return ProceedingRecord(engine, ROOM, at_point)
