"""From the approval on (公布、施行): published, entered into the law files, ended; and proposals to change the law."""

from __future__ import annotations

from models.records.list_editions import Amendment
from models.steps.edition_judging import EditionContext, effective_day, refuse_text
from models.steps.judging import Judged, No, unmet


def publish_edition(ctx: EditionContext) -> Judged:
    """What is published is what was approved; it is not in force before that (H-174)."""
    state = ctx.state
    refusal = refuse_text(ctx, state.text)
    if refusal:
        return refusal
    if state.approved_on is not None and ctx.on() < state.approved_on:
        return unmet("compilation.approval", "day_before_approval", on=ctx.on().isoformat())
    in_force_on = ctx.command.day("in_force_on")
    if in_force_on is None or in_force_on < ctx.on():
        on = in_force_on.isoformat() if in_force_on else ""
        return unmet("compilation.same_text", "in_force_before_publication", on=on)
    effective = effective_day("in_force", in_force_on, "compilation.effective", ctx.today)
    opened = (effective, *ctx.opened("edition_entry"))
    met = ctx.running("edition_publication", "named_publication")
    return ctx.to("published", opened=opened, met=met, documents=("edition_notice",))


def enter_edition(ctx: EditionContext) -> Judged:
    """The law files hold the edition, entry by entry: the digest read there is that of what was published (H-175)."""
    if ctx.state.entered_on is not None:
        return unmet("compilation.entry", "entered_already")
    refusal = refuse_text(ctx, ctx.state.text)
    return refusal or ctx.stay(met=ctx.running("edition_entry"))


def withdraw_edition(ctx: EditionContext) -> Judged:
    """The lead unit's head withdraws what is not approved yet (H-176)."""
    return ctx.to("withdrawn", dropped=ctx.all_but_amendments())


def revoke_edition(ctx: EditionContext) -> Judged:
    """The body that approved it ends it, with its reasons (H-176)."""
    state = ctx.state
    if state.approved_on is not None and ctx.on() < state.approved_on:
        return unmet("compilation.withdrawal", "day_before_approval", on=ctx.on().isoformat())
    return ctx.to("revoked", dropped=ctx.all_but_amendments(), documents=("edition_revocation",))


def replace_edition(ctx: EditionContext) -> Judged:
    """A later edition takes its place from a day on (49号（一）（九）: renewed from time to time)."""
    state = ctx.state
    if state.in_force_on is not None and ctx.on() < state.in_force_on:
        return unmet("compilation.withdrawal", "day_before_in_force", on=ctx.on().isoformat())
    return ctx.to("replaced", dropped=ctx.all_but_amendments())


def propose_amendment(ctx: EditionContext) -> Judged:
    """Where the law is too weak its change is proposed, and nothing heavier enters the list (49号（十）（十五）)."""
    name = ctx.command.word("amendment")
    if ctx.state.amendment(name) is not None:
        return unmet("compilation.amend_law", "amendment_doubled", amendment=name)
    rank = ctx.command.word("rank")
    if not ctx.law.forum_for(rank):
        return unmet("compilation.amendment", "no_forum", rank=rank)
    return ctx.stay(opened=ctx.opened("law_amendment", name))


def send_amendment(ctx: EditionContext) -> Judged:
    """The head signs it and it goes to the body that may propose the change (H-177); late it goes all the same."""
    held = _amendment(ctx)
    if isinstance(held, No):
        return held
    if held.sent_on is not None:
        return unmet("compilation.amendment", "amendment_sent", amendment=held.id)
    running = ctx.state.running("law_amendment", held.id)
    plan = ctx.stay(met=(running.key,) if running else (), documents=("amendment_proposal",))
    plan.facts["forum"] = ctx.law.forum_for(held.rank)
    return plan


def record_amendment_answer(ctx: EditionContext) -> Judged:
    """What the body has answered, by its paper."""
    held = _amendment(ctx)
    if isinstance(held, No):
        return held
    if held.sent_on is None or ctx.on() < held.sent_on:
        return unmet("compilation.amendment", "amendment_not_sent", amendment=held.id)
    if held.outcome:
        return unmet("compilation.amendment", "amendment_answered", amendment=held.id)
    return ctx.stay()


def _amendment(ctx: EditionContext) -> Amendment | No:
    name = ctx.command.word("amendment")
    held = ctx.state.amendment(name)
    return unmet("compilation.amendment", "amendment_unknown", amendment=name) if held is None else held
