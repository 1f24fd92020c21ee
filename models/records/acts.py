"""What `decide` answers: acts that are done, or a refusal with its reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from models.law.days import law_day
from models.records.commands import CLOCK, Actor, as_day
from models.records.deadlines import Deadline

DeadlineKey = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Act:
    """One legal step that was taken, enough to fold the case from.

    `version` counts the acts of the case; `at` is the legal instant in UTC, to
    the second; a clock act bears the instant its deadline ended.
    """

    version: int
    key: str
    act: str
    by: Actor
    at: datetime
    step_from: str
    step_to: str
    cite: str
    facts: dict[str, Any] = field(default_factory=dict)
    opened: tuple[Deadline, ...] = ()
    met: tuple[DeadlineKey, ...] = ()
    dropped: tuple[DeadlineKey, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """The acts a command leads to: the clock's first, its own last."""

    acts: tuple[Act, ...]

    @property
    def own(self) -> Act:
        """The act the command asked for."""
        return self.acts[-1]


@dataclass(frozen=True, slots=True)
class Refused:
    """A refusal: its code, the rule it rests on, and the acts open instead.

    `settled` are the clock acts whose instant had come: they happened although
    the command was refused. `detail` names fields, measures, days: no texts.
    """

    code: str
    act: str
    step: str
    cite: str
    detail: dict[str, Any] = field(default_factory=dict)
    open_acts: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    settled: tuple[Act, ...] = ()


def day_of(act: Act) -> date:
    """The legal day of an act: the day it says, else the day it was done."""
    return as_day(act.facts.get("on")) or law_day(act.at)


def judged_on(act: Act) -> date:
    """The day whose law judged an act: of the clock the last day it ended, else its legal day if that has come."""
    if act.by.id == CLOCK:
        return as_day(act.facts.get("due")) or law_day(act.at)
    return min(day_of(act), law_day(act.at))


Answer = Decided | Refused
