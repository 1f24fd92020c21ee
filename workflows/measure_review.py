"""A review of a measure (信用措施审查) through time: from its proposal to its issue, and what is said of it then."""

from __future__ import annotations

from datetime import datetime

from temporalio import workflow

from workflows.beside import Beside

with workflow.unsafe.imports_passed_through():
    from models.contracts.reviews import REVIEW_WAY, ReviewStart
    from models.law.measure_rules import MeasureLaw
    from models.records.acts import Act, Answer
    from models.records.commands import Command
    from models.records.measure_reviews import ReviewState
    from models.steps.measure_deciding import decide_review
    from models.steps.measure_fold import fold


@workflow.defn(name=REVIEW_WAY.workflow)
class MeasureReviewWorkflow(Beside[ReviewState, MeasureLaw]):
    """The proceeding of one review."""

    way = REVIEW_WAY
    # The review is one stage, the measure in force the other: it may last for years.
    stage_ends = ("issued",)

    @workflow.init
    def __init__(self, start: ReviewStart) -> None:
        """Take over the state; updates can be judged before `run` has run a line."""
        self._take_over(start)

    @workflow.run
    async def run(self, start: ReviewStart) -> str:  # noqa: ARG002 - the workflow's input, held since its init
        """Record each day that passes unanswered, until nobody owes anything."""
        return await self._live()

    def _judge(self, command: Command, at: datetime) -> Answer:
        return decide_review(self._state, command, self._start.law, self._start.calendar, at)

    def _fold(self, acts: tuple[Act, ...]) -> ReviewState:
        return fold(self._state, acts)

    @workflow.query(name="state")
    def state(self) -> ReviewState:
        """The whole state, to compare with the record's."""
        return self._state
