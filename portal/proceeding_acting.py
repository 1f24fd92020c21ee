"""Acting in a proceeding beside the listing: the way of a form, whatever proceeding it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from models.records.acts import Refused
from models.records.commands import Actor, Command
from models.tables.receiving import Sent
from portal.counter import RETELL, WITH_FAULTS, Counter, Problem
from portal.deciding import Door
from portal.delivering import Road, checked_key, command_of, deliver, receive
from portal.filling import Asked, Posted, said, whole
from portal.proceeding_filling import body_of, typed
from portal.proceeding_wording import ProceedingSpeech
from portal.reading import CommandRow
from portal.sessions import Visitor

_AT_THE_COUNTER = ("not_authorised",)
_MORE = "more"


class ProceedingFile(Protocol):
    """What every proceeding's file has."""

    @property
    def id(self) -> str:
        """The file's id."""

    @property
    def version(self) -> int:
        """How many acts it holds."""

    @property
    def closed(self) -> bool:
        """Whether its end is reached."""


F = TypeVar("F", bound=ProceedingFile)


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


@dataclass(frozen=True, slots=True)
class Room(Generic[F]):
    """One proceeding at the counter: where its pages are, its acts, its law, and the way of its commands."""

    prefix: str
    anew: str
    asked: Asked
    elsewhere: tuple[str, ...]
    # What an address may say beforehand: the unit, the stop, the incident a form is for.
    named: tuple[str, ...]
    after_the_end: tuple[str, ...]
    road: Road
    find: Callable[[Counter, str], F]
    now: Callable[[Counter, F], datetime]
    speech: Callable[[Counter, Request, F], ProceedingSpeech]
    wrong: Callable[[ProceedingSpeech, str, Mapping[str, Any]], dict[str, str]]
    doors: Callable[[F, Actor, datetime], tuple[Door, ...]]
    judged: Callable[[F, Command, datetime], Refused | None]
    start: Callable[[Connection, str], Any]
    form: Callable[[Counter, Request, Visitor, F, Sheet], Response]
    page: Callable[..., Response]


def acting_routes(counter: Counter, room: Room[F]) -> APIRouter:
    """The pages on which an officer acts in a proceeding."""
    router = APIRouter()
    form_of = f"{room.prefix}/{{file_id}}/act/{{act}}"

    @router.get(form_of)
    def act_page(request: Request, file_id: str, act: str) -> Response:
        visitor, held = counter.visitor(request), _file(counter, room, file_id, act)
        asked = request.query_params
        posted = _sent_before(counter, held, act, asked.get("again", "")) or {
            name: [asked[name]] for name in room.named if asked.get(name)
        }
        return room.form(counter, request, visitor, held, Sheet(act, posted))

    @router.post(form_of)
    async def send(request: Request, file_id: str, act: str) -> Response:
        visitor = await run_in_threadpool(counter.visitor, request)
        posted = await counter.posted(request)
        counter.check_token(visitor, posted)
        held = await run_in_threadpool(_file, counter, room, file_id, act)
        return await _sent(counter, request, room, visitor, held, (act, posted))

    @router.get(f"{room.prefix}/{{file_id}}/errand/{{key}}")
    def errand_page(request: Request, file_id: str, key: str) -> Response:
        visitor = counter.visitor(request)
        return _outcome_page(counter, request, room, visitor, room.find(counter, file_id), key)

    return router


async def _sent(
    counter: Counter, request: Request, room: Room[F], visitor: Visitor, held: F, form: tuple[str, dict[str, list[str]]]
) -> Response:
    """A form sent: shown again with its faults, when stale or asked anew, else received and handed over."""
    act, posted = form
    key = checked_key("".join(posted.pop("key", ())))
    told = "".join(posted.pop(RETELL, ()))
    seen = whole("".join(posted.pop("version", ())), -1)
    body = body_of(room.asked, act, posted)
    speech = await run_in_threadpool(room.speech, counter, request, held)
    wrong = room.wrong(speech, act, body)

    async def show(sheet: Sheet) -> Response:
        return await run_in_threadpool(room.form, counter, request, visitor, held, sheet)

    if told or _MORE in posted:
        stale = seen if seen != held.version else None
        return await show(Sheet(act, posted, 200, wrong if told == WITH_FAULTS else {}, stale, key, retold=True))
    if wrong:
        return await show(Sheet(act, typed(body), 422, wrong, key=key))
    answered = await run_in_threadpool(counter.reader.command, key)
    if answered is None and seen != held.version:
        return await show(Sheet(act, posted, 409, stale=seen, key=key))
    sent = Sent(key, held.id, act, Actor(visitor.id, visitor.roles), body, seen_version=held.version)
    return await _do(counter, request, room, visitor, held, sent, again=answered is not None)


async def _do(
    counter: Counter, request: Request, room: Room[F], visitor: Visitor, held: F, sent: Sent, *, again: bool
) -> Response:
    """Receive, hand over, and show what came of it; a post that may not act is told so at once."""
    refused = None if again else room.judged(held, command_of(sent, room.road), room.now(counter, held))
    if refused is not None and refused.code in _AT_THE_COUNTER:
        await receive(counter, sent, refused=refused, road=room.road)
        return await run_in_threadpool(_outcome_page, counter, request, room, visitor, held, sent.key, status=403)
    await receive(counter, sent, road=room.road)
    kept = await run_in_threadpool(counter.reader.command, sent.key)
    if kept is not None and kept.outcome == "received":
        wakes = held.closed and sent.act in room.after_the_end
        start = await run_in_threadpool(_start, counter, room, held.id) if wakes else None
        await deliver(counter, sent, start, room.road)
    return RedirectResponse(f"{room.prefix}/{held.id}/errand/{sent.key}", status_code=303)


def _start(counter: Counter, room: Room[F], file_id: str) -> Any:
    return counter.reader.ask(lambda connection: room.start(connection, file_id))


def _file(counter: Counter, room: Room[F], file_id: str, act: str) -> F:
    if act not in room.asked or act in room.elsewhere:
        raise Problem(404, "没有这一事项。", "There is no such act.")
    return room.find(counter, file_id)


def _sent_before(counter: Counter, held: F, act: str, key: str) -> dict[str, list[str]] | None:
    """What was typed in a command of this file that was refused."""
    kept = counter.reader.command(key) if key else None
    if kept is None or kept.case_id != held.id or kept.act != act:
        return None
    return typed(kept.body)


def _outcome_page(
    counter: Counter, request: Request, room: Room[F], visitor: Visitor, held: F, key: str, *, status: int = 200
) -> Response:
    kept = counter.reader.command(key)
    if kept is None or kept.case_id != held.id:
        raise Problem(404, "没有这一编号的办理记录。", "There is no errand of this key.")
    counter.note(visitor, held.id, f"command:{kept.act}")
    speech = room.speech(counter, request, held)
    told = said(speech, kept.act, kept.body, room.asked)
    shown = _outcome(counter, room, speech, held, kept, visitor)
    anew = room.anew.format(act=kept.act)
    return room.page(
        counter, request, "errand.html", speech, visitor, held, status=status, held=kept, said=told, anew=anew, **shown,
    )  # fmt: skip


def _outcome(
    counter: Counter, room: Room[F], speech: ProceedingSpeech, held: F, kept: CommandRow, visitor: Visitor
) -> dict[str, Any]:
    """The receipt, the refusal with what is open now, or that it waits."""
    if kept.refused is not None:
        actor = Actor(visitor.id, visitor.roles)
        found = room.doors(held, actor, room.now(counter, held)) if held.version else ()
        return {
            "refusal": speech.refusal(kept.refused),
            "refusal_other": speech.other.refusal(kept.refused),
            "open": [d for d in found if d.is_open],
            "open_to_others": [d.act for d in found if d.at_this_step and not d.is_open],
        }
    own = next((a for a in counter.reader.acts(held.id) if a.key == kept.key), None)
    return {"own": own, "rule": speech.rule(own.cite), "started": []} if own else {}
