"""The kinds of proceedings this counter serves beside the listing, each described once."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from portal import (
    campaign_files,
    campaign_ledgers,
    campaign_pages,
    edition_files,
    honour_pages,
    month_pages,
    query_pages,
)
from portal.campaign_kind import CAMPAIGN
from portal.counter import Counter
from portal.edition_kind import EDITION
from portal.honour_kind import HONOUR
from portal.month_kind import MONTH
from portal.proceeding_acting import acting_routes
from portal.proceeding_kind import Kind
from portal.proceeding_opening import opening_routes
from portal.proceeding_pages import reading_routes
from portal.proceeding_public import public_routes
from portal.protection_kind import PROTECTION
from portal.review_kind import REVIEW
from portal.standard_kind import STANDARD

KINDS: tuple[Kind[Any], ...] = (CAMPAIGN, REVIEW, PROTECTION, STANDARD, MONTH, EDITION, HONOUR)
# Pages that one kind has beside those every kind has.
BESIDE = (campaign_ledgers, campaign_files, campaign_pages, month_pages, query_pages, edition_files, honour_pages)


def routes(counter: Counter) -> APIRouter:
    """Every page of every kind: where a file is opened, acted in, read, and shown to anybody."""
    router = APIRouter()
    for room in BESIDE:
        router.include_router(room.routes(counter))
    for kind in KINDS:
        for pages in (opening_routes, acting_routes, reading_routes, public_routes):
            router.include_router(pages(counter, kind))
    return router
