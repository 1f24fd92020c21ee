"""A listing case through time: one entity workflow, from the opening to removal.

It decides nothing by itself and keeps nothing of its own: `decide` judges, the
record's transaction is the act, and this workflow is the clock and the courier
between them. What it holds can be folded again from the record at any moment.
"""

from __future__ import annotations

from datetime import datetime

from temporalio import workflow

from workflows.proceeding import Proceeding

with workflow.unsafe.imports_passed_through():
    from models.contracts.errands import CATCH_UP_ERRAND, CLOCK_ERRAND, RecordReply, errand_of
    from models.contracts.listing import WORKFLOW, Applied, CaseStart
    from models.law.regimes import shared
    from models.records.acts import Act, Answer
    from models.records.cases import CaseState
    from models.records.commands import Command
    from models.steps.announcing import ACT as ANNOUNCE_LAW
    from models.steps.deciding import decide
    from models.steps.fold import fold

# The proceeding up to publication is one stage, the listing and its end the other.
STAGE_ENDS = ("listed",)


@workflow.defn(name=WORKFLOW)
class ListingCaseWorkflow(Proceeding[CaseState]):
    """The proceeding of one case."""

    clock_errand = CLOCK_ERRAND
    catch_up_errand = CATCH_UP_ERRAND
    stage_ends = STAGE_ENDS

    @workflow.init
    def __init__(self, start: CaseStart) -> None:
        """Take over the state; updates can be judged before `run` has run a line."""
        self._begin(start.state, start.rehearsal_offset, start.applied)
        self._law = shared(start.law)
        self._calendar = start.calendar
        self._ahead = start.rehearsal_offset

    @workflow.run
    async def run(self, start: CaseStart) -> str:  # noqa: ARG002 - the workflow's input, held since its init
        """Wait for the earliest deadline; wake, settle, arm again; until the case is closed."""
        return await self._live()

    def _judge(self, command: Command, at: datetime) -> Answer:
        return decide(self._state, command, self._law, self._calendar, at)

    def _fold(self, acts: tuple[Act, ...]) -> CaseState:
        return fold(self._state, acts)

    def _errand_of(self, act: str) -> str:
        return errand_of(act)

    def _learn(self, reply: RecordReply) -> None:
        if reply.law is not None:
            self._law = shared(reply.law)

    def _law_version(self) -> str:
        return self._law.version

    def _asks_the_record(self, command: Command) -> bool:
        # Which laws are held only the record knows.
        return command.act == ANNOUNCE_LAW

    def _again(self, applied: tuple[Applied, ...]) -> None:
        workflow.continue_as_new(CaseStart(self._state, self._law, self._calendar, self._ahead, applied))

    @workflow.query(name="state")
    def state(self) -> CaseState:
        """The whole state, to compare with the record's."""
        return self._state
