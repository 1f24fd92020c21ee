"""Acting in a proceeding beside the listing: the way of a form, whatever proceeding it belongs to."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from models.law.days import law_day
from models.records.commands import Actor
from models.steps.fields import Kind as Of
from models.tables.proceedings import start_of
from models.tables.receiving import Sent
from portal.counter import RETELL, WITH_FAULTS, Counter, Problem
from portal.delivering import checked_key, command_of, deliver, receive
from portal.filling import Posted, said, whole
from portal.proceeding_deciding import door, doors, judged, standing
from portal.proceeding_filling import body_of, fresh, grows, typed, widgets, wrong_fields
from portal.proceeding_kind import Kind, plain_offer
from portal.proceeding_reading import Held
from portal.proceeding_wording import ProceedingSpeech
from portal.reading import CommandRow
from portal.sessions import Visitor
from portal.telling import happenings

H = TypeVar("H", bound=Held[Any, Any])
_AT_THE_COUNTER = ("not_authorised",)
_MORE = "more"


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


def acting_routes(counter: Counter, kind: Kind[H]) -> APIRouter:
    """The pages on which an officer acts in a proceeding."""
    router = APIRouter()
    form_of = f"{kind.home}/{{file_id}}/act/{{act}}"

    @router.get(form_of)
    def act_page(request: Request, file_id: str, act: str) -> Response:
        visitor, held = counter.visitor(request), _file(counter, kind, file_id, act)
        asked = request.query_params
        posted = _sent_before(counter, held, act, asked.get("again", "")) or {
            f.name: [asked[f.name]] for f in kind.table.fields[act] if f.kind is Of.WORD and asked.get(f.name)
        }
        return form_page(counter, request, kind, visitor, held, Sheet(act, posted))

    @router.post(form_of)
    async def send(request: Request, file_id: str, act: str) -> Response:
        visitor = await run_in_threadpool(counter.visitor, request)
        posted = await counter.posted(request)
        counter.check_token(visitor, posted)
        held = await run_in_threadpool(_file, counter, kind, file_id, act)
        return await _sent(counter, request, kind, visitor, held, (act, posted))

    @router.get(f"{kind.home}/{{file_id}}/errand/{{key}}")
    def errand_page(request: Request, file_id: str, key: str) -> Response:
        visitor = counter.visitor(request)
        return _outcome_page(counter, request, kind, visitor, kind.find(counter, file_id), key)

    return router


def form_page(counter: Counter, request: Request, kind: Kind[H], visitor: Visitor, held: H, sheet: Sheet) -> Response:
    """The form of an act with what there is to choose from, or why it is not open."""
    speech, act, stale = kind.speech(counter, request, held), sheet.act, sheet.stale
    actor, now = Actor(visitor.id, visitor.roles), kind.now(counter, held)
    held = standing(kind, held, now)
    forms, today = kind.forms, law_day(now)
    offer = (forms.offer or plain_offer)(kind, counter, speech, held, actor, act, sheet.posted)
    first = None if sheet.wrong else forms.first(kind, counter, request, speech, visitor, held, act, offer)
    if first is not None:
        return first
    named = {name: "".join(sheet.posted[name][:1]) for name in forms.about if sheet.posted.get(name)}
    found = door(kind, held, act, actor, now, named)
    again = sheet.retold or sheet.wrong or stale is not None
    posted = sheet.posted if again else {**fresh(kind, act, offer, today), **sheet.posted}
    asked = kind.table.fields
    changed = happenings(counter, speech, held.id, after=stale, asked=asked) if stale and stale >= 0 else []
    counter.note(visitor, held.id, f"act:{act}")
    shown: dict[str, Any] = {
        "act": act,
        "door": found,
        "why": speech.refusal(found.refused) if found.refused else None,
        "widgets": widgets(kind, speech, act, offer, posted, sheet.wrong),
        "wrong": sheet.wrong,
        "stale": stale,
        "formed": found.is_open or bool(again),
        "changed": changed,
        "key": sheet.key or secrets.token_urlsafe(24),
        "statements": [],
        "grows": grows(asked, act),
        "given": dict(offer.given),
        "offer": offer,
        "opened_with": said(speech, held.opening, held.said, asked),
        "headline": kind.pages.headline(counter, speech, held),
        "about": forms.beside(counter, speech, held, act, offer, today, posted),
    }
    return kind.page(counter, request, kind.pages.act, speech, visitor, held, status=sheet.status, **shown)


async def _sent(
    counter: Counter, request: Request, kind: Kind[H], visitor: Visitor, held: H, form: tuple[str, dict[str, list[str]]]
) -> Response:
    """A form sent: shown again with its faults, when stale or asked anew, else received and handed over."""
    act, posted = form
    key = checked_key("".join(posted.pop("key", ())))
    told = "".join(posted.pop(RETELL, ()))
    seen = whole("".join(posted.pop("version", ())), -1)
    body = body_of(kind.table.fields, act, posted)
    speech = await run_in_threadpool(kind.speech, counter, request, held)
    wrong = wrong_fields(kind, speech, act, body)

    async def show(sheet: Sheet) -> Response:
        return await run_in_threadpool(form_page, counter, request, kind, visitor, held, sheet)

    if told or _MORE in posted:
        stale = seen if seen != held.version else None
        return await show(Sheet(act, posted, 200, wrong if told == WITH_FAULTS else {}, stale, key, retold=True))
    if wrong:
        return await show(Sheet(act, typed(body), 422, wrong, key=key))
    answered = await run_in_threadpool(counter.reader.command, key)
    if answered is None and seen != held.version:
        return await show(Sheet(act, posted, 409, stale=seen, key=key))
    sent = Sent(key, held.id, act, Actor(visitor.id, visitor.roles), body, seen_version=held.version)
    return await _do(counter, request, kind, visitor, held, sent, again=answered is not None)


async def _do(
    counter: Counter, request: Request, kind: Kind[H], visitor: Visitor, held: H, sent: Sent, *, again: bool
) -> Response:
    """Receive, hand over, and show what came of it; a post that may not act is told so at once."""
    refused = None if again else judged(kind, held, command_of(sent, kind.road), kind.now(counter, held))
    if refused is not None and refused.code in _AT_THE_COUNTER:
        await receive(counter, sent, refused=refused, road=kind.road)
        return await run_in_threadpool(_outcome_page, counter, request, kind, visitor, held, sent.key, status=403)
    await receive(counter, sent, road=kind.road)
    kept = await run_in_threadpool(counter.reader.command, sent.key)
    if kept is not None and kept.outcome == "received":
        wakes = held.closed and sent.act in kind.kept.after_the_end
        start = await run_in_threadpool(_start, counter, kind, held.id) if wakes else None
        await deliver(counter, sent, start, kind.road)
    return RedirectResponse(f"{kind.home_of(held)}/errand/{sent.key}", status_code=303)


def _start(counter: Counter, kind: Kind[H], file_id: str) -> Any:
    return counter.reader.ask(lambda connection: start_of(connection, kind.kept, file_id))


def _file(counter: Counter, kind: Kind[H], file_id: str, act: str) -> H:
    if act not in kind.table.fields or act in kind.table.openings:
        raise Problem(404, "没有这一事项。", "There is no such act.")
    return kind.find(counter, file_id)


def _sent_before(counter: Counter, held: H, act: str, key: str) -> dict[str, list[str]] | None:
    """What was typed in a command of this file that was refused."""
    kept = counter.reader.command(key) if key else None
    if kept is None or kept.case_id != held.id or kept.act != act:
        return None
    return typed(kept.body)


def _outcome_page(
    counter: Counter, request: Request, kind: Kind[H], visitor: Visitor, held: H, key: str, *, status: int = 200
) -> Response:
    kept = counter.reader.command(key)
    if kept is None or kept.case_id != held.id:
        raise Problem(404, "没有这一编号的办理记录。", "There is no errand of this key.")
    counter.note(visitor, held.id, f"command:{kept.act}")
    speech = kind.speech(counter, request, held)
    told = said(speech, kept.act, kept.body, kind.table.fields)
    shown = _outcome(counter, kind, speech, held, kept, visitor)
    anew = kind.opens_at.format(act=kept.act)
    return kind.page(
        counter, request, "errand.html", speech, visitor, held, status=status, held=kept, said=told, anew=anew, **shown,
    )  # fmt: skip


def _outcome(
    counter: Counter, kind: Kind[H], speech: ProceedingSpeech, held: H, kept: CommandRow, visitor: Visitor
) -> dict[str, Any]:
    """The receipt, the refusal with what is open now, or that it waits."""
    if kept.refused is not None:
        actor = Actor(visitor.id, visitor.roles)
        found = doors(kind, held, actor, kind.now(counter, held)) if held.version else ()
        return {
            "refusal": speech.refusal(kept.refused),
            "refusal_other": speech.other.refusal(kept.refused),
            "open": [d for d in found if d.is_open],
            "open_to_others": [d.act for d in found if d.at_this_step and not d.is_open],
        }
    own = next((a for a in counter.reader.acts(held.id) if a.key == kept.key), None)
    return {"own": own, "rule": speech.rule(own.cite), "started": []} if own else {}
