"""The one function that decides on a list's standard: pure, without clock or I/O."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from models.law.days import Calendar, CalendarUnknown, law_day
from models.law.standard_rules import StandardLaw
from models.records.acts import Act, Answer, Decided
from models.records.commands import CLOCK, Actor, Command
from models.records.deadlines import Deadline
from models.records.list_standards import CONSULTED, IN_FORCE, KEPT, StandardState
from models.steps import standard_drafting, standard_standing
from models.steps.judging import Judged, No, Plan
from models.steps.proceeding import act_of, legal_instant, refusal_of, settle
from models.steps.standard_fields import FIELDS
from models.steps.standard_fold import apply
from models.steps.standard_judging import StandardContext, refuse_actor, refuse_form, refuse_rule, refuse_step
from models.steps.standard_standing import OF_THE_STANDING
from models.steps.standard_table import CLOCK_NAMES, MOVES

_PLANS: dict[str, Callable[[StandardContext], Judged]] = {
    name: getattr(module, name)
    for module in (standard_drafting, standard_standing)
    for name in FIELDS
    if hasattr(module, name)
}


def decide_standard(
    state: StandardState, command: Command, law: StandardLaw, calendar: Calendar, now: datetime
) -> Answer:
    """Settle what has fallen due, then judge the command: the acts done, or the refusal and what is open.

    The order of reasons is the listing's: who acts, the form, the step, the rule, the content.
    """
    now = legal_instant(now)
    settled = settle_standard(state, law, calendar, now)
    for act in settled:
        state = apply(state, act)
    ctx = StandardContext(state, command, law, calendar, now, law_day(now))
    judged = _judge(ctx)
    if isinstance(judged, No):
        return refusal_of(ctx, judged, settled, MOVES)
    return Decided((*settled, act_of(ctx, judged, command.act, command.by, command.key, MOVES)))


def settle_standard(state: StandardState, law: StandardLaw, calendar: Calendar, now: datetime) -> tuple[Act, ...]:
    """Consultations close, editions take effect and transitions end on their day; what is late is recorded."""
    return settle(state, now, lambda held, ended: _passed(held, ended, law, calendar), apply)


def _passed(state: StandardState, ended: Deadline, law: StandardLaw, calendar: Calendar) -> Act:
    name = CLOCK_NAMES.get(ended.kind, f"pass_{ended.kind}")
    key = ":".join((CLOCK, state.standard_id, *ended.key, ended.due.isoformat(), str(state.version + 1)))
    command = Command(key, name, Actor(CLOCK))
    ctx = StandardContext(state, command, law, calendar, ended.ends_at, law_day(ended.ends_at))
    facts = {"deadline": ended.kind, "due": ended.due.isoformat(), "rests_on": ended.cite}
    if ended.matter:
        facts["matter"] = ended.matter
    return act_of(ctx, _clock_plan(ctx, ended, facts), name, command.by, key, MOVES)


def _clock_plan(ctx: StandardContext, ended: Deadline, facts: dict[str, str]) -> Plan:
    """What the clock does beside recording: silence changes no step, and a day that was set does."""
    met, step = (ended.key,), ctx.state.step
    if ended.kind == "consultation":
        return Plan(CONSULTED, facts, met=met)
    if ended.kind == "effect":
        opened = ctx.opened("evaluation", start_on=ended.due)
        replaced = [kind for kind in OF_THE_STANDING if kind != "evaluation"]
        return Plan(IN_FORCE, facts, opened=opened, met=met, dropped=ctx.running(*replaced))
    if ended.kind == "transition":
        others = [kind for kind in OF_THE_STANDING if kind != "transition"]
        return Plan("abolished" if step == KEPT else step, facts, met=met, dropped=ctx.running(*others))
    return Plan(step, facts, met=met)


def _judge(ctx: StandardContext) -> Judged:
    act = ctx.command.act
    if act not in FIELDS:
        return No("not_authorised", "standards.table", {"act": act})
    refusal = refuse_actor(ctx) or refuse_form(ctx) or refuse_step(ctx) or refuse_rule(ctx)
    if refusal:
        return refusal
    try:
        return _PLANS[act](ctx)
    except CalendarUnknown as unknown:
        return No("calendar_unknown", "standards.table", {"year": unknown.year})
