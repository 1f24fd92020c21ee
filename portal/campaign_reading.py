"""Reading clean-up campaigns from the record: questions for `Reader.ask`, each answered by SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from models.law.campaign_rules import CampaignLaw
from models.law.days import Calendar
from models.records.campaigns import CampaignState
from models.tables import campaign_schema as c
from models.tables.campaign_names import document_names, unit_names
from models.tables.campaign_stops import cases_of
from models.tables.packing import unpack
from models.tables.proceedings import pinned_text


@dataclass(frozen=True, slots=True)
class CampaignFile:
    """A campaign as it stands in the record, with the notice and calendar it was opened under."""

    id: str
    mode: str
    authority: str
    level: str
    region: str
    notice: str
    opened_at: datetime
    offset: int
    version: int
    closed: bool
    state: CampaignState
    law: CampaignLaw
    calendar: Calendar
    names: dict[str, str]
    documents: dict[str, str]

    def name(self, unit_id: str) -> str:
        """What a unit is called."""
        return self.names.get(unit_id) or unit_id


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """A campaign as the list shows it."""

    id: str
    mode: str
    notice: str
    authority: str
    opened_at: datetime
    step: str
    units: int
    late: int


def campaigns(connection: Connection) -> tuple[CampaignLine, ...]:
    """Every campaign that was opened, the latest first."""
    table = c.campaign.c
    rows = connection.execute(select(c.campaign).where(table.version > 0).order_by(table.opened_at.desc(), table.id))
    return tuple(_line(row) for row in rows)


def _line(row: Row[Any]) -> CampaignLine:
    state = unpack(CampaignState, row.state)
    return CampaignLine(
        row.id, row.mode, row.notice, row.authority, row.opened_at, row.step, len(state.units), len(state.late_units())
    )


def campaign(connection: Connection, campaign_id: str) -> CampaignFile | None:
    """A campaign, or None."""
    row = connection.execute(select(c.campaign).where(c.campaign.c.id == campaign_id)).first()
    if row is None:
        return None
    return CampaignFile(
        id=row.id,
        mode=row.mode,
        authority=row.authority,
        level=row.level,
        region=row.region,
        notice=row.notice,
        opened_at=row.opened_at,
        offset=row.rehearsal_offset,
        version=row.version,
        closed=bool(row.closed),
        state=unpack(CampaignState, row.state),
        law=unpack(CampaignLaw, pinned_text(connection, row.law_version)),
        calendar=unpack(Calendar, pinned_text(connection, row.calendar_version)),
        names=unit_names(connection, campaign_id),
        documents=document_names(connection, campaign_id),
    )


def running(connection: Connection, campaign_id: str, stop_id: str) -> tuple[Row[Any], ...]:
    """The cases shown with a stop, and what was chosen for each."""
    return tuple(cases_of(connection, campaign_id, stop_id))
