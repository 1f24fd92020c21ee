"""A deadline: the day computed from a period, with all it was computed from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.law.counting import reach
from models.law.days import Calendar, Roll, Unit, end_of, start_of
from models.law.regimes import Period


class Standing(StrEnum):
    """How a deadline stands: running, met by an act, ended by the clock, or dropped."""

    OPEN = "open"
    MET = "met"
    ENDED = "ended"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Extension:
    """A prolongation: so many units more, counted on from the deadline as it stood."""

    amount: int
    unit: Unit
    cite: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a period for one party and channel (empty: the case, the own list).

    `due` is the last day; it runs to 24:00 in Shanghai. For a threshold (the
    first day an application may be made) `due` is that first day and the
    instant is its beginning. `law_on`: a day of the edition it was counted by,
    where that of its start is another.
    """

    kind: str
    party: str
    channel: str
    matter: str
    start_on: date
    amount: int
    unit: Unit
    roll: Roll
    extensions: tuple[Extension, ...]
    due: date
    provisional: bool
    calendar: str
    cite: str
    threshold: bool = False
    standing: Standing = Standing.OPEN
    law_on: date | None = None

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes it one and the same deadline across re-computations."""
        return (self.kind, self.party, self.channel, self.matter)

    @property
    def ends_at(self) -> datetime:
        """The instant the clock acts."""
        return start_of(self.due) if self.threshold else end_of(self.due)


def day_named(
    kind: str,
    due: date,
    cite: str,
    start_on: date,
    *,
    matter: str = "",
    amount: int = 0,
    threshold: bool = False,
) -> Deadline:
    """A day that a text, a letter or a person names: no period is counted, and no day off moves it.

    As a threshold it begins with that day.
    """
    return Deadline(
        kind=kind,
        party="",
        channel="",
        matter=matter,
        start_on=start_on,
        amount=amount,
        unit=Unit.DAY,
        roll=Roll.NONE,
        extensions=(),
        due=due,
        provisional=False,
        calendar="",
        cite=cite,
        threshold=threshold,
    )


def deadline(
    period: Period,
    start_on: date,
    calendar: Calendar,
    *,
    kind: str,
    party: str = "",
    channel: str = "",
    matter: str = "",
    threshold: bool = False,
) -> Deadline:
    """Compute a deadline from its period; a threshold is the day after the period is full."""
    reached = reach(start_on, period.amount, period.unit, period.roll, calendar)
    due = date.fromordinal(reached.due.toordinal() + 1) if threshold else reached.due
    return Deadline(
        kind=kind,
        party=party,
        channel=channel,
        matter=matter,
        start_on=start_on,
        amount=period.amount,
        unit=period.unit,
        roll=period.roll,
        extensions=(),
        due=due,
        provisional=reached.provisional,
        calendar=calendar.version,
        cite=f"periods.{period.key}",
        threshold=threshold,
    )
