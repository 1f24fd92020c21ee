"""The bare machine: a workflow that takes updates and answers, with no law, record, timer or errand."""

from __future__ import annotations

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from models.contracts.listing import Asked, Receipt

BARE = "bare"


@workflow.defn(name="BareWorkflow")
class BareWorkflow:
    """So many updates, then the end; each is answered at once."""

    @workflow.init
    def __init__(self, updates: int) -> None:
        """Count from nought."""
        self._left = updates

    @workflow.run
    async def run(self, updates: int) -> int:
        """Wait until every update has come."""
        await workflow.wait_condition(lambda: self._left == 0 and workflow.all_handlers_finished())
        return updates

    @workflow.update
    async def command(self, asked: Asked) -> Receipt:
        """Answer, and do nothing."""
        self._left -= 1
        return Receipt(asked.command.key, asked.seen_version + 1, "none", asked.command.act)
