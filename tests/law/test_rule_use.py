"""Every rule of a list is asked by some act, printed in a paper, or shown as told and not applied."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from models.law.lawbook import Instrument, Lawbook
from models.steps.table import TABLE
from portal.law_lines import lines
from portal.law_use import ASKED, FAMILIES, PRINTED, TOLD, acts_on, use_of

ROOT = Path(__file__).parents[2]
BOOK = Lawbook()
TEXTS = [text for versions in BOOK.instruments.values() for text in versions]
REGIMES = [text for text in TEXTS if text.is_regime]
RULES = {key for text in TEXTS for key in text.place.inner("rules")}
CITES = {row.cite for row in TABLE}


def named(text: Instrument) -> str:
    return f"{text.id}-{text.in_force_on}"


def strings(*rooms: str) -> set[str]:
    files = [f for room in rooms for f in sorted((ROOT / room).rglob("*.py"))]
    nodes = (n for file in files for n in ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    return {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def calls(room: str, places: dict[str, int]) -> Iterator[str]:
    """The words given to calls of these names at these places; from that place on where it is below nought."""
    for file in sorted((ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                place = places.get(name)
                given = () if place is None else node.args if place < 0 else node.args[place : place + 1]
                yield from (a.value for a in given if isinstance(a, ast.Constant) and isinstance(a.value, str))


_OF_PROCEEDINGS = ("cleanup.", "review.", "compilation.", "standards.", "oversight.")


def in_family(key: str) -> bool:
    return any(key.startswith(name) for name in FAMILIES)


def test_every_rule_an_act_is_refused_by_is_shown_as_asked() -> None:
    cited = set(calls("models/steps", {"No": 1, "unmet": 0, "refuse_future": 1, "holds": 0})) & RULES
    assert cited
    # The rules of proceedings beside the listing stand in tables of their own.
    cited = {key for key in cited if not key.startswith(_OF_PROCEEDINGS)}
    assert sorted(key for key in cited - CITES if key not in ASKED and not in_family(key)) == []
    assert sorted(set(ASKED) - strings("models/steps", "models/law") - RULES) == []
    assert sorted(key for key in ASKED if key not in strings("models/steps")) == []


def test_every_rule_a_paper_prints_is_shown_as_printed() -> None:
    printed = set(calls("activities", {"cite": -1, "words": -1})) & RULES
    assert {"no_fee", "listing_period"} <= printed
    assert sorted(key for key in printed - CITES - set(ASKED) if key not in PRINTED and not in_family(key)) == []
    assert sorted(key for key in PRINTED if key not in strings("activities")) == []


@pytest.mark.parametrize("text", REGIMES, ids=named)
def test_no_rule_of_a_list_is_left_unsaid(text: Instrument) -> None:
    shown = {line.key: line.done for line in lines(text) if line.part == "rules"}
    assert set(shown) == set(text.place.inner("rules"))
    for key, done in shown.items():
        assert acts_on(key) or done == use_of(key), key
        assert (done == TOLD) is (not acts_on(key) and key not in ASKED + PRINTED and not in_family(key)), key


def test_what_is_told_only_is_named_here() -> None:
    """A new rule that no act asks for is told on purpose, or this test says that it was forgotten."""
    told = {key for text in REGIMES for key in text.place.inner("rules") if not acts_on(key) and use_of(key) == TOLD}
    assert sorted(told) == [
        "confidentiality", "correction.request", "deletion", "deletion.early", "deserters", "expiry_of_limit",
        "grades", "listing_period.item-1", "masking", "minors", "not_able", "notice_of_penalty",
        "president", "relisting.creditor", "remedies_named", "restoration_reported", "sharing", "warning",
    ]  # fmt: skip
    assert BOOK.instrument("mem-safety", date(2026, 11, 21)).place.inner("rules")
