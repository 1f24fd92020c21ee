"""Playing a campaign file through real workflows on a time-skipping server, with a record of its own."""

from __future__ import annotations

import hashlib
import tempfile
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection, Engine

from activities.record import acts_after
from desk.campaignfile import FILES_A_LEDGER, CampaignEvent, CampaignFile
from desk.casefile import ADVANCE
from desk.playing_campaign import CampaignStory, pinned_campaign, take_ledger
from desk.playing_proceeding import ProceedingPlayer, Staged, staged_player
from models.contracts.cleanup import campaign_workflow_id
from models.law.lawbook import Lawbook
from models.records.campaigns import CampaignState
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
from workflows.cleanup_campaign import CleanupCampaignWorkflow


async def play_campaign_temporal(told: CampaignFile, book: Lawbook, server: Path) -> CampaignStory:
    """Play a file with the engine `temporal`; the server is the start script of the test server."""
    with tempfile.TemporaryDirectory(prefix="duecourse-rehearse-") as folder:
        engine = open_engine(f"sqlite:///{folder}/record.db")
        create_all(engine)
        try:
            async with AsyncExitStack() as stack:
                player = await campaign_player(stack, engine, told, book, server)
                await tell(player, told)
                with engine.connect() as connection:
                    acts = list(acts_after(connection, player.staged.id, 0))
                return CampaignStory(CampaignState(player.staged.id, "rehearsal"), acts, player.refusals)
        finally:
            engine.dispose()


async def campaign_player(
    stack: AsyncExitStack, engine: Engine, told: CampaignFile, book: Lawbook, server: Path
) -> ProceedingPlayer:
    """A player with its server, its worker and an empty file in the record."""
    law, calendar = pinned_campaign(book, told)
    campaign_id, first = f"rehearsal-{told.name}", told.events[0].at

    def open_file(connection: Connection, ahead: int) -> None:
        lead = told.lead
        opening = CampaignOpening(
            campaign_id, "rehearsal", lead["name"], lead["level"], "", law, calendar, first, ahead
        )
        open_campaign_file(connection, opening)

    staged = Staged(
        campaign_id,
        CleanupCampaignWorkflow.run,
        campaign_workflow_id(campaign_id),
        campaign,
        start_of_campaign,
        receive_campaign,
        campaign_part,
        decide_campaign,
        first,
    )
    return await staged_player(stack, engine, staged, server, open_file)


async def tell(player: ProceedingPlayer, told: CampaignFile, first: int = 1) -> None:
    """Every event of the file, in order, numbered from `first`; a ledger is taken in where one is filed."""
    for number, event in enumerate(told.events, start=first):
        await player.move_to(event.at)
        if event.act in FILES_A_LEDGER:
            event = replace(event, body={**event.body, "digest": _digest(player, event)})  # noqa: PLW2901
        if event.act != ADVANCE:
            await player.send(number, event)


def _digest(player: ProceedingPlayer, event: CampaignEvent) -> str:
    unit = str(event.body["unit"])
    if event.ledger is not None:
        take_ledger(player.engine, player.staged.id, unit, event)
    with player.engine.connect() as connection:
        held = unit_ledger(connection, player.staged.id, unit)
    return held.digest if held else hashlib.sha256(b"").hexdigest()
