from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from desk.exploring.findings import Findings
from desk.exploring.people import CASE_OFFICER, HATS, MANY_HATS, OFFENDER, PERSON, UNIT
from desk.exploring.walking import Walk
from desk.exploring.worlds import FIRST_DAY, LOCAL, MARKET, UNDER_ORDER_36, WAGES, World
from models.law.days import Calendar
from models.law.lawbook import Lawbook
from models.law.regimes import Law
from tests.explore.telling import Tell, Told

_ROAD = ("open_case", "draft_notice", "approve_notice", "record_service")
_DECIDING = ("draft_decision", "legal_review", "approve_decision")
_SHORT = (*_ROAD, "waive_statement", *_DECIDING)
_LEAVING = ("publish", "record_correction_of_conduct", "apply_restoration", "decide_restoration", "confirm_leg")
_PERSONS = ("declare_recusal", "decide_recusal", "hand_over", "appoint_deputy")
_HEARING = ("request_hearing", "schedule_hearing", "hold_hearing")


def _wages(*only: str, on: date = FIRST_DAY) -> World:
    return World("a stretch", (UNIT,), (CASE_OFFICER,), fine=False, only=only, regime=WAGES, on=on)


def _market(*only: str) -> World:
    return replace(_wages(*only, on=UNDER_ORDER_36), parties=(OFFENDER,), regime=MARKET)


STRETCHES = {
    "notice": _wages(*_ROAD, "extend_decision", "terminate_case"),
    "decision": _wages(*_ROAD, *_DECIDING),
    "hearing": _wages(*_ROAD, "file_statement", "waive_statement", "answer_statement", *_DECIDING),
    "listing": _wages(*_SHORT, *_LEAVING),
    "violation": _wages(*_SHORT, "record_violation", *_LEAVING),
    "revocation": _wages(*_ROAD, *_DECIDING, "publish", "confirm_leg", "revoke_basis", "record_remedy"),
    "mail": _wages(*_SHORT, "record_returned_mail"),
    "stay": _wages(*_SHORT, "publish", "impose_stay", "lift_stay", "revoke_basis", "confirm_leg"),
    "objection": _wages(*_SHORT, "publish", "file_objection", "answer_objection"),
    "copy": _wages(*_SHORT, *_LEAVING, on=UNDER_ORDER_36),
    "calendar": _wages(*_ROAD, "file_statement", "announce_calendar"),
    "cleanup": _wages(*_SHORT, "publish", "set_disposition", "record_succession"),
    "persons": replace(_wages(*_ROAD, *_PERSONS), people=True, openers=(MANY_HATS,), hats=(*HATS, "wang")),
    "oral": replace(_market(*_SHORT, *_HEARING), openers=(MANY_HATS,)),
    "county": replace(
        _market(*_SHORT, "collective_discussion", "obtain_consent"), level="county", proposed=True, fine=True
    ),
    "acceptance": _market(*_SHORT, *_LEAVING, "request_materials", "supply_materials", "accept_restoration"),
    "bar": _market(*_SHORT, "publish", "apply_restoration", "bar_restoration"),
    "false papers": _market(*_SHORT, *_LEAVING, "accept_restoration", "find_false_materials"),
    "complaint": replace(
        _market(*_SHORT, "publish", "file_complaint", "answer_complaint", "confirm_undoing", "revoke_basis"),
        local=LOCAL,
    ),
}

Explore = Callable[..., Findings]


@pytest.fixture(scope="session")
def book() -> Lawbook:
    return Lawbook()


@pytest.fixture(scope="session")
def law(book: Lawbook) -> Law:
    return book.law(WAGES, FIRST_DAY)


@pytest.fixture(scope="session")
def calendar(book: Lawbook) -> Calendar:
    return book.calendar()


@pytest.fixture
def explore(book: Lawbook, calendar: Calendar) -> Explore:
    def walk(
        name: str,
        *,
        until: str = "",
        pair: bool = False,
        announced: tuple[str, ...] = (),
        lawful: Callable[[Law], Law] = lambda law: law,
        thorough: bool = False,
        people: bool = False,
    ) -> Findings:
        world = replace(STRETCHES[name], announced=announced)
        world = replace(world, people=people or world.people)
        if pair:
            world = replace(world, parties=(*world.parties, PERSON))
        under = lawful(book.law(world.regime, world.on, world.local))
        return Walk(world, under, calendar, until=until, thorough=thorough).run()

    return walk


@pytest.fixture
def tell(law: Law, calendar: Calendar) -> Tell:
    """Tell a case from its signed notice on."""
    return lambda **how: Told(law, calendar, **how)
