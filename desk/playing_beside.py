"""Playing a file of a proceeding beside the listing through the law alone: no server, milliseconds.

A kind whose record adds to what is said is played beside a record in memory, which holds what was filed so far.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sqlalchemy import Engine

from activities.proceeding_record import Asking, L, S
from desk.casefile import ADVANCE, Event
from desk.playing import Refusal
from desk.served import Played, ProceedingFile, Served
from models.law.days import law_day
from models.law.lawbook import Lawbook
from models.records.acts import Answer, Decided, Refused
from models.records.commands import Command
from models.tables.opening import create_all, open_engine


def staged(served: Served[S, L], told: ProceedingFile, book: Lawbook) -> Played[S, L]:
    """A file before its first event: its text as it stands on that day, and the calendars it can need."""
    years = book.calendar().years
    law: L = served.telling.law_of(book, told.law, law_day(told.events[0].at))
    calendar = book.calendar_for(years[0].year, years[-1].year)
    start = served.kind.empty(f"rehearsal-{told.name}", "rehearsal")
    return Played(served, told, book, law, calendar, start)


def key_of(file_id: str, number: int) -> str:
    """The key of an event: the file's id and the event's number."""
    return f"{file_id}-{number:03d}"


def play(served: Served[S, L], told: ProceedingFile, book: Lawbook) -> Played[S, L]:
    """Play a file with the engine `law`."""
    played = staged(served, told, book)
    state, kind = played.start, served.kind
    with _record(served, state.case_id) as engine:
        for number, event in enumerate(told.events, start=1):
            if event.act == ADVANCE:
                acts = kind.settle(state, played.law, played.calendar, event.at)
            else:
                answer = _answer(played, state, engine, number, event)
                acts = answer.acts if isinstance(answer, Decided) else answer.settled
                if isinstance(answer, Refused):
                    played.refusals.append(Refusal(event.at, event.by.id, answer))
            played.acts.extend(acts)
            state = kind.fold(state, acts)
    return played


def _answer(played: Played[S, L], state: S, engine: Engine | None, number: int, event: Event) -> Answer:
    """As the record's transaction does: judged first without what it holds, then with it."""
    served, file_id = played.served, state.case_id
    if engine is not None:
        event = served.telling.take(engine, file_id, event)
    facts = served.kind.part(event.act, event.body)
    command = Command(key_of(file_id, number), event.act, event.by, facts)
    first = served.kind.decide(state, command, played.law, played.calendar, event.at)
    if engine is None or isinstance(first, Refused):
        return first
    asking = Asking(command.key, event.act, event.by, event.body, event.at)
    with engine.connect() as connection, connection.begin() as tried:
        known = served.room.facts_of(connection, state, played.law, asking)
        asked = replace(command, facts={**facts, **known})
        answer = served.kind.decide(state, asked, played.law, played.calendar, event.at)
        if isinstance(answer, Refused):
            tried.rollback()
    return answer


@contextmanager
def _record(served: Served[Any, Any], name: str) -> Iterator[Engine | None]:
    if not served.room.adds:
        yield None
        return
    # One shared file in memory: every connection of the engine sees it, and no other telling of the same file does.
    engine = open_engine(f"sqlite:///file:{name}-{secrets.token_hex(8)}?mode=memory&cache=shared&uri=true")
    with engine.connect():
        create_all(engine)
        yield engine
    engine.dispose()
