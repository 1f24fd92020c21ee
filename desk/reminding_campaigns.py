"""Reminders of a campaign: before a day ends, whoever files for the unit is told, each rung once (H-27).

As for cases a rung is a row that is never written twice; after a time of standstill only the latest rung reached
is told, and those passed over are kept as skipped.  A row names the unit where a case's names the channel.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, select

from models.law.days import Calendar, CalendarUnknown, law_day
from models.law.lawbook import Lawbook
from models.law.reminding import SKIPPED, ladder, rung_day
from models.records.campaigns import CampaignState, Due
from models.records.deadlines import Standing
from models.tables import schema as t
from models.tables.campaign_schema import campaign, campaign_due
from models.tables.packing import unpack
from models.tables.proceedings import pinned_text

_LEAD, _UNIT = "lead-officer", "unit-officer"


@dataclass(frozen=True, slots=True)
class CampaignReminder:
    """One rung of what a unit owes, and who is told."""

    campaign_id: str
    due: Due
    rung: int
    reached_on: date
    told: str


@dataclass(frozen=True, slots=True)
class CampaignReminding:
    """The passes over the campaigns of one record."""

    engine: Engine
    book: Lawbook

    def pass_once(self, now: datetime) -> tuple[CampaignReminder, ...]:
        """Tell what was reached and not told; the reminders written, the skipped ones too."""
        today = law_day(now)
        rungs = ladder(self.book, today).rungs
        horizon = today + timedelta(weeks=max(rungs) + 1)
        c, due = campaign.c, campaign_due.c
        near = select(c.id).join(campaign_due, due.campaign_id == c.id).distinct()
        near = near.where(due.standing == "open", due.due.between(today, horizon))
        near = near.where(c.closed.is_(False), c.rehearsal_offset == 0).order_by(c.id)
        with self.engine.connect() as connection:
            ids = list(connection.execute(near).scalars())
        return tuple(made for campaign_id in ids for made in self._remind(campaign_id, rungs, now))

    def _remind(self, campaign_id: str, rungs: tuple[int, ...], now: datetime) -> list[CampaignReminder]:
        """Compute and write under the campaign's lock: what is told is told of what is still owed."""
        found = select(campaign).where(campaign.c.id == campaign_id).with_for_update()
        with self.engine.begin() as connection:
            row = connection.execute(found).one()
            if row.closed:
                return []
            made = list(_made(connection, row, rungs, now))
            if made:
                connection.execute(t.reminder.insert(), [_row(r) for r in made])
        return made


def _made(connection: Connection, row: Row[Any], rungs: tuple[int, ...], now: datetime) -> Iterator[CampaignReminder]:
    state = unpack(CampaignState, row.state)
    calendar = unpack(Calendar, pinned_text(connection, row.calendar_version))
    began, today = law_day(row.opened_at), law_day(now)
    for due in state.dues:
        if due.standing is not Standing.OPEN or due.ends_at <= now:
            continue
        days = [(rung, day) for rung in rungs if (day := _day(due.due, rung, calendar)) is not None]
        reached = [(rung, day) for rung, day in sorted(days) if began <= day <= today]
        held = _held(connection, row.id, due)
        for place, (rung, day) in enumerate(reached):
            if rung not in held:
                whom = _whom(connection, state, due.unit) if place == 0 else SKIPPED
                yield CampaignReminder(row.id, due, rung, day, whom)


def _day(due: date, rung: int, calendar: Calendar) -> date | None:
    try:
        return rung_day(due, rung, calendar)
    except CalendarUnknown:
        return None


def _held(connection: Connection, campaign_id: str, due: Due) -> list[int]:
    r = t.reminder.c
    asked = select(r.rung).where(r.case_id == campaign_id, r.kind == due.what, r.channel == due.unit)
    return list(connection.execute(asked.where(r.matter == due.item, r.due == due.due)).scalars())


def _whom(connection: Connection, state: CampaignState, unit_id: str) -> str:
    """The first who files for the unit, or for one above it, and may sign in; else the post."""
    for named in (unit_id, *state.above(unit_id)):
        unit = state.unit(named)
        for person in unit.officers if unit is not None else ():
            may = select(t.account.c.id).where(t.account.c.id == person, t.account.c.active.is_(True))
            if connection.execute(may).first() is not None:
                return person
    return _LEAD if unit_id == state.root else _UNIT


def _row(made: CampaignReminder) -> dict[str, Any]:
    return {
        "case_id": made.campaign_id,
        "kind": made.due.what,
        "party": "",
        "channel": made.due.unit,
        "matter": made.due.item,
        "due": made.due.due,
        "rung": made.rung,
        "reached_on": made.reached_on,
        "recorded_at": datetime.now(UTC),
        "told": made.told,
    }
