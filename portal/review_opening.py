"""Opening a review at the counter: a measure proposed, national law entered, or a body's report."""

from __future__ import annotations

import secrets
from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.contracts.reviews import ReviewStart
from models.law.days import law_day
from models.law.measures import ordering, review_law
from models.records.acts import Refused
from models.records.commands import Actor
from models.records.measure_reviews import ReviewState
from models.steps.measure_deciding import decide_review
from models.steps.measure_fields import FIELDS
from models.steps.measure_table import OPENINGS
from models.tables.measure_reviews import ReviewOpening
from models.tables.receiving import Sent
from models.tables.reviewing import confirmed
from portal.counter import Counter, lang_of
from portal.delivering import OF_REVIEWS, command_of
from portal.filling import Posted, Widget
from portal.opening_form import MODES, new_case_id
from portal.proceeding_filling import grows
from portal.proceeding_opening import Blank, Made, OpeningRoom, opening_routes, pinned_calendar
from portal.proceeding_wording import ProceedingSpeech
from portal.review_counter import HOME, VOCABULARY, names_in
from portal.review_filling import ReviewOffer, fresh, widgets, wrong_fields
from portal.review_pages import law_title, may_open
from portal.sessions import Visitor

_PREFIX = "review"


def routes(counter: Counter) -> APIRouter:
    """The pages on which a review is opened, one for each way to begin."""
    router = APIRouter()
    for act in OPENINGS:
        page, make = partial(_page, act), partial(_make, act)
        at = f"{HOME}/new/{act}"
        room = OpeningRoom(HOME, at, act, FIELDS, OF_REVIEWS, _speech, wrong_fields, page, make)
        router.include_router(opening_routes(counter, room))
    return router


def _make(act: str, counter: Counter, visitor: Visitor, key: str, posted: Posted, body: dict[str, Any]) -> Made:
    """Judge first, so that a refused opening leaves no workflow behind."""
    now, settings = counter.now(), counter.settings
    today, mode = law_day(now), "".join(posted.get("mode", ()))
    mode = mode if mode in MODES else MODES[0]
    review_id = f"{_PREFIX}-{new_case_id(mode, today.year)}"
    found, asked = ordering(counter.book), "".join(posted.get("law", ()))
    reviewed = counter.reader.ask(confirmed)
    law = review_law(counter.book, asked if asked in found else found[0], today, reviewed)
    calendar, state = pinned_calendar(counter), ReviewState(review_id, mode)
    where = (settings.authority, settings.level, settings.region)
    opening = ReviewOpening(review_id, mode, *where, law, calendar, now)
    sent = Sent(key, review_id, act, Actor(visitor.id, visitor.roles), body)
    answer = decide_review(state, command_of(sent, OF_REVIEWS), law, calendar, now)
    refused = answer if isinstance(answer, Refused) else None
    return Made(opening, sent, refused, ReviewStart(state, law, calendar))


def _speech(counter: Counter, request: Request) -> ProceedingSpeech:
    lang = lang_of(request)
    return ProceedingSpeech(lang, own=VOCABULARY, names=names_in(counter, lang))


def _page(act: str, counter: Counter, request: Request, visitor: Visitor, blank: Blank) -> Response:
    speech, wrong = _speech(counter, request), blank.wrong or {}
    settings, today = counter.settings, law_day(counter.now())
    first = {
        **fresh(act, today),
        "level": [settings.level],
        "body": [settings.authority],
        **blank.posted,
    }
    offer = ReviewOffer(ReviewState("", MODES[0]), tuple(names_in(counter, speech.lang)["measure"]))
    return counter.page(
        request, "review_new.html", status=blank.status, speech=speech, visitor=visitor, formed=True, act=act,
        widgets=(*_chosen(counter, speech, first), *widgets(speech, act, offer, first, wrong)), wrong=wrong,
        key=blank.key or secrets.token_urlsafe(24), may=act in may_open(counter, visitor), grows=grows(FIELDS, act),
    )  # fmt: skip


def _chosen(counter: Counter, speech: ProceedingSpeech, posted: Posted) -> tuple[Widget, ...]:
    """Under which text it is reviewed, and in which mode."""
    laws = tuple((name, law_title(counter, speech, name)) for name in ordering(counter.book))
    modes = tuple((m, speech.word("mode", m)) for m in MODES)
    named = (
        ("law", speech.t("审查依据", "Reviewed under"), laws),
        ("mode", speech.t("性质", "Mode"), modes),
    )
    return tuple(
        Widget(name, label, "select", required=True, options=options, values=tuple(posted.get(name, (options[0][0],))))
        for name, label, options in named
    )
