"""A month of oversight (监督月报) through time: its notice, answers, interviews, incidents, referrals."""

from __future__ import annotations

from datetime import datetime

from temporalio import workflow

from workflows.beside import Beside

with workflow.unsafe.imports_passed_through():
    from models.contracts.months import MONTH_WAY, MonthStart
    from models.law.month_rules import MonthLaw
    from models.records.acts import Act, Answer
    from models.records.commands import Command
    from models.records.oversight_months import MonthState
    from models.steps.month_deciding import decide_month
    from models.steps.month_fold import fold


@workflow.defn(name=MONTH_WAY.workflow)
class OversightMonthWorkflow(Beside[MonthState, MonthLaw]):
    """The proceeding of one month of one lead department."""

    way = MONTH_WAY
    # The notice is one stage, what follows it the other: that may last for months.
    stage_ends = ("issued",)

    @workflow.init
    def __init__(self, start: MonthStart) -> None:
        """Take over the state; updates can be judged before `run` has run a line."""
        self._take_over(start)

    @workflow.run
    async def run(self, start: MonthStart) -> str:  # noqa: ARG002 - the workflow's input, held since its init
        """Record each day that passes, until nobody owes anything."""
        return await self._live()

    def _judge(self, command: Command, at: datetime) -> Answer:
        return decide_month(self._state, command, self._start.law, self._start.calendar, at)

    def _fold(self, acts: tuple[Act, ...]) -> MonthState:
        return fold(self._state, acts)

    @workflow.query(name="state")
    def state(self) -> MonthState:
        """The whole state, to compare with the record's."""
        return self._state
