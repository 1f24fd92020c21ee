"""One kind of proceeding beside the listing as the desk serves it: its room in the record, its reminders, its files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Generic

from sqlalchemy import Connection, Engine, Table

from activities.proceeding_record import L, ProceedingRecord, Room, S
from desk.casefile import Event
from desk.expecting import timeline
from desk.playing import Refusal
from models.law.days import Calendar
from models.law.lawbook import Lawbook, Words
from models.law.reading import Place
from models.records.acts import Act
from models.tables.proceedings import FileKind


@dataclass(frozen=True, slots=True)
class Owing:
    """What is owed by a day, as it is reminded of: the words its row is kept under, and the day before its first."""

    kind: str
    party: str
    channel: str
    matter: str
    start_on: date
    due: date
    ends_at: datetime

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes it one and the same."""
        return (self.kind, self.party, self.channel, self.matter)


@dataclass(frozen=True, slots=True)
class ProceedingFile:
    """A whole file, read and checked; `law` is the text it is held under, `lead` whose it is."""

    name: str
    title: str
    law: str
    lead: dict[str, str]
    events: tuple[Event, ...]
    expect: Place


@dataclass(frozen=True, slots=True)
class Played(Generic[S, L]):
    """A file as it was played: acts and refusals in order, and where the proceeding stands."""

    served: Served[S, L]
    told: ProceedingFile
    book: Lawbook
    law: L
    calendar: Calendar
    start: S
    acts: list[Act] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    def state(self) -> S:
        """The state after all acts."""
        return self.served.kind.fold(self.start, self.acts)


Check = Callable[[Place, Any], list[str]]
# What an event of a file comes to: all that is said, and a file that is filed with it.
Said = tuple[dict[str, Any], Path | None]


def _as_told(_engine: Engine, _file_id: str, event: Event) -> Event:
    return event


def _what_it_opened(act: Act, law: Any) -> Iterator[str]:
    for d in act.opened:
        matter = f"（{d.matter}）" if d.matter else ""
        doubt = "，暂定" if d.provisional else ""
        yield f"⏱ {d.kind}{matter} → {d.due}{doubt}  {law.citation(d.cite)}"


def _nothing_between(_played: Any) -> Iterator[tuple[datetime, str]]:
    yield from ()


@dataclass(frozen=True, slots=True)
class Telling:
    """How the files of one kind tell a proceeding, and how it is told again.

    A file begins with `word`; under `law` it names the text it is held under, under `lead` whose it is, by the words
    `lead_fields`; `more` are its other keys.  `law_of` and `words_of` read that text as it stands on a day; `say`
    makes the events of a row.  `checks` are what a file may expect, by name.
    """

    word: str
    law: str
    lead: str
    lead_fields: tuple[str, ...]
    law_of: Callable[[Lawbook, str, date], Any]
    words_of: Callable[[Lawbook, str, date], Mapping[str, Words]]
    say: Callable[[Place, Place, dict[str, str]], Iterable[Said]]
    checks: Mapping[str, Check]
    more: tuple[str, ...] = ()
    # Which fact says what an act is about; what stands beneath it; what stands between the acts.
    about: tuple[str, ...] = ()
    beneath: Callable[[Act, Any], Iterator[str]] = _what_it_opened
    between: Callable[[Any], Iterator[tuple[datetime, str]]] = _nothing_between
    # What must be equal between two tellings.
    timeline: Callable[[list[Act]], list[tuple[Any, ...]]] = timeline
    # What is taken into the record before an event is sent; the event as it is then sent.
    take: Callable[[Engine, str, Event], Event] = _as_told


def open_deadlines(state: Any, _began: date) -> Iterator[Owing]:
    """What runs in a state that keeps its deadlines as listing cases do."""
    for d in state.open_deadlines():
        yield Owing(d.kind, d.party, d.channel, d.matter, d.start_on, d.due, d.ends_at)


@dataclass(frozen=True, slots=True)
class Served(Generic[S, L]):
    """One kind of proceeding: its room in the record, how its files are told, and who is reminded of what."""

    room: Room[S, L]
    telling: Telling
    whom: Callable[[Connection, S, Owing], str]
    owing: Callable[[S, date], Iterable[Owing]] = open_deadlines

    @property
    def kind(self) -> FileKind[S, L]:
        """How it is kept and decided."""
        return self.room.kind

    @property
    def table(self) -> Table:
        """Where its files stand."""
        return self.kind.table

    def record(self, engine: Engine) -> ProceedingRecord[S, L]:
        """Its legal transaction."""
        return ProceedingRecord(engine, self.room)
