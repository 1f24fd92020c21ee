"""The context one command of a file of honours is judged in, and what every judgement asks first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models.law.days import Calendar
from models.law.honour_rules import HonourLaw
from models.records.acts import DeadlineKey
from models.records.commands import CLOCK, Command, as_day
from models.records.deadlines import Deadline, deadline
from models.records.honours import HonourState
from models.steps.honour_fields import honour_legal_faults
from models.steps.honour_table import AFTER_THE_END, MOVES
from models.steps.judging import No, Plan, unmet


@dataclass(frozen=True, slots=True)
class HonourContext:
    """State, command, law, calendar and the legal now: all that a decision may know."""

    state: HonourState
    command: Command
    law: HonourLaw
    calendar: Calendar
    now: datetime
    today: date

    def opened(self, kind: str, matter: str = "", start_on: date | None = None) -> tuple[Deadline, ...]:
        """The deadline that a period opens, from today or the day given; none where no text has the period."""
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

    def stays(self, **more: Any) -> Plan:
        """The plan of an act that changes no step."""
        return self.to(self.state.step, **more)

    def served(self, paper: str) -> tuple[Deadline, ...]:
        """The deadline by which a paper made today is served."""
        return self.opened("honour_service", paper)


def refuse_actor(ctx: HonourContext) -> No | None:
    """Not this post, or not another person than whoever did the task before (H-183)."""
    rule, by = ctx.law.act_rule(ctx.command.act), ctx.command.by
    if rule is None or by.id == CLOCK or not any(r in rule.roles for r in by.roles):
        return No("not_authorised", "honours.roles", {"roles": list(rule.roles) if rule else []})
    for task in rule.apart_from:
        if ctx.state.did(task, by.id):
            return No("same_person", "honours.two_people", {"task": task})
    return None


def refuse_form(ctx: HonourContext) -> No | None:
    """What the command says has to be there and be readable, and no proof lies in the future (H-184)."""
    found = honour_legal_faults(ctx.command.act, ctx.command.facts)
    if found:
        detail = {"what": "field", "field": found[0].field, "fault": found[0].fault}
        return No("condition_unmet", "honours.fields", detail)
    return unmet("honours.fields", "day_in_future", on=ctx.on().isoformat()) if ctx.on() > ctx.today else None


def refuse_step(ctx: HonourContext) -> No | None:
    """The act has a row at this step; of one that is over only what comes after the end."""
    act, state = ctx.command.act, ctx.state
    if MOVES.ways(act, state.step) and (not state.is_closed or act in AFTER_THE_END):
        return None
    if act == "renew_honour" and state.step == "honour_ended":
        return unmet("honours.renewal", "honour_over", on=state.exit.on.isoformat() if state.exit else "")
    return No("step_not_open", "honours.table", {"step": state.step})


def refuse_law(ctx: HonourContext) -> No | None:
    """A file begins under a text that is in force, and in earnest only under one that two people confirmed."""
    law = ctx.law
    if ctx.today < law.in_force_on:
        return No("regime_not_in_force", "in_force", {"from": law.in_force_on.isoformat()})
    if ctx.state.mode == "real" and law.unreviewed:
        return No("regime_unreviewed", "honours.reviewed", {"regime": law.notice, "unreviewed": law.unreviewed})
    return None


def refuse_rule(ctx: HonourContext) -> No | None:
    """An act whose rule no text of this file has is none here."""
    act, step = ctx.command.act, ctx.state.step
    row = MOVES.row(act, step, MOVES.ways(act, step)[0])
    return None if ctx.law.holds(row.cite) else unmet("honours.table", "no_rule_here", regime=ctx.law.notice)


def refuse_subject(ctx: HonourContext) -> No | None:
    """The subject's number passes its check; who it is stays in the record."""
    fault = ctx.command.facts["subject"].get("fault")
    return No("identifier_invalid", "honours.fields", {"fault": fault}) if fault else None
