"""The decision: drafted with reasons, reviewed, discussed, agreed to above, signed by a person."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from models.records.commands import as_day
from models.records.deadlines import Deadline, Extension
from models.steps.judging import Context, Judged, No, Plan, refuse_future, running, unmet
from models.steps.lighter import (
    DECIDED,
    both,
    listing_ends,
    refuse_endless,
    refuse_fallen_grounds,
    refuse_heavier_measures,
)
from models.steps.listed import refuse_unlisted
from models.steps.opening import refuse_light
from models.steps.stating import refuse_measures

CREDIT_CHINA = "credit-china"
LIST = "list"


def extend_decision(ctx: Context) -> Judged:
    """The head prolongs the time to decide, once, while it still runs (Order 45 art. 8)."""
    if ctx.period("decision_extension") is None:
        return unmet("decision", "extension_unknown")
    if ctx.state.extended:
        return unmet("decision_extension", "extended_already")
    held = ctx.state.running("decision")
    if held is None:
        return unmet("decision_extension", "period_over")
    return Plan(ctx.state.step, ctx.command.facts, (prolonged(ctx, held, "decision_extension"),))


def prolonged(ctx: Context, held: Deadline, key: str) -> Deadline:
    """A running deadline with its extension, counted on from the deadline as it stood."""
    more = ctx.opened(held.kind, held.due, period=key)[0]
    return replace(
        held,
        due=more.due,
        provisional=held.provisional or more.provisional,
        calendar=more.calendar,
        extensions=(*held.extensions, Extension(more.amount, more.unit, key)),
    )


def draft_decision(ctx: Context) -> Judged:
    """The draft: outcome, reasons, measures; nothing the notice had not told."""
    facts = ctx.command.facts
    lists = facts["outcome"] == LIST
    refusal = refuse_measures(ctx) or _refuse_leniency(ctx, lists=lists)
    refusal = refusal or ((refuse_fallen_grounds(ctx) or refuse_endless(ctx)) if lists else None)
    if refusal:
        return refusal
    untold = [m for m in ctx.command.words("measures") if m not in ctx.state.measures_told]
    if untold and lists:
        # Whoever has stated is told why: the law forbids a heavier outcome for it.
        cite = "no_heavier" if ctx.state.statements else "notified_content"
        return unmet(cite, "measures_not_told", measures=untold)
    if not lists and ctx.command.words("measures"):
        return unmet("decision", "measures_without_listing")
    missing = [p for p in ("reasons", *(("measures",) if lists else ())) if not facts.get(p)]
    if missing:
        return No("decision_incomplete", "decision", {"parts": missing})
    return Plan("decision_drafted", facts)


def _refuse_leniency(ctx: Context, *, lists: bool) -> No | None:
    """A ground on which listing must be spared bars a draft that lists; one on which it may does not."""
    ground = ctx.command.word("leniency")
    if not ground:
        return None
    must, may = f"leniency.{ground}", f"discretion.{ground}"
    if not ctx.law.holds(must) and not ctx.law.holds(may):
        return unmet("decision", "leniency_unknown", ground=ground)
    if lists and ctx.law.holds(must):
        return No("leniency", must, {"ground": ground})
    return None


def legal_review(ctx: Context) -> Judged:
    """The reviewer passes the draft or sends it back with reasons (house rule)."""
    if ctx.command.facts["opinion"] == "return":
        if not ctx.command.facts.get("reason"):
            return unmet("house.legal-review", "reason_missing")
        return Plan("statement_closed", ctx.command.facts)
    return Plan("legal_reviewed", ctx.command.facts)


def collective_discussion(ctx: Context) -> Judged:
    """The heads discuss a complex or grave draft together, on the record (Penalty Law art. 57)."""
    if not ctx.command.words("attended"):
        return unmet("collective", "nobody_attended")
    return refuse_future(ctx, "collective") or Plan(ctx.state.step, ctx.command.facts)


def obtain_consent(ctx: Context) -> Judged:
    """The level above agrees to this draft (SAMR Order 44 art. 22)."""
    return refuse_future(ctx, "agreement") or Plan(ctx.state.step, ctx.command.facts)


def approve_decision(ctx: Context) -> Judged:
    """The head decides; the day of the decision is the day of listing (Order 45 art. 8, 11)."""
    draft = ctx.state.draft
    if draft is None:
        return No("step_not_open", "decision", {"missing": "draft"})
    lists = draft.outcome == LIST
    refusal = (_refuse_agreement(ctx) or _refuse_unsigned(ctx) or _refuse_heavier(ctx)) if lists else None
    refusal = refusal or _refuse_undiscussed(ctx, draft.outcome, grave=draft.grave)
    if refusal:
        return refusal
    facts: dict[str, Any] = {**ctx.command.facts, "outcome": draft.outcome, "measures": list(draft.measures)}
    met = running(ctx.state, "decision")
    if not lists:
        return Plan("not_listed", facts, met=met, documents=("decision",))
    # The duty to tell a party what its statement led to outlives the decision.
    papers = ("decision", "restoration_notice") if ctx.law.says("two-papers-together") else ("decision",)
    return Plan("decided", facts, _opened(ctx), met, documents=papers)


def _opened(ctx: Context) -> tuple[Deadline, ...]:
    opened = [d for kind in ("service", "publication") for d in ctx.opened(kind, ctx.today)]
    opened += listing_ends(ctx, DECIDED)
    opened += restoration_from(ctx, DECIDED)
    if ctx.law.says("credit-china-floor") and CREDIT_CHINA in ctx.law.channels:
        floor = ("restoration_earliest", ctx.today)
        opened += ctx.opened(*floor, period="restoration_floor", channel=CREDIT_CHINA, threshold=True)
    return tuple(opened)


def _refuse_heavier(ctx: Context) -> No | None:
    """What was drafted under an earlier edition is looked at again on the day of the decision."""
    drafted = ctx.state.draft.measures if ctx.state.draft else ()
    refusal = refuse_fallen_grounds(ctx) or refuse_endless(ctx)
    return refusal or refuse_unlisted(ctx, drafted) or refuse_heavier_measures(ctx, drafted)


def restoration_from(ctx: Context, event: str) -> tuple[Deadline, ...]:
    """The first day of an application, where the regime counts it from that event of today."""
    return ctx.opened("restoration_earliest", ctx.today, event=event, threshold=True)


def _refuse_agreement(ctx: Context) -> No | None:
    if ctx.law.says(f"agreement-of-level-above-{ctx.state.level}") and not ctx.state.agreed:
        return No("authority_level", "agreement", {"level": ctx.state.level})
    return None


def _refuse_unsigned(ctx: Context) -> No | None:
    """Nothing is listed on a penalty that was only proposed, nor on one that is not heavy enough."""
    signed, basis = ctx.command.facts.get("basis"), ctx.state.basis
    if basis.proposed and not signed:
        return No("basis_not_effective", "basis_document", {"missing": basis.kind})
    if signed and (as_day(signed["issued_on"]) or ctx.today) > ctx.today:
        return No("basis_not_effective", "basis_document", {"issued_on": signed["issued_on"]})
    penalties = tuple(signed["penalties"]) if signed else basis.penalties
    found = (refuse_light(law, ctx.state.grounds, penalties) for law in both(ctx))
    return next((no for no in found if no), None)


def _refuse_undiscussed(ctx: Context, outcome: str, *, grave: bool) -> No | None:
    if not ctx.state.discussed:
        needed = grave or ctx.law.says("collective-discussion")
        return unmet("collective", "discussion_missing") if needed else None
    if ctx.state.discussed != outcome:
        return unmet("collective", "discussed_otherwise", outcome=ctx.state.discussed)
    return None


def terminate_case(ctx: Context) -> Judged:
    """The case ends without a decision (house rule)."""
    return Plan("terminated", ctx.command.facts)
