"""The one function that decides in an edition of catalogue or measures list: pure, without clock or I/O."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from models.law.days import Calendar, CalendarUnknown, law_day
from models.law.edition_rules import EditionLaw
from models.records.acts import Act, Answer, Decided
from models.records.commands import CLOCK, Actor, Command
from models.records.deadlines import Deadline
from models.records.list_editions import EditionState
from models.steps import edition_consulting, edition_gathering, edition_publishing
from models.steps.edition_fields import FIELDS
from models.steps.edition_fold import apply
from models.steps.edition_judging import EditionContext, refuse_actor, refuse_form, refuse_rule, refuse_step
from models.steps.edition_table import MOVES
from models.steps.judging import Judged, No, Plan
from models.steps.proceeding import act_of, legal_instant, refusal_of, settle

_PLANS: dict[str, Callable[[EditionContext], Judged]] = {
    name: getattr(module, name)
    for module in (edition_gathering, edition_consulting, edition_publishing)
    for name in FIELDS
    if hasattr(module, name)
}
# What the clock does where a day is more than passed: the edition takes effect.
_OF_THE_CLOCK = {"in_force": "take_effect"}


def decide_edition(state: EditionState, command: Command, law: EditionLaw, calendar: Calendar, now: datetime) -> Answer:
    """Settle what has fallen due, then judge the command: the acts done, or the refusal and what is open.

    The order of reasons is the listing's: who acts, the form, the step, the rule, the content.
    """
    now = legal_instant(now)
    settled = settle_edition(state, law, calendar, now)
    for act in settled:
        state = apply(state, act)
    ctx = EditionContext(state, command, law, calendar, now, law_day(now))
    judged = _judge(ctx)
    if isinstance(judged, No):
        return refusal_of(ctx, judged, settled, MOVES)
    return Decided((*settled, act_of(ctx, judged, command.act, command.by, command.key, MOVES)))


def settle_edition(state: EditionState, law: EditionLaw, calendar: Calendar, now: datetime) -> tuple[Act, ...]:
    """Every day that has passed is recorded, in the order of their instants: silence is no approval (H-173)."""
    return settle(state, now, lambda held, ended: _passed(held, ended, law, calendar), apply)


def _passed(state: EditionState, ended: Deadline, law: EditionLaw, calendar: Calendar) -> Act:
    name = _OF_THE_CLOCK.get(ended.kind, f"pass_{ended.kind}")
    key = ":".join((CLOCK, state.edition_id, *ended.key, ended.due.isoformat(), str(state.version + 1)))
    command = Command(key, name, Actor(CLOCK))
    ctx = EditionContext(state, command, law, calendar, ended.ends_at, law_day(ended.ends_at))
    facts = {"deadline": ended.kind, "due": ended.due.isoformat(), "rests_on": ended.cite}
    if ended.matter:
        facts["matter"] = ended.matter
    to = MOVES.ways(name, state.step)[0]
    return act_of(ctx, Plan(to, facts, met=(ended.key,)), name, command.by, key, MOVES)


def _judge(ctx: EditionContext) -> Judged:
    act = ctx.command.act
    if act not in FIELDS:
        return No("not_authorised", "compilation.table", {"act": act})
    refusal = refuse_actor(ctx) or refuse_form(ctx) or refuse_step(ctx) or refuse_rule(ctx)
    if refusal:
        return refusal
    try:
        return _PLANS[act](ctx)
    except CalendarUnknown as unknown:
        return No("calendar_unknown", "compilation.table", {"year": unknown.year})
