"""Reminders as the counters show them: what was told of a deadline, to whom, and which still matter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, select

from models.law.reminding import SKIPPED
from models.tables import schema as t
from models.tables.proceedings import Dues
from models.tables.schema import reminder
from portal.reading import PAGE

_NAMED = ("party", "channel", "matter")
# The days of listing cases.
OF_CASES = Dues(t.deadline, "case_id", "kind")


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
    channel: str = ""
    matter: str = ""


def of_case(connection: Connection, case_id: str) -> tuple[Reminded, ...]:
    """All that was told in a case, the latest first; what was passed over told nobody."""
    found = select(reminder).where(reminder.c.case_id == case_id, reminder.c.told != SKIPPED)
    return _read(connection, found.order_by(reminder.c.reached_on.desc(), reminder.c.due))


def for_officer(
    connection: Connection,
    account: str,
    roles: tuple[str, ...],
    dues: Dues = OF_CASES,
    called: Mapping[str, str] | None = None,
) -> tuple[Reminded, ...]:
    """What this officer was told of deadlines that still run to the same day, the latest rung of each.

    `dues` is where the deadlines of a kind of proceeding stand; `called` what its table calls a column of the
    reminders, where the names differ.
    """
    running = dues.table.c
    named = {"case_id": dues.file, "kind": dues.what, "due": "due"}
    named |= {name: (called or {}).get(name, name) for name in _NAMED}
    same = [reminder.c[own] == running[theirs] for own, theirs in named.items() if theirs in running]
    found = (
        select(reminder)
        .join(dues.table, and_(*same, running.standing == "open"))
        .where(reminder.c.told.in_((account, *roles)))
        .order_by(reminder.c.due, reminder.c.case_id, reminder.c.rung)
        .limit(PAGE)
    )
    latest: dict[tuple[str, str, str, str, str, date], Reminded] = {}
    for told in _read(connection, found):
        latest.setdefault((told.case_id, told.kind, told.party, told.channel, told.matter, told.due), told)
    return tuple(latest.values())


def _read(connection: Connection, found: Select[Any]) -> tuple[Reminded, ...]:
    return tuple(_reminded(row) for row in connection.execute(found))


def _reminded(row: Row[Any]) -> Reminded:
    named = (row.case_id, row.kind, row.party, row.due, row.rung, row.reached_on, row.told)
    return Reminded(*named, row.channel, row.matter)
