"""Every code of a month of oversight has its words in both languages, on pages and on paper."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from activities.papers import HEADS
from models.law.lawbook import Lawbook
from models.law.month_rules import BODIES
from models.law.oversight import HOUSE, oversight_law
from models.law.oversight_months import month_law, month_words
from models.law.reading import read_yaml
from models.records.oversight_months import STEPS
from models.records.papers import MONTH_KINDS
from models.records.told_months import month_named
from models.steps.month_table import ACTS, CLOCK_ACTS, PASSING, TABLE
from portal.words import months
from portal.words.oversight import LINES, WHATS

ROOT = Path(__file__).parents[2]
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def pairs() -> Iterator[tuple[str, tuple[str, str]]]:
    for name, table in vars(months).items():
        if name.isupper() and not name.startswith("_") and isinstance(table, dict) and name != "HELP_RULES":
            for code, pair in table.items():
                held = pair.items() if isinstance(pair, dict) else [(code, pair)]
                yield from ((f"{name}.{code}.{inner}", words) for inner, words in held)


def test_every_word_stands_in_both_languages() -> None:
    for name, (zh, en) in pairs():
        assert CHINESE.search(zh), name
        assert en, name
        assert not CHINESE.search(en), name


def test_every_code_has_its_words() -> None:
    assert set(months.ACTS) == set(ACTS)
    assert set(months.CLOCK_ACTS) == set(CLOCK_ACTS)
    assert set(months.STEPS) == set(STEPS)
    assert set(months.DEADLINES) == set(PASSING)
    assert set(months.PAPERS) == set(MONTH_KINDS) == {d for row in TABLE for d in row.documents}
    assert set(months.CHOICES["to"]) == set(BODIES)
    assert set(MONTH_KINDS) <= set(HEADS)


def test_every_line_has_its_words(book: Lawbook) -> None:
    month = month_named("2026-10")
    assert month is not None
    lines = {line.id for line in oversight_law(book, month.last).lines}
    assert lines == set(LINES) == set(months.CHOICES["lines"])


def test_every_refusal_of_a_condition_has_its_words() -> None:
    said = set()
    for file in (ROOT / "models" / "steps").glob("month_*.py"):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "unmet":
                said.add(ast.literal_eval(call.args[1]))
    known = set(months.CONDITIONS) | {
        "day_in_future", "no_rule_here", "incident_doubled", "incident_unknown", "noticed_already",
        "no_ground_for_notice",
    }  # fmt: skip
    assert said - known == set()
    assert set(months.CONDITIONS) - said == {"month_owes"}


def test_every_rule_a_row_or_refusal_rests_on_stands_in_the_law(book: Lawbook) -> None:
    month = month_named("2026-10")
    assert month is not None
    law, words = month_law(book, HOUSE, month.last), month_words(book, HOUSE, month.last)
    for key in {row.cite for row in TABLE} | set(months.HELP_RULES.values()):
        assert law.holds(key), key
        assert words[key].en, key


def test_a_paper_calls_what_was_found_as_the_counter_does() -> None:
    whats = read_yaml(ROOT / "activities" / "templates" / "oversight-month.yaml").inner("whats")
    assert whats
    assert {code: WHATS[code][0] for code in whats} == dict(whats)
