"""Early restoration (信用修复): who may ask and when, acceptance, decision, false papers."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.records.acts import DeadlineKey
from models.records.cases import Application
from models.records.deadlines import Deadline, Standing
from models.steps.drafting import CREDIT_CHINA, prolonged, restoration_from
from models.steps.finding import CONDITIONS_UNMET, EXCLUDED, found_against, refuse_unknown
from models.steps.judging import Context, Judged, No, Plan, refuse_future, running, unmet
from models.steps.lighter import DECIDED, SHOWN, endless, revived_ends
from models.steps.publishing import legs
from models.steps.waiting import CORRECTED, refuse_early, stands_since, told, waits_on_correction


def record_correction_of_conduct(ctx: Context) -> Judged:
    """The subject has corrected: where the regime counts from it, the time to early removal runs."""
    since = stands_since(ctx.state)
    refusal = refuse_future(ctx, "restoration_conditions")
    if refusal:
        return refusal
    if ctx.state.decision is None or since is None or ctx.state.removal:
        return No("step_not_open", "restoration_conditions", {"missing": "listing_standing"})
    if ctx.state.corrected_on is not None:
        return unmet("restoration_conditions", "corrected_already", on=ctx.state.corrected_on.isoformat())
    if _overstays(ctx):
        facts = {**ctx.command.facts, "legs": legs(ctx)}
        over = running(ctx.state, "pre_review", "restoration_acceptance", "restoration_decision")
        if not facts["legs"]:
            return Plan("removed", facts, dropped=over)
        due = ctx.opened("removal_effect", ctx.today, period="expiry_effect")
        return Plan(ctx.state.step, facts, due, dropped=over)
    return Plan(ctx.state.step, ctx.command.facts, waits_on_correction(ctx, max(ctx.on(), since)))


def _overstays(ctx: Context) -> bool:
    """Whether the maximum has passed and only the missing correction kept the name listed."""
    return any(d.kind == "publication_end" and d.standing is Standing.ENDED for d in ctx.state.deadlines)


def record_violation(ctx: Context) -> Judged:
    """A new violation inside the listing period bars early removal (Order 45 art. 13)."""
    refusal = refuse_future(ctx, "restoration_exclusion")
    if refusal:
        return refusal
    end = next((d.due for d in ctx.state.deadlines if d.kind == "publication_end"), None)
    listed_on = ctx.state.decision.on if ctx.state.decision else None
    if (listed_on and ctx.on() < listed_on) or (end and ctx.on() > end):
        return unmet("restoration_exclusion", "day_outside_listing", on=ctx.on().isoformat())
    return Plan(ctx.state.step, ctx.command.facts)


def bars(ctx: Context, on: date) -> tuple[No, ...]:
    """What stands against early removal on a day: a bar, an exclusion, then the time."""
    found = []
    until = ctx.state.barred_until
    if until is not None and ctx.today <= until:
        found.append(No("restoration_barred", "restoration_bar", {"until": until.isoformat()}))
    if ctx.state.violated:
        found.append(No("restoration_excluded", "restoration_exclusion", {"why": "violation"}))
    early = refuse_early(ctx, on)
    return (*found, early) if early else tuple(found)


def apply_restoration(ctx: Context) -> Judged:
    """An application with all its materials; too early or excluded it is refused in writing."""
    party = ctx.party()
    if party is None:
        return unmet("restoration_application", "party_unknown", party=ctx.command.word("by_party"))
    refusal = refuse_future(ctx, "restoration_application") or refuse_unknown(ctx)
    if refusal:
        return refusal
    if ctx.state.removal or ctx.state.application:
        missing = "listing_standing" if ctx.state.removal else "no_application_pending"
        return No("step_not_open", "restoration_application", {"missing": missing})
    if ctx.command.by.is_party and (ctx.command.words(EXCLUDED) or ctx.command.words(CONDITIONS_UNMET)):
        return No("not_authorised", "house.roles", {"party": party.id})
    against = (*bars(ctx, ctx.on()), *found_against(ctx))
    insist = ctx.command.facts.get("insist") is True
    if against and not insist:
        first = against[0]
        return No(first.code, first.cite, first.detail, ("refusal_notice",))
    lacking = [m for m in ctx.law.materials if m not in ctx.command.words("materials")]
    if lacking and not (insist and against):
        return No("materials_missing", "restoration_application", {"materials": lacking})
    facts = {**ctx.command.facts, "bars": [b.code for b in against]}
    return Plan(ctx.state.step, facts, (*ctx.opened("pre_review", ctx.on()), *_first_step(ctx)))


def _first_step(ctx: Context) -> tuple[Deadline, ...]:
    """Acceptance first where the regime has it, else the decision from the day of receipt."""
    accepts = ctx.period("restoration_acceptance") is not None
    return ctx.opened("restoration_acceptance" if accepts else "restoration_decision", ctx.on())


def _pending(ctx: Context) -> Application | No:
    """The application that waits for acceptance."""
    application = ctx.state.application
    if application is None:
        return No("step_not_open", "restoration_application", {"missing": "application"})
    if application.accepted:
        return No("step_not_open", "restoration_application", {"missing": "acceptance_pending"})
    return application


def pre_review(ctx: Context) -> Judged:
    """The local site looks an application over before it goes on (黄石 part 7(2)); it bars nothing."""
    application = _pending(ctx)
    if isinstance(application, No):
        return application
    if application.pre_reviewed:
        return unmet("pre_review", "reviewed_already")
    missing, returned = ctx.command.words("missing"), ctx.command.word("opinion") == "return"
    if returned and application.asked:
        return unmet("restoration_application", "requested_already", materials=list(application.requested))
    unknown = [m for m in missing if m not in ctx.law.materials]
    if unknown or bool(missing) is not returned:
        return unmet("pre_review", "material_unknown", materials=unknown)
    if returned and not ctx.command.facts.get("reason"):
        return unmet("pre_review", "reason_missing")
    # What is missing is named once: asked for here, it need not be asked for again.
    met, papers = running(ctx.state, "pre_review"), ("materials_notice",) if returned else ()
    dropped = (*running(ctx.state, "restoration_acceptance"), *_overtaken(ctx, *papers)) if returned else ()
    return Plan(ctx.state.step, ctx.command.facts, met=met, dropped=dropped, documents=papers)


def request_materials(ctx: Context) -> Judged:
    """What is missing is named once and all together; the time to accept stops until it is supplied."""
    application = _pending(ctx)
    if isinstance(application, No):
        return application
    missing = ctx.command.words("missing")
    unknown = [m for m in missing if m not in ctx.law.materials]
    if unknown or not missing:
        return unmet("restoration_application", "material_unknown", materials=unknown)
    if application.asked:
        return unmet("restoration_application", "requested_already", materials=list(application.requested))
    dropped = (*running(ctx.state, "restoration_acceptance"), *_overtaken(ctx, "materials_notice"))
    return Plan(ctx.state.step, ctx.command.facts, dropped=dropped, documents=("materials_notice",))


def _overtaken(ctx: Context, document: str) -> tuple[DeadlineKey, ...]:
    """A later paper of a kind is another paper: an announcement of the earlier one does not serve it."""
    return ctx.announced(document, tuple(p.id for p in ctx.state.parties))


def supply_materials(ctx: Context) -> Judged:
    """All that was asked for comes in; the time to accept begins anew."""
    application = _pending(ctx)
    if isinstance(application, No):
        return application
    if not application.requested:
        return No("step_not_open", "restoration_application", {"missing": "request_materials"})
    actor = ctx.command.by
    if actor.is_party and actor.id != application.party:
        return No("not_authorised", "house.roles", {"party": application.party})
    lacking = [m for m in application.requested if m not in ctx.command.words("materials")]
    if lacking:
        return No("materials_missing", "restoration_application", {"materials": lacking})
    refusal = refuse_future(ctx, "restoration_application")
    accepts = ctx.period("restoration_acceptance") is not None
    return refusal or Plan(ctx.state.step, ctx.command.facts, _first_step(ctx) if accepts else ())


def accept_restoration(ctx: Context) -> Judged:
    """Complete material must be accepted; the decision's time runs from acceptance."""
    application = _pending(ctx)
    if isinstance(application, No):
        return application
    if application.requested:
        return No("materials_missing", "restoration_application", {"materials": list(application.requested)})
    opened = ctx.opened("restoration_decision", ctx.today)
    met = running(ctx.state, "pre_review", "restoration_acceptance")
    overtaken = _overtaken(ctx, "acceptance_notice")
    return Plan(ctx.state.step, ctx.command.facts, opened, met, overtaken, ("acceptance_notice",))


def refuse_acceptance(ctx: Context) -> Judged:
    """An application that cannot be accepted is refused in writing, with its reason."""
    application = _pending(ctx)
    if isinstance(application, No):
        return application
    met = running(ctx.state, "pre_review", "restoration_acceptance")
    return Plan(ctx.state.step, ctx.command.facts, met=met, documents=("refusal_notice",))


def extend_restoration(ctx: Context) -> Judged:
    """Prolonged once, and told before the time is over, where the regime lets it."""
    application, held = ctx.state.application, ctx.state.running("restoration_decision")
    if application is None:
        return No("step_not_open", "restoration_decision", {"missing": "application"})
    if ctx.period("restoration_extension") is None:
        return unmet("restoration_extension", "extension_unknown")
    if held is None or application.extended:
        what = "extended_already" if application.extended else "period_over"
        return unmet("restoration_extension", what)
    return Plan(ctx.state.step, ctx.command.facts, (prolonged(ctx, held, "restoration_extension"),))


def decide_restoration(ctx: Context) -> Judged:
    """Grant or refuse with reasons; what bars an application bars granting it too, and so does what is found."""
    application = ctx.state.application
    if application is None:
        return No("step_not_open", "restoration_decision", {"missing": "application"})
    unknown = refuse_unknown(ctx)
    if unknown:
        return unknown
    met = running(ctx.state, "pre_review", "restoration_decision", "restoration_acceptance")
    documents = ("restoration_decision",)
    overtaken = _overtaken(ctx, "restoration_decision")
    accepted = application.accepted or ctx.period("restoration_acceptance") is None
    if ctx.command.facts["outcome"] == "refuse":
        if not accepted and not application.bars:
            return No("step_not_open", "restoration_decision", {"missing": "acceptance"})
        return Plan(ctx.state.step, ctx.command.facts, (), met, overtaken, documents)
    against = (*bars(ctx, application.on), *found_against(ctx), *_stood(application.bars))
    if against:
        return against[0]
    if not accepted:
        return No("step_not_open", "restoration_decision", {"missing": "acceptance"})
    if application.requested:
        return No("materials_missing", "restoration_application", {"materials": list(application.requested)})
    facts = {**ctx.command.facts, "legs": legs(ctx)}
    return Plan(ctx.state.step, facts, removal_due(ctx), met, overtaken, documents)


def _stood(codes: tuple[str, ...]) -> tuple[No, ...]:
    """An application that stood only because the party insisted can only be refused."""
    return tuple(No(code, "restoration_conditions", {"why": "insisted"}) for code in codes)


def removal_due(ctx: Context) -> tuple[Deadline, ...]:
    """When every leg must be in: the Credit China copy not before its floor is full."""
    own = ctx.opened("removal_effect", ctx.today)
    floor = told(ctx, CREDIT_CHINA)
    shown = any(s.channel == CREDIT_CHINA for s in ctx.state.showing())
    if floor is None or not shown or floor.due <= ctx.today:
        return own
    full_on = date.fromordinal(floor.due.toordinal() - 1)
    return (*own, *ctx.opened("removal_effect", full_on, channel=CREDIT_CHINA))


def bar_restoration(ctx: Context) -> Judged:
    """No application until a day, for false papers or a broken promise."""
    until = ctx.command.day("until")
    if until is None or until <= ctx.today:
        return unmet("restoration_bar", "day_past", until=str(until or ""))
    return Plan(ctx.state.step, ctx.command.facts)


def find_false_materials(ctx: Context) -> Judged:
    """Early removal got by grave deceit is undone: the listing revives and its days count anew."""
    state = ctx.state
    if state.removal != "restoration" or state.restoration != "grant":
        return No("step_not_open", "false_materials", {"missing": "restoration_granted"})
    if ctx.command.facts.get("serious") is not True:
        return unmet("false_materials", "not_serious")
    refusal = refuse_future(ctx, "false_materials")
    if refusal:
        return refusal
    # Listed and shown again today: whichever of the two the periods count from, they count from today.
    ends = revived_ends(ctx)
    if not ends:
        return endless(ctx)
    opened = [*ends]
    opened += [d for event in (DECIDED, SHOWN) for d in restoration_from(ctx, event)]
    if state.corrected_on is not None:
        opened += ctx.opened("restoration_earliest", ctx.today, event=CORRECTED, threshold=True)
    back = list(dict.fromkeys(x.recipient for x in state.legs if x.leg == "publication"))
    facts: dict[str, Any] = {**ctx.command.facts, "channels": back}
    dropped = tuple(d.key for d in state.deadlines if d.kind == "removal_effect" and d.standing is Standing.OPEN)
    return Plan("listed", facts, tuple(opened), (), dropped, ("restoration_decision",))
