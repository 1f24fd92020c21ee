"""Playing a campaign file through real workflows on a time-skipping server, with a record of its own."""

from __future__ import annotations

import asyncio
import hashlib
import tempfile
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, select
from temporalio.client import Client, WithStartWorkflowOperation, WorkflowHandle, WorkflowUpdateFailedError
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.service import RPCError
from temporalio.testing import WorkflowEnvironment

from activities.record import Record, acts_after
from desk.campaignfile import FILES_A_LEDGER, CampaignEvent, CampaignFile
from desk.casefile import ADVANCE
from desk.hiring import hire
from desk.playing import Refusal
from desk.playing_campaign import CampaignStory, key_of, pinned_campaign, take_ledger
from desk.playing_temporal import PlayerStuck
from models.contracts.cleanup import CampaignStart, campaign_workflow_id
from models.contracts.listing import TASK_QUEUE, Asked, View
from models.law.days import end_of
from models.law.lawbook import Lawbook
from models.records.acts import Refused
from models.records.campaigns import CampaignState
from models.records.commands import Command
from models.steps.cleanup_deciding import decide_campaign
from models.steps.cleanup_fields import campaign_part
from models.tables.campaign_schema import campaign
from models.tables.campaigns import (
    CampaignOpening,
    open_campaign_file,
    receive_campaign,
    start_of_campaign,
)
from models.tables.ledgers import unit_ledger
from models.tables.opening import create_all, open_engine
from models.tables.receiving import Sent, keep_refusal
from workflows.cleanup_campaign import CleanupCampaignWorkflow
from workflows.connecting import data_converter, refusal_of

_POLL_SECONDS = 0.01
_POLLS = 3000


@dataclass(slots=True)
class CampaignPlayer:
    """One campaign on one time-skipping server with one record of its own."""

    told: CampaignFile
    env: WorkflowEnvironment
    engine: Engine
    campaign_id: str
    offset: float
    story: CampaignStory

    @property
    def client(self) -> Client:
        """The server's client."""
        return self.env.client

    def _handle(self) -> WorkflowHandle[CleanupCampaignWorkflow, str]:
        return self.client.get_workflow_handle_for(CleanupCampaignWorkflow.run, campaign_workflow_id(self.campaign_id))

    def _standing(self) -> tuple[int, bool]:
        found = select(campaign.c.version, campaign.c.closed).where(campaign.c.id == self.campaign_id)
        with self.engine.connect() as connection:
            row = connection.execute(found).one()
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
                view: View = await self._handle().query(CleanupCampaignWorkflow.view)
            except RPCError:
                # Between two runs that server knows none for a moment.
                await asyncio.sleep(_POLL_SECONDS)
                continue
            late = view.earliest_at is not None and view.earliest_at <= at
            if not late and view.version == self._standing()[0]:
                return
            await asyncio.sleep(_POLL_SECONDS)
        raise PlayerStuck(f"{self.told.name}: the clock's acts before {at} did not come")

    async def send(self, number: int, event: CampaignEvent) -> None:
        """Take the ledger in where one is filed, receive the command as a counter does, and ask for it."""
        body = dict(event.body)
        if event.act in FILES_A_LEDGER:
            body["digest"] = self._digest(event)
        seen, closed = self._standing()
        key = key_of(self.campaign_id, number)
        with self.engine.begin() as connection:
            sent = Sent(key, self.campaign_id, event.act, event.by, body, seen, legal_at=event.at)
            receive_campaign(connection, sent)
        command = Command(key, event.act, event.by, campaign_part(event.act, body))
        asked = Asked(command, seen, event.at)
        refused = await (self._update(asked) if seen and not closed else self._open(asked))
        if refused is not None:
            with self.engine.begin() as connection:
                keep_refusal(connection, key, refused)
            self.story.refusals.append(Refusal(event.at, event.by.id, refused))

    def _digest(self, event: CampaignEvent) -> str:
        unit = str(event.body["unit"])
        if event.ledger is not None:
            take_ledger(self.engine, self.campaign_id, unit, event)
        with self.engine.connect() as connection:
            held = unit_ledger(connection, self.campaign_id, unit)
        return held.digest if held else hashlib.sha256(b"").hexdigest()

    async def _open(self, asked: Asked) -> Refused | None:
        """Start a run from the record with the act that opens the campaign, or that a closed one still takes.

        That server loses an update that is refused while it starts a run: what the law refuses anyway starts none.
        """
        with self.engine.connect() as connection:
            start = start_of_campaign(connection, self.campaign_id)
        if start is None:
            raise LookupError(self.campaign_id)
        at = asked.at or datetime.now(UTC)
        answer = decide_campaign(start.state, asked.command, start.law, start.calendar, at)
        if isinstance(answer, Refused):
            return answer
        return await self._begun(asked, start)

    async def _begun(self, asked: Asked, start: CampaignStart) -> Refused | None:
        last = end_of(date(start.calendar.years[-1].year, 12, 31))
        operation = WithStartWorkflowOperation(
            CleanupCampaignWorkflow.run,
            start,
            id=campaign_workflow_id(self.campaign_id),
            task_queue=TASK_QUEUE,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
            # That server would otherwise end the run at a time of its own.
            execution_timeout=last - self.told.events[0].at,
        )
        try:
            await self.client.execute_update_with_start_workflow(
                CleanupCampaignWorkflow.command,
                asked,
                start_workflow_operation=operation,
                id=asked.command.key,
            )
        except WorkflowUpdateFailedError as failed:
            return _refusal(failed)
        return None

    async def _update(self, asked: Asked) -> Refused | None:
        try:
            await self._handle().execute_update(CleanupCampaignWorkflow.command, asked, id=asked.command.key)
        except WorkflowUpdateFailedError as failed:
            return _refusal(failed)
        return None


def _refusal(failed: WorkflowUpdateFailedError) -> Refused:
    refused = refusal_of(failed)
    if refused is None:
        raise failed
    return refused


async def play_campaign_temporal(told: CampaignFile, book: Lawbook, server: Path) -> CampaignStory:
    """Play a file with the engine `temporal`; the server is the start script of the test server."""
    with tempfile.TemporaryDirectory(prefix="duecourse-rehearse-") as folder:
        engine = open_engine(f"sqlite:///{folder}/record.db")
        create_all(engine)
        try:
            async with AsyncExitStack() as stack:
                player = await campaign_player(stack, engine, told, book, server)
                await tell(player)
                with engine.connect() as connection:
                    player.story.acts.extend(acts_after(connection, player.campaign_id, 0))
                return player.story
        finally:
            engine.dispose()


async def campaign_player(
    stack: AsyncExitStack, engine: Engine, told: CampaignFile, book: Lawbook, server: Path
) -> CampaignPlayer:
    """A player with its server, its worker and an empty file in the record."""
    law, calendar = pinned_campaign(book, told)
    campaign_id = f"rehearsal-{told.name}"
    env = await stack.enter_async_context(
        await WorkflowEnvironment.start_time_skipping(
            test_server_existing_path=str(server), data_converter=data_converter()
        )
    )
    first = told.events[0].at
    ahead = int((await env.get_current_time() - first).total_seconds())
    with engine.begin() as connection:
        opening = CampaignOpening(
            campaign_id, "rehearsal", told.lead["name"], told.lead["level"], "", law, calendar, first, ahead
        )
        open_campaign_file(connection, opening)
    await stack.enter_async_context(hire(env.client, Record(engine), _silent))
    story = CampaignStory(CampaignState(campaign_id, "rehearsal"))
    return CampaignPlayer(told, env, engine, campaign_id, float(ahead), story)


async def tell(player: CampaignPlayer) -> None:
    """Every event of the file, in order."""
    for number, event in enumerate(player.told.events, start=1):
        await player.move_to(event.at)
        if event.act != ADVANCE:
            await player.send(number, event)


def _silent(_event: str, **_fields: object) -> None:
    """A rehearsal prints its timeline, not its errands."""
