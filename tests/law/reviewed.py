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
from models.steps.reviewing import Seen
from models.tables.reviewing import keep_confirmation

BOOK = Lawbook()
WAGES = "mohrss-wages"
ON = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
SEEN = Seen("示例公报2022年第9号", "31–34", date(2022, 3, 30))
ZHAO, QIAN = Actor("zhao", ("legal-reviewer",)), Actor("qian", ("head",))


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
    to.write_text(re.sub(r"(?m)^unread: .*$", "", said), encoding="utf-8")


def left(book: Lawbook, confirmed: frozenset[str]) -> tuple[Value, ...]:
    """What is unreviewed of the wage list."""
    return unreviewed(book.bundle(WAGES, ON), confirmed)


def confirm(engine: Engine, values: tuple[Value, ...]) -> None:
    """Two people confirm values."""
    with engine.begin() as connection:
        keep_confirmation(connection, values, SEEN, (ZHAO, QIAN), NOW)
