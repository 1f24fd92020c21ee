"""The desk of reviews: what waits for whom, and what falls due when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from models.law.days import law_day
from models.records.commands import Actor
from models.records.deadlines import Deadline, Standing
from models.records.measure_reviews import ReviewState
from models.steps.measure_table import PASSING
from portal.deciding import Waiting
from portal.review_deciding import awaits, standing, waiting
from portal.review_reading import ReviewFile

_WORDS = {
    Standing.MET: ("normal", ("已办", "done")),
    Standing.DROPPED: ("normal", ("不再需要", "no longer asked")),
    Standing.ENDED: ("near", ("已逾期，后来已办", "passed, done later")),
}


@dataclass(frozen=True, slots=True)
class Owed:
    """A day of a review: how it stands, and its light; a light never stands without its words."""

    due: Deadline
    light: str
    says: tuple[str, str]


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One review of the desk: what it waits for and by whom, what of that is this officer's, and its next day."""

    review: ReviewFile
    waits: tuple[Waiting, ...]
    mine: tuple[str, ...]
    next: Owed | None


def is_owed(state: ReviewState, due: Deadline) -> bool:
    """Whether what the day was for is still owed: silence is no consent, so a day that passed ends nothing."""
    if due.standing in (Standing.MET, Standing.DROPPED):
        return False
    if due.kind == "incident_answer":
        incident = state.incident(due.matter)
        return incident is not None and not incident.finding
    return state.step in PASSING[due.kind][0]


def owed(state: ReviewState, due: Deadline, today: date, near: int) -> Owed:
    """How a day stands today, in words; `near` is the office's own choice of when a day comes near."""
    if not is_owed(state, due):
        return Owed(due, *_WORDS.get(due.standing, _WORDS[Standing.DROPPED]))
    days = (due.due - today).days
    if due.standing is Standing.ENDED or days < 0:
        return Owed(due, "over", (f"逾期{max(-days, 0)}天未办", f"late, {max(-days, 0)} day(s)"))
    if not days:
        return Owed(due, "near", ("今天24时到期", "due today at 24:00"))
    return Owed(due, "near" if days <= near else "normal", (f"还有{days}天", f"{days} day(s) left"))


def dues(state: ReviewState, today: date, near: int) -> tuple[Owed, ...]:
    """All the days of a review, in their order."""
    return tuple(owed(state, d, today, near) for d in sorted(state.deadlines, key=lambda d: (d.ends_at, d.key)))


def line(held: ReviewFile, actor: Actor, now: datetime, near: int) -> ReviewLine:
    """A review as the desk shows it at this instant."""
    state = standing(held, now).state
    still = [o for o in dues(state, law_day(now), near) if is_owed(state, o.due)]
    return ReviewLine(held, waiting(held, now), awaits(held, actor, now), still[0] if still else None)


def order(found: ReviewLine) -> tuple[bool, date, str]:
    """The earliest day first; a review without one comes last."""
    return (found.next is None, found.next.due.due if found.next else date.max, found.review.id)
