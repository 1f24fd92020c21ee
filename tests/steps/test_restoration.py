"""Restoration: acceptance where the regime has it, one list of what is missing, bars, extension."""

from __future__ import annotations

from tests.steps.telling import BOOK, Case, applied, code, listed, with_period

SAMR = "samr-serious-illegal"


def test_acceptance_comes_first_where_the_regime_has_it() -> None:
    wages, samr = applied(), applied(SAMR)
    assert wages.due("restoration_acceptance") is None
    # Fifteen working days from 14 December 2026: 15 to 18 are four, 25 nine, 31 thirteen,
    # 1 January is off by the holiday regulation, 4 and 5 January 2027.
    assert str(wages.due("restoration_decision")) == "2027-01-05"
    assert str(samr.due("restoration_acceptance")) == "2027-06-14"
    assert samr.due("restoration_decision") is None
    samr.do("zhou", "accept_restoration", "2027-06-11 09:00")
    assert str(samr.due("restoration_decision")) == "2027-06-22"


def test_the_wage_regime_has_no_acceptance_and_no_extension() -> None:
    case = applied()
    for by, act, said in (
        ("zhou", "accept_restoration", {}),
        ("zhou", "refuse_acceptance", {"reason": "理由"}),
        ("qian", "extend_restoration", {"reason": "理由"}),
    ):
        assert code(case.refuses(by, act, "2026-12-15 09:00", **said)) == ("condition_unmet", "no_rule_here")


def test_what_is_missing_is_asked_once_and_stops_the_clock() -> None:
    case = applied(SAMR)
    fee = case.refuses("zhou", "request_materials", "2027-06-10 10:00", missing=["fee-receipt"])
    assert code(fee) == ("condition_unmet", "material_unknown")
    nothing = case.refuses("zhou", "request_materials", "2027-06-10 10:00", missing=[])
    assert code(nothing) == ("condition_unmet", "material_unknown")
    assert case.refuses("p1", "supply_materials", "2027-06-10 10:00", materials=[]).code == "step_not_open"
    case.do("zhou", "request_materials", "2027-06-10 11:00", missing=["application"])
    assert [d.kind for d in case.state.open_deadlines() if d.kind == "restoration_acceptance"] == []
    again = case.refuses("zhou", "request_materials", "2027-06-10 12:00", missing=["credit-commitment"])
    assert code(again) == ("condition_unmet", "requested_already")
    assert case.refuses("zhou", "accept_restoration", "2027-06-10 12:00").code == "materials_missing"
    assert case.refuses("p1", "supply_materials", "2027-06-15 09:00", materials=[]).code == "materials_missing"
    case.do("p1", "supply_materials", "2027-06-15 10:00", materials=["application"])
    assert str(case.due("restoration_acceptance")) == "2027-06-17"


def test_an_application_is_not_decided_before_it_is_accepted() -> None:
    case = applied(SAMR)
    for outcome in ("grant", "refuse"):
        said = {"outcome": outcome, "reasons": "理由"}
        assert code(case.refuses("qian", "decide_restoration", "2027-06-11 09:00", **said)) == (
            "step_not_open",
            "acceptance",
        )


def test_refused_acceptance_is_a_paper_and_ends_the_application() -> None:
    case = applied(SAMR).do("zhou", "refuse_acceptance", "2027-06-11 09:00", reason="理由")
    assert case.state.application is None
    assert case.state.papers[-1].kind == "refusal_notice"
    said = {"document": "refusal_notice", "method": "direct", "on": "2027-06-11", "proof": "回证"}
    case.do("li", "record_service", "2027-06-11 10:00", **said)
    held = case.deadline("reconsideration", "p1")
    assert held is not None
    assert held.matter == "refusal_notice"


def test_nothing_to_accept_and_nothing_accepted_twice() -> None:
    assert code(listed(SAMR).refuses("zhou", "accept_restoration", "2026-06-22 09:00")) == (
        "step_not_open",
        "application",
    )
    case = applied(SAMR).do("zhou", "accept_restoration", "2027-06-11 09:00")
    assert code(case.refuses("zhou", "accept_restoration", "2027-06-11 10:00")) == (
        "step_not_open",
        "acceptance_pending",
    )
    late = case.refuses("zhou", "request_materials", "2027-06-11 10:00", missing=["application"])
    assert code(late) == ("step_not_open", "acceptance_pending")


def test_the_application_is_the_applicant_s() -> None:
    case = applied(SAMR).do("zhou", "request_materials", "2027-06-10 11:00", missing=["application"])
    assert case.refuses("p2", "supply_materials", "2027-06-11 09:00", materials=["application"]).code == (
        "not_authorised"
    )


def test_who_accepted_does_not_decide() -> None:
    from tests.steps import telling  # noqa: PLC0415 - a post is added for this test alone

    telling.POSTS["zhou"] = ("restoration-officer", "head")
    try:
        case = applied(SAMR).do("zhou", "accept_restoration", "2027-06-11 09:00")
        said = {"outcome": "grant", "reasons": "理由"}
        assert case.refuses("zhou", "decide_restoration", "2027-06-14 09:00", **said).code == "same_person"
    finally:
        telling.POSTS["zhou"] = ("restoration-officer",)


def test_an_extension_is_once_and_before_the_end() -> None:
    law = with_period(BOOK.law("mohrss-wages", listed().today()), "restoration_extension", "decision_extension")
    case = applied(law=law)
    before = case.due("restoration_decision")
    case.do("qian", "extend_restoration", "2026-12-15 09:00", reason="需要核查")
    assert before is not None
    assert str(case.due("restoration_decision")) == "2027-02-02"
    again = case.refuses("qian", "extend_restoration", "2026-12-16 09:00", reason="需要核查")
    assert code(again) == ("condition_unmet", "extended_already")
    late = applied(law=law)
    late.ask("sun", "publish", "2027-01-10 09:00")
    over = late.refuses("qian", "extend_restoration", "2027-01-11 09:00", reason="需要核查")
    assert code(over) == ("condition_unmet", "period_over")
    none = listed(law=law).refuses("qian", "extend_restoration", "06-22 09:00", reason="需要核查")
    assert code(none) == ("step_not_open", "application")


def test_a_bar_goes_before_every_other_reason_and_bars_what_is_pending() -> None:
    case = listed().do("qian", "bar_restoration", "06-22 09:00", until="2027-06-22", reason="承诺不实")
    said = {"by_party": "p1", "on": "2026-06-23", "materials": []}
    refused = case.refuses("p1", "apply_restoration", "06-23 09:00", **said)
    assert (refused.code, refused.documents) == ("restoration_barred", ("refusal_notice",))
    pending = applied().do("qian", "bar_restoration", "2026-12-15 09:00", until="2027-12-15", reason="承诺不实")
    grant = pending.refuses("qian", "decide_restoration", "2026-12-16 09:00", outcome="grant", reasons="理由")
    assert grant.code == "restoration_barred"
    pending.do("qian", "decide_restoration", "2026-12-16 09:10", outcome="refuse", reasons="理由")


def test_a_bar_ends_in_the_future_and_needs_its_rule() -> None:
    past = listed().refuses("qian", "bar_restoration", "06-22 09:00", until="2026-06-22", reason="承诺不实")
    assert code(past) == ("condition_unmet", "day_past")
    old = BOOK.law("mohrss-wages", Case("mohrss-wages").law.in_force_on)
    refused = listed(law=old).refuses("qian", "bar_restoration", "06-22 09:00", until="2027-06-22", reason="承诺不实")
    assert code(refused) == ("condition_unmet", "no_rule_here")


def test_the_credit_china_copy_stays_to_its_floor() -> None:
    case = applied().do("qian", "decide_restoration", "2026-12-16 09:00", outcome="grant", reasons="理由")
    # Ten working days: 17, 18, 21 to 25, 28, 29, 30 December.
    assert str(case.due("removal_effect")) == "2026-12-30"
    # The year is full on 9 June 2027, a day off by the holiday regulation; ten working days follow.
    assert str(case.due("removal_effect", channel="credit-china")) == "2027-06-23"
    for leg, recipient in (
        ("publication", "authority-site"),
        ("sharing", "credit-platform"),
        ("measures", "measure-implementers"),
    ):
        case.do("sun", "confirm_leg", "2026-12-17 09:00", leg=leg, recipient=recipient, on="2026-12-17")
    assert case.state.step == "listed"
    own, copy = case.deadline("removal_effect"), case.deadline("removal_effect", channel="credit-china")
    assert own is not None
    assert copy is not None
    assert (str(own.standing), str(copy.standing)) == ("met", "open")
    case.do("sun", "confirm_leg", "2027-06-10 09:00", leg="publication", recipient="credit-china", on="2027-06-10")
    assert case.state.step == "removed"


def test_before_the_floor_was_law_the_copy_goes_with_the_list() -> None:
    old = BOOK.law("mohrss-wages", Case("mohrss-wages").law.in_force_on)
    case = applied(law=old).do("qian", "decide_restoration", "2026-12-16 09:00", outcome="grant", reasons="理由")
    assert case.due("removal_effect", channel="credit-china") is None
