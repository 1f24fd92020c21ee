"""Whom the house would have reminded in a campaign that was played, and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desk.served import Played
from models.law.campaign_rules import CampaignLaw
from models.law.days import law_day
from models.law.reminding import ladder, rung_day
from models.records.campaigns import CampaignState, Due
from models.steps.cleanup_fold import apply


@dataclass(frozen=True, slots=True)
class Reminded:
    """A unit reminded of what it owes, so many working days before the last one."""

    on: date
    unit: str
    what: str
    item: str
    due: date
    rung: int


def reminders_of(played: Played[CampaignState, CampaignLaw]) -> tuple[Reminded, ...]:
    """Whom the house reminded on its rungs (H-27): what was owed by then and not yet done, each rung once."""
    found: list[Reminded] = []
    rungs = ladder(played.book, played.law.in_force_on).rungs
    last = law_day(played.acts[-1].at) if played.acts else None
    for due, since, done in _lives(played):
        for rung in rungs:
            on = rung_day(due.due, rung, played.calendar)
            if since <= on and (done is None or on < done) and last is not None and on <= last:
                found.append(Reminded(on, due.unit, due.what, due.item, due.due, rung))
    return tuple(sorted(found, key=lambda r: (r.on, r.unit, r.what, r.item, -r.rung)))


def _lives(played: Played[CampaignState, CampaignLaw]) -> Iterator[tuple[Due, date, date | None]]:
    """Everything owed, since which day, and the day it was done or no longer owed."""
    state, began, ended = played.start, dict[tuple[str, ...], date](), dict[tuple[str, ...], date]()
    for act in played.acts:
        state = apply(state, act)
        for due in state.dues:
            began.setdefault(due.key, law_day(act.at))
            if not due.is_owed:
                ended.setdefault(due.key, law_day(act.at))
    for due in state.dues:
        yield due, began[due.key], ended.get(due.key)
