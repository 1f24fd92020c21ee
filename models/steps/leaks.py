"""A leak (泄露) from its finding to its end: contained, assessed, told, remedied, referred, closed."""

from __future__ import annotations

from models.law.protection_rules import LEAK
from models.records.deadlines import Standing
from models.records.protection import ANNOUNCEMENT, Leak
from models.steps.judging import Judged, No, unmet
from models.steps.protection_judging import ProtectionContext, refuse_law
from models.steps.protection_table import PASSING


def report_leak(ctx: ProtectionContext) -> Judged:
    """Whoever finds it records it, a possible one too; the days run from the day it was found (57, H-196)."""
    refusal = refuse_law(ctx, LEAK)
    if refusal:
        return refusal
    opened = (d for kind in ("leak_stop", "authority_notice", "leak_assessment") for d in ctx.opened(kind, ctx.on()))
    return ctx.to("found", opened=tuple(opened))


def contain_leak(ctx: ProtectionContext) -> Judged:
    """The remedies taken at once (57)."""
    if ctx.on() < _leak(ctx).found_on:
        return unmet("protection.leak_remedy", "day_before_found", on=ctx.on().isoformat())
    return ctx.to("contained", met=ctx.running("leak_stop"))


def assess_leak(ctx: ProtectionContext) -> Judged:
    """Kinds, cause, harm, how many; made anew where more is found, and then more is owed (H-196).

    Fewer than were told before is no finding: nobody can be untold.  A day that is owed already never moves.
    """
    leak, affected = _leak(ctx), ctx.number("affected")
    if affected < leak.told:
        return unmet("protection.leak_assessment", "fewer_than_told", told=leak.told)
    first, more = leak.assessed_on is None, affected > leak.affected
    owed = {
        "leak_remedy": first and leak.remedied_on is None,
        "subject_notice": affected > leak.told and (first or (more and leak.everybody_told)),
        "authority_notice": more and not first and leak.authority_told_on is not None and not leak.due_again,
        "leak_referral": _refers_anew(ctx),
    }
    opened = (d for kind, is_owed in owed.items() if is_owed for d in ctx.opened(kind))
    needless = {
        "leak_referral": not is_at_fault(ctx, ctx.command.word("cause")),
        "subject_notice": affected <= leak.told,
    }
    dropped = ctx.running(*(kind for kind, is_needless in needless.items() if is_needless))
    return ctx.to("assessed", opened=tuple(opened), met=ctx.running("leak_assessment"), dropped=dropped)


def _refers_anew(ctx: ProtectionContext) -> bool:
    """Somebody is at fault, nothing was referred, and no day for it was set: one that is set never moves."""
    held = (d for d in ctx.state.deadlines if d.kind == "leak_referral")
    is_set = any(d.standing is not Standing.DROPPED for d in held)
    return is_at_fault(ctx, ctx.command.word("cause")) and _leak(ctx).referred_on is None and not is_set


def notify_authority(ctx: ProtectionContext) -> Judged:
    """The authority is told, with every part the law names; a supplement goes the same way (57)."""
    refusal = _refuse_notice(ctx, "leak_authority_notice")
    if refusal:
        return refusal
    return ctx.to(ctx.state.step, met=ctx.running("authority_notice"), documents=("leak_authority_notice",))


def notify_subjects(ctx: ProtectionContext) -> Judged:
    """So many of those affected are told, with every part the law names; an announcement is the last way (H-197)."""
    refusal = _refuse_notice(ctx, "leak_subject_notice")
    if refusal:
        return refusal
    leak, facts = _leak(ctx), ctx.command.facts
    announced = ctx.command.word("method") == ANNOUNCEMENT
    if announced and not facts.get("reasons"):
        return unmet("protection.notice_last", "announcement_without_reason")
    if announced and leak.assessed_on is None:
        return unmet("protection.notice_last", "announcement_before_assessment")
    if not ctx.number("count"):
        return unmet("protection.leak_notice", "nobody_told")
    told = told_after(leak, ctx.number("count"), ctx.command.word("method"))
    met = ctx.running("subject_notice") if leak.assessed_on and told >= leak.affected else ()
    return ctx.to(ctx.state.step, met=met, documents=("leak_subject_notice",))


def waive_subject_notice(ctx: ProtectionContext) -> Judged:
    """Where the measures effectively avoid the harm; a head other than the assessor decides, with reasons (57)."""
    leak = _leak(ctx)
    if leak.ordered_on is not None:
        return unmet("protection.leak_order", "notice_ordered")
    if leak.everybody_told:
        return unmet("protection.leak_waiver", "nobody_left_to_tell")
    return ctx.to("assessed", dropped=ctx.running("subject_notice"))


def order_subject_notice(ctx: ProtectionContext) -> Judged:
    """The authority requires that the persons be told: what was waived is owed again, after the end too (57)."""
    leak = _leak(ctx)
    if leak.waived_on is None:
        return unmet("protection.leak_order", "not_waived")
    if leak.ordered_on is not None:
        return unmet("protection.leak_order", "notice_ordered")
    if ctx.on() < leak.found_on:
        return unmet("protection.leak_order", "day_before_found", on=ctx.on().isoformat())
    return ctx.to("assessed", opened=() if leak.told >= leak.affected else ctx.opened("subject_notice"))


def record_remedy_done(ctx: ProtectionContext) -> Judged:
    """What let it happen is mended, and somebody has seen it (H-198)."""
    leak = _leak(ctx)
    if leak.remedied_on is not None:
        return unmet("protection.leak_close", "remedied_already")
    if ctx.on() < leak.found_on:
        return unmet("protection.leak_close", "day_before_found", on=ctx.on().isoformat())
    return ctx.to("assessed", met=ctx.running("leak_remedy"))


def refer_leak(ctx: ProtectionContext) -> Judged:
    """On purpose or by a fault at work: it goes to the body that may decide; nothing is decided here (49号 part 13)."""
    leak = _leak(ctx)
    if not is_at_fault(ctx, leak.cause):
        return unmet("protection.accountability", "nobody_at_fault", cause=leak.cause)
    if leak.referred_on is not None:
        return unmet("protection.accountability", "leak_referred")
    return ctx.to("assessed", met=ctx.running("leak_referral"), documents=("leak_referral",))


def close_leak(ctx: ProtectionContext) -> Judged:
    """Each thing owed is done, or the one that is not is named (H-198)."""
    left = unfinished(ctx)
    if left:
        return No("leak_unfinished", "protection.leak_close", {"lacking": list(left)})
    return ctx.to("leak_closed", dropped=ctx.running(*PASSING))


def dismiss_leak(ctx: ProtectionContext) -> Judged:
    """None happened and none was possible; whoever was told has been told of something (H-198)."""
    if _leak(ctx).told:
        return unmet("protection.leak_dismiss", "affected_told")
    if _leak(ctx).affected:
        return unmet("protection.leak_dismiss", "somebody_affected")
    return ctx.to("leak_dismissed", dropped=ctx.running(*PASSING))


def unfinished(ctx: ProtectionContext) -> tuple[str, ...]:
    """What is still owed before a leak can be closed."""
    leak = _leak(ctx)
    owed = {
        "authority": leak.authority_told_on is None or leak.due_again,
        "subjects": not leak.everybody_told,
        "remedy": leak.remedied_on is None,
        "referral": is_at_fault(ctx, leak.cause) and leak.referred_on is None,
    }
    return tuple(name for name, is_owed in owed.items() if is_owed)


def is_at_fault(ctx: ProtectionContext, cause: str) -> bool:
    """Whether the cause is one for which somebody answers."""
    return cause in ctx.law.named("fault_causes")


def told_after(leak: Leak, count: int, method: str) -> int:
    """How many have been told: an announcement reaches whoever is left."""
    return max(leak.told + count, leak.affected) if method == ANNOUNCEMENT else leak.told + count


def _leak(ctx: ProtectionContext) -> Leak:
    if ctx.state.leak is None:
        raise LookupError(ctx.state.protection_id)
    return ctx.state.leak


def _refuse_notice(ctx: ProtectionContext, of: str) -> No | None:
    lacking = ctx.lacking(of)
    if lacking:
        return No("notice_incomplete", f"protection.sets.{of}", {"lacking": list(lacking)})
    if ctx.on() < _leak(ctx).found_on:
        return unmet("protection.leak_notice", "day_before_found", on=ctx.on().isoformat())
    return None
