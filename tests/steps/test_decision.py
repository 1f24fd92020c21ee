"""The decision: agreement, discussion, leniency, the penalty it rests on, the person who signs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.steps.telling import BOOK, Case, closed, code, decided, reviewed, served

SAMR = "samr-serious-illegal"
BASIS = {"number": "示市监处罚〔2026〕1号", "issued_on": "2026-06-09", "penalties": ["heavy-fine"]}
DRAFT = {"outcome": "list", "reasons": "理由", "measures": ["bidding"]}


def agreed() -> Case:
    return reviewed(SAMR).do(
        "li", "obtain_consent", "06-08 10:00", by_body="示例省市场监督管理局", on="2026-06-08", document="函"
    )


def test_the_level_above_must_agree_where_the_regime_asks() -> None:
    case = reviewed(SAMR)
    assert case.refuses("qian", "approve_decision", "06-09 09:00", basis=BASIS).code == "authority_level"
    agreed().do("qian", "approve_decision", "06-09 09:00", basis=BASIS)
    assert decided().state.step == "decided"


def test_agreement_is_to_one_draft() -> None:
    case = agreed()
    case.do("li", "draft_decision", "06-08 11:00", outcome="list", reasons="另稿", measures=["key-supervision"])
    case.do("zhao", "legal_review", "06-08 12:00", opinion="pass")
    assert case.refuses("qian", "approve_decision", "06-09 09:00", basis=BASIS).code == "authority_level"


def test_agreement_is_not_asked_where_the_regime_is_silent() -> None:
    said = {"by_body": "示例市局", "on": "2026-06-08", "document": "函"}
    assert code(reviewed().refuses("li", "obtain_consent", "06-08 10:00", **said)) == (
        "condition_unmet",
        "no_rule_here",
    )


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        (None, ("basis_not_effective", "penalty-decision")),
        ({**BASIS, "issued_on": "2026-06-10"}, ("basis_not_effective", "")),
        ({**BASIS, "penalties": ["warning"]}, ("condition_unmet", "no_heavy_penalty")),
        ({**BASIS, "penalties": []}, ("condition_unmet", "no_heavy_penalty")),
    ],
)
def test_a_listing_rests_on_a_penalty_that_was_made_and_is_heavy(
    basis: dict[str, Any] | None, expected: tuple[str, str]
) -> None:
    said = {"basis": basis} if basis else {}
    assert code(agreed().refuses("qian", "approve_decision", "06-09 09:00", **said)) == expected


def test_a_grave_draft_is_discussed_and_to_the_same_end() -> None:
    case = reviewed(grave=True)
    assert code(case.refuses("qian", "approve_decision", "06-09 09:00")) == ("condition_unmet", "discussion_missing")
    talk = {"on": "2026-06-09", "attended": ["qian", "tang"], "record": "笔录"}
    case.do("qian", "collective_discussion", "06-09 10:00", **talk, outcome="not_list")
    assert code(case.refuses("qian", "approve_decision", "06-09 10:10")) == ("condition_unmet", "discussed_otherwise")
    case.do("qian", "collective_discussion", "06-09 11:00", **talk, outcome="list")
    case.do("qian", "approve_decision", "06-09 11:10")


def test_discussion_is_always_asked_where_a_rule_says_so() -> None:
    law = BOOK.law("mohrss-wages", served().today())
    strict = replace(law, switches=(*law.switches, "collective-discussion"))
    case = reviewed(law=strict)
    assert code(case.refuses("qian", "approve_decision", "06-09 09:00")) == ("condition_unmet", "discussion_missing")


def test_a_discussion_needs_people_and_a_draft() -> None:
    talk = {"on": "2026-06-08", "outcome": "list", "record": "笔录"}
    nobody = reviewed().refuses("qian", "collective_discussion", "06-08 10:00", **talk, attended=[])
    assert code(nobody) == ("condition_unmet", "nobody_attended")
    future = reviewed().refuses("qian", "collective_discussion", "06-05 10:00", **talk, attended=["qian"])
    assert future.code == "condition_unmet"
    assert closed().refuses("qian", "collective_discussion", "06-08 10:00", **talk, attended=["qian"]).code == (
        "step_not_open"
    )


@pytest.mark.parametrize(
    ("ground", "outcome", "expected"),
    [
        ("minor-act", "list", "leniency"),
        ("whim", "not_list", "condition_unmet"),
        ("force-majeure", "list", ""),
        ("minor-act", "not_list", ""),
        ("cure", "not_list", ""),
    ],
)
def test_what_must_spare_bars_listing_what_may_does_not(ground: str, outcome: str, expected: str) -> None:
    said: dict[str, Any] = {"outcome": outcome, "reasons": "理由", "leniency": ground}
    if outcome == "list":
        said["measures"] = ["bidding"]
    case = closed()
    if expected:
        assert case.refuses("li", "draft_decision", "06-05 09:00", **said).code == expected
    else:
        case.do("li", "draft_decision", "06-05 09:00", **said)


def test_never_more_than_was_told_least_of_all_for_having_spoken() -> None:
    more = {**DRAFT, "measures": ["bidding", "travel"]}
    assert closed().refuses("li", "draft_decision", "06-05 09:00", **more).cite == "notified_content"
    case = served().do("p1", "file_statement", "06-04 09:00", by_party="p1", on="2026-06-04", text="申辩")
    case.do("li", "answer_statement", "06-04 10:00", finding="rejected", reasons="理由")
    case.ask("zhou", "accept_restoration", "06-11 09:00")
    assert case.refuses("li", "draft_decision", "06-11 10:00", **more).cite == "no_heavier"
    assert case.refuses("li", "draft_decision", "06-11 10:00", **{**DRAFT, "measures": ["exit-ban"]}).code == (
        "measure_not_listed"
    )


def test_what_stands_in_a_draft() -> None:
    case = closed()
    for said, expected in (
        ({"outcome": "list", "measures": ["bidding"]}, "decision_incomplete"),
        ({"outcome": "list", "reasons": "理由"}, "decision_incomplete"),
        ({"outcome": "not_list", "reasons": "理由", "measures": ["bidding"]}, "condition_unmet"),
    ):
        assert case.refuses("li", "draft_decision", "06-05 09:00", **said).code == expected


def test_a_person_signs_who_did_not_draft() -> None:
    case = reviewed()
    for by in ("li", "zhao", "clock", "p1"):
        assert case.refuses(by, "approve_decision", "06-09 09:00").code == "not_authorised"


def test_the_days_a_decision_opens() -> None:
    wages, samr = decided(), decided(SAMR)
    # Seven working days from 9 June: 10, 11, 12, 15 to 18.
    assert str(wages.due("service")) == "2026-06-18"
    assert str(wages.due("publication_end")) == "2029-06-09"
    assert wages.due("restoration_earliest") is None
    assert str(wages.due("restoration_earliest", channel="credit-china")) == "2027-06-10"
    assert str(samr.due("restoration_earliest")) == "2027-06-10"
    # Twenty: 10 to 12 are three, 15 to 18 seven, 19 is off, 22 to 26 twelve, 3 July 17, 8 July 20.
    assert str(samr.due("publication")) == "2026-07-08"
