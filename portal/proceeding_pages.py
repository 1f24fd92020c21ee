"""The pages on which proceedings of one kind are read: the desk, and a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from models.law.days import law_day
from models.records.commands import Actor
from portal.counter import Counter, Problem
from portal.deciding import Door, Waiting
from portal.filling import said
from portal.proceeding_deciding import awaits, doors, standing, waiting
from portal.proceeding_dues import Owed, in_order
from portal.proceeding_kind import Groups, Kind
from portal.proceeding_reading import Held, files
from portal.proceeding_wording import ProceedingSpeech
from portal.reminders import of_case
from portal.sessions import Visitor
from portal.telling import happenings, kept_refusals

H = TypeVar("H", bound=Held[Any, Any])


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One file of the desk: what it waits for and by whom, what of that is this officer's, and its next day."""

    file: Any
    waits: tuple[Waiting, ...]
    mine: tuple[str, ...]
    next: Owed[Any] | None
    tags: tuple[str, ...] = ()


def reading_routes(counter: Counter, kind: Kind[H]) -> APIRouter:
    """The pages for reading."""
    router = APIRouter()

    @router.get(kind.home)
    def desk_page(request: Request) -> Response:
        visitor = counter.visitor(request)
        speech = kind.speech(counter, request)
        shown = (kind.pages.on_desk or _desk)(counter, kind, speech, visitor)
        told = {"kind": kind, "may": kind.may_open(counter, visitor), **shown}
        return counter.page(request, kind.pages.desk, speech=speech, visitor=visitor, **told)

    @router.get(kind.home + "/{file_id}")
    def file_page(request: Request, file_id: str) -> Response:
        visitor, held = counter.visitor(request), kind.find(counter, file_id)
        if not held.version:
            first = next((c for c in counter.reader.commands(file_id)), None)
            if first is None:
                raise Problem(404, *kind.said.missing)
            return RedirectResponse(f"{kind.home_of(held)}/errand/{first.key}", status_code=303)
        counter.note(visitor, held.id, kind.look)
        speech = kind.speech(counter, request, held)
        shown = _file(counter, kind, speech, visitor, held)
        return kind.page(counter, request, kind.pages.file, speech, visitor, held, **shown)

    return router


def _desk(counter: Counter, kind: Kind[H], speech: ProceedingSpeech, visitor: Visitor) -> dict[str, Any]:
    actor, near = Actor(visitor.id, visitor.roles), counter.near
    held = counter.reader.ask(lambda connection: files(connection, kind.source))
    open_ = (_line(kind, speech, r, actor, kind.now(counter, r), near) for r in held if not r.closed)
    lines = sorted(open_, key=_order)
    return {
        "mine": [x for x in lines if x.mine],
        "others": [x for x in lines if not x.mine],
        "closed": [r for r in held if r.closed],
        "headline": lambda r: kind.pages.headline(counter, speech, r),
    }


def _line(kind: Kind[H], speech: ProceedingSpeech, held: H, actor: Actor, now: datetime, near: int) -> DeskLine:
    held = standing(kind, held, now)
    still = [o for o in dues_of(kind, held, law_day(now), near) if o.is_owed]
    tags = kind.pages.tags(speech, held)
    return DeskLine(held, waiting(kind, held, now), awaits(kind, held, actor, now), still[0] if still else None, tags)


def _order(found: DeskLine) -> tuple[bool, date, str]:
    """The earliest day first; a file without one comes last."""
    return (found.next is None, found.next.due.due if found.next else date.max, found.file.id)


def dues_of(kind: Kind[H], held: H, today: date, near: int) -> tuple[Owed[Any], ...]:
    """All the days of a file, in their order."""
    found = kind.dues(held.state)
    return in_order(found, today, near, lambda due: kind.is_owed(held.state, due), kind.ended)


def _file(counter: Counter, kind: Kind[H], speech: ProceedingSpeech, visitor: Visitor, held: H) -> dict[str, Any]:
    """Everything a file's page shows."""
    now, actor = kind.now(counter, held), Actor(visitor.id, visitor.roles)
    asked = kind.table.fields
    held = standing(kind, held, now)
    found, today = doors(kind, held, actor, now), law_day(now)
    happened = happenings(counter, speech, held.id, asked=asked)
    return {
        "title": kind.pages.headline(counter, speech, held),
        "state": held.state,
        "today": today,
        "about": said(speech, held.opening, held.said, asked),
        "rests_on": kind.text_title(counter, speech, held.notice),
        "waits": waiting(kind, held, now),
        "mine": awaits(kind, held, actor, now),
        "dues": dues_of(kind, held, today, counter.near),
        "open": grouped(speech, kind.said.groups, (d for d in found if d.is_open)),
        "shut": grouped(speech, kind.said.groups, (d for d in found if not d.is_open and d.at_this_step)),
        "address": lambda act: f"{kind.home_of(held)}/act/{act}",
        "papers": counter.reader.papers(held.id),
        "reminders": counter.reader.ask(lambda connection: of_case(connection, held.id)),
        "reminded": lambda who: speech.told(who, speech.officers),
        "happened": happened,
        "refusals": kept_refusals(counter, speech, held.id, held.offset),
        "pending": [c for c in counter.reader.commands(held.id) if c.outcome == "received"],
        **kind.pages.in_file(counter, kind, speech, visitor, held, today),
    }


def grouped(speech: ProceedingSpeech, groups: Groups, found: Iterable[Door]) -> list[tuple[str, list[Door]]]:
    """Doors by what the acts are for."""
    held = list(found)
    made = ((speech.t(*title), [d for d in held if d.act in acts]) for title, acts in groups)
    return [(title, doors_of) for title, doors_of in made if doors_of]
