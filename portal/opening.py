"""Opening a case at the counter."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from models.contracts.listing import CaseStart
from models.law.days import Calendar, law_day
from models.law.list_standards import lacks_standard, with_standard
from models.law.regimes import Law
from models.records.acts import Refused
from models.records.cases import CaseState
from models.records.commands import Actor
from models.records.proceedings import conduct_ended_on
from models.steps.deciding import decide
from models.steps.forms import faults
from models.tables.list_standards import standing_standards
from models.tables.measure_reviews import issued_texts
from models.tables.receiving import Opening, Sent
from models.tables.replanning import as_announced
from models.tables.reviewing import confirmed
from portal.counter import RETELL, WITH_FAULTS, Counter, lang_of
from portal.delivering import checked_key, command_of, deliver, receive
from portal.filling import Posted
from portal.opening_form import ACT, MODES, body_of, form, how_many, new_case_id, posted_name, typed
from portal.opening_law import Chosen, chosen, pinned, regimes, supplements, title, words
from portal.sessions import Visitor
from portal.wording import Speech

_REAL = "real"


def routes(counter: Counter) -> APIRouter:
    """The page on which a case is opened."""
    router = APIRouter()

    @router.get("/new")
    def new_case_page(request: Request) -> Response:
        visitor = counter.visitor(request)
        before = counter.reader.command(request.query_params.get("again", ""))
        if before is None or before.act != ACT:
            return _page(counter, request, visitor, {})
        held = counter.case(before.case_id)
        local = counter.book.local_of(held.law, law_day(held.opened_at))
        posted = {**typed(before.body), "regime": [held.regime], "local": list(local), "mode": [held.mode]}
        return _page(counter, request, visitor, posted)

    @router.post("/new")
    async def open_case(request: Request) -> Response:
        visitor = await run_in_threadpool(counter.visitor, request)
        posted = await counter.posted(request)
        counter.check_token(visitor, posted)
        key = checked_key("".join(posted.pop("key", ())))
        choice = chosen(counter.book, law_day(counter.now()), posted)
        told = "".join(posted.pop(RETELL, ()))
        body = body_of(posted, counter.settings.level)
        # A choice changed after the form was made: its grounds and offices are another list's.
        rechosen = choice.mark != "".join(posted.get("shown", (choice.mark,)))
        if told or rechosen or "more" in posted or "choose" in posted:
            wrong = _wrong(request, body) if told == WITH_FAULTS else {}
            return await run_in_threadpool(_page, counter, request, visitor, posted, key=key, wrong=wrong)
        held = await run_in_threadpool(counter.reader.command, key)
        if held is not None:
            return RedirectResponse(f"/case/{held.case_id}/errand/{key}", status_code=303)
        wrong = _wrong(request, body)
        if wrong:
            return await run_in_threadpool(_page, counter, request, visitor, posted, key=key, wrong=wrong, status=422)
        return await _open(counter, visitor, key, "".join(posted.get("mode", ())), choice, body)

    return router


async def _open(
    counter: Counter, visitor: Visitor, key: str, mode: str, choice: Chosen, body: dict[str, Any]
) -> Response:
    """Judge first, so that a refused opening leaves no workflow behind; then receive and hand over."""
    now = counter.now()
    mode = mode if mode in MODES else MODES[0]
    case_id = new_case_id(mode, law_day(now).year)
    law, held = await run_in_threadpool(_pinned, counter, choice, law_day(now), conduct_ended_on(body))
    if mode != _REAL:
        # What keeps a list from real cases is no part of the law that a training case is led by.
        law = with_standard(law, lacking=False)
    # With the years two people have announced here since the files were written.
    calendar = await run_in_threadpool(counter.reader.ask, lambda connection: as_announced(connection, held))
    state = CaseState(case_id, mode)
    settings = counter.settings
    opening = Opening(case_id, mode, settings.authority, settings.level, settings.region, law, calendar, now)
    sent = Sent(key, case_id, ACT, Actor(visitor.id, visitor.roles), body)
    answer = decide(state, command_of(sent), law, calendar, now)
    refused = answer if isinstance(answer, Refused) else None
    if await receive(counter, sent, opening, refused) and refused is None:
        await deliver(counter, sent, CaseStart(state, law, calendar))
    return RedirectResponse(f"/case/{case_id}/errand/{key}", status_code=303)


def _pinned(counter: Counter, choice: Chosen, on: date, since: date | None = None) -> tuple[Law, Calendar]:
    """The law of that day with what the record knows: what is confirmed, what was issued, which standards stand."""
    ask, book = counter.reader.ask, counter.book
    law, held = pinned(book, choice, on, ask(confirmed), ask(lambda c: issued_texts(c, on)), since)
    standing = ask(lambda connection: standing_standards(connection, on))
    return with_standard(law, lacking=lacks_standard(book, choice.regime, on, standing)), held


def _wrong(request: Request, body: Mapping[str, Any]) -> dict[str, str]:
    speech = Speech(lang_of(request))
    return {posted_name(f.field, body): speech.fault(f) for f in reversed(faults(ACT, body))}


def _page(
    counter: Counter, request: Request, visitor: Visitor, posted: Posted,
    *, key: str = "", wrong: Mapping[str, str] | None = None, status: int = 200,
) -> Response:  # fmt: skip
    book, today = counter.book, law_day(counter.now())
    choice = chosen(book, today, posted)
    law, _ = _pinned(counter, choice, today)
    speech = Speech(lang_of(request), words(book, choice, today))
    rule = law.act_rule(ACT)
    return counter.page(
        request, "new_case.html", status=status, speech=speech, visitor=visitor,
        form=form(speech, law, posted, wrong or {}, how_many(posted)), count=how_many(posted),
        wrong=wrong or {}, key=key or secrets.token_urlsafe(24), modes=MODES,
        mode="".join(posted.get("mode", ())) or MODES[0], rule=speech.rule("opening"), choice=choice,
        regimes=[(r, title(book, speech, r, today)) for r in regimes(book, today)],
        supplements=[(n, title(book, speech, n, today)) for n in supplements(book, today)],
        unconsented=[title(book, speech, n, today) for n in law.unconsented],
        level=counter.settings.level, levels=law.levels, law=law, jurisdiction=speech.rule("jurisdiction"),
        basis_rule=speech.rule("basis_document"), formed=True,
        may=rule is not None and any(r in rule.roles for r in visitor.roles),
        posts=[speech.word("post", r) for r in (rule.roles if rule else ())],
    )  # fmt: skip
