"""The papers beside the main road: hearing, objection, correction, complaint, and all under SAMR."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import insert, update

from activities.composing import compose
from activities.writing import PaperFacts
from desk.printing import _due, print_due
from models.records.deadlines import Deadline
from models.tables import schema as t
from tests.papers.lives import NOW, facts_of, lacks, paper, played, with_own, with_period, without
from tests.papers.recorded import FONTS, all_facts, book, documents, given, new_engine, own, part, play_into, words_of

# --- under the market regulation regime -----------------------------------------------------


def test_a_merged_notice_names_the_penalty_notice_and_tells_of_the_hearing() -> None:
    content = paper(facts_of("S1", "notice"))
    assert "示市监罚告〔2026〕12号" in part(content, "facts")
    assert "一并实施（《办法》第十三条）" in part(content, "facts")
    rights = part(content, "rights")
    assert "5个工作日内" in rights
    assert "《中华人民共和国行政处罚法》第六十四条第（一）项、第八十五条" in rights
    assert "没有主观故意" in part(content, "leniency")
    assert "列为重点监管对象，提高检查频次" in part(content, "measures")


def test_the_decision_rests_on_the_signed_penalty_and_on_the_consent_from_above() -> None:
    content = paper(facts_of("S1", "decision"))
    said = part(content, "facts")
    assert "行政处罚决定书（示市监处罚〔2026〕30号）" in said
    assert "吊销许可证件" in said
    told = ("行政处罚告知", "要求举行听证", "到场陈述、申辩", "不予采纳", "示市监处罚〔2026〕30号", "本机关认定")
    assert [said.index(one) for one in told] == sorted(said.index(one) for one in told)
    assert "报经示例省市场监督管理局于2026年4月2日同意" in part(content, "basis")
    assert "至2029年4月3日届满" in part(content, "basis")
    assert ("行政处罚文书", "示市监处罚〔2026〕30号") in content.meta
    assert "国家企业信用信息公示系统" in part(content, "measures")
    assert "60日内" in part(content, "remedies")


@pytest.mark.parametrize(
    ("kind", "name", "key"),
    [
        ("notice", "rights", "hearing_request"),
        ("decision", "measures", "publication"),
        ("decision", "removal", "restoration_acceptance"),
        ("decision", "removal", "restoration_decision"),
        ("restoration_notice", "earliest", "restoration_earliest"),
        ("restoration_notice", "procedure", "restoration_acceptance"),
        ("restoration_notice", "procedure", "removal_effect"),
        ("revocation", "effect", "withdrawal"),
    ],
)
def test_a_period_on_these_papers_is_the_period_of_the_law_too(kind: str, name: str, key: str) -> None:
    facts = facts_of("S1", kind)
    assert "77" not in part(paper(facts), name)
    assert "77" in part(compose(with_period(_told(facts, key, 77), key, 77), NOW), name)


def _told(facts: PaperFacts, kind: str, amount: int) -> PaperFacts:
    """A deadline that runs is printed as it was counted, whatever the law says now."""

    def other(deadlines: tuple[Deadline, ...]) -> tuple[Deadline, ...]:
        return tuple(replace(d, amount=amount) if d.kind == kind else d for d in deadlines)

    said = tuple(replace(s, act=replace(s.act, opened=other(s.act.opened))) for s in facts.said)
    return replace(facts, said=said, state=replace(facts.state, deadlines=other(facts.state.deadlines)))


def test_an_early_application_under_samr_is_told_the_first_day() -> None:
    content = paper(facts_of("C04", "refusal_notice"))
    assert "最早可以提出申请的日期为2027年1月13日" in part(content, "reasons")
    assert "自受理之日起7个工作日内" in part(content, "options")


def test_a_grant_under_samr_says_when_it_was_accepted() -> None:
    content = paper(facts_of("C04", "restoration_decision"))
    assert "本机关于2027年1月19日受理上述申请" in part(content, "facts")
    assert "解除相关管理措施" in part(content, "effect")


def test_a_regime_that_lists_nobody_with_the_unit_says_nothing_of_it() -> None:
    content = paper(facts_of("C09", "decision"))
    assert content.addressees == ("示例壬九检测有限公司", "吴示例")
    assert "一并列入" not in words_of(content)


# --- the hearing ----------------------------------------------------------------------------


def test_the_notice_of_the_hearing_tells_day_place_chair_and_what_absence_means() -> None:
    content = paper(facts_of("S1", "hearing_notice"))
    assert "2026年3月11日上午本机关上班时；地点：本机关办公场所听证室" in part(content, "session")
    assert "不是本案的调查人员（《中华人民共和国行政处罚法》第六十四条第（四）项）" in part(content, "chair")
    assert "视为放弃听证权利" in part(content, "rights")


def test_an_hour_and_a_room_in_the_record_go_before_the_houses() -> None:
    content = paper(with_own(facts_of("S1", "hearing_notice"), time="下午2时30分", place="三楼305室"))
    assert "2026年3月11日下午2时30分；地点：三楼305室" in part(content, "session")


def test_a_notice_of_the_hearing_without_the_rule_of_its_chair_is_refused_by_the_part() -> None:
    assert lacks(without(facts_of("S1", "hearing_notice"), "hearing_chair")) == ("chair",)


def test_the_chair_is_named_where_the_house_knows_the_name(tmp_path: Path) -> None:
    engine = new_engine(tmp_path)
    with engine.begin() as connection:
        person = {"id": "he", "name": "何示例", "roles": "[]", "password": "x", "active": True}
        connection.execute(insert(t.account).values(**person))
    play_into(engine, given("S1"))
    found = {f.kind: f for f in all_facts(engine)}
    for kind, name in (("hearing_notice", "chair"), ("hearing_record", "attendance")):
        assert "听证主持人：何示例" in part(paper(found[kind]), name)
    assert found["hearing_notice"].officers == {"he": "何示例"}


def test_a_hearing_goes_to_those_who_asked_and_names_nobody_else() -> None:
    first, second, third = (facts_of("C09", "hearing_notice", n) for n in range(3))
    assert compose(first, NOW).addressees == ("示例壬九检测有限公司", "吴示例")
    for later in (second, third):
        content = paper(later)
        assert content.addressees == ("吴示例",)
        assert "示例壬九" not in words_of(content)


def test_the_record_says_who_came_who_was_excused_and_who_stayed_away() -> None:
    first, second = (paper(facts_of("C09", "hearing_record", n)) for n in range(2))
    assert "示例壬九检测有限公司到场参加听证" in part(first, "attendance")
    assert "吴示例有正当理由未到场，听证另行安排" in part(first, "attendance")
    assert "示例壬九检测有限公司：＿" in part(first, "signing")
    assert "吴示例无正当理由未到场，视为放弃听证权利" in part(second, "attendance")
    assert "示例壬九" not in words_of(second)
    assert first.addressees == ()


def test_a_refused_signature_is_noted_in_place_of_the_line_to_sign() -> None:
    content = paper(with_own(facts_of("S1", "hearing_record"), signature_refused="认为记录不全"))
    assert "拒绝在笔录上签字或者盖章：认为记录不全。" in part(content, "signing")
    assert "示例戊食品有限公司：＿" not in part(content, "signing")


def test_the_record_keeps_the_lines_that_were_typed_and_masks_numbers_in_them() -> None:
    record = "主持人：请陈述。\n当事人：是否收到？我是吴示例（140100198502030027）"
    content = paper(with_own(facts_of("S1", "hearing_record"), record=record))
    section = next(s for s in content.sections if s.part == "course")
    assert section.paragraphs[1:] == ("主持人：请陈述。", "当事人：是否收到？我是吴示例（1****************7）")


def test_a_record_without_words_is_refused() -> None:
    assert lacks(with_own(facts_of("S1", "hearing_record"), record=" ")) == ("course",)


def test_what_was_said_at_a_hearing_is_what_is_answered() -> None:
    content = paper(facts_of("S1", "statement_answer"))
    assert "在2026年3月11日举行的听证中提出陈述、申辩意见" in part(content, "statement")


# --- objection, correction, revocation ---------------------------------------------------------


def test_under_a_local_rule_the_answer_says_since_when_measures_rested() -> None:
    content = paper(facts_of("O1", "objection_answer"))
    assert "惩戒措施自2026年3月20日起暂不执行，至2026年3月24日核实结束时为止" in part(content, "meanwhile")
    assert "第七部分第（三）项" in part(content, "meanwhile")
    assert "工程项目名称更正为示例二期" in part(content, "finding")


def test_without_such_a_rule_nothing_rested() -> None:
    content = paper(facts_of("C12", "objection_answer"))
    assert "未因异议而停止" in part(content, "meanwhile")
    assert "理由为：金额经核实无误。" in part(content, "finding")
    assert "构建诚信建设长效机制的指导意见》第（八）项" in part(content, "basis")
    assert "行政复议" in part(content, "basis")


def test_each_objection_is_answered_once() -> None:
    first, second = (part(paper(facts_of("C12", "objection_answer", n)), "objection") for n in range(2))
    assert "金额有误" in first
    assert "金额有误" not in second
    assert "期限届满前已支付" in second


def test_a_correction_leaves_the_rest_and_corrects_every_channel() -> None:
    content = paper(facts_of("O1", "correction"))
    assert "工程项目名称更正为示例二期" in part(content, "corrections")
    assert "起止日期不变" in part(content, "effect")
    assert "各渠道公示的内容和期限保持一致" in part(content, "effect")
    named = with_own(facts_of("O1", "correction"), corrections={"name": "示例己二劳务分包有限公司"})
    assert "当事人的名称更正为：示例己二劳务分包有限公司。" in part(paper(named), "corrections")


def test_a_correction_of_nothing_is_refused_by_the_part() -> None:
    assert lacks(with_own(facts_of("O1", "correction"), corrections={})) == ("corrections",)


def test_a_listing_found_wrong_is_revoked_for_what_was_found() -> None:
    content = paper(facts_of("C12", "revocation"))
    assert "经核实，上述异议成立" in part(content, "facts")
    assert "期限届满前已支付" in part(content, "facts")
    assert "第（八）项" in part(content, "basis")
    assert "至2026年6月15日" in part(content, "effect")
    answer = paper(facts_of("C12", "objection_answer", 1))
    assert "撤销原列入决定" in part(answer, "finding")
    assert "行政复议" not in part(answer, "basis")


def test_two_papers_of_one_act_have_a_number_each() -> None:
    made = facts_of("C12", "revocation").made
    act = facts_of("C12", "revocation").own.act
    assert act.documents == ("objection_answer", "revocation")
    assert (act.key, "objection_answer") in made
    assert facts_of("C12", "objection_answer", 1).paper(facts_of("C12", "objection_answer", 1).own) is None


# --- the complaint ------------------------------------------------------------------------------


def test_a_wrong_measure_is_undone_where_it_harmed() -> None:
    body, party = (paper(facts_of("C13", "complaint_answer", n)) for n in range(2))
    assert body.addressees == ("示例县公共资源交易中心",)
    assert ("当事人（用人单位）", "示例丑三装饰工程有限公司") in body.meta
    assert "涉及的惩戒措施为：招投标。" in part(body, "complaint")
    assert "惩戒措施自2026年4月27日起暂不执行，至2026年4月28日核实结束时为止" in part(body, "effect")
    assert party.addressees == ("示例丑三装饰工程有限公司",)
    assert "在同级信用信息共享平台恢复当事人信誉、消除不良影响" in part(party, "effect")
    assert "暂不执行" not in part(party, "effect")
    assert "招投标" not in words_of(party)


def test_a_complaint_where_nobody_was_listed_names_no_listing_decision() -> None:
    listed = facts_of("C13", "complaint_answer")
    assert listed.state.decision is not None
    spared = replace(listed, state=replace(listed.state, decision=replace(listed.state.decision, outcome="not_list")))
    assert any(label == "列入决定书" for label, _ in paper(listed).meta)
    assert not any(label == "列入决定书" for label, _ in paper(spared).meta)


def test_without_a_local_rule_a_complaint_is_answered_by_the_civil_code() -> None:
    case = replace(own("C13"), local=())
    content = paper(next(f for f in played(case) if f.kind == "complaint_answer"))
    assert "《中华人民共和国民法典》第九百九十五条" in part(content, "effect")
    assert "《中华人民共和国民法典》第一千零二十九条" in part(content, "effect")
    assert "暂不执行" not in part(content, "effect")


def test_a_measure_that_stands_goes_on() -> None:
    upheld = with_own(facts_of("C13", "complaint_answer"), finding="upheld", undo=[])
    assert "符合规定" in part(paper(upheld), "finding")
    assert "继续依法执行" in part(paper(upheld), "effect")


def test_an_answer_to_a_complaint_without_reasons_is_refused() -> None:
    assert lacks(with_own(facts_of("C13", "complaint_answer"), reasons=" ")) == ("finding",)


@pytest.mark.skipif(not FONTS.is_dir(), reason="the fonts are not there: make tools")
def test_one_act_prints_both_its_papers_once(tmp_path: Path) -> None:
    engine = new_engine(tmp_path)
    play_into(engine, own("C12"))
    done = print_due(engine, FONTS, tmp_path / "papers", book()).done
    assert sorted(f.kind for f in done if f.kind in ("objection_answer", "revocation")) == [
        "objection_answer",
        "objection_answer",
        "revocation",
    ]
    before = documents(engine)
    with engine.begin() as connection:
        connection.execute(update(t.outbox).values(state="due"))
    assert _due(engine)
    print_due(engine, FONTS, tmp_path / "papers", book())
    assert documents(engine) == before
