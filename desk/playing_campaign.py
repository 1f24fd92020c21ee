"""Playing a campaign file through the law alone: no server, milliseconds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from desk.campaignfile import FILES_A_LEDGER, CampaignEvent, CampaignFile
from desk.casefile import ADVANCE
from desk.playing import Refusal
from models.law.cleanup import CampaignLaw, campaign_law
from models.law.days import Calendar, law_day
from models.law.lawbook import Lawbook
from models.law.ledger_forms import LedgerForm
from models.law.ledger_reading import read_forms
from models.law.reading import LawFault
from models.records.acts import Act, Refused
from models.records.campaigns import CampaignState
from models.records.commands import Command
from models.records.ledgers import LedgerRow, Settlement, Way, summary_of
from models.sheets.arriving import Arrived, read_sheet
from models.sheets.faults import SheetFault
from models.steps.cleanup_deciding import decide_campaign, settle_campaign
from models.steps.cleanup_fields import campaign_part
from models.steps.cleanup_figures import figures, settled, settlement_parts
from models.steps.cleanup_fold import fold
from models.steps.ledgers import read_ledger

_LIMIT = "faults_filed"


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


def arrived_of(file: Path, forms: dict[str, LedgerForm]) -> Arrived:
    """A ledger file as it arrives; one that is not taken is a fault of the campaign's file."""
    try:
        return read_sheet(file.read_bytes(), forms)
    except SheetFault as bad:
        raise LawFault(file, 1, bad.en) from bad


def key_of(campaign_id: str, number: int) -> str:
    """The key of an event: the campaign's id and the event's number."""
    return f"{campaign_id}-{number:03d}"


@dataclass(slots=True)
class _Player:
    """One campaign and the ledgers of its units, as the record would hold them."""

    law: CampaignLaw
    calendar: Calendar
    state: CampaignState
    story: CampaignStory
    forms: dict[str, LedgerForm] = field(default_factory=read_forms)
    ledgers: dict[str, tuple[LedgerRow, ...]] = field(default_factory=dict)

    def do(self, number: int, event: CampaignEvent) -> None:
        """One event of the file."""
        if event.act == ADVANCE:
            self._take(settle_campaign(self.state, self.law, self.calendar, event.at))
            return
        command = Command(
            key_of(self.state.campaign_id, number), event.act, event.by, campaign_part(event.act, event.body)
        )
        command, after = self._known(command, event)
        answer = decide_campaign(self.state, command, self.law, self.calendar, event.at)
        if isinstance(answer, Refused):
            self.story.refusals.append(Refusal(event.at, event.by.id, answer))
            self._take(answer.settled)
            return
        if after is not None:
            self.ledgers[command.word("unit")] = after
        self._take(answer.acts)

    def _known(self, command: Command, event: CampaignEvent) -> tuple[Command, tuple[LedgerRow, ...] | None]:
        """What the record adds to a command: the ledger in figures, as it is or would be."""
        rows: tuple[LedgerRow, ...] | str | None = None
        facts = dict(command.facts)
        if event.act in FILES_A_LEDGER:
            rows = self.ledgers.get(command.word("unit"), ())
            if event.ledger is not None:
                arrived = arrived_of(event.ledger, self.forms)
                rows = tuple(read_ledger(self.forms, arrived.form, arrived.rows))
            self.ledgers[command.word("unit")] = rows
            facts["digest"] = summary_of(rows).digest
        elif event.act == "settle_fault":
            held = self.ledgers.get(command.word("unit"), ())
            rows = settled(self.forms, held, command.word("fault"), settlement_of(event.body, event))
        if rows is None:
            return command, None
        told: dict[str, Any] = {"fault": rows} if isinstance(rows, str) else figures(rows, self.law.limit(_LIMIT))
        return replace(command, facts={**facts, "ledger": told}), (None if isinstance(rows, str) else rows)

    def _take(self, acts: tuple[Act, ...]) -> None:
        self.story.acts.extend(acts)
        self.state = fold(self.state, acts)


def settlement_of(body: dict[str, Any], event: CampaignEvent) -> Settlement:
    """A settlement as the event says it."""
    code, column = settlement_parts(str(body["fault"]))
    values = tuple((v["field"], v["value"]) for v in body.get("values") or ())
    return Settlement(code, column, Way(body["way"]), str(body["reason"]), event.by.id, event.at, values)


def play_campaign(told: CampaignFile, book: Lawbook) -> CampaignStory:
    """Play a file with the engine `law`."""
    law, calendar = pinned_campaign(book, told)
    state = CampaignState(f"rehearsal-{told.name}", "rehearsal")
    player = _Player(law, calendar, state, CampaignStory(state))
    for number, event in enumerate(told.events, start=1):
        player.do(number, event)
    return player.story
