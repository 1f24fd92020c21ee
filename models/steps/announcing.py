"""Law that becomes known after a case was opened: it reaches the case by an act, and never backwards."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from models.law.regimes import Law
from models.records.acts import Act, Refused
from models.records.commands import Actor
from models.steps.inforce import refuse_too_large, refuse_unreviewed
from models.steps.judging import Context, Judged, No, Plan, unmet
from models.steps.publishing import recipients

ACT = "announce_law"
_CITE = "house.law-announced"


def announce_law(ctx: Context) -> Judged:
    """From this act on the case is judged by the law announced; what was done, and what runs, stays as it is.

    Each step is judged by the law of its own day (程序从新), so nothing is counted again backwards.
    """
    held, announced = ctx.whole, ctx.new_law
    version = ctx.command.word("version")
    if announced is None or announced.version != version:
        return unmet(_CITE, "law_unknown", version=version)
    if announced.regime != held.regime:
        return unmet(_CITE, "law_of_another_list", regime=announced.regime)
    if announced.version == held.version:
        return unmet(_CITE, "law_held_already", version=version)
    refusal = refuse_too_large(announced, _CITE) or _refuse_unreviewed(ctx, announced)
    if refusal:
        return refusal
    facts: dict[str, Any] = {**ctx.command.facts, "replaces": held.version}
    if ctx.state.showing():
        # Whom the law replaced had it shared with is to undo it too, though the new law does not name them.
        facts["recipients"] = recipients(ctx)
    return Plan(ctx.state.step, facts)


def _refuse_unreviewed(ctx: Context, announced: Law) -> No | None:
    """A real case is never led on by law that two people have not confirmed, today's or later (house rule H-8)."""
    days = (ctx.today, *(change.on for change in announced.changes if change.on > ctx.today))
    return next((no for day in days if (no := refuse_unreviewed(ctx, announced.on(day)))), None)


def judged_by(held: Law, announced: Law | None) -> Law:
    """The law an announcement is itself judged by: the one announced, which says who may; never another list's."""
    return announced if announced is not None and announced.regime == held.regime else held


def law_versions(acts: Sequence[Act], latest: str) -> tuple[str, ...]:
    """The version of the law a case stood under before its first act and after each act.

    `latest`: the version it pins now, which is the first one where nothing was announced.
    """
    announced = [act for act in acts if act.act == ACT]
    first = str(announced[0].facts["replaces"]) if announced else latest
    return tuple(accumulate(acts, _after, initial=first))


def refuse_people(people: tuple[Actor, Actor], law: Law) -> Refused | None:
    """Why two people may not announce: both hold a post that may, and they are two (house rule H-31)."""
    rule = law.act_rule(ACT)
    posts = rule.roles if rule else ()
    if people[0].id == people[1].id:
        return Refused("same_person", ACT, "", _CITE, {"task": ACT})
    if not all(any(post in posts for post in person.roles) for person in people):
        return Refused("not_authorised", ACT, "", "house.roles", {"roles": list(posts)})
    return None


def _after(version: str, act: Act) -> str:
    return str(act.facts["version"]) if act.act == ACT else version
