"""Asking a case that may have no workflow yet: one call begins it and hands the command over."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from temporalio.client import Client, WithStartWorkflowOperation
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy

from models.contracts.errands import CATCH_UP_ERRAND
from models.contracts.listing import TASK_QUEUE, UPDATE, WORKFLOW, Asked, Receipt
from models.contracts.proceedings import Way

LISTING = Way(WORKFLOW, "act", CATCH_UP_ERRAND, "listing")


async def begin_and_ask(  # noqa: PLR0913 - what Temporal's own call asks for
    client: Client,
    start: Any,
    asked: Asked,
    *,
    way: Way = LISTING,
    task_queue: str = TASK_QUEUE,
    only_new: bool = False,
    patience: timedelta | None = None,
    execution_timeout: timedelta | None = None,
    task_timeout: timedelta | None = None,
) -> Receipt:
    """The receipt of an update with start: a running case is asked, and there is never a second.

    A closed case goes on under its own id, begun with what `start` holds of it; with
    `only_new` an id that was ever used is refused by Temporal too. The update's id is the command's key.
    """
    reuse = WorkflowIDReusePolicy.REJECT_DUPLICATE if only_new else WorkflowIDReusePolicy.ALLOW_DUPLICATE
    operation: WithStartWorkflowOperation[Any, Any] = WithStartWorkflowOperation(
        way.workflow,
        start,
        id=way.workflow_id(start.state.case_id),
        task_queue=task_queue,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        id_reuse_policy=reuse,
        execution_timeout=execution_timeout,
        task_timeout=task_timeout,
    )
    receipt: Receipt = await client.execute_update_with_start_workflow(
        UPDATE,
        asked,
        start_workflow_operation=operation,
        id=asked.command.key,
        result_type=Receipt,
        rpc_timeout=patience,
    )
    return receipt
