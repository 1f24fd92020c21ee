"""Incentives with their conditions, commitments, and the law a file may begin under."""

from __future__ import annotations

import pytest

from models.records.honours import HonourState
from tests.honours.lives import APPROVER, OFFICER, OTHER, PERSON, PROPOSAL, UNIT, Life, at
from tests.honours.test_deciding import due, said

# ── incentives


DEFERRAL = {
    "subject": UNIT, "benefit": "deferred-papers", "ground": "clean", "matter": "食品经营许可", "report": "查2026-1",
    "report_on": "2026-03-01", "promise": "诺2026-1", "promised_by": "2026-03-20",
    "missing": [{"id": "m1", "name": "租赁合同", "required_by_law": False},
                {"id": "m2", "name": "平面图", "required_by_law": False}],
}  # fmt: skip


def test_papers_may_come_later_against_a_written_promise() -> None:
    life = Life()
    state = life.do("2026-03-02", APPROVER, "grant_benefit", **DEFERRAL)
    assert (state.step, due(state, "promise")) == ("benefit_promised", "2026-03-20")
    assert life.do("2026-03-05", APPROVER, "supply_papers", papers=["m1"], on="2026-03-05").step == "benefit_promised"
    state = life.do("2026-03-06", APPROVER, "supply_papers", papers=["m2"], on="2026-03-06")
    assert (state.step, state.is_closed) == ("promise_kept", True)


@pytest.mark.parametrize(
    ("change", "known", "code", "what"),
    [
        ({"promise": None}, {}, "promise_missing", ""),
        ({"promised_by": None}, {}, "promise_missing", ""),
        ({"promised_by": "2026-03-02"}, {}, "condition_unmet", "day_past"),
        ({"missing": []}, {}, "condition_unmet", "papers_not_named"),
        ({"missing": [{"id": "m1", "name": "许可证", "required_by_law": True}]}, {}, "paper_required_by_law", ""),
        ({}, {"stains": ["c1"]}, "years_not_clean", ""),
        ({"report": None}, {}, "condition_unmet", "report_missing"),
        ({}, {"unkept": ["h7"]}, "promise_unkept", ""),
        ({"ground": "red-list"}, {}, "condition_unmet", "ground_not_of_benefit"),
        ({"ground": "exemplar"}, {}, "condition_unmet", "honour_missing"),
        ({"ground": "exemplar", "honour": "h1"}, {"honour_class": "none"}, "condition_unmet", "honour_not_held"),
        ({"benefit": "free-lunch"}, {}, "condition_unmet", "benefit_unknown"),
        ({"benefit": "green-channel"}, {}, "condition_unmet", "nothing_to_promise"),
        ({"benefit": "public-services", "ground": "red-list"}, {}, "condition_unmet", "benefit_not_for_kind"),
    ],
)
def test_each_condition_of_an_incentive_is_checked(
    change: dict[str, object], known: dict[str, object], code: str, what: str
) -> None:
    body = {k: v for k, v in {**DEFERRAL, **change}.items() if v is not None}
    assert said(Life().ask("2026-03-02", APPROVER, "grant_benefit", known, **body)) == (code, what)


def test_a_broken_promise_is_recorded_told_and_may_still_be_mended() -> None:
    life = Life()
    life.do("2026-03-02", APPROVER, "grant_benefit", **DEFERRAL)
    state = life.wait("2026-03-23")
    assert (state.step, state.unserved()) == ("promise_broken", ("promise_broken",))
    assert life.acts[-1].documents == ("promise_broken",)
    serve = {"paper": "promise_broken", "on": "2026-03-23", "method": "direct", "proof": "p"}
    assert life.do("2026-03-23", OFFICER, "serve_paper", **serve).is_closed
    state = life.do("2026-03-30", APPROVER, "supply_papers", papers=["m1", "m2"], on="2026-03-30")
    assert (state.step, state.is_closed) == ("promise_kept_late", True)


def test_an_incentive_without_a_promise_is_granted_at_once() -> None:
    body = {"subject": UNIT, "benefit": "credit-loan", "ground": "red-list", "honour": "h1", "matter": "贷款"}
    state = Life().do("2026-03-02", APPROVER, "grant_benefit", {"honour_class": "red-list"}, **body)
    assert (state.step, state.is_closed) == ("benefit_given", True)


# ── commitments


PLEDGE = {"subject": UNIT, "form": "special", "purpose": "产品质量", "on": "2026-03-02", "public": True, "text": "d9"}


def test_a_pledge_is_verified_broken_or_withdrawn() -> None:
    life = Life()
    state = life.do("2026-03-02", OFFICER, "make_pledge", **PLEDGE, until="2026-12-31")
    assert due(state, "pledge_verification") == "2026-03-30"
    kept = {"finding": "kept", "reasons": "抽检合格", "on": "2026-03-10"}
    assert said(life.ask("2026-03-10", OFFICER, "verify_pledge", **kept))[0] == "same_person"
    assert life.do("2026-03-10", OTHER, "verify_pledge", **kept).step == "pledge_verified"
    assert life.wait("2027-01-01").step == "pledge_ended"
    assert life.state.is_closed


def test_a_broken_pledge_is_told_to_the_subject() -> None:
    life = Life()
    life.do("2026-03-02", OFFICER, "make_pledge", **PLEDGE)
    state = life.do("2026-03-10", OTHER, "verify_pledge", finding="broken", reasons="抽检不合格", on="2026-03-10")
    assert (state.step, state.unserved(), state.is_closed) == ("pledge_broken", ("pledge_breach",), False)


def test_a_pledge_may_be_withdrawn_at_any_time() -> None:
    life = Life()
    life.do("2026-03-02", OFFICER, "make_pledge", **PLEDGE)
    state = life.do("2026-03-03", OFFICER, "withdraw_pledge", on="2026-03-03")
    assert (state.step, state.is_closed) == ("pledge_withdrawn", True)


def test_a_person_pledges_in_public_only_by_consent() -> None:
    person = {**PLEDGE, "subject": PERSON}
    assert said(Life().ask("2026-03-02", OFFICER, "make_pledge", **person))[0] == "personal_data_no_ground"
    assert Life().ask("2026-03-02", OFFICER, "make_pledge", **person, consent=True) is None


def test_without_a_local_text_the_house_grants_no_incentive() -> None:
    life = Life(notice="honour-house")
    assert said(life.ask("2026-03-02", APPROVER, "grant_benefit", **DEFERRAL))[1] == "benefit_unknown"


def test_nothing_is_begun_in_earnest_under_law_nobody_confirmed() -> None:
    life = Life(state=HonourState("real-2026-h1", "real"))
    assert said(life.ask("2026-03-02", OFFICER, "propose_honour", **PROPOSAL))[0] == "regime_unreviewed"
    early = Life().ask("2026-03-02", OFFICER, "propose_honour", **{**PROPOSAL, "title": ""})
    assert said(early) == ("condition_unmet", "field")
    assert at("2026-03-02")
