"""Deadlines of a proceeding as a page tells them: how each stands today, in words, with its light."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, Protocol, TypeVar

from models.law.days import SHANGHAI
from models.records.deadlines import Standing

Pair = tuple[str, str]
# What is said of a day that passed where it ended what was owed, and where it did not.
ENDED: Pair = ("已届满", "ended")
DONE_LATER: Pair = ("已逾期，后来已办", "passed, done later")
_MIDNIGHT = "00:00"


class Due(Protocol):
    """What every deadline says, whatever proceeding it belongs to."""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes it one and the same."""

    @property
    def due(self) -> date:
        """The last day."""

    @property
    def ends_at(self) -> datetime:
        """The instant it ends."""

    @property
    def standing(self) -> Standing:
        """How it stands in the record."""


D = TypeVar("D", bound=Due)


@dataclass(frozen=True, slots=True)
class Owed(Generic[D]):
    """A deadline, how it stands, and its light; a light never stands without its words."""

    due: D
    light: str
    says: tuple[str, str]
    is_owed: bool = True


def runs(_: Any, due: Due) -> bool:
    """Whether a deadline still runs: the plain answer, for a kind in which a day that passed ends what was owed."""
    return due.standing is Standing.OPEN


def owed(due: D, today: date, near: int, *, is_owed: bool, ended: Pair = ENDED) -> Owed[D]:
    """How a deadline stands today; `near` is the office's own choice of when a day comes near.

    `ended` is what is said of a day that passed where nothing is owed any more.
    """
    if not is_owed:
        return Owed(due, *_settled(due, ended), is_owed=False)
    days = (due.due - today).days
    late = due.standing is Standing.ENDED or getattr(due, "late", False)
    if late and not days:
        return Owed(due, "over", ("今天已逾期未办", "late since today"))
    if late or days < 0:
        return Owed(due, "over", (f"逾期{max(-days, 0)}天未办", f"late, {max(-days, 0)} day(s)"))
    if not days:
        at = due.ends_at.astimezone(SHANGHAI).strftime("%H:%M")
        says = ("今天24时到期", "due today at 24:00") if at == _MIDNIGHT else (f"今天 {at}到期", f"due today {at}")
        return Owed(due, "near", says)
    return Owed(due, "near" if days <= near else "normal", (f"还有{days}天", f"{days} day(s) left"))


def _settled(due: Due, ended: Pair) -> tuple[str, Pair]:
    if due.standing is Standing.MET:
        return ("near", ("逾期后办结", "done late")) if getattr(due, "late", False) else ("normal", ("已办", "done"))
    if due.standing is Standing.ENDED:
        return "near", ended
    return "normal", ("不再需要", "no longer asked")


def in_order(
    dues: Iterable[D], today: date, near: int, is_owed: Callable[[D], bool], ended: Pair = ENDED
) -> tuple[Owed[D], ...]:
    """Deadlines in the order of their instants."""
    found = sorted(dues, key=lambda d: (d.ends_at, d.key))
    return tuple(owed(d, today, near, is_owed=is_owed(d), ended=ended) for d in found)
