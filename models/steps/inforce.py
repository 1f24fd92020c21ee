"""What must be law for a step: a list in force on its day, and for real cases law that two people have confirmed."""

from __future__ import annotations

from models.law.regimes import Law
from models.steps.judging import Context, No, unmet

_REAL = "real"
# A bound of the machine, not of any law: of the 100 KB that a run may start from, the rest is left to the state,
# the calendar and the keys that have their answer.
LAW_MOST = 70_000


def refuse_ended(ctx: Context) -> No | None:
    """No burden under a list before it is law, nor after it has ceased to be."""
    law = ctx.whole.on(ctx.today)
    if ctx.today < law.in_force_on:
        return No("regime_not_in_force", "in_force", {"from": law.in_force_on.isoformat()})
    if law.ends_on is not None and ctx.today > law.ends_on:
        return No("regime_not_in_force", "in_force", {"ends_on": law.ends_on.isoformat()})
    return None


def refuse_unreviewed(ctx: Context, law: Law) -> No | None:
    """A real case is never led on by law that two people have not confirmed (house rule H-8)."""
    if ctx.state.mode != _REAL:
        return None
    if law.reviewed:
        return _refuse_unconsented(law) or _refuse_unstandarded(law)
    # A law pinned before confirmations were counted names no number.
    counted = {"unreviewed": law.unreviewed} if law.unreviewed else {}
    return No("regime_unreviewed", "house.reviewed-law", {"regime": law.regime, **counted})


def _refuse_unconsented(law: Law) -> No | None:
    """No local text that was issued without the review of measures it needs (house rule H-81)."""
    if not law.unconsented:
        return None
    return No("measure_unreviewed", "house.measure-review", {"local": list(law.unconsented)})


def _refuse_unstandarded(law: Law) -> No | None:
    """No list whose standard was not adopted, published and in force, or whose transition has ended (H-150)."""
    return No("standard_not_in_force", "house.list-standard", {"regime": law.regime}) if law.unstandarded else None


def refuse_too_large(law: Law, cite: str) -> No | None:
    """No case carries a law, with all its editions, larger than a run of it may start from."""
    if law.carried_bytes <= LAW_MOST:
        return None
    return unmet(cite, "law_too_large", size=law.carried_bytes, most=LAW_MOST)
