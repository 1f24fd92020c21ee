"""Hiring a worker: the workflows and errands of this house, made in one place."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from temporalio.client import Client
from temporalio.worker import Worker
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

from activities.record import Record
from activities.recording import errands
from models.contracts.listing import TASK_QUEUE
from workflows.listing_case import ListingCaseWorkflow

PROCEEDINGS: tuple[type, ...] = (ListingCaseWorkflow,)
_PASSED = ("models", "pydantic", "pydantic_core", "transitions")
_ERRANDS_AT_ONCE = 8


def runner() -> SandboxedWorkflowRunner:
    """The sandbox, with our own pure rooms passed through (a re-import a run costs far more)."""
    restrictions = SandboxRestrictions.default.with_passthrough_modules(*_PASSED)
    return SandboxedWorkflowRunner(restrictions=restrictions)


def hire(
    client: Client,
    record: Record,
    log: Callable[..., None],
    *,
    task_queue: str = TASK_QUEUE,
    **more: Any,
) -> Worker:
    """A worker for this record; the embedded one is unversioned."""
    return Worker(
        client,
        task_queue=task_queue,
        workflows=list(PROCEEDINGS),
        activities=list(errands(record, log)),
        activity_executor=ThreadPoolExecutor(_ERRANDS_AT_ONCE, thread_name_prefix="errand"),
        workflow_runner=runner(),
        graceful_shutdown_timeout=timedelta(seconds=10),
        **more,
    )
