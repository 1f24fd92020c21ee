"""A notice of oversight (监督通报) as values: each line with its figures, the cases found, and the query of each."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from models.law.oversight import Edition, Line, Tally

ALL, FRESH, STANDING, SETTLED = "all", "fresh", "standing", "settled"
# Of a line: what arose in the month, what stood at its end, what was put right in it.
FIGURES = (FRESH, STANDING, SETTLED)
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month, by its first and last day."""

    first: date
    last: date

    @property
    def name(self) -> str:
        """The month as it is written: 2026-10."""
        return self.first.isoformat()[:7]

    def is_over(self, today: date) -> bool:
        """Whether its last day lies behind."""
        return self.last < today


def month_named(said: str) -> Month | None:
    """The month of that name; None for what is none."""
    found = _MONTH.fullmatch(said)
    if found is None or found[1] < f"{date.min.year:04d}":
        return None
    year, month = int(found[1]), int(found[2])
    return Month(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def month_before(today: date) -> Month:
    """The last month that is over."""
    last = date.fromordinal(today.replace(day=1).toordinal() - 1)
    return Month(last.replace(day=1), last)


@dataclass(frozen=True, slots=True)
class Found:
    """One case found: which file, whose, what is wrong and about what, since when, until when, by which entry.

    `seq` is the act in the log (of a look: its number among the looks); nought where only a deadline says it.
    """

    place: str
    unit: str
    what: str
    detail: str
    since: str
    until: str
    seq: int


@dataclass(frozen=True, slots=True)
class Asking:
    """A query as it was put: its text, and each value given to it by name."""

    sql: str
    given: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a notice beside the query it comes from."""

    of: str
    count: int
    asking: Asking


@dataclass(frozen=True, slots=True)
class LineTold:
    """A line with its figures and every case behind them."""

    line: Line
    figures: tuple[Figure, ...]
    cases: tuple[Found, ...]
    asking: Asking

    def figure(self, of: str) -> Figure | None:
        """The figure of that kind; a line whose cases do not last has only what arose."""
        return next((f for f in self.figures if f.of == of), None)


@dataclass(frozen=True, slots=True)
class TallyTold:
    """How often acts were done in the month."""

    tally: Tally
    figure: Figure


@dataclass(frozen=True, slots=True)
class Notice:
    """What a month comes to: for which files and unit, counted up to which act and look, by which editions."""

    month: Month
    mode: str
    unit: str
    lines: tuple[LineTold, ...]
    tallies: tuple[TallyTold, ...]
    acts: int
    last_act: int
    last_look: int
    editions: tuple[Edition, ...]


@dataclass(frozen=True, slots=True)
class Added:
    """An act entered later for the month or before it: what a month computed again owes its difference to."""

    seq: int
    place: str
    act: str
    day: str
    entered_on: str


def is_of(found: Found, of: str, month: Month) -> bool:
    """Whether a case belongs to a figure of the month."""
    first, last = month.first.isoformat(), month.last.isoformat()
    if of == FRESH:
        return first <= found.since
    if of == STANDING:
        return not found.until
    return bool(found.until) and first <= found.until <= last
