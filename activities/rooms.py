"""Every kind of proceeding beside the listing, with its room in the record: the one list of them."""

from __future__ import annotations

from typing import Any

from activities.campaign_record import ROOM as CAMPAIGNS
from activities.month_record import ROOM as MONTHS
from activities.proceeding_record import Room
from models.tables.measure_reviews import REVIEW
from models.tables.proceedings import FileKind
from models.tables.protections import PROTECTION

# Nothing is added to what is said in a review, and who opens a case asks what stands after one (H-81).
REVIEWS = Room(REVIEW)
PROTECTIONS = Room(PROTECTION)
ROOMS: tuple[Room[Any, Any], ...] = (CAMPAIGNS, REVIEWS, PROTECTIONS, MONTHS)
KINDS: tuple[FileKind[Any, Any], ...] = tuple(room.kind for room in ROOMS)
