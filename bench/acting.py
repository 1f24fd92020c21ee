"""Acts a second through real updates, beside the same number of updates of a bare workflow."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from temporalio.client import WithStartWorkflowOperation
from temporalio.common import WorkflowIDConflictPolicy

from activities.record import Record, command_of
from bench.bare import BARE, BareWorkflow
from bench.ground import Ground
from bench.road import open_on, road
from desk.rebuilding import read_start
from models.contracts.listing import Asked, CaseStart, workflow_id
from models.law.lawbook import Lawbook
from models.tables import schema as t
from models.tables.receiving import receive
from workflows.beginning import begin_and_ask
from workflows.listing_case import ListingCaseWorkflow


@dataclass(slots=True)
class Lap:
    """One side's turn: how many updates in how long, and how long each took."""

    updates: int
    seconds: float
    took: list[float]

    @property
    def rate(self) -> float:
        """Updates a second."""
        return self.updates / self.seconds


@dataclass(slots=True)
class Prepared:
    """Cases whose commands have been received, and what the receiving cost."""

    cases: list[tuple[CaseStart, list[Asked]]]
    received: list[float] = field(default_factory=list)


def prepare(place: Ground, name: str, count: int) -> Prepared:
    """Receive every command of so many cases, each in a transaction of its own as a counter does."""
    ids = [f"training-{name}-{n:03d}" for n in range(count)]
    today = open_on(place.engine, ids, Lawbook())
    record, made = Record(place.engine), Prepared([])
    for case_id in ids:
        asked = []
        for sent in road(case_id, today):
            begun = time.perf_counter()
            with place.engine.begin() as connection:
                receive(connection, sent)
            made.received.append(time.perf_counter() - begun)
            with place.engine.connect() as connection:
                row = connection.execute(select(t.command).where(t.command.c.key == sent.key)).one()
            asked.append(Asked(command_of(row), sent.seen_version))
        made.cases.append((read_start(record, case_id), asked))
    return made


async def house_lap(place: Ground, made: Prepared, at_once: int) -> Lap:
    """Every act of every case through its workflow: law, record and timer."""

    async def one(case: tuple[CaseStart, list[Asked]], took: list[float]) -> None:
        start, asked = case
        begun = time.perf_counter()
        await begin_and_ask(place.client, start, asked[0])
        took.append(time.perf_counter() - begun)
        handle = place.client.get_workflow_handle_for(ListingCaseWorkflow.run, workflow_id(start.state.case_id))
        for each in asked[1:]:
            begun = time.perf_counter()
            await handle.execute_update(ListingCaseWorkflow.command, each, id=each.command.key)
            took.append(time.perf_counter() - begun)

    return await _lap(one, made.cases, at_once)


async def bare_lap(place: Ground, made: Prepared, at_once: int) -> Lap:
    """The same updates to workflows that do nothing."""

    async def one(case: tuple[CaseStart, list[Asked]], took: list[float]) -> None:
        start, asked = case
        operation = WithStartWorkflowOperation(
            BareWorkflow.run,
            len(asked),
            id=f"bare/{start.state.case_id}",
            task_queue=BARE,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        )
        begun = time.perf_counter()
        await place.client.execute_update_with_start_workflow(
            BareWorkflow.command, asked[0], start_workflow_operation=operation, id=asked[0].command.key
        )
        took.append(time.perf_counter() - begun)
        handle = place.client.get_workflow_handle_for(BareWorkflow.run, f"bare/{start.state.case_id}")
        for each in asked[1:]:
            begun = time.perf_counter()
            await handle.execute_update(BareWorkflow.command, each, id=each.command.key)
            took.append(time.perf_counter() - begun)

    return await _lap(one, made.cases, at_once)


async def _lap(
    one: Callable[[tuple[CaseStart, list[Asked]], list[float]], Awaitable[None]],
    cases: Sequence[tuple[CaseStart, list[Asked]]],
    at_once: int,
) -> Lap:
    gate, took = asyncio.Semaphore(at_once), list[float]()

    async def gated(case: tuple[CaseStart, list[Asked]]) -> None:
        async with gate:
            await one(case, took)

    begun = time.perf_counter()
    await asyncio.gather(*(gated(case) for case in cases))
    return Lap(len(took), time.perf_counter() - begun, took)
