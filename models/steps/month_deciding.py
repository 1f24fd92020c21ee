"""The one function that decides in a month of oversight: pure, without clock or I/O."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from models.law.days import Calendar, CalendarUnknown, law_day
from models.law.month_rules import MonthLaw
from models.records.acts import Act, Answer, Decided
from models.records.commands import CLOCK, Actor, Command
from models.records.deadlines import Deadline
from models.records.oversight_months import MonthState
from models.steps import month_interviews, month_notices, month_referring
from models.steps.judging import Judged, No, Plan
from models.steps.month_fields import FIELDS
from models.steps.month_fold import apply
from models.steps.month_judging import MonthContext, refuse_actor, refuse_form, refuse_rule, refuse_step
from models.steps.month_table import MOVES
from models.steps.proceeding import act_of, legal_instant, refusal_of, settle

_PLANS: dict[str, Callable[[MonthContext], Judged]] = {
    name: getattr(module, name)
    for module in (month_notices, month_interviews, month_referring)
    for name in FIELDS
    if hasattr(module, name)
}


def decide_month(state: MonthState, command: Command, law: MonthLaw, calendar: Calendar, now: datetime) -> Answer:
    """Settle what has fallen due, then judge the command: the acts done, or the refusal and what is open.

    The order of reasons is the listing's: who acts, the form, the step, the rule, the content.
    """
    now = legal_instant(now)
    settled = settle_month(state, law, calendar, now)
    for act in settled:
        state = apply(state, act)
    ctx = MonthContext(state, command, law, calendar, now, law_day(now))
    judged = _judge(ctx)
    if isinstance(judged, No):
        return refusal_of(ctx, judged, settled, MOVES)
    return Decided((*settled, act_of(ctx, judged, command.act, command.by, command.key, MOVES)))


def settle_month(state: MonthState, law: MonthLaw, calendar: Calendar, now: datetime) -> tuple[Act, ...]:
    """Every day that has passed is recorded, in the order of their instants; a missed answer calls for an interview."""
    return settle(state, now, lambda held, ended: _passed(held, ended, law, calendar), apply)


def _passed(state: MonthState, ended: Deadline, law: MonthLaw, calendar: Calendar) -> Act:
    name = f"pass_{ended.kind}"
    key = ":".join((CLOCK, state.month_id, *ended.key, ended.due.isoformat(), str(state.version + 1)))
    command = Command(key, name, Actor(CLOCK))
    # What a lapse opens is counted from the last day that passed, whenever the clock acts.
    ctx = MonthContext(state, command, law, calendar, ended.ends_at, ended.due)
    facts = {"deadline": ended.kind, "due": ended.due.isoformat(), "rests_on": ended.cite}
    if ended.matter:
        facts["matter"] = ended.matter
    opened = ctx.opened("interview_call", ended.matter) if ended.kind == "notice_answer" else ()
    return act_of(ctx, Plan(state.step, facts, opened, (ended.key,)), name, command.by, key, MOVES)


def _judge(ctx: MonthContext) -> Judged:
    act = ctx.command.act
    if act not in FIELDS:
        return No("not_authorised", "oversight.table", {"act": act})
    refusal = refuse_actor(ctx) or refuse_form(ctx) or refuse_step(ctx) or refuse_rule(ctx)
    if refusal:
        return refusal
    try:
        return _PLANS[act](ctx)
    except CalendarUnknown as unknown:
        return No("calendar_unknown", "oversight.table", {"year": unknown.year})
