"""A re-plan campaign through time: shown first, confirmed by a second person, then carried into every case.

The record says how the campaign stands and what became of each case; this
workflow only brings it on, and one begun anew goes on from the record.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import ActivityError, ApplicationError

with workflow.unsafe.imports_passed_through():
    from models.contracts.errands import ERRAND_TIMEOUT, HOUSE_FAULT, RETRY_EVERY_AT_MOST
    from models.contracts.listing import REFUSED
    from models.contracts.replan import (
        ABANDON,
        ABANDON_ERRAND,
        CARRY_ERRAND,
        CLOSE_ERRAND,
        CONFIRM,
        CONFIRM_ERRAND,
        ENTER_ERRAND,
        ENTERED,
        HEARTBEAT_TIMEOUT,
        LOOK_TIMEOUT,
        PREVIEW_ERRAND,
        WORKFLOW,
        ReplanRequest,
        ReplanStart,
        Said,
        Stands,
    )
    from models.records.acts import Refused
    from models.records.replans import CONFIRMED, PREVIEWED, PREVIEWING


@workflow.defn(name=WORKFLOW)
class ReplanCampaignWorkflow:
    """The proceeding of one campaign."""

    @workflow.init
    def __init__(self, start: ReplanStart) -> None:
        """Nothing is known before the record has said how the campaign stands."""
        self._request = ReplanRequest(start.replan_id, start.posts, batch=start.batch)
        self._stands: Stands | None = None

    @workflow.run
    async def run(self, start: ReplanStart) -> str:
        """Bring the campaign from wherever the record says it stands to its end."""
        entered = await _errand(ENTER_ERRAND, replace(self._request, entry=start.entry))
        self._stands = entered
        if self._standing() == PREVIEWING:
            shown = await _errand(PREVIEW_ERRAND, self._request, is_long=True)
            # It may have been given up, or even confirmed, before this answer came.
            if self._standing() == PREVIEWING:
                self._stands = shown
        await workflow.wait_condition(lambda: self._standing() != PREVIEWED)
        if self._standing() == CONFIRMED:
            await self._carry_out(start)
        await workflow.wait_condition(workflow.all_handlers_finished)
        return self._standing()

    def _standing(self) -> str:
        return self._stands.standing if self._stands else ""

    async def _carry_out(self, start: ReplanStart) -> None:
        """Pass after pass over the cases that have no outcome, until none is left.

        A case without an outcome is tried again at the next pass. There is always
        a second one: a counter may have read the years just before the confirmation.
        """
        batches, after, passes = 0, start.after, start.passes
        while self._standing() == CONFIRMED:
            carried = await _errand(CARRY_ERRAND, replace(self._request, after=after), is_long=True)
            batches, after = batches + 1, carried.after
            if not after:
                if passes:
                    self._stands = await _errand(CLOSE_ERRAND, self._request)
                passes += 1
                if self._standing() == CONFIRMED:
                    await workflow.sleep(timedelta(seconds=start.look_again_seconds))
            if batches >= start.batches_a_run and self._standing() == CONFIRMED:
                await workflow.wait_condition(workflow.all_handlers_finished)
                workflow.continue_as_new(replace(start, entry=None, after=after, passes=passes))

    @workflow.update(name=ENTERED)
    async def entered(self) -> str:
        """Wait until the entry is kept; how the campaign stands, or why the year was not taken."""
        await workflow.wait_condition(lambda: self._stands is not None)
        return self._told(self._stands)

    @workflow.update(name=CONFIRM)
    async def confirm(self, said: Said) -> str:
        """The second person confirms the preview that was seen."""
        return await self._ask(CONFIRM_ERRAND, said)

    @workflow.update(name=ABANDON)
    async def abandon(self, said: Said) -> str:
        """The campaign is given up before it was confirmed."""
        return await self._ask(ABANDON_ERRAND, said)

    async def _ask(self, name: str, said: Said) -> str:
        try:
            stands = await _errand(name, replace(self._request, said=said), final=(HOUSE_FAULT,))
        except ActivityError:
            raise ApplicationError(HOUSE_FAULT, type=HOUSE_FAULT, non_retryable=True) from None
        told = self._told(stands)
        self._stands = stands
        return told

    def _told(self, stands: Stands | None) -> str:
        refused: Refused | None = stands.refused if stands else None
        if refused is not None:
            raise ApplicationError(refused.code, refused, type=REFUSED, non_retryable=True)
        return stands.standing if stands else ""


async def _errand(
    name: str, request: ReplanRequest, *, is_long: bool = False, final: tuple[str, ...] = ()
) -> Stands:
    """An errand, tried for ever; a long one says every moment that it goes on."""
    stands: Stands = await workflow.execute_activity(
        name,
        request,
        result_type=Stands,
        start_to_close_timeout=LOOK_TIMEOUT if is_long else ERRAND_TIMEOUT,
        heartbeat_timeout=HEARTBEAT_TIMEOUT if is_long else None,
        retry_policy=RetryPolicy(maximum_interval=RETRY_EVERY_AT_MOST, non_retryable_error_types=final),
    )
    return stands
