"""Re-plan campaigns as they are stored: what is announced, what was shown, and what became of it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, exists, func, or_, select

from models.law.days import Calendar, CalendarUnknown
from models.records.replans import CONFIRMED, DONE, Effect, Moved, Replan, YearAnnounced
from models.steps.changing import announced_year
from models.tables.packing import pack, pack_plain, unpack
from models.tables.schema import case_file, command, replan, replan_case

_A_PAGE = 500


@dataclass(frozen=True, slots=True)
class CaseEffect:
    """One case of a campaign: the effect shown, and what became of it; `differs` where that is another."""

    case_id: str
    version: int
    shown: Effect
    outcome: str
    came: Effect | None

    @property
    def differs(self) -> bool:
        """Whether the case moved otherwise than the preview said."""
        return self.came is not None and self.came != self.shown

    @property
    def moved(self) -> tuple[Moved, ...]:
        """What moved, or will."""
        return (self.came or self.shown).moved


@dataclass(frozen=True, slots=True)
class Totals:
    """A campaign counted: deadlines by kind and way, cases by outcome, cases that came out otherwise."""

    cases: int
    moved: tuple[tuple[str, str, int], ...]
    refused: int
    outcomes: tuple[tuple[str, int], ...]
    waiting: int
    differing: int


def as_announced(connection: Connection, calendar: Calendar) -> Calendar:
    """The calendar with every year two people have announced here; of one year the later stands."""
    c = replan.c
    found = select(c.year, c.off, c.working, c.notice).where(c.state.in_((CONFIRMED, DONE)))
    for row in connection.execute(found.order_by(c.confirmed_at, c.id)):
        year = announced_year(row.year, json.loads(row.off), json.loads(row.working), row.notice)
        try:
            calendar.year(year.year)
        except CalendarUnknown:
            continue
        calendar = calendar.announcing(year)
    return calendar


def replan_of(row: Row[Any]) -> Replan:
    """A campaign from its row."""
    said = YearAnnounced(row.year, tuple(json.loads(row.off)), tuple(json.loads(row.working)), row.notice)
    return Replan(row.id, said, row.entered_by, row.state, row.preview_sha256 or "", row.confirmed_by or "")


def campaign(connection: Connection, replan_id: str, *, lock: bool = False) -> Replan | None:
    """A campaign, or None; locked for who is about to change it."""
    found = select(replan).where(replan.c.id == replan_id)
    row = connection.execute(found.with_for_update() if lock else found).first()
    return None if row is None else replan_of(row)


def campaigns(connection: Connection, limit: int = 50) -> tuple[Replan, ...]:
    """The campaigns, the latest first."""
    found = select(replan).order_by(replan.c.entered_at.desc(), replan.c.id).limit(limit)
    return tuple(replan_of(row) for row in connection.execute(found))


def open_cases(after: str, limit: int) -> Select[Any]:
    """A page of open cases, in all modes; a rehearsal with a clock of its own has a calendar of its own."""
    c = case_file.c
    found = select(case_file).where(c.id > after, c.rehearsal_offset == 0, c.closed.is_(False), c.version > 0)
    return found.order_by(c.id).limit(limit)


def unanswered_cases(replan_id: str, after: str, limit: int) -> Select[Any]:
    """A page of cases the campaign still owes: open, about to be opened, or shown in the preview."""
    c, ours = case_file.c, replan_case.c
    opening = exists().where(command.c.case_id == c.id, command.c.act == "open_case", command.c.outcome == "received")
    found = (
        select(case_file, ours.case_id.is_not(None).label("shown"))
        .outerjoin(replan_case, (ours.replan_id == replan_id) & (ours.case_id == c.id))
        .where(c.id > after, c.rehearsal_offset == 0, ours.outcome.is_(None))
        .where(or_(ours.case_id.is_not(None), c.closed.is_(False) & or_(c.version > 0, opening)))
    )
    return found.order_by(c.id).limit(limit)


def effects(
    connection: Connection, replan_id: str, after: str = "", limit: int = _A_PAGE, *, changed: bool = False
) -> tuple[CaseEffect, ...]:
    """A page of a campaign's cases after one; `changed` leaves out those in which nothing happens."""
    c = replan_case.c
    found = select(replan_case).where(c.replan_id == replan_id, c.case_id > after).order_by(c.case_id).limit(limit)
    if changed:
        nothing = pack(Effect())
        found = found.where(or_(c.moved != nothing, func.coalesce(c.answer, nothing) != nothing))
    return tuple(
        CaseEffect(
            row.case_id,
            row.version,
            unpack(Effect, row.moved),
            row.outcome or "",
            unpack(Effect, row.answer) if row.answer else None,
        )
        for row in connection.execute(found)
    )


def every_effect(connection: Connection, replan_id: str) -> Iterator[CaseEffect]:
    """Every case of a campaign, page by page."""
    after = ""
    while page := effects(connection, replan_id, after):
        yield from page
        after = page[-1].case_id


def preview_digest(connection: Connection, shown: Replan) -> str:
    """The sha256 of what a preview shows: the year as announced, and each case with its version and effect."""
    said = shown.announced
    content = hashlib.sha256(pack_plain([said.year, said.off, said.working, said.notice]).encode())
    for case in every_effect(connection, shown.id):
        content.update(f"\n{case.case_id} {case.version} {pack(case.shown)}".encode())
    return content.hexdigest()


def totals(connection: Connection, replan_id: str) -> Totals:
    """The campaign counted, a page at a time: what came to pass where it did, else what was shown."""
    ways: Counter[tuple[str, str]] = Counter()
    outcomes: Counter[str] = Counter()
    cases = refused = differing = 0
    for case in every_effect(connection, replan_id):
        cases += 1
        ways.update((m.kind, m.way.value) for m in case.moved)
        outcomes[case.outcome] += 1
        refused += bool((case.came or case.shown).refused)
        differing += case.differs
    waiting = outcomes.pop("", 0)
    moved = tuple((kind, way, ways[kind, way]) for kind, way in sorted(ways))
    return Totals(cases, moved, refused, tuple(sorted(outcomes.items())), waiting, differing)

