"""The rungs of a reminder: how many working days before the last day somebody is told, and which day that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.law.days import Calendar, CalendarUnknown, table_of
from models.law.lawbook import Lawbook, Words

# Told nobody: a later rung was reached already.
SKIPPED = "skipped"
_HOUSE = "house"
_KEY = "reminders"
_NEAR = "near"


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs from the farthest to the last day itself, and the house rule that names them (H-27)."""

    rungs: tuple[int, ...]
    words: Words


def ladder(book: Lawbook, on: date) -> Ladder:
    """The rungs of the house rules in force on a day: a rule of the office, so today's and not the case's."""
    house = book.instrument(_HOUSE, on)
    said = house.place.inner(_KEY)
    rungs = tuple(sorted(set(said.counts("working_days_before")), reverse=True))
    return Ladder(rungs, house.words(_KEY, said))


def near(book: Lawbook, on: date) -> int:
    """How many working days before its last day a deadline is shown as coming near (H-33)."""
    return book.instrument(_HOUSE, on).place.inner(_NEAR).whole("working_days")


def rung_day(due: date, rung: int, calendar: Calendar) -> date:
    """The rung-th working day before the last day; the last day itself, working or not, for rung nought.

    Raises `CalendarUnknown` where the calendar does not reach so far.
    """
    if rung == 0:
        return due
    table = table_of(calendar)
    works = table.kind(due).works
    before = table.rank[due.toordinal() - table.first] - works
    if rung > before:
        raise CalendarUnknown(table.first_year - 1)
    return date.fromordinal(table.working[before - rung])
