"""The one function that decides: pure, without clock or I/O.

Validator, handler, transaction, explorer, counter and replay all call it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from models.law.days import Calendar, CalendarUnknown, law_day
from models.law.regimes import Law
from models.records.acts import Act, Answer, Decided, Refused
from models.records.cases import CaseState
from models.records.commands import CLOCK, Actor, Command
from models.records.deadlines import Deadline
from models.steps import (
    announcing,
    changing,
    complaining,
    drafting,
    hearing,
    objecting,
    opening,
    persons,
    proceeding,
    publishing,
    restoring,
    serving,
    shielding,
    stating,
)
from models.steps.announcing import judged_by
from models.steps.authority import refuse_actor
from models.steps.barring import open_acts, refuse_bars
from models.steps.changing import effective
from models.steps.clock import ending
from models.steps.fold import apply
from models.steps.forms import FIELDS, legal_faults
from models.steps.judging import Context, Judged, No, Plan, step_day
from models.steps.machine import row, ways
from models.steps.proceeding import legal_instant
from models.steps.stating import statement_step
from models.steps.table import PREPARING, REOPENING, STATEMENT, ending_of

_ROOMS = (
    opening,
    stating,
    hearing,
    drafting,
    serving,
    publishing,
    objecting,
    complaining,
    restoring,
    shielding,
    persons,
    changing,
    announcing,
)
_PLANS: dict[str, Callable[[Context], Judged]] = {
    name: getattr(module, name) for module in _ROOMS for name in FIELDS if hasattr(module, name)
}

_act_to = proceeding.act_to

_WAITS = {
    "opened": ("notice_not_served", "notice"),
    "notice_drafted": ("notice_not_served", "notice"),
    "notice_approved": ("notice_not_served", "notice"),
    "statement_period": ("statement_period_open", "statement_period"),
    "statement_received": ("statement_unanswered", "statement_answer"),
    "hearing_pending": ("hearing_pending", "hearing_notice"),
}
# Listed, and shown to nobody yet: there is nothing an early removal could end.
_UNSHOWN = ("decided", "decision_served")
_TO_DECISION = ("draft_decision", "legal_review", "approve_decision")


def decide(
    state: CaseState, command: Command, law: Law, calendar: Calendar, now: datetime, announced: Law | None = None
) -> Answer:
    """Settle the clock, then judge the command: the acts done, or the refusal and what is open.

    `law` is the case's law with all its editions: each step is judged by that of its own day.
    `announced` is the law an announcement names, as the record holds it; nothing else asks for it.
    `now` is the legal instant, kept in UTC to the second. The order of reasons
    is the law's: who acts, the form, the step, the bars, the content.
    """
    now = legal_instant(now)
    settled = settle(state, law, calendar, now)
    for act in settled:
        state = apply(state, act)
    today = law_day(now)
    edition = judged_by(law, announced).on(step_day(command, today))
    ctx = Context(state, command, edition, effective(calendar, state.announced), now, today, law, announced)
    judged = _judge(ctx)
    if isinstance(judged, No):
        return _refused(ctx, judged, settled)
    return Decided((*settled, _act(ctx, judged, command.act, command.by, command.key)))


def settle(state: CaseState, law: Law, calendar: Calendar, now: datetime) -> tuple[Act, ...]:
    """Every clock act whose instant has come, in the order of their instants."""
    return proceeding.settle(state, now, lambda held, first: _clock_act(held, first, law, calendar), apply)


def _clock_act(state: CaseState, ended: Deadline, law: Law, calendar: Calendar) -> Act:
    name = ending_of(ended.kind)
    # The version tells one lapse from a later one of the same day: an application may be filed again.
    key = ":".join((CLOCK, state.case_id, *ended.key, ended.due.isoformat(), str(state.version + 1)))
    command = Command(key, name, Actor(CLOCK))
    calendar = effective(calendar, state.announced)
    # It ends with its last day, and by the law of that day.
    ctx = Context(state, command, law.on(ended.due), calendar, ended.ends_at, law_day(ended.ends_at), law)
    return _act(ctx, ending(ctx, ended), name, command.by, key)


def _judge(ctx: Context) -> Judged:
    act = ctx.command.act
    if act not in FIELDS:
        return No("not_authorised", "house.table", {"act": act})
    refusal = refuse_actor(ctx) or _refuse_form(ctx) or _refuse_step(ctx) or refuse_bars(ctx)
    if refusal:
        return refusal
    try:
        return _PLANS[act](ctx)
    except CalendarUnknown as unknown:
        return No("calendar_unknown", "house.calendar", {"year": unknown.year})


def _refuse_form(ctx: Context) -> No | None:
    faults = legal_faults(ctx.command.act, ctx.command.facts)
    if not faults:
        return None
    first = faults[0]
    return No("condition_unmet", "house.fields", {"what": "field", "field": first.field, "fault": first.fault})


def _refuse_step(ctx: Context) -> No | None:
    act, step = ctx.command.act, ctx.state.step
    if ctx.state.is_closed and act not in REOPENING:
        return No("step_not_open", "house.closed", {"missing": "open_case"})
    if ways(act, step):
        return None
    if act in _TO_DECISION and step in _WAITS:
        code, cite = _WAITS[step]
        return No(code, cite if ctx.law.holds(cite) else "hearing_window")
    if act == "apply_restoration" and step in _UNSHOWN:
        cite = "restoration_application" if ctx.law.holds("restoration_application") else "house.table"
        return No("step_not_open", cite, {"missing": "listing_shown"})
    if act == "publish" and step == "decided":
        return No("decision_not_served", "house.publication-after-service")
    return No("step_not_open", "house.table", {"step": step})


def _act(ctx: Context, plan: Plan, name: str, by: Actor, key: str) -> Act:
    step = ctx.state.step
    if plan.to:
        return _act_to(ctx, plan, name, by, key, plan.to, row(name, step, plan.to).cite)
    staying = _act_to(ctx, plan, name, by, key, step, "")
    to = _derived(apply(ctx.state, staying))
    return replace(staying, step_to=to, cite=row(name, step, to).cite)


def _derived(after: CaseState) -> str:
    """The step that follows from the facts: hearing of the parties, or service of the decision."""
    if after.step in STATEMENT:
        return statement_step(after)
    if after.step in PREPARING and after.draft is None:
        return statement_step(after)
    if after.step in ("decided", "decision_served"):
        return "decision_served" if after.all_served("decision") else "decided"
    return after.step


def _refused(ctx: Context, no: No, settled: tuple[Act, ...]) -> Refused:
    return proceeding.refused(ctx, no, settled, open_acts(ctx.law, ctx.state.step, closed=ctx.state.is_closed))
