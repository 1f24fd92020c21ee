"""The pages on which reviews of measures are read: the desk, and a review."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from models.law.days import law_day
from models.law.measures import ordering
from models.records.commands import Actor
from models.steps.measure_fields import FIELDS
from models.steps.measure_table import OPENINGS
from portal.counter import Counter, Problem, lang_of
from portal.filling import said
from portal.proceeding_wording import ProceedingSpeech
from portal.review_board import dues, line, order
from portal.review_counter import HOME, VOCABULARY, home_of, now_of, review_of, speech_of
from portal.review_deciding import awaits, doors, standing, waiting
from portal.review_reading import ReviewFile, reviews
from portal.sessions import Visitor
from portal.telling import happenings, kept_refusals
from portal.wording import Speech
from portal.words import measures

_THING = ("审查", "review")


def routes(counter: Counter) -> APIRouter:
    """The pages for reading."""
    router = APIRouter()

    @router.get(HOME)
    def desk_page(request: Request) -> Response:
        visitor = counter.visitor(request)
        speech = ProceedingSpeech(lang_of(request), own=VOCABULARY)
        return counter.page(request, "review_list.html", speech=speech, visitor=visitor, **_desk(counter, visitor))

    @router.get(HOME + "/{review_id}")
    def review_page(request: Request, review_id: str) -> Response:
        visitor, held = counter.visitor(request), review_of(counter, review_id)
        if not held.version:
            first = next((c for c in counter.reader.commands(review_id)), None)
            if first is None:
                raise Problem(404, "没有这一审查。", "There is no such review.")
            return RedirectResponse(f"{home_of(held)}/errand/{first.key}", status_code=303)
        counter.note(visitor, held.id, "review")
        speech = speech_of(counter, request, held)
        return page(counter, request, "review.html", speech, visitor, held, **_review(counter, speech, visitor, held))

    return router


def page(
    counter: Counter, request: Request, template: str, speech: ProceedingSpeech, visitor: Visitor,
    review: ReviewFile, *, status: int = 200, **shown: Any,
) -> Response:  # fmt: skip
    """A page of a review: its mode on top, its own page behind its name."""
    places = [(speech.t("信用措施审查", "Review of measures"), HOME), (review.id, home_of(review))]
    told = {"home": home_of(review), "thing": speech.t(*_THING), "places": places, **shown}
    return counter.page(request, template, status=status, speech=speech, visitor=visitor, case=review, **told)


def law_title(counter: Counter, speech: Speech, notice: str) -> str:
    """What the text that orders a review is called."""
    if notice not in ordering(counter.book):
        return notice
    named = counter.book.instrument(notice, law_day(counter.now())).place.inner("title")
    return named.text("zh" if speech.lang == "zh" else "en")


def may_open(counter: Counter, visitor: Visitor) -> tuple[str, ...]:
    """What a review this officer may begin, by the posts of the law held."""
    roles = counter.book.instrument("measure-house", law_day(counter.now())).place.inner("acts")
    return tuple(act for act in OPENINGS if any(r in roles.inner(act).words("roles") for r in visitor.roles))


def _desk(counter: Counter, visitor: Visitor) -> dict[str, Any]:
    actor, near = Actor(visitor.id, visitor.roles), counter.near
    held = counter.reader.ask(reviews)
    lines = sorted((line(r, actor, now_of(counter, r), near) for r in held if not r.closed), key=order)
    return {
        "mine": [x for x in lines if x.mine],
        "others": [x for x in lines if not x.mine],
        "closed": [r for r in held if r.closed],
        "openings": may_open(counter, visitor),
    }


def _review(counter: Counter, speech: ProceedingSpeech, visitor: Visitor, held: ReviewFile) -> dict[str, Any]:
    now, actor = now_of(counter, held), Actor(visitor.id, visitor.roles)
    found, today = doors(held, actor, now), law_day(now)
    state = standing(held, now).state
    return {
        "title": held.title,
        "state": state,
        "today": today,
        "about": said(speech, held.opening, held.proposal, FIELDS),
        "rests_on": law_title(counter, speech, held.notice),
        "waits": waiting(held, now),
        "mine": awaits(held, actor, now),
        "dues": dues(state, today, counter.near),
        "open": grouped(speech, [d for d in found if d.is_open]),
        "shut": grouped(speech, [d for d in found if not d.is_open and d.at_this_step]),
        "address": lambda act: f"{home_of(held)}/act/{act}",
        "papers": counter.reader.papers(held.id),
        "happened": happenings(counter, speech, held.id, asked=FIELDS),
        "refusals": kept_refusals(counter, speech, held.id),
        "pending": [c for c in counter.reader.commands(held.id) if c.outcome == "received"],
    }


def grouped(speech: ProceedingSpeech, found: list[Any]) -> list[tuple[str, list[Any]]]:
    """Doors by what the acts are for."""
    groups = ((speech.t(*title), [d for d in found if d.act in acts]) for title, acts in measures.GROUPS)
    return [(title, held) for title, held in groups if held]
