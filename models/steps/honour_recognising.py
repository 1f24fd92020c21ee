"""From the proposal of an honour to its recognition, publication and renewal."""

from __future__ import annotations

from datetime import date

from models.law.honour_rules import EXEMPLAR, RED_LIST
from models.records.commands import as_day
from models.records.deadlines import Deadline, day_named
from models.records.honours import FAILS
from models.steps.honour_judging import HonourContext, refuse_law, refuse_subject
from models.steps.judging import Judged, No, unmet

_VALIDITY = "honours.validity"


def propose_honour(ctx: HonourContext) -> Judged:
    """A subject is proposed by a published standard, an exemplar from one of the sources named (四（一）（三）)."""
    return (
        refuse_law(ctx)
        or refuse_subject(ctx)
        or _refuse_class(ctx)
        or refuse_standard(ctx)
        or refuse_listed(ctx)
        or ctx.to("proposed", opened=ctx.opened("honour_recognition"))
    )


def _refuse_class(ctx: HonourContext) -> No | None:
    of, source = ctx.command.word("class"), ctx.command.word("source")
    if of not in ctx.law.classes:
        return unmet("honours.table", "class_unknown", **{"class": of})
    if of == EXEMPLAR and source not in ctx.law.sources:
        return unmet(f"honours.classes.{EXEMPLAR}", "source_missing", source=source)
    if of == RED_LIST and not ctx.command.word("standard"):
        return No("standard_not_published", "honours.standard")
    return None


def refuse_standard(ctx: HonourContext) -> No | None:
    """The standard it is given by is published and stands; what the record knows of it comes with the command."""
    step = ctx.command.facts.get("standard_step")
    if step is None or step == "standard_published":
        return None
    named = ctx.command.word("standard") or ctx.state.by_standard
    return No("standard_not_published", "honours.standard", {"standard": named, "step": step or "none"})


def refuse_listed(ctx: HonourContext) -> No | None:
    """Nobody who stands on a list is honoured (H-186)."""
    cases = ctx.command.words("listed")
    return No("honour_listed", "honours.not_listed", {"listings": list(cases)}) if cases else None


def withdraw_proposal(ctx: HonourContext) -> Judged:
    """The proposer withdraws what is not recognised yet."""
    return ctx.to("proposal_withdrawn", dropped=ctx.running("honour_recognition"))


def recognise_honour(ctx: HonourContext) -> Judged:
    """The head recognises it, and sets how long it holds (四（一）（二）)."""
    until = as_day(ctx.command.facts.get("until"))
    refusal = refuse_standard(ctx) or refuse_listed(ctx) or _refuse_until(ctx, until)
    if refusal:
        return refusal
    opened = (_validity(ctx, until), *ctx.opened("honour_publication"), *ctx.served("honour_decision"))
    met = ctx.running("honour_recognition")
    return ctx.to("recognised", opened=opened, met=met, documents=("honour_decision",))


def _refuse_until(ctx: HonourContext, until: date | None) -> No | None:
    if until is None or until > ctx.today:
        return None
    return unmet(_VALIDITY, "day_past", on=until.isoformat())


def _validity(ctx: HonourContext, until: date | None) -> Deadline:
    return day_named("validity", until or ctx.today, _VALIDITY, ctx.today)


def refuse_honour(ctx: HonourContext) -> Judged:
    """Not recognised, with reasons; the subject is told and may object."""
    met = ctx.running("honour_recognition")
    return ctx.to("honour_refused", opened=ctx.served("honour_refusal"), met=met, documents=("honour_refusal",))


def publish_honour(ctx: HonourContext) -> Judged:
    """Shown on the channels named, for as long as it holds; a person only by consent (三（三）, 四（八）)."""
    state, channels = ctx.state, ctx.command.words("channels")
    unknown = [c for c in channels if c not in ctx.law.channels]
    if unknown or not channels:
        return unmet("honours.publication", "channel_unknown", channels=unknown)
    shown = [c for c in channels if c in state.showing()]
    if shown:
        return unmet("honours.publication", "shown_already", channels=shown)
    if state.recognised_on is not None and ctx.on() < state.recognised_on:
        return unmet("honours.publication", "day_before_recognition", on=ctx.on().isoformat())
    if state.subject == "person" and not state.consent:
        return No("personal_data_no_ground", "honours.personal")
    if state.ground is not None:
        return unmet("honours.exit", "ground_pending", way=state.ground.exit)
    return ctx.to("honour_published", met=ctx.running("honour_publication"))


def withdraw_consent(ctx: HonourContext) -> Judged:
    """A person who withdraws consent is taken off every channel; the honour itself stays (三（三）)."""
    state = ctx.state
    if state.subject != "person" or not state.consent:
        return unmet("honours.personal", "no_consent_to_withdraw")
    opened = tuple(d for c in state.showing() for d in ctx.opened("honour_deletion", c))
    return ctx.stays(opened=opened, dropped=ctx.running("honour_publication"))


def review_honour(ctx: HonourContext) -> Judged:
    """Another person looks whether the standard is still met before the honour is renewed (H-185)."""
    return ctx.stays()


def renew_honour(ctx: HonourContext) -> Judged:
    """Renewed within its validity for a longer one, after a review that found it still deserved (H-185)."""
    state, until = ctx.state, as_day(ctx.command.facts.get("until"))
    refusal = refuse_standard(ctx) or refuse_listed(ctx) or _refuse_until(ctx, until)
    if refusal:
        return refusal
    if state.ground is not None or state.reexamined_for:
        return unmet("honours.renewal", "ground_pending", way=state.ground.exit if state.ground else "standard")
    if state.reviewed_on is None or state.reviewed_as == FAILS:
        return unmet("honours.renewal", "review_missing", finding=state.reviewed_as)
    if until is None or (state.until is not None and until <= state.until):
        return unmet("honours.renewal", "renewal_not_longer", on=until.isoformat() if until else "")
    # The new last day takes the old one's place under the same key.
    opened = (_validity(ctx, until), *ctx.served("honour_renewal"))
    return ctx.stays(opened=opened, documents=("honour_renewal",))
