"""Stopping a document at once, and undoing that: two people, the same two, and every act stays (H-46)."""

from __future__ import annotations

from models.law.campaign_rules import WITHOUT_BASIS
from models.records.campaigns import IN_FORCE, PROPOSED, RESUMING, Stop
from models.steps.cleanup_judging import CampaignContext
from models.steps.judging import Judged, No, Plan, unmet

_CITE = "cleanup.two-people"
_KEEP = "keep"


def propose_stop(ctx: CampaignContext) -> Judged:
    """What the notice stops at once is named by the first person; the running cases are shown with it (H-47).

    Proposed anew while nobody has confirmed it: the cases are shown again.
    """
    facts = ctx.command.facts
    held = ctx.state.stop(facts["stop"])
    if held is not None and held.standing != PROPOSED:
        return unmet(_CITE, "stop_there", stop=held.id)
    if not _is_stopped(ctx):
        return unmet("campaign.stops_at_once" if ctx.law.stops_at_once else _CITE, "not_stopped_by_notice")
    if any(s.document == facts["document"] and s.standing in (IN_FORCE, RESUMING) for s in ctx.state.stops):
        return unmet(_CITE, "stop_there", stop=facts["stop"])
    return Plan(ctx.state.step, facts)


def _is_stopped(ctx: CampaignContext) -> bool:
    """Whether the notice says that such a document stops at once."""
    facts, stops = ctx.command.facts, ctx.law.stops_at_once
    if facts["disposition"] == _KEEP:
        return False
    return facts["disposition"] in stops or (bool(facts.get("without_basis")) and WITHOUT_BASIS in stops)


def stop_rule(ctx: CampaignContext) -> Judged:
    """Another person confirms what was shown; from this act on nothing new rests on the document."""
    facts, held = ctx.command.facts, ctx.state.stop(ctx.command.word("stop"))
    if held is None or held.standing != PROPOSED:
        return unmet(_CITE, "stop_unknown" if held is None else "stop_there", stop=ctx.command.word("stop"))
    if ctx.command.by.id == held.proposed_by:
        return No("same_person", _CITE, {"task": "propose_stop"})
    refusal = _refuse_shown(ctx, held)
    return refusal or Plan(ctx.state.step, facts, documents=("stop_notice",))


def _refuse_shown(ctx: CampaignContext, held: Stop) -> No | None:
    """What is confirmed is what was shown, and the running cases are still those."""
    shown = ctx.command.facts.get("shown")
    if held.cases and ctx.command.word("plan") != held.plan:
        return unmet("cleanup.running-cases", "plan_differs", stop=held.id)
    if shown is not None and shown["plan"] != held.plan:
        return unmet("cleanup.running-cases", "cases_moved_on", stop=held.id, cases=shown["cases"])
    return None


def propose_resume(ctx: CampaignContext) -> Judged:
    """One of the two who stopped it says why the document may be carried out again."""
    held = ctx.state.stop(ctx.command.word("stop"))
    if held is None or held.standing != IN_FORCE:
        return unmet(_CITE, "stop_unknown" if held is None else "stop_not_in_force", stop=ctx.command.word("stop"))
    return _not_of_the_two(ctx, held) or Plan(ctx.state.step, ctx.command.facts)


def resume_rule(ctx: CampaignContext) -> Judged:
    """The other of the two confirms it; stop and end both stay in the record."""
    held = ctx.state.stop(ctx.command.word("stop"))
    if held is None or held.standing != RESUMING:
        return unmet(_CITE, "stop_unknown" if held is None else "resume_not_proposed", stop=ctx.command.word("stop"))
    refusal = _not_of_the_two(ctx, held)
    if refusal is None and ctx.command.by.id == held.resume_by:
        refusal = No("same_person", _CITE, {"task": "propose_resume"})
    return refusal or Plan(ctx.state.step, ctx.command.facts, documents=("resume_notice",))


def _not_of_the_two(ctx: CampaignContext, held: Stop) -> No | None:
    if ctx.command.by.id in (held.proposed_by, held.confirmed_by):
        return None
    return No("not_authorised", _CITE, {"people": [held.proposed_by, held.confirmed_by]})
