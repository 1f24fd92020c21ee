"""What a clean-up campaign's workflow is called, and what goes into it."""

from __future__ import annotations

from models.contracts.proceedings import ProceedingStart, Way
from models.law.campaign_rules import CampaignLaw
from models.records.campaigns import CampaignState

CAMPAIGN_WAY = Way("CleanupCampaignWorkflow", "campaign", "read_campaign_acts", "cleanup")
CampaignStart = ProceedingStart[CampaignState, CampaignLaw]
