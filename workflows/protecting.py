"""The protection of credit information (信息安全和隐私保护) through time: each matter from first act to last."""

from __future__ import annotations

from datetime import datetime

from temporalio import workflow

from workflows.beside import Beside

with workflow.unsafe.imports_passed_through():
    from models.contracts.protection import PROTECTION_WAY, ProtectionStart
    from models.law.protection_rules import ProtectionLaw
    from models.records.acts import Act, Answer
    from models.records.commands import Command
    from models.records.protection import ProtectionState
    from models.steps.protection_deciding import decide_protection
    from models.steps.protection_fold import fold


@workflow.defn(name=PROTECTION_WAY.workflow)
class ProtectionWorkflow(Beside[ProtectionState, ProtectionLaw]):
    """The proceeding of one matter."""

    way = PROTECTION_WAY
    # A consent given may stand for a year of uses: asking for it is a stage of its own.
    stage_ends = ("consent_given",)

    @workflow.init
    def __init__(self, start: ProtectionStart) -> None:
        """Take over the state; updates can be judged before `run` has run a line."""
        self._take_over(start)

    @workflow.run
    async def run(self, start: ProtectionStart) -> str:  # noqa: ARG002 - the workflow's input, held since its init
        """Record each day that passes unmet and the end of each consent, until nobody owes anything."""
        return await self._live()

    def _judge(self, command: Command, at: datetime) -> Answer:
        return decide_protection(self._state, command, self._start.law, self._start.calendar, at)

    def _fold(self, acts: tuple[Act, ...]) -> ProtectionState:
        return fold(self._state, acts)

    @workflow.query(name="state")
    def state(self) -> ProtectionState:
        """The whole state, to compare with the record's."""
        return self._state
