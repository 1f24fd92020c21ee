"""What a paper refuses, and what a printed paper is."""

from __future__ import annotations

import hashlib
import re
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from activities.papers import print_paper
from models.records.papers import (
    FontsMissing,
    GlyphMissing,
    PaperContent,
    PaperIncomplete,
    PaperUnknown,
    PrintingFault,
    missing_parts,
)
from tests.papers.examples import (
    DECISION,
    DECISION_PARTS,
    NO_LISTING,
    NOTICE,
    NOTICE_PARTS,
    RARE_NAME,
    filled_with,
    with_text,
)

ROOT = Path(__file__).parents[2]
FONTS = ROOT / ".tools" / "fonts"

pytestmark = pytest.mark.skipif(not FONTS.is_dir(), reason="the fonts are not there: make tools")


def poppler(tool: str, pdf: bytes, folder: Path, *options: str) -> str:
    """What one of poppler's tools says of the paper."""
    file = folder / "paper.pdf"
    file.write_bytes(pdf)
    target = ["-"] if tool == "pdftotext" else []
    answer = subprocess.run([tool, *options, str(file), *target], capture_output=True, check=True, text=True)
    return answer.stdout


def pages_of(content: PaperContent, folder: Path) -> list[str]:
    """The text of every page, read back from the printed paper."""
    return poppler("pdftotext", print_paper(content, (), FONTS).pdf, folder, "-layout").split("\f")[:-1]


def without_blanks(text: str) -> str:
    return re.sub(r"\s", "", text)


def without_part(content: PaperContent, part: str) -> PaperContent:
    return replace(content, sections=tuple(s for s in content.sections if s.part != part))


def wanting() -> Iterator[tuple[PaperContent, tuple[str, ...], str]]:
    for content, required in ((NOTICE, NOTICE_PARTS), (DECISION, DECISION_PARTS)):
        for part in required:
            yield without_part(content, part), required, part


@pytest.mark.parametrize(("content", "required", "part"), list(wanting()))
def test_a_paper_without_a_required_part_is_refused_by_its_name(
    content: PaperContent, required: tuple[str, ...], part: str
) -> None:
    with pytest.raises(PaperIncomplete) as refusal:
        print_paper(content, required, FONTS)
    assert refusal.value.parts == (part,)


def test_a_part_of_blanks_is_as_good_as_absent() -> None:
    *others, remedies = DECISION.sections
    blank = replace(remedies, paragraphs=("", " 　\n"))
    assert missing_parts(replace(DECISION, sections=(*others, blank)), DECISION_PARTS) == ("remedies",)


def test_the_head_is_required_of_every_paper() -> None:
    headless = replace(NOTICE, authority=" ", symbol="", title="", addressees=("",))
    assert missing_parts(headless, ()) == ("authority", "symbol", "title", "addressees")


def test_the_examples_lack_nothing() -> None:
    assert missing_parts(NOTICE, NOTICE_PARTS) == ()
    assert missing_parts(DECISION, DECISION_PARTS) == ()


@pytest.mark.parametrize("character", ["☐", "😀", "𠮷", "\u200b", "\u202e", "\ufeff", "\ue000", "\x07"])
def test_a_character_no_font_has_is_refused_by_itself(character: str) -> None:
    with pytest.raises(GlyphMissing) as refusal:
        print_paper(with_text(f"本机关决定{character}不予列入。"), (), FONTS)
    assert (refusal.value.character, refusal.value.part) == (character, "reasons")


def test_a_character_missing_from_the_table_is_refused_with_its_place() -> None:
    with pytest.raises(GlyphMissing, match=r"U\+2610\) in part meta") as refusal:
        print_paper(replace(NOTICE, meta=(("当事人名称", "张☐"),)), (), FONTS)
    assert refusal.value.part == "meta"


def test_a_mode_or_kind_that_is_not_known_never_passes_for_a_real_paper() -> None:
    with pytest.raises(PaperUnknown):
        print_paper(replace(NOTICE, mode="drill"), (), FONTS)
    with pytest.raises(PaperUnknown):
        print_paper(replace(NOTICE, kind="letter"), (), FONTS)


def test_without_the_fonts_nothing_is_printed(tmp_path: Path) -> None:
    with pytest.raises(FontsMissing):
        print_paper(NOTICE, (), tmp_path)


def test_a_warning_of_the_printer_stops_the_paper(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    template = tmp_path / "paper.typ"
    template.write_text('#set document(title: "t")\n#set text(font: "No Such Family")\n', encoding="utf-8")
    monkeypatch.setattr("activities.papers.TEMPLATE", template)
    with pytest.raises(PrintingFault, match="unknown font family"):
        print_paper(NOTICE, (), FONTS)


def test_the_same_content_gives_the_same_bytes() -> None:
    first, again = print_paper(DECISION, (), FONTS), print_paper(replace(DECISION), (), FONTS)
    assert first.pdf == again.pdf
    assert first.sha256 == hashlib.sha256(first.pdf).hexdigest()
    assert print_paper(replace(DECISION, serial="000018"), (), FONTS).sha256 != first.sha256


def test_papers_printed_side_by_side_are_the_same_as_one_by_one() -> None:
    contents = [replace(NO_LISTING, serial=f"{number:06}") for number in range(12)]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda content: print_paper(content, (), FONTS).sha256, contents))
    assert together == [print_paper(content, (), FONTS).sha256 for content in contents]


def test_only_our_fonts_are_used_and_all_are_embedded(tmp_path: Path) -> None:
    rows = poppler("pdffonts", print_paper(DECISION, (), FONTS).pdf, tmp_path).splitlines()[2:]
    assert rows
    for row in rows:
        assert re.match(r"[A-Z]{6}\+(Fandol|NotoSerifSC)", row), row
        assert re.search(r"yes yes yes +\d+ +\d+$", row), row


def test_the_paper_says_what_it_is_to_archives_and_to_screen_readers(tmp_path: Path) -> None:
    pdf = print_paper(DECISION, (), FONTS).pdf
    about = poppler("pdfinfo", pdf, tmp_path)
    assert re.search(r"Tagged: +yes", about)
    assert "列入决定书" in about
    metadata = poppler("pdfinfo", pdf, tmp_path, "-meta")
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_every_word_can_be_read_back(tmp_path: Path) -> None:
    text = without_blanks("".join(pages_of(with_text(f"{RARE_NAME}应当支付。"), tmp_path)))
    assert f"{RARE_NAME}应当支付。" in text
    assert "不予列入拖欠农民工工资失信联合惩戒对象名单决定书" in text
    assert "2026年7月6日" in text


def test_typed_text_is_never_taken_for_markup(tmp_path: Path) -> None:
    typed = '#panic("x") $a$ *b* _c_ "d" <e> @f \\ `g`'
    assert without_blanks(typed) in without_blanks("".join(pages_of(with_text(typed), tmp_path)))


def test_lines_a_person_typed_become_paragraphs(tmp_path: Path) -> None:
    lines = "".join(pages_of(with_text("　　第一段。\n\n　　第二段。"), tmp_path)).splitlines()
    indents = [len(line) - len(line.lstrip()) for line in lines if line.strip() in ("第一段。", "第二段。")]
    assert len(indents) == 2
    assert indents[0] == indents[1] > 0


@pytest.mark.parametrize(
    ("mode", "line"),
    [("training", "【训练案件，不具法律效力】"), ("rehearsal", "【演练案件，不具法律效力】")],
)
def test_a_paper_that_is_not_real_says_so_on_every_page(mode: str, line: str, tmp_path: Path) -> None:
    pages = pages_of(replace(DECISION, mode=mode), tmp_path)
    assert len(pages) == print_paper(DECISION, (), FONTS).pages == 4
    assert all(without_blanks(page).startswith(line) for page in pages)
    assert "（印章）" in pages[-1]


def test_a_real_paper_says_nothing_of_the_kind(tmp_path: Path) -> None:
    text = "".join(pages_of(DECISION, tmp_path))
    assert "不具法律效力" not in text
    assert "印章" not in text


def test_a_full_page_has_22_lines_of_28_characters(tmp_path: Path) -> None:
    page = pages_of(filled_with("国", 28 * 60), tmp_path)[1]
    lines = [without_blanks(line) for line in page.splitlines() if line.strip()]
    assert lines == ["国" * 28] * 22 + ["—2—"]


def test_the_first_line_is_indented_by_two_characters(tmp_path: Path) -> None:
    page = pages_of(filled_with("国", 28 * 2), tmp_path)[0]
    assert [len(without_blanks(line)) for line in page.splitlines() if "国国" in line] == [26, 28, 2]


def test_page_numbers_stand_outside(tmp_path: Path) -> None:
    numbers = [page.rstrip().splitlines()[-1] for page in pages_of(DECISION, tmp_path)]
    assert [without_blanks(number) for number in numbers] == [f"—{n}—" for n in (1, 2, 3, 4)]
    inward = [len(number) - len(number.lstrip()) for number in numbers]
    assert min(inward[0], inward[2]) > 20
    assert max(inward[1], inward[3]) < 10


@pytest.mark.parametrize("copies_to", ["", "示例县发展和改革局。"])
def test_no_page_bears_the_signature_alone(copies_to: str, tmp_path: Path) -> None:
    ends = set()
    for count in range(28 * 2, 28 * 26, 28):
        pages = pages_of(replace(filled_with("国", count), copies_to=copies_to), tmp_path)
        assert without_blanks(pages[-1]).startswith("国") or len(pages) == 1, count
        assert NOTICE.authority in pages[-1]
        assert ("抄送：" in pages[-1]) == bool(copies_to)
        ends.add(len(pages))
    assert ends == {1, 2}


def test_parts_are_numbered_in_their_order(tmp_path: Path) -> None:
    text = without_blanks("".join(pages_of(DECISION, tmp_path)))
    headings = (section.heading for section in DECISION.sections)
    numbered = [number + "、" + heading for number, heading in zip("一二三四五", headings, strict=True)]
    places = [text.index(heading) for heading in numbered]
    assert places == sorted(places)


def test_noto_alone_prints_every_paper(tmp_path: Path) -> None:
    alone = tmp_path / "fonts"
    alone.mkdir()
    for font in FONTS.glob("NotoSerifSC_*.ttf"):
        (alone / font.name).symlink_to(font)
    printed = print_paper(DECISION, DECISION_PARTS, alone)
    assert printed.pages == 4
    assert "Fandol" not in poppler("pdffonts", printed.pdf, tmp_path)
