"""Opening: law in force, earlier revocations, basis document, parties."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.steps.telling import BOOK, HEAD_OF_UNIT, ORDER, PROPOSED, UNIT, Case, code, opening

FELL = {"mark": "0" * 16, "grounds": ["HRSS-5-1"], "procedural": False}


def refused(case: Case, at: str = "06-02 09:00", **changed: Any) -> tuple[str, str]:
    return code(case.refuses("li", "open_case", at, **{**opening(), **changed}))


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"grounds": ["score-below-600"]}, ("condition_unmet", "ground_not_listed")),
        ({"grounds": []}, ("condition_unmet", "ground_not_listed")),
        ({"level": "township"}, ("authority_level", "")),
        ({"basis": {**ORDER, "kind": "judgment"}}, ("basis_kind_not_allowed", "")),
        ({"basis": {**ORDER, "status": "proposed"}}, ("basis_not_effective", "")),
        ({"basis": {**ORDER, "effective_on": "2026-06-03"}}, ("basis_not_effective", "")),
        ({"basis": {**ORDER, "performance_due_on": "2026-06-02"}}, ("basis_not_effective", "")),
        ({"basis": {**ORDER, "performance_due_on": None}}, ("basis_not_effective", "")),
        ({"basis": {**ORDER, "parties": []}}, ("party_not_in_basis", "")),
        ({"parties": [{**UNIT, "role": "offender"}]}, ("party_not_in_basis", "")),
        ({"parties": [{**UNIT, "uscc": "91140100MA0TE6014C"}]}, ("identifier_invalid", "")),
        ({"parties": [UNIT, UNIT]}, ("condition_unmet", "parties_doubled")),
        ({"parties": []}, ("condition_unmet", "parties_missing")),
        ({"parties": [UNIT, {**HEAD_OF_UNIT, "id_number": "14010020150601001X"}]}, ("minor", "")),
    ],
)
def test_what_bars_an_opening(changed: dict[str, Any], expected: tuple[str, str]) -> None:
    assert refused(Case("mohrss-wages"), **changed) == expected


def test_the_age_is_told_and_not_the_day_of_birth() -> None:
    case = Case("mohrss-wages").do("li", "open_case", "06-02 09:00", **opening())
    assert case.acts[-1].facts["parties"][1] == {
        "id": "p2", "kind": "person", "role": "legal-representative", "age": 41
    }  # fmt: skip
    assert "1985" not in repr(case.acts[-1].facts)


def test_who_comes_of_age_on_the_day_of_the_basis_may_be_listed() -> None:
    # The order is of 12 May 2026: born on 12 May 2012 fourteen, a day later not yet.
    case = Case("mohrss-wages")
    younger = {**HEAD_OF_UNIT, "id_number": "140100201205130018"}
    assert refused(case, parties=[UNIT, younger]) == ("minor", "")
    grown = {**HEAD_OF_UNIT, "id_number": "140100201205120012"}
    case.do("li", "open_case", "06-02 09:00", **{**opening(), "parties": [UNIT, grown]})


def test_a_rule_no_longer_in_force_and_a_rule_not_reviewed() -> None:
    law = replace(BOOK.law("mohrss-wages", date(2026, 6, 2)), ends_on=date(2026, 6, 1))
    assert refused(Case("", law)) == ("regime_not_in_force", "")
    assert refused(Case("mohrss-wages", mode="real")) == ("regime_unreviewed", "")


def test_a_proposed_penalty_opens_only_where_the_notices_are_merged() -> None:
    merged = Case("samr-serious-illegal")
    merged.do("li", "open_case", "06-02 09:00", **opening("samr-serious-illegal"))
    assert merged.state.basis.proposed
    assert merged.due("decision") is None


def test_a_final_penalty_that_is_not_heavy_opens_nothing() -> None:
    final = {**PROPOSED, "status": "final", "effective_on": "2026-06-01", "penalties": ["warning"]}
    said = {**opening("samr-serious-illegal"), "basis": final}
    case = Case("samr-serious-illegal")
    assert code(case.refuses("li", "open_case", "06-02 09:00", **said)) == ("condition_unmet", "no_heavy_penalty")
    # Refusal to perform is its own ground: no heavy penalty is asked for.
    case.do("li", "open_case", "06-02 09:00", **{**said, "grounds": ["SAMR-11"]})


def test_a_listing_that_fell_is_not_made_again() -> None:
    case = Case("mohrss-wages")
    assert refused(case, earlier=[FELL]) == ("relisting_barred", "")
    # The bar goes before what is wrong with the basis.
    assert refused(case, earlier=[FELL], basis={**ORDER, "status": "proposed"}) == ("relisting_barred", "")
    assert refused(case, earlier=[{**FELL, "mark": _mark()}], new_facts="新证据") == ("relisting_barred", "")
    other = {**FELL, "grounds": ["HRSS-5-2"]}
    case.do("li", "open_case", "06-02 09:00", **opening(), earlier=[other])


@pytest.mark.parametrize("said", [{"new_facts": "新发生的拖欠"}, {"earlier": [{**FELL, "procedural": True}]}])
def test_new_facts_or_a_fault_of_procedure_only_open_it_again(said: dict[str, Any]) -> None:
    whole = {"earlier": [FELL], **said}
    Case("mohrss-wages").do("li", "open_case", "06-02 09:00", **opening(), **whole)


def test_nobody_can_send_what_the_record_knows() -> None:
    from models.steps.forms import faults  # noqa: PLC0415 - the form alone is asked here

    said = {**opening(), "earlier": [FELL]}
    assert [f.fault for f in faults("open_case", said)] == ["unknown"]


def _mark() -> str:
    return str(Case("mohrss-wages").do("li", "open_case", "06-02 09:00", **opening()).state.basis.mark)
