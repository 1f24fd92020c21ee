"""The papers on restoration: the guidance that goes with the listing, and every decision after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from desk.casefile import CaseFile
from models.steps.lighter import UNCORRECTED_STAYS
from tests.papers.lives import ending, facts_of, lacks, paper, played, with_law, with_own, without
from tests.papers.recorded import given, own, part, saying, until

# --- restoration: guidance and the other decisions -------------------------------------------------


def test_the_guidance_goes_with_the_decision_and_tells_each_channels_first_day() -> None:
    content = paper(facts_of("C10", "restoration_notice"))
    earliest = part(content, "earliest")
    assert "自改正之日起被列入失信联合惩戒名单满6个月" in earliest
    assert "（信用中国）上公示的信息，最短公示期为1年" in earliest
    assert "最早可以申请修复的日期为2027年4月18日" in earliest
    assert content.made_on == facts_of("C10", "decision").made_on
    assert any(label == "列入决定书" for label, _ in content.meta)
    samr = part(paper(facts_of("S1", "restoration_notice")), "earliest")
    assert "最早可以提出申请的日期为2027年4月4日" in samr


def test_the_guidance_tells_materials_way_and_that_it_is_free() -> None:
    content = paper(facts_of("O1", "restoration_notice"))
    assert "（三）不再拖欠农民工工资的书面信用承诺" in part(content, "materials")
    assert "1个工作日内完成预审" in part(content, "procedure")
    assert "15个工作日内" in part(content, "procedure")
    where = part(content, "where")
    assert "信用修复不得以任何形式收取费用" in where
    assert "第（十二）项" in where
    assert "预审" not in part(paper(facts_of("C10", "restoration_notice")), "procedure")


def test_where_a_local_rule_says_so_the_subject_is_reminded_when_the_day_has_come() -> None:
    told, reminded = (paper(facts_of("C13", "restoration_notice", n)) for n in range(2))
    assert reminded.title == "信用修复提醒告知书"
    assert reminded.made_on.isoformat() == "2026-10-22"
    assert "第七部分第（二）项" in part(reminded, "opening")
    assert "最早可以提出申请的日期为2026年10月22日" in part(reminded, "earliest")
    assert "2026年10月22日" not in part(told, "earliest")


def test_where_the_uncorrected_stay_nobody_is_promised_an_end() -> None:
    facts = facts_of("C10", "restoration_notice")
    stays = with_law(facts, switches=(*facts.law.switches, UNCORRECTED_STAYS))
    assert "无需申请" in part(paper(facts), "earliest")
    assert "无需申请" not in part(paper(stays), "earliest")
    assert "改正后方可移出" in part(paper(stays), "earliest")


def test_the_guidance_without_a_condition_is_refused_by_the_part() -> None:
    assert lacks(without(facts_of("S1", "restoration_notice"), "restoration_exclusion")) == ("conditions",)


def test_that_it_is_free_is_told_by_its_rule_or_not_at_all() -> None:
    assert lacks(without(facts_of("S1", "restoration_notice"), "no_fee")) == ("where",)


def test_early_removal_got_by_deceit_is_undone_with_the_new_days() -> None:
    content = paper(facts_of("C05", "restoration_decision", 1))
    assert content.title.startswith("撤销提前移出")
    assert "2025年10月20日，本机关作出准予提前移出的决定书" in part(content, "facts")
    assert "第十五条规定" in part(content, "basis")
    assert "自2025年12月1日起重新计算，至2028年12月1日届满" in part(content, "effect")
    assert "自2026年6月2日起，你单位可以再次提出申请" in part(content, "effect")
    assert "60日内" in part(content, "remedies")


def test_after_that_the_papers_tell_the_listing_anew() -> None:
    for content in (paper(facts_of("C05", "refusal_notice")), paper(facts_of("C05", "restoration_decision", 2))):
        assert "自2025年12月1日起恢复列入，列入期限重新计算" in part(content, "facts")


def test_a_plan_carried_out_restores_by_the_courts_ruling() -> None:
    content = paper(facts_of("C07", "restoration_decision"))
    assert "（2026）示破3号" in part(content, "facts")
    assert "（2026）示破4号确认" in part(content, "reasons")
    assert "至2026年12月15日" in part(content, "effect")
    assert "申请" not in part(content, "opening")


def test_a_channel_with_a_floor_is_told_its_own_day() -> None:
    said = part(paper(facts_of("C10", "restoration_decision")), "effect")
    assert "（信用中国）上的公示信息，最短公示期于2027年4月17日届满" in said


def test_an_application_that_is_not_accepted_is_answered_with_the_officers_reason() -> None:
    refusal = ("refuse_acceptance", "zhou", ("restoration-officer",), {"reason": "申请书未签章"})
    last = next(f for f in played(ending(own("C04"), "apply_restoration", refusal)) if f.own.act.act == refusal[0])
    content = paper(last)
    assert content.addressees == ("示例丁四药业有限公司",)
    assert "不予受理" in part(content, "reasons")
    assert "申请书未签章。" in part(content, "reasons")
    assert "再次提出申请" in part(content, "options")
    assert lacks(with_own(last, reason=" ")) == ("reasons",)


def test_a_barred_applicant_is_told_until_when() -> None:
    more = (
        ("bar_restoration", "qian", ("head",), {"until": "2029-06-10", "reason": "提供虚假材料"}),
        (
            "apply_restoration",
            "p1",
            ("party",),
            {"by_party": "p1", "on": "2026-06-12", "materials": ["application", "correction-evidence"]},
        ),
    )
    found = played(ending(opened_under_order_36(), "publish", *more))
    content = paper(next(f for f in found if f.kind == "refusal_notice"))
    assert "在2029年6月10日（含当日）以前不得申请信用修复（《信用修复管理办法》）" in part(content, "reasons")
    assert "2029年6月10日以后" in part(content, "options")


def opened_under_order_36() -> CaseFile:
    """C10 with its publication moved to June, so that what follows lies after it."""
    case = own("C10")
    first = next(n for n, e in enumerate(case.events) if e.act == "publish")
    moved = replace(case.events[first], at=datetime(2026, 6, 10, 2, tzinfo=UTC))
    return replace(case, events=(*case.events[:first], moved))


def test_a_spared_listing_cites_the_rule_that_spares_it() -> None:
    spared = saying(given("W1"), "draft_decision", outcome="not_list", measures=None, leniency="force-majeure")
    found = played(until(spared, lambda e: e.act == "approve_decision"))
    content = paper(next(f for f in found if f.kind == "decision"))
    assert "第（十六）项" in part(content, "basis")
