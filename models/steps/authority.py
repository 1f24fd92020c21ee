"""Who may act: posts, parties, and the two people every paper needs."""

from __future__ import annotations

from models.law.regimes import ActRule
from models.records.commands import CLOCK, PARTY
from models.steps.judging import Context, No

ANY_OFFICER = "any-officer"
_PRINCIPAL_ONLY = "restoration-by-principal-only"


def refuse_actor(ctx: Context) -> No | None:
    """The refusal that goes before all others: not this post, not this party, not the same person."""
    rule = ctx.law.act_rule(ctx.command.act)
    if rule is None:
        return No("not_authorised", "house.roles", {"roles": []})
    return _not_this_post(ctx, rule) or _not_this_party(ctx) or _same_person(ctx, rule)


def _not_this_post(ctx: Context, rule: ActRule) -> No | None:
    actor = ctx.command.by
    if actor.is_party:
        allowed = PARTY in rule.roles and ctx.state.party(actor.id) is not None
    else:
        allowed = ANY_OFFICER in rule.roles or any(r in rule.roles for r in actor.roles)
        allowed = allowed and actor.id != CLOCK and bool(actor.roles)
    return None if allowed else No("not_authorised", "house.roles", {"roles": list(rule.roles)})


def _not_this_party(ctx: Context) -> No | None:
    actor, spoken_for = ctx.command.by, ctx.command.word("by_party")
    if actor.is_party and spoken_for and spoken_for != actor.id:
        return No("not_authorised", "house.roles", {"party": spoken_for})
    if ctx.command.act == "apply_restoration" and ctx.law.says(_PRINCIPAL_ONLY):
        party = ctx.party()
        if party is not None and party.role not in ctx.law.principal_roles:
            return No("not_authorised", _PRINCIPAL_ONLY, {"party": party.id})
    return None


def _same_person(ctx: Context, rule: ActRule) -> No | None:
    for task in rule.apart_from:
        if ctx.state.hand(task) == ctx.command.by.id:
            return No("same_person", "house.roles", {"task": task})
    return None
