"""Every act, step, paper, post, deadline, field and choice of a standard has its words in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from models.law.lawbook import Lawbook
from models.law.list_standards import standard_law, standard_texts, standard_words
from models.records.list_standards import STEPS
from models.steps.standard_fields import FIELDS
from models.steps.standard_table import ACTS, CLOCK_ACTS, CLOCK_NAMES, OPENINGS, PASSING, TABLE
from portal.words import standards

CHINESE = re.compile(r"[\u4e00-\u9fff]")
ON = date(2026, 1, 1)


def pairs() -> Iterator[tuple[str, tuple[str, str]]]:
    for name, table in vars(standards).items():
        if name.isupper() and isinstance(table, dict) and name != "HELP_RULES":
            for code, pair in table.items():
                held = pair.items() if isinstance(pair, dict) else [(code, pair)]
                yield from ((f"{name}.{code}.{inner}", words) for inner, words in held)


def test_every_word_stands_in_both_languages() -> None:
    found = list(pairs())
    assert len(found) > 150
    for name, (zh, en) in found:
        assert CHINESE.search(zh), name
        assert en, name
        assert not CHINESE.search(en), name


def test_every_act_that_opens_no_file_stands_in_one_group() -> None:
    assert sorted(a for _, held in standards.GROUPS for a in held) == sorted(a for a in ACTS if a not in OPENINGS)


def test_every_act_step_paper_post_and_deadline_has_words(book: Lawbook) -> None:
    assert set(standards.ACTS) == set(ACTS)
    assert set(standards.CLOCK_ACTS) == set(CLOCK_ACTS)
    assert set(standards.STEPS) == set(STEPS)
    assert set(standards.PAPERS) == {paper for row in TABLE for paper in row.documents}
    assert set(standards.DEADLINES) == {*PASSING, *CLOCK_NAMES}
    posts = {r for n in standard_texts(book) for a in standard_law(book, n, ON).acts for r in a.roles}
    assert set(standards.POSTS) == posts


def test_every_field_and_choice_has_words() -> None:
    for act, fields in FIELDS.items():
        for field in fields:
            assert f"{act}.{field.name}" in standards.FIELDS or field.name in standards.FIELDS, (act, field.name)
            for code in field.among:
                assert code in standards.CHOICES[field.name], (act, field.name, code)


def test_the_rule_behind_every_help_is_held(book: Lawbook) -> None:
    assert set(standards.HELP_RULES) <= set(standards.HELPS)
    held = {key for text in standard_texts(book) for key in standard_words(book, text, ON)}
    assert set(standards.HELP_RULES.values()) <= held
