"""Playing a file of a proceeding beside the listing through real workflows on a time-skipping server.

Moving the clock, letting it act first and sending a command as a counter does are the same for every kind.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select
from temporalio.client import Client, WorkflowHandle, WorkflowUpdateFailedError
from temporalio.service import RPCError
from temporalio.testing import WorkflowEnvironment

from activities.proceeding_record import L, S
from activities.record import Record, acts_after
from desk.casefile import ADVANCE, Event
from desk.hiring import hire
from desk.playing import Refusal
from desk.playing_beside import key_of, staged
from desk.playing_temporal import PlayerStuck
from desk.served import Played, ProceedingFile, Served
from desk.time_skipping import time_skipping
from models.contracts.listing import UPDATE, VIEW, Asked, View
from models.law.days import end_of
from models.law.lawbook import Lawbook
from models.records.acts import Refused
from models.records.commands import Command
from models.tables.opening import create_all, open_engine
from models.tables.proceedings import ProceedingOpening, open_proceeding, receive_in, start_of
from models.tables.receiving import Sent, keep_refusal
from workflows.beginning import begin_and_ask
from workflows.connecting import refusal_of

_POLL_SECONDS = 0.01
_POLLS = 3000


@dataclass(slots=True)
class ProceedingPlayer:
    """One proceeding on one time-skipping server with one record of its own."""

    played: Played[Any, Any]
    env: WorkflowEnvironment
    engine: Engine
    offset: float

    @property
    def id(self) -> str:
        """The file's id."""
        return str(self.played.start.case_id)

    @property
    def workflow_id(self) -> str:
        """Its workflow's id."""
        return self.played.served.kind.way.workflow_id(self.id)

    @property
    def client(self) -> Client:
        """The server's client."""
        return self.env.client

    def _handle(self) -> WorkflowHandle[Any, Any]:
        return self.client.get_workflow_handle(self.workflow_id)

    def _standing(self) -> tuple[int, bool]:
        c = self.played.served.table.c
        with self.engine.connect() as connection:
            row = connection.execute(select(c.version, c.closed).where(c.id == self.id)).one()
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
        raise PlayerStuck(f"{self.id}: the clock's acts before {at} did not come")

    async def send(self, number: int, event: Event) -> None:
        """Receive the command as a counter does, and ask the workflow for it."""
        kind = self.played.served.kind
        event = self.played.served.telling.take(self.engine, self.id, event)
        seen, closed = self._standing()
        key = key_of(self.id, number)
        with self.engine.begin() as connection:
            sent = Sent(key, self.id, event.act, event.by, event.body, seen, legal_at=event.at)
            receive_in(connection, kind, sent)
        command = Command(key, event.act, event.by, kind.part(event.act, event.body))
        asked = Asked(command, seen, event.at)
        refused = await (self._update(asked) if seen and not closed else self._open(asked))
        if refused is not None:
            with self.engine.begin() as connection:
                keep_refusal(connection, key, refused)
            self.played.refusals.append(Refusal(event.at, event.by.id, refused))

    async def _open(self, asked: Asked) -> Refused | None:
        """Start a run from the record with the act that opens the file, or that a closed one still takes.

        That server loses an update that is refused while it starts a run: what the law refuses anyway starts none.
        """
        kind = self.played.served.kind
        with self.engine.connect() as connection:
            start = start_of(connection, kind, self.id)
        if start is None:
            raise LookupError(self.id)
        at = asked.at or datetime.now(UTC)
        answer = kind.decide(start.state, asked.command, start.law, start.calendar, at)
        if isinstance(answer, Refused):
            return answer
        # That server would otherwise end the run at a time of its own.
        last = end_of(date(start.calendar.years[-1].year, 12, 31)) - self.played.told.events[0].at
        try:
            await begin_and_ask(self.client, start, asked, way=kind.way, execution_timeout=last)
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


async def player_of(stack: AsyncExitStack, engine: Engine, played: Played[Any, Any], server: Path) -> ProceedingPlayer:
    """A player with its server, its worker and an empty file in the record."""
    env = await stack.enter_async_context(await time_skipping(server))
    lead, first = played.told.lead, played.told.events[0].at
    ahead = int((await env.get_current_time() - first).total_seconds())
    where = (lead.get("name", ""), lead.get("level", ""), lead.get("region", ""))
    file_id, mode = played.start.case_id, "rehearsal"
    opening = ProceedingOpening(file_id, mode, *where, played.law, played.calendar, first, ahead)
    with engine.begin() as connection:
        open_proceeding(connection, played.served.kind, opening)
    await stack.enter_async_context(hire(env.client, Record(engine), _silent))
    return ProceedingPlayer(played, env, engine, float(ahead))


async def tell(player: ProceedingPlayer, events: Sequence[Event], first: int = 1) -> None:
    """Events of the file, in order, numbered from `first`."""
    for number, event in enumerate(events, start=first):
        await player.move_to(event.at)
        if event.act != ADVANCE:
            await player.send(number, event)


async def play_temporal(served: Served[S, L], told: ProceedingFile, book: Lawbook, server: Path) -> Played[S, L]:
    """Play a file with the engine `temporal`; the server is the start script of the test server."""
    played = staged(served, told, book)
    with tempfile.TemporaryDirectory(prefix="duecourse-rehearse-") as folder:
        engine = open_engine(f"sqlite:///{folder}/record.db")
        create_all(engine)
        try:
            async with AsyncExitStack() as stack:
                await tell(await player_of(stack, engine, played, server), told.events)
                with engine.connect() as connection:
                    played.acts.extend(acts_after(connection, played.start.case_id, 0))
        finally:
            engine.dispose()
    return played


def _silent(_event: str, **_fields: object) -> None:
    """A rehearsal prints its timeline, not its errands."""
