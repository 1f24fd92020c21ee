"""What anybody may read of a proceeding without signing in, and say of it: only what its kind names for that."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from typing import Any

from fastapi import APIRouter, Request
from sqlalchemy import Connection, func, select
from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, RedirectResponse, Response

from models.law.days import law_day
from models.records.acts import Refused
from models.records.commands import ANYBODY as POST
from models.records.commands import Actor
from models.tables.receiving import Sent
from models.tables.schema import command
from portal.counter import RETELL, WITH_FAULTS, Counter, NotSignedIn, Problem
from portal.delivering import checked_key, command_of, deliver, receive
from portal.filling import said
from portal.pages import paper_file
from portal.proceeding_acting import Sheet
from portal.proceeding_deciding import door, judged, standing
from portal.proceeding_filling import body_of, fresh, grows, typed, widgets, wrong_fields
from portal.proceeding_kind import Kind, Public, plain_offer
from portal.proceeding_pages import dues_of
from portal.proceeding_reading import files
from portal.proceeding_wording import ProceedingSpeech

# In whose name anybody acts; the law names the post for the acts it leaves open to all.
ANYBODY = Actor(POST, (POST,))
# So many commands of anybody a file takes in an hour: a flood buries what people say, and reaches no other file.
_AN_HOUR = 240
# The field that says on which day an act was done.
_DAY = "on"


def public_routes(counter: Counter, kind: Kind[Any]) -> APIRouter:
    """The pages of a kind that are open to anybody; none where it names none."""
    router = APIRouter()
    if kind.public is None:
        return router
    public = kind.public

    @router.get(public.home)
    def list_page(request: Request) -> Response:
        speech = kind.speech(counter, request)
        found = counter.reader.ask(lambda connection: files(connection, kind.source))
        # Every day that has passed is counted, also where the clock has not come to it yet.
        held = (standing(kind, h, kind.now(counter, h)) for h in found)
        who = _visitor(counter, request)
        seen = tuple(h for h in held if _is_seen(public, h, who))
        told = {"files": seen, **public.on_list(counter, kind, speech, seen)}
        return counter.page(request, public.list_page, speech=speech, visitor=who, kind=kind, public=public, **told)

    @router.get(public.home + "/{file_id}")
    def file_page(request: Request, file_id: str) -> Response:
        return _page(counter, request, kind, public, _seen(counter, request, kind, public, file_id), Sheet("", {}))

    @router.get(public.home + "/{file_id}/paper/{paper_id}")
    def paper(request: Request, file_id: str, paper_id: str) -> Response:
        held, found = _seen(counter, request, kind, public, file_id), counter.reader.paper(paper_id)
        if found is None or found.case_id != held.id or found.kind not in public.papers:
            raise Problem(404, "没有这一文书。", "There is no such paper.")
        file = paper_file(counter.settings.papers, found.sha256)
        name = f"{found.kind}-{found.id}.pdf"
        return FileResponse(file, media_type="application/pdf", filename=name, content_disposition_type="inline")

    @router.post(public.home + "/{file_id}/act/{act}")
    async def send(request: Request, file_id: str, act: str) -> Response:
        # No file of somebody unknown is opened here.
        posted = await counter.posted(request, files=False)
        held = await run_in_threadpool(_seen, counter, request, kind, public, file_id)
        if act not in public.acts:
            raise Problem(404, "没有这一事项。", "There is no such act.")
        return await _sent(counter, request, kind, public, held, act, posted)

    return router


async def _sent(
    counter: Counter, request: Request, kind: Kind[Any], public: Public, held: Any, act: str,
    posted: dict[str, list[str]],
) -> Response:  # fmt: skip
    """What anybody says: shown again with its faults, else received and handed over; a refusal keeps nothing."""
    key, retold = checked_key("".join(posted.pop("key", ()))), "".join(posted.pop(RETELL, ()))
    # Who sends it here sends it now: only the office enters what came on an earlier day.
    posted = {**posted, **_of_today(kind, act, law_day(kind.now(counter, held)))}
    body = body_of(kind.table.fields, act, posted)
    speech = await run_in_threadpool(kind.speech, counter, request, held)
    wrong = wrong_fields(kind, speech, act, body)
    again = bool(retold) or "more" in posted
    if again or wrong:
        shown, status = (wrong if retold == WITH_FAULTS else {}, 200) if again else (wrong, 422)
        sheet = Sheet(act, posted if again else typed(body), status, shown, key=key)
        return await run_in_threadpool(_page, counter, request, kind, public, held, sheet)
    sent = Sent(key, held.id, act, ANYBODY, body, seen_version=held.version)
    known = await run_in_threadpool(counter.reader.command, key)
    refused = judged(kind, held, command_of(sent, kind.road), kind.now(counter, held))
    if known is None and refused is not None:
        raise _not_taken(speech, refused)
    if known is None:
        await run_in_threadpool(_not_too_many, counter, held.id)
    await receive(counter, sent, road=kind.road)
    if known is None or known.outcome == "received":
        await deliver(counter, sent, road=kind.road)
    kept = await run_in_threadpool(counter.reader.command, key)
    if kept is not None and kept.refused is not None:
        # Open when it was sent, and no more when it arrived.
        raise _not_taken(speech, kept.refused)
    return RedirectResponse(f"{public.home}/{held.id}?received={key}", status_code=303)


def _not_taken(speech: ProceedingSpeech, refused: Refused) -> Problem:
    told = [speech.refusal(refused).says, speech.other.refusal(refused).says]
    return Problem(409, *(told if speech.lang == "zh" else reversed(told)))


def _of_today(kind: Kind[Any], act: str, today: date) -> dict[str, list[str]]:
    """The day of an act as anybody may say it."""
    return {f.name: [today.isoformat()] for f in kind.table.fields[act] if f.name == _DAY}


def _not_too_many(counter: Counter, file_id: str) -> None:
    since = counter.clock() - timedelta(hours=1)

    def taken(connection: Connection) -> int:
        c = command.c
        found = select(func.count()).where(c.actor == ANYBODY.id, c.case_id == file_id, c.received_at >= since)
        return int(connection.execute(found).scalar_one())

    if counter.reader.ask(taken) >= _AN_HOUR:
        raise Problem(
            429,
            "现在提交的人太多，请一小时后再试；您也可以书面寄送。什么也没有登记。",
            "Too many people are sending now: please try again in an hour, or send it in writing. Nothing was kept.",
        )


def _is_seen(public: Public, held: Any, who: Any) -> bool:
    """What is not real stands there only for who is signed in."""
    return bool(public.shown(held)) and (held.mode == "real" or who is not None)


def _seen(counter: Counter, request: Request, kind: Kind[Any], public: Public, file_id: str) -> Any:
    held = kind.find(counter, file_id)
    now = standing(kind, held, kind.now(counter, held))
    if not held.version or not _is_seen(public, now, _visitor(counter, request)):
        raise Problem(404, *kind.said.missing)
    return held


def _visitor(counter: Counter, request: Request) -> Any:
    try:
        return counter.visitor(request)
    except NotSignedIn:
        return None


def _page(counter: Counter, request: Request, kind: Kind[Any], public: Public, held: Any, sheet: Sheet) -> Response:
    """A file as anybody may read it, with the forms of the acts that are open to all."""
    now = kind.now(counter, held)
    held = standing(kind, held, now)
    speech, today = kind.speech(counter, request, held), law_day(now)
    asked = request.query_params.get("received", "")
    told = {name: held.said[name] for name in public.says if name in held.said}
    forms = [_form(counter, kind, speech, held, sheet if a == sheet.act else Sheet(a, {})) for a in public.acts]
    shown = {
        "public": public,
        "title": kind.pages.headline(counter, speech, held),
        "state": held.state,
        "today": today,
        "about": said(speech, held.opening, told, kind.table.fields),
        "dues": [o for o in dues_of(kind, held, today, counter.near) if o.due.kind in public.dues],
        "papers": [p for p in counter.reader.papers(held.id) if p.kind in public.papers],
        "forms": [f for f in forms if f["open"] or f["act"] == sheet.act],
        "received": asked if _is_of_anybody(counter, held, asked) else "",
        "key": sheet.key or secrets.token_urlsafe(24),
        "wrong": sheet.wrong,
        "formed": bool(sheet.act),
        "home": f"{public.home}/{held.id}",
        **public.in_file(counter, kind, speech, held, today),
    }
    visitor = _visitor(counter, request)
    return kind.page(counter, request, public.file_page, speech, visitor, held, status=sheet.status, **shown)


def _is_of_anybody(counter: Counter, held: Any, key: str) -> bool:
    """Whether a key is of something that anybody sent to this file and that was not refused."""
    kept = counter.reader.command(key) if key else None
    return kept is not None and (kept.case_id, kept.actor) == (held.id, ANYBODY.id) and kept.refused is None


def _form(counter: Counter, kind: Kind[Any], speech: ProceedingSpeech, held: Any, sheet: Sheet) -> dict[str, Any]:
    act, now = sheet.act, kind.now(counter, held)
    offer = plain_offer(kind, counter, speech, held, ANYBODY, act, sheet.posted)
    posted = sheet.posted or fresh(kind, act, offer, law_day(now))
    return {
        "act": act,
        "open": door(kind, held, act, ANYBODY, now).is_open,
        "widgets": [w for w in widgets(kind, speech, act, offer, posted, sheet.wrong) if w.name != _DAY],
        "grows": grows(kind.table.fields, act),
    }
