"""A review file: one review of a measure told in the order it happened, and what must be true at the end."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Any

from desk.campaignfile import instant_of
from desk.casefile import ADVANCE, Event, plain
from models.law.reading import Place
from models.records.commands import Actor
from models.steps.measure_fields import FIELDS, review_faults

_TOP = ("review", "title", "law", "body", "officers", "measure", "events", "expect")
_HEAD = ("at", "by", "act")
_BODY = ("name", "level", "region")
# Acts that say the measure itself, so that the file tells it once.
_TELLS_THE_MEASURE = ("propose_measure",)


@dataclass(frozen=True, slots=True)
class ReviewFile:
    """The whole file, read and checked; `law` is the text that orders the review."""

    name: str
    title: str
    law: str
    body: dict[str, str]
    events: tuple[Event, ...]
    expect: Place


def review_of(place: Place) -> ReviewFile:
    """The review a file tells, checked; a fault names file, line and what is wrong."""
    place.only(*_TOP)
    body = place.inner("body")
    body.only(*_BODY)
    officers = {name: place.inner("officers").words(name) for name in place.inner("officers")}
    measure = {k: plain(v) for k, v in place.inner("measure").items()}
    rows = place.rows("events")
    events = tuple(_event(row, officers, measure) for row in rows)
    if not events:
        place.fault("a review needs at least one event", "events")
    for before, after, row in zip(events, events[1:], rows[1:], strict=False):
        if after.at < before.at:
            row.fault("events stand in the order they happened: this one is earlier than the one before", "at")
    return ReviewFile(
        place.text("review"),
        str(place.get("title", "")),
        place.text("law"),
        {name: str(body.get(name, "")) for name in _BODY},
        events,
        place.inner("expect"),
    )


def _event(row: Place, officers: dict[str, tuple[str, ...]], measure: dict[str, Any]) -> Event:
    act = row.text("act")
    if act != ADVANCE and act not in FIELDS:
        near = difflib.get_close_matches(act, [*FIELDS, ADVANCE], n=1)
        row.fault(f"the act “{act}” is not known" + (f"; did you mean “{near[0]}”?" if near else ""), "act")
    body = {k: plain(v) for k, v in row.items() if k not in _HEAD}
    if act in _TELLS_THE_MEASURE:
        body = {**measure, **body}
    if act != ADVANCE:
        for fault in review_faults(act, body):
            row.fault(fault.en, fault.field)
    by = row.text("by") if act != ADVANCE else ""
    if by and by not in officers:
        row.fault(f"“{by}” is no officer of the file", "by")
    return Event(instant_of(row), Actor(by, officers.get(by, ())), act, body, row.line)
