"""Opening a campaign at the counter: under which notice, by which lead."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.contracts.cleanup import CampaignStart
from models.law.campaign_rules import LEVELS
from models.law.cleanup import campaign_law, notices
from models.law.days import law_day
from models.records.acts import Refused
from models.records.campaigns import CampaignState
from models.records.commands import Actor
from models.steps.cleanup_deciding import decide_campaign
from models.steps.cleanup_fields import FIELDS
from models.tables.campaigns import CampaignOpening
from models.tables.receiving import Sent
from models.tables.reviewing import confirmed
from portal.campaign_counter import VOCABULARY
from portal.campaign_deciding import OPENING
from portal.campaign_filling import wrong_fields
from portal.campaign_pages import notice_title
from portal.counter import Counter, lang_of
from portal.delivering import OF_CAMPAIGNS, command_of
from portal.filling import Posted, Widget
from portal.opening_form import MODES, new_case_id
from portal.proceeding_opening import Blank, Made, OpeningRoom, opening_routes, pinned_calendar
from portal.proceeding_wording import ProceedingSpeech
from portal.sessions import Visitor

_PREFIX = "cleanup"
_FIELDS = ("lead", "name", "level")


def routes(counter: Counter) -> APIRouter:
    """The page on which a campaign is opened."""
    return opening_routes(counter, ROOM)


def _make(counter: Counter, visitor: Visitor, key: str, posted: Posted, body: dict[str, Any]) -> Made:
    """Judge first, so that a refused opening leaves no workflow behind."""
    now = counter.now()
    today, mode = law_day(now), "".join(posted.get("mode", ()))
    mode = mode if mode in MODES else MODES[0]
    campaign_id = f"{_PREFIX}-{new_case_id(mode, today.year)}"
    found = notices(counter.book)
    asked = "".join(posted.get("notice", ()))
    reviewed = counter.reader.ask(confirmed)
    law = campaign_law(counter.book, asked if asked in found else found[0], today, reviewed)
    calendar, state = pinned_calendar(counter), CampaignState(campaign_id, mode)
    opening = CampaignOpening(
        campaign_id, mode, body["name"], body["level"], counter.settings.region, law, calendar, now
    )
    sent = Sent(key, campaign_id, OPENING, Actor(visitor.id, visitor.roles), body)
    answer = decide_campaign(state, command_of(sent, OF_CAMPAIGNS), law, calendar, now)
    refused = answer if isinstance(answer, Refused) else None
    return Made(opening, sent, refused, CampaignStart(state, law, calendar))


def _speech(_: Counter, request: Request) -> ProceedingSpeech:
    return ProceedingSpeech(lang_of(request), own=VOCABULARY)


def _page(counter: Counter, request: Request, visitor: Visitor, blank: Blank) -> Response:
    speech, posted, wrong = _speech(counter, request), blank.posted, blank.wrong or {}
    settings = counter.settings
    first = {"name": [settings.authority], "level": [settings.level], **posted}
    return counter.page(
        request, "cleanup_new.html", status=blank.status, speech=speech, visitor=visitor, formed=True,
        widgets=_widgets(counter, speech, first, wrong), wrong=wrong,
        key=blank.key or secrets.token_urlsafe(24), may="lead-head" in visitor.roles,
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


ROOM = OpeningRoom(
    "/cleanup", "/cleanup/new", OPENING, FIELDS, OF_CAMPAIGNS, _speech, wrong_fields, _page, _make
)
