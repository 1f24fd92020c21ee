"""What a campaign's file has beside what every proceeding's has: its units and documents by name, its running cases."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row

from models.law.campaign_rules import CampaignLaw
from models.records.campaigns import CampaignState
from models.tables.campaign_names import document_names, unit_names
from models.tables.campaign_stops import cases_of
from portal.proceeding_reading import Held


@dataclass(frozen=True, slots=True)
class CampaignFile(Held[CampaignState, CampaignLaw]):
    """A campaign as it stands in the record, with what its units and documents are called."""

    names: dict[str, str] = field(default_factory=dict)
    documents: dict[str, str] = field(default_factory=dict)

    def name(self, unit_id: str) -> str:
        """What a unit is called."""
        return self.names.get(unit_id) or unit_id


def named(connection: Connection, campaign_id: str) -> dict[str, Any]:
    """The names of a campaign's units and documents."""
    return {
        "names": unit_names(connection, campaign_id),
        "documents": document_names(connection, campaign_id),
    }


def running(connection: Connection, campaign_id: str, stop_id: str) -> tuple[Row[Any], ...]:
    """The cases shown with a stop, and what was chosen for each."""
    return tuple(cases_of(connection, campaign_id, stop_id))
