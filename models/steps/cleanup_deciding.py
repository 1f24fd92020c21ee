"""The one function that decides in a clean-up campaign: pure, without clock or I/O."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from models.law.campaign_rules import CampaignLaw
from models.law.days import Calendar, CalendarUnknown, law_day
from models.records.acts import Act, Answer, Decided
from models.records.campaigns import CampaignState, Due
from models.records.commands import CLOCK, Actor, Command
from models.steps import cleanup_ledgers, cleanup_oversight, cleanup_stops, cleanup_work
from models.steps.cleanup_fields import FIELDS
from models.steps.cleanup_fold import apply
from models.steps.cleanup_judging import CampaignContext, refuse_actor, refuse_form, refuse_step, refuse_unit
from models.steps.cleanup_table import MOVES
from models.steps.judging import Judged, No, Plan, unmet
from models.steps.proceeding import act_of, legal_instant, refusal_of, settle

_ROOMS = (cleanup_ledgers, cleanup_work, cleanup_oversight, cleanup_stops)
_PLANS: dict[str, Callable[[CampaignContext], Judged]] = {
    name: getattr(module, name) for module in _ROOMS for name in FIELDS if hasattr(module, name)
}


def decide_campaign(
    state: CampaignState, command: Command, law: CampaignLaw, calendar: Calendar, now: datetime
) -> Answer:
    """Settle what has fallen due, then judge the command: the acts done, or the refusal and what is open.

    The order of reasons is the listing's: who acts, the form, the step, the rule, the content.
    """
    now = legal_instant(now)
    settled = settle_campaign(state, law, calendar, now)
    for act in settled:
        state = apply(state, act)
    ctx = CampaignContext(state, command, law, calendar, now, law_day(now))
    judged = _judge(ctx)
    if isinstance(judged, No):
        return refusal_of(ctx, judged, settled, MOVES)
    return Decided((*settled, act_of(ctx, judged, command.act, command.by, command.key, MOVES)))


def settle_campaign(state: CampaignState, law: CampaignLaw, calendar: Calendar, now: datetime) -> tuple[Act, ...]:
    """Every day that has passed names its unit late, in the order of their instants (H-48)."""
    return settle(state, now, lambda held, due: _passed(held, due, law, calendar), apply)


def _passed(state: CampaignState, due: Due, law: CampaignLaw, calendar: Calendar) -> Act:
    name = f"pass_{due.what}"
    key = ":".join((CLOCK, state.campaign_id, *due.key, due.due.isoformat(), str(state.version + 1)))
    command = Command(key, name, Actor(CLOCK))
    ctx = CampaignContext(state, command, law, calendar, due.ends_at, law_day(due.ends_at))
    facts = {"unit": due.unit, "what": due.what, "due": due.due.isoformat(), "rests_on": due.cite}
    if due.item:
        facts["item"] = due.item
    return act_of(ctx, Plan(state.step, facts, met=(due.key,)), name, command.by, key, MOVES)


def _judge(ctx: CampaignContext) -> Judged:
    act = ctx.command.act
    if act not in FIELDS:
        return No("not_authorised", "cleanup.table", {"act": act})
    refusal = refuse_actor(ctx) or refuse_form(ctx) or refuse_step(ctx) or _refuse_rule(ctx) or refuse_unit(ctx)
    if refusal:
        return refusal
    try:
        return _PLANS[act](ctx)
    except CalendarUnknown as unknown:
        return No("calendar_unknown", "cleanup.table", {"year": unknown.year})


def _refuse_rule(ctx: CampaignContext) -> No | None:
    """An act whose rule neither the notice nor what it leans on has is none here."""
    act, step = ctx.command.act, ctx.state.step
    row = MOVES.row(act, step, MOVES.ways(act, step)[0])
    return None if ctx.law.holds(row.cite) else unmet("cleanup.table", "no_rule_here", regime=ctx.law.notice)
