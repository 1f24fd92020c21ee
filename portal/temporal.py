"""The one file of the counters that speaks to Temporal: it hands a command over, as an update."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, TypeVar

from temporalio.client import (
    Client,
    RPCTimeoutOrCancelledError,
    WithStartWorkflowOperation,
    WorkflowUpdateFailedError,
)
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.service import RPCError

from models.contracts.listing import UPDATE, Asked, Receipt
from models.contracts.proceedings import Way
from models.contracts.replan import ENTERED, ReplanStart, Said, replan_workflow_id
from models.records.acts import Refused
from portal.settings import Settings
from workflows.beginning import LISTING, begin_and_ask
from workflows.connecting import connect, refusal_of
from workflows.replan_campaign import ReplanCampaignWorkflow

T = TypeVar("T")
# What a client says where Temporal does not answer, or not in time.
_AWAY = (RPCError, RuntimeError, OSError, TimeoutError)


class NotDelivered(Exception):
    """The command did not reach the case, or its answer did not come back; the record keeps it."""


class Courier:
    """Hands commands to the case's workflow; the update's id is the command's key."""

    def __init__(self, settings: Settings) -> None:
        """Keep the settings; the connection is made by the first who needs it."""
        self._settings = settings
        self._client: Client | None = None

    async def hand_over(self, case_id: str, asked: Asked, start: Any = None, way: Way = LISTING) -> Receipt | Refused:
        """The receipt or the refusal; `NotDelivered` where the world fails, which changes nothing.

        With `start` a workflow is begun where none runs.
        """
        patience = self._settings.patience

        async def hand(client: Client) -> Receipt:
            if start is not None:
                # A new one never takes an id that was used; a closed one that is woken goes on under its own.
                only_new = start.state.version == 0
                return await begin_and_ask(
                    client,
                    start,
                    asked,
                    way=way,
                    task_queue=self._settings.task_queue,
                    only_new=only_new,
                    patience=patience,
                )
            handle = client.get_workflow_handle(way.workflow_id(case_id))
            receipt: Receipt = await handle.execute_update(
                UPDATE, asked, id=asked.command.key, result_type=Receipt, rpc_timeout=patience
            )
            return receipt

        return await self._answered(hand)

    async def begin_campaign(self, start: ReplanStart) -> str | Refused:
        """Begin a re-plan campaign, or go on with one; how it stands, or why the year was not taken."""
        begin = WithStartWorkflowOperation(
            ReplanCampaignWorkflow.run,
            start,
            id=replan_workflow_id(start.replan_id),
            task_queue=self._settings.task_queue,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
        )

        async def ask(client: Client) -> str:
            standing: str = await client.execute_update_with_start_workflow(
                ENTERED, start_workflow_operation=begin, result_type=str, rpc_timeout=self._settings.patience
            )
            return standing

        return await self._answered(ask)

    async def tell_campaign(self, replan_id: str, update: str, said: Said) -> str | Refused:
        """What a person says to a re-plan campaign: how it stands then, or why it was refused."""

        async def ask(client: Client) -> str:
            handle = client.get_workflow_handle(replan_workflow_id(replan_id))
            standing: str = await handle.execute_update(
                update, said, result_type=str, rpc_timeout=self._settings.patience
            )
            return standing

        return await self._answered(ask)

    async def _answered(self, ask: Callable[[Client], Awaitable[T]]) -> T | Refused:
        try:
            async with asyncio.timeout(self._settings.patience.total_seconds() * 2):
                return await ask(await self._connected())
        except WorkflowUpdateFailedError as failed:
            refused = refusal_of(failed)
            if refused is None:
                raise NotDelivered(type(failed.cause).__name__) from failed
            return refused
        except (*_AWAY, RPCTimeoutOrCancelledError, WorkflowAlreadyStartedError) as fault:
            raise NotDelivered(type(fault).__name__) from fault

    async def is_serving(self) -> bool:
        """Whether Temporal answers at all."""
        try:
            async with asyncio.timeout(self._settings.patience.total_seconds()):
                client = await self._connected()
                return await client.service_client.check_health(timeout=timedelta(seconds=2))
        except _AWAY:
            return False

    async def _connected(self) -> Client:
        if self._client is None:
            self._client = await connect(self._settings.temporal_address, namespace=self._settings.namespace)
        return self._client
