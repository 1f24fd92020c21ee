"""Every act, step, paper, post, deadline, field and refusal of honours has its words in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from models.law.honours import honour_law, honour_words, honouring
from models.law.lawbook import Lawbook
from models.records.honours import STEPS
from models.steps.fields import Field
from models.steps.honour_fields import FIELDS
from models.steps.honour_table import ACTS, CLOCK_ACTS, OPENINGS, PASSING, TABLE
from portal.words import honours, refusals

ROOT = Path(__file__).parents[2]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ON = date(2026, 3, 2)


def pairs() -> Iterator[tuple[str, tuple[str, str]]]:
    for name, table in vars(honours).items():
        if name.isupper() and isinstance(table, dict) and name != "HELP_RULES":
            for code, pair in table.items():
                held = pair.items() if isinstance(pair, dict) else [(code, pair)]
                yield from ((f"{name}.{code}.{inner}", words) for inner, words in held)


def test_every_word_stands_in_both_languages() -> None:
    found = list(pairs())
    assert len(found) > 200
    for name, (zh, en) in found:
        assert CHINESE.search(zh), name
        assert en, name
        assert not CHINESE.search(en), name


def test_every_act_that_opens_no_file_stands_in_one_group() -> None:
    assert sorted(a for _, held in honours.GROUPS for a in held) == sorted(a for a in ACTS if a not in OPENINGS)


def test_the_rule_behind_every_help_is_held() -> None:
    held = {key for text in honouring(Lawbook()) for key in honour_words(Lawbook(), text, ON)}
    assert set(honours.HELP_RULES.values()) <= held


def test_every_act_step_paper_post_and_deadline_has_words(book: Lawbook) -> None:
    assert set(honours.ACTS) == set(ACTS)
    assert set(honours.CLOCK_ACTS) == set(CLOCK_ACTS)
    assert set(honours.STEPS) == set(STEPS)
    assert set(honours.PAPERS) == {paper for row in TABLE for paper in row.documents}
    assert set(honours.DEADLINES) == {*PASSING, "validity", "promise", "pledge_term"}
    posts = {r for text in honouring(book) for a in honour_law(book, text, ON).acts for r in a.roles}
    known = {"publisher", "party", "any-officer"}
    assert set(honours.POSTS) == posts - known


def every(fields: tuple[Field, ...], at: str = "") -> Iterator[tuple[str, Field]]:
    for field in fields:
        yield at + field.name, field
        yield from every(field.inner, f"{at}{field.name}.")


def test_every_field_and_every_choice_has_words() -> None:
    for act, held in FIELDS.items():
        for path, field in every(held):
            assert path in honours.FIELDS or f"{act}.{path}" in honours.FIELDS, (act, path)
            for choice in field.among:
                assert choice in honours.CHOICES[field.name], (act, path, choice)


def refused() -> Iterator[tuple[str, list[str], dict[str, object]]]:
    """Each refusal written in the rooms of honours: which of the two, its plain arguments, and what it names."""
    for file in sorted((ROOT / "models" / "steps").glob("honour_*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("No", "unmet"):
                plain = [str(a.value) for a in node.args if isinstance(a, ast.Constant)]
                named: dict[str, object] = {str(k.arg): None for k in node.keywords if k.arg}
                for said in (a for a in node.args if isinstance(a, ast.Dict)):
                    named |= {str(ast.literal_eval(key or "")): None for key in said.keys}
                yield node.func.id, plain, named


def test_every_refusal_of_honours_has_words_and_a_rule_that_is_held(book: Lawbook) -> None:
    held = {key for text in honouring(book) for key in honour_words(book, text, ON)}
    found = list(refused())
    assert len(found) > 50
    for kind, plain, named in found:
        code = [c for c in plain if not c.startswith(("honours.", "limits.", "in_force"))]
        rule = [c for c in plain if c.startswith(("honours.", "limits."))]
        assert not code or code[0] in (refusals.CODES if kind == "No" else refusals.CONDITIONS), plain
        assert set(rule) <= held, rule
        assert set(named) - {"what", "missing"} <= set(refusals.PARTICULARS), named
