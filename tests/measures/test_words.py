"""Every act, step, paper, post, deadline, field and refusal of a review has its words in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from models.law.lawbook import Lawbook
from models.law.measures import ordering, review_law, review_words
from models.records.measure_reviews import STEPS
from models.steps.fields import Field
from models.steps.measure_fields import FIELDS
from models.steps.measure_table import ACTS, CLOCK_ACTS, OPENINGS, PASSING, TABLE
from portal.words import measures, refusals

ROOT = Path(__file__).parents[2]
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def pairs() -> Iterator[tuple[str, tuple[str, str]]]:
    for name, table in vars(measures).items():
        if name.isupper() and isinstance(table, dict) and name != "HELP_RULES":
            for code, pair in table.items():
                held = pair.items() if isinstance(pair, dict) else [(code, pair)]
                yield from ((f"{name}.{code}.{inner}", words) for inner, words in held)


def test_every_word_stands_in_both_languages() -> None:
    found = list(pairs())
    assert len(found) > 100
    for name, (zh, en) in found:
        assert CHINESE.search(zh), name
        assert en, name
        assert not CHINESE.search(en), name


def test_every_act_that_opens_no_review_stands_in_one_group() -> None:
    assert sorted(a for _, held in measures.GROUPS for a in held) == sorted(a for a in ACTS if a not in OPENINGS)
    assert all(CHINESE.search(zh) and en for (zh, en), _ in measures.GROUPS)


def test_the_rule_behind_every_help_is_held() -> None:
    assert set(measures.HELP_RULES) <= set(measures.HELPS)
    held = {key for notice in ordering(Lawbook()) for key in review_words(Lawbook(), notice, date(2022, 10, 1))}
    assert set(measures.HELP_RULES.values()) <= held


def test_every_act_step_paper_post_and_deadline_has_words() -> None:
    assert set(measures.ACTS) == set(ACTS)
    assert set(measures.CLOCK_ACTS) == set(CLOCK_ACTS)
    assert set(measures.STEPS) == set(STEPS)
    assert set(measures.PAPERS) == {paper for row in TABLE for paper in row.documents}
    assert set(measures.DEADLINES) == set(PASSING)
    book = Lawbook()
    posts = {r for n in ordering(book) for a in review_law(book, n, date(2026, 1, 1)).acts for r in a.roles}
    assert set(measures.POSTS) == posts


def every(fields: tuple[Field, ...], at: str = "") -> Iterator[tuple[str, Field]]:
    for field in fields:
        yield at + field.name, field
        yield from every(field.inner, f"{at}{field.name}.")


def test_every_field_and_every_choice_has_words() -> None:
    for act, held in FIELDS.items():
        for path, field in every(held):
            assert path in measures.FIELDS, (act, path)
            for choice in field.among:
                held_words = measures.CHOICES.get(path) or measures.CHOICES[field.name]
                assert choice in held_words, (act, path, choice)


def refused() -> Iterator[tuple[str, list[str], dict[str, object]]]:
    """Each refusal written in the review's rooms: which of the two, its plain arguments, and what it names."""
    for file in sorted((ROOT / "models" / "steps").glob("measure_*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("No", "unmet"):
                plain = [str(a.value) for a in node.args if isinstance(a, ast.Constant)]
                named: dict[str, object] = {str(k.arg): None for k in node.keywords}
                for said in (a for a in node.args if isinstance(a, ast.Dict)):
                    for key, value in zip(said.keys, said.values, strict=True):
                        named[str(ast.literal_eval(key or ""))] = (
                            value.value if isinstance(value, ast.Constant) else None
                        )
                yield node.func.id, plain, named


def test_every_refusal_of_a_review_has_words() -> None:
    found = list(refused())
    assert len(found) > 30
    for kind, plain, named in found:
        assert plain[0 if kind == "No" else 1] in (refusals.CODES if kind == "No" else refusals.CONDITIONS)
        assert named.get("missing") in (None, *refusals.MISSING)
        assert set(named) - {"what", "missing"} <= set(refusals.PARTICULARS)
