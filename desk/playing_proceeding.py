"""Playing a proceeding beside the listing through real workflows on a time-skipping server.

What one proceeding has of its own is staged; moving the clock, letting it act first and sending a command
as a counter does are the same for all.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, Table, select
from temporalio.client import Client, WithStartWorkflowOperation, WorkflowHandle, WorkflowUpdateFailedError
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.service import RPCError
from temporalio.testing import WorkflowEnvironment

from activities.record import Record
from desk.hiring import hire
from desk.playing import Refusal
from desk.playing_temporal import PlayerStuck
from models.contracts.listing import TASK_QUEUE, UPDATE, VIEW, Asked, View
from models.law.days import Calendar, end_of
from models.records.acts import Answer, Refused
from models.records.commands import Actor, Command
from models.tables.receiving import Sent, keep_refusal
from workflows.connecting import data_converter, refusal_of

_POLL_SECONDS = 0.01
_POLLS = 3000


class Told(Protocol):
    """An event of a file, as far as a command is made of it."""

    @property
    def at(self) -> datetime:
        """Its legal instant."""

    @property
    def by(self) -> Actor:
        """Who acts."""

    @property
    def act(self) -> str:
        """What is asked."""

    @property
    def body(self) -> dict[str, Any]:
        """All that is said."""


@dataclass(frozen=True, slots=True)
class Staged:
    """One proceeding as it is staged: its workflow, its table, and how it begins, receives and decides."""

    id: str
    workflow: Callable[..., Any]
    workflow_id: str
    table: Table
    start: Callable[[Connection, str], Any]
    receive: Callable[[Connection, Sent], bool]
    part: Callable[[str, dict[str, Any]], dict[str, Any]]
    decide: Callable[[Any, Command, Any, Calendar, datetime], Answer]
    began_at: datetime


@dataclass(slots=True)
class ProceedingPlayer:
    """One proceeding on one time-skipping server with one record of its own."""

    staged: Staged
    env: WorkflowEnvironment
    engine: Engine
    offset: float
    refusals: list[Refusal] = field(default_factory=list)

    @property
    def client(self) -> Client:
        """The server's client."""
        return self.env.client

    def _handle(self) -> WorkflowHandle[Any, Any]:
        return self.client.get_workflow_handle(self.staged.workflow_id)

    def _standing(self) -> tuple[int, bool]:
        c = self.staged.table.c
        with self.engine.connect() as connection:
            row = connection.execute(select(c.version, c.closed).where(c.id == self.staged.id)).one()
        return row.version, row.closed

    async def move_to(self, at: datetime) -> None:
        """Move the server's clock to the event's instant, and let the clock act first."""
        now = await self.env.get_current_time() - timedelta(seconds=self.offset)
        if at > now:
            await self.env.sleep(at - now)
        version, closed = self._standing()
        if version and not closed:
            await self._settled(at)

    async def _settled(self, at: datetime) -> None:
        for _ in range(_POLLS):
            try:
                view: View = await self._handle().query(VIEW, result_type=View)
            except RPCError:
                # Between two runs that server knows none for a moment.
                await asyncio.sleep(_POLL_SECONDS)
                continue
            late = view.earliest_at is not None and view.earliest_at <= at
            if not late and view.version == self._standing()[0]:
                return
            await asyncio.sleep(_POLL_SECONDS)
        raise PlayerStuck(f"{self.staged.id}: the clock's acts before {at} did not come")

    async def send(self, number: int, event: Told) -> None:
        """Receive the command as a counter does, and ask the workflow for it."""
        seen, closed = self._standing()
        key = f"{self.staged.id}-{number:03d}"
        with self.engine.begin() as connection:
            sent = Sent(key, self.staged.id, event.act, event.by, event.body, seen, legal_at=event.at)
            self.staged.receive(connection, sent)
        command = Command(key, event.act, event.by, self.staged.part(event.act, event.body))
        asked = Asked(command, seen, event.at)
        refused = await (self._update(asked) if seen and not closed else self._open(asked))
        if refused is not None:
            with self.engine.begin() as connection:
                keep_refusal(connection, key, refused)
            self.refusals.append(Refusal(event.at, event.by.id, refused))

    async def _open(self, asked: Asked) -> Refused | None:
        """Start a run from the record with the act that opens the file, or that a closed one still takes.

        That server loses an update that is refused while it starts a run: what the law refuses anyway starts none.
        """
        with self.engine.connect() as connection:
            start = self.staged.start(connection, self.staged.id)
        answer = self.staged.decide(
            start.state, asked.command, start.law, start.calendar, asked.at or datetime.now(UTC)
        )
        if isinstance(answer, Refused):
            return answer
        operation: WithStartWorkflowOperation[Any, Any] = WithStartWorkflowOperation(
            self.staged.workflow,
            start,
            id=self.staged.workflow_id,
            task_queue=TASK_QUEUE,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
            # That server would otherwise end the run at a time of its own.
            execution_timeout=end_of(date(start.calendar.years[-1].year, 12, 31)) - self.staged.began_at,
        )
        try:
            await self.client.execute_update_with_start_workflow(
                UPDATE, asked, start_workflow_operation=operation, id=asked.command.key
            )
        except WorkflowUpdateFailedError as failed:
            return _told(failed)
        return None

    async def _update(self, asked: Asked) -> Refused | None:
        try:
            await self._handle().execute_update(UPDATE, asked, id=asked.command.key)
        except WorkflowUpdateFailedError as failed:
            return _told(failed)
        return None


def _told(failed: WorkflowUpdateFailedError) -> Refused:
    refused = refusal_of(failed)
    if refused is None:
        raise failed
    return refused


async def staged_player(
    stack: AsyncExitStack, engine: Engine, staged: Staged, server: Path, open_file: Callable[[Connection, int], None]
) -> ProceedingPlayer:
    """A player with its server, its worker and an empty file in the record."""
    env = await stack.enter_async_context(
        await WorkflowEnvironment.start_time_skipping(
            test_server_existing_path=str(server), data_converter=data_converter()
        )
    )
    ahead = int((await env.get_current_time() - staged.began_at).total_seconds())
    with engine.begin() as connection:
        open_file(connection, ahead)
    await stack.enter_async_context(hire(env.client, Record(engine), _silent))
    return ProceedingPlayer(staged, env, engine, float(ahead))


def _silent(_event: str, **_fields: object) -> None:
    """A rehearsal prints its timeline, not its errands."""
