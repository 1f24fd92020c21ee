"""The context one command of a review is judged in, and what every judgement asks first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models.law.days import Calendar
from models.law.measure_rules import MeasureLaw
from models.records.acts import DeadlineKey
from models.records.commands import CLOCK, Command, as_day
from models.records.deadlines import Deadline, deadline
from models.records.measure_reviews import Measure, ReviewState
from models.steps.judging import No, Plan, unmet
from models.steps.measure_fields import review_legal_faults
from models.steps.measure_table import MOVES


@dataclass(frozen=True, slots=True)
class ReviewContext:
    """State, command, law, calendar and the legal now: all that a decision may know."""

    state: ReviewState
    command: Command
    law: MeasureLaw
    calendar: Calendar
    now: datetime
    today: date

    @property
    def measure(self) -> Measure:
        """The measure under review; only asked where the table has it."""
        if self.state.measure is None:
            raise LookupError(self.state.review_id)
        return self.state.measure

    def opened(self, kind: str, matter: str = "") -> tuple[Deadline, ...]:
        """The deadline that a period opens today, or none where no text has the period."""
        found = self.law.period(kind)
        return (deadline(found, self.today, self.calendar, kind=kind, matter=matter),) if found else ()

    def running(self, *kinds: str) -> tuple[DeadlineKey, ...]:
        """The keys of running deadlines of these kinds."""
        return tuple(d.key for d in self.state.open_deadlines() if d.kind in kinds)

    def on(self) -> date:
        """The legal day of the act: the day it says, else today."""
        return as_day(self.command.facts.get("on")) or self.today

    def to(self, step: str, **more: Any) -> Plan:
        """The plan that takes this step with what the command said."""
        return Plan(step, dict(self.command.facts), **more)


def refuse_actor(ctx: ReviewContext) -> No | None:
    """Not this post, or not another person than whoever did the task before (H-74, H-75)."""
    rule, by = ctx.law.act_rule(ctx.command.act), ctx.command.by
    if rule is None or by.id == CLOCK or not any(r in rule.roles for r in by.roles):
        return No("not_authorised", "review.roles", {"roles": list(rule.roles) if rule else []})
    for task in rule.apart_from:
        if ctx.state.did(task, by.id):
            return No("same_person", "review.two_people", {"task": task})
    return None


def refuse_form(ctx: ReviewContext) -> No | None:
    """What the command says has to be there and be readable, and no proof lies in the future (H-76)."""
    found = review_legal_faults(ctx.command.act, ctx.command.facts)
    if found:
        detail = {"what": "field", "field": found[0].field, "fault": found[0].fault}
        return No("condition_unmet", "review.fields", detail)
    return unmet("review.fields", "day_in_future", on=ctx.on().isoformat()) if ctx.on() > ctx.today else None


def refuse_step(ctx: ReviewContext) -> No | None:
    """The act has a row at this step; an issue before the consents says which is missing."""
    act, state = ctx.command.act, ctx.state
    if MOVES.ways(act, state.step) and not state.is_closed:
        return None
    if act == "issue_measure" and state.measure is not None and state.step in ("proposed", "refused", "withdrawn"):
        return No("measure_unconsented", "review.consent", {"missing": "same_level_consent"})
    if act == "issue_measure" and state.measure is not None and not state.is_closed and state.issued_on is None:
        return _before_the_consents(state)
    if act == "obtain_upper_consent" and state.is_large and not state.opinion:
        return No("opinion_missing", "review.opinion", {"missing": "opinion"})
    return No("step_not_open", "review.table", {"step": state.step})


def _before_the_consents(state: ReviewState) -> No:
    if state.step == "consented":
        return No("measure_unconsented", "review.upper_consent", {"missing": "upper_consent"})
    if state.is_large and not state.opinion:
        return No("opinion_missing", "review.opinion", {"missing": "opinion"})
    return No("measure_unconsented", "review.consent", {"missing": "same_level_consent"})


def refuse_law(ctx: ReviewContext) -> No | None:
    """A review begins under a text that is in force, and in earnest only under one that two people confirmed."""
    law = ctx.law
    if ctx.today < law.in_force_on:
        return No("regime_not_in_force", "in_force", {"from": law.in_force_on.isoformat()})
    if ctx.state.mode == "real" and law.unreviewed:
        return No("regime_unreviewed", "review.reviewed", {"regime": law.notice, "unreviewed": law.unreviewed})
    return None


def refuse_rule(ctx: ReviewContext) -> No | None:
    """An act whose rule no text of this review has is none here."""
    act, step = ctx.command.act, ctx.state.step
    row = MOVES.row(act, step, MOVES.ways(act, step)[0])
    return None if ctx.law.holds(row.cite) else unmet("review.table", "no_rule_here", regime=ctx.law.notice)
