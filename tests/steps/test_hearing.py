"""The hearing: asked for in time, notified in time, held by another, recorded."""

from __future__ import annotations

from typing import Any

import pytest

from tests.steps.telling import Case, closed, code, noticed, served

SAMR = "samr-serious-illegal"


def asked() -> Case:
    case = served(SAMR)
    return case.do("p1", "request_hearing", "06-10 09:00", by_party="p1", on="2026-06-10")


def notified(on: str = "2026-06-24", served_at: str = "06-11 09:00") -> Case:
    # Seven working days after 11 June: 12, 15 to 18, then 19 off, 22, 23.
    case = asked().do("li", "schedule_hearing", "06-10 10:00", on=on, chair="he")
    day = f"2026-{served_at[:5]}"
    return case.do("li", "record_service", served_at, document="hearing_notice", method="direct", on=day, proof="回证")


def test_the_window_is_the_hearing_s_where_the_regime_has_no_other() -> None:
    case = served(SAMR)
    assert case.state.step == "statement_period"
    assert str(case.due("hearing_request", "p1")) == "2026-06-10"
    assert case.refuses("li", "draft_decision", "06-04 09:00", outcome="list").code == "statement_period_open"
    case.ask("zhou", "accept_restoration", "06-11 09:00")
    assert case.state.step == "statement_closed"


def test_no_hearing_where_no_rule_gives_one() -> None:
    case = served()
    refused = case.refuses("p1", "request_hearing", "06-04 09:00", by_party="p1", on="2026-06-04")
    assert code(refused) == ("condition_unmet", "no_rule_here")


@pytest.mark.parametrize(
    ("at", "said", "expected"),
    [
        ("06-11 09:00", {"on": "2026-06-11"}, ("condition_unmet", "window_closed")),
        ("06-10 09:00", {"on": "2026-06-11"}, ("condition_unmet", "day_in_future")),
        ("06-10 09:00", {"on": "2026-06-09", "posted_on": "2026-06-10"}, ("condition_unmet", "day_in_future")),
    ],
)
def test_a_request_out_of_time(at: str, said: dict[str, Any], expected: tuple[str, str]) -> None:
    case = served(SAMR)
    case.ask("zhou", "accept_restoration", at)
    assert code(case.refuses("li", "request_hearing", at, by_party="p1", **said)) == expected


def test_a_request_posted_in_time_brings_a_draft_down() -> None:
    case = served(SAMR)
    case.do("li", "draft_decision", "06-11 09:00", outcome="list", reasons="理由", measures=["key-supervision"])
    case.do("li", "request_hearing", "06-12 09:00", by_party="p1", on="2026-06-12", posted_on="2026-06-10")
    assert (case.state.step, case.state.draft) == ("hearing_pending", None)


def test_a_request_before_service_or_twice_or_by_nobody() -> None:
    said = {"by_party": "p1", "on": "2026-06-02"}
    assert noticed(SAMR).refuses("p1", "request_hearing", "06-02 16:00", **said).code == "notice_not_served"
    twice = asked().refuses("p1", "request_hearing", "06-10 09:10", by_party="p1", on="2026-06-10")
    assert code(twice) == ("condition_unmet", "window_closed")
    nobody = served(SAMR).refuses("li", "request_hearing", "06-04 09:00", by_party="p9", on="2026-06-04")
    assert code(nobody) == ("condition_unmet", "party_unknown")
    waived = closed(SAMR).refuses("p1", "request_hearing", "06-04 10:00", by_party="p1", on="2026-06-04")
    assert code(waived) == ("condition_unmet", "window_closed")


def test_who_waives_withdraws_the_hearing() -> None:
    case = asked().do("p1", "waive_statement", "06-10 10:00", by_party="p1", on="2026-06-10")
    assert case.state.step == "statement_closed"


def test_the_day_must_leave_the_lead_clear() -> None:
    # From 10 June: 11, 12, 15, 16, 17, 18, then 19 off, 22 is the seventh.
    case = asked()
    late = case.refuses("li", "schedule_hearing", "06-10 10:00", on="2026-06-22", chair="he")
    assert code(late) == ("condition_unmet", "lead_too_short")
    assert late.detail["after"] == "2026-06-22"
    case.do("li", "schedule_hearing", "06-10 10:00", on="2026-06-23", chair="he")


def test_the_chair_has_not_investigated_and_is_not_recused() -> None:
    case = asked()
    assert case.refuses("wang", "schedule_hearing", "06-10 10:00", on="2026-06-24", chair="li").code == "same_person"
    case.do("p1", "declare_recusal", "06-10 10:10", of="he", reason="理由")
    case.do("qian", "decide_recusal", "06-10 10:20", outcome="recused")
    assert case.refuses("wang", "schedule_hearing", "06-10 10:30", on="2026-06-24", chair="he").code == "recused"


@pytest.mark.parametrize(
    ("by", "said", "expected"),
    [
        ("ma", {}, ("not_authorised", "")),
        ("he", {"on": "2026-06-23"}, ("condition_unmet", "day_not_notified")),
        ("he", {"attended": ["p9"]}, ("condition_unmet", "party_unknown")),
    ],
)
def test_who_may_hold_it_and_when(by: str, said: dict[str, Any], expected: tuple[str, str]) -> None:
    whole = {"on": "2026-06-24", "attended": ["p1"], "record": "笔录", **said}
    assert code(notified().refuses(by, "hold_hearing", "06-24 16:00", **whole)) == expected


def test_not_before_its_day_nor_without_the_lead_kept() -> None:
    whole = {"on": "2026-06-24", "attended": ["p1"], "record": "笔录"}
    early = notified().refuses("he", "hold_hearing", "06-23 16:00", **whole)
    assert code(early) == ("condition_unmet", "day_in_future")
    late = notified(served_at="06-12 09:00").refuses("he", "hold_hearing", "06-24 16:00", **whole)
    assert code(late) == ("condition_unmet", "lead_not_kept")
    unscheduled = asked().refuses("he", "hold_hearing", "06-24 16:00", **whole)
    assert code(unscheduled) == ("step_not_open", "hearing_notice")


def test_presence_states_absence_ends_excuse_waits() -> None:
    whole: dict[str, Any] = {"on": "2026-06-24", "record": "笔录"}
    came = notified().do("he", "hold_hearing", "06-24 16:00", **whole, attended=["p1"])
    assert (came.state.step, [s.party for s in came.state.statements]) == ("statement_received", ["p1"])
    stayed_away = notified().do("he", "hold_hearing", "06-24 16:00", **whole, attended=[])
    assert (stayed_away.state.step, stayed_away.state.statements) == ("statement_closed", ())
    excused = notified().do("he", "hold_hearing", "06-24 16:00", **whole, attended=[], excused=["p1"])
    assert excused.state.step == "hearing_pending"
    assert code(excused.refuses("he", "hold_hearing", "06-24 17:00", **whole, attended=[])) == (
        "step_not_open",
        "hearing_notice",
    )


def test_everything_to_the_decision_waits_for_it() -> None:
    case = notified()
    for by, act, said in (
        ("li", "draft_decision", {"outcome": "not_list"}),
        ("zhao", "legal_review", {"opinion": "pass"}),
        ("qian", "approve_decision", {}),
    ):
        assert case.refuses(by, act, "06-12 09:00", **said).code == "hearing_pending"
