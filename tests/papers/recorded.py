"""Case files played into a record of their own, through the same doors a counter uses."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Row, select

from activities.composing import series_of, symbol_of
from activities.gathering import gather
from activities.record import Record
from activities.writing import Made, PaperFacts
from desk.casefile import ADVANCE, CaseFile, Event, read_case_file
from desk.playing import pinned
from desk.printing import _due
from models.contracts.errands import RecordRequest
from models.law.lawbook import Lawbook
from models.records.commands import Command
from models.records.papers import PaperContent
from models.steps.forms import legal_part
from models.tables import schema as t
from models.tables.opening import create_all, open_engine
from models.tables.receiving import Opening, Sent, open_file, receive

ROOT = Path(__file__).parents[2]
FONTS = ROOT / ".tools" / "fonts"


@cache
def book() -> Lawbook:
    return Lawbook()


@cache
def given(name: str) -> CaseFile:
    return read_case_file(next((ROOT / "tests" / "given" / "cases").glob(f"{name}-*.yaml")))


@cache
def own(name: str) -> CaseFile:
    """A case file of this house."""
    return read_case_file(next((ROOT / "docs" / "cases").glob(f"{name}-*.yaml")))


def new_engine(folder: Path) -> Engine:
    engine = open_engine(f"sqlite:///{folder / 'record.db'}")
    create_all(engine)
    return engine


def play_into(engine: Engine, case: CaseFile, *, mode: str = "rehearsal", of: int = 1) -> str:
    """Play a case into the record; `of` makes several cases of one file."""
    record, case_id = Record(engine), f"{mode}-{case.name}-{of}"
    law, calendar = pinned(book(), case)
    place = case.authority
    with engine.begin() as connection:
        opening = Opening(
            case_id, mode, place["name"], place["level"], place["region"], law, calendar, case.events[0].at
        )
        open_file(connection, opening)
    for count, event in enumerate(case.events, start=1):
        key = f"{case_id}-{count:03d}"
        if event.act == ADVANCE:
            record.record(RecordRequest(case_id, 0, event.at))
            continue
        with engine.begin() as connection:
            receive(connection, Sent(key, case_id, event.act, event.by, event.body, 0, legal_at=event.at))
        command = Command(key, event.act, event.by, legal_part(event.act, event.body))
        record.record(RecordRequest(case_id, 0, event.at, command))
    return case_id


def saying(case: CaseFile, act: str, **said: Any) -> CaseFile:
    """The case with other words in every act of that name."""
    events = (replace(e, body={**e.body, **said}) if e.act == act else e for e in case.events)
    return replace(case, events=tuple(events))


def named(case: CaseFile, name: str) -> CaseFile:
    """The case with another name of its unit."""
    parties = [{**p, "name": name} if n == 0 else p for n, p in enumerate(case.parties)]
    return saying(case, "open_case", parties=parties)


def until(case: CaseFile, last: Callable[[Event], bool], *more: Event) -> CaseFile:
    """The case up to and with the first event that answers, and what follows instead."""
    stop = next(n for n, event in enumerate(case.events) if last(event))
    return replace(case, events=(*case.events[: stop + 1], *more))


def due_facts(engine: Engine) -> dict[str, PaperFacts]:
    """The facts of every paper that is due, by kind (the last of a kind)."""
    orders = _due(engine)
    with engine.connect() as connection:
        return {order.kind: gather(connection, order, book()) for order in orders}


def all_facts(engine: Engine) -> list[PaperFacts]:
    """The facts of every paper that is due, in order, each with the numbers of those before it."""
    made: dict[tuple[str, str], Made] = {}
    found = []
    with engine.connect() as connection:
        for order in _due(engine):
            facts = replace(gather(connection, order, book()), made=dict(made))
            symbol = symbol_of(series_of(facts), facts.made_on.year, len(made) + 1)
            made[order.key, order.kind] = Made(symbol, facts.made_on)
            found.append(facts)
    return found


def words_of(content: PaperContent) -> str:
    """All that stands on a paper, without line breaks."""
    lines = [content.authority, content.symbol, content.title, *content.addressees]
    lines += [label + value for label, value in content.meta]
    for section in content.sections:
        lines += [section.heading, *section.paragraphs]
    return "\n".join(lines)


def part(content: PaperContent, name: str) -> str:
    return "".join(p for s in content.sections if s.part == name for p in s.paragraphs)


def documents(engine: Engine) -> list[Row[Any]]:
    with engine.connect() as connection:
        return list(connection.execute(select(t.document).order_by(t.document.c.id)))


def outbox(engine: Engine) -> list[Mapping[str, Any]]:
    with engine.connect() as connection:
        return [dict(r._mapping) for r in connection.execute(select(t.outbox).order_by(t.outbox.c.seq))]


def read_pdf(file: Path) -> str:
    """The words of a printed paper, blanks left out."""
    said = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True, text=True)
    return re.sub(r"\s", "", said.stdout)
