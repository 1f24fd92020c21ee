"""The counter as a web application, and what holds for every page of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import quote

import structlog
from fastapi import FastAPI, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from models.law.lawbook import Lawbook
from models.law.library import lawbook
from models.tables.opening import open_engine
from portal import (
    acting,
    law_editions,
    law_pages,
    law_reviewing,
    opening,
    oversight_pages,
    pages,
    proceedings,
    replan,
    signing_in,
)
from portal.counter import LANG_COOKIE, Counter, NotSignedIn, Problem
from portal.proceedings import KINDS
from portal.reading import Reader
from portal.sessions import Doorkeeper
from portal.settings import Settings, from_environment
from portal.temporal import Courier
from portal.writing import Writer

_STATIC = Path(__file__).parent / "static"
_YEAR = 365 * 24 * 3600
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_PLAIN = {
    404: ("没有这一页。", "There is no such page."),
    405: ("这一页不能这样使用。", "This page cannot be used so."),
}
_FAILED = (
    "系统出错，刚才的操作可能没有完成。请回到案件页查看。",
    "Something failed; look at the case to see whether it was done.",
)
_BAD = 400

Next = Callable[[Request], Awaitable[Response]]


def open_counters() -> FastAPI:
    """The counters as the environment sets them up, with a log of JSON lines on standard output."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return make_app(from_environment())


def make_app(
    settings: Settings,
    *,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    log: Callable[..., None] | None = None,
    book: Lawbook | None = None,
) -> FastAPI:
    """A counter; tests give it a clock and a log of their own."""
    reader = Reader(open_engine(settings.record_url, reading=True))
    writer = Writer(open_engine(settings.record_url))
    door = Doorkeeper(reader, writer, settings, clock)
    tell = log or structlog.get_logger().bind(process="portal").info
    counter = Counter(settings, reader, writer, Courier(settings), door, book or lawbook(), clock, tell, KINDS)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.state.counter = counter
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    for room in (signing_in, pages, opening, acting, replan, law_reviewing, law_editions, law_pages, oversight_pages):
        app.include_router(room.routes(counter))
    app.include_router(proceedings.routes(counter))
    _health(app, counter)
    _problems(app, counter)
    _every_page(app, counter)
    return app


def _health(app: FastAPI, counter: Counter) -> None:
    @app.get("/healthz")
    async def healthz() -> JSONResponse:
        try:
            record = await run_in_threadpool(counter.reader.is_open)
        except Exception:  # noqa: BLE001 - whatever fails here, the record is not readable
            record = False
        temporal = await counter.courier.is_serving()
        found = {
            "record": "ok" if record else "failed",
            "temporal": "ok" if temporal else "away",
            "worker": "not-checked",
        }
        return JSONResponse(found, status_code=200 if record else 503)


def _problems(app: FastAPI, counter: Counter) -> None:
    async def not_signed_in(request: Request, _: Exception) -> Response:
        to = f"{request.url.path}" if request.method == "GET" else "/"
        return RedirectResponse(f"/sign-in?next={quote(to)}", status_code=303)

    async def problem(request: Request, fault: Exception) -> Response:
        found = fault if isinstance(fault, Problem) else Problem(500, *_FAILED)
        return _problem_page(counter, request, found)

    async def plain(request: Request, fault: Exception) -> Response:
        status = fault.status_code if isinstance(fault, HTTPException) else 500
        return _problem_page(counter, request, Problem(status, *_PLAIN.get(status, _FAILED)))

    app.add_exception_handler(NotSignedIn, not_signed_in)
    app.add_exception_handler(Problem, problem)
    app.add_exception_handler(HTTPException, plain)


def _problem_page(counter: Counter, request: Request, found: Problem) -> Response:
    return counter.page(request, "problem.html", status=found.status, problem=found)


def _every_page(app: FastAPI, counter: Counter) -> None:
    @app.middleware("http")
    async def every_page(request: Request, call_next: Next) -> Response:
        began = perf_counter()
        fault = ""
        try:
            response = await call_next(request)
        except Exception as failed:  # noqa: BLE001 - a page that fails is told, with nothing of its data
            fault = type(failed).__name__
            response = _problem_page(counter, request, Problem(500, *_FAILED))
        _dress(counter.settings, request, response)
        if not request.url.path.startswith("/static/"):
            counter.log("page", **_line(request, response, fault, perf_counter() - began))
        return response


def _dress(settings: Settings, request: Request, response: Response) -> None:
    for name, value in _HEADERS.items():
        response.headers[name] = value
    if settings.secure:
        response.headers["Strict-Transport-Security"] = f"max-age={_YEAR}"
    if not request.url.path.startswith("/static/"):
        response.headers["Cache-Control"] = "no-store"
    lang = request.query_params.get("lang")
    if lang in ("zh", "en"):
        response.set_cookie(
            LANG_COOKIE, lang, max_age=_YEAR, httponly=True, samesite="lax", secure=settings.secure, path="/"
        )


def _line(request: Request, response: Response, fault: str, took: float) -> dict[str, Any]:
    """One line a request: the route's pattern and codes, never a name, a number or what was typed."""
    route = request.scope.get("route")
    line: dict[str, Any] = {
        "method": request.method,
        "route": getattr(route, "path", "-"),
        "status": response.status_code,
        "ms": round(took * 1000, 1),
    }
    known = request.scope.get("path_params") or {}
    if "case_id" in known and response.status_code < _BAD:
        line["case_id"] = known["case_id"]
    if fault:
        line["fault"] = fault
    return line
