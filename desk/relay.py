"""The relay: what an outage left lying is delivered, and workflows that are behind are told.

One pass changes nothing that a second pass would do again: an update's id is
its command's key, and a signal to catch up says only that there is something to read.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
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

from activities.record import Record
from desk.lines import BESIDE, CASES, PATIENCE, Line, standing_of
from desk.rebuilding import rebuild
from models.contracts.errands import RecordRequest
from models.contracts.listing import CATCH_UP, TASK_QUEUE, VIEW, Asked, View
from models.records.acts import Refused
from models.tables import schema as t
from models.tables.receiving import keep_refusal
from workflows.beginning import begin_and_ask
from workflows.connecting import refusal_of

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
    """Deliver pending commands, each file's in order, and tell the files that are behind: cases, then other kinds."""
    age = timedelta(seconds=older_than_seconds)
    pending = min(age, timedelta(seconds=PENDING_SECONDS))
    done = Relayed()
    for line in (CASES, *BESIDE):
        post = _Post(client, line.record(engine), line, task_queue)
        commands = await asyncio.to_thread(_pending, engine, line, datetime.now(UTC) - pending)
        by_file = [list(rows) for _, rows in groupby(commands, key=lambda row: row.case_id)]
        answers = await _several(post.deliver(rows) for rows in by_file)
        behind = await asyncio.to_thread(_behind, engine, line)
        answers += await _several(post.look(row, age) for row in behind)
        done = sum(answers, done)
    return done


def courier(client: Client, record: Record, task_queue: str = TASK_QUEUE) -> Callable[[str], Awaitable[None]]:
    """Delivers one received command by its key, as the relay would; what cannot be reached stays received."""
    post = _Post(client, record, CASES, task_queue)
    received = select(t.command).where(t.command.c.outcome == "received")

    def found(key: str) -> list[Row[Any]]:
        with record.engine.connect() as connection:
            return list(connection.execute(received.where(t.command.c.key == key)).all())

    async def deliver(key: str) -> None:
        await post.deliver(await asyncio.to_thread(found, key))

    return deliver


@dataclass(frozen=True, slots=True)
class _Post:
    """One pass of the relay over the files of one kind."""

    client: Client
    record: Record
    line: Line
    task_queue: str

    async def deliver(self, rows: list[Row[Any]]) -> Relayed:
        """A file's pending commands in the order they came; the world's failure ends the row."""
        done = Relayed()
        for row in rows:
            try:
                done += await self._one(row)
            except _UNREACHED:
                return done + Relayed(unanswered=1)
        return done

    async def _one(self, row: Row[Any]) -> Relayed:
        version, closed = await asyncio.to_thread(self._standing, row.case_id)
        if closed and row.act not in self.line.after_the_end:
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
        """An update with start: a file without a workflow gets one, and there is never a second.

        A closed file is begun anew for an act that it still takes; where the act
        is refused, or leaves it closed, the run ends by itself.
        """
        start = await asyncio.to_thread(self.line.read_start, self.record.engine, row.case_id)
        asked = Asked(self.line.command(row), version, row.legal_at)
        await begin_and_ask(self.client, start, asked, way=self.line.way, task_queue=self.task_queue, patience=PATIENCE)

    def _standing(self, file_id: str) -> tuple[int, bool]:
        c = self.line.table.c
        with self.record.engine.connect() as connection:
            row = connection.execute(select(c.version, c.closed).where(c.id == file_id)).one()
        return row.version, row.closed

    def _answer_closed(self, row: Row[Any], version: int) -> Relayed:
        """A closed file has no workflow to ask: the record itself gives the answer."""
        now = row.legal_at or datetime.now(UTC).replace(microsecond=0)
        reply = self.record.record(RecordRequest(row.case_id, version, now, self.line.command(row)))
        return Relayed(refused=1) if reply.refused else Relayed(delivered=1)

    def _keep(self, row: Row[Any], refused: Refused, judged_at: int) -> None:
        """Keep a validator's refusal, unless the file has moved on since; then it is judged again."""
        c = self.line.table.c
        with self.record.engine.begin() as connection:
            if connection.execute(select(c.version).where(c.id == row.case_id)).scalar_one() <= judged_at:
                keep_refusal(connection, row.key, refused)

    async def look(self, row: Row[Any], age: timedelta) -> Relayed:
        """Ask a file's workflow what it has applied, write it back, and tell it if it stays behind."""
        way = self.line.way
        try:
            if await standing_of(self.client, way, row.id) is not WorkflowExecutionStatus.RUNNING:
                return await self._without_workflow(row)
            handle = self.client.get_workflow_handle(way.workflow_id(row.id))
            view: View = await handle.query(VIEW, result_type=View, rpc_timeout=PATIENCE)
            since = await asyncio.to_thread(self._note, row, view.version)
            if since is None or datetime.now(UTC) - since < age:
                return Relayed()
            await handle.signal(CATCH_UP, rpc_timeout=PATIENCE)
        except (*_UNREACHED, WorkflowQueryFailedError):
            return Relayed()
        return Relayed(told=1)

    async def _without_workflow(self, row: Row[Any]) -> Relayed:
        """A closed file needs none; an open one gets it back, with all that is recorded."""
        begun = 0
        if not row.closed:
            brought = await rebuild(
                self.client, self.record.engine, [row.id], task_queue=self.task_queue, line=self.line
            )
            begun = brought.started
        await asyncio.to_thread(self._note, row, row.version)
        return Relayed(rebuilt=begun)

    def _note(self, row: Row[Any], applied: int) -> datetime | None:
        """Write back the version applied; since when the record is ahead, or None."""
        since = (row.ahead_since or datetime.now(UTC)) if applied < row.version else None
        if (applied, since) != (row.applied_version, row.ahead_since):
            changed = update(self.line.table).where(self.line.table.c.id == row.id)
            with self.record.engine.begin() as connection:
                connection.execute(changed.values(applied_version=applied, ahead_since=since))
        return since


def _pending(engine: Engine, line: Line, before: datetime) -> list[Row[Any]]:
    """Commands received and not answered, each file's in the order they came."""
    c, file = t.command.c, line.table.c
    found = select(t.command).join(line.table, file.id == c.case_id)
    # A rehearsal with a clock of its own lives on a server of its own.
    found = found.where(c.outcome == "received", c.received_at <= before, file.rehearsal_offset == 0)
    with engine.connect() as connection:
        return list(connection.execute(found.order_by(c.case_id, c.received_at, c.key)).all())


def _behind(engine: Engine, line: Line) -> list[Any]:
    """Files, closed ones too, whose workflow has not yet said that it holds what is recorded."""
    c = line.table.c
    found = select(c.id, c.version, c.closed, c.applied_version, c.ahead_since)
    with engine.connect() as connection:
        return list(connection.execute(found.where(c.version > c.applied_version, c.rehearsal_offset == 0)).all())


async def _several(jobs: Iterable[Awaitable[Relayed]]) -> list[Relayed]:
    """Do the jobs, a few at once."""
    gate = asyncio.Semaphore(_AT_ONCE)

    async def one(job: Awaitable[Relayed]) -> Relayed:
        async with gate:
            return await job

    return list(await asyncio.gather(*(one(job) for job in jobs)))
