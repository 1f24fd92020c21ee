"""Conduct established and short of a listing (失信行为): told, stated on, weighed with leniency, recorded, ended.

It is no listing: nothing here publishes it or brings a measure of a list.
"""

from __future__ import annotations

from datetime import date

from models.law.counting import reach
from models.law.protection_rules import CONDUCT, GENERAL, MINOR
from models.records.commands import as_day
from models.records.protection import Conduct
from models.steps.judging import Judged, No, unmet
from models.steps.protection_judging import ProtectionContext, named_end, refuse_law

_STATEMENT, _OBJECTION, _END = "conduct_statement", "conduct_objection", "conduct_end"


def propose_conduct(ctx: ProtectionContext) -> Judged:
    """Only on a document with legal force, and only what the catalogue names (49号 parts 1 and 2)."""
    refusal = refuse_law(ctx, CONDUCT)
    if refusal:
        return refusal
    basis, facts = ctx.command.word("rests_on"), ctx.command.facts
    if basis not in ctx.law.named("conduct_basis"):
        return No("basis_kind_not_allowed", "protection.sets.conduct_basis", {"rests_on": basis})
    effective_on = as_day(facts.get("effective_on"))
    if effective_on is None or effective_on > ctx.today:
        return No("basis_not_effective", "protection.conduct_basis")
    document_on = as_day(facts["document_on"]) or ctx.today
    if document_on > effective_on:
        return unmet("protection.conduct_basis", "effective_before_document", on=document_on.isoformat())
    if ctx.command.word("item") not in ctx.law.catalogue:
        return No("outside_catalogue", "protection.consent_scope", {"scope": [ctx.command.word("item")]})
    return ctx.to("conduct_proposed")


def notify_conduct(ctx: ProtectionContext) -> Judged:
    """The subject is told why, on what basis, and that it may state (H-205)."""
    opened = ctx.opened(_STATEMENT, ctx.on())
    return ctx.to("conduct_notified", opened=opened, documents=("conduct_notice",))


def state_conduct(ctx: ProtectionContext) -> Judged:
    """A statement; a late one is heard too, as long as nothing is decided (H-205)."""
    told = _conduct(ctx).notified_on
    if told is not None and ctx.on() < told:
        return unmet("protection.conduct_notice", "day_before_telling", on=ctx.on().isoformat())
    return ctx.to("conduct_notified")


def answer_conduct(ctx: ProtectionContext) -> Judged:
    """What was stated is answered, with reasons (H-205)."""
    conduct = _conduct(ctx)
    if not conduct.stated or conduct.answered:
        return unmet("protection.conduct_notice", "nothing_to_answer")
    return ctx.to("conduct_notified")


def decide_conduct(ctx: ProtectionContext) -> Judged:
    """Recorded until a day, or spared; leniency is weighed with reasons (49号 parts 2 and 16, H-206)."""
    conduct = _conduct(ctx)
    if ctx.running(_STATEMENT) and not conduct.stated:
        return No("statement_period_open", "protection.conduct_notice")
    if conduct.stated and not conduct.answered:
        return No("statement_unanswered", "protection.conduct_notice")
    dropped = ctx.running(_STATEMENT)
    if ctx.command.word("decision") == "spare":
        if not ctx.command.facts.get("reasons"):
            return unmet("protection.conduct_leniency", "spared_without_reasons")
        return ctx.to("conduct_spared", dropped=dropped)
    until = as_day(ctx.command.facts.get("until"))
    refusal = _refuse_leniency(ctx, conduct) or _refuse_until(ctx, conduct, until)
    if refusal:
        return refusal
    opened = (named_end(_END, until, "protection.conduct_end"),) if until else ()
    return ctx.to("conduct_recorded", opened=opened, dropped=dropped, documents=("conduct_record",))


def object_conduct(ctx: ProtectionContext) -> Judged:
    """At any time while it stands (H-207)."""
    conduct = _conduct(ctx)
    if conduct.objected:
        return unmet("protection.conduct_objection", "objection_pending")
    if conduct.recorded_on is not None and ctx.on() < conduct.recorded_on:
        return unmet("protection.conduct_objection", "day_before_record", on=ctx.on().isoformat())
    return ctx.to("conduct_recorded", opened=ctx.opened(_OBJECTION, ctx.on()))


def answer_conduct_objection(ctx: ProtectionContext) -> Judged:
    """Upheld, corrected, or removed at once; by another head than who decided (H-207)."""
    if not _conduct(ctx).objected:
        return unmet("protection.conduct_objection", "nothing_to_answer")
    removed = ctx.command.word("answer") == "removed"
    dropped = ctx.running(_END) if removed else ()
    to = "conduct_ended" if removed else "conduct_recorded"
    return ctx.to(to, met=ctx.running(_OBJECTION), dropped=dropped, documents=("conduct_answer",))


def restore_conduct(ctx: ProtectionContext) -> Judged:
    """Corrected: it ends sooner, of the general class not before the shortest time (22号 part 2, H-207)."""
    conduct = _conduct(ctx)
    shortest = _reached(ctx, conduct, "conduct_general_shortest") if conduct.degree == GENERAL else None
    if shortest is not None and ctx.today <= shortest:
        return No("restoration_too_early", "periods.conduct_general_shortest", {"last": shortest.isoformat()})
    return ctx.to("conduct_ended", dropped=ctx.running(_END, _OBJECTION), documents=("conduct_removal",))


def revoke_conduct(ctx: ProtectionContext) -> Judged:
    """The document it stood on is annulled: it ends at once (49号 part 2)."""
    if ctx.on() < _conduct(ctx).document_on:
        return unmet("protection.conduct_basis", "day_before_document", on=ctx.on().isoformat())
    return ctx.to("conduct_ended", dropped=ctx.running(_END, _OBJECTION), documents=("conduct_removal",))


def _refuse_leniency(ctx: ProtectionContext, conduct: Conduct) -> No | None:
    """A first minor one corrected in time is not recorded; any other ground is answered with reasons (H-206)."""
    if conduct.degree == MINOR and any(ground in ctx.law.named("conduct_spared") for ground in conduct.lenient):
        return No("leniency", "protection.sets.conduct_spared", {"lenient": list(conduct.lenient)})
    if conduct.lenient and not ctx.command.facts.get("reasons"):
        return No("leniency_unweighed", "protection.conduct_leniency", {"lenient": list(conduct.lenient)})
    return None


def _refuse_until(ctx: ProtectionContext, conduct: Conduct, until: date | None) -> No | None:
    """It names its last day, within the time of its class, counted from the document (22号 part 2)."""
    if until is None or until < ctx.today:
        return No("record_endless", "protection.conduct_end")
    key = f"conduct_{conduct.degree}_longest"
    last = _reached(ctx, conduct, key)
    if last is None or until > last:
        detail = {"until": until.isoformat(), **({"last": last.isoformat()} if last else {})}
        return No("record_too_long", f"periods.{key}", detail)
    return None


def _reached(ctx: ProtectionContext, conduct: Conduct, key: str) -> date | None:
    """The last day of a period of the class, from the day of the document; None where no text has it."""
    found = ctx.law.period(key)
    if found is None:
        return None
    return reach(conduct.document_on, found.amount, found.unit, found.roll, ctx.calendar).due


def _conduct(ctx: ProtectionContext) -> Conduct:
    if ctx.state.conduct is None:
        raise LookupError(ctx.state.protection_id)
    return ctx.state.conduct
