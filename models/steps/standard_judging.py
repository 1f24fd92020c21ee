"""The context one command on a list's standard is judged in, and what every judgement asks first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models.law.days import Calendar
from models.law.standard_rules import StandardLaw
from models.records.acts import DeadlineKey
from models.records.commands import CLOCK, Command, as_day
from models.records.deadlines import Deadline, day_named, deadline
from models.records.list_standards import CONSULTING, DRAFTING, RESTING, UNCONSULTED, Draft, StandardState
from models.steps.judging import No, Plan, unmet
from models.steps.standard_fields import standard_legal_faults
from models.steps.standard_table import MOVES


@dataclass(frozen=True, slots=True)
class StandardContext:
    """State, command, law, calendar and the legal now: all that a decision may know."""

    state: StandardState
    command: Command
    law: StandardLaw
    calendar: Calendar
    now: datetime
    today: date

    @property
    def draft(self) -> Draft:
        """The draft on its road; only asked where the table has one."""
        if self.state.draft is None:
            raise LookupError(self.state.standard_id)
        return self.state.draft

    @property
    def scope(self) -> str:
        """Nation-wide or local: as the file began."""
        return self.state.scope

    def opened(self, kind: str, matter: str = "", start_on: date | None = None) -> tuple[Deadline, ...]:
        """The deadline that a period opens, today or on a day; none where no text has the period."""
        found = self.law.period(kind)
        return (deadline(found, start_on or self.today, self.calendar, kind=kind, matter=matter),) if found else ()

    def running(self, *kinds: str) -> tuple[DeadlineKey, ...]:
        """The keys of running deadlines of these kinds."""
        return tuple(d.key for d in self.state.open_deadlines() if d.kind in kinds)

    def on(self) -> date:
        """The legal day of the act: the day it says, else today."""
        return as_day(self.command.facts.get("on")) or self.today

    def to(self, step: str, **more: Any) -> Plan:
        """The plan that takes this step with what the command said."""
        return Plan(step, dict(self.command.facts), **more)


def named_day(kind: str, due: date, cite: str, start_on: date, *, threshold: bool = False) -> Deadline:
    """A day that was named, with the days till then; a threshold begins with that day."""
    return day_named(kind, due, cite, start_on, amount=(due - start_on).days, threshold=threshold)


def refuse_actor(ctx: StandardContext) -> No | None:
    """Not this post, or not another person than whoever did the task before (H-152)."""
    rule, by = ctx.law.act_rule(ctx.command.act), ctx.command.by
    if rule is None or by.id == CLOCK or not any(r in rule.roles for r in by.roles):
        return No("not_authorised", "standards.roles", {"roles": list(rule.roles) if rule else []})
    for task in rule.apart_from:
        if ctx.state.did(task, by.id):
            return No("same_person", "standards.two_people", {"task": task})
    return None


def refuse_form(ctx: StandardContext) -> No | None:
    """What the command says has to be there and be readable, and no day of an act lies in the future (H-153)."""
    found = standard_legal_faults(ctx.command.act, ctx.command.facts)
    if found:
        return No(
            "condition_unmet",
            "standards.fields",
            {"what": "field", "field": found[0].field, "fault": found[0].fault},
        )
    return unmet("standards.fields", "day_in_future", on=ctx.on().isoformat()) if ctx.on() > ctx.today else None


def refuse_step(ctx: StandardContext) -> No | None:
    """The act has a row at this step; an adoption or publication too early says what it waits for."""
    act, state = ctx.command.act, ctx.state
    if MOVES.ways(act, state.step) and not state.is_closed:
        return None
    if act == "adopt_standard" and state.step == CONSULTING and state.consultation is not None:
        return No("consultation_running", "standards.consultation", {"until": state.consultation.until.isoformat()})
    if act == "adopt_standard" and state.step == UNCONSULTED:
        return No("not_consulted", "standards.consultation")
    if act == "publish_standard" and state.step in DRAFTING:
        return No("not_adopted", "standards.adoption")
    if act == "receive_comment" and state.consultation is not None:
        return No("consultation_over", "standards.comments", {"until": state.consultation.until.isoformat()})
    if act == "evaluate_standard" and state.step in (*RESTING, "abolished"):
        return unmet("standards.evaluation", "nothing_in_force")
    return No("step_not_open", "standards.table", {"step": state.step})


def refuse_far(ctx: StandardContext, named: date) -> No | None:
    """A day that is set lies no further ahead than the house allows (H-153): a slip of the pen binds nobody."""
    most = ctx.law.limit("standard_days_ahead")
    if most is None or (named - ctx.today).days <= most:
        return None
    return unmet("standards.fields", "day_too_far", on=named.isoformat(), most=most)


def refuse_law(ctx: StandardContext) -> No | None:
    """A file begins under a text that is in force, and in earnest only under one that two people confirmed."""
    law = ctx.law
    if ctx.today < law.in_force_on:
        return No("regime_not_in_force", "in_force", {"from": law.in_force_on.isoformat()})
    if ctx.state.mode == "real" and law.unreviewed:
        return No("regime_unreviewed", "standards.reviewed", {"regime": law.notice, "unreviewed": law.unreviewed})
    return None


def refuse_rule(ctx: StandardContext) -> No | None:
    """An act whose rule no text of this law has is none here."""
    act, step = ctx.command.act, ctx.state.step
    row = MOVES.row(act, step, MOVES.ways(act, step)[0])
    return None if ctx.law.holds(row.cite) else unmet("standards.table", "no_rule_here", regime=ctx.law.notice)
