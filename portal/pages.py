"""The pages on which officers read: worklist, case, papers, and a number opened in full."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, RedirectResponse, Response

from models.law.days import law_day
from models.law.reminding import ladder
from models.records.commands import Actor
from portal.counter import Counter, Problem, lang_of
from portal.deciding import awaits, doors, waiting
from portal.filling import whole
from portal.reading import PAGE, CaseFile, PartyRow
from portal.reckoning import Reckoned, explained, most_urgent, reckon
from portal.reminders import Reminded, for_officer, of_case
from portal.sessions import Visitor
from portal.sides import grouped, resting, sides
from portal.telling import pending, refusals, timeline
from portal.wording import Speech

TABS = ("todo", "running", "done")
# How many open cases are looked through for those that wait for this officer.
_LOOKED_THROUGH = 500


@dataclass(frozen=True, slots=True)
class Row:
    """One case of the worklist."""

    case: CaseFile
    principal: PartyRow | None
    urgent: Reckoned | None
    waits_for: tuple[str, ...]


def routes(counter: Counter) -> APIRouter:
    """The pages for reading."""
    router = APIRouter()

    @router.get("/")
    def worklist(request: Request) -> Response:
        visitor = counter.visitor(request)
        tab = request.query_params.get("tab", TABS[0])
        if tab not in TABS:
            raise Problem(404, "没有这一列表。", "There is no such list.")
        return counter.page(request, "worklist.html", visitor=visitor, **_worklist(counter, visitor, tab, request))

    @router.get("/case/{case_id}")
    def case_page(request: Request, case_id: str) -> Response:
        visitor, case = counter.visitor(request), counter.case(case_id)
        if not case.version:
            first = next((c for c in counter.reader.commands(case_id)), None)
            if first is None:
                raise Problem(404, "没有这一案件。", "There is no such case.")
            return RedirectResponse(f"/case/{case_id}/errand/{first.key}", status_code=303)
        counter.note(visitor, case_id, "case")
        speech = counter.speech(request, case)
        return counter.page(
            request, "case.html", speech=speech, visitor=visitor, **_case(counter, speech, visitor, case)
        )

    @router.post("/case/{case_id}/party/{party_id}/number")
    async def full_number(request: Request, case_id: str, party_id: str) -> Response:
        visitor = await run_in_threadpool(counter.visitor, request)
        counter.check_token(visitor, await counter.posted(request))
        case = await run_in_threadpool(counter.case, case_id)
        party = next((p for p in await run_in_threadpool(counter.reader.parties, case_id) if p.id == party_id), None)
        if party is None or not party.id_number:
            raise Problem(404, "没有这一号码。", "There is no such number.")
        await run_in_threadpool(counter.note, visitor, case_id, f"id_number:{party_id}")
        return counter.page(request, "number.html", visitor=visitor, case=case, party=party)

    @router.get("/paper/{paper_id}")
    def paper(request: Request, paper_id: str) -> Response:
        visitor, found = counter.visitor(request), counter.reader.paper(paper_id)
        if found is None:
            raise Problem(404, "没有这一文书。", "There is no such paper.")
        file = paper_file(counter.settings.papers, found.sha256)
        counter.note(visitor, found.case_id, f"paper:{paper_id}")
        name = f"{found.kind}-{found.id}.pdf"
        return FileResponse(file, media_type="application/pdf", filename=name, content_disposition_type="inline")

    return router


def paper_file(folder: Path, sha256: str) -> Path:
    """The printed file of a paper."""
    file = folder / f"{sha256}.pdf"
    if not sha256.isalnum() or not file.is_file():
        raise Problem(404, "文书的文件不在，请告知系统管理员。", "The paper's file is not there: tell who keeps it.")
    return file


def _worklist(counter: Counter, visitor: Visitor, tab: str, request: Request) -> dict[str, Any]:
    """The rows of one tab with the counts of all; names of persons are masked here."""
    actor = Actor(visitor.id, visitor.roles)
    looked = counter.reader.cases(closed=False, limit=_LOOKED_THROUGH)
    waiting = {c.id: awaits(c, actor, counter.now(c)) for c in looked}
    todo = tuple(c for c in looked if waiting[c.id])
    page = _page_number(request)
    running, done = counter.reader.count(closed=False), counter.reader.count(closed=True)
    counts = {"todo": len(todo), "running": running, "done": done}
    if tab == "todo":
        shown = todo[page * PAGE : (page + 1) * PAGE]
    else:
        shown = counter.reader.cases(closed=tab == "done", limit=PAGE, after=page * PAGE)
    principals = counter.reader.principals(tuple(c.id for c in shown))
    rows = [
        Row(c, principals.get(c.id), _urgent(counter, c), waiting.get(c.id) or awaits(c, actor, counter.now(c)))
        for c in shown
    ]
    return {
        "tab": tab,
        "tabs": TABS,
        "counts": counts,
        "rows": rows,
        "page": page,
        "more": counts[tab] > (page + 1) * PAGE,
        "awaiting": counter.reader.awaiting(),
        "reminders": counter.reader.ask(lambda connection: for_officer(connection, visitor.id, visitor.roles)),
        "told_of": _told_of(counter, visitor, request),
        "speeches": {c.id: Speech(lang_of(request), counter.law_words(c)) for c in shown},
        "day_of": lambda c: law_day(counter.now(c)),
    }


def _told_of(counter: Counter, visitor: Visitor, request: Request) -> list[tuple[Any, Speech, Reminded]]:
    """What this officer was told of the days of proceedings: the kind, its words, the reminder."""
    found = []
    for kind in counter.kinds:
        told = counter.reader.ask(partial(for_officer, account=visitor.id, roles=visitor.roles, **kind.reminding))
        found += [(kind, kind.speech(counter, request), x) for x in told]
    return found


def _page_number(request: Request) -> int:
    typed = request.query_params.get("page", "0")
    return whole(typed, 0)


def _urgent(counter: Counter, case: CaseFile) -> Reckoned | None:
    return most_urgent(case, law_day(counter.now(case)), counter.near)


def _case(counter: Counter, speech: Speech, visitor: Visitor, case: CaseFile) -> dict[str, Any]:
    """Everything a case page shows."""
    now = counter.now(case)
    today = law_day(now)
    actor = Actor(visitor.id, visitor.roles)
    found = doors(case, actor, now)
    mine = awaits(case, actor, now)
    happened = timeline(counter, speech, case)
    near = counter.near
    reckoned = [explained(case, reckon(case, d, today, near)) for d in case.state.deadlines]
    order = {"open": 0, "ended": 1, "met": 2, "dropped": 3}
    reckoned.sort(key=lambda r: (order[r.deadline.standing], r.deadline.due, r.deadline.key))
    return {
        "case": case,
        "today": today,
        "mine": mine,
        "others": [w for w in waiting(case, now) if w.act not in mine],
        "open": grouped(speech, (d for d in found if d.is_open)),
        "shut": grouped(speech, (d for d in found if not d.is_open and d.at_this_step)),
        "elsewhere": grouped(speech, (d for d in found if not d.is_open and not d.at_this_step)),
        "sides": sides(speech, happened),
        "resting": resting(speech, case.state),
        "reminders": counter.reader.ask(lambda connection: of_case(connection, case.id)),
        "reminder_rule": speech.rule_of(ladder(counter.book, today).words),
        "told": lambda who: speech.told(who, speech.officers),
        "deadlines": reckoned,
        "urgent": _urgent(counter, case),
        "made": [p.kind for p in case.state.papers],
        "parties": counter.reader.parties(case.id),
        "papers": counter.reader.papers(case.id),
        "happened": happened,
        "refusals": refusals(counter, speech, case),
        "pending": pending(counter, speech, case),
    }
