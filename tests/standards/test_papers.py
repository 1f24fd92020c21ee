"""The papers of a standard: each part said from the record, refused by the part it lacks, no name of who commented."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine

from activities.gathering import Order
from activities.papers import HEADS, print_paper
from activities.standard_papers import compose_standard, gather_standard, required_parts
from activities.verifying import verify
from desk.printing import print_due
from desk.proceedingfile import file_of
from desk.serving_standards import STANDARDS
from models.law.days import SHANGHAI, law_day
from models.law.lawbook import Lawbook
from models.law.list_standards import standard_law
from models.law.reading import read_yaml
from models.records.acts import Act
from models.records.papers import STANDARD_KINDS, PaperContent, PaperIncomplete, PaperUnknown, missing_parts
from models.steps.standard_table import TABLE
from models.tables.opening import create_all, open_engine
from tests.record.house import BOOK
from tests.standards.standard_house import StandardHouse

ROOT = Path(__file__).parents[2]
FONTS = ROOT / ".tools" / "fonts"


def record_of(folder: Path, stem: str) -> tuple[Engine, StandardHouse]:
    """A standard's file told into a record."""
    engine = open_engine(f"sqlite:///{folder}/record.db")
    create_all(engine)
    told = file_of(STANDARDS, read_yaml(ROOT / "docs" / "standards" / f"{stem}.yaml"))
    house = StandardHouse(engine, law=standard_law(BOOK, told.law, law_day(told.events[0].at)))
    for event in told.events:
        if event.act in STANDARDS.kind.acts:
            when = event.at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
            house.do(when, event.by, event.act, **event.body)
    return engine, house


def paper(engine: Engine, house: StandardHouse, act: Act, kind: str) -> PaperContent:
    with engine.connect() as connection:
        order = Order(house.id, act.key, kind, 0, None)
        return compose_standard(gather_standard(connection, order, BOOK), "示〔2026〕1号")


def papers(engine: Engine, house: StandardHouse) -> dict[str, PaperContent]:
    """Every paper of the file, the last of its kind."""
    return {kind: paper(engine, house, act, kind) for act in house.acts() for kind in act.documents}


def words(content: PaperContent) -> str:
    return "\n".join(line for section in content.sections for line in section.paragraphs)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PaperContent]:
    return papers(*record_of(tmp_path_factory.mktemp("told"), "consulted-in-full"))


def test_every_paper_of_the_table_is_known_and_whole(told: dict[str, PaperContent], tmp_path: Path) -> None:
    assert {paper for row in TABLE for paper in row.documents} == set(STANDARD_KINDS)
    found = {**told, **papers(*record_of(tmp_path, "evaluation-overdue"))}
    assert set(found) == set(STANDARD_KINDS) - {"standard_abolition"}
    for kind, content in found.items():
        assert missing_parts(content, required_parts(kind)) == (), kind
        assert (content.mode, HEADS[kind]) == ("rehearsal", "red")


def test_the_notice_says_what_by_when_and_how_and_that_no_name_is_needed(told: dict[str, PaperContent]) -> None:
    said = words(told["consultation_notice"])
    assert "示例部起草了《示例领域严重失信主体名单管理办法》，拟以部门规章形式确定，在全国范围内实施。" in said
    assert "设列依据：《示例法》第四十条。" in said
    assert "自2026年3月2日起公开征求意见，截止日为2026年4月1日，当日24时以前提出或者寄出的均予接收。" in said
    assert "国办发〔2020〕49号" in said
    assert "社会公众" in said
    assert "可以不留姓名和联系方式" in said


def test_the_summary_tells_every_comment_and_who_made_none(told: dict[str, PaperContent]) -> None:
    said = words(told["comment_summary"])
    assert "收到意见3件，其中采纳2件（含部分采纳），未采纳1件。" in said
    assert "第1件（社会公众）：次数按年计算，未采纳，上位法已规定两年" in said
    assert "第3件（行业协会商会）：移出条件，部分采纳" in said
    assert "人民银行不同意（2026年4月8日）" in said
    assert "对不同意见的说明：已删去小额逾期。" in said
    for name in ("甲某", "示例邮箱", "示例协会"):
        assert name not in said


def test_the_adoption_and_the_publication_name_the_ways_out(told: dict[str, PaperContent]) -> None:
    adopted, published = words(told["adoption_decision"]), words(told["standard_publication_notice"])
    assert "以部门规章形式通过（示例部令第1号）。暂不具备由更高层级文件确定的条件：暂无上位规定。" in adopted
    assert "移出条件见第二十条，程序见第八条，救济措施见第二十三条。" in adopted
    assert "于2026年5月13日前公布。" in adopted
    assert "自2026年6月1日起施行。" in published
    assert "一并公布移出条件、程序、救济措施" in published
    assert "惩戒措施。" in published
    assert "此前没有施行的标准。" in published


def test_the_evaluation_names_who_evaluates_by_when(tmp_path: Path) -> None:
    engine, house = record_of(tmp_path, "evaluation-overdue")
    found = papers(engine, house)
    notice = found["evaluation_notice"]
    assert notice.addressees == ("示例大学信用研究中心",)
    assert "示例大学信用研究中心（高等院校），与制定部门没有隶属关系。" in words(notice)
    assert "于2028年4月14日前提交评估报告。" in words(notice)
    assert "第1版自2022年1月1日起施行的标准" in words(found["standard_publication_notice"])


def test_a_paper_that_its_act_does_not_sign_is_unknown(tmp_path: Path) -> None:
    engine, house = record_of(tmp_path, "luliang-2022")
    with pytest.raises(PaperUnknown):
        paper(engine, house, house.acts()[0], "consultation_notice")


def test_a_paper_without_a_part_is_refused_by_its_name(told: dict[str, PaperContent]) -> None:
    content = told["consultation_notice"]
    short = replace(content, sections=content.sections[:-1])
    with pytest.raises(PaperIncomplete, match="how"):
        print_paper(short, required_parts("consultation_notice"), FONTS)


def test_what_is_ordered_is_printed_and_verifies(tmp_path: Path) -> None:
    engine, _ = record_of(tmp_path, "consulted-in-full")
    done = print_due(engine, FONTS, tmp_path / "papers", Lawbook())
    assert done.stopped == ()
    assert sorted({p.kind for p in done.done}) == sorted(
        {"consultation_notice", "standard_opinion_request", "comment_summary", "adoption_decision",
         "standard_publication_notice"}
    )  # fmt: skip
    assert verify(engine) == []
