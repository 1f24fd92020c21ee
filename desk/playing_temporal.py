"""Playing a case file through real workflows on a time-skipping server.

The server's clock starts at the real now; the start input carries by how much
it is ahead of the file. Time is moved to each event, then the player waits
until the clock's own acts of that instant are in, and only then sends the act.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, select
from temporalio.client import Client, WorkflowHandle, WorkflowUpdateFailedError
from temporalio.runtime import LoggingConfig, Runtime, TelemetryConfig, TelemetryFilter
from temporalio.service import RPCError
from temporalio.testing import WorkflowEnvironment

from activities.record import Record, acts_after
from desk.casefile import ADVANCE, CaseFile, Event
from desk.hiring import hire
from desk.playing import Refusal, Story, command_of, pinned
from desk.time_skipping import time_skipping
from models.contracts.listing import Asked, CaseStart, View, workflow_id
from models.law.days import end_of
from models.law.lawbook import Lawbook
from models.records.acts import Refused
from models.records.cases import CaseState
from models.steps.deciding import decide
from models.tables import schema as t
from models.tables.opening import create_all, open_engine
from models.tables.packing import unpack
from models.tables.receiving import Opening, Sent, keep_refusal, open_file, receive
from workflows.beginning import begin_and_ask
from workflows.connecting import refusal_of
from workflows.listing_case import ListingCaseWorkflow

Pace = Callable[[], Awaitable[None]]
_POLL_SECONDS = 0.01
_POLLS = 3000


class PlayerStuck(Exception):
    """The workflow did not settle the clock's acts before an event."""


@dataclass(slots=True)
class Player:
    """One case on one time-skipping server with one record of its own."""

    case: CaseFile
    env: WorkflowEnvironment
    engine: Engine
    start: CaseStart
    client: Client
    story: Story

    @property
    def case_id(self) -> str:
        """The case's id."""
        return self.start.state.case_id

    def _handle(self) -> WorkflowHandle[ListingCaseWorkflow, str]:
        return self.client.get_workflow_handle_for(ListingCaseWorkflow.run, workflow_id(self.case_id))

    def _version(self) -> int:
        with self.engine.connect() as connection:
            found = select(t.case_file.c.version).where(t.case_file.c.id == self.case_id)
            return int(connection.execute(found).scalar_one())

    async def move_to(self, at: datetime) -> None:
        """Move the server's clock to the event's instant, and let the clock act first."""
        now = await self.env.get_current_time() - timedelta(seconds=self.start.rehearsal_offset)
        if at > now:
            await self.env.sleep(at - now)
        if self._version() and not self._is_closed():
            await self._settled(at)

    async def _settled(self, at: datetime) -> None:
        for _ in range(_POLLS):
            try:
                view: View = await self._handle().query(ListingCaseWorkflow.view)
            except RPCError:
                # Between two runs that server knows none for a moment.
                await asyncio.sleep(_POLL_SECONDS)
                continue
            late = view.earliest_at is not None and view.earliest_at <= at
            if not late and view.version == self._version():
                return
            await asyncio.sleep(_POLL_SECONDS)
        raise PlayerStuck(f"{self.case.name}: the clock's acts before {at} did not come")

    async def send(self, number: int, event: Event) -> None:
        """Receive the command as a counter does, then ask the workflow for it."""
        command = command_of(self.case_id, number, event)
        seen = self._version()
        with self.engine.begin() as connection:
            receive(
                connection,
                Sent(command.key, self.case_id, event.act, event.by, event.body, seen, legal_at=event.at),
            )
        asked = Asked(command, seen, event.at)
        refused = await (self._begin(asked) if self._sleeps() else self._update(asked))
        if refused is not None:
            self._keep(command.key, refused)
            self.story.refusals.append(Refusal(event.at, event.by.id, refused))

    def _sleeps(self) -> bool:
        """Whether no run of the case is alive: nothing recorded yet, or closed."""
        return not self._version() or self._is_closed()

    async def _begin(self, asked: Asked) -> Refused | None:
        """Start a run with the act that opens the case, or opens it again.

        That server loses an update that is refused while it starts a run: what
        the law refuses anyway starts none here.
        """
        begin = self._from_record()
        answer = decide(begin.state, asked.command, begin.law, begin.calendar, asked.at or self.case.events[0].at)
        if isinstance(answer, Refused):
            return answer
        try:
            await self._open(asked, begin)
        except WorkflowUpdateFailedError as failed:
            return _told(failed)
        return None

    def _is_closed(self) -> bool:
        with self.engine.connect() as connection:
            found = select(t.case_file.c.closed).where(t.case_file.c.id == self.case_id)
            return bool(connection.execute(found).scalar_one())

    def _from_record(self) -> CaseStart:
        """What a run begins with: the case's state as the record holds it."""
        with self.engine.connect() as connection:
            found = select(t.case_file.c.state).where(t.case_file.c.id == self.case_id)
            return replace(self.start, state=unpack(CaseState, connection.execute(found).scalar_one()))

    async def _open(self, asked: Asked, begin: CaseStart) -> None:
        # That server would otherwise end the run at a time of its own.
        lasting = self._last_day_held() - self.case.events[0].at
        await begin_and_ask(self.client, begin, asked, execution_timeout=lasting)

    def _last_day_held(self) -> datetime:
        return end_of(date(self.start.calendar.years[-1].year, 12, 31))

    async def _update(self, asked: Asked) -> Refused | None:
        try:
            await self._handle().execute_update(ListingCaseWorkflow.command, asked, id=asked.command.key)
        except WorkflowUpdateFailedError as failed:
            return _told(failed)
        return None

    def _keep(self, key: str, refused: Refused) -> None:
        """A validator's refusal is kept in the record by who sent the command."""
        with self.engine.begin() as connection:
            keep_refusal(connection, key, refused)


def _told(failed: WorkflowUpdateFailedError) -> Refused:
    refused = refusal_of(failed)
    if refused is None:
        raise failed
    return refused


async def play_temporal(case: CaseFile, book: Lawbook, server: Path) -> Story:
    """Play a file with the engine `temporal`; the server is the start script of the test server."""
    with tempfile.TemporaryDirectory(prefix="duecourse-rehearse-") as folder:
        engine = open_engine(f"sqlite:///{folder}/record.db")
        create_all(engine)
        try:
            return await play_into(engine, case, book, server, f"rehearsal-{case.name}")
        finally:
            engine.dispose()


async def play_into(
    engine: Engine, case: CaseFile, book: Lawbook, server: Path, case_id: str, pace: Pace | None = None
) -> Story:
    """Play a file into a record; between events `pace` may let somebody watch."""
    law, calendar = pinned(book, case)
    state = CaseState(case_id, "rehearsal")
    async with AsyncExitStack() as stack:
        env = await stack.enter_async_context(await time_skipping(server))
        first = case.events[0].at
        ahead = int((await env.get_current_time() - first).total_seconds())
        start = CaseStart(state, law, calendar, float(ahead))
        with engine.begin() as connection:
            level, region = case.authority.get("level", ""), case.authority.get("region", "")
            name = case.authority.get("name", "")
            open_file(connection, Opening(case_id, "rehearsal", name, level, region, law, calendar, first, ahead))
        player = Player(case, env, engine, start, env.client, Story(state))
        await stack.enter_async_context(hire(env.client, Record(engine), _silent))
        await _tell(player, pace)
        with engine.connect() as connection:
            player.story.acts.extend(acts_after(connection, case_id, 0))
        return player.story


async def _tell(player: Player, pace: Pace | None) -> None:
    for number, event in enumerate(player.case.events, start=1):
        if pace is not None:
            await pace()
        await player.move_to(event.at)
        if event.act != ADVANCE:
            await player.send(number, event)


def quiet_core() -> None:
    """Only errors of the SDK's core: what it says of the test server means nothing to a reader."""
    filtered = TelemetryFilter(core_level="ERROR", other_level="ERROR")
    Runtime.set_default(
        Runtime(telemetry=TelemetryConfig(logging=LoggingConfig(filter=filtered))), error_if_already_set=False
    )


def _silent(_event: str, **_fields: object) -> None:
    """A rehearsal prints its timeline, not its errands."""
