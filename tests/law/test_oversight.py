"""The lines of oversight in the law: each has its text, article and query; a broken file is refused with its place."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from models.law.days import law_day
from models.law.lawbook import Lawbook
from models.law.oversight import editions, oversight_law
from models.law.oversight_shape import check_oversight
from models.law.reading import LawFault, read_yaml
from models.law.regimes import Certainty
from models.records.told_months import Month, month_before, month_named
from models.tables.oversight import QUERIES
from portal.opening_law import supplements
from portal.words.oversight import LINES
from tests.portal.house import at

BOOK = Lawbook()
ON = date(2026, 10, 31)
LINE = "    - {id: one, article: 九, zh: 甲, en: a}\n"
SOUND = f"""oversight:
  leans_on: [house]
  lines:
{LINE}  finds:
    - {{id: one, of: text, query: q, watches: [x], lasts: true, article: H-1, zh: 甲, en: a}}
  tallies:
    - {{id: t, acts: [hold_interview], article: H-2, zh: 甲, en: a}}
"""


def test_every_line_names_its_text_its_article_and_a_query_that_is_there() -> None:
    law = oversight_law(BOOK, ON)
    assert [line.id for line in law.lines] == list(LINES)
    assert {line.query for line in law.lines} == set(QUERIES)
    assert all(line.found.citation.certainty is Certainty.OFFICE for line in law.lines)
    assert all(line.law.citation.certainty is not Certainty.OFFICE for line in law.lines)
    assert all(words.zh and words.en for line in law.lines for words in (line.law, line.found))


def test_a_line_is_told_from_its_texts_first_day_on() -> None:
    before, after = (oversight_law(BOOK, day) for day in (date(2022, 9, 8), date(2022, 9, 9)))
    assert [line.id for line in after.lines if line not in before.lines] == ["misapplied", "incident-late"]
    assert [line.id for line in oversight_law(BOOK, date(2021, 1, 5)).lines] == [
        "outside-catalogue", "outside-list", "without-procedure", "restoration-late", "leak", "leaked",
    ]  # fmt: skip


def test_no_case_takes_these_texts_in() -> None:
    for regime in BOOK.regimes:
        assert not [text.id for text in BOOK.bundle(regime, ON) if "oversight" in text.place]
    assert not [name for name in supplements(BOOK, ON) if "oversight" in name]


def test_an_edition_is_one_span_for_as_long_as_it_allows() -> None:
    found = editions(BOOK)
    assert len({(e.regime, e.kind, e.name, e.since) for e in found}) == len(found)
    measures = {e.name for e in found if (e.regime, e.kind) == ("mohrss-wages", "measure")}
    assert measures == set(BOOK.law("mohrss-wages", ON).measures)
    for one, other in pairwise(found):
        same = (one.regime, one.kind, one.name) == (other.regime, other.kind, other.name)
        assert not same or one.until < other.since


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        ("", "", ""),
        ("leans_on", "leaning", "“leaning” is not known here"),
        ("article: 九, ", "", "“article” is missing"),
        ("en: a}\n  finds", 'en: ""}\n  finds', "“en” must be a text"),
        ("query: q, ", "", "“query” is missing"),
        ("of: text, ", "", "“of” is missing"),
        ("lasts: true", "lasts: often", "“lasts” must be true or false"),
        ("acts: [hold_interview]", "acts: []", "“acts” must name at least one"),
        ("tallies:\n    - {id: t,", "tallies:\n    - {id: t, days: 3,", "“days” is not known here"),
        (LINE, LINE * 2, "stands twice"),
    ],
)  # fmt: skip
def test_a_broken_part_is_refused_with_its_line(tmp_path: Path, was: str, now: str, words: str) -> None:
    file = tmp_path / "text.yaml"
    assert was in SOUND
    file.write_text(SOUND.replace(was, now, 1) if was else SOUND, encoding="utf-8")
    place = read_yaml(file)
    if not words:
        check_oversight(place)
        return
    with pytest.raises(LawFault, match=r"text\.yaml:") as fault:
        check_oversight(place)
    assert words in str(fault.value)


@pytest.mark.parametrize(
    "said", ["2026", "2026-1", "2026-00", "2026-13", "0000-01", "２０２６-01", " 2026-01", "2026-01-01"]
)
def test_what_is_no_month_is_none(said: str) -> None:
    assert month_named(said) is None


def test_a_month_ends_with_its_last_day() -> None:
    february = Month(date(2024, 2, 1), date(2024, 2, 29))
    assert month_named("2024-02") == february
    assert [february.is_over(day) for day in (date(2024, 2, 29), date(2024, 3, 1))] == [False, True]
    assert month_before(law_day(at("2024-03-01 00:00"))) == february
    assert month_before(date(2024, 1, 31)).name == "2023-12"
