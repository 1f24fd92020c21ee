"""The context one command of an edition is judged in, and what every judgement asks first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models.law.days import Calendar
from models.law.edition_rules import EditionLaw
from models.law.proceeding_rules import NamedDay
from models.records.acts import DeadlineKey
from models.records.commands import CLOCK, Command, as_day
from models.records.deadlines import Deadline, day_named, deadline
from models.records.list_editions import EditionState, Proposal
from models.steps.edition_fields import edition_legal_faults
from models.steps.edition_table import MOVES
from models.steps.judging import No, Plan, unmet


@dataclass(frozen=True, slots=True)
class EditionContext:
    """State, command, law, calendar and the legal now: all that a decision may know."""

    state: EditionState
    command: Command
    law: EditionLaw
    calendar: Calendar
    now: datetime
    today: date

    def opened(self, kind: str, matter: str = "", start_on: date | None = None) -> tuple[Deadline, ...]:
        """The deadline that a period opens, or none where no text has the period."""
        found = self.law.period(kind)
        start = start_on or self.today
        return (deadline(found, start, self.calendar, kind=kind, matter=matter),) if found else ()

    def running(self, *kinds: str) -> tuple[DeadlineKey, ...]:
        """The keys of running deadlines of these kinds."""
        return tuple(d.key for d in self.state.open_deadlines() if d.kind in kinds)

    def all_but_amendments(self) -> tuple[DeadlineKey, ...]:
        """The keys of all that runs but the proposals to change the law: those go out all the same."""
        return tuple(d.key for d in self.state.open_deadlines() if d.kind != "law_amendment")

    def on(self) -> date:
        """The legal day of the act: the day it says, else today."""
        return as_day(self.command.facts.get("on")) or self.today

    def proposal(self) -> Proposal | None:
        """The proposal the command names."""
        return self.state.proposal(self.command.word("proposal"))

    def to(self, step: str, **more: Any) -> Plan:
        """The plan that takes this step with what the command said."""
        return Plan(step, dict(self.command.facts), **more)

    def stay(self, **more: Any) -> Plan:
        """The plan that stays at the step."""
        return self.to(self.state.step, **more)


def named_deadline(kind: str, day: NamedDay, since: date) -> Deadline:
    """A day that a notice names: no period is counted, and no day off moves it."""
    return day_named(kind, day.due, day.cite, since)


def effective_day(kind: str, on: date, cite: str, since: date) -> Deadline:
    """The day named for taking effect: it comes with its beginning."""
    return day_named(kind, on, cite, since, threshold=True)


def refuse_actor(ctx: EditionContext) -> No | None:
    """Not this post, or not another person than whoever did the task before (H-166, H-167)."""
    rule, by = ctx.law.act_rule(ctx.command.act), ctx.command.by
    if rule is None or by.id == CLOCK or not any(r in rule.roles for r in by.roles):
        return No("not_authorised", "compilation.roles", {"roles": list(rule.roles) if rule else []})
    for task in rule.apart_from:
        if ctx.state.did(task, by.id):
            return No("same_person", "compilation.two_people", {"task": task})
    return None


def refuse_form(ctx: EditionContext) -> No | None:
    """What the command says has to be there and be readable, and no proof lies in the future (H-168)."""
    found = edition_legal_faults(ctx.command.act, ctx.command.facts)
    if found:
        detail = {"what": "field", "field": found[0].field, "fault": found[0].fault}
        return No("condition_unmet", "compilation.fields", detail)
    return unmet("compilation.fields", "day_in_future", on=ctx.on().isoformat()) if ctx.on() > ctx.today else None


def refuse_step(ctx: EditionContext) -> No | None:
    """The act has a row at this step; a publication before the approval says what is missing."""
    act, state = ctx.command.act, ctx.state
    if MOVES.ways(act, state.step) and not state.is_closed:
        return None
    if act == "publish_edition" and state.step not in ("none", "published", "in_force") and not state.is_closed:
        return unmet("compilation.approval", "edition_unapproved")
    return No("step_not_open", "compilation.table", {"step": state.step})


def refuse_law(ctx: EditionContext) -> No | None:
    """An edition begins under a text that is in force, and in earnest only under one that two people confirmed."""
    law = ctx.law
    if ctx.today < law.in_force_on:
        return No("regime_not_in_force", "in_force", {"from": law.in_force_on.isoformat()})
    if ctx.state.mode == "real" and law.unreviewed:
        return No("regime_unreviewed", "compilation.reviewed", {"regime": law.notice, "unreviewed": law.unreviewed})
    return None


def refuse_rule(ctx: EditionContext) -> No | None:
    """An act whose rule no text of this edition has is none here."""
    act, step = ctx.command.act, ctx.state.step
    row = MOVES.row(act, step, MOVES.ways(act, step)[0])
    return None if ctx.law.holds(row.cite) else unmet("compilation.table", "no_rule_here", regime=ctx.law.notice)


def refuse_text(ctx: EditionContext, asked: str) -> No | None:
    """What is consulted on, approved and published bears the digest of what this edition says (H-171, H-174)."""
    if ctx.command.word("text") == asked:
        return None
    return No("text_differs", "compilation.same_content", {"text": asked})
