"""What the exploration, and a hard look beside it, found in the step machine: each fault with its test."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from desk.exploring.people import CASE_OFFICER, HEAD, PUBLISHER, RESTORER
from models.law.days import start_of
from models.law.regimes import Law
from models.records.acts import Refused
from models.records.cases import CaseState
from models.records.commands import GIVEN
from models.steps.deciding import decide
from tests.explore.telling import OPENED_ON, P1, Tell


def test_an_announced_answer_is_served_while_a_draft_stands(tell: Tell) -> None:
    case = tell()
    case.serve("notice")
    case.state_by(P1)
    case.answer()
    case.announce("statement_answer")
    case.wait(10)
    case.draft()
    case.wait(30)
    assert case.state.step == "decision_drafted"
    assert case.state.served("statement_answer", "p1")
    assert case.running("statement_answer") == []


def test_serving_an_earlier_answer_leaves_the_later_statement_owed(tell: Tell) -> None:
    case = tell()
    case.serve("notice")
    case.state_by(P1)
    case.answer()
    case.state_by(P1)
    case.serve("statement_answer")
    assert case.running("statement_answer") == ["2"]
    case.answer()
    case.serve("statement_answer")
    assert case.running("statement_answer") == []


def test_a_new_answer_ends_the_announcement_of_the_earlier_one(tell: Tell) -> None:
    case = tell()
    case.serve("notice")
    case.state_by(P1)
    case.answer()
    case.announce("statement_answer")
    case.state_by(P1)
    case.answer()
    assert case.running("announcement") == []
    case.wait(60)
    assert not case.state.served("statement_answer", "p1")


def test_an_announcement_is_not_made_twice(tell: Tell) -> None:
    case = tell()
    case.announce("notice")
    case.wait(3)
    facts = {"document": "notice", "method": "announcement", "proof": GIVEN, "unknown_whereabouts": GIVEN}
    again = case.refused("record_service", CASE_OFFICER, on=OPENED_ON.isoformat(), **facts)
    assert again == ("condition_unmet", "announced_already")
    case.serve("notice")
    assert case.running("announcement") == []


def test_an_announcement_over_years_not_held_is_refused_at_once(tell: Tell) -> None:
    case = tell(on=date(2035, 12, 3))
    facts = {"document": "notice", "method": "announcement", "proof": GIVEN, "unknown_whereabouts": GIVEN}
    assert case.refused("record_service", CASE_OFFICER, on="2035-12-03", **facts)[0] == "calendar_unknown"


def test_a_listing_expires_though_no_calendar_says_by_when_it_must_be_down(tell: Tell) -> None:
    case = tell(on=date(2032, 11, 29))
    case.heard()
    case.on = date(2032, 12, 28)
    case.decide_listing()
    case.serve("decision")
    case.do("publish", PUBLISHER)
    case.wait(4 * 366)
    assert case.state.removal == "expiry"
    assert case.running("removal_effect") == []
    for leg, recipient in [(x.leg, x.recipient) for x in case.state.legs]:
        case.do("confirm_leg", PUBLISHER, leg=leg, recipient=recipient, on=case.on.isoformat())
    assert case.state.step == "removed"


def test_a_waiver_is_not_of_a_day_to_come(tell: Tell) -> None:
    case = tell()
    case.serve("notice")
    later = (case.on + timedelta(days=1)).isoformat()
    assert case.refused("waive_statement", P1, by_party="p1", on=later) == ("condition_unmet", "day_in_future")


def test_a_service_under_way_outlives_the_revocation(tell: Tell) -> None:
    case = tell(pair=True)
    case.heard()
    case.decide_listing()
    case.serve("decision", to="p1")
    case.announce("decision", to="p2")
    case.do("revoke_basis", CASE_OFFICER, on=case.on.isoformat(), by_body=GIVEN, document=GIVEN)
    assert case.state.is_closed
    assert case.state.open_deadlines() == ()

    shown = tell(pair=True)
    shown.list_it()
    shown.wait(1)
    shown.do("record_correction_of_conduct", RESTORER, on=shown.on.isoformat(), evidence=GIVEN)
    facts = {"by_party": "p1", "on": shown.on.isoformat(), "materials": list(shown.law.materials), "insist": True}
    shown.do("apply_restoration", P1, **facts)
    shown.do("decide_restoration", HEAD, outcome="refuse", reasons=GIVEN)
    shown.announce("restoration_decision")
    shown.do("revoke_basis", CASE_OFFICER, on=shown.on.isoformat(), by_body=GIVEN, document=GIVEN)
    assert shown.running("announcement") == ["restoration_decision", "restoration_decision"]
    shown.wait(31)
    assert shown.state.all_served("restoration_decision")


def test_a_new_restoration_decision_ends_the_announcement_of_the_earlier_one(tell: Tell) -> None:
    case = tell()
    case.list_it()
    facts = {"by_party": "p1", "on": case.on.isoformat(), "materials": list(case.law.materials), "insist": True}
    for _ in range(2):
        case.do("apply_restoration", P1, **facts)
        case.do("decide_restoration", HEAD, outcome="refuse", reasons=GIVEN)
        assert case.running("announcement") == []
        case.announce("restoration_decision")


def test_a_wholly_withdrawn_listing_has_no_clock(tell: Tell) -> None:
    case = tell()
    case.list_it()
    case.do("revoke_basis", CASE_OFFICER, on=case.on.isoformat(), by_body=GIVEN, document=GIVEN)
    for leg, recipient in [(x.leg, x.recipient) for x in case.state.legs]:
        case.do("confirm_leg", PUBLISHER, leg=leg, recipient=recipient, on=case.on.isoformat())
    assert case.state.step == "revoked"
    assert case.state.is_closed
    assert case.state.open_deadlines() == ()


def test_a_violation_counts_from_the_day_of_listing_only(tell: Tell) -> None:
    case = tell()
    case.wait(7)
    case.heard()
    case.decide_listing()
    before = (case.on - timedelta(days=1)).isoformat()
    told = case.refused("record_violation", CASE_OFFICER, on=before, description=GIVEN)
    assert told == ("condition_unmet", "day_outside_listing")
    case.do("record_violation", CASE_OFFICER, on=case.on.isoformat(), description=GIVEN)
    assert case.state.violated


def test_a_violation_after_the_last_day_of_listing_is_none(tell: Tell) -> None:
    case = tell()
    case.list_it()
    case.wait(4 * 366)
    told = case.refused("record_violation", CASE_OFFICER, on=case.on.isoformat(), description=GIVEN)
    assert told == ("condition_unmet", "day_outside_listing")


def test_a_leg_cannot_be_seen_done_before_the_ground_to_leave(tell: Tell) -> None:
    case = tell()
    case.list_it()
    case.wait(5)
    case.do("revoke_basis", CASE_OFFICER, on=case.on.isoformat(), by_body=GIVEN, document=GIVEN)
    leg = {"leg": "sharing", "recipient": "credit-platform"}
    before = (case.on - timedelta(days=1)).isoformat()
    assert case.refused("confirm_leg", PUBLISHER, on=before, **leg) == ("condition_unmet", "day_before_ground")
    case.do("confirm_leg", PUBLISHER, on=case.on.isoformat(), **leg)


def test_a_measure_never_told_goes_before_a_part_that_lacks(tell: Tell) -> None:
    case = tell()
    case.heard()
    untold = {"outcome": "list", "measures": [case.trying.untold]}
    assert case.refused("draft_decision", CASE_OFFICER, **untold) == ("condition_unmet", "measures_not_told")
    told = {"outcome": "list", "measures": case.trying.measures}
    assert case.refused("draft_decision", CASE_OFFICER, **told)[0] == "decision_incomplete"


def test_a_regime_not_in_force_is_cited_by_a_rule_that_is_held(tell: Tell, law: Law) -> None:
    told, day, unopened = tell(), date(2021, 12, 31), CaseState("c", "training")
    first = next(c for c in told.trying.commands(unopened, day) if c.act == "open_case")
    answer = decide(unopened, replace(first, by=CASE_OFFICER), law, told.calendar, start_of(day))
    assert isinstance(answer, Refused)
    assert answer.code == "regime_not_in_force"
    assert law.citation(answer.cite).article == "20"
