"""Acting in a review: the form of an act with what is under review beside it, and the room of reviews."""

from __future__ import annotations

import secrets
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.law.days import law_day
from models.records.commands import Actor
from models.steps.measure_fields import FIELDS
from models.tables.measure_reviews import start_of_review
from portal.counter import Counter
from portal.delivering import OF_REVIEWS
from portal.filling import said
from portal.proceeding_acting import Room, Sheet, acting_routes
from portal.proceeding_filling import grows
from portal.review_counter import HOME, names_in, now_of, review_of, speech_of
from portal.review_deciding import ELSEWHERE, door, doors, judged, standing
from portal.review_filling import ReviewOffer, fresh, widgets, wrong_fields
from portal.review_pages import page
from portal.review_reading import ReviewFile
from portal.sessions import Visitor
from portal.telling import happenings


def routes(counter: Counter) -> APIRouter:
    """The pages on which an officer acts in a review."""
    return acting_routes(counter, ROOM)


def _form_page(counter: Counter, request: Request, visitor: Visitor, held: ReviewFile, sheet: Sheet) -> Response:
    speech, act, stale = speech_of(counter, request, held), sheet.act, sheet.stale
    now = now_of(counter, held)
    held = standing(held, now)
    offer = ReviewOffer(held.state, tuple(names_in(counter, speech.lang)["measure"]))
    found = door(held, act, Actor(visitor.id, visitor.roles), now)
    posted = sheet.posted if sheet.retold or sheet.wrong or stale is not None else {
        **fresh(act, law_day(now)), **sheet.posted,
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
        "grows": grows(FIELDS, act),
        "about": said(speech, held.opening, held.proposal, FIELDS),
    }
    return page(counter, request, "review_act.html", speech, visitor, held, status=sheet.status, **shown)


ROOM: Room[ReviewFile] = Room(
    prefix=HOME,
    anew=HOME + "/new/{act}",
    asked=FIELDS,
    elsewhere=ELSEWHERE,
    named=("incident",),
    after_the_end=(),
    road=OF_REVIEWS,
    find=review_of,
    now=now_of,
    speech=speech_of,
    wrong=wrong_fields,
    doors=doors,
    judged=judged,
    start=start_of_review,
    form=_form_page,
    page=page,
)
