"""From which day early removal may be asked for (信用修复的最早日期), where the law has changed since the listing.

The day told stands; law that is lighter on the day of application brings it
forward, and no later law moves it back or sets one where none was told.
"""

from __future__ import annotations

from datetime import date

from models.law.regimes import Law
from models.records.cases import CaseState
from models.records.deadlines import Deadline, Standing
from models.steps.judging import Context, No, unmet
from models.steps.lighter import DECIDED, SHOWN, law_of_listing

CORRECTED = "correction-while-listed"
_KIND = "restoration_earliest"


def stands_since(state: CaseState) -> date | None:
    """Since which day the listing stands: that of the listing, else that of its decision."""
    return state.listed_on or (state.decision.on if state.decision else None)


def told(ctx: Context, channel: str = "") -> Deadline | None:
    """The day that was told, of the list itself or of a channel that has one of its own."""
    held = (d for d in ctx.state.deadlines if d.kind == _KIND and d.channel == channel)
    return next(held, None)


def waits_from(ctx: Context, law: Law, corrected_on: date | None) -> tuple[Deadline, ...]:
    """The wait of an edition from its own event, as far as that has come."""
    period, state = law.period(_KIND, ctx.grounds), ctx.state
    decided_on = stands_since(state)
    shown_on = state.listed_on or state.first_shown_on
    days = {DECIDED: decided_on, SHOWN: shown_on, CORRECTED: corrected_on}
    since = days.get(period.start) if period else None
    return ctx.opened_by(law, _KIND, since, threshold=True) if since else ()


def waits_on_correction(ctx: Context, corrected_on: date) -> tuple[Deadline, ...]:
    """What a correction starts: the wait of the listing's own edition or of today's, whichever is over first."""
    laws = (law_of_listing(ctx), ctx.law)
    if not any(period and period.start == CORRECTED for period in (law.period(_KIND, ctx.grounds) for law in laws)):
        return ()
    found = [d for law in laws for d in waits_from(ctx, law, corrected_on)]
    return (min(found, key=lambda d: d.due),) if found else ()


def refuse_early(ctx: Context, on: date) -> No | None:
    """No application before its day; where the correction starts the wait, none before there is one."""
    held, now = told(ctx), ctx.period(_KIND)
    if now is None:
        return None  # the law of today has no wait
    if held is not None and held.standing is not Standing.OPEN:
        return _too_early(ctx, held, on)
    then = law_of_listing(ctx).period(_KIND, ctx.grounds)
    if held is None and then is None:
        return None  # none was told, and new law sets none for an old listing
    if held is None and then is not None and then.start == CORRECTED and ctx.state.corrected_on is None:
        return unmet("restoration_conditions", "correction_not_recorded")
    laws = (ctx.law,) if held else (law_of_listing(ctx), ctx.law)
    found = [*((held,) if held else ()), *(d for law in laws for d in waits_from(ctx, law, _corrected_on(ctx)))]
    return _too_early(ctx, min(found, key=lambda d: d.due), on) if found else None


def _corrected_on(ctx: Context) -> date | None:
    """The day the wait of a correction counts from: never before the listing itself."""
    state = ctx.state
    since = stands_since(state)
    return max(state.corrected_on, since) if state.corrected_on and since else None


def _too_early(ctx: Context, earliest: Deadline, on: date) -> No | None:
    if on >= earliest.due:
        return None
    own = earliest.cite.removeprefix("periods.")
    cite = own if ctx.law.holds(own) else _KIND
    return No("restoration_too_early", cite, {"earliest_on": earliest.due.isoformat()})
