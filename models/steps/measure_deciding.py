"""The one function that decides in a review of a measure: pure, without clock or I/O."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from models.law.days import Calendar, CalendarUnknown, law_day
from models.law.measure_rules import MeasureLaw
from models.records.acts import Act, Answer, Decided
from models.records.commands import CLOCK, Actor, Command
from models.records.deadlines import Deadline
from models.records.measure_reviews import ReviewState
from models.steps import measure_consents, measure_oversight
from models.steps.judging import Judged, No, Plan
from models.steps.measure_fields import FIELDS
from models.steps.measure_fold import apply
from models.steps.measure_judging import ReviewContext, refuse_actor, refuse_form, refuse_rule, refuse_step
from models.steps.measure_table import MOVES
from models.steps.proceeding import act_of, legal_instant, refusal_of, settle

_PLANS: dict[str, Callable[[ReviewContext], Judged]] = {
    name: getattr(module, name)
    for module in (measure_consents, measure_oversight)
    for name in FIELDS
    if hasattr(module, name)
}


def decide_review(state: ReviewState, command: Command, law: MeasureLaw, calendar: Calendar, now: datetime) -> Answer:
    """Settle what has fallen due, then judge the command: the acts done, or the refusal and what is open.

    The order of reasons is the listing's: who acts, the form, the step, the rule, the content.
    """
    now = legal_instant(now)
    settled = settle_review(state, law, calendar, now)
    for act in settled:
        state = apply(state, act)
    ctx = ReviewContext(state, command, law, calendar, now, law_day(now))
    judged = _judge(ctx)
    if isinstance(judged, No):
        return refusal_of(ctx, judged, settled, MOVES)
    return Decided((*settled, act_of(ctx, judged, command.act, command.by, command.key, MOVES)))


def settle_review(state: ReviewState, law: MeasureLaw, calendar: Calendar, now: datetime) -> tuple[Act, ...]:
    """Every day that has passed is recorded, in the order of their instants: silence is no consent (H-78)."""
    return settle(state, now, lambda held, ended: _passed(held, ended, law, calendar), apply)


def _passed(state: ReviewState, ended: Deadline, law: MeasureLaw, calendar: Calendar) -> Act:
    name = f"pass_{ended.kind}"
    key = ":".join((CLOCK, state.review_id, *ended.key, ended.due.isoformat(), str(state.version + 1)))
    command = Command(key, name, Actor(CLOCK))
    ctx = ReviewContext(state, command, law, calendar, ended.ends_at, law_day(ended.ends_at))
    facts = {"deadline": ended.kind, "due": ended.due.isoformat(), "rests_on": ended.cite}
    if ended.matter:
        facts["matter"] = ended.matter
    return act_of(ctx, Plan(state.step, facts, met=(ended.key,)), name, command.by, key, MOVES)


def _judge(ctx: ReviewContext) -> Judged:
    act = ctx.command.act
    if act not in FIELDS:
        return No("not_authorised", "review.table", {"act": act})
    refusal = refuse_actor(ctx) or refuse_form(ctx) or refuse_step(ctx) or refuse_rule(ctx)
    if refusal:
        return refusal
    try:
        return _PLANS[act](ctx)
    except CalendarUnknown as unknown:
        return No("calendar_unknown", "review.table", {"year": unknown.year})
