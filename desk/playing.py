"""Playing a case file through the law alone: no server, milliseconds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from desk.casefile import ADVANCE, CaseFile, Event
from models.law.days import Calendar, law_day
from models.law.editions import case_law
from models.law.lawbook import Lawbook
from models.law.regimes import Law
from models.records.acts import Act, Decided, Refused
from models.records.cases import CaseState
from models.records.commands import Command
from models.records.proceedings import conduct_ended_on
from models.steps.deciding import decide, settle
from models.steps.fold import fold
from models.steps.forms import legal_part


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refusal met on the way, with its instant."""

    at: datetime
    by: str
    refused: Refused


@dataclass(slots=True)
class Story:
    """What happened: acts and refusals in order, and where the case stands."""

    start: CaseState
    acts: list[Act] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    def state(self, at: datetime | None = None) -> CaseState:
        """The state after all acts, or after those up to an instant."""
        return fold(self.start, (a for a in self.acts if at is None or a.at <= at))


def pinned(book: Lawbook, case: CaseFile) -> tuple[Law, Calendar]:
    """The law from the day the conduct ended, else from the case's first day on, and the calendars it can need."""
    on = law_day(case.events[0].at)
    years = book.calendar(case.known_until).years
    calendar = book.calendar_for(years[0].year, years[-1].year, case.known_until)
    told = [d for event in case.events if event.act == "open_case" and (d := conduct_ended_on(event.body))]
    return case_law(book, case.regime, on, case.local, since=min(told, default=None)), calendar


def command_of(case_id: str, number: int, event: Event) -> Command:
    """The event as `decide` sees it: its key is the case's id and the event's number."""
    return Command(f"{case_id}-{number:03d}", event.act, event.by, legal_part(event.act, event.body))


def play(case: CaseFile, book: Lawbook) -> Story:
    """Play a file with the engine `law`."""
    return play_under(case, *pinned(book, case))


def play_under(case: CaseFile, law: Law, calendar: Calendar) -> Story:
    """Play a file under law and calendars that are given."""
    state = CaseState(f"rehearsal-{case.name}", "rehearsal")
    story = Story(state)
    for number, event in enumerate(case.events, start=1):
        if event.act == ADVANCE:
            acts = settle(state, law, calendar, event.at)
        else:
            answer = decide(state, command_of(state.case_id, number, event), law, calendar, event.at)
            acts = answer.acts if isinstance(answer, Decided) else answer.settled
            if isinstance(answer, Refused):
                story.refusals.append(Refusal(event.at, event.by.id, answer))
        story.acts.extend(acts)
        state = fold(state, acts)
    return story
