"""The notice of oversight as an official letter: the figures of a month, each line by the law's own words.

Computed from the record alone; the number, the addressees and the day of issue are the office's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from models.law.reading import Place, read_yaml
from models.records.oversight import FRESH, SETTLED, STANDING, LineTold, Notice
from models.records.papers import OVERSIGHT_NOTICE, PaperContent, PaperSection

PARTS = ("opening", "lines", "done", "requirements")
_TEMPLATE = Path(__file__).parent / "templates" / "oversight.yaml"
_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Issue:
    """What the office says of the letter: who issues it under which number, to whom, on which day."""

    authority: str
    symbol: str
    to: tuple[str, ...]
    on: date


@cache
def _words() -> Place:
    return read_yaml(_TEMPLATE)


def compose_oversight(notice: Notice, issue: Issue) -> PaperContent:
    """The letter of a notice: the same notice and issue give the same letter."""
    headings = _words().inner("headings")
    said = {
        "opening": [_words().text("opening").format_map(_blanks(notice))],
        "lines": list(_lines(notice)),
        "none": list(_none(notice)),
        "done": [_done(notice)],
        "requirements": [_words().text("requirements").format(authority=issue.authority)],
    }
    return PaperContent(
        kind=OVERSIGHT_NOTICE,
        mode=notice.mode,
        authority=issue.authority,
        symbol=issue.symbol,
        serial="",
        title=_words().text("title").format(month=_month(notice)),
        addressees=issue.to or ((notice.unit,) if notice.unit else (_words().text("everybody"),)),
        meta=(),
        sections=tuple(
            PaperSection(part, "" if part == "opening" else headings.text(part), tuple(lines))
            for part, lines in said.items()
            if lines
        ),
        made_on=issue.on,
        copies_to="",
    )


def _month(notice: Notice) -> str:
    return f"{notice.month.first.year}年{notice.month.first.month}月"


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _blanks(notice: Notice) -> dict[str, str]:
    return {
        "month": _month(notice),
        "first": _day(notice.month.first),
        "last": _day(notice.month.last),
        "acts": str(notice.acts),
        "last_act": str(notice.last_act),
    }


def _is_empty(line: LineTold) -> bool:
    return not any(figure.count for figure in line.figures)


def _lines(notice: Notice) -> Iterator[str]:
    """Every line that has a case, with the units concerned."""
    told = [line for line in notice.lines if not _is_empty(line)]
    if not told:
        yield _words().text("empty")
    for line in told:
        counted = {of: f.count for of in (FRESH, STANDING, SETTLED) if (f := line.figure(of)) is not None}
        law = line.line.law
        sentence = _words().text("line" if line.line.lasts else "once")
        yield sentence.format(says=law.zh, article=law.citation, **counted)
        units = list(dict.fromkeys(f.unit for f in line.cases if f.unit))
        if units:
            yield _words().text("units").format(units=_named(units))


def _named(units: list[str]) -> str:
    named = "、".join(units[:_MOST_NAMED])
    return _words().text("more").format(units=named, count=len(units)) if len(units) > _MOST_NAMED else named


def _none(notice: Notice) -> Iterator[str]:
    empty = [line.line.law.zh for line in notice.lines if _is_empty(line)]
    if empty and len(empty) < len(notice.lines):
        yield _words().text("none").format(lines="；".join(empty))


def _done(notice: Notice) -> str:
    tally = _words().text("tally")
    counted = (tally.format(says=told.tally.words.zh, count=told.figure.count) for told in notice.tallies)
    return _words().text("done").format(tallies="，".join(counted))
