"""The one function that decides in a review of a measure: pure, without clock or I/O."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from models.law.days import Calendar, CalendarUnknown, law_day
from models.law.measures import MeasureLaw
from models.records.acts import Act, Answer, Decided, Refused
from models.records.commands import CLOCK, Actor, Command
from models.records.deadlines import Deadline
from models.records.measure_reviews import ReviewState
from models.steps import measure_consents, measure_oversight
from models.steps.judging import Judged, No, Plan
from models.steps.measure_fields import FIELDS
from models.steps.measure_fold import apply
from models.steps.measure_judging import ReviewContext, refuse_actor, refuse_form, refuse_rule, refuse_step
from models.steps.measure_table import open_acts, row_of

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
    if now.tzinfo is not UTC or now.microsecond:
        now = now.astimezone(UTC).replace(microsecond=0)
    settled = settle_review(state, law, calendar, now)
    for act in settled:
        state = apply(state, act)
    ctx = ReviewContext(state, command, law, calendar, now, law_day(now))
    judged = _judge(ctx)
    if isinstance(judged, No):
        return _refused(ctx, judged, settled)
    return Decided((*settled, _act(ctx, judged, command.act, command.by, command.key)))


def settle_review(state: ReviewState, law: MeasureLaw, calendar: Calendar, now: datetime) -> tuple[Act, ...]:
    """Every day that has passed is recorded, in the order of their instants: silence is no consent (H-78)."""
    done: list[Act] = []
    while True:
        first = state.earliest()
        if first is None or first.ends_at > now or state.is_closed:
            return tuple(done)
        act = _passed(state, first, law, calendar)
        done.append(act)
        state = apply(state, act)


def _passed(state: ReviewState, ended: Deadline, law: MeasureLaw, calendar: Calendar) -> Act:
    name = f"pass_{ended.kind}"
    key = ":".join((CLOCK, state.review_id, *ended.key, ended.due.isoformat(), str(state.version + 1)))
    command = Command(key, name, Actor(CLOCK))
    ctx = ReviewContext(state, command, law, calendar, ended.ends_at, law_day(ended.ends_at))
    facts = {"deadline": ended.kind, "due": ended.due.isoformat(), "rests_on": ended.cite}
    if ended.matter:
        facts["matter"] = ended.matter
    return _act(ctx, Plan(state.step, facts, met=(ended.key,)), name, command.by, key)


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


def _act(ctx: ReviewContext, plan: Plan, name: str, by: Actor, key: str) -> Act:
    return Act(
        version=ctx.state.version + 1,
        key=key,
        act=name,
        by=by,
        at=ctx.now,
        step_from=ctx.state.step,
        step_to=plan.to,
        cite=row_of(name, ctx.state.step, plan.to).cite,
        facts=dict(plan.facts),
        opened=plan.opened,
        met=plan.met,
        dropped=plan.dropped,
        documents=plan.documents,
    )


def _refused(ctx: ReviewContext, no: No, settled: tuple[Act, ...]) -> Refused:
    return Refused(
        code=no.code,
        act=ctx.command.act,
        step=ctx.state.step,
        cite=no.cite,
        detail=no.detail,
        open_acts=open_acts(ctx.state.step),
        documents=no.documents,
        settled=settled,
    )
