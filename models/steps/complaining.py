"""Complaints (投诉) about a measure, and errors its executor finds: verified, answered, undone where it was wrong."""

from __future__ import annotations

from models.records.proceedings import Complaint
from models.steps.judging import Context, Judged, No, Plan, refuse_future, running, unmet

SUSPENDS = "objection-suspends-measures"


def file_complaint(ctx: Context) -> Judged:
    """Who is hurt by a measure, or carries it out and finds it wrong, tells the provider (黄石 part 7(3))."""
    named = ctx.command.word("by_party") or (ctx.command.by.id if ctx.command.by.is_party else "")
    if named and ctx.state.party(named) is None:
        return unmet("complaint", "party_unknown", party=named)
    if not named and not ctx.command.facts.get("by_body"):
        return unmet("complaint", "complainant_missing")
    refusal = refuse_future(ctx, "complaint")
    if refusal:
        return refusal
    measure = ctx.command.word("measure")
    if measure and measure not in ctx.law.measures:
        return No("measure_not_listed", "measures_listed", {"measure": measure})
    if any((c.party, c.measure) == (named, measure) and not c.finding for c in ctx.state.complaints):
        return unmet("complaint", "complaint_pending", party=named, measure=measure)
    matter = f"{len(ctx.state.complaints) + 1}"
    opened = ctx.opened("complaint_answer", ctx.on(), party=named, matter=matter)
    suspends = ctx.law.says(SUSPENDS) and _stands(ctx)
    facts = {**ctx.command.facts, "by_party": named, "measure": measure, "suspends": suspends}
    return Plan(ctx.state.step, facts, opened)


def _stands(ctx: Context) -> bool:
    """Whether there are measures of a standing listing that could rest."""
    return ctx.state.decision is not None and not ctx.state.is_over and not ctx.state.removal


def answer_complaint(ctx: Context) -> Judged:
    """Every pending complaint is answered: the measure stands, or it was wrong and is undone where it harmed."""
    if not pending(ctx.state.complaints):
        return No("step_not_open", "complaint", {"missing": "complaint"})
    met = running(ctx.state, "complaint_answer")
    wrongful = ctx.command.word("finding") == "wrongful"
    undo = ctx.command.words("undo")
    if wrongful and not undo:
        return unmet("reputation", "undoing_missing")
    if undo and not wrongful:
        return unmet("reputation", "undoing_without_wrong")
    known = (*ctx.law.channels, *ctx.law.sharing_recipients, *ctx.law.measure_recipients)
    unknown = [r for r in undo if r not in known]
    if unknown:
        return unmet("reputation", "recipient_unknown", recipients=unknown)
    owed = [u.recipient for u in ctx.state.undoings if u.on is None]
    facts = {**ctx.command.facts, "undo": [r for r in dict.fromkeys(undo) if r not in owed]}
    opened = ctx.opened("undoing", ctx.today) if wrongful else ()
    overtaken = ctx.announced("complaint_answer", tuple(p.id for p in ctx.state.parties))
    return Plan(ctx.state.step, facts, opened, met, overtaken, ("complaint_answer",))


def pending(complaints: tuple[Complaint, ...]) -> tuple[Complaint, ...]:
    """The complaints that wait for an answer."""
    return tuple(c for c in complaints if not c.finding)


def confirm_undoing(ctx: Context) -> Judged:
    """The measure was seen undone and reputation restored in the channel where it was harmed."""
    recipient = ctx.command.word("recipient")
    refusal = refuse_future(ctx, "reputation")
    if refusal:
        return refusal
    owed = [u.recipient for u in ctx.state.undoings if u.on is None]
    if recipient not in owed:
        return unmet("reputation", "undoing_not_owed", recipient=recipient)
    met = running(ctx.state, "undoing") if owed == [recipient] else ()
    return Plan(ctx.state.step, ctx.command.facts, met=met)
