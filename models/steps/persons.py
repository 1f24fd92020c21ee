"""The people of a case: recusal, hand-over, address, agents, succession."""

from __future__ import annotations

from models.records.cases import CaseState
from models.records.commands import Command
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


def change_address(ctx: Context) -> Judged:
    """A party's address for service changes; what was served stays served."""
    return _of_party(ctx, "house.parties")


def appoint_agent(ctx: Context) -> Judged:
    """A party appoints an agent, with a power of attorney."""
    return _of_party(ctx, "agents")


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
