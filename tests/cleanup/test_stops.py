"""A stop by the filing of a ledger, told by a campaign file on both engines."""

from __future__ import annotations

from pathlib import Path

from desk.rehearsing_beside import rehearse
from desk.serving_campaigns import CAMPAIGNS
from models.law.lawbook import Lawbook
from models.law.reading import read_yaml

FILE = Path(__file__).parents[2] / "docs" / "campaigns" / "stops" / "at-once.yaml"


def test_a_ledger_filed_stops_at_once_and_two_people_lift_it_on_both_engines() -> None:
    _, found = rehearse(CAMPAIGNS, read_yaml(FILE), Lawbook(), "both")
    assert found == []
