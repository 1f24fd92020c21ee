"""Acting on a case: the form of an act, and what becomes of it when it is sent."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from models.law.days import law_day
from models.records.commands import Actor
from models.steps.forms import FIELDS
from models.steps.table import REOPENING
from models.tables.receiving import Sent
from portal.counter import RETELL, WITH_FAULTS, Counter, Problem, lang_of
from portal.deciding import ELSEWHERE, doors, judged
from portal.delivering import checked_key, command_of, deliver, receive
from portal.filling import Posted, body_of, fresh, said, typed_again, whole, widgets, wrong_fields
from portal.reading import CaseFile
from portal.sessions import Visitor
from portal.telling import outcome, timeline
from portal.wording import Speech

_AT_THE_COUNTER = ("not_authorised",)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form as it lies on the counter: what was typed, what is wrong, and since when it is stale."""

    act: str
    posted: Posted
    status: int = 200
    wrong: Mapping[str, str] = field(default_factory=dict)
    stale: int | None = None
    key: str = ""
    retold: bool = False


def routes(counter: Counter) -> APIRouter:
    """The pages on which an officer acts."""
    router = APIRouter()

    async def show(request: Request, visitor: Visitor, case: CaseFile, sheet: Sheet) -> Response:
        return await run_in_threadpool(_form_page, counter, request, visitor, case, sheet)

    @router.get("/case/{case_id}/act/{act}")
    def act_page(request: Request, case_id: str, act: str) -> Response:
        visitor, case = counter.visitor(request), _case(counter, case_id, act)
        typed = _sent_before(counter, case, act, request.query_params.get("again", ""))
        today = law_day(counter.now(case))
        posted = typed or fresh(act, case.state, case.law.on(today), today)
        return _form_page(counter, request, visitor, case, Sheet(act, posted))

    @router.post("/case/{case_id}/act/{act}")
    async def send(request: Request, case_id: str, act: str) -> Response:
        visitor = await run_in_threadpool(counter.visitor, request)
        posted = await counter.posted(request)
        counter.check_token(visitor, posted)
        case = await run_in_threadpool(_case, counter, case_id, act)
        key = checked_key("".join(posted.pop("key", ())))
        told = "".join(posted.pop(RETELL, ()))
        seen = whole("".join(posted.pop("version", ())), -1)
        body = body_of(act, posted, case.state)
        wrong = wrong_fields(Speech(lang_of(request)), act, body)
        if told:
            stale = seen if seen != case.version else None
            faults = wrong if told == WITH_FAULTS else {}
            return await show(request, visitor, case, Sheet(act, posted, 200, faults, stale, key, retold=True))
        if wrong:
            return await show(request, visitor, case, Sheet(act, posted, 422, wrong, key=key))
        held = await run_in_threadpool(counter.reader.command, key)
        if held is None and seen != case.version:
            return await show(request, visitor, case, Sheet(act, posted, 409, stale=seen, key=key))
        sent = Sent(key, case_id, act, Actor(visitor.id, visitor.roles), body, seen_version=case.version)
        return await _do(counter, request, visitor, case, sent, again=held is not None)

    @router.get("/case/{case_id}/errand/{key}")
    def errand_page(request: Request, case_id: str, key: str) -> Response:
        visitor = counter.visitor(request)
        return _outcome_page(counter, request, visitor, counter.case(case_id), key)

    return router


async def _do(
    counter: Counter, request: Request, visitor: Visitor, case: CaseFile, sent: Sent, *, again: bool
) -> Response:
    """Receive, hand over, and show what came of it; a post that may not act is told so at once."""
    refused = None if again else judged(case, command_of(sent), counter.now(case))
    if refused is not None and refused.code in _AT_THE_COUNTER:
        await receive(counter, sent, refused=refused)
        return await run_in_threadpool(_outcome_page, counter, request, visitor, case, sent.key, status=403)
    await receive(counter, sent)
    held = await run_in_threadpool(counter.reader.command, sent.key)
    if held is not None and held.outcome == "received":
        wakes = case.closed and sent.act in REOPENING
        start = await run_in_threadpool(counter.reader.start, case.id) if wakes else None
        await deliver(counter, sent, start)
    return RedirectResponse(f"/case/{case.id}/errand/{sent.key}", status_code=303)


def _case(counter: Counter, case_id: str, act: str) -> CaseFile:
    if act not in FIELDS or act in ELSEWHERE:
        raise Problem(404, "没有这一事项。", "There is no such act.")
    return counter.case(case_id)


def _sent_before(counter: Counter, case: CaseFile, act: str, key: str) -> dict[str, list[str]] | None:
    """What was typed in a command of this case that was refused."""
    held = counter.reader.command(key) if key else None
    if held is None or held.case_id != case.id or held.act != act:
        return None
    return typed_again(held.body)


def _form_page(counter: Counter, request: Request, visitor: Visitor, case: CaseFile, sheet: Sheet) -> Response:
    speech, act, stale = counter.speech(request, case), sheet.act, sheet.stale
    actor = Actor(visitor.id, visitor.roles)
    door = next(d for d in doors(case, actor, counter.now(case)) if d.act == act)
    changed = timeline(counter, speech, case, after=stale) if stale is not None and stale >= 0 else []
    shown: dict[str, Any] = {
        "case": case,
        "act": act,
        "door": door,
        "why": speech.refusal(door.refused) if door.refused else None,
        "rule": speech.rule(door.refused.cite) if door.refused else None,
        "widgets": widgets(speech, act, counter.offer(case), sheet.posted, sheet.wrong),
        "wrong": sheet.wrong,
        "stale": stale,
        "formed": door.is_open or bool(sheet.wrong) or stale is not None or sheet.retold,
        "changed": changed,
        "key": sheet.key or secrets.token_urlsafe(24),
        "statements": _statements(counter, case, act),
    }
    return counter.page(request, "act.html", status=sheet.status, speech=speech, visitor=visitor, **shown)


def _statements(counter: Counter, case: CaseFile, act: str) -> list[tuple[str, str]]:
    """The statements to be answered, which who answers must have before the eyes."""
    if act != "answer_statement":
        return []
    done = [c for c in counter.reader.commands(case.id) if c.act == "file_statement" and c.outcome == "done"]
    waiting = [s.party for s in case.state.statements if not s.answered]
    return [(c.body.get("by_party", ""), c.body.get("text", "")) for c in done if c.body.get("by_party") in waiting]


def _outcome_page(
    counter: Counter, request: Request, visitor: Visitor, case: CaseFile, key: str, *, status: int = 200
) -> Response:
    held = counter.reader.command(key)
    if held is None or held.case_id != case.id:
        raise Problem(404, "没有这一编号的办理记录。", "There is no errand of this key.")
    counter.note(visitor, case.id, f"command:{held.act}")
    speech = counter.speech(request, case)
    case = counter.case(case.id)
    return counter.page(
        request, "errand.html", status=status, speech=speech, visitor=visitor,
        case=case, held=held, said=said(speech, held.act, held.body), **outcome(counter, speech, case, held, visitor),
    )  # fmt: skip
