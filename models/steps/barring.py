"""What stands against an act whatever it says: a rule not held, a regime stopped, a stay, a subject gone."""

from __future__ import annotations

from models.law.regimes import Law
from models.steps.drafting import LIST
from models.steps.inforce import refuse_ended, refuse_unreviewed
from models.steps.judging import Context, No, unmet
from models.steps.machine import cites
from models.steps.table import OPEN_ACTS, REOPENING

_ALWAYS_BURDENS = ("draft_notice", "approve_notice", "publish")


def refuse_bars(ctx: Context) -> No | None:
    """The first bar against this act at this step."""
    if ctx.command.act == "open_case" and ctx.law.decider:
        # A government, court or enterprise decides on this list: no department opens a case of it.
        return No("authority_level", "decider", {"decider": ctx.law.decider})
    if not held(ctx.law, ctx.command.act, ctx.state.step):
        return unmet("house.table", "no_rule_here", regime=ctx.law.regime)
    stopped = next(iter(ctx.command.facts.get("stops") or ()), None)
    if stopped is not None and (ctx.command.act == "open_case" or burdens(ctx)):
        # The record has asked the clean-up campaigns: what the act rests on is not carried out any more.
        return No("regime_stopped", "cleanup", {"regime": ctx.law.regime, **stopped})
    barred = _refuse_burden(ctx) if burdens(ctx) else None
    if barred is None and ctx.command.act == "publish" and ctx.state.is_hidden:
        return No("stay_in_force", "stay")
    return barred


def _refuse_burden(ctx: Context) -> No | None:
    """What stands against burdening a party, and never against relieving one."""
    unfounded = refuse_ended(ctx) or refuse_unreviewed(ctx, ctx.law)
    if unfounded:
        return unfounded
    doubted = ctx.command.by.id
    if any(r.person == doubted and not r.outcome for r in ctx.state.recusals):
        return unmet("house.recusal-pending", "recusal_undecided", person=doubted)
    if ctx.state.stopped:
        return No("regime_stopped", "cleanup", {"regime": ctx.law.regime})
    gone = {s.party: s for s in ctx.state.successions}
    orphan = next((s.party for s in gone.values() if not s.succeeded), None)
    return unmet("succession", "no_successor", party=orphan) if orphan is not None else None


def burdens(ctx: Context) -> bool:
    """Whether the act burdens a party; relief is never stopped."""
    act, draft = ctx.command.act, ctx.state.draft
    if act == "draft_decision":
        return ctx.command.facts.get("outcome") == LIST
    if act == "approve_decision":
        return draft is not None and draft.outcome == LIST
    return act in _ALWAYS_BURDENS


def held(law: Law, act: str, step: str) -> bool:
    """Whether the law of the case holds a rule that this act can rest on."""
    return any(law.holds(cite) or law.periods_of(cite) for cite in cites(act, step))


def open_acts(law: Law, step: str, *, closed: bool = False) -> tuple[str, ...]:
    """The acts the table has at a step and for which the law of the case has a rule.

    A closed case takes only what may follow its end; a second listing has a case of its own.
    """
    known = law.open_acts.get((step, closed))
    if known is None:
        here = (a for a in OPEN_ACTS[step] if not closed or (a in REOPENING and a != "open_case"))
        known = law.open_acts[step, closed] = tuple(a for a in here if held(law, a, step))
    return known
