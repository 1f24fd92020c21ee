"""The context one command of the protection of credit information is judged in, and what every judgement asks first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models.law.days import Calendar
from models.law.protection_rules import ProtectionLaw
from models.records.acts import DeadlineKey
from models.records.commands import CLOCK, Command, as_day
from models.records.deadlines import Deadline, day_named, deadline
from models.records.protection import ProtectionState
from models.steps.judging import No, Plan, unmet
from models.steps.protection_fields import protection_legal_faults
from models.steps.protection_table import MOVES, RELIEF

_REOPENED = ("leak_closed",)


@dataclass(frozen=True, slots=True)
class ProtectionContext:
    """State, command, law, calendar and the legal now: all that a decision may know."""

    state: ProtectionState
    command: Command
    law: ProtectionLaw
    calendar: Calendar
    now: datetime
    today: date

    def opened(self, kind: str, start_on: date | None = None) -> tuple[Deadline, ...]:
        """The deadline that a period opens, or none where no text has the period."""
        found = self.law.period(kind)
        return (deadline(found, start_on or self.today, self.calendar, kind=kind),) if found else ()

    def running(self, *kinds: str) -> tuple[DeadlineKey, ...]:
        """The keys of running deadlines of these kinds."""
        return tuple(d.key for d in self.state.open_deadlines() if d.kind in kinds)

    def on(self) -> date:
        """The legal day of the act: the day it says, else today."""
        return as_day(self.command.facts.get("on")) or self.today

    def number(self, name: str) -> int:
        """The whole number given under that name."""
        value = self.command.facts.get(name)
        return value if isinstance(value, int) else 0

    def to(self, step: str, **more: Any) -> Plan:
        """The plan that takes this step with what the command said."""
        return Plan(step, dict(self.command.facts), **more)

    def lacking(self, of: str) -> tuple[str, ...]:
        """The parts the law names under that heading and the command does not say."""
        return tuple(part for part in self.law.named(of) if not self.command.facts.get(part))


def named_end(kind: str, until: date, cite: str) -> Deadline:
    """The last day that a consent or a permission names."""
    return day_named(kind, until, cite, until)


def refuse_actor(ctx: ProtectionContext) -> No | None:
    """Not this post, or not another person than whoever did the task before (H-195)."""
    rule, by = ctx.law.act_rule(ctx.command.act), ctx.command.by
    if rule is None or by.id == CLOCK or not any(r in rule.roles for r in by.roles):
        return No("not_authorised", "protection.roles", {"roles": list(rule.roles) if rule else []})
    for task in rule.apart_from:
        if ctx.state.did(task, by.id):
            return No("same_person", "protection.two_people", {"task": task})
    return None


def refuse_form(ctx: ProtectionContext) -> No | None:
    """What the command says has to be there and be readable, and no proof lies in the future (H-195)."""
    found = protection_legal_faults(ctx.command.act, ctx.command.facts)
    if found:
        detail = {"what": "field", "field": found[0].field, "fault": found[0].fault}
        return No("condition_unmet", "protection.fields", detail)
    below = next((name for name in ("affected", "count", "entry") if ctx.number(name) < 0), "")
    if below:
        return unmet("protection.fields", "number_below_nought", field=below)
    return unmet("protection.fields", "day_in_future", on=ctx.on().isoformat()) if ctx.on() > ctx.today else None


def refuse_step(ctx: ProtectionContext) -> No | None:
    """The act has a row at this step."""
    act, state = ctx.command.act, ctx.state
    if MOVES.ways(act, state.step) and (not state.is_closed or state.step in _REOPENED):
        return None
    if act == "use_consent" and state.consent is not None:
        # Over is more than another step: nothing is used without a consent that stands (49号 part 14).
        ended = {"ended": state.consent.ended or "not-given"}
        return No("consent_over", "protection.authorised", ended)
    return No("step_not_open", "protection.table")


def refuse_rule(ctx: ProtectionContext) -> No | None:
    """An act whose rule no text of this proceeding has is none here."""
    act, step = ctx.command.act, ctx.state.step
    row = MOVES.row(act, step, MOVES.ways(act, step)[0])
    return None if ctx.law.holds(row.cite) else unmet("protection.table", "no_rule_here", regime=ctx.law.notice)


def refuse_law(ctx: ProtectionContext, matter: str) -> No | None:
    """A file begins under a text in force that orders its matter; in earnest only under one two people confirmed.

    What burdens nobody and keeps harm away does not wait for the confirmation (H-195).
    """
    law = ctx.law
    if ctx.today < law.in_force_on:
        return No("regime_not_in_force", "in_force", {"from": law.in_force_on.isoformat()})
    if matter not in law.matters:
        return unmet("protection.matters", "matter_not_ordered", regime=law.notice)
    if ctx.state.mode == "real" and law.unreviewed and ctx.command.act not in RELIEF:
        return No("regime_unreviewed", "protection.reviewed", {"regime": law.notice, "unreviewed": law.unreviewed})
    return None
