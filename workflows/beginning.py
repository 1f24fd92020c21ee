"""Asking a case that may have no workflow yet: one call begins it and hands the command over."""

from __future__ import annotations

from datetime import timedelta

from temporalio.client import Client, WithStartWorkflowOperation
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy

from models.contracts.listing import TASK_QUEUE, Asked, CaseStart, Receipt, workflow_id
from workflows.listing_case import ListingCaseWorkflow


async def begin_and_ask(
    client: Client,
    start: CaseStart,
    asked: Asked,
    *,
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
    operation = WithStartWorkflowOperation(
        ListingCaseWorkflow.run,
        start,
        id=workflow_id(start.state.case_id),
        task_queue=task_queue,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        id_reuse_policy=reuse,
        execution_timeout=execution_timeout,
        task_timeout=task_timeout,
    )
    receipt: Receipt = await client.execute_update_with_start_workflow(
        ListingCaseWorkflow.command,
        asked,
        start_workflow_operation=operation,
        id=asked.command.key,
        rpc_timeout=patience,
    )
    return receipt
