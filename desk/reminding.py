"""Reminders: before a running deadline ends, whoever handles the case is told, each rung once.

A rung is a number of working days before the last day (house rule H-27). What
was told is a row; a row is never written twice, so neither a second pass nor a
restart tells anybody again. After a time of standstill only the latest rung
reached is told; those passed over are kept as skipped.

Every running deadline is reminded of, those of a party and those the clock ends
by itself too: the officer waits on them. Left out is the first day an
application may be made (nothing is missed after it), a deadline whose end has
come (the clock acts, and the watchdog looks), and a rung that lies before the
period began (a period of five working days has no fourteenth before its end).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, select
from sqlalchemy.exc import SQLAlchemyError

from desk.served import Owing
from models.law.days import Calendar, CalendarUnknown, law_day
from models.law.lawbook import Lawbook
from models.law.reminding import SKIPPED, ladder, rung_day
from models.records.cases import CaseState
from models.records.deadlines import Deadline
from models.steps.authority import CASE_OFFICER
from models.steps.changing import effective
from models.tables import schema as t
from models.tables.packing import unpack


@dataclass(frozen=True, slots=True)
class Reminder:
    """One rung of one deadline, and who is told."""

    case_id: str
    deadline: Deadline | Owing
    rung: int
    reached_on: date
    told: str


@dataclass(slots=True)
class Reminding:
    """The passes over one record; a case looked at today is looked at again when it has moved."""

    engine: Engine
    book: Lawbook
    _looked: dict[str, tuple[int, date]] = field(default_factory=dict)

    def pass_once(self, now: datetime) -> tuple[Reminder, ...]:
        """Tell what was reached and not told; the reminders written, the skipped ones too."""
        today = law_day(now)
        rungs = ladder(self.book, today).rungs
        made: list[Reminder] = []
        for case_id, version in self._candidates(today, rungs):
            if self._looked.get(case_id) != (version, today):
                made += self._remind(case_id, rungs, now)
                self._looked[case_id] = (version, today)
        return tuple(made)

    def _candidates(self, today: date, rungs: tuple[int, ...]) -> list[tuple[str, int]]:
        """Open cases with a deadline so near that a rung may be reached.

        A rehearsal with a clock of its own is left out. No two weeks in a row are
        all days off: so many working days lie within one week more than their number.
        """
        case, deadline = t.case_file.c, t.deadline.c
        horizon = today + timedelta(weeks=max(rungs) + 1)
        found = (
            select(case.id, case.version)
            .join(t.deadline, deadline.case_id == case.id)
            .where(deadline.standing == "open", deadline.due.between(today, horizon))
            .where(case.closed.is_(False), case.rehearsal_offset == 0)
            .distinct()
            .order_by(case.id)
        )
        with self.engine.connect() as connection:
            return [(row.id, row.version) for row in connection.execute(found)]

    def _remind(self, case_id: str, rungs: tuple[int, ...], now: datetime) -> tuple[Reminder, ...]:
        """Compute and write under the case's lock: what is told is told of a deadline that runs."""
        found = select(t.case_file).where(t.case_file.c.id == case_id).with_for_update()
        with self.engine.begin() as connection:
            case = connection.execute(found).one()
            if case.closed:
                return ()
            made = _made(connection, case, rungs, now)
            keep_reminders(connection, made)
        return made


async def reminding(
    engine: Engine, book: Lawbook, stop: asyncio.Event, every_seconds: float, log: Callable[..., None] | None = None
) -> None:
    """Pass after pass until told to stop; a pass that cannot reach the record is tried again."""
    # Imported here: it tells its rungs by the functions of this module.
    from desk.reminding_beside import ProceedingReminding  # noqa: PLC0415

    passes, beside = Reminding(engine, book), ProceedingReminding(engine, book)
    while not stop.is_set():
        try:
            made = await asyncio.to_thread(passes.pass_once, datetime.now(UTC))
            await asyncio.to_thread(beside.pass_once, datetime.now(UTC))
            if log is not None and made:
                log("reminded", told=sum(r.told != SKIPPED for r in made), rungs=len(made))
        except SQLAlchemyError as fault:
            if log is not None:
                log("reminding_unreached", fault=type(fault).__name__)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), every_seconds)


def _made(connection: Connection, case: Row[Any], rungs: tuple[int, ...], now: datetime) -> tuple[Reminder, ...]:
    state = unpack(CaseState, case.state)
    pinned = connection.execute(select(t.pin.c.content).where(t.pin.c.version == case.calendar_version)).scalar_one()
    calendar = effective(unpack(Calendar, pinned), state.announced)
    today = law_day(now)
    whom = _whom(connection, state, today)
    running = ((d, whom) for d in state.open_deadlines() if not d.threshold and d.ends_at > now)
    return tuple(made for d, who in running for made in rungs_of(connection, case.id, d, (rungs, calendar, today), who))


def rungs_of(
    connection: Connection, case_id: str, d: Deadline | Owing, by: tuple[tuple[int, ...], Calendar, date], whom: str
) -> Iterator[Reminder]:
    """The rungs of one deadline that are reached by a day and not told, in whatever proceeding it runs."""
    rungs, calendar, today = by
    yield from _of_deadline(case_id, d, _reached(d, rungs, calendar, today), _held(connection, case_id, d), whom)


def keep_reminders(connection: Connection, made: Sequence[Reminder]) -> None:
    """Write what was told and what was passed over."""
    if made:
        connection.execute(t.reminder.insert(), [_row(r) for r in made])


def _reached(
    d: Deadline | Owing, rungs: tuple[int, ...], calendar: Calendar, today: date
) -> tuple[tuple[int, date], ...]:
    """The rungs reached, the latest first, each with its day; none lies before the period began."""
    days = [(rung, day) for rung in rungs if (day := _day(d.due, rung, calendar)) is not None]
    return tuple((rung, day) for rung, day in sorted(days) if d.start_on < day <= today)


def _day(due: date, rung: int, calendar: Calendar) -> date | None:
    """The day of a rung; none where no calendar says it: a reminder is not worth a standstill."""
    try:
        return rung_day(due, rung, calendar)
    except CalendarUnknown:
        return None


def _of_deadline(
    case_id: str, d: Deadline | Owing, reached: Sequence[tuple[int, date]], held: Sequence[int], whom: str
) -> Iterator[Reminder]:
    """The latest rung is told unless it was; whatever lies before it was passed over."""
    for place, (rung, day) in enumerate(reached):
        if rung not in held:
            yield Reminder(case_id, d, rung, day, whom if place == 0 else SKIPPED)


def _held(connection: Connection, case_id: str, d: Deadline | Owing) -> Sequence[int]:
    r = t.reminder.c
    key = (r.case_id, r.kind, r.party, r.channel, r.matter, r.due)
    same = (held == said for held, said in zip(key, (case_id, *d.key, d.due), strict=True))
    return connection.execute(select(r.rung).where(*same)).scalars().all()


def _whom(connection: Connection, state: CaseState, today: date) -> str:
    """Whoever handles the case today, or stands in; the post where that is nobody who may sign in."""
    handler = state.handler or state.hand("open_case")
    lent = (d.to for d in state.deputies if d.of == handler and d.since <= today <= d.until)
    person = next(lent, handler)
    may = select(t.account.c.id).where(t.account.c.id == person, t.account.c.active.is_(True))
    if state.is_recused(person) or connection.execute(may).first() is None:
        return CASE_OFFICER
    return person


def _row(made: Reminder) -> dict[str, Any]:
    kind, party, channel, matter = made.deadline.key
    return {
        "case_id": made.case_id,
        "kind": kind,
        "party": party,
        "channel": channel,
        "matter": matter,
        "due": made.deadline.due,
        "rung": made.rung,
        "reached_on": made.reached_on,
        "recorded_at": datetime.now(UTC),
        "told": made.told,
    }
