"""A review of a measure (信用措施审查) through time: from its proposal to its issue, and what is said of it then."""

from __future__ import annotations

from datetime import datetime

from temporalio import workflow

from workflows.proceeding import Proceeding

with workflow.unsafe.imports_passed_through():
    from models.contracts.listing import Applied
    from models.contracts.reviews import CATCH_UP_ERRAND, CLOCK_ERRAND, WORKFLOW, ReviewStart, review_errand
    from models.records.acts import Act, Answer
    from models.records.commands import Command
    from models.records.measure_reviews import ReviewState
    from models.steps.measure_deciding import decide_review
    from models.steps.measure_fold import fold


@workflow.defn(name=WORKFLOW)
class MeasureReviewWorkflow(Proceeding[ReviewState]):
    """The proceeding of one review."""

    clock_errand = CLOCK_ERRAND
    catch_up_errand = CATCH_UP_ERRAND
    # The review is one stage, the measure in force the other: it may last for years.
    stage_ends = ("issued",)

    @workflow.init
    def __init__(self, start: ReviewStart) -> None:
        """Take over the state; updates can be judged before `run` has run a line."""
        self._start = start
        self._begin(start.state, start.rehearsal_offset, start.applied)

    @workflow.run
    async def run(self, start: ReviewStart) -> str:  # noqa: ARG002 - the workflow's input, held since its init
        """Record each day that passes unanswered, until nobody owes anything."""
        return await self._live()

    def _judge(self, command: Command, at: datetime) -> Answer:
        return decide_review(self._state, command, self._start.law, self._start.calendar, at)

    def _fold(self, acts: tuple[Act, ...]) -> ReviewState:
        return fold(self._state, acts)

    def _errand_of(self, act: str) -> str:
        return review_errand(act)

    def _again(self, applied: tuple[Applied, ...]) -> None:
        held = self._start
        workflow.continue_as_new(ReviewStart(self._state, held.law, held.calendar, held.rehearsal_offset, applied))

    @workflow.query(name="state")
    def state(self) -> ReviewState:
        """The whole state, to compare with the record's."""
        return self._state
