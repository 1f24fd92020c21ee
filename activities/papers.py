"""Printing a paper (文书) as a PDF that is kept for ever: PDF/A-2a and PDF/UA-1.

The same content and the same fonts give the same bytes, so the digest in the
record can be computed again by anyone. No clock is read, no network is asked,
and no font is used but those in the folder that is given.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path

import typst

from models.records.cases import MODES
from models.records.papers import (
    CLEANUP_KINDS,
    CLEANUP_LETTERS,
    EDITION_KINDS,
    HONOUR_KINDS,
    HONOUR_LETTERS,
    KINDS,
    MONTH_KINDS,
    OVERSIGHT_NOTICE,
    PROTECTION_KINDS,
    PROTECTION_LETTERS,
    REVIEW_KINDS,
    STANDARD_KINDS,
    FontsMissing,
    GlyphMissing,
    PaperContent,
    PaperIncomplete,
    PaperSection,
    PaperUnknown,
    PrintingFault,
    missing_parts,
)

TEMPLATE = Path(__file__).parent / "templates" / "paper.typ"
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
NOTO = "Noto Serif SC"

# The head of each kind of paper: what goes to a party bears the plain black
# head of an enforcement document (执法文书); what one authority sends another is an
# official letter (公文) under the red head.
HEADS = {
    **dict.fromkeys((*KINDS, *CLEANUP_KINDS, *PROTECTION_KINDS), "plain"),
    **dict.fromkeys((*CLEANUP_LETTERS, *EDITION_KINDS, *REVIEW_KINDS, *PROTECTION_LETTERS, OVERSIGHT_NOTICE), "red"),
    **dict.fromkeys(STANDARD_KINDS, "red"),
    **dict.fromkeys(HONOUR_KINDS, "plain"),
    **dict.fromkeys(HONOUR_LETTERS, "red"),
    **dict.fromkeys(MONTH_KINDS, "red"),
    "interview_minutes": "plain",
}

BANNERS = {
    "real": "",
    "training": "【训练案件，不具法律效力】",
    "rehearsal": "【演练案件，不具法律效力】",
}

# Controls, invisible format characters (which can turn the order of the words
# around), halves of characters and private characters: nothing to be printed.
_INVISIBLE = ("Cc", "Cf", "Cs", "Co")
_TYPED_BLANKS = "\n\r\t"

_REFUSED = re.compile(r'the text (?:contains the disallowed codepoint )?`"(.+?)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """A printed paper: its bytes, their digest, and how many pages they fill."""

    pdf: bytes
    sha256: str
    pages: int


def print_paper(content: PaperContent, required: Sequence[str], fonts: Path) -> PrintedPaper:
    """Print the paper, or refuse it: by the part it lacks, or by the character no font has.

    Safe in any number of threads: every call has a compiler of its own.
    """
    _refuse_unknown(content)
    missing = missing_parts(content, required)
    if missing:
        raise PaperIncomplete(missing)
    _refuse_invisible(content)
    book = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)])
    data = json.dumps(_data(content, book.families()), ensure_ascii=False, sort_keys=True)
    compiler = typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=book, sys_inputs={"data": data})
    pdf = _compile(compiler, content)
    pages = int(json.loads(compiler.query("<pages>", field="value", one=True)))
    return PrintedPaper(pdf, hashlib.sha256(pdf).hexdigest(), pages)


def _refuse_unknown(content: PaperContent) -> None:
    if content.kind not in HEADS:
        raise PaperUnknown("kind", content.kind)
    # A mode that is not known must not pass for a real case.
    if content.mode not in MODES:
        raise PaperUnknown("mode", content.mode)


def _refuse_invisible(content: PaperContent) -> None:
    for part, words in _all_words(content):
        for character in words:
            if unicodedata.category(character) in _INVISIBLE and character not in _TYPED_BLANKS:
                raise GlyphMissing(character, part)


def _compile(compiler: typst.Compiler, content: PaperContent) -> bytes:
    made_at = datetime.combine(content.made_on, time(), tzinfo=UTC)
    try:
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=STANDARDS, timestamp=made_at
        )
    except typst.TypstError as fault:
        refused = _REFUSED.search(fault.message)
        if refused:
            character = _ESCAPED.sub(lambda point: chr(int(point.group(1), 16)), refused.group(1))
            raise GlyphMissing(character, _part_with(content, character)) from fault
        raise PrintingFault(fault.message) from fault
    if warnings:
        raise PrintingFault("; ".join(warning.message for warning in warnings))
    if not isinstance(pdf, bytes):
        raise PrintingFault("the compiler gave no PDF")
    return pdf


def _part_with(content: PaperContent, character: str) -> str:
    return next((part for part, words in _all_words(content) if character in words), "")


def _all_words(content: PaperContent) -> Iterator[tuple[str, str]]:
    for name in ("authority", "symbol", "serial", "title", "copies_to"):
        yield name, getattr(content, name)
    yield from (("addressees", name) for name in content.addressees)
    yield from (("meta", label + value) for label, value in content.meta)
    for section in content.sections:
        yield from ((section.part, words) for words in (section.heading, *section.paragraphs))


def _data(content: PaperContent, families: Sequence[str]) -> dict[str, object]:
    made_on = content.made_on
    return {
        "faces": _faces(families),
        "head": HEADS[content.kind],
        "banner": BANNERS[content.mode],
        "authority": content.authority.strip(),
        "symbol": content.symbol.strip(),
        "serial": content.serial.strip(),
        "title": _lines(content.title),
        "addressees": [name.strip() for name in content.addressees if name.strip()],
        "meta": [[label.strip(), value.strip()] for label, value in content.meta],
        "sections": [_section(section) for section in content.sections if _section(section)["paragraphs"]],
        "made_on": [made_on.year, made_on.month, made_on.day],
        "made_on_words": f"{made_on.year}年{made_on.month}月{made_on.day}日",
        "copies_to": content.copies_to.strip(),
    }


def _section(section: PaperSection) -> dict[str, object]:
    paragraphs = [line for text in section.paragraphs for line in _lines(text)]
    return {"heading": section.heading.strip(), "paragraphs": paragraphs}


def _lines(text: str) -> list[str]:
    """A typed text by its lines, without the blanks people type for an indent."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _faces(families: Sequence[str]) -> dict[str, object]:
    """The faces of the page; behind each stands Noto Serif SC with the rare characters of names."""
    if NOTO not in families:
        raise FontsMissing(NOTO)

    def chain(official: str) -> list[str]:
        return [official, NOTO] if official in families else [NOTO]

    return {
        "body": chain("FandolFang R"),
        "heading": chain("FandolHei"),
        # Without 黑体 a heading is told from the text by its weight.
        "heading-weight": "regular" if "FandolHei" in families else "bold",
        "number": chain("FandolSong"),
        "title": [NOTO],
    }
