"""Bankruptcy: the name rests while a plan is carried out, and is restored when it was."""

from __future__ import annotations

from models.records.proceedings import SHIELD
from models.steps.judging import Context, Judged, No, Plan, refuse_future, running, unmet
from models.steps.publishing import legs


def shield_bankruptcy(ctx: Context) -> Judged:
    """On the court's ruling name and measures rest while the plan is carried out."""
    if ctx.state.removal:
        return No("step_not_open", "bankruptcy_shield", {"missing": "listing_standing"})
    if ctx.state.held_by(SHIELD):
        return unmet("bankruptcy_shield", "shielded_already")
    return refuse_future(ctx, "bankruptcy_shield") or Plan(ctx.state.step, ctx.command.facts)


def end_shield(ctx: Context) -> Judged:
    """Carried out: restored by the ruling. Failed: shown again."""
    if not ctx.state.held_by(SHIELD):
        return No("step_not_open", "bankruptcy_shield", {"missing": "shield"})
    refusal = refuse_future(ctx, "bankruptcy_shield")
    if refusal:
        return refusal
    failed = ctx.command.word("outcome") == "failed"
    facts = {**ctx.command.facts, "outcome": "failed" if failed else "completed"}
    if failed or ctx.state.removal:
        return Plan(ctx.state.step, facts)
    facts["legs"] = legs(ctx)
    met = running(ctx.state, "pre_review", "restoration_decision", "restoration_acceptance")
    opened = ctx.opened("removal_effect", ctx.today)
    return Plan(ctx.state.step, facts, opened, met, documents=("restoration_decision",))
