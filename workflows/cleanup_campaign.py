"""A clean-up campaign (清理规范) through time: one entity workflow, from its opening to its close."""

from __future__ import annotations

from datetime import datetime

from temporalio import workflow

from workflows.beside import Beside

with workflow.unsafe.imports_passed_through():
    from models.contracts.cleanup import CAMPAIGN_WAY, CampaignStart
    from models.law.campaign_rules import CampaignLaw
    from models.records.acts import Act, Answer
    from models.records.campaigns import CampaignState
    from models.records.commands import Command
    from models.steps.cleanup_deciding import decide_campaign
    from models.steps.cleanup_fold import fold


@workflow.defn(name=CAMPAIGN_WAY.workflow)
class CleanupCampaignWorkflow(Beside[CampaignState, CampaignLaw]):
    """The proceeding of one campaign."""

    way = CAMPAIGN_WAY
    # The ledgers are made in one stage, what they say is carried out in the next.
    stage_ends = ("ledgers_reported",)

    @workflow.init
    def __init__(self, start: CampaignStart) -> None:
        """Take over the state; updates can be judged before `run` has run a line."""
        self._take_over(start)

    @workflow.run
    async def run(self, start: CampaignStart) -> str:  # noqa: ARG002 - the workflow's input, held since its init
        """Name who is late as each day passes, until the campaign is closed."""
        return await self._live()

    def _judge(self, command: Command, at: datetime) -> Answer:
        return decide_campaign(self._state, command, self._start.law, self._start.calendar, at)

    def _fold(self, acts: tuple[Act, ...]) -> CampaignState:
        return fold(self._state, acts)

    @workflow.query(name="state")
    def state(self) -> CampaignState:
        """The whole state, to compare with the record's."""
        return self._state
