"""Bringing workflows back from the record: every open file can be rebuilt from what is stored."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Engine, select
from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError

from activities.record import Record
from desk.lines import BESIDE, CASES, PATIENCE, Line, standing_of
from models.contracts.listing import TASK_QUEUE, CaseStart
from workflows.beginning import LISTING

_AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many workflows were started anew, and how many open files had theirs."""

    started: int = 0
    already_live: int = 0


async def rebuild(
    client: Client,
    engine: Engine,
    only: Sequence[str] | None = None,
    *,
    task_queue: str = TASK_QUEUE,
    line: Line = CASES,
) -> Rebuilt:
    """Start a workflow for every open file that has none; never a second one beside a live one.

    A file whose opening was never recorded is not open yet. A rehearsal with a
    clock of its own lives on its own server: it is brought back only by name.
    """
    files = await asyncio.to_thread(_open_files, engine, line, only)
    gate = asyncio.Semaphore(_AT_ONCE)

    async def one(file_id: str) -> bool:
        async with gate:
            return await _bring_back(client, engine, line, file_id, task_queue)

    begun = await asyncio.gather(*(one(file_id) for file_id in files))
    return Rebuilt(sum(begun), len(begun) - sum(begun))


async def rebuild_proceedings(client: Client, engine: Engine, task_queue: str = TASK_QUEUE) -> Rebuilt:
    """The same for every kind beside the listing."""
    done = [await rebuild(client, engine, task_queue=task_queue, line=line) for line in BESIDE]
    return Rebuilt(sum(one.started for one in done), sum(one.already_live for one in done))


def read_start(record: Record, case_id: str) -> CaseStart:
    """What a case's workflow starts from; a case that is not on file is a fault."""
    found: CaseStart = CASES.read_start(record.engine, case_id)
    return found


async def status_of(client: Client, case_id: str) -> WorkflowExecutionStatus | None:
    """How the latest run of a case's workflow stands; None where Temporal knows none."""
    return await standing_of(client, LISTING, case_id)


async def _bring_back(client: Client, engine: Engine, line: Line, file_id: str, task_queue: str) -> bool:
    if await standing_of(client, line.way, file_id) is WorkflowExecutionStatus.RUNNING:
        return False
    start = await asyncio.to_thread(line.read_start, engine, file_id)
    try:
        await client.start_workflow(
            line.way.workflow,
            start,
            id=line.way.workflow_id(file_id),
            task_queue=task_queue,
            # A closed run may be followed by another; beside a live one none is started.
            id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
            id_conflict_policy=WorkflowIDConflictPolicy.FAIL,
            rpc_timeout=PATIENCE,
        )
    except WorkflowAlreadyStartedError:
        return False
    return True


def _open_files(engine: Engine, line: Line, only: Iterable[str] | None) -> list[str]:
    c = line.table.c
    found = select(c.id).where(c.closed.is_(False), c.version > 0)
    found = found.where(c.rehearsal_offset == 0 if only is None else c.id.in_(list(only)))
    with engine.connect() as connection:
        return list(connection.execute(found.order_by(c.id)).scalars())
