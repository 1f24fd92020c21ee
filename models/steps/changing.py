"""What changes around a case: a year's days off are announced, a regime is cleaned up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from models.law.counting import reach
from models.law.days import Calendar, CalendarMalformed, CalendarYear
from models.records.deadlines import Deadline
from models.steps.judging import Context, Judged, No, Plan, unmet

# A party's own periods: what it was told is never cut short.
_OWN = ("statement_period", "hearing_request", "reconsideration", "litigation")
_ENTERED = "office"


@lru_cache(maxsize=256)
def effective(calendar: Calendar, announced: tuple[CalendarYear, ...]) -> Calendar:
    """The calendar a case began with, and every year announced since."""
    for year in announced:
        calendar = calendar.announcing(year)
    return calendar


def announced_year(year: int, off: Sequence[str], working: Sequence[str], notice: str) -> CalendarYear:
    """A year as a notice announces it; `ValueError` where a day or range cannot be read."""
    return CalendarYear(year, announced=True, off=_days(off), working=_days(working), notice=notice, certainty=_ENTERED)


def _days(spans: Sequence[str]) -> tuple[date, ...]:
    return tuple(dict.fromkeys(day for span in spans for day in _span(span)))


def _span(span: str) -> Iterator[date]:
    first, _, last = span.partition("/")
    start, end = date.fromisoformat(first), date.fromisoformat(last or first)
    if end < start:
        raise ValueError(span)
    for ordinal in range(start.toordinal(), end.toordinal() + 1):
        yield date.fromordinal(ordinal)


def announce_calendar(ctx: Context) -> Judged:
    """A year's days off become known: running deadlines are computed anew, none told is cut short."""
    facts = ctx.command.facts
    calendar = announced_in(ctx.calendar, facts)
    if isinstance(calendar, No):
        return calendar
    moved = (_replanned(d, calendar) for d in ctx.state.open_deadlines())
    return Plan(ctx.state.step, facts, tuple(d for d in moved if d is not None))


def announced_in(calendar: Calendar, facts: Mapping[str, Any]) -> Calendar | No:
    """The calendar with the year the facts announce, or what contradicts itself or cannot be read.

    `CalendarUnknown` where the calendar does not hold the year at all.
    """
    calendar.year(facts["year"])
    try:
        return calendar.announcing(announced_year(facts["year"], facts["off"], facts["working"], facts["notice"]))
    except CalendarMalformed as wrong:
        return unmet("house.re-plan", "calendar_malformed", year=wrong.year, reason=wrong.reason)
    except ValueError as unread:
        return unmet("house.re-plan", "day_unreadable", value=str(unread))


def recounted(held: Deadline, calendar: Calendar) -> tuple[date, bool]:
    """The day a deadline falls on when it is counted anew, and whether that day is provisional."""
    reached = reach(held.start_on, held.amount, held.unit, held.roll, calendar)
    due, provisional = reached.due, reached.provisional
    for more in held.extensions:
        further = reach(due, more.amount, more.unit, held.roll, calendar)
        due, provisional = further.due, provisional or further.provisional
    if held.threshold:
        due = date.fromordinal(due.toordinal() + 1)
    return due, provisional


def _replanned(held: Deadline, calendar: Calendar) -> Deadline | None:
    """The deadline by the new calendar, or nothing where neither its day nor its certainty changes."""
    due, provisional = recounted(held, calendar)
    if held.kind in _OWN:
        due = max(due, held.due)
    if (due, provisional) == (held.due, held.provisional):
        return None
    return replace(held, due=due, provisional=provisional, calendar=calendar.version)


def set_disposition(ctx: Context) -> Judged:
    """The clean-up's finding on the rule: kept it may burden, otherwise only relieve."""
    return Plan(ctx.state.step, ctx.command.facts)
