"""Hiring a worker: the workflows and errands of this house, made in one place."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from temporalio.client import Client
from temporalio.worker import Worker, WorkflowRunner

from activities.record import Record
from activities.recording import errands
from desk.sandbox import sandbox
from models.contracts.listing import TASK_QUEUE
from workflows.listing_case import ListingCaseWorkflow

PROCEEDINGS: tuple[type, ...] = (ListingCaseWorkflow,)
_ERRANDS_AT_ONCE = 8


def runner(client: Client | None = None) -> WorkflowRunner:
    """The sandbox; where the client has a codec, with the contexts it binds payloads to."""
    codec = client.config()["data_converter"].payload_codec if client is not None else None
    return sandbox(contexts=codec is not None)


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
        workflow_runner=runner(client),
        graceful_shutdown_timeout=timedelta(seconds=10),
        **more,
    )
