"""A notice of oversight (监督通报) as values: each line with its figures, the cases found, and the query of each."""

from __future__ import annotations

from dataclasses import dataclass

from models.law.oversight import Edition, Line, Tally
from models.records.told_months import Month

ALL, FRESH, STANDING, SETTLED = "all", "fresh", "standing", "settled"
# Of a line: what arose in the month, what stood at its end, what was put right in it.
FIGURES = (FRESH, STANDING, SETTLED)


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
