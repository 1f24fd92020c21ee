"""Who may query credit information (查询权限), and the register of what was queried: asked for, granted, examined."""

from __future__ import annotations

from models.law.counting import reach
from models.law.protection_rules import QUERY
from models.records.commands import as_day
from models.records.protection import Permission, Register
from models.steps.judging import Judged, No, unmet
from models.steps.protection_judging import ProtectionContext, named_end, refuse_law

_REQUEST, _END = "permission_request", "permission_end"


def ask_permission(ctx: ProtectionContext) -> Judged:
    """For whom, at which level, for what, within the catalogue, on what basis, until when (49号 part 13, H-201)."""
    refusal = refuse_law(ctx, QUERY) or _refuse_end(ctx)
    if refusal:
        return refusal
    if ctx.command.word("level") not in ctx.law.named("query_levels"):
        return unmet("protection.permission", "no_such_level", level=ctx.command.word("level"))
    if not ctx.command.words("purposes"):
        return unmet("protection.permission", "no_purpose")
    scope = ctx.command.words("scope")
    outside = [word for word in scope if word not in ctx.law.catalogue]
    if outside or not scope:
        return No("outside_catalogue", "protection.consent_scope", {"scope": outside})
    until = as_day(ctx.command.facts["until"]) or ctx.today
    # A request nobody has granted by its own last day is over.
    return ctx.to("permission_asked", opened=(named_end(_REQUEST, until, "protection.permission_longest"),))


def endorse_permission(ctx: ProtectionContext) -> Judged:
    """The head of the unit finds that the work needs it; nobody endorses one's own (H-201)."""
    return _refuse_own(ctx) or ctx.to("permission_endorsed")


def grant_permission(ctx: ProtectionContext) -> Judged:
    """The head of security grants it, the second person; nobody grants one's own (H-201)."""
    refusal = _refuse_own(ctx)
    if refusal:
        return refusal
    opened = (named_end(_END, _permission(ctx).until, "protection.permission_longest"),)
    return ctx.to("permission_granted", opened=opened, met=ctx.running(_REQUEST))


def refuse_permission(ctx: ProtectionContext) -> Judged:
    """No, with the reasons."""
    return ctx.to("permission_refused", met=ctx.running(_REQUEST))


def suspend_permission(ctx: ProtectionContext) -> Judged:
    """At once: until it is looked into nothing is queried under it."""
    return ctx.to("permission_suspended")


def resume_permission(ctx: ProtectionContext) -> Judged:
    """By another than who suspended it; nobody resumes one's own (H-201)."""
    return _refuse_own(ctx) or ctx.to("permission_granted")


def end_permission(ctx: ProtectionContext) -> Judged:
    """Taken back, at any time (H-201)."""
    return ctx.to("permission_over", dropped=ctx.running(_END))


def keep_register(ctx: ProtectionContext) -> Judged:
    """The register of a body is begun; from then on it is examined by its day (49号 part 13, H-204)."""
    return refuse_law(ctx, QUERY) or ctx.to("register_kept", opened=ctx.opened("register_review"))


def draw_register(ctx: ProtectionContext) -> Judged:
    """Everything registered since the last time is frozen with its digest; the record says what of it is abnormal."""
    met, opened = ctx.running("register_review"), ctx.opened("register_settlement")
    return ctx.to("register_drawn", opened=opened, met=met)


def settle_query(ctx: ProtectionContext) -> Judged:
    """What became of one abnormal query: explained, or irregular; never by whoever made it (H-204)."""
    held = next((a for a in _register(ctx).abnormal if a.entry == ctx.number("entry")), None)
    if held is None:
        return unmet("protection.register_review", "query_not_abnormal", query=ctx.number("entry"))
    if held.finding:
        return unmet("protection.register_review", "query_settled", query=held.entry)
    if held.account == ctx.command.by.id:
        return No("same_person", "protection.register_review", {"why": "own_query"})
    return ctx.to("register_drawn")


def conclude_review(ctx: ProtectionContext) -> Judged:
    """Each abnormal query is dealt with, and what was irregular has its consequence (H-204)."""
    register = _register(ctx)
    if register.unsettled:
        return No("register_unsettled", "protection.register_review", {"entries": list(register.unsettled)})
    if any(a.finding == "irregular" for a in register.abnormal) and not ctx.command.facts.get("measures"):
        return unmet("protection.accountability", "irregular_without_measures")
    met, opened = ctx.running("register_settlement"), ctx.opened("register_review")
    return ctx.to("register_kept", opened=opened, met=met)


def end_register(ctx: ProtectionContext) -> Judged:
    """The body keeps no register any more: another took over its task."""
    return ctx.to("register_over", dropped=ctx.running("register_review"))


def _refuse_end(ctx: ProtectionContext) -> No | None:
    """None for ever: it names its last day, and that is not too far away (H-201)."""
    until, longest = as_day(ctx.command.facts.get("until")), ctx.law.period("permission_longest")
    if until is None or longest is None:
        return No("permission_endless", "protection.permission_longest")
    if until < ctx.today:
        return unmet("protection.permission_longest", "end_before_today", until=until.isoformat())
    last = reach(ctx.today, longest.amount, longest.unit, longest.roll, ctx.calendar).due
    if until > last:
        detail = {"until": until.isoformat(), "last": last.isoformat()}
        return No("permission_too_long", "periods.permission_longest", detail)
    return None


def _refuse_own(ctx: ProtectionContext) -> No | None:
    if ctx.command.by.id == _permission(ctx).holder:
        return No("same_person", "protection.permission", {"why": "holder"})
    return None


def _permission(ctx: ProtectionContext) -> Permission:
    if ctx.state.permission is None:
        raise LookupError(ctx.state.protection_id)
    return ctx.state.permission


def _register(ctx: ProtectionContext) -> Register:
    if ctx.state.register is None:
        raise LookupError(ctx.state.protection_id)
    return ctx.state.register
