"""What is decided in a file of honours: recognition, validity, each exit of 四（二）, incentives, commitments."""

from __future__ import annotations

import pytest

from models.records.deadlines import Standing
from models.records.honours import HonourState
from tests.honours.lives import (
    HEAD,
    LEAD,
    OFFICER,
    OTHER,
    PERSON,
    PROPOSAL,
    PUBLISHER,
    RECORD,
    UNIT,
    Life,
    deleted,
    recognised,
    shown,
)

PARTS = ["conditions", "procedure", "validity", "exits", "remedies"]
OWN = {
    "name": "honest-food", "title": "诚信食品企业认定标准", "origin": "own", "document": "食监〔2026〕1号",
    "parts": PARTS, "aligned_with": "省级标准", "text": "d1",
}  # fmt: skip


def due(state: HonourState, kind: str, matter: str = "") -> str:
    found = state.running(kind, matter)
    return found.due.isoformat() if found else ""


def said(refused: object) -> tuple[str, str]:
    assert refused is not None
    return refused.code, str(refused.detail.get("what", ""))  # type: ignore[attr-defined]


# ── the standard


def test_a_standard_is_filed_and_registered_before_it_is_published() -> None:
    life = Life()
    state = life.do("2026-03-02", OFFICER, "draft_standard", **OWN)
    assert due(state, "honour_filing") == "2026-03-16"
    publish = {"on": "2026-03-02", "in_force_on": "2026-03-10", "where": "门户网站", "text": "d1"}
    assert said(life.ask("2026-03-02", HEAD, "publish_standard", **publish)) == ("standard_not_filed", "")
    life.do("2026-03-03", OFFICER, "file_standard", on="2026-03-03", proof="p")
    assert due(life.state, "honour_filing_answer") == "2026-03-10"
    assert said(life.ask("2026-03-03", HEAD, "publish_standard", **publish))[0] == "step_not_open"
    life.do("2026-03-04", LEAD, "register_filing", by_body="市信用办", number="备〔2026〕1号", on="2026-03-04")
    publish["on"] = "2026-03-05"
    assert said(life.ask("2026-03-05", HEAD, "publish_standard", **{**publish, "text": "d2"}))[0] == "text_differs"
    assert life.do("2026-03-05", HEAD, "publish_standard", **publish).step == "standard_published"


def test_an_own_standard_names_all_its_parts_and_what_it_is_brought_into_line_with() -> None:
    life = Life()
    without = {k: v for k, v in OWN.items() if k != "aligned_with"}
    assert said(life.ask("2026-03-02", OFFICER, "draft_standard", **without))[1] == "alignment_missing"
    life.do("2026-03-02", OFFICER, "draft_standard", **{**OWN, "parts": PARTS[:3]})
    assert (
        said(life.ask("2026-03-02", OFFICER, "file_standard", on="2026-03-02", proof="p"))[1] == "standard_incomplete"
    )


def test_a_standard_of_the_nation_needs_no_filing() -> None:
    life = Life()
    life.do("2026-03-02", OFFICER, "draft_standard", **{**OWN, "origin": "nation"})
    assert said(life.ask("2026-03-02", OFFICER, "file_standard", on="2026-03-02", proof="p"))[1] == "filing_not_needed"
    publish = {"on": "2026-03-02", "in_force_on": "2026-03-02", "where": "门户网站", "text": "d1"}
    both = ("honour-officer", "honour-head")
    assert said(life.ask("2026-03-02", type(HEAD)("fang", both), "publish_standard", **publish))[0] == "same_person"
    assert life.do("2026-03-02", HEAD, "publish_standard", **publish).step == "standard_published"


# ── the recognition


@pytest.mark.parametrize("step", ["none", "standard_drafted", "standard_filed", "standard_ended"])
def test_nobody_is_proposed_by_a_standard_that_does_not_stand(step: str) -> None:
    refused = Life().ask("2026-03-02", OFFICER, "propose_honour", {"standard_step": step}, **PROPOSAL)
    assert said(refused)[0] == "standard_not_published"


def test_nobody_who_is_listed_is_proposed_recognised_or_renewed() -> None:
    known = {"listed": ["rehearsal-2026-c1"]}
    life = Life()
    assert said(life.ask("2026-03-02", OFFICER, "propose_honour", known, **PROPOSAL))[0] == "honour_listed"
    life.do("2026-03-02", OFFICER, "propose_honour", **PROPOSAL)
    recognise = {"until": "2027-03-01", "reasons": "符合"}
    assert said(life.ask("2026-03-02", HEAD, "recognise_honour", known, **recognise))[0] == "honour_listed"
    held = shown()
    held.do("2026-06-01", OTHER, "review_honour", finding="meets", reasons="仍符合")
    renew = {"until": "2028-03-01", "reasons": "续期"}
    assert said(held.ask("2026-06-01", HEAD, "renew_honour", known, **renew))[0] == "honour_listed"


def test_one_number_that_fails_its_check_is_refused() -> None:
    wrong = {**PROPOSAL, "subject": {**UNIT, "uscc": "91140100MA0TE6014C"}}
    assert said(Life().ask("2026-03-02", OFFICER, "propose_honour", **wrong))[0] == "identifier_invalid"


def test_the_recognising_body_sets_the_validity_and_none_is_without_an_end() -> None:
    life = Life()
    life.do("2026-03-02", OFFICER, "propose_honour", **PROPOSAL)
    assert said(life.ask("2026-03-03", HEAD, "recognise_honour", reasons="符合")) == ("condition_unmet", "field")
    late = life.ask("2026-03-03", HEAD, "recognise_honour", until="2026-03-03", reasons="符合")
    assert said(late)[1] == "day_past"
    state = life.do("2026-03-03", HEAD, "recognise_honour", until="2027-03-01", reasons="符合")
    assert (state.step, due(state, "validity")) == ("recognised", "2027-03-01")
    assert due(state, "honour_service", "honour_decision") == "2026-03-12"
    assert list(state.unserved()) == ["honour_decision"]


def test_an_exemplar_comes_from_a_source_the_law_names() -> None:
    exemplar = {**PROPOSAL, "class": "exemplar"}
    assert said(Life().ask("2026-03-02", OFFICER, "propose_honour", **exemplar))[1] == "source_missing"
    assert Life().ask("2026-03-02", OFFICER, "propose_honour", **exemplar, source="media") is None


def test_a_person_is_shown_only_by_consent_and_taken_off_when_it_is_withdrawn() -> None:
    life = recognised(subject=PERSON)
    publish = {"channels": ["own-site"], "on": "2026-03-05"}
    assert said(life.ask("2026-03-05", PUBLISHER, "publish_honour", **publish))[0] == "personal_data_no_ground"
    life = recognised(subject=PERSON, consent=True)
    life.do("2026-03-05", PUBLISHER, "publish_honour", **publish)
    state = life.do("2026-04-01", OFFICER, "withdraw_consent", on="2026-04-01")
    assert due(state, "honour_deletion", "own-site")
    state = life.do("2026-04-01", PUBLISHER, "confirm_deletion", channel="own-site", on="2026-04-01", proof="p")
    assert (state.showing(), state.is_honoured, state.is_closed) == ((), True, False)


def test_it_is_renewed_only_after_another_persons_review_and_only_for_longer() -> None:
    life = shown()
    renew = {"until": "2028-03-01", "reasons": "续期"}
    assert said(life.ask("2026-06-01", HEAD, "renew_honour", **renew))[1] == "review_missing"
    life.do("2026-06-01", OTHER, "review_honour", finding="fails", reasons="不再符合")
    assert said(life.ask("2026-06-01", HEAD, "renew_honour", **renew))[1] == "review_missing"
    life.do("2026-06-02", OTHER, "review_honour", finding="meets", reasons="仍符合")
    shorter = life.ask("2026-06-02", HEAD, "renew_honour", until="2027-01-01", reasons="续期")
    assert said(shorter)[1] == "renewal_not_longer"
    state = life.do("2026-06-02", HEAD, "renew_honour", **renew)
    assert due(state, "validity") == "2028-03-01"
    life.wait("2027-03-05")
    assert life.state.is_honoured


# ── the exits


def test_exit_by_expiry_is_automatic() -> None:
    life = shown()
    state = life.wait("2027-03-02")
    assert (state.step, state.exit.way if state.exit else "") == ("honour_ended", "expired")
    assert life.acts[-1].documents == ("honour_exit",)
    assert due(state, "honour_deletion", "credit-china") == "2027-03-05"
    renew = life.ask("2027-03-03", HEAD, "renew_honour", until="2028-03-01", reasons="续期")
    assert said(renew)[1] == "honour_over"
    assert deleted(life, "2027-03-03").is_closed


def test_exit_by_the_same_bodys_listing_ends_it_at_once() -> None:
    life = shown()
    state = life.do("2026-05-06", RECORD, "end_by_listing", case="rehearsal-2026-c1", on="2026-05-06")
    assert state.exit is not None
    assert (state.step, state.exit.way, state.exit.of) == ("honour_ended", "listed", "rehearsal-2026-c1")
    assert state.running("validity") is None
    assert deleted(life, "2026-05-07").is_closed


def test_exit_by_another_bodys_listing_is_ordered_with_its_day() -> None:
    life = shown()
    order = {"case": "rehearsal-2026-c1", "on": "2026-05-06", "by_body": "江城市税务局"}
    state = life.do("2026-05-06", RECORD, "order_removal", **order)
    assert due(state, "honour_removal") == "2026-05-09"  # a Saturday worked
    end = {"way": "listed", "facts": "被列入", "reasons": "四（二）"}
    assert said(life.ask("2026-05-07", HEAD, "end_honour", **{**end, "way": "misuse"}))[1] == "ground_differs"
    life.wait("2026-05-12")
    assert life.state.ground is not None
    assert life.state.ground.late
    assert life.do("2026-05-12", HEAD, "end_honour", **end).step == "honour_ended"


def test_a_listing_that_stands_is_no_ground_to_drop() -> None:
    life = shown()
    life.do("2026-05-06", RECORD, "order_removal", case="c1", on="2026-05-06", by_body="江城市税务局")
    known = {"listed": ["c1"]}
    assert said(life.ask("2026-05-07", HEAD, "drop_ground", known, reasons="不处理"))[0] == "honour_listed"
    state = life.do("2026-05-07", HEAD, "drop_ground", {"listed": []}, reasons="列入已撤销")
    assert (state.is_honoured, state.ground, state.running("honour_removal")) == (True, None, None)


def test_nobody_but_the_record_writes_what_a_listing_brings() -> None:
    for act, body in (
        ("end_by_listing", {"case": "c1", "on": "2026-05-06"}),
        ("order_removal", {"case": "c1", "on": "2026-05-06", "by_body": "x"}),
        ("note_standard_change", {"standard": "s2", "on": "2026-05-06"}),
    ):
        assert said(shown().ask("2026-05-06", HEAD, act, **body))[0] == "not_authorised"


def test_exit_by_misuse_comes_after_the_subject_was_told_and_heard() -> None:
    life = shown()
    state = life.do("2026-05-06", OFFICER, "find_misuse", facts="转借称号", evidence="照片", on="2026-05-06")
    assert due(state, "honour_ending") == "2026-05-26"
    end = {"way": "misuse", "facts": "转借称号", "reasons": "四（二）"}
    assert said(life.ask("2026-05-06", HEAD, "end_honour", **end))[0] == "notice_not_served"
    life.do("2026-05-07", OFFICER, "notify_removal", facts="转借称号", reasons="四（二）")
    serve = {"paper": "removal_notice", "on": "2026-05-08", "method": "direct", "proof": "p"}
    state = life.do("2026-05-08", OFFICER, "serve_paper", **serve)
    assert due(state, "honour_statement") == "2026-05-14"
    assert said(life.ask("2026-05-11", HEAD, "end_honour", **end))[0] == "statement_period_open"
    life.do("2026-05-11", OFFICER, "file_statement", on="2026-05-11", text="没有转借")
    assert said(life.ask("2026-05-12", HEAD, "end_honour", **end))[0] == "statement_unanswered"
    state = life.do("2026-05-12", HEAD, "end_honour", **end, on_statement="查证属实，不采纳")
    assert state.exit is not None
    assert state.exit.way == "misuse"


def test_a_period_that_passed_in_silence_is_heard() -> None:
    life = shown()
    life.do("2026-05-06", OFFICER, "find_misuse", facts="f", evidence="e", on="2026-05-06")
    life.do("2026-05-07", OFFICER, "notify_removal", facts="f", reasons="r")
    life.do("2026-05-08", OFFICER, "serve_paper", paper="removal_notice", on="2026-05-08", method="mail", proof="p")
    late = life.ask("2026-05-18", OFFICER, "file_statement", on="2026-05-18", text="晚了")
    assert said(late)[1] == "window_closed"
    assert life.do("2026-05-18", HEAD, "end_honour", way="misuse", facts="f", reasons="r").step == "honour_ended"


@pytest.mark.parametrize("by", ["subject", "other"])
def test_exit_by_an_objection_that_finds_the_recognition_wrong(by: str) -> None:
    life = shown()
    objection = {"objection": "o1", "against": "recognition", "objector": by, "from_whom": "某", "on": "2026-05-06"}
    state = life.do("2026-05-06", OFFICER, "file_objection", **objection, reasons="不符合条件")
    assert due(state, "honour_objection", "o1") == "2026-05-14"
    answer = {"objection": "o1", "finding": "upheld", "reasons": "当时不符合条件"}
    assert said(life.ask("2026-05-07", OFFICER, "answer_objection", **answer))[0] == "same_person"
    life.do("2026-05-07", OTHER, "answer_objection", **answer)
    end = {"way": "error", "facts": "不符合", "reasons": "四（二）"}
    refused = life.ask("2026-05-08", HEAD, "end_honour", **end)
    if by == "other":
        assert said(refused)[0] == "notice_not_served"
    else:
        assert refused is None
        assert life.state.exit is not None
        assert life.state.exit.way == "error"


def test_an_objection_that_is_rejected_changes_nothing() -> None:
    life = shown()
    body = {"objection": "o1", "against": "recognition", "objector": "other", "from_whom": "某", "on": "2026-05-06"}
    life.do("2026-05-06", OFFICER, "file_objection", **body, reasons="不符合条件")
    life.do("2026-05-07", OTHER, "answer_objection", objection="o1", finding="rejected", reasons="符合条件")
    assert (
        said(life.ask("2026-05-08", HEAD, "end_honour", way="error", facts="f", reasons="r"))[1] == "no_ground_for_exit"
    )
    assert life.state.is_honoured


def test_exit_by_a_changed_standard_comes_after_an_examination() -> None:
    life = shown()
    state = life.do("2026-05-06", RECORD, "note_standard_change", standard="rehearsal-2026-s2", on="2026-05-06")
    assert due(state, "honour_reexamination") == "2026-06-02"
    assert (
        life.do("2026-05-07", OFFICER, "reexamine_honour", finding="meets", reasons="r").by_standard
        == "rehearsal-2026-s2"
    )
    life.do("2026-06-08", RECORD, "note_standard_change", standard="rehearsal-2026-s3", on="2026-06-08")
    life.do("2026-06-09", OFFICER, "reexamine_honour", finding="fails", reasons="不符合新标准")
    end = {"way": "standard", "facts": "f", "reasons": "r"}
    assert said(life.ask("2026-06-10", HEAD, "end_honour", **end))[0] == "notice_not_served"
    assert life.state.ground is not None
    assert life.state.ground.exit == "standard"


def test_a_listing_takes_the_place_of_another_ground() -> None:
    life = shown()
    life.do("2026-05-06", OFFICER, "find_misuse", facts="f", evidence="e", on="2026-05-06")
    life.do("2026-05-07", OFFICER, "notify_removal", facts="f", reasons="r")
    state = life.do("2026-05-08", RECORD, "order_removal", case="c1", on="2026-05-08", by_body="税务局")
    assert state.running("honour_ending") is None
    assert "removal_notice" not in state.unserved()
    assert life.do("2026-05-08", HEAD, "end_honour", way="listed", facts="f", reasons="r").step == "honour_ended"


def test_an_honour_never_comes_back_by_itself() -> None:
    life = shown()
    life.do("2026-05-06", RECORD, "end_by_listing", case="c1", on="2026-05-06")
    body = {"objection": "o1", "against": "ending", "objector": "subject", "from_whom": "某", "on": "2026-05-07"}
    life.do("2026-05-07", OFFICER, "file_objection", **body, reasons="列入已撤销")
    state = life.do("2026-05-08", OTHER, "answer_objection", objection="o1", finding="upheld", reasons="列入已撤销")
    assert state.step == "honour_ended"
    for act in ("recognise_honour", "renew_honour", "publish_honour"):
        refused = life.ask("2026-05-08", HEAD, act, until="2027-01-01", reasons="r")
        assert refused is not None


def test_a_late_deletion_is_recorded_and_still_owed() -> None:
    life = shown()
    life.do("2026-05-06", RECORD, "end_by_listing", case="c1", on="2026-05-06")
    state = life.wait("2026-05-20")
    assert [a.act for a in life.acts].count("pass_honour_deletion") == 2
    assert not state.is_closed
    assert deleted(life, "2026-05-20").is_closed


def test_an_objection_reopens_a_closed_file_and_is_answered_there() -> None:
    life = shown()
    life.do("2026-05-06", RECORD, "end_by_listing", case="c1", on="2026-05-06")
    deleted(life, "2026-05-07")
    body = {"objection": "o1", "against": "ending", "objector": "subject", "from_whom": "某", "on": "2026-06-07"}
    assert not life.do("2026-06-08", OFFICER, "file_objection", **body, reasons="异议").is_closed
    life.do("2026-06-09", OTHER, "answer_objection", objection="o1", finding="rejected", reasons="列入有效")
    serve = {"paper": "honour_objection_answer", "on": "2026-06-09", "method": "direct", "proof": "p"}
    state = life.do("2026-06-09", OFFICER, "serve_paper", **serve)
    assert state.is_closed
    assert not any(d.standing is Standing.OPEN for d in state.deadlines)
