"""Playing a campaign file through the law alone: no server; its ledgers in a record in memory."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from desk.campaignfile import FILES_A_LEDGER, CampaignEvent, CampaignFile
from desk.casefile import ADVANCE
from desk.playing import Refusal
from models.law.campaign_rules import CampaignLaw
from models.law.cleanup import campaign_law
from models.law.days import Calendar, law_day
from models.law.lawbook import Lawbook
from models.law.ledger_reading import read_forms
from models.law.reading import LawFault
from models.records.acts import Act, Refused
from models.records.campaigns import CampaignState
from models.records.commands import Command
from models.sheets.arriving import Arrived, read_sheet
from models.sheets.faults import SheetFault
from models.steps.cleanup_deciding import decide_campaign, settle_campaign
from models.steps.cleanup_fields import campaign_part
from models.steps.cleanup_fold import fold
from models.steps.ledgers import read_ledger
from models.tables.campaigns import ledger_facts, settle_in_ledger
from models.tables.ledger_keeping import ADD, REPLACE, ImportAsked, begin_import, keep_ledger
from models.tables.ledgers import document_digest, held_documents
from models.tables.opening import create_all, open_engine

_LIMIT = "faults_filed"
_NONE = hashlib.sha256(b"").hexdigest()


@dataclass(slots=True)
class CampaignStory:
    """What happened: acts and refusals in order, and where the campaign stands."""

    start: CampaignState
    acts: list[Act] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    def state(self) -> CampaignState:
        """The state after all acts."""
        return fold(self.start, self.acts)


def pinned_campaign(book: Lawbook, told: CampaignFile) -> tuple[CampaignLaw, Calendar]:
    """The notice as it stands on the day the campaign begins, and the calendars it can need."""
    on = law_day(told.events[0].at)
    years = book.calendar().years
    return campaign_law(book, told.notice, on), book.calendar_for(years[0].year, years[-1].year)


def key_of(campaign_id: str, number: int) -> str:
    """The key of an event: the campaign's id and the event's number."""
    return f"{campaign_id}-{number:03d}"


def take_ledger(engine: Engine, campaign_id: str, unit: str, event: CampaignEvent) -> None:
    """Take the ledger of an event into the record: an addition beside the rows held, anything else in their place."""
    if event.ledger is None:
        return
    forms = read_forms()
    arrived = _arrived(event.ledger)
    way = ADD if event.body.get("change") == ADD else REPLACE
    # Every event brings a file of its own: the same one again is a new one.
    digest = hashlib.sha256(f"{arrived.sha256} {event.line} {event.at}".encode()).hexdigest()
    asked = ImportAsked(
        campaign_id,
        unit,
        event.ledger.name,
        digest,
        arrived.sheet,
        arrived.form.id,
        len(arrived.rows),
        way,
        event.by.id,
        event.at,
    )
    with engine.begin() as connection:
        begun = begin_import(connection, asked)
        there = held_documents(connection, campaign_id, unit) if way == ADD else {}
    rows = read_ledger(forms, arrived.form, arrived.rows, lambda name: there.get(document_digest(name) or ""))
    keep_ledger(engine, begun, asked, rows, lambda _: None)


def _arrived(file: Path) -> Arrived:
    """A ledger file as it arrives; one that is not taken is a fault of the campaign's file."""
    try:
        return read_sheet(file.read_bytes(), read_forms())
    except SheetFault as bad:
        raise LawFault(file, 1, bad.en) from bad


@dataclass(slots=True)
class _Player:
    """One campaign, and the record that holds the ledgers of its units."""

    law: CampaignLaw
    calendar: Calendar
    state: CampaignState
    story: CampaignStory
    engine: Engine

    def do(self, number: int, event: CampaignEvent) -> None:
        """One event of the file."""
        if event.act == ADVANCE:
            self._take(settle_campaign(self.state, self.law, self.calendar, event.at))
            return
        facts = campaign_part(event.act, event.body)
        if event.ledger is not None:
            take_ledger(self.engine, self.state.campaign_id, facts["unit"], event)
        with self.engine.connect() as connection, connection.begin() as kept:
            if event.act in FILES_A_LEDGER:
                facts["digest"] = self._figures(connection, facts["unit"]).get("digest", _NONE)
            command = Command(key_of(self.state.campaign_id, number), event.act, event.by, facts)
            answer = self._decided(connection, command, event)
            if isinstance(answer, Refused):
                kept.rollback()
                self.story.refusals.append(Refusal(event.at, event.by.id, answer))
                self._take(answer.settled)
            else:
                self._take(answer.acts)

    def _decided(self, connection: Connection, command: Command, event: CampaignEvent) -> Any:
        """As the record's transaction does: judged first without what it holds, then with it."""
        first = decide_campaign(self.state, command, self.law, self.calendar, event.at)
        known = None if isinstance(first, Refused) else self._known(connection, command, event)
        if known is None:
            return first
        asked = replace(command, facts={**command.facts, "ledger": known})
        return decide_campaign(self.state, asked, self.law, self.calendar, event.at)

    def _known(self, connection: Connection, command: Command, event: CampaignEvent) -> dict[str, Any] | None:
        if event.act in FILES_A_LEDGER:
            return self._figures(connection, command.word("unit"))
        if event.act == "settle_fault":
            most = self.law.limit(_LIMIT)
            return settle_in_ledger(connection, self.state.campaign_id, event.body, event.by.id, event.at, most)
        return None

    def _figures(self, connection: Connection, unit: str) -> dict[str, Any]:
        return ledger_facts(connection, self.state.campaign_id, unit, self.law.limit(_LIMIT))

    def _take(self, acts: tuple[Act, ...]) -> None:
        self.story.acts.extend(acts)
        self.state = fold(self.state, acts)


@contextmanager
def _in_memory(name: str) -> Iterator[Engine]:
    # One shared file in memory: every connection of the engine sees it, and no other telling of the same file does.
    engine = open_engine(f"sqlite:///file:{name}-{secrets.token_hex(8)}?mode=memory&cache=shared&uri=true")
    with engine.connect():
        create_all(engine)
        yield engine
    engine.dispose()


def play_campaign(told: CampaignFile, book: Lawbook) -> CampaignStory:
    """Play a file with the engine `law`."""
    law, calendar = pinned_campaign(book, told)
    state = CampaignState(f"rehearsal-{told.name}", "rehearsal")
    with _in_memory(state.campaign_id) as engine:
        player = _Player(law, calendar, state, CampaignStory(state), engine)
        for number, event in enumerate(told.events, start=1):
            player.do(number, event)
        return player.story
