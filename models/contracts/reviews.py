"""What the workflow of a measure's review is called, and what goes into it."""

from __future__ import annotations

from models.contracts.proceedings import ProceedingStart, Way
from models.law.measure_rules import MeasureLaw
from models.records.measure_reviews import ReviewState

REVIEW_WAY = Way("MeasureReviewWorkflow", "review", "read_review_acts", "review")
ReviewStart = ProceedingStart[ReviewState, MeasureLaw]
