"""Opening a campaign at the counter: under which notice, by which lead."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from models.contracts.cleanup import CampaignStart
from models.law.campaign_rules import LEVELS
from models.law.cleanup import campaign_law, notices
from models.law.days import law_day
from models.records.acts import Refused
from models.records.campaigns import CampaignState
from models.records.commands import Actor
from models.steps.cleanup_deciding import decide_campaign
from models.tables.campaigns import CampaignOpening
from models.tables.receiving import Sent
from models.tables.replanning import as_announced
from models.tables.reviewing import confirmed
from portal.campaign_counter import VOCABULARY
from portal.campaign_deciding import OPENING
from portal.campaign_filling import body_of, typed, wrong_fields
from portal.campaign_pages import notice_title
from portal.counter import RETELL, WITH_FAULTS, Counter, lang_of
from portal.delivering import OF_CAMPAIGNS, checked_key, command_of, deliver, receive
from portal.filling import Posted, Widget
from portal.opening_form import MODES, new_case_id
from portal.proceeding_wording import ProceedingSpeech
from portal.sessions import Visitor

_PREFIX = "cleanup"
_FIELDS = ("lead", "name", "level")


def routes(counter: Counter) -> APIRouter:
    """The page on which a campaign is opened."""
    router = APIRouter()

    @router.get("/cleanup/new")
    def new_page(request: Request) -> Response:
        visitor = counter.visitor(request)
        kept = counter.reader.command(request.query_params.get("again", ""))
        posted = typed(kept.body) if kept is not None and kept.act == OPENING else {}
        return _page(counter, request, visitor, posted)

    @router.post("/cleanup/new")
    async def open_campaign(request: Request) -> Response:
        visitor = await run_in_threadpool(counter.visitor, request)
        posted = await counter.posted(request)
        counter.check_token(visitor, posted)
        key = checked_key("".join(posted.pop("key", ())))
        told = "".join(posted.pop(RETELL, ()))
        body = body_of(OPENING, posted)
        wrong = wrong_fields(_speech(request), OPENING, body)
        if told:
            faults = wrong if told == WITH_FAULTS else {}
            return await run_in_threadpool(_page, counter, request, visitor, posted, key=key, wrong=faults)
        held = await run_in_threadpool(counter.reader.command, key)
        if held is not None:
            return RedirectResponse(f"/cleanup/{held.case_id}/errand/{key}", status_code=303)
        if wrong:
            return await run_in_threadpool(_page, counter, request, visitor, posted, key=key, wrong=wrong, status=422)
        return await _open(counter, visitor, key, posted, body)

    return router


async def _open(counter: Counter, visitor: Visitor, key: str, posted: Posted, body: dict[str, Any]) -> Response:
    """Judge first, so that a refused opening leaves no workflow behind; then receive and hand over."""
    now = counter.now()
    today, mode = law_day(now), "".join(posted.get("mode", ()))
    mode = mode if mode in MODES else MODES[0]
    campaign_id = f"{_PREFIX}-{new_case_id(mode, today.year)}"
    found = notices(counter.book)
    asked = "".join(posted.get("notice", ()))
    reviewed = await run_in_threadpool(counter.reader.ask, confirmed)
    law = campaign_law(counter.book, asked if asked in found else found[0], today, reviewed)
    years = counter.book.calendar().years
    pinned = counter.book.calendar_for(years[0].year, years[-1].year)
    calendar = await run_in_threadpool(counter.reader.ask, lambda connection: as_announced(connection, pinned))
    state = CampaignState(campaign_id, mode)
    opening = CampaignOpening(
        campaign_id, mode, body["name"], body["level"], counter.settings.region, law, calendar, now
    )
    sent = Sent(key, campaign_id, OPENING, Actor(visitor.id, visitor.roles), body)
    answer = decide_campaign(state, command_of(sent, OF_CAMPAIGNS), law, calendar, now)
    refused = answer if isinstance(answer, Refused) else None
    if await receive(counter, sent, opening, refused, OF_CAMPAIGNS) and refused is None:
        await deliver(counter, sent, CampaignStart(state, law, calendar), OF_CAMPAIGNS)
    return RedirectResponse(f"/cleanup/{campaign_id}/errand/{key}", status_code=303)


def _speech(request: Request) -> ProceedingSpeech:
    return ProceedingSpeech(lang_of(request), own=VOCABULARY)


def _page(
    counter: Counter, request: Request, visitor: Visitor, posted: Posted,
    *, key: str = "", wrong: Mapping[str, str] | None = None, status: int = 200,
) -> Response:  # fmt: skip
    speech = _speech(request)
    settings = counter.settings
    first = {"name": [settings.authority], "level": [settings.level], **posted}
    return counter.page(
        request, "cleanup_new.html", status=status, speech=speech, visitor=visitor, formed=True,
        widgets=_widgets(counter, speech, first, wrong or {}), wrong=wrong or {},
        key=key or secrets.token_urlsafe(24), may="lead-head" in visitor.roles,
    )  # fmt: skip


def _widgets(
    counter: Counter, speech: ProceedingSpeech, posted: Posted, wrong: Mapping[str, str]
) -> tuple[Widget, ...]:
    """Under which notice, in which mode, and who leads."""
    choices = {
        "notice": [(n, notice_title(counter, speech, n)) for n in notices(counter.book)],
        "mode": [(m, speech.word("mode", m)) for m in MODES],
        "level": [(code, speech.choice("level", code)) for code in LEVELS],
    }
    labels = {
        "notice": speech.t("依据的通知", "Notice it is held under"),
        "mode": speech.t("性质", "Mode"),
        "name": speech.t("牵头单位名称", "Name of the lead"),
    }
    made = []
    for name in ("notice", "mode", *_FIELDS):
        options, values = tuple(choices.get(name, ())), tuple(posted.get(name, ()))
        label = labels.get(name) or speech.field_name(OPENING, name)
        values = values or tuple(code for code, _ in options[:1])
        helped, _ = speech.help(OPENING, name)
        shape = "select" if options else "line"
        made.append(Widget(name, label, shape, True, options, values, wrong.get(name, ""), helped))  # noqa: FBT003
    return tuple(made)
