"""Hiring a worker: the workflows and errands of this house, made in one place."""

from __future__ import annotations

import compileall
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from temporalio.client import Client
from temporalio.worker import Worker, WorkflowRunner

from activities.proceeding_record import ProceedingRecord, Room
from activities.record import Record
from activities.recording import errands, errands_of
from activities.replanning import replan_errands
from activities.rooms import ROOMS
from desk.places import HOUSE
from desk.relay import courier
from desk.sandbox import sandbox
from models.contracts.listing import TASK_QUEUE
from workflows.cleanup_campaign import CleanupCampaignWorkflow
from workflows.honour import HonourWorkflow
from workflows.list_edition import ListEditionWorkflow
from workflows.list_standard import ListStandardWorkflow
from workflows.listing_case import ListingCaseWorkflow
from workflows.measure_review import MeasureReviewWorkflow
from workflows.oversight_month import OversightMonthWorkflow
from workflows.protecting import ProtectionWorkflow
from workflows.replan_campaign import ReplanCampaignWorkflow

PROCEEDINGS: tuple[type, ...] = (
    ListingCaseWorkflow, ReplanCampaignWorkflow, CleanupCampaignWorkflow, MeasureReviewWorkflow, OversightMonthWorkflow,
    ProtectionWorkflow, HonourWorkflow, ListStandardWorkflow, ListEditionWorkflow,
)  # fmt: skip
_ERRANDS_AT_ONCE = 8


def runner(client: Client | None = None) -> WorkflowRunner:
    """The sandbox; where the client has a codec, with the contexts it binds payloads to."""
    codec = client.config()["data_converter"].payload_codec if client is not None else None
    return sandbox(contexts=codec is not None)


def compile_rooms(*rooms: Path) -> None:
    """Write the bytecode of rooms that the sandbox imports anew for each run.

    Without it every run of a case would compile its workflow's source again
    (Python may have been told to write none by itself).
    """
    for room in rooms:
        compileall.compile_dir(room, quiet=1)


def _errands_in(engine: Engine, room: Room[Any, Any], log: Callable[..., None]) -> Sequence[Callable[..., Any]]:
    way = room.kind.way
    recorded = (*map(way.errand_of, room.kind.acts), way.clock_errand)
    return errands_of(ProceedingRecord(engine, room), recorded, way.catch_up_errand, log)


def hire(
    client: Client,
    record: Record,
    log: Callable[..., None],
    *,
    task_queue: str = TASK_QUEUE,
    **more: Any,
) -> Worker:
    """A worker for this record; the embedded one is unversioned."""
    compile_rooms(HOUSE / "workflows")
    return Worker(
        client,
        task_queue=task_queue,
        workflows=list(PROCEEDINGS),
        activities=[
            *errands(record, log),
            *(errand for room in ROOMS for errand in _errands_in(record.engine, room, log)),
            *replan_errands(record, courier(client, record, task_queue), log),
        ],
        activity_executor=ThreadPoolExecutor(_ERRANDS_AT_ONCE, thread_name_prefix="errand"),
        workflow_runner=runner(client),
        graceful_shutdown_timeout=timedelta(seconds=10),
        **more,
    )
