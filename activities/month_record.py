"""What the record adds in a month of oversight: the notice as its queries draw it, what they found, other incidents.

The queries run in the transaction that writes the act: what is signed is what the record held at that moment.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from activities.proceeding_record import Asking, Room
from models.law.library import lawbook
from models.law.month_rules import MonthLaw
from models.records.measure_reviews import ReviewState
from models.records.oversight_months import OPINION, Incident, MonthState
from models.records.told_months import month_named
from models.tables.measure_schema import measure_review
from models.tables.months import (
    MONTH,
    file_with_finding,
    file_with_incident,
    finding_of,
    freeze,
    frozen,
    other_file,
)
from models.tables.oversight import notice_of
from models.tables.packing import digest, pack, unpack
from models.tables.protection_schema import leak, protection_file

_UNKNOWN: dict[str, Any] = {"there": False, "ground": False, "noticed": False, "over": False}


def _known(connection: Connection, state: MonthState, _law: MonthLaw, asking: Asking) -> dict[str, Any]:
    """What the record adds: the notice as it is now, the case a query found, the incident in its own file."""
    act, body = asking.act, asking.body
    if act in ("draw_notice", "redraw_notice"):
        return {"drawn": _draw(connection, state, state.month or str(body["month"]))}
    if act == "confirm_notice":
        return {"again": {"digest": _again(connection, state)}}
    if act == "open_accountability":
        return {"found": _found(connection, state, str(body["finding"]))}
    if act == "open_incident":
        asked = Incident("", body["kind"], body["file"], body.get("matter") or "", "", asking.at.date())
        doubled = file_with_incident(connection, state.mode, asked)
        return {"source": {**_source(connection, state.mode, asked), **({"doubled": doubled} if doubled else {})}}
    held = state.incident(body["incident"]) if act in ("notify_incident", "close_incident") else None
    return {"source": _source(connection, state.mode, held)} if held is not None else {}


def _draw(connection: Connection, state: MonthState, said: str) -> dict[str, Any]:
    month = month_named(said)
    if month is None:
        raise LookupError(said)
    doubled = other_file(connection, state, month.name)
    drawn = freeze(connection, notice_of(connection, lawbook(), month, state.mode))
    return {**drawn, **({"doubled": doubled} if doubled else {})}


def _again(connection: Connection, state: MonthState) -> str:
    """The digest that the notice of the same month would have now."""
    month = month_named(state.month)
    return digest(pack(notice_of(connection, lawbook(), month, state.mode))) if month is not None else ""


def _found(connection: Connection, state: MonthState, ref: str) -> dict[str, Any]:
    """The case of that name in the notice as it was issued; the unit by its id in the file."""
    held = finding_of(frozen(connection, state.notice.digest), ref) if state.notice is not None else None
    if held is None:
        return {"there": False}
    line, case = held
    unit = next((u.id for u in state.units if u.name == case.unit), "")
    doubled = file_with_finding(connection, state, ref)
    said = {"there": True, "line": line, "unit": unit or "-", "place": case.place}
    return {**said, **({"doubled": doubled} if doubled else {})}


def _source(connection: Connection, mode: str, asked: Incident) -> dict[str, Any]:
    return _opinion(connection, mode, asked) if asked.kind == OPINION else _leak(connection, mode, asked)


def _leak(connection: Connection, mode: str, asked: Incident) -> dict[str, Any]:
    """A leak as its own file has it: one that only may have happened, or was none, gives no notice."""
    joined = leak.join(protection_file, protection_file.c.id == leak.c.protection_id)
    wanted = select(leak, protection_file.c.authority).select_from(joined)
    row = connection.execute(wanted.where(protection_file.c.id == asked.file, protection_file.c.mode == mode)).first()
    if row is None:
        return _UNKNOWN
    return {
        "there": True,
        "unit": row.authority,
        "on": row.found_on.isoformat(),
        "ground": row.certain and not row.dismissed,
        "noticed": False,
        "over": row.closed_on is not None,
    }


def _opinion(connection: Connection, mode: str, asked: Incident) -> dict[str, Any]:
    """An incident of public opinion as its review has it: its ground, and whether its one notice is out."""
    c = measure_review.c
    row = connection.execute(select(c.state, c.authority).where(c.id == asked.file, c.mode == mode)).first()
    held = unpack(ReviewState, row.state).incident(asked.matter) if row is not None else None
    if row is None or held is None:
        return _UNKNOWN
    return {
        "there": True,
        "unit": row.authority,
        "on": held.on.isoformat(),
        "ground": held.asks_for_a_notice,
        "noticed": held.noticed_on is not None,
        "over": bool(held.finding),
    }


ROOM = Room(
    MONTH,
    _known,
    adds=("drawn", "again", "found", "source"),
    by_the_record=(
        "month_opened", "notice_moved", "not_found_by_query", "finding_opened", "line_not_answered_for",
        "unit_not_named", "finding_withdrawn", "unit_not_heard", "dispute_open", "incident_unknown", "incident_opened",
        "noticed_already", "no_ground_for_notice", "notice_not_sent", "its_file_is_open",
    ),
)  # fmt: skip
