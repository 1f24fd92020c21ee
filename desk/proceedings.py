"""The proceedings beside the listing that the desk serves: one line a kind."""

from __future__ import annotations

from typing import Any

from desk.served import Served
from desk.serving_campaigns import CAMPAIGNS
from desk.serving_months import MONTHS
from desk.serving_protections import PROTECTIONS
from desk.serving_reviews import REVIEWS

SERVED: tuple[Served[Any, Any], ...] = (CAMPAIGNS, REVIEWS, PROTECTIONS, MONTHS)
