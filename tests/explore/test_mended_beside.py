"""What the exploration of the side roads found in the step machine: each fault with its test."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from desk.exploring.lending import law_of
from desk.exploring.people import CASE_OFFICER, CHAIR, HEAD, PUBLISHER, RESTORER
from desk.exploring.worlds import ALONE
from models.law.days import Calendar
from models.law.lawbook import Lawbook
from models.records.cases import CaseState
from models.records.commands import GIVEN
from tests.explore.conftest import STRETCHES
from tests.explore.telling import P1, Tell, Told


@pytest.fixture
def market(book: Lawbook, calendar: Calendar) -> Told:
    world = STRETCHES["oral"]
    return Told(book.law(world.regime, world.on), calendar, on=world.on, world=world)


@pytest.fixture
def lent(book: Lawbook, calendar: Calendar) -> Told:
    """A sector whose rule keeps the uncorrected listed beyond the maximum."""
    world = replace(ALONE, lent=("uncorrected-stay-listed",))
    return Told(law_of(world, book), calendar)


def _come_back(case: Told, document: str) -> None:
    case.do("record_returned_mail", CASE_OFFICER, document=document, to="p1", on=case.on.isoformat())


def test_a_statement_after_the_notice_came_back_is_heard(tell: Tell) -> None:
    case = tell()
    case.serve("notice")
    case.wait(30)
    _come_back(case, "notice")
    case.state_by(P1)
    assert [s.in_time for s in case.state.statements] == [True]
    case.serve("notice")
    assert case.state.step == "statement_received"


def test_nothing_more_is_shown_while_the_decision_is_unserved_again(tell: Tell) -> None:
    case = tell()
    case.list_it()
    _come_back(case, "decision")
    facts = {"channels": ["credit-china"]}
    assert case.refused("publish", PUBLISHER, **facts)[0] == "decision_not_served"
    case.serve("decision")
    case.do("publish", PUBLISHER, **facts)


def test_the_time_to_serve_runs_out_though_the_listing_was_revoked(tell: Tell) -> None:
    case = tell()
    case.list_it()
    case.do("revoke_basis", CASE_OFFICER, on=case.on.isoformat(), by_body=GIVEN, document=GIVEN)
    _come_back(case, "decision")
    assert len(case.running("service")) == 1
    case.wait(60)
    assert case.running("service") == []


def test_the_maximum_comes_where_nothing_was_ever_shown_and_the_uncorrected_stay(lent: Told) -> None:
    lent.heard()
    lent.decide_listing()
    lent.serve("decision")
    lent.wait(4 * 366)
    assert (lent.state.step, lent.state.removal) == ("decision_served", "")


def test_who_corrects_after_the_maximum_leaves_with_the_application_answered(lent: Told) -> None:
    lent.list_it()
    lent.wait(4 * 366)
    facts = {"by_party": "p1", "on": lent.on.isoformat(), "materials": list(lent.law.materials), "insist": True}
    lent.do("apply_restoration", P1, **facts)
    lent.do("record_correction_of_conduct", RESTORER, on=lent.on.isoformat(), evidence=GIVEN)
    assert lent.state.removal == "expiry"
    assert lent.state.application is None
    assert lent.running("restoration_decision") == []


def test_a_third_case_on_the_first_document_is_barred_too(tell: Tell) -> None:
    case = tell()
    case.state = replace(case.state, mode="rehearsal")
    opening = next(c for c in case.trying.commands(CaseState("told", "training"), case.on) if c.act == "open_case")
    again = {**opening.facts, "basis": {**opening.facts["basis"], "number": "m2"}, "new_facts": GIVEN}
    for facts in (again, {**again, "basis": opening.facts["basis"]}):
        case.heard()
        case.decide_listing()
        case.do("revoke_basis", CASE_OFFICER, on=case.on.isoformat(), by_body=GIVEN, document=GIVEN)
        if facts is again:
            case.do("open_case", CASE_OFFICER, **facts)
            case.do("draft_notice", CASE_OFFICER, facts=GIVEN, measures=case.trying.measures)
            case.do("approve_notice", HEAD)
        else:
            assert case.refused("open_case", CASE_OFFICER, **facts)[0] == "relisting_barred"


def test_a_hearing_named_anew_ends_the_announcement_of_the_earlier_day(market: Told) -> None:
    market.serve("notice")
    market.do("request_hearing", P1, by_party="p1", on=market.on.isoformat())
    for days in (60, 90):
        on = (market.on + timedelta(days=days)).isoformat()
        market.do("schedule_hearing", CASE_OFFICER, on=on, chair=CHAIR.id)
        assert market.running("announcement") == []
        market.announce("hearing_notice")


def test_who_asks_again_after_the_notice_came_back_is_heard_once(market: Told) -> None:
    for _ in range(2):
        market.serve("notice")
        market.do("request_hearing", P1, by_party="p1", on=market.on.isoformat())
        assert market.state.hearing is not None
        assert market.state.hearing.parties == ("p1",)
        _come_back(market, "notice")


def test_a_complaint_outlives_the_listing_and_its_remedies_do_not_hold_the_case(tell: Tell) -> None:
    case = tell()
    case.list_it()
    case.do("revoke_basis", CASE_OFFICER, on=case.on.isoformat(), by_body=GIVEN, document=GIVEN)
    case.do("file_complaint", P1, by_party="p1", on=case.on.isoformat(), claims=GIVEN)
    for leg, recipient in [(x.leg, x.recipient) for x in case.state.legs]:
        case.do("confirm_leg", PUBLISHER, leg=leg, recipient=recipient, on=case.on.isoformat())
    assert case.state.is_over
    assert not case.state.is_closed
    assert [d.kind for d in case.state.open_deadlines()] == ["complaint_answer"]
    case.wait(300)
    case.do("answer_complaint", CASE_OFFICER, finding="upheld", reasons=GIVEN)
    assert case.state.is_closed


def test_a_notice_served_again_after_the_decision_opens_no_window(tell: Tell) -> None:
    case = tell()
    case.heard()
    case.decide_listing()
    _come_back(case, "notice")
    case.serve("notice")
    assert case.state.served("notice", "p1")
    assert case.running("statement_period") == []
    case.wait(30)
    assert case.state.step == "decided"


def test_who_was_never_shown_and_corrects_after_the_maximum_is_removed_at_once(lent: Told) -> None:
    lent.heard()
    lent.decide_listing()
    lent.serve("decision")
    lent.wait(4 * 366)
    lent.do("record_correction_of_conduct", RESTORER, on=lent.on.isoformat(), evidence=GIVEN)
    assert lent.state.step == "removed"
    assert lent.state.is_closed
