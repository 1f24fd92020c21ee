"""From the proposal of a measure to its issue: impact, opinion, consents; and the entry of national law."""

from __future__ import annotations

from models.law.measure_rules import LARGE_IMPACT
from models.records.measure_reviews import LAWFUL, ORDINARY, Measure
from models.steps.cleanup_judging import is_above
from models.steps.judging import Judged, No, unmet
from models.steps.measure_judging import ReviewContext, refuse_law

_WAITING = ("impact_finding", "opinion", "consent", "upper_consent")


def propose_measure(ctx: ReviewContext) -> Judged:
    """The issuing department proposes a reward or a penalty before it exists (308号 part 2)."""
    refusal = refuse_law(ctx)
    if refusal:
        return refusal
    kind = ctx.command.word("kind")
    if kind not in ctx.law.kinds:
        return unmet("review.kinds", "kind_not_reviewed", kind=kind)
    refusal = _refuse_unlisted(ctx, kind, ctx.command.word("list_item"))
    return refusal or ctx.to("proposed", opened=ctx.opened("impact_finding"))


def find_impact(ctx: ReviewContext) -> Judged:
    """Whether the impact on society is large is the commission's finding, with reasons (H-77).

    Found anew it voids the opinion and the consents given before.
    """
    opened = ctx.opened("consent") if ctx.command.word("impact") == ORDINARY else ()
    left = ctx.running(*_WAITING)
    keys = [d.key for d in opened]
    met = tuple(k for k in left if k[0] == "impact_finding")
    return ctx.to("weighed", opened=opened, met=met, dropped=tuple(k for k in left if k not in (*met, *keys)))


def request_opinion(ctx: ReviewContext) -> Judged:
    """Where it is truly needed the judicial department is asked, once a basis is named (308号 part 2)."""
    if not ctx.state.is_large:
        return unmet("review.opinion", "impact_not_large")
    refusal = _refuse_large_basis(ctx)
    if refusal:
        return refusal
    return ctx.to("opinion_requested", opened=ctx.opened("opinion"), documents=("opinion_request",))


def give_opinion(ctx: ReviewContext) -> Judged:
    """The judicial department of the same level says what it finds; its paper is named (308号 part 2)."""
    asked = ctx.state.opinion_asked_on
    if asked is not None and ctx.on() < asked:
        return unmet("review.opinion", "day_before_request", on=ctx.on().isoformat())
    return ctx.to("opinion_given", opened=ctx.opened("consent"), met=ctx.running("opinion"))


def consent_measure(ctx: ReviewContext) -> Judged:
    """The commission of the same level consents; what the law forbids it cannot (308号 part 2, 49号 parts 9 and 10)."""
    state = ctx.state
    if state.step == "weighed" and state.is_large:
        return No("opinion_missing", "review.opinion", {"missing": "opinion"})
    refusal = refuse_content(ctx)
    if refusal:
        return refusal
    if state.opinion not in ("", LAWFUL) and not ctx.command.facts.get("reasons"):
        return unmet("review.adverse", "adverse_opinion_unanswered", finding=state.opinion)
    met = ctx.running("consent")
    if state.is_large:
        papers = ("measure_consent", "upper_request")
        return ctx.to("consented", opened=ctx.opened("upper_consent"), met=met, documents=papers)
    return ctx.to("cleared", met=met, documents=("measure_consent",))


def refuse_consent(ctx: ReviewContext) -> Judged:
    """The commission refuses, with its reasons; a changed measure is proposed anew."""
    return ctx.to(
        "refused", met=ctx.running("consent"), dropped=_others(ctx, "consent"), documents=("measure_refusal",)
    )


def obtain_upper_consent(ctx: ReviewContext) -> Judged:
    """What the commission above has answered, after the judicial opinion, by its paper (308号 part 2)."""
    state, level = ctx.state, ctx.command.word("level")
    if not is_above(level, ctx.measure.level):
        return unmet("review.upper_consent", "level_not_above", level=level)
    if state.opinion_on is not None and ctx.on() < state.opinion_on:
        return unmet("review.upper_consent", "day_before_opinion", on=ctx.on().isoformat())
    if any(ctx.on() < c.on for c in state.consents):
        return unmet("review.upper_consent", "day_before_consent", on=ctx.on().isoformat())
    met = ctx.running("upper_consent")
    if ctx.command.word("outcome") == "refused":
        return ctx.to("refused", met=met)
    return refuse_content(ctx) or ctx.to("cleared", met=met)


def withdraw_measure(ctx: ReviewContext) -> Judged:
    """The proposer withdraws what is not issued yet (H-86)."""
    return ctx.to("withdrawn", dropped=ctx.running(*_WAITING))


def issue_measure(ctx: ReviewContext) -> Judged:
    """The document is issued with its number, day and the very text consented to (H-80)."""
    if ctx.command.word("text") != ctx.measure.text:
        return No("text_differs", "review.same_text")
    if any(ctx.on() < c.on for c in ctx.state.consents):
        return unmet("review.consent", "day_before_consent", on=ctx.on().isoformat())
    in_force_on = ctx.command.day("in_force_on")
    if in_force_on is not None and in_force_on < ctx.on():
        return unmet("review.consent", "in_force_before_issue", on=in_force_on.isoformat())
    return ctx.to("issued")


def enter_import(ctx: ReviewContext) -> Judged:
    """National law or a local regulation is entered, not issued: it says its rank and why no consent is needed."""
    refusal = refuse_law(ctx)
    if refusal:
        return refusal
    rank = ctx.command.word("rank")
    if rank not in ctx.law.imports:
        return unmet("review.imports", "no_import", rank=rank)
    return ctx.to("import_entered")


def confirm_import(ctx: ReviewContext) -> Judged:
    """A second person finds the text to be what it says (H-73)."""
    if ctx.command.word("text") != ctx.measure.text:
        return No("text_differs", "review.import")
    return ctx.to("imported")


def refuse_content(ctx: ReviewContext) -> No | None:
    """What no commission can consent to: 49号（九）（十）, 15号 一（三）."""
    measure = ctx.measure
    refusal = _refuse_basis(ctx, measure) or (_refuse_large_basis(ctx) if ctx.state.is_large else None)
    if refusal:
        return refusal
    if measure.kind in ctx.law.listed and not measure.list_item:
        return No("measure_not_listed", "review.listed")
    refusal = _refuse_unlisted(ctx, measure.kind, measure.list_item)
    return refusal or _refuse_trigger(ctx, measure) or _refuse_weight(measure)


def _refuse_unlisted(ctx: ReviewContext, kind: str, item: str) -> No | None:
    """An item the list of measures of the day does not have is none: the refusal names those it has (49号（九）)."""
    edition = ctx.law.edition_on(ctx.today)
    if not item or kind not in ctx.law.listed or edition is None or item in edition.items:
        return None
    told = {"item": item, "edition": edition.since.isoformat(), "open": list(edition.items)}
    return No("measure_not_listed", "review.listed", told)


def _refuse_basis(ctx: ReviewContext, measure: Measure) -> No | None:
    allowed = ctx.law.ranks_for(measure.kind)
    if allowed is None or any(b.rank in allowed for b in measure.bases):
        return None
    if not measure.bases:
        return No("basis_missing", "review.penalty_basis", {"missing": "basis"})
    return No("basis_kind_not_allowed", "review.penalty_basis", {"rank": [b.rank for b in measure.bases]})


def _refuse_large_basis(ctx: ReviewContext) -> No | None:
    allowed = ctx.law.ranks_for(LARGE_IMPACT) or ()
    if any(b.rank in allowed for b in ctx.measure.bases):
        return None
    return No("basis_missing", "review.large_basis", {"missing": "basis"})


def _refuse_trigger(ctx: ReviewContext, measure: Measure) -> No | None:
    allowed = ctx.law.triggers_for(measure.kind)
    if allowed is None or measure.trigger in allowed:
        return None
    if measure.trigger == "score" and measure.object != "organisation":
        return No("low_score", "review.low_score")
    return unmet("review.concrete_conduct", "not_concrete_conduct", trigger=measure.trigger)


def _refuse_weight(measure: Measure) -> No | None:
    if measure.heavier and measure.kind == "penalty":
        return unmet("review.not_heavier", "heavier_than_law")
    return unmet("review.nobody_obliged", "obliges_others") if measure.obliges else None


def _others(ctx: ReviewContext, kind: str) -> tuple[tuple[str, str, str, str], ...]:
    return tuple(k for k in ctx.running(*_WAITING) if k[0] != kind)
