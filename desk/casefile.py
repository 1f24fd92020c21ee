"""A case file: one listing case told in the order it happened, and what must be true at the end."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from models.law.days import SHANGHAI
from models.law.reading import Place, read_yaml
from models.records.commands import PARTY, Actor
from models.steps.forms import FIELDS, faults

ADVANCE = "advance"
_TOP = (
    "case", "title", "regime", "local", "authority", "officers", "parties",
    "calendar_known_until", "events", "expect",
)  # fmt: skip
_HEAD = ("at", "by", "act")


@dataclass(frozen=True, slots=True)
class Event:
    """One act of the file: its legal instant, who, what, and all that was said."""

    at: datetime
    by: Actor
    act: str
    body: dict[str, Any]
    line: int
    # A file that is filed with it.
    attached: Path | None = None


@dataclass(frozen=True, slots=True)
class CaseFile:
    """The whole file, read and checked."""

    name: str
    title: str
    regime: str
    local: tuple[str, ...]
    authority: dict[str, str]
    parties: tuple[dict[str, Any], ...]
    known_until: int | None
    events: tuple[Event, ...]
    expect: Place


def read_case_file(file: Path) -> CaseFile:
    """Read a case file; a fault names file, line and what is wrong."""
    return case_of(read_yaml(file))


def case_of(place: Place) -> CaseFile:
    """The case a file tells, checked."""
    place.only(*_TOP)
    parties = tuple(plain(dict(p)) for p in place.rows("parties"))
    if not parties:
        place.fault("a case needs at least one party", "parties")
    local = (place.text("local"),) if place.get("local") is not None else ()
    authority = {k: str(v) for k, v in place.inner("authority").items()}
    officers = {name: place.inner("officers").words(name) for name in place.inner("officers")}
    ids = {str(p.get("id")) for p in parties}
    events = tuple(_event(row, officers, ids, list(parties), authority) for row in place.rows("events"))
    if not events:
        place.fault("a case needs at least one event", "events")
    for before, after, row in zip(events, events[1:], place.rows("events")[1:], strict=False):
        if after.at < before.at:
            row.fault("events stand in the order they happened: this one is earlier than the one before", "at")
    known = place.get("calendar_known_until")
    return CaseFile(
        place.text("case"),
        str(place.get("title", "")),
        place.text("regime"),
        local,
        authority,
        parties,
        int(known) if known is not None else None,
        events,
        place.inner("expect"),
    )


def _event(
    row: Place,
    officers: dict[str, tuple[str, ...]],
    ids: set[str],
    parties: list[Any],
    authority: dict[str, str],
) -> Event:
    act = row.text("act")
    if act != ADVANCE and act not in FIELDS:
        near = difflib.get_close_matches(act, [*FIELDS, ADVANCE], n=1)
        row.fault(f"the act “{act}” is not known" + (f"; did you mean “{near[0]}”?" if near else ""), "act")
    body = {k: plain(v) for k, v in row.items() if k not in _HEAD}
    if act == "open_case":
        body = {**body, "parties": parties, "level": authority.get("level", "")}
    if act != ADVANCE:
        for fault in faults(act, body):
            row.fault(fault.en, fault.field)
    by = str(row.get("by", "")) if act == ADVANCE else row.text("by")
    return Event(instant_of(row), _actor(row, by, officers, ids), act, body, row.line)


def _actor(row: Place, by: str, officers: dict[str, tuple[str, ...]], ids: set[str]) -> Actor:
    if by in officers:
        return Actor(by, officers[by])
    if by in ids:
        return Actor(by, (PARTY,))
    if not by:
        return Actor("")
    return row.fault(f"“{by}” is neither an officer nor a party of the file", "by")


def instant_of(row: Place) -> datetime:
    """The instant of an event, as the file writes it in Shanghai's time."""
    value = row.need("at")
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            row.fault(f"“at” must be an instant like 2026-04-01 09:00, not {value!r}", "at")
    if not isinstance(value, datetime):
        row.fault(f"“at” must be an instant like 2026-04-01 09:00, not {value!r}", "at")
    return value.replace(tzinfo=SHANGHAI).astimezone(UTC)


def plain(value: Any) -> Any:
    """YAML's values as JSON would have them: days as their ISO spelling."""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [plain(v) for v in value]
    return value
