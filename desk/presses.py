"""The presses: how the papers of each kind of proceeding are made, and which paper is whose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table

from activities import (
    campaign_composing,
    composing,
    edition_papers,
    honour_papers,
    month_papers,
    protection_papers,
    review_papers,
    standard_papers,
)
from activities.campaign_gathering import gather_campaign
from activities.gathering import Order, gather
from activities.month_gathering import gather_month
from models.law.lawbook import Lawbook
from models.records.papers import (
    CLEANUP_KINDS,
    EDITION_KINDS,
    HONOUR_KINDS,
    MONTH_KINDS,
    PROTECTION_KINDS,
    REVIEW_KINDS,
    STANDARD_KINDS,
)
from models.tables import schema as t
from models.tables.campaign_schema import campaign
from models.tables.edition_schema import list_edition
from models.tables.honour_schema import honour_file
from models.tables.measure_schema import measure_review
from models.tables.month_schema import oversight_month
from models.tables.protection_schema import protection_file
from models.tables.standard_schema import list_standard


@dataclass(frozen=True, slots=True)
class Press:
    """How the papers of one kind of proceeding are made: from which file, by which words, under which series."""

    files: Table
    gather: Callable[[Connection, Order, Lawbook], Any]
    series: Callable[[Any], str]
    compose: Callable[[Any, str], Any]
    required: Callable[[Any, Any], tuple[str, ...]]


OF_CASES = Press(t.case_file, gather, composing.series_of, composing.compose, composing.required)
OF_CAMPAIGNS = Press(
    campaign, gather_campaign, campaign_composing.series_of, campaign_composing.compose, campaign_composing.required
)
OF_REVIEWS = Press(
    measure_review,
    review_papers.gather_review,
    review_papers.series_of,
    review_papers.compose_letter,
    lambda letter, _content: review_papers.required_parts(letter.kind),
)

OF_PROTECTION = Press(
    protection_file,
    protection_papers.gather_protection,
    protection_papers.series_of,
    protection_papers.compose_protection,
    lambda letter, _content: protection_papers.required(letter),
)
OF_EDITIONS = Press(
    list_edition,
    edition_papers.gather_edition,
    edition_papers.series_of,
    edition_papers.compose_edition,
    lambda letter, _content: edition_papers.required_parts(letter.kind),
)
OF_STANDARDS = Press(
    list_standard,
    standard_papers.gather_standard,
    standard_papers.series_of,
    standard_papers.compose_standard,
    lambda paper, _content: standard_papers.required_parts(paper.kind),
)
OF_HONOURS = Press(
    honour_file,
    honour_papers.gather_honour,
    honour_papers.series_of,
    honour_papers.compose_honour,
    lambda paper, _content: honour_papers.required_parts(paper.kind),
)
OF_MONTHS = Press(
    oversight_month,
    gather_month,
    month_papers.series_of,
    month_papers.compose_month,
    lambda letter, _content: month_papers.required_parts(letter.kind),
)
# Which press makes which paper; every other one is a case's.
PRESSES: dict[str, Press] = {
    **dict.fromkeys(CLEANUP_KINDS, OF_CAMPAIGNS),
    **dict.fromkeys(REVIEW_KINDS, OF_REVIEWS),
    **dict.fromkeys(EDITION_KINDS, OF_EDITIONS),
    **dict.fromkeys(PROTECTION_KINDS, OF_PROTECTION),
    **dict.fromkeys(STANDARD_KINDS, OF_STANDARDS),
    **dict.fromkeys(HONOUR_KINDS, OF_HONOURS),
    **dict.fromkeys(MONTH_KINDS, OF_MONTHS),
}
