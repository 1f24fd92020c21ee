"""The one function that decides in a proceeding that protects credit information: pure, without clock or I/O."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from models.law.days import Calendar, CalendarUnknown, law_day
from models.law.protection_rules import ProtectionLaw
from models.records.acts import Act, Answer, Decided
from models.records.commands import CLOCK, Actor, Command
from models.records.deadlines import Deadline
from models.records.protection import ProtectionState
from models.steps import conduct, consents, leaks, queries
from models.steps.judging import Judged, No, Plan
from models.steps.proceeding import act_of, legal_instant, refusal_of, settle
from models.steps.protection_fields import FIELDS
from models.steps.protection_fold import apply
from models.steps.protection_judging import ProtectionContext, refuse_actor, refuse_form, refuse_rule, refuse_step
from models.steps.protection_table import ENDINGS, MOVES

_PLANS: dict[str, Callable[[ProtectionContext], Judged]] = {
    name: getattr(module, name)
    for module in (conduct, consents, leaks, queries)
    for name in FIELDS
    if hasattr(module, name)
}


def decide_protection(
    state: ProtectionState, command: Command, law: ProtectionLaw, calendar: Calendar, now: datetime
) -> Answer:
    """Settle what has fallen due, then judge the command: the acts done, or the refusal and what is open.

    The order of reasons is the listing's: who acts, the form, the step, the rule, the content.
    """
    now = legal_instant(now)
    settled = settle_protection(state, law, calendar, now)
    for act in settled:
        state = apply(state, act)
    ctx = ProtectionContext(state, command, law, calendar, now, law_day(now))
    judged = _judge(ctx)
    if isinstance(judged, No):
        return refusal_of(ctx, judged, settled, MOVES)
    return Decided((*settled, act_of(ctx, judged, command.act, command.by, command.key, MOVES)))


def settle_protection(state: ProtectionState, law: ProtectionLaw, calendar: Calendar, now: datetime) -> tuple[Act, ...]:
    """Every day that has passed is recorded, in the order of their instants."""
    return settle(state, now, lambda held, ended: _passed(held, ended, law, calendar), apply)


def _passed(state: ProtectionState, ended: Deadline, law: ProtectionLaw, calendar: Calendar) -> Act:
    name = ENDINGS.get(ended.kind, f"pass_{ended.kind}")
    key = ":".join((CLOCK, state.protection_id, *ended.key, ended.due.isoformat(), str(state.version + 1)))
    command = Command(key, name, Actor(CLOCK))
    ctx = ProtectionContext(state, command, law, calendar, ended.ends_at, law_day(ended.ends_at))
    facts = {"deadline": ended.kind, "due": ended.due.isoformat(), "rests_on": ended.cite}
    to = MOVES.ways(name, state.step)[0]
    # The data are owed to be erased from the day after the last one.
    opened = ctx.opened("erasure", ended.due) if name == "expire_consent" else ()
    # A record that is over has no objection left to answer.
    dropped = ctx.running("conduct_objection") if name == "expire_conduct" else ()
    return act_of(ctx, Plan(to, facts, opened, met=(ended.key,), dropped=dropped), name, command.by, key, MOVES)


def _judge(ctx: ProtectionContext) -> Judged:
    act = ctx.command.act
    if act not in FIELDS:
        return No("not_authorised", "protection.table", {"act": act})
    refusal = refuse_actor(ctx) or refuse_form(ctx) or refuse_step(ctx) or refuse_rule(ctx)
    if refusal:
        return refusal
    try:
        return _PLANS[act](ctx)
    except CalendarUnknown as unknown:
        return No("calendar_unknown", "protection.table", {"year": unknown.year})
