"""Opening a case at the counter."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from models.contracts.listing import CaseStart
from models.law.days import Calendar, law_day
from models.law.regimes import Law
from models.records.acts import Refused
from models.records.cases import CaseState
from models.records.commands import Actor
from models.steps.deciding import decide
from models.steps.forms import faults
from models.tables.receiving import Opening, Sent
from models.tables.replanning import as_announced
from portal.counter import Counter, lang_of
from portal.delivering import checked_key, command_of, deliver, receive
from portal.filling import Posted
from portal.opening_form import ACT, MODES, body_of, form, how_many, new_case_id, posted_name, typed
from portal.sessions import Visitor
from portal.wording import Speech


def routes(counter: Counter) -> APIRouter:
    """The page on which a case is opened."""
    router = APIRouter()

    @router.get("/new")
    def new_case_page(request: Request) -> Response:
        visitor = counter.visitor(request)
        before = counter.reader.command(request.query_params.get("again", ""))
        posted = typed(before.body) if before is not None and before.act == ACT else {}
        return _page(counter, request, visitor, posted)

    @router.post("/new")
    async def open_case(request: Request) -> Response:
        visitor = await run_in_threadpool(counter.visitor, request)
        posted = await counter.posted(request)
        counter.check_token(visitor, posted)
        key = checked_key("".join(posted.pop("key", ())))
        if "more" in posted:
            return await run_in_threadpool(_page, counter, request, visitor, posted, key=key)
        held = await run_in_threadpool(counter.reader.command, key)
        if held is not None:
            return RedirectResponse(f"/case/{held.case_id}/errand/{key}", status_code=303)
        body = body_of(posted, counter.settings.level)
        wrong = _wrong(request, body)
        if wrong:
            return await run_in_threadpool(_page, counter, request, visitor, posted, key=key, wrong=wrong)
        return await _open(counter, visitor, key, "".join(posted.get("mode", ())), body)

    return router


async def _open(counter: Counter, visitor: Visitor, key: str, mode: str, body: dict[str, Any]) -> Response:
    """Judge first, so that a refused opening leaves no workflow behind; then receive and hand over."""
    now = counter.now()
    mode = mode if mode in MODES else MODES[0]
    case_id = new_case_id(mode, law_day(now).year)
    regime = counter.book.regimes[0]
    law, calendar = _pinned(counter, regime)
    state = CaseState(case_id, mode)
    settings = counter.settings
    opening = Opening(case_id, mode, settings.authority, settings.level, settings.region, law, calendar, now)
    sent = Sent(key, case_id, ACT, Actor(visitor.id, visitor.roles), body)
    answer = decide(state, command_of(sent), law, calendar, now)
    refused = answer if isinstance(answer, Refused) else None
    if await receive(counter, sent, opening, refused) and refused is None:
        await deliver(counter, sent, CaseStart(state, law, calendar))
    return RedirectResponse(f"/case/{case_id}/errand/{key}", status_code=303)


def _pinned(counter: Counter, regime: str) -> tuple[Law, Calendar]:
    """The law of today and every calendar year held, as two people have announced them here."""
    today = law_day(counter.now())
    calendar = counter.reader.ask(lambda connection: as_announced(connection, counter.book.calendar()))
    return counter.book.law(regime, today), calendar


def _wrong(request: Request, body: Mapping[str, Any]) -> dict[str, str]:
    speech = Speech(lang_of(request))
    return {posted_name(f.field, body): speech.fault(f) for f in reversed(faults(ACT, body))}


def _page(
    counter: Counter,
    request: Request,
    visitor: Visitor,
    posted: Posted,
    *,
    key: str = "",
    wrong: Mapping[str, str] | None = None,
) -> Response:
    regime = counter.book.regimes[0]
    today = law_day(counter.now())
    law, words = counter.book.law(regime, today), counter.book.words(regime, today)
    speech = Speech(lang_of(request), words)
    rule = law.act_rule(ACT)
    title = counter.book.instrument(regime, today).place.inner("title")
    return counter.page(
        request, "new_case.html", status=422 if wrong else 200, speech=speech, visitor=visitor,
        form=form(speech, law, posted, wrong or {}, how_many(posted)), count=how_many(posted),
        wrong=wrong or {}, key=key or secrets.token_urlsafe(24), modes=MODES,
        mode="".join(posted.get("mode", ())) or MODES[0], rule=speech.rule("opening"),
        regime=speech.t(title.text("zh"), title.text("en")), basis_rule=speech.rule("basis_document"),
        may=rule is not None and any(r in rule.roles for r in visitor.roles),
        posts=[speech.word("post", r) for r in (rule.roles if rule else ())],
    )  # fmt: skip
