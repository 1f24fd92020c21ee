"""The calendar-keepers' pages: a year's days off entered, its effect shown, confirmed by another person."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import asdict, fields
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from models.law.days import law_day
from models.records.acts import Refused
from models.records.commands import Actor
from models.records.replans import CONFIRMED, PREVIEWED, PREVIEWING, UNDER_WAY, Replan
from models.tables.replanning import campaign, campaigns, effects, totals
from portal.counter import Counter, Problem, lang_of
from portal.keeping import Keeping, Typed
from portal.sessions import Visitor
from portal.temporal import NotDelivered
from portal.wording import Speech
from portal.words.replans import OUTCOMES, STANDINGS, WAYS

_A_PAGE = 100
_AWAY = (
    "办理系统暂时没有应答，没有变动，请稍后再试。",
    "The house does not answer now and nothing was changed; please try again later.",
)
Answer = str | Refused


def routes(counter: Counter) -> APIRouter:
    """The pages on which a year is announced."""
    router = APIRouter()
    keeping = Keeping(counter.courier, counter.reader.ask, counter.book)

    @router.get("/replan")
    def list_page(request: Request) -> Response:
        return _list_page(counter, keeping, request, counter.visitor(request))

    @router.post("/replan")
    async def enter(request: Request) -> Response:
        visitor, posted = await _posted(counter, request)
        typed = Typed(**{f.name: " ".join(posted.get(f.name, ())) for f in fields(Typed)})
        answer = await _reach(lambda: keeping.enter(_actor(visitor), typed, law_day(counter.now())))
        if isinstance(answer, Refused):
            return await run_in_threadpool(_list_page, counter, keeping, request, visitor, typed, answer)
        return RedirectResponse(f"/replan/{answer}", status_code=303)

    @router.get("/replan/{replan_id}")
    def replan_page(request: Request, replan_id: str) -> Response:
        return _page(counter, keeping, request, counter.visitor(request), replan_id)

    @router.post("/replan/{replan_id}/confirm")
    async def confirm(request: Request, replan_id: str) -> Response:
        visitor, posted = await _posted(counter, request)
        held, seen = await run_in_threadpool(_held, counter, replan_id), "".join(posted.get("digest", ()))
        today = law_day(counter.now())
        answer = await _reach(lambda: keeping.confirm(_actor(visitor), held, seen, today))
        return await _answered(counter, keeping, request, visitor, replan_id, answer)

    @router.post("/replan/{replan_id}/abandon")
    async def abandon(request: Request, replan_id: str) -> Response:
        visitor, _ = await _posted(counter, request)
        held = await run_in_threadpool(_held, counter, replan_id)
        answer = await _reach(lambda: keeping.abandon(_actor(visitor), held, law_day(counter.now())))
        return await _answered(counter, keeping, request, visitor, replan_id, answer)

    return router


async def _posted(counter: Counter, request: Request) -> tuple[Visitor, dict[str, list[str]]]:
    visitor = await run_in_threadpool(counter.visitor, request)
    posted = await counter.posted(request)
    counter.check_token(visitor, posted)
    return visitor, posted


async def _reach(ask: Callable[[], Awaitable[Answer]]) -> Answer:
    try:
        return await ask()
    except NotDelivered as fault:
        raise Problem(503, *_AWAY) from fault


async def _answered(
    counter: Counter, keeping: Keeping, request: Request, visitor: Visitor, replan_id: str, answer: Answer
) -> Response:
    if isinstance(answer, Refused):
        return await run_in_threadpool(_page, counter, keeping, request, visitor, replan_id, answer)
    return RedirectResponse(f"/replan/{replan_id}", status_code=303)


def _held(counter: Counter, replan_id: str) -> Replan:
    found = counter.reader.ask(lambda connection: campaign(connection, replan_id))
    if found is None:
        raise Problem(404, "没有这一次期限重算。", "There is no such re-plan campaign.")
    return found


def _actor(visitor: Visitor) -> Actor:
    return Actor(visitor.id, visitor.roles)


def _speech(counter: Counter, request: Request) -> Speech:
    book = counter.book
    return Speech(lang_of(request), book.words(book.regimes[0], law_day(counter.now())))


def _common(counter: Counter, keeping: Keeping, request: Request, visitor: Visitor) -> dict[str, Any]:
    """What both pages show: the rule, who may, and the words."""
    speech = _speech(counter, request)
    posts = keeping.posts(law_day(counter.now()))
    return {
        "speech": speech,
        "visitor": visitor,
        "rule": speech.rule("house.re-plan"),
        "may": any(post in posts for post in visitor.roles),
        "posts": [speech.word("post", post) for post in posts],
        "names": counter.reader.names(),
        "standings": {code: speech.t(*pair) for code, pair in STANDINGS.items()},
    }


def _list_page(
    counter: Counter,
    keeping: Keeping,
    request: Request,
    visitor: Visitor,
    typed: Typed | None = None,
    refused: Refused | None = None,
) -> Response:
    common = _common(counter, keeping, request, visitor)
    held = counter.reader.ask(campaigns)
    speech = common["speech"]
    return counter.page(
        request, "replan_list.html", status=_status(refused), held=held, typed=asdict(typed or Typed()),
        is_open=any(r.standing in UNDER_WAY for r in held),
        why=speech.refusal(refused) if refused else None, **common,
    )  # fmt: skip


def _page(
    counter: Counter,
    keeping: Keeping,
    request: Request,
    visitor: Visitor,
    replan_id: str,
    refused: Refused | None = None,
) -> Response:
    held, after = _held(counter, replan_id), request.query_params.get("after", "")
    common = _common(counter, keeping, request, visitor)
    ask, speech = counter.reader.ask, common["speech"]
    shown = ask(lambda connection: effects(connection, replan_id, after, _A_PAGE, changed=True))
    return counter.page(
        request, "replan.html", status=_status(refused), held=held, shown=shown,
        totals=ask(lambda connection: totals(connection, replan_id)),
        more=shown[-1].case_id if len(shown) == _A_PAGE else "",
        ways={code: speech.t(*pair) for code, pair in WAYS.items()},
        outcomes={code: speech.t(*pair) for code, pair in OUTCOMES.items()},
        confirmable=held.standing == PREVIEWED, abandonable=held.standing in (PREVIEWING, PREVIEWED),
        moving=held.standing in (PREVIEWING, CONFIRMED),
        why=speech.refusal(refused) if refused else None, **common,
    )  # fmt: skip


def _status(refused: Refused | None) -> int:
    if refused is None:
        return 200
    return 403 if refused.code == "not_authorised" else 422
