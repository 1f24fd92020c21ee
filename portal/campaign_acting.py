"""Acting in a campaign: the form of an act, and what becomes of it when it is sent."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from models.law.days import law_day
from models.records.commands import Actor
from models.steps.cleanup_fields import FIELDS
from models.steps.cleanup_table import AFTER_THE_END
from models.tables.campaigns import start_of_campaign
from models.tables.receiving import Sent
from portal.campaign_counter import campaign_of, home_of, now_of, speech_of
from portal.campaign_deciding import OPENING, door, doors, judged
from portal.campaign_filling import body_of, fresh, grows, takes_stop, takes_unit, typed, widgets, wrong_fields
from portal.campaign_offering import before, offer_of
from portal.campaign_pages import page
from portal.campaign_reading import CampaignFile
from portal.counter import RETELL, WITH_FAULTS, Counter, Problem
from portal.delivering import OF_CAMPAIGNS, checked_key, command_of, deliver, receive
from portal.filling import Posted, said, whole
from portal.proceeding_wording import ProceedingSpeech
from portal.reading import CommandRow
from portal.sessions import Visitor
from portal.telling import happenings

_AT_THE_COUNTER = ("not_authorised",)
_MORE = "more"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form as it lies on the counter: what was typed, what is wrong, and since when it is stale."""

    act: str
    posted: Posted
    status: int = 200
    wrong: Mapping[str, str] = field(default_factory=dict)
    stale: int | None = None
    key: str = ""
    retold: bool = False


def routes(counter: Counter) -> APIRouter:
    """The pages on which an officer acts in a campaign."""
    router = APIRouter()

    async def show(request: Request, visitor: Visitor, held: CampaignFile, sheet: Sheet) -> Response:
        return await run_in_threadpool(_form_page, counter, request, visitor, held, sheet)

    @router.get("/cleanup/{campaign_id}/act/{act}")
    def act_page(request: Request, campaign_id: str, act: str) -> Response:
        visitor, held = counter.visitor(request), _campaign(counter, campaign_id, act)
        asked = request.query_params
        posted = _sent_before(counter, held, act, asked.get("again", "")) or {
            name: [asked[name]] for name in ("unit", "stop", "fault", "item", "finding") if asked.get(name)
        }
        return _form_page(counter, request, visitor, held, Sheet(act, posted))

    @router.post("/cleanup/{campaign_id}/act/{act}")
    async def send(request: Request, campaign_id: str, act: str) -> Response:
        visitor = await run_in_threadpool(counter.visitor, request)
        posted = await counter.posted(request)
        counter.check_token(visitor, posted)
        held = await run_in_threadpool(_campaign, counter, campaign_id, act)
        key = checked_key("".join(posted.pop("key", ())))
        told = "".join(posted.pop(RETELL, ()))
        seen = whole("".join(posted.pop("version", ())), -1)
        body = body_of(act, posted)
        speech = await run_in_threadpool(speech_of, counter, request, held)
        wrong = wrong_fields(speech, act, body)
        if told or _MORE in posted:
            stale = seen if seen != held.version else None
            faults = wrong if told == WITH_FAULTS else {}
            return await show(request, visitor, held, Sheet(act, posted, 200, faults, stale, key, retold=True))
        if wrong:
            return await show(request, visitor, held, Sheet(act, typed(body), 422, wrong, key=key))
        answered = await run_in_threadpool(counter.reader.command, key)
        if answered is None and seen != held.version:
            return await show(request, visitor, held, Sheet(act, posted, 409, stale=seen, key=key))
        sent = Sent(key, held.id, act, Actor(visitor.id, visitor.roles), body, seen_version=held.version)
        return await _do(counter, request, visitor, held, sent, again=answered is not None)

    @router.get("/cleanup/{campaign_id}/errand/{key}")
    def errand_page(request: Request, campaign_id: str, key: str) -> Response:
        visitor = counter.visitor(request)
        return _outcome_page(counter, request, visitor, campaign_of(counter, campaign_id), key)

    return router


async def _do(
    counter: Counter, request: Request, visitor: Visitor, held: CampaignFile, sent: Sent, *, again: bool
) -> Response:
    """Receive, hand over, and show what came of it; a post that may not act is told so at once."""
    refused = None if again else judged(held, command_of(sent, OF_CAMPAIGNS), now_of(counter, held))
    if refused is not None and refused.code in _AT_THE_COUNTER:
        await receive(counter, sent, refused=refused, road=OF_CAMPAIGNS)
        return await run_in_threadpool(_outcome_page, counter, request, visitor, held, sent.key, status=403)
    await receive(counter, sent, road=OF_CAMPAIGNS)
    kept = await run_in_threadpool(counter.reader.command, sent.key)
    if kept is not None and kept.outcome == "received":
        wakes = held.closed and sent.act in AFTER_THE_END
        start = await run_in_threadpool(_start, counter, held.id) if wakes else None
        await deliver(counter, sent, start, OF_CAMPAIGNS)
    return RedirectResponse(f"{home_of(held)}/errand/{sent.key}", status_code=303)


def _start(counter: Counter, campaign_id: str) -> Any:
    return counter.reader.ask(lambda connection: start_of_campaign(connection, campaign_id))


def _campaign(counter: Counter, campaign_id: str, act: str) -> CampaignFile:
    if act not in FIELDS or act == OPENING:
        raise Problem(404, "没有这一事项。", "There is no such act.")
    return campaign_of(counter, campaign_id)


def _sent_before(counter: Counter, held: CampaignFile, act: str, key: str) -> dict[str, list[str]] | None:
    """What was typed in a command of this campaign that was refused."""
    kept = counter.reader.command(key) if key else None
    if kept is None or kept.case_id != held.id or kept.act != act:
        return None
    return typed(kept.body)


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
        "grows": grows(act),
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


def _outcome_page(
    counter: Counter, request: Request, visitor: Visitor, held: CampaignFile, key: str, *, status: int = 200
) -> Response:
    kept = counter.reader.command(key)
    if kept is None or kept.case_id != held.id:
        raise Problem(404, "没有这一编号的办理记录。", "There is no errand of this key.")
    counter.note(visitor, held.id, f"command:{kept.act}")
    speech = speech_of(counter, request, held)
    told = said(speech, kept.act, kept.body, FIELDS)
    shown = _outcome(counter, speech, held, kept, visitor)
    return page(
        counter, request, "errand.html", speech, visitor, held, status=status, held=kept, said=told,
        anew="/cleanup/new", **shown,
    )  # fmt: skip


def _outcome(
    counter: Counter, speech: ProceedingSpeech, held: CampaignFile, kept: CommandRow, visitor: Visitor
) -> dict[str, Any]:
    """The receipt, the refusal with what is open now, or that it waits."""
    if kept.refused is not None:
        found = doors(held, Actor(visitor.id, visitor.roles), now_of(counter, held)) if held.version else ()
        return {
            "refusal": speech.refusal(kept.refused),
            "refusal_other": speech.other.refusal(kept.refused),
            "open": [d for d in found if d.is_open],
            "open_to_others": [d.act for d in found if d.at_this_step and not d.is_open],
        }
    own = next((a for a in counter.reader.acts(held.id) if a.key == kept.key), None)
    return {"own": own, "rule": speech.rule(own.cite), "started": []} if own else {}
