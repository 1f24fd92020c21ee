"""Opening a proceeding beside the listing at the counter: judged first, so that a refused one starts no workflow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from models.law.days import Calendar
from models.records.acts import Refused
from models.tables.receiving import Sent
from models.tables.replanning import as_announced
from portal.counter import RETELL, WITH_FAULTS, Counter
from portal.delivering import Road, checked_key, deliver, receive
from portal.filling import Asked, Posted
from portal.proceeding_filling import body_of, typed
from portal.proceeding_wording import ProceedingSpeech
from portal.sessions import Visitor


@dataclass(frozen=True, slots=True)
class Made:
    """A file about to be opened: with what, by which command, whether it is refused, and how its workflow begins."""

    opening: Any
    sent: Sent
    refused: Refused | None
    start: Any


@dataclass(frozen=True, slots=True)
class Blank:
    """An opening form as it lies on the counter."""

    posted: Posted
    key: str = ""
    wrong: Mapping[str, str] | None = None
    status: int = 200


@dataclass(frozen=True, slots=True)
class OpeningRoom:
    """One way to open a proceeding: its page, its act, and what makes the file."""

    prefix: str
    at: str
    act: str
    asked: Asked
    road: Road
    speech: Callable[[Counter, Request], ProceedingSpeech]
    wrong: Callable[[ProceedingSpeech, str, Mapping[str, Any]], dict[str, str]]
    page: Callable[[Counter, Request, Visitor, Blank], Response]
    make: Callable[[Counter, Visitor, str, Posted, dict[str, Any]], Made]


def opening_routes(counter: Counter, room: OpeningRoom) -> APIRouter:
    """The page on which a proceeding is opened."""
    router = APIRouter()

    @router.get(room.at)
    def new_page(request: Request) -> Response:
        visitor = counter.visitor(request)
        kept = counter.reader.command(request.query_params.get("again", ""))
        posted = typed(kept.body) if kept is not None and kept.act == room.act else {}
        return room.page(counter, request, visitor, Blank(posted))

    @router.post(room.at)
    async def open_file(request: Request) -> Response:
        visitor = await run_in_threadpool(counter.visitor, request)
        posted = await counter.posted(request)
        counter.check_token(visitor, posted)
        key = checked_key("".join(posted.pop("key", ())))
        told = "".join(posted.pop(RETELL, ()))
        body = body_of(room.asked, room.act, posted)
        speech = await run_in_threadpool(room.speech, counter, request)
        wrong = room.wrong(speech, room.act, body)

        async def show(blank: Blank) -> Response:
            return await run_in_threadpool(room.page, counter, request, visitor, blank)

        if told or "more" in posted:
            return await show(Blank(posted, key, wrong if told == WITH_FAULTS else {}))
        held = await run_in_threadpool(counter.reader.command, key)
        if held is not None:
            return RedirectResponse(f"{room.prefix}/{held.case_id}/errand/{key}", status_code=303)
        if wrong:
            return await show(Blank(posted, key, wrong, 422))
        made = await run_in_threadpool(room.make, counter, visitor, key, posted, body)
        if await receive(counter, made.sent, made.opening, made.refused, room.road) and made.refused is None:
            await deliver(counter, made.sent, made.start, room.road)
        return RedirectResponse(f"{room.prefix}/{made.sent.case_id}/errand/{key}", status_code=303)

    return router


def pinned_calendar(counter: Counter) -> Calendar:
    """The calendar a new file is pinned to: every year held, with those announced in the record."""
    years = counter.book.calendar().years
    pinned = counter.book.calendar_for(years[0].year, years[-1].year)
    return counter.reader.ask(lambda connection: as_announced(connection, pinned))
