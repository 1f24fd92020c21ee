"""Example papers of the wage regime: invented people, and all the parts its articles name."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from models.records.papers import PaperContent, PaperSection

NOTICE_PARTS = ("facts", "basis", "rights", "leniency")
DECISION_PARTS = ("facts", "basis", "measures", "removal", "remedies")
RARE_NAME = "王䶮喆堃𬱖"


def example(name: str) -> PaperContent:
    """The example paper of that name."""
    stored = json.loads((Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8"))
    sections = (PaperSection(s["part"], s["heading"], tuple(s["paragraphs"])) for s in stored.pop("sections"))
    return PaperContent(
        made_on=date.fromisoformat(stored.pop("made_on")),
        addressees=tuple(stored.pop("addressees")),
        meta=tuple((label, value) for label, value in stored.pop("meta")),
        sections=tuple(sections),
        **stored,
    )


NOTICE = example("notice")
DECISION = example("decision")
NO_LISTING = example("no_listing")


def with_text(text: str) -> PaperContent:
    """The decision not to list, with this one text in place of its reasons."""
    return replace(NO_LISTING, sections=(PaperSection("reasons", "", (text,)),))


def filled_with(character: str, count: int) -> PaperContent:
    """A paper without a table whose body is one paragraph of nothing but this character."""
    return replace(with_text(character * count), meta=())
