"""Old law and new (从旧兼从轻): a burden must stand both in the law of the conduct and in that of the decision.

Procedure follows the law of each step's own day.  What burdens the party
(ground, measure, how long the listing lasts) is the law at the time of the
conduct, unless that of the decision is lighter (Penalty Law art. 37, by analogy).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from models.law.regimes import Law
from models.records.deadlines import Deadline, Standing
from models.steps.judging import Context, No, unmet

DECIDED, SHOWN = "decision-made", "published"
_RULE = "lighter_law"
_ENDS = "publication_end"
UNCORRECTED_STAYS = "uncorrected-stay-listed"


def law_of_conduct(ctx: Context) -> Law:
    """The edition of the day the conduct ended; where no day is told, the first the case knows."""
    return ctx.whole.on(ctx.state.basis.conduct_ended_on or date.min)


def law_of_listing(ctx: Context) -> Law:
    """The edition of the day of the decision; before there is one, that of the step."""
    decision = ctx.state.decision
    return ctx.whole.on(decision.on) if decision else ctx.law


def both(ctx: Context) -> tuple[Law, ...]:
    """The editions a burden must stand in: that of the conduct and that of the step, where the rule is law."""
    return (law_of_conduct(ctx), ctx.law) if ctx.law.holds(_RULE) else (ctx.law,)


def refuse_fallen_grounds(ctx: Context) -> No | None:
    """No listing on a ground, of a party or by a level that either law does not know."""
    for law in both(ctx):
        fallen = [code for code in ctx.state.grounds if law.ground(code) is None]
        if fallen:
            return unmet(_RULE, "ground_fallen", grounds=fallen)
        no = _refuse_narrowed(ctx, law)
        if no:
            return no
    return None


def _refuse_narrowed(ctx: Context, law: Law) -> No | None:
    """The grounds of that edition list this role, and let this level decide."""
    grounds = [g for g in map(law.ground, ctx.state.grounds) if g is not None]
    for party in ctx.state.parties:
        if not any(party.role in (g.roles or law.roles_listed) for g in grounds):
            return No("party_not_in_basis", _RULE, {"party": party.id})
    if any(g.levels and ctx.state.level not in g.levels for g in grounds):
        return No("authority_level", _RULE, {"level": ctx.state.level})
    return None


def refuse_heavier_measures(ctx: Context, measures: tuple[str, ...]) -> No | None:
    """No measure that either edition lacks: what came after the conduct burdens, what fell since is lighter gone."""
    for measure in measures:
        if any(measure not in law.measures for law in both(ctx)):
            return No("measure_not_listed", _RULE, {"measure": measure})
    return None


def stays_uncorrected(ctx: Context) -> bool:
    """Whether who has not corrected stays listed at the maximum: only where the law of the conduct said so too."""
    return all(law.says(UNCORRECTED_STAYS) for law in both(ctx))


def refuse_endless(ctx: Context) -> No | None:
    """Nobody is listed on grounds of which no end of the listing is known: harm fails closed."""
    return None if any(law.period(_ENDS, ctx.grounds) for law in both(ctx)) else endless(ctx)


def endless(ctx: Context) -> No:
    """What is said where no end of the listing is known."""
    return unmet("decision", "end_unknown", grounds=list(ctx.grounds))


def listing_ends(ctx: Context, event: str) -> tuple[Deadline, ...]:
    """How long the listing lasts, counted from today's event: by the edition under which it ends earlier."""
    return _earliest(ctx.opened_by(law, _ENDS, ctx.today, event=event) for law in (ctx.law, *both(ctx)))


def ends_at_showing(ctx: Context) -> tuple[Deadline, ...]:
    """The end of a listing on the day it is first shown, where that is earlier than what the decision said.

    A law that counts from publication begins to run today; one that counts from the decision has run since, and
    where the decision's own edition knew no day for it, it is counted now.
    """
    decision = ctx.state.decision
    if decision is None or ctx.state.first_shown_on is not None:
        return ()
    laws = (law_of_listing(ctx), *both(ctx))
    held = tuple(d for d in ctx.state.deadlines if d.kind == _ENDS and not d.channel and d.standing is Standing.OPEN)
    counted = [ctx.opened_by(law, _ENDS, ctx.today, event=SHOWN) for law in laws]
    if not held:
        counted += [ctx.opened_by(law, _ENDS, decision.on, event=DECIDED) for law in laws]
    found = _earliest([held, *counted])
    return () if found == held else found


def revived_ends(ctx: Context) -> tuple[Deadline, ...]:
    """A listing revived is listed and shown again today: it lasts by the edition under which it ends first."""
    return _earliest(ctx.opened_by(law, _ENDS, ctx.today) for law in (law_of_listing(ctx), *both(ctx)))


def _earliest(found: Iterable[tuple[Deadline, ...]]) -> tuple[Deadline, ...]:
    return min((one for one in found if one), key=lambda one: one[0].due, default=())
