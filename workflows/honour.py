"""A file of honours (守信激励) through time: a standard, an honour to its exit, an incentive, a commitment."""

from __future__ import annotations

from datetime import datetime

from temporalio import workflow

from workflows.beside import Beside

with workflow.unsafe.imports_passed_through():
    from models.contracts.honours import HONOUR_WAY, HonourStart
    from models.law.honour_rules import HonourLaw
    from models.records.acts import Act, Answer
    from models.records.commands import Command
    from models.records.honours import HonourState
    from models.steps.honour_deciding import decide_honour
    from models.steps.honour_fold import fold


@workflow.defn(name=HONOUR_WAY.workflow)
class HonourWorkflow(Beside[HonourState, HonourLaw]):
    """The proceeding of one file of honours."""

    way = HONOUR_WAY
    # To be recognised is one stage, to hold the honour another: it may last for years.
    stage_ends = ("recognised", "standard_published", "pledge_verified")

    @workflow.init
    def __init__(self, start: HonourStart) -> None:
        """Take over the state; updates can be judged before `run` has run a line."""
        self._take_over(start)

    @workflow.run
    async def run(self, start: HonourStart) -> str:  # noqa: ARG002 - the workflow's input, held since its init
        """End an honour on the day its validity ends, record each other day that passes, until nobody owes anything."""
        return await self._live()

    def _judge(self, command: Command, at: datetime) -> Answer:
        return decide_honour(self._state, command, self._start.law, self._start.calendar, at)

    def _fold(self, acts: tuple[Act, ...]) -> HonourState:
        return fold(self._state, acts)

    @workflow.query(name="state")
    def state(self) -> HonourState:
        """The whole state, to compare with the record's."""
        return self._state
