"""Who may act: posts, parties, and the two people every paper needs."""

from __future__ import annotations

from models.law.regimes import ActRule
from models.records.commands import ANY_OFFICER, CLOCK, PARTY
from models.steps.judging import Context, No
from models.steps.persons import concerned

CASE_OFFICER = "case-officer"
_PRINCIPAL_ONLY = "restoration-by-principal-only"
# Acts behind which two people stand, and the rule that says so.
_CONFIRMED = {"announce_calendar": "house.re-plan", "announce_law": "house.law-announced"}


def refuse_actor(ctx: Context) -> No | None:
    """The refusal that goes before all others: not this post, not this party, not the same person."""
    rule = ctx.law.act_rule(ctx.command.act)
    if rule is None:
        return No("not_authorised", "house.roles", {"roles": []})
    return (
        _not_this_post(ctx, rule)
        or _not_this_party(ctx)
        or _not_the_chair(ctx)
        or _recused(ctx)
        or _same_person(ctx, rule)
    )


def _not_this_post(ctx: Context, rule: ActRule) -> No | None:
    actor = ctx.command.by
    if actor.is_party:
        allowed = PARTY in rule.roles and ctx.state.party(actor.id) is not None
    else:
        allowed = ANY_OFFICER in rule.roles or any(r in rule.roles for r in posts(ctx))
        allowed = allowed and actor.id != CLOCK and bool(actor.roles)
        allowed = allowed and not _handed_over(ctx, rule)
    return None if allowed else No("not_authorised", "house.roles", {"roles": list(rule.roles)})


def posts(ctx: Context) -> tuple[str, ...]:
    """The posts the acting officer holds today: its own, and those of whom it stands in for."""
    actor = ctx.command.by
    lent = (d for d in ctx.state.deputies if d.to == actor.id and d.since <= ctx.today <= d.until)
    return (*actor.roles, *(r for d in lent for r in d.roles))


def _not_this_party(ctx: Context) -> No | None:
    actor, spoken_for = ctx.command.by, ctx.command.word("by_party")
    if actor.is_party and spoken_for and spoken_for != actor.id:
        return No("not_authorised", "house.roles", {"party": spoken_for})
    if ctx.command.act == "apply_restoration" and ctx.law.says(_PRINCIPAL_ONLY):
        party = ctx.party()
        if party is not None and party.role not in ctx.law.principal_roles:
            return No("not_authorised", _PRINCIPAL_ONLY, {"party": party.id})
    return None


def _handed_over(ctx: Context, rule: ActRule) -> bool:
    """Whether only the post of a case officer would allow it, and the case has gone to another."""
    actor = ctx.command.by
    others = [r for r in posts(ctx) if r != CASE_OFFICER]
    left = ANY_OFFICER in rule.roles or any(r in rule.roles for r in others)
    return actor.id in ctx.state.relieved and not left


def _not_the_chair(ctx: Context) -> No | None:
    hearing = ctx.state.hearing
    if ctx.command.act != "hold_hearing" or hearing is None or not hearing.chair:
        return None
    if hearing.chair == ctx.command.by.id:
        return None
    return No("not_authorised", "hearing_chair", {"chair": hearing.chair})


def _recused(ctx: Context) -> No | None:
    """From the head's decision on; before it the case goes on (Penalty Law art. 43)."""
    chair = ctx.command.word("chair") if ctx.command.act == "schedule_hearing" else ""
    for person in (ctx.command.by.id, chair):
        if person and ctx.state.is_recused(person):
            return No("recused", "recusal", {"person": person})
    return None


def _same_person(ctx: Context, rule: ActRule) -> No | None:
    command, by = ctx.command, ctx.command.by.id
    for task in rule.apart_from:
        if ctx.state.did(task, by):
            return No("same_person", "house.roles", {"task": task})
    if command.act == "schedule_hearing":
        chairing = ctx.law.act_rule("hold_hearing")
        for task in chairing.apart_from if chairing else ():
            if ctx.state.did(task, command.word("chair")):
                return No("same_person", "hearing_chair", {"task": task})
    if command.act in _CONFIRMED and command.word("confirmed_by") == by:
        return No("same_person", _CONFIRMED[command.act], {"task": command.act})
    if command.act == "decide_recusal" and concerned(ctx.state, command) == by:
        return No("same_person", "recusal", {"task": command.act})
    return None
