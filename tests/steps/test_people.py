"""Recusal, hand-over, agents, succession, returned mail; and what changes around a case."""

from __future__ import annotations

import pytest

from tests.steps.telling import Case, applied, closed, code, decided, listed, noticed, opened, opening, reviewed, served

YEAR = {"confirmed_by": "qian", "year": 2027, "off": ["2027-01-01/2027-01-04"], "working": ["2027-01-16"]}


def test_the_case_goes_on_until_the_head_has_decided() -> None:
    case = served().do("p1", "declare_recusal", "06-03 10:00", of="li", reason="理由")
    case.do("li", "record_cure", "06-03 11:00", on="2026-06-03", evidence="凭证", commitment=True)
    case.do("qian", "decide_recusal", "06-03 12:00", outcome="recused")
    refused = case.refuses("li", "record_cure", "06-03 13:00", on="2026-06-03", evidence="凭证", commitment=True)
    assert (refused.code, refused.cite) == ("recused", "recusal")
    case.do("wang", "record_cure", "06-03 13:00", on="2026-06-03", evidence="凭证", commitment=True)


def test_while_a_recusal_is_pending_others_lay_the_burdens() -> None:
    case = opened().do("p1", "declare_recusal", "06-02 09:10", of="li", reason="理由")
    notice = {"facts": "事实", "measures": ["bidding"]}
    pending = case.refuses("li", "draft_notice", "06-02 09:20", **notice)
    assert (code(pending), pending.cite) == (("condition_unmet", "recusal_undecided"), "house.recusal-pending")
    case.do("wang", "draft_notice", "06-02 09:30", **notice)
    case.do("qian", "decide_recusal", "06-02 09:40", outcome="refused")
    case.do("li", "draft_notice", "06-02 09:50", **notice)


def test_recused_goes_after_the_post_and_before_the_same_person() -> None:
    case = reviewed().do("p1", "declare_recusal", "06-08 10:00", of="li", reason="理由")
    case.do("qian", "decide_recusal", "06-08 11:00", of="li", outcome="grant")
    assert case.refuses("li", "approve_decision", "06-09 09:00").code == "not_authorised"
    assert case.refuses("li", "draft_decision", "06-09 09:00", outcome="list").code == "recused"


def test_a_recusal_refused_changes_nothing() -> None:
    case = served().do("p1", "declare_recusal", "06-03 10:00", of="li", reason="理由")
    case.do("qian", "decide_recusal", "06-03 12:00", outcome="refused")
    case.do("li", "record_cure", "06-03 13:00", on="2026-06-03", evidence="凭证", commitment=True)


def test_nobody_decides_on_their_own_recusal() -> None:
    case = served().do("p1", "declare_recusal", "06-03 10:00", of="qian", reason="理由")
    assert case.refuses("qian", "decide_recusal", "06-03 12:00", outcome="refused").code == "same_person"
    case.do("tang", "decide_recusal", "06-03 12:00", outcome="refused")
    assert case.refuses("tang", "decide_recusal", "06-03 13:00", outcome="refused").code == "step_not_open"


def test_who_can_be_recused() -> None:
    case = served()
    party = case.refuses("p1", "declare_recusal", "06-03 10:00", of="p2", reason="理由")
    assert code(party) == ("condition_unmet", "not_an_officer")
    case.do("p1", "declare_recusal", "06-03 10:00", of="li", reason="理由")
    twice = case.refuses("p1", "declare_recusal", "06-03 10:10", of="li", reason="理由")
    assert code(twice) == ("condition_unmet", "recusal_pending")


def test_a_case_handed_over_is_no_longer_the_first_officer_s() -> None:
    case = opened().do("qian", "hand_over", "06-02 09:30", to="wang")
    assert (case.state.handler, case.state.relieved) == ("wang", ("li",))
    assert case.refuses("li", "draft_notice", "06-02 10:00", facts="事实", measures=["bidding"]).code == (
        "not_authorised"
    )
    same = case.refuses("qian", "hand_over", "06-02 10:00", to="wang")
    assert code(same) == ("condition_unmet", "handed_to_same")
    case.do("qian", "hand_over", "06-02 11:00", to="li")
    case.do("li", "draft_notice", "06-02 12:00", facts="事实", measures=["bidding"])


def test_a_case_is_not_handed_to_who_is_recused() -> None:
    case = opened().do("p1", "declare_recusal", "06-02 10:00", of="wang", reason="理由")
    case.do("qian", "decide_recusal", "06-02 11:00", outcome="recused")
    assert case.refuses("qian", "hand_over", "06-02 12:00", to="wang").code == "recused"


def test_agents_and_addresses_are_a_party_s_own() -> None:
    case = served().do("p1", "appoint_agent", "06-03 10:00", agent="周律师", power_of_attorney="委托书")
    assert [a.party for a in case.state.agents] == ["p1"]
    said = {"by_party": "p2", "agent": "周律师", "power_of_attorney": "委托书"}
    assert case.refuses("p1", "appoint_agent", "06-03 10:00", **said).code == "not_authorised"
    unknown = case.refuses("li", "change_address", "06-03 10:00", by_party="p9", address="示例路1号")
    assert code(unknown) == ("condition_unmet", "party_unknown")
    case.do("p2", "change_address", "06-03 10:00", address="示例路1号")
    assert case.acts[-1].facts == {"address": "given", "by_party": "p2"}


def test_no_burden_is_laid_on_who_is_gone_without_successor() -> None:
    case = closed().do("li", "record_succession", "06-05 09:00", by_party="p2", on="2026-06-04")
    draft = {"outcome": "list", "reasons": "理由", "measures": ["bidding"]}
    refused = case.refuses("li", "draft_decision", "06-05 10:00", **draft)
    assert code(refused) == ("condition_unmet", "no_successor")
    case.do("li", "draft_decision", "06-05 10:00", outcome="not_list", reasons="理由")
    case.do("li", "record_succession", "06-05 11:00", by_party="p2", on="2026-06-04", successor="继承人")
    case.do("li", "draft_decision", "06-05 12:00", **draft)
    twice = case.refuses("li", "record_succession", "06-05 13:00", by_party="p2", on="2026-06-04", successor="继承人")
    assert code(twice) == ("condition_unmet", "succeeded_already")


@pytest.mark.parametrize("disposition", ["revise", "legislate", "abolish"])
def test_a_regime_in_clean_up_relieves_and_does_not_burden(disposition: str) -> None:
    stop = {"document": "本名单规定", "disposition": disposition}
    case = opened().do("qian", "set_disposition", "06-02 09:30", **stop)
    assert (
        case.refuses("li", "draft_notice", "06-02 10:00", facts="事实", measures=["bidding"]).code == "regime_stopped"
    )
    case = reviewed().do("qian", "set_disposition", "06-08 10:00", **stop)
    assert case.refuses("qian", "approve_decision", "06-09 09:00").code == "regime_stopped"
    case.do("li", "draft_decision", "06-09 09:10", outcome="not_list", reasons="理由")
    case = listed().do("qian", "set_disposition", "06-22 10:00", **stop)
    assert case.refuses("sun", "publish", "06-22 11:00").code == "regime_stopped"
    case.do("li", "revoke_basis", "06-22 12:00", on="2026-06-22", by_body="示例县人民政府", document="决定")


def test_kept_it_may_burden_again() -> None:
    case = opened().do("qian", "set_disposition", "06-02 09:30", document="规定", disposition="revise")
    case.do("qian", "set_disposition", "06-02 09:40", document="规定", disposition="keep")
    case.do("li", "draft_notice", "06-02 10:00", facts="事实", measures=["bidding"])


# Returned mail


def test_what_came_back_was_not_served() -> None:
    case = served().do("li", "record_returned_mail", "06-05 09:00", to="p1", on="2026-06-05")
    assert case.state.step == "notice_approved"
    assert [d.party for d in case.state.open_deadlines() if d.kind == "statement_period"] == ["p2"]
    gone = case.refuses("li", "record_returned_mail", "06-05 10:00", to="p1", on="2026-06-05")
    assert code(gone) == ("condition_unmet", "not_served")
    again = {"document": "notice", "to": "p1", "method": "direct", "on": "2026-06-08", "proof": "回证"}
    case.do("li", "record_service", "06-08 09:00", **again)
    assert str(case.due("statement_period", "p1")) == "2026-06-15"


def test_a_returned_notice_brings_the_draft_down() -> None:
    case = reviewed().do("li", "record_returned_mail", "06-08 10:00", to="p1", document="notice", on="2026-06-08")
    assert (case.state.step, case.state.draft) == ("notice_approved", None)


def test_a_returned_decision_is_to_be_served_again_in_its_time() -> None:
    case = decided()
    said = {"document": "decision", "method": "mail", "on": "2026-06-10", "proof": "回执"}
    case.do("li", "record_service", "06-10 09:00", **said)
    assert case.state.step == "decision_served"
    case.do("li", "record_returned_mail", "06-12 09:00", to="p1", on="2026-06-12")
    service, remedy = case.deadline("service"), case.deadline("reconsideration", "p1")
    assert service is not None
    assert remedy is not None
    assert (case.state.step, str(service.standing), str(remedy.standing)) == ("decided", "open", "dropped")
    assert case.refuses("sun", "publish", "06-12 10:00").code == "decision_not_served"


def test_the_day_of_return() -> None:
    case = served()
    early = case.refuses("li", "record_returned_mail", "06-05 09:00", to="p1", on="2026-06-02")
    assert code(early) == ("condition_unmet", "day_before_service")
    future = case.refuses("li", "record_returned_mail", "06-05 09:00", to="p1", on="2026-06-06")
    assert code(future) == ("condition_unmet", "day_in_future")


# The calendar


def test_a_calendar_is_announced_by_two_people_and_must_hold_together() -> None:
    case = noticed()
    for said, expected in (
        ({"confirmed_by": "yue"}, ("same_person", "")),
        ({"working": ["2027-01-04"]}, ("condition_unmet", "calendar_malformed")),
        ({"off": ["2026-07-01"]}, ("condition_unmet", "calendar_malformed")),
        ({"off": ["2027-01-04/2027-01-01"]}, ("condition_unmet", "day_unreadable")),
        ({"off": ["元旦"]}, ("condition_unmet", "day_unreadable")),
        ({"year": 2060}, ("calendar_unknown", "")),
    ):
        refused = case.refuses("yue", "announce_calendar", "06-02 16:00", **{**YEAR, **said}, notice="演练")
        assert code(refused) == expected
    assert case.refuses("li", "announce_calendar", "06-02 16:00", **YEAR, notice="演练").code == "not_authorised"


def test_a_deadline_moved_into_the_past_has_ended_on_its_own_day() -> None:
    said = opening()
    said["basis"] = {**said["basis"], "performance_due_on": "2026-12-14"}
    case = Case("mohrss-wages").do("li", "open_case", "2026-12-15 09:00", **said)
    earlier = {**YEAR, "off": [], "working": ["2027-01-02"]}
    case.do("yue", "announce_calendar", "2027-01-12 09:00", **earlier, notice="演练")
    # Two days earlier than it stood: it was over on the 8th.
    assert str(case.due("decision")) == "2027-01-08"
    case.ask("sun", "publish", "2027-01-12 10:00")
    assert (case.acts[-1].act, case.acts[-1].at.isoformat()) == ("lapse_decision", "2027-01-08T16:00:00+00:00")


def test_not_more_agents_than_the_law_lets() -> None:
    case, paper = served(), {"agent": "周律师", "power_of_attorney": "委托书"}
    case.do("p1", "appoint_agent", "06-03 10:00", **paper).do("p1", "appoint_agent", "06-03 10:10", **paper)
    third = case.refuses("p1", "appoint_agent", "06-03 10:20", **paper)
    assert (third.code, third.detail["most"]) == ("condition_unmet", 2)
    case.do("p2", "appoint_agent", "06-03 10:20", **paper)
    case.do("p1", "appoint_agent", "06-03 10:30", **paper, revokes_earlier=True)
    assert [a.party for a in case.state.agents] == ["p2", "p1"]


LEAVE = {"of": "qian", "to": "wang", "roles": ["head"], "from": "2026-06-08", "until": "2026-06-09"}


def test_a_deputy_holds_the_post_from_its_first_day_to_its_last() -> None:
    case = reviewed().do("tang", "appoint_deputy", "06-08 09:00", **LEAVE)
    talk = {"on": "2026-06-08", "attended": ["tang"], "outcome": "list", "record": "记录"}
    case.do("wang", "collective_discussion", "06-08 10:00", **talk)
    early = reviewed().do("tang", "appoint_deputy", "06-08 09:00", **{**LEAVE, "from": "2026-06-09"})
    assert early.refuses("wang", "approve_decision", "06-08 10:00").code == "not_authorised"
    early.do("wang", "approve_decision", "06-09 23:59")
    late = reviewed().do("tang", "appoint_deputy", "06-08 09:00", **LEAVE)
    assert late.refuses("wang", "approve_decision", "06-10 00:00").code == "not_authorised"


def test_a_deputy_is_still_the_same_person() -> None:
    case = reviewed().do("tang", "appoint_deputy", "06-08 09:00", **{**LEAVE, "to": "li"})
    assert case.refuses("li", "approve_decision", "06-09 09:00").code == "same_person"
    case.do("p1", "declare_recusal", "06-09 09:10", of="wang", reason="理由")
    case.do("qian", "decide_recusal", "06-09 09:20", outcome="recused")
    assert case.refuses("tang", "appoint_deputy", "06-09 09:30", **LEAVE).code == "recused"


def test_who_can_be_a_deputy() -> None:
    case = reviewed()
    wrong = {
        "deputy_of_oneself": {**LEAVE, "to": "qian"},
        "not_an_officer": {**LEAVE, "to": "p1"},
        "post_unknown": {**LEAVE, "roles": ["king"]},
        "day_past": {**LEAVE, "from": "2026-06-01", "until": "2026-06-07"},
    }
    for what, said in wrong.items():
        assert code(case.refuses("qian", "appoint_deputy", "06-08 09:00", **said)) == ("condition_unmet", what)
    assert code(case.refuses("li", "appoint_deputy", "06-08 09:00", **LEAVE))[0] == "not_authorised"


def test_a_notice_served_again_after_the_decision_opens_no_window() -> None:
    case = decided().do("li", "record_returned_mail", "06-11 09:00", document="notice", to="p1", on="2026-06-11")
    again = {"document": "notice", "to": "p1", "method": "direct", "on": "2026-06-12", "proof": "回证"}
    case.do("li", "record_service", "06-12 09:00", **again)
    assert not [d for d in case.state.open_deadlines() if d.kind in ("statement_period", "hearing_request")]


def test_who_accepted_an_earlier_application_may_decide_a_later_one() -> None:
    case = applied("samr-serious-illegal").do("zhou", "accept_restoration", "2027-06-10 10:00")
    case.do("qian", "decide_restoration", "2027-06-11 09:00", outcome="refuse", reasons="理由")
    later = {"by_party": "p1", "on": "2027-06-14", "materials": list(case.law.materials), "insist": True}
    case.do("p1", "apply_restoration", "2027-06-14 09:00", **later)
    assert not case.state.hand("accept_restoration")
