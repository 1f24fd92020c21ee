"""A listing that stands: objection, stay, false papers, bankruptcy; relief stays open."""

from __future__ import annotations

from typing import Any

import pytest

from tests.steps.telling import BOOK, Case, applied, code, decided, listed, with_period

SAMR = "samr-serious-illegal"
STAY = {"by_body": "示例县人民法院", "document": "裁定"}
OBJECTS = {"by_party": "p1", "on": "2026-06-22", "claims": "有误"}


def shown(case: Case) -> list[tuple[str, str, str]]:
    return [(s.channel, str(s.since), str(s.until or "")) for s in case.state.shown]


def spans(case: Case) -> list[tuple[str, str, str]]:
    return [(s.ground, str(s.since), str(s.until or "")) for s in case.state.suspended]


def granted() -> Case:
    case = applied()
    return case.do("qian", "decide_restoration", "2026-12-16 09:00", outcome="grant", reasons="理由")


def removed() -> Case:
    case = granted()
    for leg in case.state.legs:
        case.do("sun", "confirm_leg", "2026-12-17 09:00", leg=leg.leg, recipient=leg.recipient, on="2026-12-17")
    assert case.state.step == "removed"
    return case


# Objection


@pytest.mark.parametrize(("local", "rest"), [((), []), (("huangshi",), [("objection", "2026-06-22", "")])])
def test_measures_rest_meanwhile_only_where_a_rule_says_so(
    local: tuple[str, ...], rest: list[tuple[str, str, str]]
) -> None:
    case = listed(local=local).do("p1", "file_objection", "06-22 09:00", **OBJECTS)
    assert spans(case) == rest
    assert all(not until for _, _, until in shown(case))
    case.do("li", "answer_objection", "06-24 09:00", finding="upheld", reasons="理由")
    assert spans(case) == [(g, since, "2026-06-24") for g, since, _ in rest]


def test_an_objection_has_a_time_to_answer_only_where_a_rule_sets_one() -> None:
    assert listed().do("p1", "file_objection", "06-22 09:00", **OBJECTS).due("objection_answer", "p1") is None
    law = with_period(BOOK.law("mohrss-wages", listed().today()), "objection_answer", "statement_answer")
    case = listed(law=law).do("p1", "file_objection", "06-22 09:00", **OBJECTS)
    # Five working days: 23, 24, 25, 26, 29.
    assert str(case.due("objection_answer", "p1")) == "2026-06-29"
    case.do("li", "answer_objection", "06-24 09:00", finding="upheld", reasons="理由")
    assert [str(d.standing) for d in case.state.deadlines if d.kind == "objection_answer"] == ["met"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"finding": "upheld"}, ("condition_unmet", "reasons_missing")),
        ({"finding": "corrected"}, ("condition_unmet", "corrections_missing")),
        ({"finding": "corrected", "corrections": {}}, ("condition_unmet", "corrections_missing")),
    ],
)
def test_an_answer_says_why_or_what(said: dict[str, Any], expected: tuple[str, str]) -> None:
    case = listed().do("p1", "file_objection", "06-22 09:00", **OBJECTS)
    assert code(case.refuses("li", "answer_objection", "06-23 09:00", **said)) == expected


def test_who_may_object_and_how_often() -> None:
    case = listed()
    assert case.refuses("p2", "file_objection", "06-22 09:00", **OBJECTS).code == "not_authorised"
    assert code(case.refuses("li", "file_objection", "06-22 09:00", **{**OBJECTS, "by_party": "p9"})) == (
        "condition_unmet",
        "party_unknown",
    )
    assert case.refuses("li", "answer_objection", "06-22 09:00", finding="upheld").code == "step_not_open"
    case.do("p1", "file_objection", "06-22 09:00", **OBJECTS)
    again = case.refuses("p1", "file_objection", "06-22 09:10", **OBJECTS)
    assert code(again) == ("condition_unmet", "objection_pending")
    late = granted().refuses("p1", "file_objection", "2026-12-17 09:00", **{**OBJECTS, "on": "2026-12-17"})
    assert code(late) == ("step_not_open", "listing_standing")


def test_an_objection_may_undo_the_listing() -> None:
    case = listed().do("p1", "file_objection", "06-22 09:00", **OBJECTS)
    case.do("li", "answer_objection", "06-24 09:00", finding="revoked")
    # Ten working days from 24 June: 25, 26, 29, 30, 1, 2, 3, 6, 7, 8.
    assert (case.state.step, str(case.due("withdrawal"))) == ("revoked", "2026-07-08")
    assert [p.kind for p in case.state.papers][-2:] == ["objection_answer", "revocation"]
    assert len(case.state.legs) == 4


# Stay


def test_a_stay_takes_the_name_off_and_brings_it_back() -> None:
    case = listed().do("li", "impose_stay", "06-22 09:00", **STAY, on="2026-06-22")
    assert [until for _, _, until in shown(case)] == ["2026-06-22", "2026-06-22"]
    before = case.due("publication_end"), case.due("reconsideration", "p1")
    assert case.refuses("sun", "publish", "06-23 09:00").code == "stay_in_force"
    case.do("li", "lift_stay", "07-01 09:00", **STAY, on="2026-07-01")
    assert shown(case)[2:] == [("authority-site", "2026-07-01", ""), ("credit-china", "2026-07-01", "")]
    assert spans(case) == [("stay", "2026-06-22", "2026-07-01")]
    assert (case.due("publication_end"), case.due("reconsideration", "p1")) == before


def test_a_stay_does_not_stop_relief_and_its_channels_are_confirmed_too() -> None:
    case = applied().do("li", "impose_stay", "2026-12-15 09:00", **STAY, on="2026-12-15")
    case.do("qian", "decide_restoration", "2026-12-16 09:00", outcome="grant", reasons="理由")
    assert [x.recipient for x in case.state.legs if x.leg == "publication"] == ["authority-site", "credit-china"]
    case.do("li", "lift_stay", "2026-12-17 09:00", **STAY, on="2026-12-17")
    # What must come down is not shown again.
    assert all(until for _, _, until in shown(case))


def test_a_stay_is_there_once_and_ends_once() -> None:
    case = decided()
    assert code(case.refuses("li", "lift_stay", "06-10 09:00", **STAY, on="2026-06-10")) == ("step_not_open", "stay")
    case.do("li", "impose_stay", "06-10 09:00", **STAY, on="2026-06-10")
    twice = case.refuses("li", "impose_stay", "06-10 10:00", **STAY, on="2026-06-10")
    assert code(twice) == ("condition_unmet", "stayed_already")
    early = case.refuses("li", "lift_stay", "06-11 10:00", **STAY, on="2026-06-09")
    assert code(early) == ("condition_unmet", "day_before_stay")
    future = case.refuses("li", "lift_stay", "06-11 10:00", **STAY, on="2026-06-12")
    assert code(future) == ("condition_unmet", "day_in_future")


def test_a_mere_review_hides_nothing() -> None:
    case = listed().do("p1", "record_remedy", "06-22 09:00", kind="litigation", body="示例县人民法院", on="2026-06-22")
    assert all(not until for _, _, until in shown(case))
    assert spans(case) == []


# False papers


def test_false_papers_bring_back_what_was_being_taken_down() -> None:
    case = granted()
    said = {"leg": "publication", "recipient": "authority-site", "on": "2026-12-17"}
    case.do("sun", "confirm_leg", "2026-12-17 09:00", **said)
    case.do("qian", "find_false_materials", "2026-12-18 09:00", on="2026-12-18", serious=True)
    assert shown(case) == [
        ("authority-site", "2026-06-11", "2026-12-17"),
        ("credit-china", "2026-06-11", ""),
        ("authority-site", "2026-12-18", ""),
    ]
    assert (case.state.removal, case.state.legs) == ("", ())
    assert str(case.due("publication_end")) == "2029-12-18"
    assert str(case.due("restoration_earliest")) == "2027-06-19"
    assert not [d for d in case.state.open_deadlines() if d.kind == "removal_effect"]


def test_false_papers_open_a_removed_case_again() -> None:
    case = removed().do("qian", "find_false_materials", "2026-12-18 09:00", on="2026-12-18", serious=True)
    assert (case.state.step, case.state.is_closed) == ("listed", False)
    assert [c for c, since, _ in shown(case) if since == "2026-12-18"] == ["authority-site", "credit-china"]


def test_what_false_papers_need() -> None:
    case = granted()
    slight = case.refuses("qian", "find_false_materials", "2026-12-18 09:00", on="2026-12-18", serious=False)
    assert code(slight) == ("condition_unmet", "not_serious")
    nothing = listed().refuses("qian", "find_false_materials", "06-22 09:00", on="2026-06-22", serious=True)
    assert code(nothing) == ("step_not_open", "restoration_granted")
    future = case.refuses("qian", "find_false_materials", "2026-12-18 09:00", on="2026-12-19", serious=True)
    assert code(future) == ("condition_unmet", "day_in_future")


def test_a_removed_case_takes_nothing_else() -> None:
    case = removed()
    assert case.refuses("sun", "publish", "2026-12-18 09:00").code == "step_not_open"
    assert case.refuses("li", "record_violation", "2026-12-18 09:00", on="2026-12-18", description="x").code == (
        "step_not_open"
    )
    assert [p.kind for p in case.state.papers] == ["notice", "decision", "restoration_notice", "restoration_decision"]


# Bankruptcy


def test_a_shield_rests_the_name_until_it_ends_well_or_ill() -> None:
    for outcome, back in (("failed", 2), ("completed", 0)):
        case = listed().do("li", "shield_bankruptcy", "07-01 09:00", ruling="裁定", on="2026-07-01")
        assert case.refuses("sun", "publish", "07-02 09:00").code == "stay_in_force"
        case.do("li", "end_shield", "09-01 09:00", ruling="裁定", on="2026-09-01", outcome=outcome)
        assert len([1 for _, since, _ in shown(case) if since == "2026-09-01"]) == back
        assert (case.state.removal == "restoration") is (outcome == "completed")
        assert spans(case) == [("shield", "2026-07-01", "2026-09-01")]


def test_a_stay_and_a_shield_together_end_with_the_later() -> None:
    case = listed().do("li", "shield_bankruptcy", "07-01 09:00", ruling="裁定", on="2026-07-01")
    case.do("li", "impose_stay", "07-02 09:00", **STAY, on="2026-07-02")
    case.do("li", "end_shield", "09-01 09:00", ruling="裁定", on="2026-09-01", outcome="failed")
    assert case.state.is_hidden
    assert len(shown(case)) == 2
    case.do("li", "lift_stay", "09-02 09:00", **STAY, on="2026-09-02")
    assert [since for _, since, _ in shown(case)[2:]] == ["2026-09-02", "2026-09-02"]


def test_a_shield_needs_a_listing_that_stands() -> None:
    said = {"ruling": "裁定", "on": "2026-12-17"}
    assert code(granted().refuses("li", "shield_bankruptcy", "2026-12-17 09:00", **said)) == (
        "step_not_open",
        "listing_standing",
    )
    assert code(listed().refuses("li", "end_shield", "06-22 09:00", ruling="裁定", on="2026-06-22")) == (
        "step_not_open",
        "shield",
    )
