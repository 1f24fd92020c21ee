"""From publication to the end of a listing: restoration, expiry, revocation, the three legs."""

from __future__ import annotations

from datetime import date

from models.records.acts import DeadlineKey
from models.records.cases import CaseState
from models.records.deadlines import Standing
from models.steps.judging import ANNOUNCEMENT, Context, Judged, No, Plan, unmet
from models.steps.table import LISTED


def publish(ctx: Context) -> Judged:
    """Publish the signed decision on channels of the regime; a person only on a recorded ground."""
    channels = ctx.command.words("channels") or ctx.law.default_channels
    unknown = [c for c in channels if c not in ctx.law.channels]
    if unknown:
        return unmet("publication", "channel_unknown", channels=unknown)
    if ctx.state.removal:
        return No("step_not_open", "removal", {"missing": "listing_standing"})
    again = [c for c in channels if any(s.channel == c for s in ctx.state.shown)]
    if again or len(dict.fromkeys(channels)) != len(channels):
        return unmet("publication", "shown_already", channels=again or list(channels))
    persons = ctx.command.facts.get("personal") or []
    refusal = _refuse_persons(ctx, persons)
    if refusal:
        return refusal
    shown = [p["party"] for p in persons]
    return Plan("listed", {**ctx.command.facts, "channels": list(channels), "shown_persons": shown})


def _refuse_persons(ctx: Context, persons: list[dict[str, str]]) -> No | None:
    for p in persons:
        known = ctx.state.party(p["party"])
        if known is None or known.kind != "person":
            return unmet("personal_publication", "party_unknown", party=p["party"])
        if p.get("ground", "") not in ctx.law.personal_grounds:
            return No("personal_data_no_ground", "personal_publication", {"party": p["party"]})
    return None


def record_correction_of_conduct(ctx: Context) -> Judged:
    """The subject has corrected: from then, while listed, the time to early removal counts."""
    decision = ctx.state.decision
    if ctx.on() > ctx.today:
        return unmet("restoration_conditions", "day_in_future", on=ctx.on().isoformat())
    if decision is None or ctx.state.removal:
        return No("step_not_open", "restoration_conditions", {"missing": "listing_standing"})
    if ctx.state.corrected_on is not None:
        return unmet("restoration_conditions", "corrected_already", on=ctx.state.corrected_on.isoformat())
    since = max(ctx.on(), decision.on)
    opened = ctx.opened("restoration_earliest", since, threshold=True)
    return Plan(ctx.state.step, ctx.command.facts, opened)


def record_violation(ctx: Context) -> Judged:
    """A new violation inside the listing period bars early removal (Order 45 art. 13)."""
    if ctx.on() > ctx.today:
        return unmet("restoration_exclusion", "day_in_future", on=ctx.on().isoformat())
    end = next((d.due for d in ctx.state.deadlines if d.kind == "publication_end"), None)
    listed_on = ctx.state.decision.on if ctx.state.decision else None
    if (listed_on and ctx.on() < listed_on) or (end and ctx.on() > end):
        return unmet("restoration_exclusion", "day_outside_listing", on=ctx.on().isoformat())
    return Plan(ctx.state.step, ctx.command.facts)


def bars(ctx: Context, on: date) -> tuple[No, ...]:
    """What stands against early removal on a day: exclusion first, then the time."""
    found = []
    if ctx.state.violated:
        found.append(No("restoration_excluded", "restoration_exclusion", {"why": "violation"}))
    earliest = next((d for d in ctx.state.deadlines if d.kind == "restoration_earliest"), None)
    if earliest is None and ctx.law.period("restoration_earliest") is not None:
        found.append(unmet("restoration_conditions", "correction_not_recorded"))
    elif earliest is not None and on < earliest.due:
        detail = {"earliest_on": earliest.due.isoformat()}
        found.append(No("restoration_too_early", "restoration_earliest", detail))
    return tuple(found)


def apply_restoration(ctx: Context) -> Judged:
    """An application with all its materials; too early or excluded it is refused in writing."""
    party = ctx.party()
    if party is None:
        return unmet("restoration_application", "party_unknown", party=ctx.command.word("by_party"))
    if ctx.on() > ctx.today:
        return unmet("restoration_application", "day_in_future", on=ctx.on().isoformat())
    if ctx.state.removal or ctx.state.application:
        missing = "listing_standing" if ctx.state.removal else "no_application_pending"
        return No("step_not_open", "restoration_application", {"missing": missing})
    against = bars(ctx, ctx.on())
    insist = ctx.command.facts.get("insist") is True
    if against and not insist:
        first = against[0]
        return No(first.code, first.cite, first.detail, ("refusal_notice",))
    lacking = [m for m in ctx.law.materials if m not in ctx.command.words("materials")]
    if lacking and not (insist and against):
        return No("materials_missing", "restoration_application", {"materials": lacking})
    facts = {**ctx.command.facts, "bars": [b.code for b in against]}
    return Plan(ctx.state.step, facts, ctx.opened("restoration_decision", ctx.on()))


def decide_restoration(ctx: Context) -> Judged:
    """Grant or refuse with reasons; what bars an application bars granting it too."""
    application = ctx.state.application
    if application is None:
        return No("step_not_open", "restoration_decision", {"missing": "application"})
    met = running(ctx.state, "restoration_decision")
    documents = ("restoration_decision",)
    # A later decision is another paper: an announcement of the earlier one does not serve it.
    overtaken = ctx.announced("restoration_decision", tuple(p.id for p in ctx.state.parties))
    if ctx.command.facts["outcome"] == "refuse":
        return Plan(ctx.state.step, ctx.command.facts, (), met, overtaken, documents)
    against = (*bars(ctx, application.on), *_stood(application.bars))
    if against:
        return against[0]
    facts = {**ctx.command.facts, "legs": legs(ctx)}
    return Plan(ctx.state.step, facts, ctx.opened("removal_effect", ctx.today), met, overtaken, documents)


def _stood(codes: tuple[str, ...]) -> tuple[No, ...]:
    """An application that stood only because the party insisted can only be refused."""
    return tuple(No(code, "restoration_conditions", {"why": "insisted"}) for code in codes)


def legs(ctx: Context) -> list[list[str]]:
    """The three legs, one entry a recipient; a listing never shown has none to undo."""
    shown = [s.channel for s in ctx.state.shown if s.until is None]
    if not shown:
        return []
    return [
        *(["publication", c] for c in shown),
        *(["sharing", r] for r in ctx.law.sharing_recipients),
        *(["measures", r] for r in ctx.law.measure_recipients),
    ]


def confirm_leg(ctx: Context) -> Judged:
    """One recipient was seen to have done its leg; removal only when all are in."""
    state, leg, recipient = ctx.state, ctx.command.word("leg"), ctx.command.word("recipient")
    if not state.removal:
        return No("step_not_open", "removal", {"missing": "removal_ground"})
    if ctx.on() > ctx.today:
        return unmet("removal", "day_in_future", on=ctx.on().isoformat())
    mine = next((x for x in state.legs if (x.leg, x.recipient) == (leg, recipient)), None)
    if mine is None or mine.on is not None:
        what = "leg_unknown" if mine is None else "leg_confirmed_already"
        return unmet("house.three-legs", what, leg=leg, recipient=recipient)
    since = max((d.start_on for d in state.deadlines if d.kind in ("removal_effect", "withdrawal")), default=None)
    if since is not None and ctx.on() < since:
        return unmet("removal", "day_before_ground", on=ctx.on().isoformat(), since=since.isoformat())
    last = sum(x.on is None for x in state.legs) == 1
    met = running(state, "removal_effect", "withdrawal") if last else ()
    to = "removed" if last and state.step == "listed" else state.step
    return Plan(to, ctx.command.facts, met=met)


# What a party may still do, and a service under way, do not end with the listing.
_OUTLIVING = ("reconsideration", "litigation", ANNOUNCEMENT)


def revoke_basis(ctx: Context) -> Judged:
    """The basis document fell: the listing is revoked, or the case ends before a decision."""
    if ctx.on() > ctx.today:
        return unmet("revocation", "day_in_future", on=ctx.on().isoformat())
    if ctx.state.step not in LISTED:
        return Plan("terminated", ctx.command.facts)
    dropped = tuple(d.key for d in ctx.state.open_deadlines() if d.kind not in _OUTLIVING)
    undo = (
        legs(ctx) if not ctx.state.removal else [[x.leg, x.recipient] for x in ctx.state.legs if x.on is None]
    )
    opened = ctx.opened("withdrawal", _revoked_on(ctx)) if undo else ()
    facts = {**ctx.command.facts, "legs": undo}
    return Plan("revoked", facts, opened, (), dropped, ("revocation",))


def _revoked_on(ctx: Context) -> date:
    """The day the regime counts from: of the listing's revocation, or of the basis's annulment."""
    period = ctx.law.period("withdrawal")
    return ctx.today if period is not None and period.start == "listing-revoked" else ctx.on()


def record_remedy(ctx: Context) -> Judged:
    """A review or suit was filed; it hides nothing and moves no period (no stay by default)."""
    if ctx.on() > ctx.today:
        return unmet("remedies", "day_in_future", on=ctx.on().isoformat())
    return Plan(ctx.state.step, ctx.command.facts)


def running(state: CaseState, *kinds: str) -> tuple[DeadlineKey, ...]:
    """The keys of running deadlines of these kinds."""
    return tuple(d.key for d in state.deadlines if d.kind in kinds and d.standing is Standing.OPEN)
