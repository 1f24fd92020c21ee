"""Reminders as the counters show them: what was told of a deadline, to whom, and which still matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, select

from models.law.reminding import SKIPPED
from models.tables import schema as t
from models.tables.schema import reminder
from portal.reading import PAGE


@dataclass(frozen=True, slots=True)
class Reminded:
    """One rung of one deadline: so many working days before its last day somebody was told."""

    case_id: str
    kind: str
    party: str
    due: date
    rung: int
    reached_on: date
    told: str


def of_case(connection: Connection, case_id: str) -> tuple[Reminded, ...]:
    """All that was told in a case, the latest first; what was passed over told nobody."""
    found = select(reminder).where(reminder.c.case_id == case_id, reminder.c.told != SKIPPED)
    return _read(connection, found.order_by(reminder.c.reached_on.desc(), reminder.c.due))


def for_officer(connection: Connection, account: str, roles: tuple[str, ...]) -> tuple[Reminded, ...]:
    """What this officer was told of deadlines that still run to the same day, the latest rung of each."""
    deadline = t.deadline.c
    same = [reminder.c[k] == deadline[k] for k in ("case_id", "kind", "party", "channel", "matter", "due")]
    found = (
        select(reminder)
        .join(t.deadline, and_(*same, deadline.standing == "open"))
        .where(reminder.c.told.in_((account, *roles)))
        .order_by(reminder.c.due, reminder.c.case_id, reminder.c.rung)
        .limit(PAGE)
    )
    latest: dict[tuple[str, str, str, date], Reminded] = {}
    for told in _read(connection, found):
        latest.setdefault((told.case_id, told.kind, told.party, told.due), told)
    return tuple(latest.values())


def _read(connection: Connection, found: Select[Any]) -> tuple[Reminded, ...]:
    return tuple(_reminded(row) for row in connection.execute(found))


def _reminded(row: Row[Any]) -> Reminded:
    return Reminded(row.case_id, row.kind, row.party, row.due, row.rung, row.reached_on, row.told)
