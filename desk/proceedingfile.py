"""A file of a proceeding beside the listing: told in the order it happened, and what must be true at the end."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from desk.casefile import ADVANCE, Event, instant_of, plain
from desk.served import ProceedingFile, Said, Served
from models.law.reading import Place
from models.records.commands import Actor


def file_of(served: Served[Any, Any], place: Place) -> ProceedingFile:
    """What a file tells, checked; a fault names file, line and what is wrong."""
    telling = served.telling
    place.only(telling.word, "title", telling.law, telling.lead, "officers", *telling.more, "events", "expect")
    said = place.inner(telling.lead)
    said.only(*telling.lead_fields)
    lead = {name: str(said.get(name, "")) for name in telling.lead_fields}
    rows = place.rows("events")
    if not rows:
        place.fault(f"a {telling.word} needs at least one event", "events")
    events = tuple(event for row in rows for event in _events(served, place, row, lead))
    for before, after in pairwise(rows):
        if instant_of(after) < instant_of(before):
            after.fault("events stand in the order they happened: this one is earlier than the one before", "at")
    return ProceedingFile(
        place.text(telling.word),
        str(place.get("title", "")),
        place.text(telling.law),
        lead,
        events,
        place.inner("expect"),
    )


def said_in(row: Place) -> dict[str, Any]:
    """All that a row says of its act."""
    return {k: plain(v) for k, v in row.items() if k not in ("at", "by", "act")}


def as_said(_place: Place, row: Place, _lead: dict[str, str]) -> Iterator[Said]:
    """One event a row, with what the row says and nothing else."""
    yield said_in(row), None


def _events(served: Served[Any, Any], place: Place, row: Place, lead: dict[str, str]) -> Iterator[Event]:
    act, acts = row.text("act"), served.kind.acts
    if act != ADVANCE and act not in acts:
        near = difflib.get_close_matches(act, [*acts, ADVANCE], n=1)
        row.fault(f"the act “{act}” is not known" + (f"; did you mean “{near[0]}”?" if near else ""), "act")
    by = Actor("") if act == ADVANCE else _by(row, place)
    for body, attached in served.telling.say(place, row, lead):
        if act != ADVANCE:
            for fault in served.kind.form(act, body):
                row.fault(fault.en, fault.field)
        yield Event(instant_of(row), by, act, body, row.line, attached)


def _by(row: Place, place: Place) -> Actor:
    by, officers = row.text("by"), place.inner("officers")
    if by not in officers:
        row.fault(f"“{by}” is no officer of the file", "by")
    return Actor(by, tuple(officers.words(by)))
