"""Showing a listing, and undoing it: channels, the three legs, the fall of the basis."""

from __future__ import annotations

from datetime import date

from models.records.deadlines import Deadline
from models.steps.drafting import restoration_from
from models.steps.judging import ANNOUNCEMENT, Context, Judged, No, Plan, refuse_future, running, unmet
from models.steps.lighter import SHOWN, endless, ends_at_showing
from models.steps.listed import refuse_withheld
from models.steps.rows import LISTED

_FROM_REVOCATION = "listing-revoked"
# What a party may still do, and a service under way, do not end with the listing.
_OUTLIVING = ("reconsideration", "litigation", ANNOUNCEMENT)


def publish(ctx: Context) -> Judged:
    """Publish the signed decision on channels of the regime; a person only on a recorded ground."""
    channels = ctx.command.words("channels") or ctx.law.default_channels
    unknown = [c for c in channels if c not in ctx.law.channels]
    if unknown:
        return unmet("publication", "channel_unknown", channels=unknown)
    if ctx.state.removal:
        return No("step_not_open", "removal", {"missing": "listing_standing"})
    if not ctx.state.all_served("decision"):
        # Its mail came back after the listing was shown elsewhere.
        return No("decision_not_served", "house.publication-after-service")
    again = [c for c in channels if any(s.channel == c for s in ctx.state.showing())]
    if again or len(dict.fromkeys(channels)) != len(channels):
        return unmet("publication", "shown_already", channels=again or list(channels))
    persons = ctx.command.facts.get("personal") or []
    refusal = refuse_withheld(ctx) or _refuse_persons(ctx, persons)
    if refusal:
        return refusal
    opened = _from_showing(ctx)
    if not any(d.kind == "publication_end" for d in (*ctx.state.deadlines, *opened)):
        return endless(ctx)
    facts = {**ctx.command.facts, "channels": list(channels), "shown_persons": [p["party"] for p in persons]}
    return Plan("listed", facts, opened, running(ctx.state, "publication"))


def _from_showing(ctx: Context) -> tuple[Deadline, ...]:
    """What counts from publication begins on the day the name is first shown, and not again on another channel."""
    held = [d.kind for d in ctx.state.deadlines if not d.channel]
    waits = () if "restoration_earliest" in held else restoration_from(ctx, SHOWN)
    return (*ends_at_showing(ctx), *waits)


def _refuse_persons(ctx: Context, persons: list[dict[str, str]]) -> No | None:
    for p in persons:
        known = ctx.state.party(p["party"])
        if known is None or known.kind != "person":
            return unmet("personal_publication", "party_unknown", party=p["party"])
        if p.get("ground", "") not in ctx.law.personal_grounds:
            return No("personal_data_no_ground", "personal_publication", {"party": p["party"]})
    return None


def legs(ctx: Context) -> list[list[str]]:
    """The three legs, one entry a recipient; a listing never shown has none to undo.

    A channel that a stay has taken the name off is to be confirmed all the same.
    """
    shown = [s.channel for s in ctx.state.showing()]
    if not shown:
        return []
    return [
        *(["publication", c] for c in shown),
        *recipients(ctx),
    ]


def recipients(ctx: Context) -> list[list[str]]:
    """Everybody the listing was shared with or whose measures it brought, under any edition since it was shown."""
    since, today = ctx.state.first_shown_on or ctx.today, ctx.today
    turns = (change.on for change in ctx.whole.changes if since < change.on <= today)
    laws = [ctx.whole.on(day) for day in (since, *turns, today)]
    sharing = [("sharing", r) for law in laws for r in law.sharing_recipients]
    measures = [("measures", r) for law in laws for r in law.measure_recipients]
    return [list(pair) for pair in dict.fromkeys((*ctx.state.recipients, *sharing, *measures))]


def confirm_leg(ctx: Context) -> Judged:
    """One recipient was seen to have done its leg; removal only when all are in."""
    state, leg, recipient = ctx.state, ctx.command.word("leg"), ctx.command.word("recipient")
    if not state.removal:
        return No("step_not_open", "removal", {"missing": "removal_ground"})
    refusal = refuse_future(ctx, "removal")
    if refusal:
        return refusal
    mine = next((x for x in state.legs if (x.leg, x.recipient) == (leg, recipient)), None)
    if mine is None or mine.on is not None:
        what = "leg_unknown" if mine is None else "leg_confirmed_already"
        return unmet("house.three-legs", what, leg=leg, recipient=recipient)
    started = [d.start_on for d in state.deadlines if d.kind in ("removal_effect", "withdrawal") and not d.channel]
    if started and ctx.on() < max(started):
        since = max(started).isoformat()
        return unmet("removal", "day_before_ground", on=ctx.on().isoformat(), since=since)
    left = [x for x in state.legs if x.on is None and x != mine]
    to = "removed" if not left and state.step == "listed" else state.step
    return Plan(to, ctx.command.facts, met=_legs_met(ctx, [x.recipient for x in left]))


def _legs_met(ctx: Context, left: list[str]) -> tuple[tuple[str, str, str, str], ...]:
    """A channel with a day of its own is done by itself; the rest when all the others are."""
    held = [d for d in ctx.state.open_deadlines() if d.kind in ("removal_effect", "withdrawal")]
    apart = [d.channel for d in held if d.channel]
    rest = [r for r in left if r not in apart]
    return tuple(d.key for d in held if (d.channel not in left if d.channel else not rest))


def revoke_basis(ctx: Context) -> Judged:
    """The basis document fell: the listing is revoked, or the case ends before a decision."""
    refusal = refuse_future(ctx, "revocation")
    if refusal:
        return refusal
    if ctx.state.step not in LISTED:
        return Plan("terminated", ctx.command.facts)
    return revoked(ctx, _revoked_on(ctx), ("revocation",))


def revoked(ctx: Context, from_on: date, documents: tuple[str, ...]) -> Plan:
    """The listing is undone everywhere."""
    dropped = tuple(d.key for d in ctx.state.open_deadlines() if d.kind not in _OUTLIVING)
    standing = [[x.leg, x.recipient] for x in ctx.state.legs if x.on is None]
    undo = standing if ctx.state.removal else legs(ctx)
    opened = ctx.opened("withdrawal", from_on) if undo else ()
    return Plan("revoked", {**ctx.command.facts, "legs": undo}, opened, (), dropped, documents)


def _revoked_on(ctx: Context) -> date:
    """The day the regime counts from: of the listing's revocation, or of the basis's annulment."""
    period = ctx.period("withdrawal")
    return ctx.today if period is not None and period.start == _FROM_REVOCATION else ctx.on()


def record_remedy(ctx: Context) -> Judged:
    """A review or suit was filed; it hides nothing and moves no period (no stay by default)."""
    return refuse_future(ctx, "remedies") or Plan(ctx.state.step, ctx.command.facts)
