"""Objection after listing, and the stay: what is in doubt is verified, a stay is obeyed."""

from __future__ import annotations

from models.records.deadlines import Deadline, Standing
from models.records.proceedings import STAY
from models.steps.judging import Context, Judged, No, Plan, refuse_future, running, unmet
from models.steps.publishing import revoked


def file_objection(ctx: Context) -> Judged:
    """A party says that the listing is wrong; measures rest meanwhile only where a rule says so."""
    party = ctx.party()
    if party is None:
        return unmet("objection", "party_unknown", party=ctx.command.word("by_party"))
    refusal = refuse_future(ctx, "objection")
    if refusal:
        return refusal
    if ctx.state.removal:
        return No("step_not_open", "removal", {"missing": "listing_standing"})
    if any(o.party == party.id and not o.finding for o in ctx.state.objections):
        return unmet("objection", "objection_pending", party=party.id)
    matter = f"{sum(o.party == party.id for o in ctx.state.objections) + 1}"
    suspends = ctx.law.says("objection-suspends-measures")
    facts = {**ctx.command.facts, "by_party": party.id, "suspends": suspends}
    opened = ctx.opened("objection_answer", ctx.on(), party=party.id, matter=matter)
    return Plan(ctx.state.step, facts, opened)


def answer_objection(ctx: Context) -> Judged:
    """Every pending objection is answered: upheld with reasons, corrected, or the listing revoked."""
    facts = ctx.command.facts
    if not any(not o.finding for o in ctx.state.objections):
        return No("step_not_open", "objection", {"missing": "objection"})
    met = running(ctx.state, "objection_answer")
    if facts["finding"] == "revoked":
        plan = revoked(ctx, ctx.today, ("objection_answer", "revocation"))
        dropped = tuple(k for k in plan.dropped if k not in met)
        return Plan(plan.to, plan.facts, plan.opened, met, dropped, plan.documents)
    if facts["finding"] == "corrected":
        if not facts.get("corrections"):
            return unmet("objection_correction", "corrections_missing")
        documents = ("objection_answer", "correction")
        return Plan(ctx.state.step, facts, met=met, documents=documents)
    if not facts.get("reasons"):
        return unmet("objection", "reasons_missing")
    return Plan(ctx.state.step, facts, met=met, documents=("objection_answer",))


def impose_stay(ctx: Context) -> Judged:
    """A court or review body stays execution: name and measures are off, every period runs on."""
    if ctx.state.held_by(STAY):
        return unmet("stay", "stayed_already")
    return refuse_future(ctx, "stay") or Plan(ctx.state.step, ctx.command.facts)


def lift_stay(ctx: Context) -> Judged:
    """The stay ends: what still stands is shown again."""
    since = next((s.since for s in ctx.state.suspended if s.ground == STAY and s.until is None), None)
    if since is None:
        return No("step_not_open", "stay", {"missing": "stay"})
    if ctx.on() < since:
        return unmet("stay", "day_before_stay", since=since.isoformat())
    return refuse_future(ctx, "stay") or Plan(ctx.state.step, ctx.command.facts)


def remedies_of(ctx: Context, party: str, matter: str) -> tuple[Deadline, ...]:
    """A party's running time to seek review or go to court over one paper."""
    return tuple(
        d
        for d in ctx.state.deadlines
        if d.kind in ("reconsideration", "litigation")
        and (d.party, d.matter) == (party, matter)
        and d.standing is Standing.OPEN
    )
