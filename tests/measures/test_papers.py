"""The letters of a review: each part said from the record, refused by the part it lacks, printed as it is."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from activities.papers import print_paper
from activities.review_papers import compose_letter, gather_letter, letters_of, required_parts
from activities.verifying import verify
from desk.printing import print_due
from desk.proceedingfile import file_of
from desk.serving_reviews import REVIEWS
from models.law.days import law_day
from models.law.lawbook import Lawbook
from models.law.measures import review_law
from models.law.reading import read_yaml
from models.records.papers import REVIEW_KINDS, PaperContent, PaperIncomplete, PaperUnknown, missing_parts
from models.tables.opening import create_all, open_engine
from tests.measures.review_house import ReviewHouse
from tests.record.house import BOOK

ROOT = Path(__file__).parents[2]
FONTS = ROOT / ".tools" / "fonts"
DOCS = ROOT / "docs" / "reviews"


def record_of(folder: Path, stem: str, **more: dict[str, Any]) -> tuple[Engine, ReviewHouse]:
    """A review file told into a record; `more` is said with an act beside what the file says."""
    engine = open_engine(f"sqlite:///{folder}/record.db")
    create_all(engine)
    told = file_of(REVIEWS, read_yaml(DOCS / f"{stem}.yaml"))
    house = ReviewHouse(engine, law=review_law(BOOK, told.law, law_day(told.events[0].at)))
    for event in told.events:
        house.tell(event.at, event.by, event.act, {**event.body, **more.get(event.act, {})})
    return engine, house


def letters(engine: Engine, house: ReviewHouse, book: Lawbook) -> dict[str, PaperContent]:
    """Every letter of the review, the last of its kind."""
    found = {}
    with engine.connect() as connection:
        for act in house.acts():
            for kind in letters_of(act):
                found[kind] = compose_letter(gather_letter(connection, house.id, act.key, kind, book))
    return found


def words(content: PaperContent) -> str:
    return "\n".join(line for section in content.sections for line in section.paragraphs)


NUMBERED = {
    "request_opinion": {"document": "示发改函〔2022〕11号"},
    "consent_measure": {"upper_document": "示发改〔2022〕12号"},
    "refuse_consent": {"document": "示发改函〔2022〕13号"},
    "notify_incident": {"document": "示发改函〔2023〕14号"},
}


@pytest.fixture
def large(tmp_path: Path) -> dict[str, PaperContent]:
    return letters(*record_of(tmp_path, "large-impact", **NUMBERED), BOOK)


def test_a_large_measure_sends_three_letters(large: dict[str, PaperContent]) -> None:
    assert set(large) == {"opinion_request", "measure_consent", "upper_request"}
    for kind, content in large.items():
        assert missing_parts(content, required_parts(kind)) == ()
        assert content.mode == "rehearsal"


def test_the_request_names_who_is_asked_by_when_and_by_which_rule(large: dict[str, PaperContent]) -> None:
    asked = large["opinion_request"]
    assert (asked.addressees, asked.symbol) == (("示例市司法局",), "示发改函〔2022〕11号")
    said = words(asked)
    assert "示例市住房和城乡建设局拟出台《示例市物业服务失信惩戒办法》，属于对单位的惩戒措施。" in said
    assert "理由：涉及全市物业企业和业主。" in said
    assert "《示例市物业管理条例》第五十条（地方性法规）。" in said
    assert "依据《关于规范我市信用措施运用的通知》（平发改财金信用〔2022〕308号）第二部分" in said
    assert "于2022年10月8日前函复。" in said


def test_the_consent_binds_the_text_and_waits_for_the_one_above(large: dict[str, PaperContent]) -> None:
    consent, request = large["measure_consent"], large["upper_request"]
    assert (consent.addressees, consent.symbol) == (("示例市住房和城乡建设局",), "示发改函〔2022〕2号")
    assert "在此之前不得印发。" in words(consent)
    assert "摘要值：text-of-13-september" in words(consent)
    assert "司法部门意见：有依据、合法（有地方性法规依据）。" in words(consent)
    assert (request.addressees, request.symbol) == (("上级发展和改革委员会",), "示发改〔2022〕12号")
    assert "本级已同意（示发改函〔2022〕2号）。" in words(request)


def test_a_refusal_gives_its_reasons_and_what_follows(tmp_path: Path) -> None:
    found = letters(*record_of(tmp_path, "refused-no-basis", **NUMBERED), BOOK)
    assert set(found) == {"measure_refusal"}
    said = words(found["measure_refusal"])
    assert "规范性文件不能作为惩戒措施的依据。" in said
    assert "未经同意不得出台。" in said


def test_an_adverse_opinion_stands_in_the_consent_with_its_answer(tmp_path: Path) -> None:
    found = letters(*record_of(tmp_path, "found-anew", **NUMBERED), BOOK)
    said = words(found["measure_consent"])
    assert "司法部门意见：没有依据（条例没有授权）。同意的理由：条例第十条有激励的规定。" in said
    assert "依据《信用措施审查办理规则》" in said


def test_a_notice_tells_the_incident_its_handling_and_the_account(tmp_path: Path) -> None:
    engine, house = record_of(tmp_path, "incident-late", **NUMBERED)
    with engine.connect() as connection:
        kept = [a for a in house.acts() if a.act == "notify_incident"]
        both = [compose_letter(gather_letter(connection, house.id, a.key, "incident_notice", BOOK)) for a in kept]
    late, stopped = (words(content) for content in both)
    assert "2023年2月28日，互联网监测反映：与子女入学挂钩的报道。" in late
    assert "应于2023年3月6日前处置，逾期；处置结果：措施维持（报道与办法不符，已说明）。" in late
    assert "建议依法依规追究示例县住房和城乡建设局责任。" in late
    assert "处置结果：停止执行（超出清单，停止执行）。" in stopped
    assert both[0].title == "关于“school-places”事件的通报"


def test_without_its_number_a_letter_is_not_printed(tmp_path: Path) -> None:
    content = letters(*record_of(tmp_path, "large-impact"), BOOK)["opinion_request"]
    assert missing_parts(content, required_parts("opinion_request")) == ("symbol",)
    with pytest.raises(PaperIncomplete, match="symbol"):
        print_paper(content, required_parts("opinion_request"), FONTS)


def test_an_act_sends_no_letter_that_is_not_its_own(tmp_path: Path) -> None:
    engine, house = record_of(tmp_path, "large-impact", **NUMBERED)
    first = house.acts()[0]
    with engine.connect() as connection, pytest.raises(PaperUnknown, match="measure_consent"):
        gather_letter(connection, house.id, first.key, "measure_consent", BOOK)


@pytest.mark.skipif(not FONTS.is_dir(), reason="the fonts are not there: make tools")
def test_every_letter_prints_with_all_its_parts(tmp_path: Path, large: dict[str, PaperContent]) -> None:
    for stem in ("refused-no-basis", "incident-late"):
        folder = tmp_path / stem
        folder.mkdir()
        large |= letters(*record_of(folder, stem, **NUMBERED), BOOK)
    assert set(large) == set(REVIEW_KINDS)
    for kind, content in large.items():
        paper = print_paper(content, required_parts(kind), FONTS)
        assert paper.sha256 == print_paper(content, required_parts(kind), FONTS).sha256
        file = tmp_path / f"{kind}.pdf"
        file.write_bytes(paper.pdf)
        read = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True, text=True)
        plain = re.sub(r"\s", "", read.stdout)
        body = re.sub(r"—\d+—(【[^】]*】)?", "", plain)
        assert "演练案件，不具法律效力" in plain
        assert re.sub(r"\s", "", content.symbol) in plain
        for section in content.sections:
            assert re.sub(r"\s", "", section.paragraphs[0])[:30] in body, (kind, section.part)


def printed(engine: Engine, papers: Path) -> dict[str, tuple[str, str]]:
    """What a pass of the printer makes: each letter's number and its words."""
    made = print_due(engine, FONTS, papers, BOOK)
    assert made.stopped == ()
    found = {}
    for filed in made.done:
        file = papers / f"{filed.sha256}.pdf"
        read = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True, text=True)
        found[filed.kind] = (filed.symbol, re.sub(r"\s", "", read.stdout))
    return found


@pytest.mark.skipif(not FONTS.is_dir(), reason="the fonts are not there: make tools")
def test_the_house_prints_and_numbers_what_the_office_has_not_sent(tmp_path: Path) -> None:
    engine, _ = record_of(tmp_path, "large-impact")
    found = printed(engine, tmp_path / "papers")
    assert {kind: symbol for kind, (symbol, _) in found.items()} == {
        "opinion_request": "演审函〔2022〕1号", "upper_request": "演审请〔2022〕1号",
    }  # fmt: skip
    assert "本级已同意（示发改函〔2022〕2号）。" in found["upper_request"][1]
    assert printed(engine, tmp_path / "papers") == {}
    assert verify(engine) == []


@pytest.mark.skipif(not FONTS.is_dir(), reason="the fonts are not there: make tools")
def test_a_consent_the_house_has_numbered_is_named_in_the_request_above(tmp_path: Path) -> None:
    engine, _ = record_of(tmp_path, "large-impact", consent_measure={"document": None})
    found = printed(engine, tmp_path / "papers")
    assert found["measure_consent"][0] == "演审同〔2022〕1号"
    assert "本级已同意（演审同〔2022〕1号）。" in found["upper_request"][1]
