"""What the exploration, and a hard look beside it, found in the step machine: each fault with its test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from desk.exploring.lending import law_of
from desk.exploring.people import CASE_OFFICER, CHAIR, HEAD, PERSON, PUBLISHER, RESTORER, REVIEWER, UNIT
from desk.exploring.trying import Trying
from desk.exploring.worlds import ALONE, WITH_PERSON, World
from models.law.days import Calendar, start_of
from models.law.lawbook import Lawbook
from models.law.regimes import Law
from models.records.acts import Answer, Decided, Refused
from models.records.cases import CaseState
from models.records.commands import GIVEN, PARTY, Actor, Command
from models.steps.deciding import decide, settle
from models.steps.fold import fold
from tests.explore.conftest import STRETCHES

P1, P2 = Actor(UNIT.id, (PARTY,)), Actor(PERSON.id, (PARTY,))
OPENED_ON = date(2025, 9, 23)


class Told:
    """A case told act by act; each day's acts are asked for at nine."""

    def __init__(
        self, law: Law, calendar: Calendar, *, pair: bool = False, on: date = OPENED_ON, world: World = ALONE
    ) -> None:
        self.law, self.calendar = law, calendar
        self.state = CaseState("told", "training")
        self.on = on
        self.trying = Trying(WITH_PERSON if pair else world, law, calendar)
        first = next(c for c in self.trying.commands(self.state, on) if c.act == "open_case" and c.by.roles)
        self.do("open_case", CASE_OFFICER, **first.facts)
        self.do("draft_notice", CASE_OFFICER, facts=GIVEN, measures=self.trying.measures)
        self.do("approve_notice", HEAD)

    def ask(self, act: str, by: Actor, **facts: Any) -> Answer:
        return decide(
            self.state, Command(f"k{self.state.version}", act, by, facts), self.law, self.calendar,
            start_of(self.on) + timedelta(hours=9),
        )  # fmt: skip

    def do(self, act: str, by: Actor, **facts: Any) -> None:
        answer = self.ask(act, by, **facts)
        assert isinstance(answer, Decided), answer
        self.state = fold(self.state, answer.acts)

    def refused(self, act: str, by: Actor, **facts: Any) -> tuple[str, Any]:
        answer = self.ask(act, by, **facts)
        assert isinstance(answer, Refused), answer
        return answer.code, answer.detail.get("what", answer.detail.get("missing", ""))

    def wait(self, days: int) -> None:
        self.on += timedelta(days=days)
        self.state = fold(self.state, settle(self.state, self.law, self.calendar, start_of(self.on)))

    def serve(self, document: str, **more: Any) -> None:
        facts = {"document": document, "method": "direct", "on": self.on.isoformat(), "proof": GIVEN}
        self.do("record_service", CASE_OFFICER, **{**facts, **more})

    def announce(self, document: str, **more: Any) -> None:
        self.serve(document, method="announcement", unknown_whereabouts=GIVEN, **more)

    def state_by(self, party: Actor) -> None:
        self.do("file_statement", party, by_party=party.id, on=self.on.isoformat(), text=GIVEN)

    def answer(self) -> None:
        self.do("answer_statement", CASE_OFFICER, finding="rejected", reasons=GIVEN)

    def draft(self) -> None:
        self.do("draft_decision", CASE_OFFICER, outcome="list", reasons=GIVEN, measures=self.trying.measures)

    def decide_listing(self) -> None:
        self.draft()
        self.do("legal_review", REVIEWER, opinion="pass")
        self.do("approve_decision", HEAD)

    def heard(self) -> None:
        self.serve("notice")
        for p in self.trying.world.parties:
            self.do("waive_statement", Actor(p.id, (PARTY,)), by_party=p.id, on=self.on.isoformat())

    def list_it(self) -> None:
        self.heard()
        self.decide_listing()
        self.serve("decision")
        self.do("publish", PUBLISHER)

    def running(self, kind: str) -> list[str]:
        return [d.matter for d in self.state.open_deadlines() if d.kind == kind]


Tell = Callable[..., Told]


@pytest.fixture
def tell(law: Law, calendar: Calendar) -> Tell:
    return lambda **how: Told(law, calendar, **how)


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
