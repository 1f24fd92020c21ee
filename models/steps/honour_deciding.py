"""The one function that decides in a file of honours: pure, without clock or I/O."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from models.law.days import Calendar, CalendarUnknown, law_day
from models.law.honour_rules import EXPIRED, HonourLaw
from models.records.acts import Act, Answer, Decided
from models.records.commands import CLOCK, Actor, Command
from models.records.deadlines import Deadline
from models.records.honours import HonourState
from models.steps import honour_benefits, honour_exits, honour_recognising, honour_standards
from models.steps.honour_fields import FIELDS
from models.steps.honour_fold import apply
from models.steps.honour_judging import HonourContext, refuse_actor, refuse_form, refuse_rule, refuse_step
from models.steps.honour_table import MOVES
from models.steps.judging import Judged, No, Plan
from models.steps.proceeding import act_of, legal_instant, refusal_of, settle

_PLANS: dict[str, Callable[[HonourContext], Judged]] = {
    name: getattr(module, name)
    for module in (honour_standards, honour_recognising, honour_exits, honour_benefits)
    for name in FIELDS
    if hasattr(module, name)
}


def decide_honour(state: HonourState, command: Command, law: HonourLaw, calendar: Calendar, now: datetime) -> Answer:
    """Settle what has fallen due, then judge the command: the acts done, or the refusal and what is open.

    The order of reasons is the listing's: who acts, the form, the step, the rule, the content.
    """
    now = legal_instant(now)
    settled = settle_honour(state, law, calendar, now)
    for act in settled:
        state = apply(state, act)
    ctx = HonourContext(state, command, law, calendar, now, law_day(now))
    judged = _judge(ctx)
    if isinstance(judged, No):
        return refusal_of(ctx, judged, settled, MOVES)
    return Decided((*settled, act_of(ctx, judged, command.act, command.by, command.key, MOVES)))


def settle_honour(state: HonourState, law: HonourLaw, calendar: Calendar, now: datetime) -> tuple[Act, ...]:
    """Every day that has passed, in the order of their instants: a validity ends of itself, silence is no consent."""
    return settle(state, now, lambda held, ended: _passed(held, ended, law, calendar), apply)


def _passed(state: HonourState, over: Deadline, law: HonourLaw, calendar: Calendar) -> Act:
    name = f"pass_{over.kind}"
    key = ":".join((CLOCK, state.honour_id, *over.key, over.due.isoformat(), str(state.version + 1)))
    facts = {"deadline": over.kind, "due": over.due.isoformat(), "rests_on": over.cite}
    if over.matter:
        facts["matter"] = over.matter
    command = Command(key, name, Actor(CLOCK), facts)
    ctx = HonourContext(state, command, law, calendar, over.ends_at, law_day(over.ends_at))
    return act_of(ctx, _by_lapse(ctx, over), name, command.by, key, MOVES)


def _by_lapse(ctx: HonourContext, over: Deadline) -> Plan:
    met = (over.key,)
    if over.kind == "validity":
        return honour_exits.ended(ctx, met=met, way=EXPIRED)
    if over.kind == "promise":
        opened = ctx.served("promise_broken")
        return ctx.to("promise_broken", opened=opened, met=met, documents=("promise_broken",))
    if over.kind == "pledge_term":
        return ctx.to("pledge_ended", met=met, dropped=ctx.running("pledge_verification"))
    return ctx.stays(met=met)


def _judge(ctx: HonourContext) -> Judged:
    act = ctx.command.act
    if act not in FIELDS:
        return No("not_authorised", "honours.table", {"act": act})
    refusal = refuse_actor(ctx) or refuse_form(ctx) or refuse_step(ctx) or refuse_rule(ctx)
    if refusal:
        return refusal
    try:
        return _PLANS[act](ctx)
    except CalendarUnknown as unknown:
        return No("calendar_unknown", "honours.table", {"year": unknown.year})
