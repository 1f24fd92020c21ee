"""The month of oversight (监督月报) as the desk serves it: told beside the campaigns and reviews it looks at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, select

from activities.month_record import ROOM
from desk.casefile import ADVANCE, Event
from desk.expecting_beside import CHECKS, same
from desk.proceedingfile import said_in
from desk.served import Owing, Played, Said, Served, Telling
from desk.serving_campaigns import CAMPAIGNS
from desk.serving_reviews import REVIEWS
from desk.telling_before import tell_before
from models.law.library import lawbook
from models.law.oversight_months import month_law, month_words
from models.law.reading import Place
from models.records.acts import Act
from models.records.oversight_months import MonthState
from models.records.told_months import month_named
from models.tables.month_schema import oversight_month
from models.tables.months import drawn_notices, ref_of
from models.tables.oversight import notice_of
from models.tables.packing import digest, pack

_BESIDE, _DRAWN = "beside", "as-drawn"
_LEAD, _HEAD, _UNIT = "lead-officer", "lead-head", "unit-officer"
_BEFORE = (CAMPAIGNS, REVIEWS)
# Whose day it is, where it is not the lead's officer's.
_POSTS = {
    "notice_issue": _HEAD,
    "notice_answer": _UNIT,
    "measure": _UNIT,
    "dispute": _HEAD,
    "interview_call": _HEAD,
    "interview": _HEAD,
    "incident_notice": _HEAD,
    "referral": _HEAD,
}


def _say(place: Place, row: Place, _lead: dict[str, str]) -> Iterator[Said]:
    """An event; `beside` names a file that stands in the record by then, `finding` the case a query found."""
    body = {k: v for k, v in said_in(row).items() if k != _BESIDE}
    if isinstance(body.get("finding"), dict):
        row.inner("finding").only("line", "place", "what", "detail")
        body["finding"] = _named(row.inner("finding"))
    if row["act"] == "confirm_notice":
        body.setdefault("digest", _DRAWN)
    yield body, _beside(place, row) if _BESIDE in row else None


def _named(said: Place) -> str:
    """A case by its line, its file and what of it, until the record gives it its name."""
    return "|".join((said.text("line"), said.text("place"), said.text("what"), str(said.get("detail", ""))))


def _beside(place: Place, row: Place) -> Path:
    file = place.file.parent / row.text(_BESIDE)
    if not file.is_file():
        row.fault(f"there is no file “{row[_BESIDE]}” beside this one", _BESIDE)
    return file


def _take(engine: Engine, month_id: str, event: Event) -> Event:
    """What stands in the record by then; the digest of what was drawn, and the name of what a query found."""
    if event.attached is not None:
        tell_before(engine, _BEFORE, event.attached, event.at)
    if event.act == ADVANCE:
        return event
    with engine.connect() as connection:
        if event.body.get("digest") == _DRAWN:
            return replace(event, body={**event.body, "digest": _latest(connection, month_id)})
        if event.act == "open_accountability":
            return replace(event, body={**event.body, "finding": _found(connection, str(event.body["finding"]))})
    return event


def _latest(connection: Connection, month_id: str) -> str:
    """The notice as the file has it; where no file is kept, as the record gives it now, if it was drawn so."""
    kept = connection.execute(select(oversight_month.c.digest).where(oversight_month.c.id == month_id)).scalar()
    if kept:
        return str(kept)
    drawn = drawn_notices(connection)
    for key, notice in drawn:
        month = month_named(notice.month.name)
        if month is not None and digest(pack(notice_of(connection, lawbook(), month, notice.mode))) == key:
            return key
    return drawn[0][0] if drawn else _DRAWN


def _found(connection: Connection, said: str) -> str:
    for _, notice in drawn_notices(connection):
        for told in notice.lines:
            for case in told.cases:
                if said == f"{told.line.id}|{case.place}|{case.what}|{case.detail}":
                    return ref_of(told.line.id, case)
    return digest(said)


def _units(expect: Place, played: Played[MonthState, Any]) -> list[str]:
    """The units that the notice names, each with its lines."""
    wanted = [(r.text("unit"), r.words("lines")) for r in expect.rows("units")]
    return same("units", wanted, [(u.name, u.lines) for u in played.state().units])


def _figures(expect: Place, played: Played[MonthState, Any]) -> list[str]:
    """The figures of the lines named: what arose, what stood, what was put right."""
    notice = played.state().notice
    got = {c.line: [c.fresh, c.standing, c.settled] for c in notice.lines} if notice else {}
    wanted = {line: list(expect.inner("figures")[line]) for line in expect.inner("figures")}
    return same("figures", wanted, {line: got.get(line) for line in wanted})


def _late(expect: Place, played: Played[MonthState, Any]) -> list[str]:
    return same("late", list(expect.words("late")), [u.name for u in played.state().units if u.late])


def _referrals(expect: Place, played: Played[MonthState, Any]) -> list[str]:
    rows = expect.rows("referrals")
    wanted = [(r.text("referral"), r.text("line"), str(r.get("to", "")), str(r.get("outcome", ""))) for r in rows]
    return same("referrals", wanted, [(r.id, r.line, r.to, r.outcome) for r in played.state().referrals])


def _beneath(act: Act, law: Any) -> Iterator[str]:
    """The days an act opens; of a notice the units it names."""
    for unit in (act.facts.get("drawn") or {}).get("units") or ():
        yield f"{unit['id']} {unit['name']}：{'、'.join(unit['lines'])}"
    for d in act.opened:
        about = f"（{d.matter}）" if d.matter else ""
        yield f"⏱ {d.kind}{about} → {d.due}{'，暂定' if d.provisional else ''}  {law.citation(d.cite)}"


def _whom(_connection: Connection, _state: MonthState, owing: Owing) -> str:
    """The post whose day it is."""
    return _POSTS.get(owing.kind, _LEAD)


MONTHS = Served(
    ROOM,
    Telling(
        word="oversight",
        law="law",
        lead="body",
        lead_fields=("name", "level", "region"),
        law_of=month_law,
        words_of=month_words,
        say=_say,
        checks={**CHECKS, "units": _units, "figures": _figures, "late": _late, "referrals": _referrals},
        about=("unit", "interview", "incident", "referral", "matter"),
        beneath=_beneath,
        take=_take,
    ),
    _whom,
)
