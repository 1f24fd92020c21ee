"""From the proposal of a standard to what is said of it: public consultation, comments, opinions, changes."""

from __future__ import annotations

from datetime import date

from models.law.standard_rules import StandardLaw
from models.records.commands import ANYBODY
from models.records.deadlines import deadline
from models.records.list_standards import (
    ABOLISH,
    CONSULTING,
    IN_FORCE,
    KEPT,
    REVISE,
    UNCONSULTED,
    meet,
    spans_of,
    within,
)
from models.steps.judging import Judged, No, unmet
from models.steps.standard_judging import StandardContext, named_day, refuse_far, refuse_law

_ON_THE_ROAD = ("consultation", "opinion", "standard_publication")
_GROUNDS = "grounds"


def propose_standard(ctx: StandardContext) -> Judged:
    """A draft says on what the list rests, whom it lists, how one leaves it and what can be done against it (七)."""
    refusal = refuse_law(ctx) or refuse_other_file(ctx)
    if refusal:
        return refusal
    category, basis = ctx.command.word("category"), ctx.command.word("basis_rank")
    if category not in ctx.law.categories:
        return unmet("standards.categories", "not_of_the_four", category=category)
    if basis not in ctx.law.basis_ranks:
        return No("basis_kind_not_allowed", "standards.basis_ranks", {"rank": [basis]})
    scope = ctx.command.word("scope")
    return refuse_rank(ctx, scope) or _refuse_parts(ctx) or ctx.to(UNCONSULTED)


def revise_standard(ctx: StandardContext) -> Judged:
    """A new edition takes the same road, while the one before it stands (七)."""
    return refuse_rank(ctx, ctx.scope) or _refuse_parts(ctx) or ctx.to(UNCONSULTED, met=ctx.running("follow_up"))


def amend_draft(ctx: StandardContext) -> Judged:
    """A change of wording is recorded; whatever the public has not been asked about is asked anew (H-156)."""
    state, change = ctx.state, ctx.command.word("change")
    if ctx.command.word("text") == ctx.draft.text:
        return unmet("standards.draft_change", "text_unchanged")
    named = ctx.command.words("comments")
    adopted = spans_of(named) if named else None
    if named and (adopted is None or not within(adopted, state.taken)):
        return unmet("standards.draft_change", "comments_not_taken", comments=list(named))
    if state.step == UNCONSULTED or _is_recorded(ctx.law, change, with_comments=adopted is not None):
        return ctx.to(state.step)
    return ctx.to(UNCONSULTED, dropped=ctx.running(*_ON_THE_ROAD))


def _is_recorded(law: StandardLaw, change: str, *, with_comments: bool) -> bool:
    return change in law.recorded_changes or (with_comments and change in law.commented_changes)


def open_consultation(ctx: StandardContext) -> Judged:
    """Everybody the opinions name is asked, for at least the time the law sets (七)."""
    missing = [c for c in ctx.law.circles if c not in ctx.command.words("circles")]
    if missing:
        return unmet("standards.circles", "circle_missing", circles=missing)
    until = ctx.command.day("until") or ctx.today
    refusal = refuse_far(ctx, until) or _refuse_short(ctx, until)
    if refusal:
        return refusal
    opened = named_day("consultation", until, "periods.consultation", ctx.today)
    return ctx.to(CONSULTING, opened=(opened,), documents=("consultation_notice",))


def _refuse_short(ctx: StandardContext, until: date) -> No | None:
    period = ctx.law.period("consultation")
    if period is None:
        return unmet("standards.table", "no_rule_here", regime=ctx.law.notice)
    least = deadline(period, ctx.today, ctx.calendar, kind="consultation")
    if until >= least.due:
        return None
    detail = {"until": until.isoformat(), "earliest": least.due.isoformat(), "days": period.amount}
    return No("consultation_too_short", "periods.consultation", detail)


def extend_consultation(ctx: StandardContext) -> Judged:
    """It may be prolonged with a reason, never shortened (H-154)."""
    held, until = ctx.state.consultation, ctx.command.day("until")
    if held is None or until is None or until <= held.until:
        return unmet("standards.until", "not_longer", until=held.until.isoformat() if held else "")
    far = refuse_far(ctx, until)
    if far:
        return far
    opened = named_day("consultation", until, "periods.consultation", held.since)
    return ctx.to(CONSULTING, opened=(opened,))


def receive_comment(ctx: StandardContext) -> Judged:
    """A comment made or posted while the consultation ran is taken, and numbered (H-155)."""
    held = ctx.state.consultation
    # Only the office enters what was posted on an earlier day; anybody else speaks for today.
    backdated = ANYBODY in ctx.command.by.roles and ctx.on() != ctx.today
    if held is None or backdated or not held.since <= ctx.on() <= held.until:
        until = held.until.isoformat() if held else ""
        return No("consultation_over", "standards.comments", {"until": until, "on": ctx.on().isoformat()})
    return ctx.to(ctx.state.step)


def answer_comments(ctx: StandardContext) -> Judged:
    """Comments are answered by their numbers, alike ones together, each once (H-155)."""
    named = ctx.command.words("comments")
    spans = spans_of(named)
    if spans is None or spans[-1][1] > ctx.state.comments:
        return unmet("standards.comments", "comment_unknown", comments=list(named), held=ctx.state.comments)
    if meet(spans, ctx.state.answered):
        return unmet("standards.comments", "comment_answered", comments=list(named))
    return ctx.to(ctx.state.step)


def request_opinion(ctx: StandardContext) -> Judged:
    """The lead departments and the others concerned are asked by letter (七); asked again where the day passed."""
    body = ctx.command.word("body")
    held = ctx.state.opinion(body)
    if held is not None and held.finding:
        return unmet("standards.opinions", "opinion_answered", body=body)
    if any(d.matter == body for d in ctx.state.open_deadlines() if d.kind == "opinion"):
        return unmet("standards.opinions", "opinion_asked", body=body)
    return ctx.to(ctx.state.step, opened=ctx.opened("opinion", body), documents=("standard_opinion_request",))


def give_opinion(ctx: StandardContext) -> Judged:
    """What a department answered, by its paper; one that objects is answered in the adoption (H-157)."""
    body = ctx.command.word("body")
    held = ctx.state.opinion(body)
    if held is None:
        return unmet("standards.opinions", "opinion_not_asked", body=body)
    if held.finding:
        return unmet("standards.opinions", "opinion_answered", body=body)
    if ctx.on() < held.asked_on:
        return unmet("standards.opinions", "day_before_request", on=ctx.on().isoformat())
    met = tuple(d.key for d in ctx.state.open_deadlines() if (d.kind, d.matter) == ("opinion", body))
    return ctx.to(ctx.state.step, met=met)


def withdraw_standard(ctx: StandardContext) -> Judged:
    """What is not published may be withdrawn; the edition that stands is untouched (H-164)."""
    standing, dropped = ctx.state.standing, ctx.running(*_ON_THE_ROAD)
    if standing is None:
        return ctx.to("withdrawn", dropped=dropped)
    owed = ctx.opened("follow_up") if ctx.state.finding in (REVISE, ABOLISH) else ()
    return ctx.to(KEPT if standing.adjust else IN_FORCE, dropped=dropped, opened=owed)


def refuse_rank(ctx: StandardContext, scope: str) -> No | None:
    """At which rank a standard may stand; a departmental rule says why no higher text is possible yet (七)."""
    rank, cite = ctx.command.word("rank"), ctx.law.ranks_cite(scope)
    if rank not in ctx.law.ranks_for(scope):
        return No("rank_not_allowed", cite, {"rank": rank, "allowed": list(ctx.law.ranks_for(scope))})
    if rank in ctx.law.provisional_ranks and not ctx.command.facts.get("rank_reason"):
        return No("standard_incomplete", "standards.provisional_ranks", {"lacks": ["rank_reason"]})
    return None


def _refuse_parts(ctx: StandardContext) -> No | None:
    missing = [name for name in (_GROUNDS, *ctx.law.stated) if not ctx.command.facts.get(name)]
    return No("standard_incomplete", "standards.stated", {"lacks": missing}) if missing else None


def refuse_other_file(ctx: StandardContext) -> No | None:
    """A list has one file: its standard is revised there (what the record knows of it comes with the command)."""
    other = ctx.command.word("other")
    return unmet("standards.entry", "list_has_a_file", other=other) if other else None
