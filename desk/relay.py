"""The relay: what an outage left lying is delivered, and workflows that are behind are told.

One pass changes nothing that a second pass would do again: an update's id is
its command's key, and a signal to catch up says only that there is something to read.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import astuple, dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import Engine, Row, select, update
from sqlalchemy.exc import SQLAlchemyError
from temporalio.client import (
    Client,
    WorkflowExecutionStatus,
    WorkflowQueryFailedError,
    WorkflowUpdateFailedError,
    WorkflowUpdateRPCTimeoutOrCancelledError,
)
from temporalio.service import RPCError

from activities.record import Record, command_of
from desk.rebuilding import PATIENCE, read_start, rebuild, status_of
from desk.relaying_proceedings import relay_proceedings
from models.contracts.errands import RecordRequest
from models.contracts.listing import TASK_QUEUE, Asked, View, workflow_id
from models.records.acts import Refused
from models.steps.table import REOPENING
from models.tables import schema as t
from models.tables.receiving import keep_refusal
from workflows.beginning import begin_and_ask
from workflows.connecting import refusal_of
from workflows.listing_case import ListingCaseWorkflow

# A case is told after a minute; a command is left to its counter for a moment.
BEHIND_SECONDS = 60.0
PENDING_SECONDS = 5.0
_AT_ONCE = 10
_UNREACHED = (RPCError, WorkflowUpdateRPCTimeoutOrCancelledError, OSError)


@dataclass(frozen=True, slots=True)
class Relayed:
    """What one pass did: commands answered, not answered, and cases told or begun anew."""

    delivered: int = 0
    refused: int = 0
    unanswered: int = 0
    told: int = 0
    rebuilt: int = 0

    def __add__(self, other: Relayed) -> Relayed:
        return Relayed(
            self.delivered + other.delivered,
            self.refused + other.refused,
            self.unanswered + other.unanswered,
            self.told + other.told,
            self.rebuilt + other.rebuilt,
        )


async def relay(
    client: Client,
    engine: Engine,
    stop: asyncio.Event,
    *,
    every_seconds: float,
    log: Callable[..., None] | None = None,
) -> None:
    """Pass after pass until told to stop; a pass that cannot reach the world is tried again."""
    while not stop.is_set():
        try:
            done = await relay_once(client, engine, older_than_seconds=BEHIND_SECONDS)
            if log is not None and done != Relayed():
                log("relayed", delivered=done.delivered, refused=done.refused, told=done.told)
        except (*_UNREACHED, SQLAlchemyError) as fault:
            if log is not None:
                log("relay_unreached", fault=type(fault).__name__)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), every_seconds)


async def relay_once(
    client: Client, engine: Engine, *, older_than_seconds: float, task_queue: str = TASK_QUEUE
) -> Relayed:
    """Deliver pending commands, each case's in order, and tell the cases that are behind."""
    post = _Post(client, Record(engine), task_queue)
    pending = timedelta(seconds=min(older_than_seconds, PENDING_SECONDS))
    commands = await asyncio.to_thread(_pending, engine, datetime.now(UTC) - pending)
    by_case = [list(rows) for _, rows in groupby(commands, key=lambda row: row.case_id)]
    answers = await _several(post.deliver(rows) for rows in by_case)
    behind = await asyncio.to_thread(_behind, engine)
    answers += await _several(post.look(row, timedelta(seconds=older_than_seconds)) for row in behind)
    age = timedelta(seconds=older_than_seconds)
    beside = await relay_proceedings(client, engine, age, pending, task_queue)
    return sum(answers, Relayed(*astuple(beside)))


def courier(client: Client, record: Record, task_queue: str = TASK_QUEUE) -> Callable[[str], Awaitable[None]]:
    """Delivers one received command by its key, as the relay would; what cannot be reached stays received."""
    post = _Post(client, record, task_queue)
    received = select(t.command).where(t.command.c.outcome == "received")

    def found(key: str) -> list[Row[Any]]:
        with record.engine.connect() as connection:
            return list(connection.execute(received.where(t.command.c.key == key)).all())

    async def deliver(key: str) -> None:
        await post.deliver(await asyncio.to_thread(found, key))

    return deliver


@dataclass(frozen=True, slots=True)
class _Post:
    """One pass of the relay over one record."""

    client: Client
    record: Record
    task_queue: str

    async def deliver(self, rows: list[Row[Any]]) -> Relayed:
        """A case's pending commands in the order they came; the world's failure ends the row."""
        done = Relayed()
        for row in rows:
            try:
                done += await self._one(row)
            except _UNREACHED:
                return done + Relayed(unanswered=1)
        return done

    async def _one(self, row: Row[Any]) -> Relayed:
        version, closed = await asyncio.to_thread(self._standing, row.case_id)
        if closed and row.act not in REOPENING:
            return await asyncio.to_thread(self._answer_closed, row, version)
        try:
            await self._update(row, version)
        except WorkflowUpdateFailedError as failed:
            refused = refusal_of(failed)
            if refused is None:
                return Relayed(unanswered=1)
            await asyncio.to_thread(self._keep, row, refused, version)
            return Relayed(refused=1)
        return Relayed(delivered=1)

    async def _update(self, row: Row[Any], version: int) -> None:
        """An update with start: a case without a workflow gets one, and there is never a second.

        A closed case is begun anew for an act that it still takes; where the act
        is refused, or leaves it closed, the run ends by itself.
        """
        start = await asyncio.to_thread(read_start, self.record, row.case_id)
        asked = Asked(command_of(row), version, row.legal_at)
        await begin_and_ask(self.client, start, asked, task_queue=self.task_queue, patience=PATIENCE)

    def _standing(self, case_id: str) -> tuple[int, bool]:
        found = select(t.case_file.c.version, t.case_file.c.closed).where(t.case_file.c.id == case_id)
        with self.record.engine.connect() as connection:
            row = connection.execute(found).one()
        return row.version, row.closed

    def _answer_closed(self, row: Row[Any], version: int) -> Relayed:
        """A closed case has no workflow to ask: the record itself gives the answer."""
        now = row.legal_at or datetime.now(UTC).replace(microsecond=0)
        reply = self.record.record(RecordRequest(row.case_id, version, now, command_of(row)))
        return Relayed(refused=1) if reply.refused else Relayed(delivered=1)

    def _keep(self, row: Row[Any], refused: Refused, judged_at: int) -> None:
        """Keep a validator's refusal, unless the case has moved on since; then it is judged again."""
        with self.record.engine.begin() as connection:
            current = select(t.case_file.c.version).where(t.case_file.c.id == row.case_id)
            if connection.execute(current).scalar_one() > judged_at:
                return
            keep_refusal(connection, row.key, refused)

    async def look(self, row: Row[Any], age: timedelta) -> Relayed:
        """Ask a case's workflow what it has applied, write it back, and tell it if it stays behind."""
        try:
            status = await status_of(self.client, row.id)
            if status is not WorkflowExecutionStatus.RUNNING:
                return await self._without_workflow(row)
            handle = self.client.get_workflow_handle_for(ListingCaseWorkflow.run, workflow_id(row.id))
            view: View = await handle.query(ListingCaseWorkflow.view, rpc_timeout=PATIENCE)
            since = await asyncio.to_thread(self._note, row, view.version)
            if since is None or datetime.now(UTC) - since < age:
                return Relayed()
            await handle.signal(ListingCaseWorkflow.catch_up, rpc_timeout=PATIENCE)
        except (*_UNREACHED, WorkflowQueryFailedError):
            return Relayed()
        return Relayed(told=1)

    async def _without_workflow(self, row: Row[Any]) -> Relayed:
        """A closed case needs none; an open one gets it back, with all that is recorded."""
        begun = 0
        if not row.closed:
            begun = (
                await rebuild(self.client, self.record.engine, [row.id], task_queue=self.task_queue)
            ).started
        await asyncio.to_thread(self._note, row, row.version)
        return Relayed(rebuilt=begun)

    def _note(self, row: Row[Any], applied: int) -> datetime | None:
        """Write back the version applied; since when the record is ahead, or None."""
        since = (row.ahead_since or datetime.now(UTC)) if applied < row.version else None
        if (applied, since) != (row.applied_version, row.ahead_since):
            changed = update(t.case_file).where(t.case_file.c.id == row.id)
            with self.record.engine.begin() as connection:
                connection.execute(changed.values(applied_version=applied, ahead_since=since))
        return since


def _pending(engine: Engine, before: datetime) -> list[Row[Any]]:
    """Commands received and not answered, each case's in the order they came."""
    found = (
        select(t.command)
        .join(t.case_file, t.case_file.c.id == t.command.c.case_id)
        .where(
            t.command.c.outcome == "received",
            t.command.c.received_at <= before,
            # A rehearsal with a clock of its own lives on a server of its own.
            t.case_file.c.rehearsal_offset == 0,
        )
        .order_by(t.command.c.case_id, t.command.c.received_at, t.command.c.key)
    )
    with engine.connect() as connection:
        return list(connection.execute(found).all())


def _behind(engine: Engine) -> list[Any]:
    """Cases, closed ones too, whose workflow has not yet said that it holds what is recorded."""
    case = t.case_file.c
    found = select(case.id, case.version, case.closed, case.applied_version, case.ahead_since).where(
        case.version > case.applied_version, case.rehearsal_offset == 0
    )
    with engine.connect() as connection:
        return list(connection.execute(found).all())


async def _several(jobs: Iterable[Awaitable[Relayed]]) -> list[Relayed]:
    """Do the jobs, a few at once."""
    gate = asyncio.Semaphore(_AT_ONCE)

    async def one(job: Awaitable[Relayed]) -> Relayed:
        async with gate:
            return await job

    return list(await asyncio.gather(*(one(job) for job in jobs)))
