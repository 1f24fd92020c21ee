"""The papers while an application is handled: what is missing, all at once, and its acceptance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from activities.writing import PaperFacts
from tests.papers.lives import ending, facts_of, lacks, paper, played, with_own, with_period, without
from tests.papers.recorded import own, part

Step = tuple[str, str, tuple[str, ...], Mapping[str, object]]

ZHOU = ("zhou", ("restoration-officer",))
LACKING = {"missing": ["correction-evidence", "credit-commitment"]}
RETURNED: Step = ("pre_review", *ZHOU, {"opinion": "return", "reason": "支付凭证缺少签收", **LACKING})
ASKED: Step = ("request_materials", *ZHOU, LACKING)
ACCEPTED: Step = ("accept_restoration", *ZHOU, {})
INSISTED = {"by_party": "p1", "on": "2026-03-03", "insist": True}


def first(kind: str, found: list[PaperFacts]) -> PaperFacts:
    return next(f for f in found if f.kind == kind)


def missing_in_wages(*acts: Step) -> PaperFacts:
    return first("materials_notice", played(ending(own("C13"), "apply_restoration", *acts)))


def insisted(materials: list[str]) -> list[PaperFacts]:
    """C04 where the party insists, long before the first day, and is accepted."""
    apply = ("apply_restoration", "p1", ("party",), {**INSISTED, "materials": materials})
    return played(ending(own("C04"), "record_correction_of_conduct", apply, ACCEPTED))


def test_what_is_missing_goes_to_the_applicant_with_nothing_beyond_the_list() -> None:
    content = paper(facts_of("C04", "materials_notice"))
    assert content.title == "一次性补正告知书"
    assert content.addressees == ("示例丁四药业有限公司",)
    assert "2027年1月13日" in part(content, "opening")
    assert "需要补正：履行义务、整改材料。" in part(content, "missing")
    assert "主体资格文件" not in part(content, "missing")
    assert "主体资格文件" in part(content, "received")
    assert "不得以任何形式收取费用" in part(content, "where")


def test_where_there_is_acceptance_its_time_stops_and_begins_anew() -> None:
    facts = facts_of("C04", "materials_notice")
    said = part(paper(facts), "period")
    assert "停止计算，全部补正后重新计算" in said
    assert "自收到全部补正材料之日起2个工作日内" in said
    assert "起5个工作日内" in part(paper(with_period(facts, "restoration_acceptance", 5)), "period")


def test_a_time_that_had_run_out_is_not_said_to_stop() -> None:
    facts = facts_of("C04", "materials_notice")
    mine = replace(facts.own, act=replace(facts.own.act, dropped=()))
    said = part(paper(replace(facts, said=(*facts.said[:-1], mine))), "period")
    assert "停止" not in said
    assert "自收到全部补正材料之日起2个工作日内" in said


@pytest.mark.parametrize("act", [RETURNED, ASKED], ids=["pre_review", "request_materials"])
def test_under_the_wage_regime_the_time_to_decide_runs_on(act: Step) -> None:
    content = paper(missing_in_wages(act))
    said = part(content, "period")
    assert "不因补正停止计算" in said
    assert "15个工作日内（至2026年11月23日）" in said
    missing = part(content, "missing")
    assert "（一）已经改正拖欠农民工工资违法行为的证据；（二）不再拖欠农民工工资的书面信用承诺" in missing


def test_a_return_by_pre_review_says_its_rule_and_its_reason() -> None:
    facts = missing_in_wages(RETURNED)
    said = part(paper(facts), "received")
    assert "第七部分第（二）项" in said
    assert "支付凭证缺少签收。" in said
    assert lacks(with_own(facts, reason=" ")) == ("received",)
    assert "预审" not in part(paper(missing_in_wages(ASKED)), "received")


def test_a_material_without_its_words_or_outside_the_list_stops_the_paper() -> None:
    facts = facts_of("C04", "materials_notice")
    assert lacks(without(facts, "materials.correction-evidence")) == ("received", "missing")
    act = replace(facts.own.act, facts={**facts.own.act.facts, "missing": ["fee-receipt"]})
    beyond = replace(facts, said=(*facts.said[:-1], replace(facts.own, act=act)))
    assert lacks(beyond) == ("missing",)


def test_acceptance_says_when_it_came_in_was_accepted_and_is_decided_by_which_rule() -> None:
    content = paper(facts_of("C04", "acceptance_notice"))
    assert content.title == "信用修复受理通知书"
    assert content.addressees == ("示例丁四药业有限公司",)
    told = part(content, "application")
    assert "于2027年1月13日提出提前移出申请" in told
    assert "于2027年1月18日补正了履行义务、整改材料" in told
    assert "材料齐全、符合形式的，应当受理。据此，本机关于2027年1月19日受理" in told
    by = part(content, "period")
    assert "自受理之日起7个工作日内" in by
    assert "放假安排尚未公布" in by
    assert "不予提前移出的决定不服的" in by
    assert "推算至2027年1月28日" in by
    assert "《市场监督管理信用修复管理办法》" in by
    assert "不得以任何形式收取费用" in part(content, "fee")


def test_a_day_that_stands_is_told_without_reserve() -> None:
    facts = facts_of("C04", "acceptance_notice")
    opened = tuple(replace(d, provisional=False) for d in facts.own.act.opened)
    mine = replace(facts.own, act=replace(facts.own.act, opened=opened))
    said = part(paper(replace(facts, said=(*facts.said[:-1], mine))), "period")
    assert "7个工作日内（至2027年1月28日）" in said


def test_acceptance_without_its_rule_or_the_day_is_refused_by_the_part() -> None:
    facts = facts_of("C04", "acceptance_notice")
    assert lacks(without(facts, "restoration_acceptance")) == ("application",)
    assert lacks(without(facts, "no_fee")) == ("fee",)
    mine = replace(facts.own, act=replace(facts.own.act, opened=()))
    assert lacks(replace(facts, said=(*facts.said[:-1], mine))) == ("period",)


def test_an_insisting_party_is_not_told_that_its_materials_are_complete() -> None:
    said = part(paper(first("acceptance_notice", insisted(["application"]))), "application")
    assert "坚持提出本次申请" in said
    assert "材料齐全" not in said


def test_an_insisting_party_that_handed_in_nothing_is_told_so() -> None:
    told = part(paper(first("acceptance_notice", insisted([]))), "application")
    assert "没有提交材料" in told


def test_the_decision_tells_the_papers_before_it_by_their_numbers() -> None:
    facts = facts_of("C04", "restoration_decision")
    said = part(paper(facts), "facts")
    assert "一次性告知补正履行义务、整改材料（演补告〔2027〕" in said
    assert "受理上述申请（演受通〔2027〕" in said
    made = {k: m for k, m in facts.made.items() if k[1] != "acceptance_notice"}
    assert "受理上述申请。" in part(paper(replace(facts, made=made)), "facts")
