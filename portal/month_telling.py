"""How a month of oversight is told: the cases of its notice, and what is still owed in all months."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from models.records.oversight import Notice
from models.records.oversight_months import Incident, Interview, MonthState, Referral
from models.tables.month_schema import oversight_month
from models.tables.months import is_named, ref_of
from models.tables.packing import unpack
from portal.oversight_telling import line_name
from portal.wording import Speech


@dataclass(frozen=True, slots=True)
class Case:
    """A case that a query of a notice found, by the name it can be opened under."""

    ref: str
    line: str
    name: str
    place: str
    unit: str
    what: str
    detail: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Followed:
    """What of one month is asked for on the dashboard."""

    id: str
    month: str
    authority: str
    state: MonthState

    @property
    def late(self) -> tuple[str, ...]:
        """The units that have let their day to answer pass."""
        return tuple(u.name for u in self.state.units if u.late)

    @property
    def interviews(self) -> tuple[tuple[Interview, str], ...]:
        """Its interviews, each with the unit's name."""
        named = {u.id: u.name for u in self.state.units}
        return tuple((i, named.get(i.unit, i.unit)) for i in self.state.interviews)

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """Its incidents."""
        return self.state.incidents

    @property
    def referrals(self) -> tuple[tuple[Referral, str], ...]:
        """What was opened for accountability, each with the unit's name."""
        named = {u.id: u.name for u in self.state.units}
        return tuple((r, named.get(r.unit, r.unit)) for r in self.state.referrals)


def cases_of(notice: Notice) -> list[Case]:
    """Every case that names a unit in the notice, line by line."""
    speech = Speech("zh")
    return [
        Case(
            ref_of(told.line.id, c), told.line.id, line_name(speech, told), c.place, c.unit, c.what, c.detail, c.since,
            c.until,
        )
        for told in notice.lines
        for c in told.cases
        if is_named(notice, c)
    ]  # fmt: skip


def followed(connection: Connection, mode: str, most: int) -> tuple[Followed, ...]:
    """The last months of a mode, the newest first."""
    c = oversight_month.c
    asked = select(c.id, c.month, c.authority, c.state).where(c.mode == mode, c.version > 0)
    found = connection.execute(asked.order_by(c.month.desc(), c.opened_at.desc()).limit(most))
    return tuple(Followed(r.id, r.month, r.authority, unpack(MonthState, r.state)) for r in found)
