"""A standard adopted, published and in force: what it needs, how it is evaluated, and how it ends."""

from __future__ import annotations

from models.records.list_standards import ADOPTED, ENTERED, IN_FORCE, KEEP, KEPT, OBJECTED, PUBLISHED
from models.steps.judging import Judged, No, unmet
from models.steps.standard_drafting import refuse_other_file, refuse_rank
from models.steps.standard_judging import StandardContext, named_day, refuse_far, refuse_law

# What is owed on an edition that stands; it falls away with the edition.
OF_THE_STANDING = ("evaluation", "evaluation_report", "follow_up", "transition")


def adopt_standard(ctx: StandardContext) -> Judged:
    """After the consultation, with every comment answered and every opinion in, at the right rank (七, H-158)."""
    refusal = _refuse_unheard(ctx) or refuse_rank(ctx, ctx.scope)
    if refusal:
        return refusal
    if ctx.command.word("text") != ctx.draft.text:
        return No("text_differs", "standards.same_text")
    missing = [name for name in ctx.law.stated if not ctx.command.facts.get(name)]
    if missing:
        return No("standard_incomplete", "standards.stated", {"lacks": missing})
    opened = ctx.opened("standard_publication", start_on=ctx.on())
    return ctx.to(ADOPTED, opened=opened, documents=("comment_summary", "adoption_decision"))


def _refuse_unheard(ctx: StandardContext) -> No | None:
    """Who was asked has been heard: the public, the lead departments, every other that was asked."""
    state, on = ctx.state, ctx.on()
    if state.unanswered:
        return No("comments_unanswered", "standards.comments", {"count": state.unanswered})
    waiting = [o.body for o in state.opinions if not o.finding]
    unasked = [body for body in ctx.law.leads if state.opinion(body) is None]
    if waiting or unasked:
        return No("opinion_missing", "standards.opinions", {"lacks": [*unasked, *waiting]})
    if state.consultation is not None and on <= state.consultation.until:
        return unmet("standards.consultation", "day_before_close", on=on.isoformat())
    if any(o.on is not None and on < o.on for o in state.opinions):
        return unmet("standards.opinions", "day_before_answer", on=on.isoformat())
    objecting = [o.body for o in state.opinions if o.finding == OBJECTED]
    if objecting and not ctx.command.facts.get("reasons"):
        return unmet("standards.objection", "objection_unanswered", objecting=objecting)
    return None


def publish_standard(ctx: StandardContext) -> Judged:
    """The same text, on both sites, with the ways out, the remedies and the measures (七, H-159)."""
    on, draft = ctx.on(), ctx.draft
    if ctx.command.word("text") != draft.text:
        return No("text_differs", "standards.same_text")
    for needed, said, cite in (
        (ctx.law.channels, "channels", "standards.channels"),
        (ctx.law.stated, "shown", "standards.stated"),
        (ctx.law.shown_with, "shown", "standards.shown_with"),
    ):
        missing = [word for word in needed if word not in ctx.command.words(said)]
        if missing:
            return No("publication_incomplete", cite, {"lacks": missing})
    if draft.adopted_on is not None and on < draft.adopted_on:
        return unmet("standards.publication", "day_before_adoption", on=on.isoformat())
    begins = ctx.command.day("in_force_on") or on
    if begins < on:
        return unmet("standards.publication", "in_force_before_publication", on=begins.isoformat())
    far = refuse_far(ctx, begins)
    if far:
        return far
    papers, met = ("standard_publication_notice",), ctx.running("standard_publication")
    if begins <= ctx.today:
        opened = ctx.opened("evaluation", start_on=begins)
        return ctx.to(IN_FORCE, opened=opened, met=met, dropped=_ended_with(ctx), documents=papers)
    effect = named_day("effect", begins, "standards.publication", ctx.today, threshold=True)
    return ctx.to(PUBLISHED, opened=(effect,), met=met, documents=papers)


def _ended_with(ctx: StandardContext) -> tuple[tuple[str, str, str, str], ...]:
    """What ran on the edition before; its evaluation is counted anew."""
    return ctx.running(*(kind for kind in OF_THE_STANDING if kind != "evaluation"))


def enter_standard(ctx: StandardContext) -> Judged:
    """A standard already in force is entered: one that meets the law, or an old one that the transition renews."""
    refusal = refuse_law(ctx) or refuse_other_file(ctx)
    if refusal:
        return refusal
    begins = ctx.command.day("in_force_on") or ctx.today
    if begins > ctx.today:
        return unmet("standards.entry", "not_in_force_yet", on=begins.isoformat())
    if ctx.command.facts.get("adjust"):
        return _refuse_transition(ctx) or ctx.to(ENTERED)
    rank, scope = ctx.command.word("rank"), ctx.command.word("scope")
    if rank not in ctx.law.ranks_for(scope):
        allowed = list(ctx.law.ranks_for(scope))
        return No("rank_not_allowed", ctx.law.ranks_cite(scope), {"rank": rank, "allowed": allowed})
    return ctx.to(ENTERED)


def _refuse_transition(ctx: StandardContext) -> No | None:
    """What does not meet the opinions has ended with the transition (49号 part 9)."""
    found = ctx.law.transition
    if found is not None and ctx.today <= found.until:
        return None
    return No("transition_over", "standards.transition", {"until": found.until.isoformat() if found else ""})


def confirm_standard(ctx: StandardContext) -> Judged:
    """A second person finds it to be what it says (H-162)."""
    if ctx.command.word("text") != ctx.draft.text:
        return No("text_differs", "standards.entry")
    if not ctx.draft.adjust:
        return ctx.to(IN_FORCE, opened=ctx.opened("evaluation"))
    refusal, transition = _refuse_transition(ctx), ctx.law.transition
    if refusal or transition is None:
        return refusal or unmet("standards.table", "no_rule_here", regime=ctx.law.notice)
    ends = named_day("transition", transition.until, transition.cite, ctx.today)
    return ctx.to(KEPT, opened=(ends,))


def commission_evaluation(ctx: StandardContext) -> Judged:
    """A third party evaluates: nobody of the department itself, and by a day (七, H-160)."""
    if ctx.state.standing is None:
        return unmet("standards.evaluation", "nothing_in_force")
    if ctx.command.facts.get("independent") is not True:
        return unmet("standards.commission", "not_a_third_party")
    until = ctx.command.day("until") or ctx.today
    if until < ctx.today:
        return unmet("standards.commission", "day_passed", on=until.isoformat())
    far = refuse_far(ctx, until)
    if far:
        return far
    due = named_day("evaluation_report", until, "standards.commission", ctx.today)
    return ctx.to(ctx.state.step, opened=(due,), documents=("evaluation_notice",))


def evaluate_standard(ctx: StandardContext) -> Judged:
    """What the third party found; late is still owed, and what must change gets its day (七, H-161)."""
    if ctx.state.standing is None:
        return unmet("standards.evaluation", "nothing_in_force")
    if not ctx.state.commissioned:
        return unmet("standards.evaluation", "not_commissioned")
    opened = ctx.opened("evaluation", start_on=ctx.on())
    if ctx.command.word("finding") != KEEP:
        opened = (*opened, *ctx.opened("follow_up", start_on=ctx.on()))
    return ctx.to(ctx.state.step, opened=opened, met=ctx.running("evaluation_report"))


def abolish_standard(ctx: StandardContext) -> Judged:
    """By document and reason; from then on no case is opened on it (H-164)."""
    standing = ctx.state.standing
    if standing is not None and ctx.on() < standing.since:
        return unmet("standards.abolition", "day_before_force", on=ctx.on().isoformat())
    running = ctx.running("transition", "evaluation", "evaluation_report")
    return ctx.to("abolished", met=ctx.running("follow_up"), dropped=running, documents=("standard_abolition",))
