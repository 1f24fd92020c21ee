"""What a ground says of itself: whom it lists, who decides on it, how long it lasts; and what an officer finds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.law.regimes import Law, Period
from models.records.acts import Decided, Refused
from models.steps.finding import CONDITIONS_UNMET, EXCLUDED, items
from tests.steps.telling import BOOK, Case, applied, code, decided, listed, opened, opening

ON = date(2026, 6, 2)
WAGES = BOOK.law("mohrss-wages", ON)
UNPAID, INCIDENT = "HRSS-5-1", "HRSS-5-2"


def narrowed(**said: Any) -> Law:
    """The wage law whose first ground says something of itself."""
    first, *others = WAGES.grounds
    return replace(WAGES, grounds=(replace(first, **said), *others))


def lasting(**years: int) -> Law:
    """The wage law under which a listing lasts otherwise on each ground."""
    plain = WAGES.period("publication_end")
    assert plain is not None
    rows = tuple(
        replace(plain, key=f"publication_end.{name}", amount=amount, grounds=(ground,))
        for (name, amount), ground in zip(years.items(), (UNPAID, INCIDENT), strict=False)
    )
    others = tuple(p for p in WAGES.periods if p != plain)
    cited = tuple(replace(p.citation, key=f"periods.{p.key}") for p in rows)
    return replace(WAGES, periods=(*others, *rows), citations=(*WAGES.citations, *cited))


def test_a_ground_lists_parties_of_its_own_roles_only() -> None:
    refused = Case("mohrss-wages", narrowed(roles=("employer",))).refuses("li", "open_case", "06-02 09:00", **opening())
    assert (refused.code, refused.cite, refused.detail["party"]) == ("party_not_in_basis", f"grounds.{UNPAID}", "p2")
    both = {**opening(), "grounds": [UNPAID, INCIDENT]}
    Case("mohrss-wages", narrowed(roles=("employer",))).do("li", "open_case", "06-02 09:00", **both)


def test_a_ground_is_decided_at_its_own_levels_only() -> None:
    law = narrowed(levels=("province",))
    refused = Case("mohrss-wages", law).refuses("li", "open_case", "06-02 09:00", **opening())
    assert (refused.code, refused.cite) == ("authority_level", f"grounds.{UNPAID}")
    Case("mohrss-wages", law).do("li", "open_case", "06-02 09:00", **{**opening(), "level": "province"})
    Case("mohrss-wages", law).do("li", "open_case", "06-02 09:00", **{**opening(), "grounds": [INCIDENT]})


def test_a_listing_lasts_as_its_ground_says_and_of_several_the_shortest() -> None:
    law = lasting(unpaid=2, incident=5)
    assert decided(law=law).due("publication_end") == date(2028, 6, 9)
    case = decided(law=law)
    deadline = case.deadline("publication_end")
    assert deadline is not None
    assert deadline.cite == "periods.publication_end.unpaid"
    two = Case("mohrss-wages", law)
    two.do("li", "open_case", "06-02 09:00", **{**opening(), "grounds": [INCIDENT, UNPAID]})
    assert two.law.period("publication_end", two.state.grounds).amount == 2  # type: ignore[union-attr]


def test_nobody_is_listed_on_a_ground_whose_end_is_not_known() -> None:
    law = lasting(unpaid=2)
    case = Case("mohrss-wages", law)
    case.do("li", "open_case", "06-02 09:00", **{**opening(), "grounds": [INCIDENT]})
    case.do("li", "draft_notice", "06-02 10:00", facts="事实", measures=["bidding"])
    case.do("qian", "approve_notice", "06-02 15:00")
    said = {"document": "notice", "method": "direct", "on": "2026-06-03", "proof": "回证"}
    case.do("li", "record_service", "06-03 09:00", **said)
    for party in case.state.parties:
        case.do(party.id, "waive_statement", "06-04 09:00", by_party=party.id, on="2026-06-04")
    draft = {"outcome": "list", "reasons": "理由", "measures": ["bidding"]}
    assert code(case.refuses("li", "draft_decision", "06-05 09:00", **draft)) == ("condition_unmet", "end_unknown")
    case.do("li", "draft_decision", "06-05 09:00", outcome="not_list", reasons="理由")


@pytest.mark.parametrize("regime", ["military-service", "spc-judgment-debtor", "cr-rail"])
def test_no_department_opens_a_case_that_another_decides(regime: str) -> None:
    law = BOOK.law(regime, ON)
    said = {**opening(), "grounds": [law.grounds[0].code]}
    refused = Case(regime, law).refuses("li", "open_case", "06-02 09:00", **said)
    assert (refused.code, refused.cite) == ("authority_level", "decider")
    assert law.citation("decider").article


# --- counted from the day the name is first shown ------------------------------------------


def _shown(law: Law, key: str) -> Law:
    """The law under which a period counts from publication."""
    held: dict[str, Period] = {p.key: p for p in law.periods}
    held[key] = replace(held[key], start="published")
    return replace(law, periods=tuple(held.values()))


SHOWN = _shown(_shown(WAGES, "publication_end"), "restoration_earliest")


def test_before_it_is_shown_a_listing_has_no_end_and_no_first_day_of_an_application() -> None:
    case = decided(law=SHOWN)
    assert case.due("publication_end") is case.due("restoration_earliest") is None


def test_both_count_from_the_first_channel_and_not_again_from_the_next() -> None:
    case = decided(law=SHOWN)
    case.do("li", "record_service", "06-10 09:00", document="decision", method="direct", on="2026-06-10", proof="回证")
    case.do("sun", "publish", "06-11 09:00", channels=["authority-site"])
    assert (case.due("publication_end"), case.due("restoration_earliest")) == (date(2029, 6, 11), date(2026, 12, 12))
    case.do("sun", "publish", "06-15 09:00", channels=["credit-china"])
    assert (case.due("publication_end"), case.due("restoration_earliest")) == (date(2029, 6, 11), date(2026, 12, 12))
    case.do("li", "record_correction_of_conduct", "06-16 09:00", on="2026-06-16", evidence="凭证")
    assert case.due("restoration_earliest") == date(2026, 12, 12)


def test_a_listing_that_revives_counts_anew_from_the_day_it_is_shown_again() -> None:
    case = listed(law=SHOWN)
    on = "2026-12-14"
    case.do("p1", "apply_restoration", f"{on} 09:00", by_party="p1", on=on, materials=list(case.law.materials))
    case.do("qian", "decide_restoration", "2026-12-15 09:00", outcome="grant", reasons="可")
    case.do("qian", "find_false_materials", "2026-12-16 09:00", on="2026-12-16", serious=True)
    assert (case.due("publication_end"), case.due("restoration_earliest")) == (date(2029, 12, 16), date(2027, 6, 17))


def test_a_stay_moves_no_period_that_counts_from_publication() -> None:
    case = listed(law=SHOWN)
    end = case.due("publication_end")
    for act, at in (("impose_stay", "06-12"), ("lift_stay", "06-16")):
        case.do("li", act, f"{at} 09:00", on=f"2026-{at}", by_body="示例法院", document="裁定")
    assert case.due("publication_end") == end


def test_an_application_before_the_listing_is_shown_is_refused_by_name() -> None:
    case = decided(law=SHOWN)
    said = {"by_party": "p1", "on": "2026-06-09", "materials": list(case.law.materials)}
    refused = case.refuses("p1", "apply_restoration", "06-09 10:00", **said)
    assert code(refused) == ("step_not_open", "listing_shown")
    assert refused.cite == "restoration_application"


# --- what an officer finds -----------------------------------------------------------------


def test_the_items_are_those_of_the_law_else_the_rule_as_a_whole() -> None:
    assert items(WAGES, EXCLUDED) == (
        "restoration_exclusion.violation", "restoration_exclusion.criminal", "restoration_exclusion.other",
    )  # fmt: skip
    samr = BOOK.law("samr-serious-illegal", ON)
    assert (items(samr, EXCLUDED), items(samr, CONDITIONS_UNMET)) == (
        ("restoration_exclusion",), ("restoration_conditions",),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "key", "want"),
    [
        (EXCLUDED, "restoration_exclusion.criminal", "restoration_excluded"),
        (CONDITIONS_UNMET, "restoration_condition.commitment", "condition_unmet"),
    ],
)
def test_what_is_found_bars_a_grant_by_its_own_article(field: str, key: str, want: str) -> None:
    case = applied()
    said = {"reasons": "理由", field: [key]}
    refused = case.refuses("qian", "decide_restoration", "2026-12-15 09:00", outcome="grant", **said)
    assert (refused.code, refused.cite) == (want, key)
    done = case.ask("qian", "decide_restoration", "2026-12-15 10:00", outcome="refuse", **said)
    assert isinstance(done, Decided)
    assert done.own.facts[field] == [key]


@pytest.mark.parametrize(
    ("field", "key"),
    [(EXCLUDED, "restoration_exclusion.criminal"), (CONDITIONS_UNMET, "restoration_condition.commitment")],
)
def test_what_is_found_at_the_counter_is_told_in_writing_unless_the_party_insists(field: str, key: str) -> None:
    case = listed()
    case.do("li", "record_correction_of_conduct", "06-11 10:00", on="2026-06-11", evidence="凭证")
    said = {"by_party": "p1", "on": "2026-12-14", "materials": list(case.law.materials), field: [key]}
    refused = case.ask("zhou", "apply_restoration", "2026-12-14 09:00", **said)
    assert isinstance(refused, Refused)
    assert (refused.cite, refused.documents) == (key, ("refusal_notice",))
    assert case.refuses("p1", "apply_restoration", "2026-12-14 09:10", **said).code == "not_authorised"
    case.do("zhou", "apply_restoration", "2026-12-14 09:20", insist=True, **said)
    refused = case.refuses("qian", "decide_restoration", "2026-12-15 09:00", outcome="grant", reasons="理由")
    assert refused.code == ("restoration_excluded" if field == EXCLUDED else "condition_unmet")
    case.do("qian", "decide_restoration", "2026-12-15 10:00", outcome="refuse", reasons="理由")


def test_only_what_the_law_names_can_be_found() -> None:
    said = {"reasons": "理由", EXCLUDED: ["restoration_condition.commitment"]}
    refused = applied().refuses("qian", "decide_restoration", "2026-12-15 09:00", outcome="refuse", **said)
    assert code(refused) == ("condition_unmet", "finding_unknown")


def test_a_case_on_grounds_without_a_period_of_their_own_goes_by_the_plain_one() -> None:
    assert opened().law.period("publication_end", (UNPAID,)) == WAGES.period("publication_end")
