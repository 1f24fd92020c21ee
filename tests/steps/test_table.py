"""The table, the posts, the fields and the law's data speak of the same acts."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from models.steps import deciding
from models.steps.barring import held, open_acts
from models.steps.fields import FIELDS
from models.steps.machine import machine, ways
from models.steps.table import ACTS, CLOCK_ACTS, ENDING, FINAL, OPEN_ACTS, STEPS, TABLE
from tests.steps.telling import BOOK

DAYS = (date(2025, 3, 3), date(2026, 6, 1))
LOCALS: tuple[tuple[str, ...], ...] = ((), ("huangshi",))
LAWS = [BOOK.law(r, d, x) for r in BOOK.regimes for d in DAYS for x in LOCALS]


def test_every_act_has_a_row_fields_a_plan_and_posts() -> None:
    assert set(ACTS) == set(FIELDS) == set(deciding._PLANS)
    for law in LAWS:
        assert {rule.act for rule in law.acts} == set(ACTS)


def test_every_row_rests_on_a_rule_of_some_regime() -> None:
    held_somewhere = {c.key for law in LAWS for c in law.citations}
    # No regime held lets a decision on restoration be prolonged; the row waits for one.
    assert {row.cite for row in TABLE} - held_somewhere == {"restoration_extension"}


def test_no_step_is_without_a_way_out_but_the_final_ones() -> None:
    left = {row.step_from for row in TABLE if row.step_from != row.step_to}
    assert set(STEPS) - left == set(FINAL) - {"removed"}


@pytest.mark.parametrize("row", TABLE, ids=lambda r: f"{r.act}-{r.step_from}-{r.step_to}")
def test_the_machine_knows_every_row(row: object) -> None:
    found = next(r for r in TABLE if r == row)
    assert found.step_to in ways(found.act, found.step_from)
    assert machine().get_transitions(found.act, found.step_from)


def test_every_deadline_opened_has_an_end_by_the_clock() -> None:
    kinds = {kind for row in TABLE for kind in row.opens}
    ends = {ENDING.get(kind, f"lapse_{kind}") for kind in kinds}
    assert ends == set(CLOCK_ACTS)


def test_an_act_without_a_rule_in_the_regime_is_not_offered() -> None:
    wages = BOOK.law("mohrss-wages", DAYS[0])
    samr = BOOK.law("samr-serious-illegal", DAYS[0])
    assert "request_hearing" in OPEN_ACTS["statement_period"]
    assert "request_hearing" not in open_acts(wages, "statement_period")
    assert "request_hearing" in open_acts(samr, "statement_period")
    assert not held(wages, "accept_restoration", "listed")
    assert held(samr, "accept_restoration", "listed")


# The months of a year, and how many cells a row may lack before none of it can be told.
# A key of two names fits into the matter of a deadline; a key of four codes, a path of two parts.
_OF_FORMS = {
    "ledger_cells.py": {"2", "12"},
    "ledger_faults.py": {"2"},
    "month_fields.py": {"15"},
    "edition_fields.py": {"2", "4"},
}


def test_the_steps_hold_no_number_of_days_and_no_measure() -> None:
    measures = {m for law in LAWS for m in law.measures}
    for file in Path(deciding.__file__).parent.glob("*.py"):
        text = file.read_text(encoding="utf-8")
        for measure in measures:
            assert f'"{measure}"' not in text, (file.name, measure)
        code = re.sub(r'"""[\s\S]*?"""|#.*|"[^"\n]*"|\[\d\]', "", text)
        numbers = set(re.findall(r"\b\d+\b", code))
        # Nought and one; room for an id, a post, a code and a shown value; the size of a cache.
        numbers -= _OF_FORMS.get(file.name, set())
        assert numbers <= {"0", "1", "16", "32", "40", "64", "256"}, (file.name, numbers)
