"""Acting in a campaign: the form of an act, and the room of campaigns at the counter."""

from __future__ import annotations

import secrets
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.law.days import law_day
from models.records.commands import Actor
from models.steps.cleanup_fields import FIELDS
from models.steps.cleanup_table import AFTER_THE_END
from models.tables.campaigns import start_of_campaign
from portal.campaign_counter import campaign_of, now_of, speech_of
from portal.campaign_deciding import OPENING, door, doors, judged
from portal.campaign_filling import fresh, takes_stop, takes_unit, widgets, wrong_fields
from portal.campaign_offering import before, offer_of
from portal.campaign_pages import page
from portal.campaign_reading import CampaignFile
from portal.counter import Counter
from portal.delivering import OF_CAMPAIGNS
from portal.proceeding_acting import Room, Sheet, acting_routes
from portal.proceeding_filling import grows
from portal.proceeding_wording import ProceedingSpeech
from portal.sessions import Visitor
from portal.telling import happenings


def routes(counter: Counter) -> APIRouter:
    """The pages on which an officer acts in a campaign."""
    return acting_routes(counter, ROOM)


def _form_page(counter: Counter, request: Request, visitor: Visitor, held: CampaignFile, sheet: Sheet) -> Response:
    speech, act, stale = speech_of(counter, request, held), sheet.act, sheet.stale
    actor, now = Actor(visitor.id, visitor.roles), now_of(counter, held)
    offer = offer_of(counter, held, actor, act, sheet.posted)
    found = door(held, act, actor, now, offer.unit)
    chosen = {"unit": not takes_unit(act) or bool(offer.unit), "stop": not takes_stop(act) or bool(offer.stop)}
    if not all(chosen.values()) and not sheet.wrong:
        return _choose(counter, request, visitor, held, act, speech, "unit" if not chosen["unit"] else "stop", offer)
    posted = sheet.posted if sheet.retold or sheet.wrong or stale is not None else {
        **fresh(act, offer, law_day(now)), **sheet.posted,
    }  # fmt: skip
    changed = happenings(counter, speech, held.id, after=stale, asked=FIELDS) if stale and stale >= 0 else []
    counter.note(visitor, held.id, f"act:{act}")
    shown: dict[str, Any] = {
        "act": act,
        "door": found,
        "why": speech.refusal(found.refused) if found.refused else None,
        "rule": speech.rule(found.refused.cite) if found.refused else None,
        "widgets": widgets(speech, act, offer, posted, sheet.wrong),
        "wrong": sheet.wrong,
        "stale": stale,
        "formed": found.is_open or bool(sheet.wrong) or stale is not None or sheet.retold,
        "changed": changed,
        "key": sheet.key or secrets.token_urlsafe(24),
        "statements": [],
        "given": dict(offer.given),
        "grows": grows(FIELDS, act),
        "offer": offer,
        "about": before(counter, speech, held, act, offer, law_day(now), "".join(posted.get("fault", ())[:1])),
    }
    return page(counter, request, "cleanup_act.html", speech, visitor, held, status=sheet.status, **shown)


def _choose(
    counter: Counter, request: Request, visitor: Visitor, held: CampaignFile, act: str, speech: ProceedingSpeech,
    what: str, offer: Any,
) -> Response:  # fmt: skip
    """First for which unit, or which stop: the form then knows what there is to choose from."""
    if what == "unit":
        options = [(u, held.name(u)) for u in offer.units()]
    else:
        options = [(s.id, f"{s.id} {held.documents.get(s.document, '')}") for s in held.state.stops]
    return page(
        counter, request, "cleanup_choose.html", speech, visitor, held,
        act=act, what=what, options=options, label=speech.field_name(act, what),
    )  # fmt: skip


ROOM: Room[CampaignFile] = Room(
    prefix="/cleanup",
    anew="/cleanup/new",
    asked=FIELDS,
    elsewhere=(OPENING,),
    named=("unit", "stop", "fault", "item", "finding"),
    after_the_end=AFTER_THE_END,
    road=OF_CAMPAIGNS,
    find=campaign_of,
    now=now_of,
    speech=speech_of,
    wrong=wrong_fields,
    doors=doors,
    judged=judged,
    start=start_of_campaign,
    form=_form_page,
    page=page,
)
