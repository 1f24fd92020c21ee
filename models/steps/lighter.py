"""Old law and new (从旧兼从轻): a burden must stand both in the law of the conduct and in that of the decision.

Procedure follows the law of each step's own day.  What burdens the party
(ground, measure, how long the listing lasts) is the law at the time of the
conduct, unless that of the decision is lighter (Penalty Law art. 37, by analogy).
"""

from __future__ import annotations

from datetime import date

from models.law.regimes import Law
from models.records.deadlines import Deadline
from models.steps.judging import Context, No, unmet

_RULE = "lighter_law"
_ENDS = "publication_end"


def law_of_conduct(ctx: Context) -> Law:
    """The edition of the day the conduct ended; where no day is told, the first the case knows."""
    return ctx.whole.on(ctx.state.basis.conduct_ended_on or date.min)


def refuse_fallen_grounds(ctx: Context) -> No | None:
    """No listing on a ground that the law of the conduct or the law of today does not know."""
    if not ctx.law.holds(_RULE):
        return None
    fallen = [g for g in ctx.state.grounds if any(law.ground(g) is None for law in (law_of_conduct(ctx), ctx.law))]
    return unmet(_RULE, "ground_fallen", grounds=fallen) if fallen else None


def refuse_heavier_measures(ctx: Context, measures: tuple[str, ...]) -> No | None:
    """No measure that either edition lacks: what came after the conduct burdens, what fell since is lighter gone."""
    if not ctx.law.holds(_RULE):
        return None
    for measure in measures:
        if any(measure not in law.measures for law in (law_of_conduct(ctx), ctx.law)):
            return No("measure_not_listed", _RULE, {"measure": measure})
    return None


def listing_ends(ctx: Context, event: str) -> tuple[Deadline, ...]:
    """How long the listing lasts, counted from today's event: by the edition under which it ends earlier."""
    now = ctx.opened(_ENDS, ctx.today, event=event)
    if not ctx.law.holds(_RULE):
        return now
    then = ctx.opened_by(law_of_conduct(ctx), _ENDS, ctx.today, event=event)
    return min((found for found in (now, then) if found), key=lambda found: found[0].due, default=())
