"""Stopping a document at once, and undoing that: two people, the same two, and every act stays (H-46).

What a filed ledger says the notice stops, is stopped with the filing: nothing new rests on it (H-121).  What happens
to the running cases, and the end of the stop, two people decide.
"""

from __future__ import annotations

from typing import Any

from models.law.campaign_rules import WITHOUT_BASIS
from models.records.campaigns import AT_ONCE, CONFIRMING, IN_FORCE, PROPOSED, RESUMING, STANDING, Stop
from models.steps.cleanup_judging import CampaignContext
from models.steps.judging import Judged, No, Plan, unmet

_CITE = "cleanup.two-people"
_KEEP = "keep"
_ABOLISHED = "abolished"


def stopped_at_once(ctx: CampaignContext) -> dict[str, Any]:
    """The documents this filing stops: those the record found, unless they are stopped already (H-121)."""
    found = ctx.command.facts.get("stops") or ()
    standing = [s.document for s in ctx.state.stops if s.standing in STANDING]
    new = [dict(row) for row in found if row["document"] not in standing]
    return {"stops": new} if new or "stops" in ctx.command.facts else {}


def propose_stop(ctx: CampaignContext) -> Judged:
    """What the notice stops at once is named by the first person; the running cases are shown with it (H-47).

    Proposed anew while nobody has confirmed it: the cases are shown again.
    """
    facts = ctx.command.facts
    held = ctx.state.stop(facts["stop"])
    if held is not None and not held.is_unconfirmed:
        return unmet(_CITE, "stop_there", stop=held.id)
    # What a ledger has stopped is stopped by the notice already.
    at_once = held is not None and held.standing != PROPOSED
    if held is not None and at_once and held.document != facts["document"]:
        return unmet(_CITE, "other_document", stop=held.id)
    if not at_once and not _is_stopped(ctx):
        return unmet("campaign.stops_at_once" if ctx.law.stops_at_once else _CITE, "not_stopped_by_notice")
    others = (s for s in ctx.state.stops if s.id != facts["stop"] and s.standing in STANDING)
    if any(s.document == facts["document"] for s in others):
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
    if held is not None and held.standing == AT_ONCE:
        return unmet("cleanup.running-cases", "cases_not_shown", stop=held.id)
    if held is None or held.standing not in (PROPOSED, CONFIRMING):
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
    """One of the two who stopped it says why the document may be carried out again.

    What only a ledger has stopped any two of these posts end, once the ledger says otherwise or the work is done.
    """
    held = ctx.state.stop(ctx.command.word("stop"))
    if held is None or held.standing not in (IN_FORCE, AT_ONCE, CONFIRMING, RESUMING):
        return unmet(_CITE, "stop_unknown" if held is None else "stop_not_in_force", stop=ctx.command.word("stop"))
    return _not_of_the_two(ctx, held) or _refuse_still(ctx, held) or Plan(ctx.state.step, ctx.command.facts)


def _refuse_still(ctx: CampaignContext, held: Stop) -> No | None:
    """While a filed ledger still says that the document stops, only its work done lets it be carried out again.

    Abolished is done, yet nothing is left that could be carried out.
    """
    done = any(i.document == held.document and i.done not in ("", _ABOLISHED) for i in ctx.state.items)
    if done or not ctx.command.facts.get("still_stopped"):
        return None
    return unmet("cleanup.at-once", "ledger_still_stops", stop=held.id, unit=held.unit)


def resume_rule(ctx: CampaignContext) -> Judged:
    """The other of the two confirms it; stop and end both stay in the record."""
    held = ctx.state.stop(ctx.command.word("stop"))
    if held is None or held.standing != RESUMING:
        return unmet(_CITE, "stop_unknown" if held is None else "resume_not_proposed", stop=ctx.command.word("stop"))
    refusal = _not_of_the_two(ctx, held) or _refuse_still(ctx, held)
    if refusal is None and ctx.command.by.id == held.resume_by:
        refusal = No("same_person", _CITE, {"task": "propose_resume"})
    return refusal or Plan(ctx.state.step, ctx.command.facts, documents=("resume_notice",))


def _not_of_the_two(ctx: CampaignContext, held: Stop) -> No | None:
    if not held.confirmed_by or ctx.command.by.id in (held.proposed_by, held.confirmed_by):
        return None
    return No("not_authorised", _CITE, {"people": [held.proposed_by, held.confirmed_by]})
