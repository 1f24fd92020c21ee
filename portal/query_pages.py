"""Queries of credit information at the counter: registered first, then shown; and the register of all queries.

Nothing is shown before its row is written.  A subject that has proved who it is sees its own data without permission.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from fastapi import APIRouter, Request
from sqlalchemy import Connection, Row, select
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from models.law.days import law_day
from models.law.protection import protection_law, protection_words
from models.law.protection_rules import ProtectionLaw
from models.records.acts import Refused
from models.records.commands import Actor
from models.records.protection import ProtectionState
from models.steps.querying import Query, refuse_query
from models.tables.proceedings import start_of
from models.tables.protection_schema import query_entry
from models.tables.protections import PROTECTION as KEPT
from models.tables.queries import Entry, held_by, kinds_of, records_of, shown_digest
from portal.counter import Counter, Problem
from portal.proceeding_wording import ProceedingSpeech
from portal.protection_kind import PROTECTION
from portal.reading import PAGE
from portal.sessions import Visitor
from portal.wording import masked_number

_NOTICE = "gb49-protection"
_MODES = ("real", "training")
_MOST = 200
_FULL = "full"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed: about whom, for what, on what basis, under which permission; or that it is the subject itself."""

    subject: str = ""
    purpose: str = ""
    basis: str = ""
    permission: str = ""
    own: bool = False
    mode: str = _MODES[0]


@dataclass(frozen=True, slots=True)
class Held:
    """A permission of the visitor: its file, its state, and the law it was granted under."""

    id: str
    state: ProtectionState
    law: ProtectionLaw


def routes(counter: Counter) -> APIRouter:
    """The page on which an officer queries, and the register of all queries."""
    router = APIRouter()

    @router.get("/queries")
    def page(request: Request) -> Response:
        visitor = counter.visitor(request)
        chosen = request.query_params.get("permission", "")
        return _form(counter, request, visitor, Asked(permission=chosen))

    @router.post("/queries")
    async def query(request: Request) -> Response:
        visitor = await run_in_threadpool(counter.visitor, request)
        posted = await counter.posted(request)
        counter.check_token(visitor, posted)
        told = {name: "".join(values).strip() for name, values in posted.items()}
        asked = Asked(
            told.get("subject", ""),
            told.get("purpose", ""),
            told.get("basis", ""),
            told.get("permission", ""),
            told.get("own") == "1",
            told.get("mode", _MODES[0]),
        )
        return await run_in_threadpool(_query, counter, request, visitor, asked)

    @router.get("/queries/register")
    def register(request: Request) -> Response:
        return _register(counter, request, counter.visitor(request))

    return router


def _law(counter: Counter) -> ProtectionLaw:
    return protection_law(counter.book, _NOTICE, law_day(counter.now()))


def _speech(counter: Counter, request: Request) -> ProceedingSpeech:
    plain = PROTECTION.speech(counter, request)
    words = protection_words(counter.book, _NOTICE, law_day(counter.now()))
    return ProceedingSpeech(plain.lang, words, {}, counter.reader.names(), own=plain.own, names=plain.names)


def _mine(counter: Counter, visitor: Visitor) -> tuple[Held, ...]:
    """Every permission of the visitor that was ever granted, the newest end first."""

    def ask(connection: Connection) -> tuple[Held, ...]:
        files = (file_id for mode in _MODES for file_id in held_by(connection, visitor.id, mode))
        started = ((file_id, start_of(connection, KEPT, file_id)) for file_id in files)
        return tuple(Held(file_id, start.state, start.law) for file_id, start in started if start is not None)

    return counter.reader.ask(ask)


def _form(
    counter: Counter, request: Request, visitor: Visitor, asked: Asked, *, status: int = 200, **shown: Any
) -> Response:
    speech, today, law = _speech(counter, request), law_day(counter.now()), _law(counter)
    mine = _mine(counter, visitor)
    usable = tuple(h for h in mine if _stands(h, today))
    entries = counter.reader.ask(lambda c: _entries(c, account=visitor.id, most=PAGE))
    rule = law.act_rule("query_own")
    told = {
        "asked": asked,
        "mine": mine,
        "usable": usable,
        "purposes": tuple(dict.fromkeys(p for h in usable if h.state.permission for p in h.state.permission.purposes)),
        "may_own": rule is not None and any(r in rule.roles for r in visitor.roles),
        "may_read": _may_read(law, visitor),
        "entries": entries,
        "modes": _MODES,
        "own_rule": speech.rule("protection.own_data"),
        "rule": speech.rule("protection.query"),
        "today": today,
        "lists": _lists(counter, speech.lang, today),
        **shown,
    }
    return counter.page(request, "queries.html", status=status, speech=speech, visitor=visitor, **told)


def _lists(counter: Counter, lang: str, on: date) -> dict[str, str]:
    """What the lists are called."""
    found = {name: counter.book.instrument(name, on).place.inner("title") for name in counter.book.regimes}
    return {name: str((title.get("en") if lang == "en" else None) or title.text("zh")) for name, title in found.items()}


def _stands(held: Held, today: date) -> bool:
    permission = held.state.permission
    return held.state.step == "permission_granted" and permission is not None and today <= permission.until


def _query(counter: Counter, request: Request, visitor: Visitor, asked: Asked) -> Response:
    """Judge, read, register, show: in that order, and nothing is shown that was not registered."""
    lacking = [name for name in ("subject", "basis") if not getattr(asked, name)]
    if lacking:
        return _form(counter, request, visitor, asked, status=422, lacking=lacking)
    if asked.mode not in _MODES:
        raise Problem(400, "没有这一性质。", "There is no such mode.")
    held = None if asked.own else next((h for h in _mine(counter, visitor) if h.id == asked.permission), None)
    law, by = held.law if held else _law(counter), Actor(visitor.id, visitor.roles)
    no = refuse_query(Query(by, asked.purpose, asked.own), held.state if held else None, law, law_day(counter.now()))
    level = _FULL if asked.own else held.state.permission.level if held and held.state.permission else ""
    mode = held.state.mode if held else asked.mode
    shown = () if no else _shown(counter, asked.subject, mode, level)
    entry = Entry(
        mode, counter.now(), by, asked.own, held.id if held else "", level, asked.subject, asked.purpose, asked.basis,
        no.code if no else "", shown,
    )  # fmt: skip
    try:
        number = counter.writer.register_query(entry, counter.book.calendar())
    except SQLAlchemyError as fault:
        sentences = ("查询登记暂时不能写入，不能显示。", "The query cannot be registered now, so nothing is shown.")
        raise Problem(503, *sentences) from fault
    told: dict[str, Any] = {"number": number, "shown": shown, "digest": shown_digest(shown) if not no else ""}
    if no:
        refused = Refused(no.code, "query", "", no.cite, no.detail)
        told["refusal"] = _speech(counter, request).refusal(refused)
    return _form(counter, request, visitor, asked, status=403 if no else 200, done=True, **told)


def _shown(counter: Counter, subject: str, mode: str, level: str) -> tuple[dict[str, Any], ...]:
    """What is held of the subject, as far as the level goes."""
    found = counter.reader.ask(lambda connection: records_of(connection, subject, mode))
    if level == _FULL:
        return found
    return tuple({**row, "id_number": masked_number(row["id_number"])} for row in found)


def _may_read(law: ProtectionLaw, visitor: Visitor) -> bool:
    """Who examines the register reads it."""
    rules = (law.act_rule(act) for act in ("draw_register", "settle_query"))
    return any(r in rule.roles for rule in rules if rule is not None for r in visitor.roles)


def _register(counter: Counter, request: Request, visitor: Visitor) -> Response:
    """The register, the newest first, with why an entry is abnormal; reading it is a look, and is written down."""
    law, asked = _law(counter), request.query_params
    if not _may_read(law, visitor):
        raise Problem(403, "您的岗位不能查阅查询登记。", "Your post does not read the register of queries.")
    counter.note(visitor, "query-register", "query_register")
    before = asked.get("before", "")
    most, only = int(before) if before.isdigit() else 0, asked.get("only") == "abnormal"
    since = law_day(counter.now()) - timedelta(weeks=_MOST) if not only else law_day(counter.now()).replace(day=1)

    def ask(connection: Connection) -> list[tuple[Row[Any], tuple[str, ...]]]:
        rows = _entries(connection, account=asked.get("account", ""), most=_MOST, before=most, since=since)
        told = [(row, kinds_of(connection, row, law)) for row in rows]
        return [(row, kinds) for row, kinds in told if kinds or not only]

    entries = counter.reader.ask(ask)
    more = entries[-1][0].id if len(entries) == _MOST else 0
    speech = _speech(counter, request)
    return counter.page(
        request, "query_register.html", speech=speech, visitor=visitor, entries=entries, only=only, more=more,
        rule=speech.rule("protection.abnormal"), account=asked.get("account", ""),
    )  # fmt: skip


def _entries(
    connection: Connection, *, account: str, most: int, before: int = 0, since: date | None = None
) -> tuple[Row[Any], ...]:
    c = query_entry.c
    asked = select(query_entry).order_by(c.id.desc()).limit(most)
    if account:
        asked = asked.where(c.account == account)
    if before:
        asked = asked.where(c.id < before)
    if since is not None:
        asked = asked.where(c.asked_on >= since)
    return tuple(connection.execute(asked).all())
