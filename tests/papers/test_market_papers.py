"""The papers under the market regulation regime on the roads that no case file walks."""

from __future__ import annotations

from functools import cache

import pytest

from activities.composing import form_of
from activities.phrasing import template
from activities.writing import PaperFacts
from desk.casefile import CaseFile
from models.records.papers import PaperContent
from tests.papers.lives import life, paper, played, roads_beside, shielded
from tests.papers.recorded import own, part, saying, until

REGIME = "samr-serious-illegal"


def refused() -> CaseFile:
    case = saying(own("C04"), "decide_restoration", outcome="refuse", reasons="整改不到位")
    decided = [e for e in case.events if e.act == "decide_restoration"][-1]
    return until(case, lambda e: e is decided)


def spared() -> CaseFile:
    said = {"outcome": "not_list", "measures": None, "leniency": "no-intent", "reasons": "没有主观故意"}
    return until(saying(own("C04"), "draft_decision", **said), lambda e: e.act == "approve_decision")


@cache
def roads() -> dict[str, CaseFile]:
    served = ("record_service", "li", {"document": "decision", "method": "direct", "proof": "送达回证"})
    return {
        **roads_beside(own("C04")),
        "restoration_decision.refuse": refused(),
        "restoration_decision.reorganised": shielded(own("C09"), "approve_decision", served, ("publish", "sun", {})),
        "decision.not_list": spared(),
    }


@cache
def walked(road: str) -> tuple[PaperFacts, ...]:
    return tuple(played(roads()[road]))


def made(road: str) -> PaperContent:
    """The paper that a road is named for, with all its parts."""
    form = road.removesuffix(".annulled")
    return paper(next(f for f in walked(road) if form_of(f).name == form))


@pytest.mark.parametrize("road", sorted(roads()))
def test_every_paper_on_the_road_has_all_its_parts(road: str) -> None:
    assert made(road).authority
    for facts in walked(road):
        said = paper(facts)
        # The words of the wage regime have no place here.
        assert not any("农民工" in p or "用人单位" in p or "门户网站" in p for s in said.sections for p in s.paragraphs)


def test_these_roads_and_the_case_files_meet_every_form_of_the_regime() -> None:
    met = {form_of(f).name for road in roads() for f in walked(road)}
    met |= {form_of(f).name for name in ("S1", "C04", "C09") for f in life(name)}
    held = {form for place in template(REGIME).places for form in place.inner("forms")}
    # Nothing under this regime reminds of the first day: that is a local rule elsewhere.
    assert held - met == {"restoration_notice.reminder"}


def test_a_listing_found_wrong_and_a_listing_whose_penalty_fell_count_from_different_days() -> None:
    wrong, fell = part(made("revocation"), "effect"), part(made("revocation.annulled"), "effect")
    assert "自列入决定被撤销之日起3个工作日内" in wrong
    assert "自列入所依据的行政处罚被撤销、确认违法或者无效之日起3个工作日内" in fell
    assert "第十九条" in part(made("revocation.annulled"), "basis")


def test_a_new_violation_is_no_reason_by_another_regimes_article() -> None:
    said = part(made("refusal_notice"), "reasons")
    assert "未再受到较重行政处罚" in said
    assert "不符合上述条件" in said


def test_who_lacked_intent_is_spared_by_article_twelve() -> None:
    assert "依照《办法》第十二条的规定" in part(made("decision.not_list"), "basis")


def test_the_restored_listing_runs_anew() -> None:
    said = part(made("restoration_decision.undone"), "effect")
    assert "自2027年1月28日起重新计算，至2030年1月28日届满" in said
    assert "自2028年1月29日起" in said
