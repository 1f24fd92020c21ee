"""Opening a proceeding beside the listing at the counter: judged first, so that a refused one starts no workflow."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from models.contracts.proceedings import ProceedingStart
from models.law.days import Calendar, law_day
from models.records.acts import Refused
from models.records.commands import Actor
from models.tables.proceedings import ProceedingOpening
from models.tables.receiving import Sent
from models.tables.replanning import as_announced
from models.tables.reviewing import confirmed
from portal.counter import RETELL, WITH_FAULTS, Counter
from portal.delivering import checked_key, command_of, deliver, receive
from portal.filling import Posted, Widget
from portal.opening_form import MODES, new_case_id
from portal.proceeding_filling import body_of, fresh, grows, typed, widgets, wrong_fields
from portal.proceeding_kind import Kind, Offer
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


def opening_routes(counter: Counter, kind: Kind[Any]) -> APIRouter:
    """The pages on which a proceeding is opened, one for each way to begin."""
    router = APIRouter()
    for act in kind.table.openings:
        _routes(router, counter, kind, act)
    return router


def _routes(router: APIRouter, counter: Counter, kind: Kind[Any], act: str) -> None:
    at = kind.opens_at.format(act=act)

    @router.get(at)
    def new_page(request: Request) -> Response:
        visitor = counter.visitor(request)
        kept = counter.reader.command(request.query_params.get("again", ""))
        again = kept if kept is not None and kept.act == act else None
        if again is not None:
            # What somebody said in an opening may name people: reading it is a look at the file.
            counter.note(visitor, again.case_id, f"command:{act}")
        posted = typed(again.body) if again is not None else {}
        return _page(counter, request, kind, act, visitor, Blank(posted))

    @router.post(at)
    async def open_file(request: Request) -> Response:
        visitor = await run_in_threadpool(counter.visitor, request)
        posted = await counter.posted(request)
        counter.check_token(visitor, posted)
        return await _opened(counter, request, kind, act, visitor, posted)


async def _opened(
    counter: Counter, request: Request, kind: Kind[Any], act: str, visitor: Visitor, posted: dict[str, list[str]]
) -> Response:
    key = checked_key("".join(posted.pop("key", ())))
    told = "".join(posted.pop(RETELL, ()))
    body = body_of(kind.table.fields, act, posted)
    speech = await run_in_threadpool(kind.speech, counter, request)
    wrong = wrong_fields(kind, speech, act, body)

    async def show(blank: Blank) -> Response:
        return await run_in_threadpool(_page, counter, request, kind, act, visitor, blank)

    if told or "more" in posted:
        return await show(Blank(posted, key, wrong if told == WITH_FAULTS else {}))
    held = await run_in_threadpool(counter.reader.command, key)
    if held is not None:
        return RedirectResponse(f"{kind.home}/{held.case_id}/errand/{key}", status_code=303)
    if wrong:
        return await show(Blank(posted, key, wrong, 422))
    made = await run_in_threadpool(_make, counter, kind, visitor, key, posted, (act, body))
    if await receive(counter, made.sent, made.opening, made.refused, kind.road) and made.refused is None:
        await deliver(counter, made.sent, made.start, kind.road)
    return RedirectResponse(f"{kind.home}/{made.sent.case_id}/errand/{key}", status_code=303)


def _make(
    counter: Counter, kind: Kind[Any], visitor: Visitor, key: str, posted: Posted, form: tuple[str, dict[str, Any]]
) -> Made:
    """Judge first, so that a refused opening leaves no workflow behind."""
    act, body = form
    now, mode = counter.now(), "".join(posted.get("mode", ()))
    today, mode = law_day(now), mode if mode in MODES else MODES[0]
    file_id = f"{kind.prefix}-{new_case_id(mode, today.year)}"
    texts, asked = kind.lawful.texts(counter.book), "".join(posted.get(kind.lawful.asked, ()))
    reviewed = counter.reader.ask(confirmed)
    law = kind.lawful.law(counter.book, asked if asked in texts else texts[0], today, reviewed)
    calendar, state = pinned_calendar(counter), kind.kept.empty(file_id, mode)
    where = kind.begun.where(counter.settings, body)
    opening = ProceedingOpening(file_id, mode, *where, law, calendar, now)
    sent = Sent(key, file_id, act, Actor(visitor.id, visitor.roles), body)
    answer = kind.kept.decide(state, command_of(sent, kind.road), law, calendar, now)
    refused = answer if isinstance(answer, Refused) else None
    return Made(opening, sent, refused, ProceedingStart(state, law, calendar))


def _page(counter: Counter, request: Request, kind: Kind[Any], act: str, visitor: Visitor, blank: Blank) -> Response:
    speech, wrong, today = kind.speech(counter, request), blank.wrong or {}, law_day(counter.now())
    offer = Offer(None, counter.reader.officers(), kind.names(counter, speech.lang, None))
    first = {**fresh(kind, act, offer, today), **kind.begun.first(counter.settings), **blank.posted}
    asked = (*_chosen(counter, kind, speech, first), *widgets(kind, speech, act, offer, first, wrong))
    return counter.page(
        request, kind.pages.new, status=blank.status, speech=speech, visitor=visitor, formed=True, kind=kind, act=act,
        widgets=asked, wrong=wrong, key=blank.key or secrets.token_urlsafe(24), at=kind.opens_at.format(act=act),
        may=act in kind.may_open(counter, visitor), grows=grows(kind.table.fields, act),
    )  # fmt: skip


def _chosen(counter: Counter, kind: Kind[Any], speech: ProceedingSpeech, posted: Posted) -> tuple[Widget, ...]:
    """Under which text it is opened, where there is a choice, and in which mode."""
    texts = tuple((name, kind.text_title(counter, speech, name)) for name in kind.lawful.texts(counter.book))
    modes = tuple((m, speech.word("mode", m)) for m in MODES)
    named = [(kind.lawful.asked, speech.t(*kind.lawful.label), texts)] if len(texts) > 1 else []
    named.append(("mode", speech.t("性质", "Mode"), modes))
    return tuple(
        Widget(name, label, "select", required=True, options=options, values=tuple(posted.get(name, (options[0][0],))))
        for name, label, options in named
    )


def pinned_calendar(counter: Counter) -> Calendar:
    """The calendar a new file is pinned to: every year held, with those announced in the record."""
    years = counter.book.calendar().years
    pinned = counter.book.calendar_for(years[0].year, years[-1].year)
    return counter.reader.ask(lambda connection: as_announced(connection, pinned))
