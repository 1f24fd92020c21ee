"""The clean-up campaign (清理规范) as the desk serves it: ledgers filed with its acts, days owed by units."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, select

from activities.campaign_record import ROOM
from desk.casefile import ADVANCE, Event, plain
from desk.expecting import shown_at
from desk.expecting_beside import CHECKS, made, same
from desk.proceedingfile import said_in
from desk.reminding_campaigns import reminders_of
from desk.served import Owing, Played, Said, Served, Telling
from desk.taking_ledgers import take_ledger
from models.law.campaign_rules import CampaignLaw
from models.law.cleanup import campaign_law, campaign_words
from models.law.days import end_of, start_of
from models.law.reading import Place
from models.records.acts import Act
from models.records.campaigns import CampaignState, Due
from models.records.deadlines import Standing
from models.tables import schema as t
from models.tables.ledger_keeping import waiting_ledger
from models.tables.ledgers import unit_ledger

FILES_A_LEDGER = ("file_ledger", "except_ledger")
_OF_A_UNIT = ("kind", "level", "parent", "name", "officers")
# The file names a ledger, the record knows its digest; `held` files again what the record holds.
_DIGEST, _HELD = "of-the-file", "held"
_LEAD, _UNIT = "lead-officer", "unit-officer"


def _say(place: Place, row: Place, lead: dict[str, str]) -> Iterator[Said]:
    """An event; one that names several units is as many events at one instant."""
    units, act, named = _units(place), str(row["act"]), row.get("unit")
    for unit in named if isinstance(named, list) else [named]:
        body = {k: v for k, v in said_in(row).items() if k != "ledger"}
        if unit is not None:
            body["unit"] = unit
        if act == "open_campaign":
            body |= {"lead": lead["unit"], "level": lead["level"], "name": lead["name"]}
        if act == "enrol_unit":
            if unit not in units:
                row.fault(f"“{unit}” is none of the units of the file", "unit")
            body = {**{k: plain(v) for k, v in units[unit].items()}, **body}
        files = act in FILES_A_LEDGER
        yield {**body, **({"digest": _DIGEST} if files else {})}, _ledger(row, place) if files else None


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


def _ledger(row: Place, place: Place) -> Path | None:
    if row.get("ledger") == _HELD:
        return None
    holder = row if "ledger" in row else place
    file = holder.file.parent / holder.text("ledger")
    if not file.is_file():
        holder.fault(f"there is no ledger file “{holder['ledger']}” beside the campaign file", "ledger")
    return file


def _take(engine: Engine, campaign_id: str, event: Event) -> Event:
    """The ledger of an event taken into the record, and the event with the digest of what the record then holds."""
    if event.act == ADVANCE or event.act not in FILES_A_LEDGER:
        return event
    unit = str(event.body["unit"])
    take_ledger(engine, campaign_id, unit, event)
    with engine.connect() as connection:
        held = waiting_ledger(connection, campaign_id, unit) or unit_ledger(connection, campaign_id, unit)
    digest = held.digest if held else hashlib.sha256(b"").hexdigest()
    return replace(event, body={**event.body, "digest": digest})


def _deadlines(expect: Place, played: Played[CampaignState, Any]) -> list[str]:
    return [fault for row in expect.rows("deadlines") for fault in _due(row, played.state())]


def _due(row: Place, state: CampaignState) -> list[str]:
    row.only("unit", "what", "item", "due", "late", "standing")
    unit, what, item = row.text("unit"), row.text("what"), row.get("item")
    name = f"deadline {what} of {unit}" + (f" ({item})" if item else "")
    held = [d for d in state.dues if d.unit == unit and d.what == what and item in (None, d.item)]
    if not held:
        return [f"{name}: expected {row['due']}, there is none"]
    return _due_apart(row, held[-1], name)


def _due_apart(row: Place, held: Due, name: str) -> list[str]:
    found = same(name, str(row["due"]), _until(held.due, held.ends_at))
    if "late" in row and row["late"] is not held.late:
        found.append(f"{name}: expected late {row['late']}, got {held.late}")
    if "standing" in row and row["standing"] != held.standing.value:
        found.append(f"{name}: expected {row['standing']}, got {held.standing.value}")
    return found


def _documents(expect: Place, played: Played[CampaignState, Any]) -> list[str]:
    """Papers named, in their order; others may stand between them."""
    wanted, got = list(expect.words("documents")), made(played)
    missing = [d for d in wanted if d not in got]
    if missing:
        return [f"documents: missing {missing}, made {got}"]
    return same("documents (order)", wanted, [d for d in got if d in wanted])


def _late_units(expect: Place, played: Played[CampaignState, Any]) -> list[str]:
    rows = [(r["month"], r["line"], r.words("units")) for r in expect.rows("late_units")]
    notices = played.state().notices
    return same("late_units", rows, [(n.month, line, units) for n in notices for line, units in n.lines if units])


def _reminders(expect: Place, played: Played[CampaignState, Any]) -> list[str]:
    told = [(str(r["on"]), r["unit"], r["what"], r["rung"]) for r in expect.rows("reminders")]
    return same("reminders", told, [(x.on.isoformat(), x.unit, x.what, x.rung) for x in reminders_of(played)])


def _rows(expect: Place, played: Played[CampaignState, Any]) -> list[str]:
    state = played.state()
    return same("rows", dict(expect.inner("rows")), {u: state.rolled_up(u) for u in expect.inner("rows")})


def _between(played: Played[CampaignState, CampaignLaw]) -> Iterator[tuple[datetime, str]]:
    for m in reminders_of(played):
        day = "当日" if m.rung == 0 else f"前{m.rung}个工作日"
        item = f"（{m.item}）" if m.item else ""
        yield start_of(m.on), f"{m.on} 00:00  提醒   {m.unit}：{m.what}{item} 至 {m.due}，{day}"


def _beneath(act: Act, law: CampaignLaw) -> Iterator[str]:
    for d in act.facts.get("dues") or ():
        item = f"（{d['item']}）" if d["item"] else ""
        until = _until(date.fromisoformat(d["due"]), datetime.fromisoformat(d["ends_at"]))
        yield f"⏱ {d['what']}{item} → {until}  {law.citation(d['cite'])}"
    for line, units in (act.facts.get("lines") or {}).items():
        if units:
            yield f"{law.citation(f'campaign.late_lines.{line}')}：{line}：{'、'.join(units)}"
    for s in act.facts.get("stops") or ():
        on = "、".join((*(s.get("regimes") or ()), *(s.get("measures") or ()), *(s.get("texts") or ())))
        yield f"{law.citation('campaign.stops_at_once')}：停止执行 {s['stop']}（{s['disposition']}）：{on}"
    if act.facts.get("missing"):
        yield f"未报：{'、'.join(act.facts['missing'])}"


def _until(due: date, ends_at: datetime) -> str:
    """The last day, with its hour where the notice names one."""
    return due.isoformat() if ends_at == end_of(due) else shown_at(ends_at)


def _timeline(acts: list[Act]) -> list[tuple[Any, ...]]:
    """What must be equal between two tellings of a campaign."""
    return [
        (
            a.at.isoformat(),
            a.by.id,
            a.act,
            a.step_from,
            a.step_to,
            a.cite,
            tuple((d["what"], d["unit"], d["item"], d["ends_at"], d["cite"]) for d in a.facts.get("dues") or ()),
            tuple(sorted(map(tuple, a.met))),
            tuple(sorted(map(tuple, a.dropped))),
            tuple(a.documents),
            a.facts.get("lines"),
            a.facts.get("missing"),
            a.facts.get("stops"),
        )
        for a in acts
    ]


def _owing(state: CampaignState, began: date) -> Iterator[Owing]:
    """What units owe; a reminder's row names the unit where a case's names the channel."""
    for due in state.dues:
        if due.standing is Standing.OPEN:
            before = began - timedelta(days=1)
            yield Owing(due.what, "", due.unit, due.item, before, due.due, due.ends_at)


def _whom(connection: Connection, state: CampaignState, owing: Owing) -> str:
    """The first who files for the unit, or for one above it, and may sign in; else the post."""
    for named in (owing.channel, *state.above(owing.channel)):
        unit = state.unit(named)
        for person in unit.officers if unit is not None else ():
            may = select(t.account.c.id).where(t.account.c.id == person, t.account.c.active.is_(True))
            if connection.execute(may).first() is not None:
                return person
    return _LEAD if owing.channel == state.root else _UNIT


CAMPAIGNS = Served(
    ROOM,
    Telling(
        word="campaign",
        law="calendar",
        lead="lead",
        lead_fields=("unit", "level", "name"),
        more=("units", "ledger"),
        law_of=campaign_law,
        words_of=campaign_words,
        say=_say,
        checks={
            **CHECKS,
            "deadlines": _deadlines,
            "documents": _documents,
            "late_units": _late_units,
            "reminders": _reminders,
            "rows": _rows,
        },
        about=("unit", "month"),
        beneath=_beneath,
        between=_between,
        timeline=_timeline,
        take=_take,
    ),
    _whom,
    _owing,
)
