"""A campaign file: one clean-up campaign told in the order it happened, and what must be true at the end."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from desk.casefile import ADVANCE, plain
from models.law.days import SHANGHAI
from models.law.reading import Place
from models.records.commands import Actor
from models.steps.cleanup_fields import FIELDS, campaign_faults

_TOP = ("campaign", "title", "calendar", "lead", "officers", "units", "ledger", "events", "expect")
_HEAD = ("at", "by", "act", "ledger")
FILES_A_LEDGER = ("file_ledger", "except_ledger")
_OF_A_UNIT = ("kind", "level", "parent", "name", "officers")
# The file names a ledger, the record knows its digest; `held` files again what the record holds.
_DIGEST, _HELD = "of-the-file", "held"


@dataclass(frozen=True, slots=True)
class CampaignEvent:
    """One act of the file: its legal instant, who, what, all that was said, and the ledger filed with it."""

    at: datetime
    by: Actor
    act: str
    body: dict[str, Any]
    line: int
    ledger: Path | None = None


@dataclass(frozen=True, slots=True)
class CampaignFile:
    """The whole file, read and checked."""

    name: str
    title: str
    notice: str
    lead: dict[str, str]
    events: tuple[CampaignEvent, ...]
    expect: Place


def campaign_of(place: Place) -> CampaignFile:
    """The campaign a file tells, checked; a fault names file, line and what is wrong."""
    place.only(*_TOP)
    lead = place.inner("lead")
    lead.only("unit", "level", "name")
    head = {name: lead.text(name) for name in ("unit", "level", "name")}
    officers = {name: place.inner("officers").words(name) for name in place.inner("officers")}
    units = _units(place)
    events = tuple(event for row in place.rows("events") for event in _events(row, place, officers, units, head))
    if not events:
        place.fault("a campaign needs at least one event", "events")
    rows = place.rows("events")
    for before, after in pairwise(rows):
        if instant_of(after) < instant_of(before):
            after.fault("events stand in the order they happened: this one is earlier than the one before", "at")
    return CampaignFile(
        place.text("campaign"),
        str(place.get("title", "")),
        place.text("calendar"),
        head,
        events,
        place.inner("expect"),
    )


def _units(place: Place) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for row in place.rows("units"):
        row.only("unit", *_OF_A_UNIT)
        name = row.text("unit")
        if name in found:
            row.fault(f"the unit “{name}” stands twice", "unit")
        found[name] = row
    if not found:
        place.fault("a campaign needs at least one unit", "units")
    return found


def _events(
    row: Place, place: Place, officers: dict[str, tuple[str, ...]], units: dict[str, Place], lead: dict[str, str]
) -> tuple[CampaignEvent, ...]:
    """An event; one that names several units is as many events at one instant."""
    act = row.text("act")
    if act != ADVANCE and act not in FIELDS:
        near = difflib.get_close_matches(act, [*FIELDS, ADVANCE], n=1)
        row.fault(f"the act “{act}” is not known" + (f"; did you mean “{near[0]}”?" if near else ""), "act")
    named = row.get("unit")
    several = named if isinstance(named, list) else [named]
    return tuple(_event(row, place, act, unit, officers, units, lead) for unit in several)


def _event(
    row: Place,
    place: Place,
    act: str,
    unit: Any,
    officers: dict[str, tuple[str, ...]],
    units: dict[str, Place],
    lead: dict[str, str],
) -> CampaignEvent:
    body = {k: plain(v) for k, v in row.items() if k not in _HEAD}
    if unit is not None:
        body["unit"] = unit
    if act == "open_campaign":
        body = {**body, "lead": lead["unit"], "level": lead["level"], "name": lead["name"]}
    if act == "enrol_unit":
        if unit not in units:
            row.fault(f"“{unit}” is none of the units of the file", "unit")
        body = {**{k: plain(v) for k, v in units[unit].items()}, **body}
    ledger = None
    if act in FILES_A_LEDGER:
        body["digest"] = _DIGEST
        ledger = _ledger(row, place)
    if act != ADVANCE:
        for fault in campaign_faults(act, body):
            row.fault(fault.en, fault.field)
    by = row.text("by") if act != ADVANCE else ""
    if by and by not in officers:
        row.fault(f"“{by}” is no officer of the file", "by")
    return CampaignEvent(instant_of(row), Actor(by, officers.get(by, ())), act, body, row.line, ledger)


def _ledger(row: Place, place: Place) -> Path | None:
    if row.get("ledger") == _HELD:
        return None
    holder = row if "ledger" in row else place
    file = holder.file.parent / holder.text("ledger")
    if not file.is_file():
        holder.fault(f"there is no ledger file “{holder['ledger']}” beside the campaign file", "ledger")
    return file


def instant_of(row: Place) -> datetime:
    """The instant of an event, as the file writes it in Shanghai's time."""
    value = row.need("at")
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            row.fault(f"“at” must be an instant like 2021-01-20 09:00, not {value!r}", "at")
    if not isinstance(value, datetime):
        row.fault(f"“at” must be an instant like 2021-01-20 09:00, not {value!r}", "at")
    return value.replace(tzinfo=SHANGHAI).astimezone(UTC)
