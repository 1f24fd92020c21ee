"""The standard of a list (名单认定标准) through time: from a draft to what stands, its evaluation, and its end."""

from __future__ import annotations

from datetime import datetime

from temporalio import workflow

from workflows.beside import Beside

with workflow.unsafe.imports_passed_through():
    from models.contracts.list_standards import STANDARD_WAY, StandardStart
    from models.law.standard_rules import StandardLaw
    from models.records.acts import Act, Answer
    from models.records.commands import Command
    from models.records.list_standards import CONSULTED, IN_FORCE, StandardState
    from models.steps.standard_deciding import decide_standard
    from models.steps.standard_fold import fold


@workflow.defn(name=STANDARD_WAY.workflow)
class ListStandardWorkflow(Beside[StandardState, StandardLaw]):
    """The proceeding of one list's standard."""

    way = STANDARD_WAY
    # A consultation may bring thousands of comments, and an edition may stand for years: each ends a run.
    stage_ends = (CONSULTED, IN_FORCE)

    @workflow.init
    def __init__(self, start: StandardStart) -> None:
        """Take over the state; updates can be judged before `run` has run a line."""
        self._take_over(start)

    @workflow.run
    async def run(self, start: StandardStart) -> str:  # noqa: ARG002 - the workflow's input, held since its init
        """Close consultations, bring editions into force, end transitions, record what is late."""
        return await self._live()

    def _judge(self, command: Command, at: datetime) -> Answer:
        return decide_standard(self._state, command, self._start.law, self._start.calendar, at)

    def _fold(self, acts: tuple[Act, ...]) -> StandardState:
        return fold(self._state, acts)

    @workflow.query(name="state")
    def state(self) -> StandardState:
        """The whole state, to compare with the record's."""
        return self._state
