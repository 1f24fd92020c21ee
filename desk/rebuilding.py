"""Bringing workflows back from the record: every open case can be rebuilt from what is stored."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Engine, select
from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

from activities.record import CaseMissing, Record
from models.contracts.listing import TASK_QUEUE, CaseStart, workflow_id
from models.tables import schema as t
from models.tables.starting import start_of_case
from workflows.listing_case import ListingCaseWorkflow

PATIENCE = timedelta(seconds=10)
_AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many workflows were started anew, and how many open cases had theirs."""

    started: int = 0
    already_live: int = 0


async def rebuild(
    client: Client, engine: Engine, only: Sequence[str] | None = None, *, task_queue: str = TASK_QUEUE
) -> Rebuilt:
    """Start a workflow for every open case that has none; never a second one beside a live one.

    A case whose opening was never recorded is not open yet. A rehearsal with a
    clock of its own lives on its own server: it is brought back only by name.
    """
    record = Record(engine)
    cases = await asyncio.to_thread(_open_cases, engine, only)
    gate = asyncio.Semaphore(_AT_ONCE)

    async def one(case_id: str) -> bool:
        async with gate:
            return await _bring_back(client, record, case_id, task_queue)

    begun = await asyncio.gather(*(one(case_id) for case_id in cases))
    return Rebuilt(sum(begun), len(begun) - sum(begun))


def read_start(record: Record, case_id: str) -> CaseStart:
    """What a case's workflow starts from; a case that is not on file is a fault."""
    with record.engine.connect() as connection:
        found = start_of_case(connection, case_id)
    if found is None:
        raise CaseMissing(case_id)
    return found


async def status_of(client: Client, case_id: str) -> WorkflowExecutionStatus | None:
    """How the latest run of a case's workflow stands; None where Temporal knows none."""
    try:
        found = await client.get_workflow_handle(workflow_id(case_id)).describe(rpc_timeout=PATIENCE)
    except RPCError as fault:
        if fault.status is RPCStatusCode.NOT_FOUND:
            return None
        raise
    return found.status


async def _bring_back(client: Client, record: Record, case_id: str, task_queue: str) -> bool:
    if await status_of(client, case_id) is WorkflowExecutionStatus.RUNNING:
        return False
    start = await asyncio.to_thread(read_start, record, case_id)
    try:
        await client.start_workflow(
            ListingCaseWorkflow.run,
            start,
            id=workflow_id(case_id),
            task_queue=task_queue,
            # A closed run may be followed by another; beside a live one none is started.
            id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
            id_conflict_policy=WorkflowIDConflictPolicy.FAIL,
            rpc_timeout=PATIENCE,
        )
    except WorkflowAlreadyStartedError:
        return False
    return True


def _open_cases(engine: Engine, only: Iterable[str] | None) -> list[str]:
    found = select(t.case_file.c.id).where(t.case_file.c.closed.is_(False), t.case_file.c.version > 0)
    if only is None:
        found = found.where(t.case_file.c.rehearsal_offset == 0)
    else:
        found = found.where(t.case_file.c.id.in_(list(only)))
    with engine.connect() as connection:
        return list(connection.execute(found.order_by(t.case_file.c.id)).scalars())
