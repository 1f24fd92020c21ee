"""Every act, step, paper, post, deadline, field and refusal of protection has its words in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from models.law.lawbook import Lawbook
from models.law.protection import protecting, protection_law, protection_words
from models.records.protection import STEPS
from models.steps.protection_fields import FIELDS
from models.steps.protection_table import ACTS, CLOCK_ACTS, ENDINGS, PASSING, TABLE
from portal.words import protection as words
from portal.words import refusals

ROOT = Path(__file__).parents[2]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ON = date(2026, 3, 2)


def test_every_word_stands_in_both_languages() -> None:
    for name, table in vars(words).items():
        if not name.isupper() or not isinstance(table, dict) or name == "HELP_RULES":
            continue
        for code, pair in table.items():
            for zh, en in pair.values() if isinstance(pair, dict) else [pair]:
                assert CHINESE.search(zh), (name, code)
                assert en, (name, code)
                assert not CHINESE.search(en), (name, code)


def test_the_rule_behind_every_help_is_held(book: Lawbook) -> None:
    held = {key for notice in protecting(book) for key in protection_words(book, notice, ON)}
    assert set(words.HELP_RULES) <= set(words.HELPS)
    assert set(words.HELP_RULES.values()) <= held


def test_every_act_step_paper_post_and_deadline_has_words(book: Lawbook) -> None:
    assert set(words.ACTS) == {*ACTS, "query", "query_own"}
    assert set(words.CLOCK_ACTS) == set(CLOCK_ACTS)
    assert set(words.STEPS) == set(STEPS)
    assert set(words.PAPERS) == {paper for row in TABLE for paper in row.documents}
    assert set(words.DEADLINES) == {*PASSING, *ENDINGS}
    posts = {r for n in protecting(book) for a in protection_law(book, n, ON).acts for r in a.roles}
    assert {p for p in posts if p.startswith(("security", "credit"))} == set(words.POSTS)


def test_every_field_and_every_choice_has_words() -> None:
    for act, held in FIELDS.items():
        for field in held:
            assert field.name in words.FIELDS or f"{act}.{field.name}" in words.FIELDS, (act, field.name)
            for choice in field.among:
                assert choice in words.CHOICES[field.name], (act, field.name, choice)


def refused() -> Iterator[tuple[str, list[str], list[str]]]:
    """Each refusal written in the rooms of protection: which of the two, its plain arguments, and what it names."""
    steps = ROOT / "models" / "steps"
    files = [
        *sorted(steps.glob("protection_*.py")),
        *(steps / f"{name}.py" for name in ("leaks", "consents", "queries", "querying")),
    ]
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("No", "unmet"):
                plain = [str(a.value) for a in node.args if isinstance(a, ast.Constant)]
                named = [str(k.arg) for k in node.keywords]
                for said in (a for a in node.args if isinstance(a, ast.Dict)):
                    named += [str(ast.literal_eval(key or "")) for key in said.keys]
                yield node.func.id, plain, named


def test_every_refusal_has_words(book: Lawbook) -> None:
    found = list(refused())
    assert len(found) > 40
    law = protection_law(book, "gb49-protection", ON)
    for kind, plain, named in found:
        assert plain[0 if kind == "No" else 1] in (refusals.CODES if kind == "No" else refusals.CONDITIONS), plain
        assert set(named) - {"what", "why"} <= set(refusals.PARTICULARS), (plain, named)
        cited = [p for p in plain if p.startswith(("protection.", "periods."))]
        assert all(law.holds(key) for key in cited), cited
    for part in {word for held in law.sets for word in held.words if held.id.startswith(("leak_", "consent_"))}:
        assert part in words.CHOICES["lacking"], part
