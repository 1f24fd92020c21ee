"""The law alone: read from its files, deadlines computed and explained, commands decided; one process, one thread."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bench.road import REGIME, road
from models.law.days import Calendar, law_day
from models.law.explaining import explain
from models.law.lawbook import Lawbook
from models.law.library import lawbook
from models.law.regimes import Law
from models.records.acts import Decided
from models.records.cases import CaseState
from models.records.commands import Command
from models.records.deadlines import deadline
from models.steps.deciding import decide
from models.steps.fold import apply
from models.steps.forms import legal_part

_SECONDS = 1.0
_DAYS = 500
_COLD, _CACHED = 7, 50


@dataclass(frozen=True, slots=True)
class Loaded:
    """Seconds to have all law and every calendar: read from its files, and cached by the digest of what they say."""

    cold: float
    cached: float


def load() -> Loaded:
    """Medians; the digest of every file is taken anew each time, as wherever law is asked for."""
    lawbook()
    return Loaded(_median(lambda: Lawbook().calendar(), _COLD), _median(lawbook, _CACHED))


def _median(once: Callable[[], object], times: int) -> float:
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        once()
        took.append(time.perf_counter() - begun)
    return statistics.median(took)


@dataclass(frozen=True, slots=True)
class Judged:
    """How many a second."""

    deadlines: float
    explained: float
    decided: float


def judge() -> Judged:
    """Measure each for a second, over every period of the regime from every one of many days."""
    book, today = lawbook(), law_day(datetime.now(UTC))
    years = book.calendar().years
    law, calendar = book.law(REGIME, today), book.calendar_for(years[0].year, years[-1].year)
    first = date(today.year, 1, 1) - timedelta(days=_DAYS)
    days = [first + timedelta(days=n) for n in range(_DAYS)]
    return Judged(
        _a_second(lambda: _compute(law, calendar, days)),
        _a_second(lambda: _explain(law, calendar, days[::50])),
        _a_second(lambda: _decide(law, calendar, today)),
    )


def _a_second(once: Callable[[], int]) -> float:
    """How many a second `once` does, by doing it again and again."""
    once()
    begun, done = time.perf_counter(), 0
    while time.perf_counter() - begun < _SECONDS:
        done += once()
    return done / (time.perf_counter() - begun)


def _compute(law: Law, calendar: Calendar, days: list[date]) -> int:
    for period in law.periods:
        for day in days:
            deadline(period, day, calendar, kind=period.key)
    return len(law.periods) * len(days)


def _explain(law: Law, calendar: Calendar, days: list[date]) -> int:
    for period in law.periods:
        for day in days:
            explain(day, period.amount, period.unit, period.roll, calendar)
    return len(law.periods) * len(days)


def _decide(law: Law, calendar: Calendar, today: date) -> int:
    """The whole road, act after act; each decided from the state before it."""
    now = datetime.now(UTC)
    state = CaseState("training-bench", "training")
    sent = road(state.case_id, today)
    for each in sent:
        answer = decide(
            state, Command(each.key, each.act, each.by, legal_part(each.act, each.body)), law, calendar, now
        )
        if not isinstance(answer, Decided):
            raise TypeError(f"the road does not lead through: {answer}")
        for act in answer.acts:
            state = apply(state, act)
    return len(sent)
