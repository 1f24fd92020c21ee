"""The papers of a list that has no words of its own: work safety (应急管理部令第11号), with what all lists share."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from activities.composing import compose, form_of
from activities.phrasing import TEMPLATES, template
from activities.writing import PaperFacts
from desk.casefile import CaseFile, read_case_file
from models.records.papers import KINDS, PaperContent
from tests.papers.lives import NOW, facts_of, lacks, life, paper, played, roads_beside, shielded, with_law, without
from tests.papers.recorded import ROOT, own, part, saying, until, words_of

REGIME = "mem-safety"
TAX = read_case_file(ROOT / "tests" / "law" / "cases" / "sta-life.yaml")
# Words that other lists have for themselves.
FOREIGN = ("农民工", "用人单位", "门户网站", "市场监督管理", "严重违法失信名单", "异议期", "联合惩戒")


@cache
def roads() -> dict[str, CaseFile]:
    case = read_case_file(ROOT / "tests" / "law" / "cases" / "mem-life.yaml")
    spared = saying(own("C15"), "draft_decision", outcome="not_list", measures=None, reasons="情节轻微，已经消除影响")
    return {
        **roads_beside(case),
        "restoration_decision.reorganised": shielded(case, "publish"),
        "decision.not_list": until(spared, lambda e: e.act == "approve_decision"),
    }


@cache
def walked(road: str) -> tuple[PaperFacts, ...]:
    return tuple(played(roads()[road]))


def facts(road: str) -> PaperFacts:
    """The facts of the paper that a road is named for."""
    form = road.removesuffix(".annulled")
    return next(f for f in walked(road) if form_of(f).name == form)


def all_walked() -> list[PaperFacts]:
    return [*(f for road in roads() for f in walked(road)), *life("C14"), *life("C15")]


def told(content: PaperContent, name: str) -> tuple[str, str]:
    """A part's heading and what it says."""
    return next((s.heading, "".join(s.paragraphs)) for s in content.sections if s.part == name)


def test_no_file_of_words_is_written_for_this_list() -> None:
    assert not (TEMPLATES / f"{REGIME}.yaml").exists()
    assert [place.text("papers") for place in template(REGIME).places] == ["common"]


@pytest.mark.parametrize("road", ["C14", "C15", *sorted(roads())])
def test_every_paper_on_the_road_has_all_its_parts_in_no_other_lists_words(road: str) -> None:
    for one in life(road) if road.startswith("C") else walked(road):
        said = words_of(paper(one)).replace("应急管理部", "")
        assert not [word for word in FOREIGN if word in said], said
        assert "安全生产严重失信主体名单" in said


def test_every_form_of_every_kind_is_met() -> None:
    met = {form_of(one).name for one in all_walked()}
    held = {form for place in template(REGIME).places for form in place.inner("forms")}
    # Nothing under this list reminds of the first day: that is a local rule elsewhere.
    assert held - met == {"restoration_notice.reminder"}
    assert {one.kind for one in all_walked()} == set(KINDS)


def test_the_notice_tells_the_day_of_listing_that_its_law_names() -> None:
    content = paper(facts_of("C14", "notice"))
    assert told(content, "listed-on") == (
        "列入时间",
        "作出列入决定的，列入时间为列入决定作出之日。列入期限为3年，自作出列入决定之日起计算（《办法》第十三条）。",
    )
    assert "列入期限" not in part(content, "measures")


def test_the_decision_names_each_party_with_its_number_and_the_day() -> None:
    content = paper(facts_of("C14", "decision"))
    heading, said = told(content, "subject")
    assert "统一社会信用代码" in heading
    assert "当事人示例寅四烟花制造有限公司，统一社会信用代码91140100MA0TE61457。" in said
    assert "主要负责人郑示例（公民身份号码1****************7）。" in said
    assert part(content, "listed-on") == "2025年7月28日，即本决定作出之日。"
    assert "2025年8月25日" not in words_of(content)
    assert "自作出本决定之日起20个工作日内通过国家企业信用信息公示系统、部门政府网站公示" in part(content, "measures")


def test_a_list_whose_law_names_neither_day_nor_parties_as_parts_has_none_of_them() -> None:
    for name, kind in (("W1", "notice"), ("W1", "decision"), ("S1", "notice"), ("S1", "decision")):
        assert not {"listed-on", "subject"} & {s.part for s in paper(facts_of(name, kind)).sections}


def test_a_listing_counted_from_its_first_showing_bears_no_day_before() -> None:
    notice, decision, guidance = (
        next(f for f in played(TAX) if f.kind == k) for k in ("notice", "decision", "restoration_notice")
    )
    assert "列入期限为3年，自首次公示之日起计算" in part(paper(notice), "measures")
    assert part(paper(notice), "shown").startswith("公示的信息为：")
    said = part(compose(decision, NOW), "basis")
    assert "列入期限为3年，自首次公示之日起计算" in said
    assert "届满" not in said
    assert "自首次公示之日起满6个月方可申请提前移出" in part(paper(guidance), "earliest")
    # The law wants the decision to tell of the tax credit, and no words say that yet.
    assert lacks(decision) == ("tax-credit",)


def test_a_hearing_is_told_of_only_where_the_law_gives_one() -> None:
    decision = facts_of("C15", "decision")
    assert "放弃陈述、申辩和要求听证的权利" in part(paper(decision), "facts")
    silent = with_law(decision, switches=tuple(s for s in decision.law.switches if s != "hearing"))
    assert "听证" not in part(paper(silent), "facts")


def test_a_part_that_the_law_names_and_no_words_make_is_refused_by_its_name() -> None:
    for kind, parts in (("notice", "notice_parts"), ("decision", "decision_parts")):
        told = facts_of("C14", kind)
        assert lacks(with_law(told, **{parts: (*getattr(told.law, parts), "tax-credit")})) == ("tax-credit",)
    assert lacks(with_law(facts_of("C14", "notice"), notice_parts=("facts", "leniency"))) == ("leniency",)


@pytest.mark.parametrize(
    ("kind", "key", "name"),
    [
        ("notice", "statement", "rights"),
        ("notice", "grounds.MEM-6-2", "basis"),
        ("decision", "measures.no-honours", "measures"),
        ("decision", "restoration_exclusion", "removal"),
        ("restoration_notice", "restoration_conditions", "conditions"),
        ("acceptance_notice", "no_fee", "fee"),
    ],
)
def test_a_part_whose_rule_the_law_lacks_is_refused_by_its_name(kind: str, key: str, name: str) -> None:
    assert lacks(without(facts_of("C14", kind), key)) == (name,)


def test_a_sentence_that_nobody_has_written_refuses_its_part() -> None:
    notice = facts_of("C14", "notice")
    # This list's words know no penalty made after the notice of it by another name than its own.
    unknown = replace(
        notice.said[0], body={**notice.said[0].body, "basis": {**notice.said[0].body["basis"], "kind": "x"}}
    )
    assert lacks(replace(notice, said=(unknown, *notice.said[1:]))) == ("facts",)


def test_what_the_law_wants_done_at_once_bears_no_day() -> None:
    for road in ("revocation", "revocation.annulled"):
        said = part(paper(facts(road)), "effect")
        assert said.startswith("本机关即停止公示相关信息")
        assert "工作日" not in said
    hidden = facts("revocation.annulled")
    act = replace(hidden.own.act, facts={**hidden.own.act.facts, "legs": []})
    never = replace(hidden, said=(*hidden.said[:-1], replace(hidden.own, act=act)))
    assert "尚未公示" in part(paper(never), "effect")


def test_who_insists_is_decided_on_within_the_time_from_the_laws_own_start() -> None:
    assert "自受理之日起20个工作日内" in part(paper(facts_of("C14", "refusal_notice")), "options")
    assert "自收到之日起15个工作日内" in part(paper(facts_of("W1", "refusal_notice")), "options")
