"""Each step by the law of its own day, and the lighter of old and new where a party is burdened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from models.law.days import Unit
from models.law.editions import case_law, with_changes
from models.law.regimes import Law
from models.records.acts import Decided
from tests.steps.telling import BOOK, OFFENDER, PROPOSED, Case, code, noticed, opening

TURN = date(2026, 6, 15)
WAGES = BOOK.law("mohrss-wages", date(2026, 6, 2))


def _turned(**other: Any) -> Law:
    """The wages law, otherwise from the middle of June on."""
    return with_changes(WAGES, [(TURN, replace(WAGES, **other))])


def _period(law: Law, key: str, **other: Any) -> tuple[Any, ...]:
    return tuple(replace(p, **other) if p.key == key else p for p in law.periods)


def _heard(law: Law, **basis: Any) -> Case:
    """A case whose parties have been heard by the middle of June; its measure was told."""
    case = noticed(law=law)
    if basis:
        case.state = replace(case.state, basis=replace(case.state.basis, **basis))
    for party in ("p1", "p2"):
        case.do(
            "li",
            "record_service",
            "06-08 10:00",
            document="notice",
            to=party,
            method="direct",
            on="2026-06-08",
            proof="签收",
        )
        case.do(party, "waive_statement", "06-09 10:00", by_party=party, on="2026-06-09")
    return case


def _draft(case: Case, at: str) -> Any:
    return case.ask("li", "draft_decision", at, outcome="list", reasons="逾期未支付", measures=["bidding"])


def _decided(law: Law, **basis: Any) -> Case:
    case = _heard(law, **basis)
    assert isinstance(_draft(case, "06-16 09:00"), Decided)
    case.do("zhao", "legal_review", "06-16 10:00", opinion="pass")
    return case.do("qian", "approve_decision", "06-16 11:00")


def test_a_measure_that_fell_since_is_no_longer_open() -> None:
    law = _turned(measures=tuple(m for m in WAGES.measures if m != "bidding"))
    assert isinstance(_draft(_heard(law), "06-12 09:00"), Decided)
    refused = _draft(_heard(law), "06-15 09:00")
    assert (refused.code, refused.cite) == ("measure_not_listed", "measures_listed")


def test_a_measure_younger_than_the_conduct_is_not_open() -> None:
    before = replace(WAGES, measures=tuple(m for m in WAGES.measures if m != "bidding"))
    law = with_changes(before, [(date(2026, 6, 1), WAGES)])
    refused = _draft_refused_at_notice(law)
    assert (refused.code, refused.cite) == ("measure_not_listed", "lighter_law")


def _draft_refused_at_notice(law: Law) -> Any:
    case = Case("mohrss-wages", law=law)
    case.do("li", "open_case", "06-02 09:00", **opening())
    return case.ask("li", "draft_notice", "06-03 09:00", facts="拖欠工资", measures=["bidding"])


def test_the_conduct_s_own_day_decides_which_law_is_the_old_one() -> None:
    before = replace(WAGES, measures=tuple(m for m in WAGES.measures if m != "bidding"))
    law = with_changes(before, [(date(2026, 6, 1), WAGES)])
    case = Case("mohrss-wages", law=law)
    body = opening()
    body["basis"] = {**body["basis"], "conduct_ended_on": "2026-06-01"}
    case.do("li", "open_case", "06-02 09:00", **body)
    case.do("li", "draft_notice", "06-03 09:00", facts="拖欠工资", measures=["bidding"])


def test_a_ground_that_fell_bars_the_draft_and_the_decision() -> None:
    law = _turned(grounds=())
    refused = _draft(_heard(law), "06-15 09:00")
    assert code(refused) == ("condition_unmet", "ground_fallen")
    assert refused.cite == "lighter_law"
    case = _heard(law)
    assert isinstance(_draft(case, "06-12 09:00"), Decided)
    case.do("zhao", "legal_review", "06-12 10:00", opinion="pass")
    assert code(case.refuses("qian", "approve_decision", "06-15 11:00")) == ("condition_unmet", "ground_fallen")


@pytest.mark.parametrize(("months", "ends_earlier"), [(1, True), (60, False)])
def test_the_listing_ends_by_the_edition_that_ends_it_earlier(months: int, *, ends_earlier: bool) -> None:
    law = _turned(periods=_period(WAGES, "publication_end", amount=months, unit=Unit.MONTH))
    ends = _decided(law).deadline("publication_end")
    plain = _decided(WAGES).deadline("publication_end")
    assert ends is not None
    assert plain is not None
    assert (ends.due < plain.due) is ends_earlier
    if not ends_earlier:
        assert (ends.due, ends.amount) == (plain.due, plain.amount)
        # The page can still show the rule it was counted by: that of the law as it was.
        assert ends.law_on is not None
        assert law.on(ends.law_on).period("publication_end") == WAGES.period("publication_end")


def test_procedure_follows_the_day_of_the_step_not_of_the_opening() -> None:
    law = _turned(periods=_period(WAGES, "service", amount=1))
    late, early = _decided(law).deadline("service"), _decided(WAGES).deadline("service")
    assert late is not None
    assert early is not None
    assert late.amount == 1
    assert early.amount > 1


def test_an_act_entered_late_is_judged_by_its_own_day() -> None:
    law = _turned(periods=_period(WAGES, "statement_period", amount=30))
    case = noticed(law=law)
    case.do(
        "li",
        "record_service",
        "06-16 10:00",
        document="notice",
        to="p1",
        method="direct",
        on="2026-06-12",
        proof="签收",
    )
    case.do(
        "li",
        "record_service",
        "06-16 10:00",
        document="notice",
        to="p2",
        method="direct",
        on="2026-06-16",
        proof="签收",
    )
    by_party = {d.party: d.amount for d in case.state.deadlines if d.kind == "statement_period"}
    told = WAGES.period("statement_period")
    assert told is not None
    assert by_party == {"p1": told.amount, "p2": 30}


def test_market_restoration_follows_order_107_from_its_first_day() -> None:
    opened_on = date(2025, 12, 1)
    law = case_law(BOOK, "samr-serious-illegal", opened_on)
    old, new = law.on(date(2025, 12, 24)), law.on(date(2025, 12, 25))
    assert "subject-qualification" not in old.materials
    assert "subject-qualification" in new.materials
    case = Case("samr-serious-illegal", law=law)
    basis = {**PROPOSED, "issued_on": "2025-11-28"}
    case.do("li", "open_case", "2025-12-01 09:00", grounds=["SAMR-5"], basis=basis, parties=[OFFENDER], level="city")
    assert case.state.step == "opened"


def test_a_later_shorter_wait_for_restoration_is_given_and_a_longer_one_is_not() -> None:
    for amount, open_then in ((1, True), (12, False)):
        law = with_changes(
            WAGES, [(date(2026, 9, 1), replace(WAGES, periods=_period(WAGES, "restoration_earliest", amount=amount)))]
        )
        case = _listed(law)
        on = date(2026, 6, 18) + timedelta(days=100)
        answer = case.ask(
            "p1",
            "apply_restoration",
            f"{on:%Y-%m-%d} 09:00",
            by_party="p1",
            on=on.isoformat(),
            materials=list(WAGES.materials),
        )
        assert isinstance(answer, Decided) is open_then, (amount, answer)


def _listed(law: Law) -> Case:
    case = _decided(law)
    for party in ("p1", "p2"):
        case.do(
            "li",
            "record_service",
            "06-17 10:00",
            document="decision",
            to=party,
            method="direct",
            on="2026-06-17",
            proof="签收",
        )
    case.do("sun", "publish", "06-18 09:00")
    return case.do("li", "record_correction_of_conduct", "06-18 10:00", on="2026-06-18", evidence="已支付")
