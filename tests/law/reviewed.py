"""The wage list's law with every value as if it had been read in the text, and two people who confirm it."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Engine

from models.law.lawbook import REGIMES, Lawbook
from models.law.reviewing import Value, unreviewed
from models.records.commands import Actor
from models.records.reviews import Seen
from models.tables.reviewing import keep_confirmation

BOOK = Lawbook()
WAGES = "mohrss-wages"
ON = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
SEEN = Seen("示例公报2022年第9号", "31–34", date(2022, 3, 30))
ZHAO, QIAN = Actor("zhao", ("legal-reviewer",)), Actor("qian", ("head",))


_SAID = "article: 示例, zh: 示例"
_ROW = (
    "id: sample, article: 示例, content: {zh: 示例}, object: {zh: 示例}, basis: {zh: 示例}, body: {zh: 示例}, "
    "by: [public-management-body], objects: [organisation, person], grounds: [mohrss-wages]"
)
# What nobody has read of the catalogue and the list of measures, as if somebody had.
_FILLED = {
    "rows: unread": f"rows: [{{{_ROW}}}]",
    "    others: unread\n": "",
    "body: unread": "body: {zh: 示例}\n        by: [public-management-body]",
    "grounds: unread": "grounds: [mohrss-wages]",
    "shared: unread": f"shared: {{value: [], {_SAID}}}",
    "public: unread": f"public: {{value: true, {_SAID}}}",
    "collected_by: unread": f"collected_by: {{{_SAID}}}",
    "under: unread": "under: administrative",
    "falls_under: unread": "falls_under: [consumption]",
}


def library(root: Path) -> Path:
    """The files of the wage list and what it leans on, each value said to be verbatim and none unread."""
    for text in BOOK.bundle(WAGES, ON):
        for version in BOOK.instruments[text.id]:
            copied(version.place.file, root)
    shutil.copytree(REGIMES / "calendar", root / "calendar")
    return root


def copied(file: Path, root: Path) -> None:
    """One file as if somebody had read its text."""
    to = root / file.relative_to(REGIMES)
    to.parent.mkdir(parents=True, exist_ok=True)
    said = re.sub(r"certainty: (recall|summary)", "certainty: verbatim", file.read_text(encoding="utf-8"))
    for unread, filled in _FILLED.items():
        said = re.sub(rf"(?<![a-z_]){re.escape(unread)}", filled, said)
    to.write_text(re.sub(r"(?m)^unread: .*$", "", said), encoding="utf-8")


def left(book: Lawbook, confirmed: frozenset[str]) -> tuple[Value, ...]:
    """What is unreviewed of the wage list."""
    return unreviewed(book.bundle(WAGES, ON), confirmed)


def confirm(engine: Engine, values: tuple[Value, ...]) -> None:
    """Two people confirm values."""
    with engine.begin() as connection:
        keep_confirmation(connection, values, SEEN, (ZHAO, QIAN), NOW)
