"""The context one command of a month of oversight is judged in, and what every judgement asks first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models.law.days import Calendar
from models.law.month_rules import MonthLaw
from models.records.acts import DeadlineKey
from models.records.commands import CLOCK, Command, as_day
from models.records.deadlines import Deadline, day_named, deadline
from models.records.oversight_months import MonthState
from models.steps.judging import No, Plan, unmet
from models.steps.month_fields import month_legal_faults
from models.steps.month_table import MOVES


@dataclass(frozen=True, slots=True)
class MonthContext:
    """State, command, law, calendar and the legal now: all that a decision may know."""

    state: MonthState
    command: Command
    law: MonthLaw
    calendar: Calendar
    now: datetime
    today: date

    def opened(self, kind: str, matter: str = "", since: date | None = None) -> tuple[Deadline, ...]:
        """The deadline that a period opens, from today unless another day is its start; none without such a period."""
        found = self.law.period(kind)
        if found is None:
            return ()
        return (deadline(found, since or self.today, self.calendar, kind=kind, matter=matter),)

    def running(self, kind: str, *matters: str) -> tuple[DeadlineKey, ...]:
        """The keys of running deadlines of a kind, about these matters."""
        return tuple(d.key for d in self.state.open_deadlines() if d.kind == kind and d.matter in matters)

    def on(self) -> date:
        """The legal day of the act: the day it says, else today."""
        return as_day(self.command.facts.get("on")) or self.today

    def known(self, name: str) -> dict[str, Any] | None:
        """What the record added under that name; None before it is asked."""
        held = self.command.facts.get(name)
        return held if isinstance(held, dict) else None

    def to(self, step: str = "", **more: Any) -> Plan:
        """The plan that takes this step, or stays, with what the command said."""
        return Plan(step or self.state.step, dict(self.command.facts), **more)


def named_day(kind: str, matter: str, due: date, cite: str) -> Deadline:
    """A day that a letter or a record names."""
    return day_named(kind, due, cite, due, matter=matter)


# The field by which an act says which thing it is about, so that two people are asked of that thing alone.
_ABOUT = ("interview", "incident", "referral")


def matter_of(facts: dict[str, Any]) -> str:
    """What an act is about: an interview, an incident, a referral; empty: the notice itself."""
    return next((str(facts[name]) for name in _ABOUT if facts.get(name)), "")


def refuse_actor(ctx: MonthContext) -> No | None:
    """Not this post, or not another person than whoever did the task before (H-136, H-137)."""
    rule, by = ctx.law.act_rule(ctx.command.act), ctx.command.by
    if rule is None or by.id == CLOCK or not any(r in rule.roles for r in by.roles):
        return No("not_authorised", "oversight.roles", {"roles": list(rule.roles) if rule else []})
    about = matter_of(ctx.command.facts)
    for task in rule.apart_from:
        if ctx.state.did(task, by.id) or (about and ctx.state.did(f"{task} {about}", by.id)):
            return No("same_person", "oversight.two_people", {"task": task})
    return None


def refuse_form(ctx: MonthContext) -> No | None:
    """What the command says has to be there and be readable, and no proof lies in the future (H-138)."""
    found = month_legal_faults(ctx.command.act, ctx.command.facts)
    if found:
        detail = {"what": "field", "field": found[0].field, "fault": found[0].fault}
        return No("condition_unmet", "oversight.fields", detail)
    return unmet("oversight.fields", "day_in_future", on=ctx.on().isoformat()) if ctx.on() > ctx.today else None


def refuse_step(ctx: MonthContext) -> No | None:
    """The act has a row at this step."""
    act, state = ctx.command.act, ctx.state
    if MOVES.ways(act, state.step) and not state.is_closed:
        return None
    return No("step_not_open", "oversight.table", {"step": state.step})


def refuse_rule(ctx: MonthContext) -> No | None:
    """An act whose rule no text of that day has is none here."""
    act, step = ctx.command.act, ctx.state.step
    row = MOVES.row(act, step, MOVES.ways(act, step)[0])
    return None if ctx.law.holds(row.cite) else unmet("oversight.table", "no_rule_here", regime=ctx.law.notice)


def refuse_law(ctx: MonthContext) -> No | None:
    """A file begins under rules that are in force, and in earnest only under those that two people confirmed."""
    law = ctx.law
    if ctx.today < law.in_force_on:
        return No("regime_not_in_force", "in_force", {"from": law.in_force_on.isoformat()})
    if ctx.state.mode == "real" and law.unreviewed:
        return No("regime_unreviewed", "oversight.reviewed", {"regime": law.notice, "unreviewed": law.unreviewed})
    return None
