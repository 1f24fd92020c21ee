"""The proceedings beside the listing as the desk serves them: where each is kept, and how its workflow begins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Table

from activities.campaign_record import campaign_record
from activities.review_record import review_record
from models.contracts.cleanup import campaign_workflow_id
from models.contracts.reviews import review_workflow_id
from models.steps.cleanup_fields import campaign_part
from models.steps.cleanup_table import AFTER_THE_END
from models.steps.measure_fields import review_part
from models.tables.campaign_schema import campaign
from models.tables.campaigns import start_of_campaign
from models.tables.measure_reviews import start_of_review
from models.tables.measure_schema import measure_review
from workflows.cleanup_campaign import CleanupCampaignWorkflow
from workflows.measure_review import MeasureReviewWorkflow


@dataclass(frozen=True, slots=True)
class Served:
    """One kind of proceeding: its table, its workflow, its record, and what it still takes after its end."""

    table: Table
    workflow: Any
    workflow_id: Callable[[str], str]
    start: Callable[[Connection, str], Any]
    record: Callable[[Engine], Any]
    part: Callable[[str, dict[str, Any]], dict[str, Any]]
    after_the_end: tuple[str, ...]


SERVED: tuple[Served, ...] = (
    Served(
        campaign,
        CleanupCampaignWorkflow.run,
        campaign_workflow_id,
        start_of_campaign,
        campaign_record,
        campaign_part,
        AFTER_THE_END,
    ),
    Served(
        measure_review,
        MeasureReviewWorkflow.run,
        review_workflow_id,
        start_of_review,
        review_record,
        review_part,
        (),
    ),
)
