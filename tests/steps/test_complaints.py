"""Complaints about a measure, what a wrongful one owes, and what a case still takes after its end."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.steps.telling import BOOK, Case, applied, code, listed

CLAIM: dict[str, Any] = {"on": "2026-06-15", "measure": "bidding", "recipient": "示例县交易中心", "claims": "信息不实"}
HUANGSHI = ("huangshi",)


def complained(**more: Any) -> Case:
    return listed(**more).do("p1", "file_complaint", "06-15 09:00", by_party="p1", **CLAIM)


def test_a_complaint_is_answered_in_its_own_time() -> None:
    case = complained()
    assert str(case.due("complaint_answer", "p1")) == "2026-06-25"
    case.do("li", "answer_complaint", "06-16 09:00", finding="upheld", reasons="经核实无误")
    assert [p.kind for p in case.state.papers][-1] == "complaint_answer"
    assert (case.state.undoings, case.state.running("complaint_answer", "p1")) == ((), None)
    nothing = case.refuses("li", "answer_complaint", "06-16 10:00", finding="upheld", reasons="经核实无误")
    assert code(nothing) == ("step_not_open", "complaint")
    paper = {"document": "complaint_answer", "method": "direct", "on": "2026-06-17", "proof": "回证"}
    case.do("li", "record_service", "06-17 09:00", **paper)
    assert case.state.served("complaint_answer", "p1") is not None
    assert case.state.served("complaint_answer", "p2") is None


def test_who_complains_is_named_and_not_twice() -> None:
    case = complained()
    nobody = case.refuses("li", "file_complaint", "06-15 10:00", on="2026-06-15", claims="信息不实")
    assert code(nobody) == ("condition_unmet", "complainant_missing")
    again = case.refuses("p1", "file_complaint", "06-15 10:00", by_party="p1", **CLAIM)
    assert code(again) == ("condition_unmet", "complaint_pending")
    wrong = case.refuses("p1", "file_complaint", "06-15 10:00", **{**CLAIM, "measure": "death"})
    assert wrong.code == "measure_not_listed"
    case.do("li", "file_complaint", "06-15 10:00", by_body="示例县交通运输局", **CLAIM)
    assert [c.party for c in case.state.complaints] == ["p1", ""]


def test_a_wrongful_measure_is_undone_where_it_harmed() -> None:
    case = complained()
    said = {"finding": "wrongful", "reasons": "核实有误"}
    assert code(case.refuses("li", "answer_complaint", "06-16 09:00", **said)) == ("condition_unmet", "undoing_missing")
    far = case.refuses("li", "answer_complaint", "06-16 09:00", **said, undo=["television"])
    assert code(far) == ("condition_unmet", "recipient_unknown")
    upheld = case.refuses("li", "answer_complaint", "06-16 09:00", finding="upheld", reasons="x", undo=["credit-china"])
    assert code(upheld) == ("condition_unmet", "undoing_without_wrong")
    case.do("li", "answer_complaint", "06-16 09:00", **said, undo=["measure-implementers", "authority-site"])
    assert str(case.due("undoing")) == "2026-06-22"
    case.do("sun", "confirm_undoing", "06-17 09:00", recipient="authority-site", on="2026-06-17")
    assert case.state.running("undoing") is not None
    twice = case.refuses("sun", "confirm_undoing", "06-17 10:00", recipient="authority-site", on="2026-06-17")
    assert code(twice) == ("condition_unmet", "undoing_not_owed")
    case.do("sun", "confirm_undoing", "06-18 09:00", recipient="measure-implementers", on="2026-06-18")
    assert case.state.running("undoing") is None


def test_measures_rest_meanwhile_only_where_a_local_rule_says_so() -> None:
    assert complained().state.suspended == ()
    case = complained(local=HUANGSHI)
    assert [(s.ground, s.until) for s in case.state.suspended] == [("complaint", None)]
    case.do("li", "answer_complaint", "06-16 09:00", finding="upheld", reasons="经核实无误")
    assert [str(s.until) for s in case.state.suspended] == ["2026-06-16"]
    assert case.state.showing()


def restored(**more: Any) -> Case:
    """Restored and gone from every recipient on 16 December 2026."""
    case = applied(**more).do("qian", "decide_restoration", "2026-12-15 09:00", outcome="grant", reasons="理由")
    for leg in case.state.legs:
        said = {"leg": leg.leg, "recipient": leg.recipient, "on": "2026-12-16"}
        case.do("sun", "confirm_leg", "2026-12-16 09:00", **said)
    assert case.state.is_closed
    return case


def test_the_last_paper_is_served_after_the_end() -> None:
    case = restored()
    said = {"document": "restoration_decision", "proof": "回证"}
    case.do("li", "record_service", "2026-12-17 09:00", **said, method="direct", on="2026-12-17")
    assert case.state.served("restoration_decision", "p1") is not None
    assert (case.state.step, case.state.is_closed, case.state.open_deadlines()) == ("removed", True, ())


def test_after_the_end_an_announcement_is_entered_when_it_is_complete() -> None:
    case = restored()
    said = {"document": "restoration_decision", "method": "announcement", "proof": "公告", "unknown_whereabouts": "函"}
    early = case.refuses("li", "record_service", "2026-12-21 09:00", **said, on="2026-12-17")
    assert code(early) == ("condition_unmet", "announcement_runs")


def test_a_complaint_after_the_end_keeps_the_case_awake_until_it_is_undone() -> None:
    case = restored().do("p1", "file_complaint", "2026-12-21 09:00", **{**CLAIM, "on": "2026-12-21"})
    assert (case.state.step, case.state.is_closed) == ("removed", False)
    assert case.due("complaint_answer", "p1") is not None
    assert case.refuses("sun", "publish", "2026-12-21 10:00").code == "step_not_open"
    case.do("li", "answer_complaint", "2026-12-22 09:00", finding="wrongful", reasons="x", undo=["credit-china"])
    assert not case.state.is_closed
    case.do("sun", "confirm_undoing", "2026-12-23 09:00", recipient="credit-china", on="2026-12-23")
    assert case.state.is_closed


def test_the_clock_tells_what_was_not_answered() -> None:
    case = complained().do("li", "record_violation", "07-06 09:00", on="2026-07-06", description="再次违法")
    assert "lapse_complaint_answer" in [a.act for a in case.acts]


def test_pre_review_is_a_local_step_and_bars_nothing() -> None:
    elsewhere = applied()
    assert elsewhere.due("pre_review") is None
    none = elsewhere.refuses("zhou", "pre_review", "2026-12-14 10:00", opinion="pass")
    assert code(none) == ("condition_unmet", "no_rule_here")
    case = applied(local=HUANGSHI)
    assert str(case.due("pre_review")) == "2026-12-15"
    bare = case.refuses("zhou", "pre_review", "2026-12-14 10:00", opinion="return", reason="缺少材料")
    assert code(bare) == ("condition_unmet", "material_unknown")
    case.do("zhou", "pre_review", "2026-12-14 10:00", opinion="return", reason="缺材料", missing=["credit-commitment"])
    assert case.state.running("pre_review") is None
    assert code(case.refuses("zhou", "pre_review", "2026-12-14 11:00", opinion="pass"))[1] == "reviewed_already"
    assert case.refuses("qian", "decide_restoration", "2026-12-15 09:00", outcome="grant", reasons="x").code == (
        "materials_missing"
    )
    case.do("p1", "supply_materials", "2026-12-15 10:00", materials=["credit-commitment"])
    twice = case.refuses("zhou", "request_materials", "2026-12-15 11:00", missing=["application"])
    assert code(twice) == ("condition_unmet", "requested_already")
    case.do("qian", "decide_restoration", "2026-12-16 09:00", outcome="grant", reasons="理由")


def test_an_unreviewed_application_is_decided_all_the_same() -> None:
    case = applied(local=HUANGSHI)
    case.do("qian", "decide_restoration", "2026-12-15 09:00", outcome="grant", reasons="理由")
    assert case.state.running("pre_review") is None


def test_who_has_not_corrected_stays_where_the_sector_says_so() -> None:
    law = BOOK.law("mohrss-wages", listed().today())
    stays = replace(law, switches=(*law.switches, "uncorrected-stay-listed"))
    case = listed(law=stays)
    late = "2029-06-12"
    case.do("li", "record_remedy", f"{late} 09:00", kind="litigation", body="法院", on=late)
    assert "expire_listing" in [a.act for a in case.acts]
    assert (case.state.step, case.state.removal, bool(case.state.showing())) == ("listed", "", True)
    case.do("li", "record_correction_of_conduct", f"{late} 10:00", on=late, evidence="凭证")
    assert (case.state.removal, str(case.due("removal_effect"))) == ("expiry", "2029-06-26")
    usual = listed().do("li", "record_remedy", f"{late} 09:00", kind="litigation", body="法院", on=late)
    assert usual.state.removal == "expiry"


def test_where_a_local_rule_says_so_the_clock_reminds_that_restoration_is_open() -> None:
    reminded, elsewhere = listed(local=HUANGSHI), listed()
    for case in (reminded, elsewhere):
        case.do("li", "record_correction_of_conduct", "06-11 10:00", on="2026-06-11", evidence="凭证")
        case.do("li", "record_remedy", "2026-12-15 09:00", kind="litigation", body="法院", on="2026-12-15")
        assert "open_restoration" in [a.act for a in case.acts]
    told = [[p.kind for p in case.state.papers].count("restoration_notice") for case in (reminded, elsewhere)]
    assert told == [2, 1]


def test_the_notice_on_restoration_goes_with_the_decision_unless_switched_off() -> None:
    case = listed()
    assert "restoration_notice" in [p.kind for p in case.state.papers]
    off = replace(case.law, switches=tuple(s for s in case.law.switches if s != "two-papers-together"))
    assert "restoration_notice" not in [p.kind for p in listed(law=off).state.papers]


def test_nothing_of_the_listing_runs_on_beside_a_late_complaint() -> None:
    case = listed().do("p1", "file_complaint", "06-15 09:00", by_party="p1", **CLAIM)
    case.do("li", "record_correction_of_conduct", "06-16 10:00", on="2026-06-16", evidence="凭证")
    materials = list(case.law.materials)
    case.do("li", "answer_complaint", "06-17 09:00", finding="wrongful", reasons="核实有误", undo=["credit-china"])
    case.do("p1", "apply_restoration", "2026-12-17 09:00", by_party="p1", on="2026-12-17", materials=materials)
    case.do("qian", "decide_restoration", "2026-12-18 09:00", outcome="grant", reasons="理由")
    for leg in case.state.legs:
        said = {"leg": leg.leg, "recipient": leg.recipient, "on": "2026-12-18"}
        case.do("sun", "confirm_leg", "2026-12-18 10:00", **said)
    assert (case.state.step, case.state.is_over, case.state.is_closed) == ("removed", True, False)
    assert case.state.open_deadlines() == ()
    case.do("sun", "confirm_undoing", "2026-12-21 09:00", recipient="credit-china", on="2026-12-21")
    assert case.state.is_closed


def test_two_lapses_of_one_day_are_two_acts() -> None:
    case = applied(local=HUANGSHI)
    late = {"by_party": "p1", "on": "2026-12-14", "materials": list(case.law.materials)}
    case.do("qian", "decide_restoration", "2026-12-17 09:00", outcome="refuse", reasons="理由")
    case.do("p1", "apply_restoration", "2026-12-17 10:00", **late)
    case.do("qian", "decide_restoration", "2026-12-18 09:00", outcome="refuse", reasons="理由")
    keys = [a.key for a in case.acts if a.act == "lapse_pre_review"]
    assert len(keys) == len(dict.fromkeys(keys)) == 2
