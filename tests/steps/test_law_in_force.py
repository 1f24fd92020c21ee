"""What must be law for a burden: a list in force, confirmed for real cases, and the law of the conduct."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.law.editions import case_law, with_changes
from models.law.regimes import Law
from models.records.acts import Decided, Refused
from models.steps.inforce import LAW_MOST
from models.tables.packing import pack
from tests.steps.telling import BOOK, ORDER, Case, code, listed, opening, reviewed

WAGES = BOOK.law("mohrss-wages", date(2026, 6, 2))
ENDED = replace(WAGES, ends_on=date(2026, 6, 6))
MEASURES = ["bidding"]


def _noticed(case: Case) -> Case:
    case.do("li", "open_case", "06-02 09:00", **opening())
    case.do("li", "draft_notice", "06-02 10:00", facts="拖欠工资", measures=MEASURES)
    case.do("qian", "approve_notice", "06-02 15:00")
    served = {"document": "notice", "method": "direct", "on": "2026-06-03", "proof": "回证"}
    case.do("li", "record_service", "06-03 09:00", **served)
    for party in case.state.parties:
        case.do(party.id, "waive_statement", "06-04 09:00", by_party=party.id, on="2026-06-04")
    return case


def _draft(case: Case, at: str, outcome: str = "list") -> Any:
    said: dict[str, Any] = {"measures": MEASURES} if outcome == "list" else {}
    return case.ask("li", "draft_decision", at, outcome=outcome, reasons="逾期未支付", **said)


# --- a list that is law no longer ---------------------------------------------------------


def test_a_list_that_is_law_no_longer_lists_nobody() -> None:
    case = reviewed(law=ENDED)
    refused = case.refuses("qian", "approve_decision", "06-09 09:00")
    assert (refused.code, refused.cite) == ("regime_not_in_force", "in_force")
    assert refused.detail == {"ends_on": "2026-06-06"}
    assert isinstance(
        reviewed(law=replace(WAGES, ends_on=date(2026, 6, 9))).ask("qian", "approve_decision", "06-09 09:00"), Decided
    )


def test_a_list_that_is_law_no_longer_drafts_none_but_may_spare() -> None:
    assert _draft(_noticed(Case("mohrss-wages", law=ENDED)), "06-08 09:00").code == "regime_not_in_force"
    assert isinstance(_draft(_noticed(Case("mohrss-wages", law=ENDED)), "06-08 09:00", "not_list"), Decided)


def test_relief_goes_on_by_the_last_text() -> None:
    case = listed(law=replace(WAGES, ends_on=date(2026, 6, 30)))
    case.do("li", "record_correction_of_conduct", "07-03 10:00", on="2026-07-02", evidence="凭证")
    case.do("li", "revoke_basis", "07-06 09:00", on="2026-07-06", by_body="某院", document="判决")
    assert case.state.removal


# --- law that nobody has confirmed ----------------------------------------------------------


def _read(law: Law, *, reviewed: bool = True) -> Law:
    return replace(law, reviewed=reviewed, unreviewed=0 if reviewed else 7)


def _turning(*, confirmed: bool) -> Law:
    return with_changes(
        _read(WAGES), [(date(2026, 6, 5), _read(replace(WAGES, measures=WAGES.measures[:9]), reviewed=confirmed))]
    )


def test_a_real_case_is_burdened_by_confirmed_law_only() -> None:
    case = _noticed(Case("mohrss-wages", law=_turning(confirmed=False), mode="real"))
    refused = _draft(case, "06-05 09:00")
    assert (refused.code, refused.cite) == ("regime_unreviewed", "house.reviewed-law")
    assert refused.detail == {"regime": "mohrss-wages", "unreviewed": 7}
    assert isinstance(_draft(case, "06-05 10:00", "not_list"), Decided)


def test_confirmed_law_or_one_in_training_goes_on() -> None:
    real = _noticed(Case("mohrss-wages", law=_turning(confirmed=True), mode="real"))
    assert isinstance(_draft(real, "06-05 09:00"), Decided)
    training = _noticed(Case("mohrss-wages", law=_turning(confirmed=False), mode="training"))
    assert isinstance(_draft(training, "06-05 09:00"), Decided)


def test_a_confirmation_made_later_reaches_a_real_case() -> None:
    case = _noticed(Case("mohrss-wages", law=_turning(confirmed=False), mode="real"))
    confirmed = _turning(confirmed=True)
    case.law = confirmed  # what an announcement does
    assert isinstance(_draft(case, "06-05 09:00"), Decided)


# --- the day the conduct ended ----------------------------------------------------------------


def _open(conduct_ended_on: str, law: Law | None = None, basis: dict[str, str] | None = None) -> Any:
    body = {**opening(), "basis": {**ORDER, "conduct_ended_on": conduct_ended_on, **(basis or {})}}
    return Case("mohrss-wages", law=law).ask("li", "open_case", "06-02 09:00", **body)


@pytest.mark.parametrize(
    ("on", "basis", "what"),
    [
        ("2036-06-02", {}, "day_in_future"),
        ("2026-06-03", {}, "day_in_future"),
        ("2026-06-02", {}, "conduct_after_basis"),
        ("2026-05-20", {"issued_on": "2026-05-12", "performance_due_on": "2026-05-19"}, "conduct_after_basis"),
    ],
)
def test_the_conduct_ends_before_its_document_and_before_today(on: str, basis: dict[str, str], what: str) -> None:
    answer = _open(on, basis=basis)
    assert isinstance(answer, Refused)
    assert (*code(answer), answer.cite) == ("condition_unmet", what, "basis_document")


@pytest.mark.parametrize("on", ["2026-05-12", "2026-06-01", "2021-01-01"])
def test_a_day_up_to_the_document_or_the_time_it_gives_is_taken(on: str) -> None:
    assert isinstance(_open(on), Decided)


def test_law_that_does_not_reach_back_to_the_conduct_opens_no_case() -> None:
    law = case_law(BOOK, "mohrss-wages", date(2026, 6, 2))
    assert law.reaches_on > date(2026, 1, 10)
    refused = _open("2026-01-10", law)
    assert (*code(refused), refused.cite) == ("condition_unmet", "law_of_conduct_missing", "lighter_law")
    assert refused.detail["from"] == law.reaches_on.isoformat()
    reaching = case_law(BOOK, "mohrss-wages", date(2026, 6, 2), since=date(2026, 1, 10))
    assert isinstance(_open("2026-01-10", reaching), Decided)


# --- law that is more than a case can carry --------------------------------------------------------


def _renumbered(times: int) -> Law:
    """Each year another text in which every article has another number."""
    later = []
    for n in range(1, times):
        rows = tuple(replace(c, article=f"{c.article}{n}") for c in WAGES.citations)
        later.append((date(2026 + n, 1, 1), replace(WAGES, citations=rows)))
    return with_changes(WAGES, later)


def test_what_a_law_takes_is_counted_as_it_is_carried() -> None:
    for law in (WAGES, _renumbered(3)):
        assert law.carried_bytes == len(pack(law).encode())


def test_a_law_too_large_to_be_carried_opens_no_case_and_is_not_announced() -> None:
    large = _renumbered(6)
    assert large.carried_bytes > LAW_MOST
    refused = Case("mohrss-wages", large).refuses("li", "open_case", "06-02 09:00", **opening())
    assert (*code(refused), refused.cite) == ("condition_unmet", "law_too_large", "opening")
    assert refused.detail["size"] == large.carried_bytes
    told = {"version": large.version, "confirmed_by": "lu", "announced": large}
    case = Case("mohrss-wages", WAGES).do("li", "open_case", "06-02 09:00", **opening())
    refused = case.refuses("zhao", "announce_law", "06-03 09:00", **told)
    assert (*code(refused), refused.cite) == ("condition_unmet", "law_too_large", "house.law-announced")


@pytest.mark.parametrize("regime", BOOK.regimes)
def test_every_list_held_fits_whole(regime: str) -> None:
    first = BOOK.instruments[regime][0].in_force_on
    assert case_law(BOOK, regime, first).carried_bytes < LAW_MOST
