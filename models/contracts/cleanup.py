"""What goes into and comes out of a clean-up campaign's workflow, and its errands."""

from __future__ import annotations

from dataclasses import dataclass

from models.contracts.listing import Applied
from models.law.campaign_rules import CampaignLaw
from models.law.days import Calendar
from models.records.campaigns import CampaignState

WORKFLOW = "CleanupCampaignWorkflow"
CLOCK_ERRAND = "campaign_by_clock"
CATCH_UP_ERRAND = "read_campaign_acts"


def campaign_errand(act: str) -> str:
    """The activity type that records an act of a campaign."""
    return f"campaign_{act}"


@dataclass(frozen=True, slots=True)
class CampaignStart:
    """The start input: the state so far, the notice and the calendar by value, and the keys applied."""

    state: CampaignState
    law: CampaignLaw
    calendar: Calendar
    rehearsal_offset: float = 0.0
    applied: tuple[Applied, ...] = ()
    schema: int = 1


def campaign_workflow_id(campaign_id: str) -> str:
    """The workflow's id: the proceeding and the campaign, nothing personal."""
    return f"cleanup/{campaign_id}"
