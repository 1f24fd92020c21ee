"""A consent (授权) of a subject: asked for with its form, given, used, over, and the data erased."""

from __future__ import annotations

from datetime import date

from models.law.counting import reach
from models.law.protection_rules import CONSENT
from models.records.commands import as_day
from models.records.protection import Consent
from models.steps.judging import Judged, No, unmet
from models.steps.protection_judging import ProtectionContext, named_end, refuse_law

_END = "consent_end"


def ask_consent(ctx: ProtectionContext) -> Judged:
    """The form tells who, why, how, what and until when; forced, tied, endless or outside the catalogue it is none."""
    refusal = (
        refuse_law(ctx, CONSENT) or _refuse_forced(ctx) or _refuse_tied(ctx) or _refuse_end(ctx, ctx.today)
        or _refuse_scope(ctx)
    )  # fmt: skip
    if refusal:
        return refusal
    lacking = ctx.lacking("consent_form")
    if lacking:
        return No("notice_incomplete", "protection.sets.consent_form", {"lacking": list(lacking)})
    return ctx.to("consent_asked", opened=ctx.opened("consent_answer"), documents=("consent_form",))


def give_consent(ctx: ProtectionContext) -> Judged:
    """The subject consents, knowing all the form says; for a child a parent or guardian does (14, 31)."""
    consent, on = _consent(ctx), ctx.on()
    if consent.child and not ctx.command.facts.get("by_guardian"):
        return No("consent_of_guardian", "protection.consent_child")
    asked_on = ctx.state.deadlines[0].start_on
    if on < asked_on:
        return unmet("protection.consent_given", "day_before_form", on=on.isoformat())
    if consent.until < on:
        return No("consent_over", "protection.consent_longest", {"ended": "expired"})
    refusal = _refuse_longer(ctx, consent.until, on)
    if refusal:
        return refusal
    opened = (named_end(_END, consent.until, "protection.no_lifetime"),)
    return ctx.to("consent_given", opened=opened, met=ctx.running("consent_answer"))


def decline_consent(ctx: ProtectionContext) -> Judged:
    """No is an answer, and no service is refused for it (16)."""
    return ctx.to("consent_declined", met=ctx.running("consent_answer"))


def use_consent(ctx: ProtectionContext) -> Judged:
    """For its purpose, within its scope, until its last day; and each use is recorded (49号 part 14, H-200)."""
    consent, on = _consent(ctx), ctx.on()
    if consent.given_on is not None and on < consent.given_on:
        return No("consent_over", "protection.authorised", {"ended": "not-given"})
    if on > consent.until:
        return No("consent_over", "protection.consent_use", {"ended": "expired"})
    if ctx.command.word("purpose") != consent.purpose:
        return No("beyond_purpose", "protection.consent_anew", {"purpose": consent.purpose})
    outside = [word for word in ctx.command.words("scope") if word not in consent.scope]
    if outside or not ctx.command.words("scope"):
        return No("beyond_scope", "protection.consent_anew", {"scope": outside})
    return ctx.to("consent_given")


def withdraw_consent(ctx: ProtectionContext) -> Judged:
    """At any time, without a reason, and with effect at once; the data are owed to be erased (15, 47)."""
    opened, dropped = ctx.opened("erasure"), ctx.running(_END)
    return ctx.to("consent_over", opened=opened, dropped=dropped, documents=("consent_withdrawn",))


def confirm_erasure(ctx: ProtectionContext) -> Judged:
    """Erased; or only stored, where a law that is named still requires it (47)."""
    ended = _consent(ctx).ended_on
    if ended is not None and ctx.on() < ended:
        return unmet("protection.erasure", "day_before_end", on=ctx.on().isoformat())
    if ctx.command.word("outcome") == "kept-by-law" and not ctx.command.facts.get("basis"):
        return unmet("protection.erasure", "kept_without_basis")
    return ctx.to("consent_erased", met=ctx.running("erasure"))


def _refuse_forced(ctx: ProtectionContext) -> No | None:
    """A service that does not need the information cannot be made to hang on it (16, 49号 part 14)."""
    facts = ctx.command.facts
    if facts.get("conditions") and not facts.get("needed"):
        return No("consent_forced", "protection.not_forced")
    return None


def _refuse_tied(ctx: ProtectionContext) -> No | None:
    """One consent, one purpose, tied to no other (H-199)."""
    purposes, tied = ctx.command.words("purposes"), ctx.command.words("tied_to")
    if len(purposes) != 1 or tied:
        return No("consent_bundled", "protection.consent_one", {"purposes": list(purposes), "tied_to": list(tied)})
    return None


def _refuse_end(ctx: ProtectionContext, since: date) -> No | None:
    """None for life: it names its last day (49号 part 14), and that is not too far away (H-199)."""
    until = as_day(ctx.command.facts.get("until"))
    if until is None:
        return No("consent_endless", "protection.no_lifetime")
    if until < since:
        return unmet("protection.consent_longest", "end_before_today", until=until.isoformat())
    return _refuse_longer(ctx, until, since)


def _refuse_longer(ctx: ProtectionContext, until: date, since: date) -> No | None:
    longest = ctx.law.period("consent_longest")
    if longest is None:
        return No("consent_endless", "protection.no_lifetime")
    # The day of the erasure must be known too, before the clock asks for it.
    ctx.opened("erasure", until)
    last = reach(since, longest.amount, longest.unit, longest.roll, ctx.calendar).due
    if until > last:
        return No("consent_too_long", "periods.consent_longest", {"until": until.isoformat(), "last": last.isoformat()})
    return None


def _refuse_scope(ctx: ProtectionContext) -> No | None:
    """Nothing but what the catalogue of the day names (49号 part 14)."""
    scope = ctx.command.words("scope")
    outside = [word for word in scope if word not in ctx.law.catalogue]
    if outside or not scope:
        return No("outside_catalogue", "protection.consent_scope", {"scope": outside})
    return None


def _consent(ctx: ProtectionContext) -> Consent:
    if ctx.state.consent is None:
        raise LookupError(ctx.state.protection_id)
    return ctx.state.consent
