"""The papers of honours: each part said from the record, to the subject with reasons and remedies."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from activities.gathering import Order
from activities.honour_papers import compose_honour, gather_honour, required_parts
from activities.papers import HEADS, print_paper
from activities.verifying import verify
from desk.printing import print_due
from desk.proceedingfile import file_of
from desk.serving_honours import HONOURS
from models.contracts.errands import RecordRequest
from models.law.reading import read_yaml
from models.records.papers import HONOUR_KINDS, HONOUR_LETTERS, PaperContent, missing_parts
from models.steps.honour_table import TABLE
from models.tables.opening import create_all, open_engine
from tests.honours.honour_house import LISTED_ONE, HonourHouse, at, honoured, standard
from tests.honours.lives import HEAD, OFFICER
from tests.record.house import BOOK

ROOT = Path(__file__).parents[2]
FONTS = ROOT / ".tools" / "fonts"
STEMS = sorted(f.stem for f in (ROOT / "docs" / "honours").glob("*.yaml"))


def paper(engine: Engine, file: HonourHouse, key: str, kind: str) -> PaperContent:
    with engine.connect() as connection:
        return compose_honour(gather_honour(connection, Order(file.id, key, kind, 0, None), BOOK), "示〔2026〕1号")


def told(engine: Engine, stem: str) -> dict[str, PaperContent]:
    """Every paper of a file of docs/honours, the last of its kind, by file and kind."""
    play = file_of(HONOURS, read_yaml(ROOT / "docs" / "honours" / f"{stem}.yaml"))
    file = HonourHouse(engine, stem, play.lead["name"])
    for event in play.events:
        sent = file.receive(event.at.isoformat(), event.by, event.act, **event.body)
        file.record.record(RecordRequest(stem, 0, event.at))
        file.ask(sent)
    return {f"{stem}.{kind}": paper(engine, file, act.key, kind) for act in file.acts() for kind in act.documents}


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PaperContent]:
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('papers')}/record.db")
    create_all(engine)
    return {name: found for stem in STEMS for name, found in told(engine, stem).items()}


def words(content: PaperContent) -> str:
    return "\n".join(line for section in content.sections for line in section.paragraphs)


def test_every_paper_of_the_table_is_known_and_whole(papers: dict[str, PaperContent]) -> None:
    assert {paper for row in TABLE for paper in row.documents} == set(HONOUR_KINDS)
    assert {name.partition(".")[2] for name in papers} == set(HONOUR_KINDS) - {"honour_refusal"}
    for name, content in papers.items():
        kind = name.partition(".")[2]
        assert missing_parts(content, required_parts(kind)) == (), name
        assert (content.mode, HEADS[kind]) == ("rehearsal", "red" if kind in HONOUR_LETTERS else "plain")


def test_the_decision_names_the_validity_the_ways_out_and_the_remedies(papers: dict[str, PaperContent]) -> None:
    content = papers["expired.honour_decision"]
    said = words(content)
    assert content.addressees == ("示例面粉厂",)
    assert "有效期自2026年3月3日至2026年9月30日" in said
    assert "符合标准第三条各项。" in said
    assert "黄信用办〔2021〕3号" in said
    assert "自收到之日起60日内依法申请行政复议，或者6个月内依法提起行政诉讼" in said


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("expired.honour_exit", ("有效期于2026年12月31日届满。", "有效期届满自动退出。")),
        ("listed-here.honour_exit", ("被列入严重失信主体名单（案件rehearsal-listing）。", "列入前已经依法告知")),
        ("misuse.honour_exit", ("出借称号。", "对陈述的答复：投标文件盖有当事人公章，不予采纳。")),
        ("standard-changed.honour_exit", ("不满五年。", "告知后期满未陈述。")),
        ("objection.honour_exit", ("认定前一年受过处罚。", "告知后期满未陈述。")),
    ],
)
def test_every_exit_says_its_facts_its_rule_and_that_it_does_not_come_back(
    papers: dict[str, PaperContent], name: str, says: tuple[str, ...]
) -> None:
    said = words(papers[name])
    for sentence in (*says, "荣誉不自行恢复", "第四部分第（二）项", "行政复议"):
        assert sentence in said, sentence


def test_the_order_names_who_listed_by_when_and_the_notice_the_right_to_be_heard(
    papers: dict[str, PaperContent],
) -> None:
    order = words(papers["listed-elsewhere.removal_order"])
    assert papers["listed-elsewhere.removal_order"].authority == "示例市税务局"
    assert papers["standard.filing_receipt"].authority == "示例市信用办"
    assert "被示例市税务局列入" in order
    assert "请于2026年5月9日前决定删除" in order
    notice = words(papers["misuse.removal_notice"])
    assert "自收到本告知书之日起5个工作日内" in notice


def test_the_promise_names_its_papers_and_what_follows(papers: dict[str, PaperContent]) -> None:
    given, broken = words(papers["deferral.deferral_notice"]), words(papers["deferral.promise_broken"])
    assert "（一）租赁合同；（二）平面图" in given
    assert "于2026年3月20日前补齐" in given
    assert "尚未补齐：平面图。" in broken
    assert "补齐前不再容缺受理" in broken


def test_a_persons_number_is_masked(papers: dict[str, PaperContent]) -> None:
    meta = dict(papers["exemplar.honour_decision"].meta)
    assert meta["主体"] == "赵示例"
    assert "140100198502030027" not in meta["号码"]


def test_papers_are_printed_from_the_record_of_a_listing(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/record.db")
    create_all(engine)
    standard(engine)
    file = honoured(engine)
    file.done(
        "2025-09-04 09:00", OFFICER, "record_listing", by_body="某局", list="某名单", document="列1", on="2025-09-04"
    )
    file.done("2025-09-05 09:00", HEAD, "end_honour", way="listed", facts="被某局列入", reasons="四（二）")
    done = print_due(engine, FONTS, tmp_path / "papers", BOOK)
    assert (len(done.done), done.stopped) == (3, ())
    assert verify(engine) == []
    content = paper(engine, file, file.acts()[-1].key, "honour_exit")
    assert print_paper(content, required_parts("honour_exit"), FONTS).pages in (1, 2)
    assert LISTED_ONE["name"] in words(content)
    assert at("2025-09-05 09:00").date() == content.made_on
