"""The people of a case: recusal, hand-over, address, agents, succession."""

from __future__ import annotations

from models.records.cases import CaseState
from models.records.commands import ANY_OFFICER, PARTY, Command
from models.steps.judging import Context, Judged, No, Plan, refuse_future, unmet


def concerned(state: CaseState, command: Command) -> str:
    """Whom a decision on recusal concerns: the person named, else the one whose recusal is pending."""
    return command.word("of") or next((r.person for r in state.recusals if not r.outcome), "")


def declare_recusal(ctx: Context) -> Judged:
    """Said of an officer by anybody of the case; the case goes on meanwhile (Penalty Law art. 43)."""
    person = ctx.command.word("of")
    if ctx.state.party(person) is not None:
        return unmet("recusal", "not_an_officer", person=person)
    if any(r.person == person and not r.outcome for r in ctx.state.recusals):
        return unmet("recusal", "recusal_pending", person=person)
    return Plan(ctx.state.step, ctx.command.facts)


def decide_recusal(ctx: Context) -> Judged:
    """The head decides; from then on a recused person's acts are refused."""
    person = concerned(ctx.state, ctx.command)
    if not any(r.person == person and not r.outcome for r in ctx.state.recusals):
        return No("step_not_open", "recusal", {"missing": "declare_recusal"})
    recused = ctx.command.word("outcome") in ("recused", "grant")
    facts = {**ctx.command.facts, "of": person, "outcome": "recused" if recused else "refused"}
    return Plan(ctx.state.step, facts)


def hand_over(ctx: Context) -> Judged:
    """The case goes from one officer to another; the first acts in it no more."""
    to = ctx.command.word("to")
    of = ctx.command.word("of") or ctx.state.handler or ctx.state.hand("open_case")
    if ctx.state.is_recused(to):
        return No("recused", "recusal", {"person": to})
    if to == of:
        return unmet("house.roles", "handed_to_same", person=to)
    return Plan(ctx.state.step, {**ctx.command.facts, "of": of})


def appoint_deputy(ctx: Context) -> Judged:
    """The head names who stands in for an officer on leave, in which posts, and from when until when."""
    of, to, roles = ctx.command.word("of"), ctx.command.word("to"), ctx.command.words("roles")
    since, until = ctx.command.day("from"), ctx.command.day("until")
    if ctx.state.is_recused(to):
        return No("recused", "recusal", {"person": to})
    if to == of or ctx.state.party(to) is not None:
        return unmet("house.deputies", "deputy_of_oneself" if to == of else "not_an_officer", person=to)
    known = [r for rule in ctx.law.acts for r in rule.roles if r not in (PARTY, ANY_OFFICER)]
    unknown = [r for r in roles if r not in known]
    if unknown or not roles:
        return unmet("house.deputies", "post_unknown", roles=unknown)
    if since is None or until is None or until < since or until < ctx.today:
        return unmet("house.deputies", "day_past", until=str(until or ""))
    return Plan(ctx.state.step, ctx.command.facts)


def change_address(ctx: Context) -> Judged:
    """A party's address for service changes; what was served stays served."""
    return _of_party(ctx, "house.parties")


def appoint_agent(ctx: Context) -> Judged:
    """A party appoints an agent, with a power of attorney; not more at a time than the law lets it."""
    planned = _of_party(ctx, "agents")
    if isinstance(planned, No):
        return planned
    party, most = planned.facts["by_party"], ctx.law.limit("agents")
    held = 0 if ctx.command.facts.get("revokes_earlier") is True else sum(a.party == party for a in ctx.state.agents)
    if most is not None and held >= most.amount:
        return unmet("agents", "agents_too_many", party=party, most=most.amount)
    return planned


def record_succession(ctx: Context) -> Judged:
    """A party has died or was dissolved; whoever succeeds takes its remedies."""
    planned = _of_party(ctx, "succession")
    if isinstance(planned, No):
        return planned
    party = planned.facts["by_party"]
    if any(s.party == party and s.succeeded for s in ctx.state.successions):
        return unmet("succession", "succeeded_already", party=party)
    return planned


def _of_party(ctx: Context, cite: str) -> Judged:
    party = ctx.party()
    if party is None:
        return unmet(cite, "party_unknown", party=ctx.command.word("by_party"))
    refusal = refuse_future(ctx, cite)
    return refusal or Plan(ctx.state.step, {**ctx.command.facts, "by_party": party.id})
