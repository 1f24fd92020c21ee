"""What papers made from the record say, and what they refuse to leave unsaid."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from activities.composing import compose, form_of, required, series_of, symbol_of
from activities.phrasing import article, masked, number, template, text
from activities.writing import Made, PaperFacts
from desk.casefile import Event
from models.law.regimes import Law
from models.records.acts import Refused
from models.records.commands import Actor
from models.records.papers import PaperContent, missing_parts
from tests.papers.recorded import due_facts, given, new_engine, part, play_into, saying, until, words_of

NOW = "演字〔2026〕1号"


def numbered(facts: Mapping[str, PaperFacts]) -> dict[str, PaperFacts]:
    """The facts as they are once the papers before have their numbers."""
    acts = {"列告": "approve_notice", "列决": "approve_decision", "异核": "answer_statement"}
    last = max(facts.values(), key=lambda f: f.state.version)
    made = {}
    for series, act in acts.items():
        for said in last.all_of(act):
            made[said.act.key, said.act.documents[0]] = Made(symbol_of(series, said.act.at.year, 1), said.act.at.date())
    return {kind: replace(f, made=made) for kind, f in facts.items()}


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PaperFacts]:
    engine = new_engine(tmp_path_factory.mktemp("w1"))
    play_into(engine, given("W1"))
    return numbered(due_facts(engine))


@pytest.fixture(scope="module")
def cured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PaperFacts]:
    engine = new_engine(tmp_path_factory.mktemp("w2"))
    play_into(engine, given("W2"))
    return numbered(due_facts(engine))


def lacks(facts: PaperFacts) -> tuple[str, ...]:
    content = compose(facts, NOW)
    return missing_parts(content, required(facts, content))


def paper(facts: PaperFacts) -> PaperContent:
    assert lacks(facts) == ()
    return compose(facts, NOW)


def with_period(facts: PaperFacts, key: str, amount: int) -> PaperFacts:
    """The facts as another amount would have made them: in the law, and in what the paper's own act opened."""
    periods = tuple(replace(p, amount=amount) if p.key == key else p for p in facts.law.periods)
    content = {**{name: getattr(facts.law, name) for name in facts.law.__dataclass_fields__}, "periods": periods}
    opened = tuple(replace(d, amount=amount) if d.kind == key else d for d in facts.own.act.opened)
    own = replace(facts.own, act=replace(facts.own.act, opened=opened))
    return replace(facts, law=Law(**content), said=(*facts.said[:-1], own))


def test_every_paper_of_a_life_has_all_its_parts(life: dict[str, PaperFacts], cured: dict[str, PaperFacts]) -> None:
    assert {*life} == {
        "notice",
        "statement_answer",
        "decision",
        "restoration_notice",
        "restoration_decision",
        "refusal_notice",
    }
    assert {*cured} == {"notice", "decision"}
    for facts in (*life.values(), *cured.values()):
        assert lacks(facts) == ()


def test_the_law_names_the_parts_of_notice_and_decision_and_the_house_the_others(
    life: dict[str, PaperFacts],
) -> None:
    law = life["decision"].law
    for kind, parts in (("notice", law.notice_parts), ("decision", law.decision_parts)):
        content = compose(life[kind], NOW)
        assert parts
        assert set(parts) <= {s.part for s in content.sections}
        assert set(parts) <= set(required(life[kind], content))
    assert form_of(life["refusal_notice"]).parts
    cite = template(law.regime).places[0].text("cite")
    assert "内部规则" in str(law.citation(cite))


def test_a_measure_without_words_is_refused_by_the_part(life: dict[str, PaperFacts]) -> None:
    words = {k: w for k, w in life["decision"].words.items() if k != "measures.bidding"}
    assert lacks(replace(life["decision"], words=words)) == ("measures",)
    assert lacks(replace(life["notice"], words=words)) == ("measures",)


def test_words_without_the_rule_of_leniency_refuse_the_notice(life: dict[str, PaperFacts]) -> None:
    words = {k: w for k, w in life["notice"].words.items() if k != "cure"}
    assert "leniency" in lacks(replace(life["notice"], words=words))


def test_blank_facts_and_reasons_are_refused_by_name(life: dict[str, PaperFacts]) -> None:
    def blanked(facts: PaperFacts, act: str, field: str) -> PaperFacts:
        said = (replace(s, body={**s.body, field: " \n"}) if s.act.act == act else s for s in facts.said)
        return replace(facts, said=tuple(said))

    assert lacks(blanked(life["notice"], "draft_notice", "facts")) == ("facts",)
    assert lacks(blanked(life["decision"], "draft_decision", "reasons")) == ("facts",)
    assert lacks(blanked(life["statement_answer"], "answer_statement", "reasons")) == ("finding",)
    assert lacks(blanked(life["restoration_decision"], "decide_restoration", "reasons")) == ("reasons",)


def test_a_listing_whose_notice_was_never_made_is_refused(life: dict[str, PaperFacts]) -> None:
    assert lacks(replace(life["decision"], made={})) == ("facts",)


def test_relief_does_not_wait_for_the_number_of_an_earlier_paper(life: dict[str, PaperFacts]) -> None:
    assert lacks(replace(life["restoration_decision"], made={})) == ()
    assert lacks(replace(life["refusal_notice"], made={})) == ()


@pytest.mark.parametrize(
    ("kind", "name", "key"),
    [
        ("notice", "rights", "statement_period"),
        ("notice", "rights", "statement_answer"),
        ("notice", "measures", "publication_end"),
        ("decision", "basis", "publication_end"),
        ("decision", "removal", "restoration_decision"),
        ("decision", "remedies", "reconsideration"),
        ("decision", "remedies", "litigation"),
        ("restoration_decision", "effect", "removal_effect"),
        ("refusal_notice", "options", "restoration_decision"),
        ("refusal_notice", "remedies", "reconsideration"),
    ],
)
def test_a_period_on_paper_is_the_period_of_the_law(
    life: dict[str, PaperFacts], kind: str, name: str, key: str
) -> None:
    units = {"working-day": "个工作日", "calendar-day": "日", "month": "个月", "year": "年"}
    period = life[kind].law.period(key)
    assert period is not None
    said = f"{period.amount}{units[period.unit]}"
    assert said in part(paper(life[kind]), name)
    # The paper follows the data: nobody typed the number.
    other = part(compose(with_period(life[kind], key, 77), NOW), name)
    assert f"77{units[period.unit]}" in other
    assert other.count(said) < part(paper(life[kind]), name).count(said)


def test_the_number_in_the_laws_words_is_the_number_of_its_period(life: dict[str, PaperFacts]) -> None:
    facts = life["notice"]
    for key in ("statement_period", "restoration_earliest"):
        period = facts.law.period(key)
        assert period is not None
        assert re.findall(r"\d+", facts.words[key].zh) == [str(period.amount)]


def test_both_ends_of_the_listing_stand_in_the_decision(life: dict[str, PaperFacts]) -> None:
    said = part(paper(life["decision"]), "basis")
    assert "2025年10月20日" in said
    assert "2028年10月20日届满" in said


def test_no_remedy_date_is_printed_before_service(life: dict[str, PaperFacts]) -> None:
    said = part(paper(life["decision"]), "remedies")
    assert "送达之日起60日内" in said
    assert not re.search(r"\d月\d", said)


def test_who_reviews_is_the_own_government_and_for_the_ministry_itself(life: dict[str, PaperFacts]) -> None:
    here = part(paper(life["decision"]), "remedies")
    assert "县级人民政府" in here
    assert "《中华人民共和国行政复议法》第二十条、第二十四条" in here
    there = part(paper(replace(life["decision"], level="nation")), "remedies")
    assert "向本机关申请行政复议" in there
    assert "第二十五条" in there


def test_the_decision_tells_how_each_party_was_heard(life: dict[str, PaperFacts]) -> None:
    said = part(paper(life["decision"]), "facts")
    assert "示例甲建筑劳务有限公司于2025年9月29日提出异议：其中12万元已由总包单位代付，请核实。" in said
    assert "部分采纳" in said
    assert "其余56.4万元逾期未支付" in said
    assert "张示例在异议期内未提出异议" in said
    assert said.index("提出异议：") < said.index("部分采纳") < said.index("本机关认定")


def test_only_decided_measures_stand_in_the_decision(life: dict[str, PaperFacts]) -> None:
    said = part(paper(life["decision"]), "measures")
    assert "政府采购、招投标方面" in said
    assert "融资贷款" not in said


def test_a_cure_spares_the_listing_and_is_said(cured: dict[str, PaperFacts]) -> None:
    content = paper(cured["decision"])
    assert content.title.startswith("不予列入")
    assert "2026年2月24日改正" in part(content, "facts")
    assert "依照《办法》第七条的规定" in part(content, "basis")
    assert not part(content, "measures")
    assert content.addressees == ("示例乙装饰工程有限公司",)
    assert "你单位" in part(content, "opening")


def test_without_a_cure_article_seven_is_not_cited_as_the_basis(cured: dict[str, PaperFacts]) -> None:
    facts = cured["decision"]
    said = tuple(s for s in facts.said if s.act.act != "record_cure")
    content = paper(replace(facts, said=said, state=replace(facts.state, cured=False)))
    assert "第七条" not in part(content, "basis")
    assert "改正" not in part(content, "facts")


def test_the_answer_goes_to_who_stated_and_names_nobody_else(life: dict[str, PaperFacts]) -> None:
    content = paper(life["statement_answer"])
    assert content.addressees == ("示例甲建筑劳务有限公司",)
    assert "张示例" not in words_of(content)
    assert "12万元" in part(content, "statement")


def test_the_early_refusal_names_the_condition_and_the_first_day(life: dict[str, PaperFacts]) -> None:
    content = paper(life["refusal_notice"])
    assert "第十二条第（二）项" in part(content, "reasons")
    assert "最早可以提出申请的日期为2026年6月16日" in part(content, "reasons")
    assert "自2026年6月16日起，你单位可以再次提出申请" in part(content, "options")
    assert content.made_on.isoformat() == "2026-03-02"


def test_an_exclusion_is_refused_by_article_thirteen_and_promises_no_day(life: dict[str, PaperFacts]) -> None:
    facts = life["refusal_notice"]
    assert facts.asked is not None
    refused = Refused("restoration_excluded", "apply_restoration", "listed", "restoration_exclusion")
    content = paper(replace(facts, asked=replace(facts.asked, refused=refused)))
    assert "第十三条第（一）项" in part(content, "reasons")
    assert "再次提出申请" not in words_of(content)


def test_a_refusal_prints_the_day_it_was_refused_by_and_without_one_is_not_printed(life: dict[str, PaperFacts]) -> None:
    facts = life["refusal_notice"]
    assert facts.asked is not None
    other = replace(facts.asked.refused, detail={"earliest_on": "2026-06-17"})
    said = words_of(paper(replace(facts, asked=replace(facts.asked, refused=other))))
    assert said.count("2026年6月17日") == 2
    assert "按申请之日有效的规定" in said
    dayless = replace(facts.asked.refused, detail={})
    assert lacks(replace(facts, asked=replace(facts.asked, refused=dayless))) == ("reasons",)


def test_without_a_correction_the_refusal_asks_for_one(tmp_path: Path) -> None:
    w1 = given("W1")
    events = tuple(e for e in w1.events if e.act != "record_correction_of_conduct")
    engine = new_engine(tmp_path)
    play_into(engine, until(replace(w1, events=events), lambda e: e.act == "apply_restoration"))
    content = paper(numbered(due_facts(engine))["refusal_notice"])
    assert "第十二条第（一）项" in part(content, "reasons")
    assert "没有用人单位已经改正" in part(content, "facts")
    assert "再次提出申请" not in part(content, "options")


def test_a_refused_restoration_has_reasons_and_remedies(tmp_path: Path) -> None:
    case = saying(given("W1"), "decide_restoration", outcome="refuse", reasons="核实中发现仍有3人工资未支付")
    engine = new_engine(tmp_path)
    play_into(engine, until(case, lambda e: e.act == "decide_restoration"))
    content = paper(numbered(due_facts(engine))["restoration_decision"])
    assert content.title.startswith("不予提前移出")
    assert "核实中发现仍有3人工资未支付。" in part(content, "reasons")
    assert "60日内" in part(content, "remedies")


def test_a_revocation_takes_back_the_listing_and_says_by_when(tmp_path: Path) -> None:
    at = datetime(2025, 11, 3, 2, tzinfo=UTC)
    body = {"on": "2025-11-03", "by_body": "示例市人力资源和社会保障局", "document": "示人社复决字〔2025〕第7号"}
    fell = Event(at, Actor("li", ("case-officer",)), "revoke_basis", body, 0)
    engine = new_engine(tmp_path)
    shown = until(given("W1"), lambda e: e.act == "publish" and e.at.day == 23, fell)
    play_into(engine, shown)
    content = paper(numbered(due_facts(engine))["revocation"])
    assert "示例市人力资源和社会保障局依法撤销" in part(content, "facts")
    assert "第十六条" in part(content, "basis")
    assert "10个工作日内（至2025年11月17日）" in part(content, "effect")


def test_a_revocation_of_a_listing_never_shown_promises_no_day(tmp_path: Path) -> None:
    at = datetime(2025, 10, 21, 2, tzinfo=UTC)
    body = {"on": "2025-10-21", "by_body": "示例市人力资源和社会保障局", "document": "示人社复决字〔2025〕第7号"}
    fell = Event(at, Actor("li", ("case-officer",)), "revoke_basis", body, 0)
    engine = new_engine(tmp_path)
    play_into(engine, until(given("W1"), lambda e: e.act == "approve_decision", fell))
    content = paper(numbered(due_facts(engine))["revocation"])
    assert "尚未公开" in part(content, "effect")


def test_no_code_of_ours_stands_on_any_paper(life: dict[str, PaperFacts], cured: dict[str, PaperFacts]) -> None:
    for facts in (*life.values(), *cured.values()):
        said = words_of(paper(facts))
        assert not re.search(r"[a-z]{2,}|HRSS|H-\d|[{}_]", said), said
        assert "本办法" not in said
        assert "内部规则" not in said


def test_a_persons_number_is_masked_and_the_units_code_is_not(life: dict[str, PaperFacts]) -> None:
    said = words_of(paper(life["decision"]))
    assert "14010019800101001X" not in said
    assert "1****************X" in said
    assert "91140100MA0TE5T16X" in said


def test_a_persons_number_typed_into_a_text_is_masked_too() -> None:
    assert text("张示例（14010019800101001X）反映") == "张示例（1****************X）反映"
    assert text("流水号140100198001010011") == "流水号140100198001010011"
    assert masked("14010019800101001X") == "1****************X"


def test_typed_braces_stay_what_they_are(life: dict[str, PaperFacts]) -> None:
    facts = life["notice"]
    said = tuple(replace(s, body={**s.body, "facts": "见附件{list}"}) for s in facts.said[-2:-1])
    content = paper(replace(facts, said=(*facts.said[:-2], *said, facts.said[-1])))
    assert "见附件{list}。" in part(content, "facts")


def test_a_paper_looks_at_nothing_that_came_after_it(life: dict[str, PaperFacts]) -> None:
    notice = life["notice"]
    assert [s.act.act for s in notice.said] == ["open_case", "draft_notice", "approve_notice"]
    assert "56.4" not in words_of(paper(notice))


def test_training_and_rehearsal_take_no_number_of_the_real_series(life: dict[str, PaperFacts]) -> None:
    series = {series_of(replace(life["notice"], mode=mode)) for mode in ("real", "training", "rehearsal")}
    assert series == {"列告", "训列告", "演列告"}
    assert symbol_of("列告", 2026, 3) == "列告〔2026〕3号"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("5(1)", "第五条第（一）项"),
        ("12, 14", "第十二条、第十四条"),
        ("20", "第二十条"),
        ("85", "第八十五条"),
        ("103", "第一百零三条"),
        ("17(3)", "第十七条第（三）项"),
    ],
)
def test_articles_are_written_as_official_papers_write_them(written: str, said: str) -> None:
    assert article(written) == said


def test_numbers_of_articles() -> None:
    assert [number(n) for n in (0, 1, 10, 11, 20, 46, 100, 103, 110, 215, 995, 1000, 1010, 1029, 1203, 1260)] == [
        "零", "一", "十", "十一", "二十", "四十六", "一百", "一百零三", "一百一十", "二百一十五", "九百九十五",
        "一千", "一千零一十", "一千零二十九", "一千二百零三", "一千二百六十",
    ]  # fmt: skip
