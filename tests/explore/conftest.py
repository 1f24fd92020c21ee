from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from desk.exploring.findings import Findings
from desk.exploring.people import ALONE, CASE_OFFICER, WITH_PERSON, World
from desk.exploring.trying import FIRST_DAY
from desk.exploring.walking import Walk
from models.law.days import Calendar
from models.law.lawbook import Lawbook
from models.law.regimes import Law

_ROAD = ("open_case", "draft_notice", "approve_notice", "record_service")
_DECIDING = ("draft_decision", "legal_review", "approve_decision")
_LEAVING = ("publish", "record_correction_of_conduct", "apply_restoration", "decide_restoration", "confirm_leg")
CORRIDORS = {
    "notice": (*_ROAD, "extend_decision", "terminate_case"),
    "decision": (*_ROAD, *_DECIDING),
    "hearing": (*_ROAD, "file_statement", "waive_statement", "answer_statement", *_DECIDING),
    "listing": (*_ROAD, *_DECIDING, *_LEAVING),
    "violation": (*_ROAD, *_DECIDING, "record_violation", *_LEAVING),
    "revocation": (*_ROAD, *_DECIDING, "publish", "confirm_leg", "revoke_basis", "record_remedy"),
}

Explore = Callable[..., Findings]


@pytest.fixture(scope="session")
def law() -> Law:
    return Lawbook().law("mohrss-wages", FIRST_DAY)


@pytest.fixture(scope="session")
def calendar() -> Calendar:
    return Lawbook().calendar()


def corridor(name: str, world: World) -> World:
    """A world in which only the acts of one stretch of the road are tried."""
    return replace(world, only=CORRIDORS[name], openers=(CASE_OFFICER,), fine=False)


@pytest.fixture
def explore(law: Law, calendar: Calendar) -> Explore:
    def walk(name: str, *, until: str = "", pair: bool = False, announced: bool = False, under: Law = law) -> Findings:
        world = corridor(name, WITH_PERSON if pair else ALONE)
        world = world if announced else replace(world, announced=())
        return Walk(world, under, calendar, until=until).run()

    return walk
