"""The pages of a campaign beside its board: a unit, and a stop."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.law.days import law_day
from models.records.campaigns import AT_ONCE, CONFIRMING, IN_FORCE, PROPOSED, RESUMED, RESUMING, Stop
from models.records.commands import Actor
from models.steps.cleanup_fields import FIELDS
from models.tables.ledger_pages import fault_counts
from models.tables.ledgers import unit_ledger
from portal.campaign_board import dues_of
from portal.campaign_filling import takes_unit
from portal.campaign_kind import CAMPAIGN
from portal.campaign_reading import CampaignFile, running
from portal.campaign_telling import address
from portal.counter import Counter, Problem, lang_of
from portal.proceeding_deciding import doors, standing
from portal.proceeding_pages import grouped
from portal.proceeding_wording import ProceedingSpeech
from portal.sessions import Visitor
from portal.telling import happenings
from portal.wording import Speech


def routes(counter: Counter) -> APIRouter:
    """The pages for reading."""
    router = APIRouter()

    @router.get("/cleanup/{campaign_id}/unit/{unit_id}")
    def unit_page(request: Request, campaign_id: str, unit_id: str) -> Response:
        visitor, held = counter.visitor(request), CAMPAIGN.find(counter, campaign_id)
        if held.state.unit(unit_id) is None:
            raise Problem(404, "没有这一责任单位。", "There is no such unit.")
        counter.note(visitor, held.id, f"unit:{unit_id}")
        speech = CAMPAIGN.speech(counter, request, held)
        shown = _unit(counter, speech, visitor, held, unit_id)
        return CAMPAIGN.page(counter, request, "cleanup_unit.html", speech, visitor, held, **shown)

    @router.get("/cleanup/{campaign_id}/stop/{stop_id}")
    def stop_page(request: Request, campaign_id: str, stop_id: str) -> Response:
        visitor, held = counter.visitor(request), CAMPAIGN.find(counter, campaign_id)
        stop = held.state.stop(stop_id)
        if stop is None:
            raise Problem(404, "没有这一停止事项。", "There is no such stop.")
        counter.note(visitor, held.id, f"stop:{stop_id}")
        speech = CAMPAIGN.speech(counter, request, held)
        cases = counter.reader.ask(lambda connection: running(connection, held.id, stop_id))
        found = doors(CAMPAIGN, held, Actor(visitor.id, visitor.roles), CAMPAIGN.now(counter, held))
        mine = [d.act for d in found if d.is_open]
        acts = [a for a in _next(stop) if a in mine]
        return CAMPAIGN.page(
            counter, request, "cleanup_stop.html", speech, visitor, held, stop=stop, cases=cases, acts=acts,
            officers=counter.reader.names(), steps=Speech(lang_of(request)),
        )  # fmt: skip

    return router


# What may follow, by how a stop stands.
_NEXT: dict[str, tuple[str, ...]] = {
    PROPOSED: ("stop_rule",),
    AT_ONCE: ("propose_stop", "propose_resume"),
    CONFIRMING: ("stop_rule", "propose_stop", "propose_resume"),
    IN_FORCE: ("propose_resume",),
    RESUMING: ("resume_rule", "propose_resume"),
    RESUMED: (),
}


def _next(stop: Stop) -> tuple[str, ...]:
    """What may follow; what only a ledger has stopped can be shown again though one person has asked for its end."""
    again = ("propose_stop",) if stop.standing == RESUMING and stop.is_unconfirmed else ()
    return (*_NEXT[stop.standing], *again)


def _unit(
    counter: Counter, speech: ProceedingSpeech, visitor: Visitor, held: CampaignFile, unit_id: str
) -> dict[str, Any]:
    now = CAMPAIGN.now(counter, held)
    found = doors(CAMPAIGN, held, Actor(visitor.id, visitor.roles), now, {"unit": unit_id})
    state, today = standing(CAMPAIGN, held, now).state, law_day(now)
    ask = counter.reader.ask
    below = tuple(u.id for u in state.under(unit_id))
    return {
        "unit": state.unit(unit_id),
        "above": [held.name(u) for u in reversed(state.above(unit_id))],
        "below": state.below(unit_id),
        "dues": dues_of(state, unit_id, today, counter.near),
        "ledger": ask(lambda connection: unit_ledger(connection, held.id, unit_id)),
        "faults": ask(lambda connection: fault_counts(connection, held.id, below)),
        "rolled": state.rolled_up(unit_id),
        "items": [i for i in state.items if i.unit == unit_id],
        "findings": [f for f in state.findings if f.unit == unit_id],
        "document": lambda mark: held.documents.get(mark, mark),
        "officers": counter.reader.names(),
        "today": today,
        "open": grouped(speech, CAMPAIGN.said.groups, (d for d in found if d.is_open and takes_unit(d.act))),
        "address": lambda act: address(held, act, unit=unit_id),
        "happened": [h for h in happenings(counter, speech, held.id, asked=FIELDS) if h.unit == unit_id],
    }
