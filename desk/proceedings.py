"""The proceedings beside the listing that the desk serves: one line a kind."""

from __future__ import annotations

from typing import Any

from desk.served import Served
from desk.serving_campaigns import CAMPAIGNS
from desk.serving_editions import EDITIONS
from desk.serving_honours import HONOURS
from desk.serving_months import MONTHS
from desk.serving_protections import PROTECTIONS
from desk.serving_reviews import REVIEWS
from desk.serving_standards import STANDARDS

SERVED: tuple[Served[Any, Any], ...] = (CAMPAIGNS, REVIEWS, PROTECTIONS, MONTHS, HONOURS, STANDARDS, EDITIONS)
