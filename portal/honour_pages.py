"""Pages of honours beside their files: the catalogue of incentives with its conditions, inspection by credit class."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.law.days import law_day
from models.law.honours import honour_law, honouring, told_rows
from portal.counter import Counter, NotSignedIn
from portal.honour_kind import HONOUR
from portal.sessions import Visitor

HOME = "/honour-incentives"


def routes(counter: Counter) -> APIRouter:
    """The one page: what the law gives to whom on which conditions; it applies nothing to what is others'."""
    router = APIRouter()

    @router.get(HOME)
    def incentives(request: Request) -> Response:
        today, speech = law_day(counter.now()), HONOUR.speech(counter, request)
        told = [
            {
                "title": HONOUR.text_title(counter, speech, text),
                "law": honour_law(counter.book, text, today),
                "benefits": told_rows(counter.book, text, today, "benefits"),
                "exits": told_rows(counter.book, text, today, "exits"),
                "sources": told_rows(counter.book, text, today, "sources"),
                "pledges": told_rows(counter.book, text, today, "pledges"),
                "inspection": told_rows(counter.book, text, today, "inspection"),
            }
            for text in honouring(counter.book)
        ]
        who = _visitor(counter, request)
        return counter.page(request, "honour_incentives.html", speech=speech, visitor=who, kind=HONOUR, texts=told)

    return router


def _visitor(counter: Counter, request: Request) -> Visitor | None:
    try:
        return counter.visitor(request)
    except NotSignedIn:
        return None
