"""From the consultation to the approval (征求意见、审定): who is asked, what is answered, what is laid before whom."""

from __future__ import annotations

from models.steps.edition_gathering import refuse_whole
from models.steps.edition_judging import EditionContext, refuse_text
from models.steps.judging import Judged, No, unmet

_REHEARSAL = "rehearsal"
MOVED = "moved"
# Under which word the comments of anybody are numbered.
_PUBLIC = "public-"


def begin_consultation(ctx: EditionContext) -> Judged:
    """The text gathered is laid before everybody whom 49号（一）（九） names, for the house's days."""
    state, said = ctx.state, ctx.command
    if state.asks_nobody:
        return unmet("compilation.kept_way", "no_consultation_here")
    refusal = refuse_text(ctx, state.digest())
    if refusal:
        return refusal
    missing = [who for who in ctx.law.asked if who not in said.words("asked")]
    if missing:
        return unmet("compilation.asked", "not_all_asked", missing=missing)
    if state.gathered_on is not None and ctx.on() < state.gathered_on:
        return unmet("compilation.consultation", "day_before_gathering", on=ctx.on().isoformat())
    opened = ctx.opened("edition_consultation", start_on=ctx.on())
    return ctx.to("consulting", opened=opened, documents=("edition_consultation",))


def record_comment(ctx: EditionContext) -> Judged:
    """A comment that came within the days is recorded, by whom of those asked and on which day."""
    state, name = ctx.state, ctx.command.word("comment")
    if state.comment(name) is not None:
        return unmet("compilation.consultation", "comment_doubled", comment=name)
    asked = next(d for d in reversed(state.deadlines) if d.kind == "edition_consultation")
    if not asked.start_on <= ctx.on() <= asked.due:
        return unmet("compilation.consultation_days", "comment_out_of_time", on=ctx.on().isoformat())
    return ctx.stay()


def send_comment(ctx: EditionContext) -> Judged:
    """Anybody may comment while the text lies open; the record names the comment by its number."""
    said = sum(c.id.startswith(_PUBLIC) for c in ctx.state.comments) + 1
    plan = ctx.stay()
    plan.facts["comment"] = f"{_PUBLIC}{said}"
    return plan


def answer_comment(ctx: EditionContext) -> Judged:
    """Each comment is adopted, adopted in part or not, with reasons; once."""
    name = ctx.command.word("comment")
    held = ctx.state.comment(name)
    if held is None:
        return unmet("compilation.answered", "comment_unknown", comment=name)
    if held.finding:
        return unmet("compilation.answered", "comment_answered", comment=name)
    return ctx.stay()


def submit_edition(ctx: EditionContext) -> Judged:
    """The lead unit's head lays the text before the body that approves, with every comment answered."""
    state, said = ctx.state, ctx.command
    if state.step == "gathered" and not state.asks_nobody:
        return unmet("compilation.consultation", "consultation_missing")
    waiting = [c.id for c in state.comments if not c.finding]
    if waiting:
        return unmet("compilation.answered", "comments_unanswered", comments=waiting)
    refusal = refuse_text(ctx, state.digest()) or refuse_whole(ctx)
    if refusal:
        return refusal
    planned = said.day("in_force_on")
    if planned is not None and planned < ctx.today:
        return unmet("compilation.same_text", "in_force_before_publication", on=planned.isoformat())
    papers = ("edition_submission", "edition_explanation")
    opened = ctx.opened("edition_approval")
    return _refuse_unreadable(ctx) or ctx.to("submitted", opened=opened, documents=papers)


def show_effect(ctx: EditionContext) -> Judged:
    """The effect on open cases and records is looked at anew (H-173)."""
    return _refuse_unreadable(ctx) or ctx.stay()


def _refuse_unreadable(ctx: EditionContext) -> No | None:
    """What the reader of the law files refuses can never be law here: the record says what is wrong and where."""
    fault = (ctx.command.facts.get("shown") or {}).get("fault")
    return unmet("compilation.entry", "edition_unreadable", fault=fault) if fault else None


def approve_edition(ctx: EditionContext) -> Judged:
    """The body approves this text, with the effect on open cases and records before its eyes (H-173)."""
    refusal = refuse_text(ctx, ctx.state.text) or _refuse_effect(ctx)
    if refusal:
        return refusal
    return ctx.to("approved", opened=ctx.opened("edition_publication"), met=ctx.running("edition_approval"))


def _refuse_effect(ctx: EditionContext) -> No | None:
    """The sheet named is the one shown last, and its cases stand where they stood; a rehearsal has no cases."""
    state, facts = ctx.state, ctx.command.facts
    if state.mode == _REHEARSAL and not state.effect:
        return None
    if not state.effect or facts.get("effect") != state.effect:
        return unmet("compilation.effect", "effect_not_shown")
    return unmet("compilation.effect", "effect_moved_on") if facts.get("sheet") == MOVED else None


def return_edition(ctx: EditionContext) -> Judged:
    """The body sends it back with its reasons; the lead unit takes entries out, or gathers anew."""
    to = "gathered" if ctx.state.asks_nobody else "consulted"
    return ctx.to(to, met=ctx.running("edition_approval"))
