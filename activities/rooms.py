"""Every kind of proceeding beside the listing, with its room in the record: the one list of them."""

from __future__ import annotations

from typing import Any

from activities.campaign_record import ROOM as CAMPAIGNS
from activities.edition_record import EDITIONS
from activities.honour_record import HONOURS
from activities.month_record import ROOM as MONTHS
from activities.proceeding_record import Room
from activities.protection_record import ROOM as PROTECTIONS
from activities.review_record import ROOM as REVIEWS
from activities.standard_record import ROOM as STANDARDS
from models.tables.proceedings import FileKind

__all__ = ["CAMPAIGNS", "EDITIONS", "HONOURS", "KINDS", "MONTHS", "PROTECTIONS", "REVIEWS", "ROOMS", "STANDARDS"]

ROOMS: tuple[Room[Any, Any], ...] = (CAMPAIGNS, REVIEWS, PROTECTIONS, MONTHS, HONOURS, STANDARDS, EDITIONS)
KINDS: tuple[FileKind[Any, Any], ...] = tuple(room.kind for room in ROOMS)
