"""Every code of a campaign has words in both languages, so that no page shows a code to a person."""

from __future__ import annotations

from datetime import date

import pytest

from models.law.cleanup import campaign_words, notices
from models.records.papers import CLEANUP_KINDS
from models.steps.cleanup_fields import FIELDS
from models.steps.cleanup_table import ACTS, CLOCK_ACTS, PASSING, TABLE
from models.steps.ledger_faults import WAYS
from portal.campaign_counter import VOCABULARY, fault_name
from portal.campaign_deciding import OPENING
from portal.campaign_filling import GIVEN
from portal.proceeding_wording import ProceedingSpeech
from portal.words import cleanup
from tests.portal.house import BOOK
from tests.portal.test_words import all_fields, both

ON = date(2021, 2, 1)
TABLES = {
    name: table for name, table in vars(cleanup).items() if isinstance(table, dict) and name.isupper()
}  # fmt: skip


def pairs() -> list[tuple[str, str, tuple[str, str]]]:
    found = []
    for name, table in TABLES.items():
        for code, pair in table.items():
            if isinstance(pair, dict):
                found += [(f"{name}.{code}", inner, p) for inner, p in pair.items()]
            elif isinstance(pair, tuple):
                found.append((name, str(code), pair))
    return found


@pytest.mark.parametrize(("table", "code", "pair"), pairs())
def test_every_word_stands_in_both_languages(table: str, code: str, pair: tuple[str, str]) -> None:
    assert both(pair), (table, code)


def test_every_act_step_paper_and_day_has_words() -> None:
    assert set(cleanup.ACTS) == set(ACTS)
    assert set(cleanup.CLOCK_ACTS) == set(CLOCK_ACTS)
    assert set(cleanup.STEPS) == {s for row in TABLE for s in (row.step_from, row.step_to)}
    assert set(cleanup.DUES) == set(PASSING)
    assert set(cleanup.PAPERS) == set(CLEANUP_KINDS)
    assert set(cleanup.FAULTS) == set(WAYS)


def test_every_act_stands_in_one_group() -> None:
    assert sorted(a for _, _, held in cleanup.GROUPS for a in held) == sorted(a for a in ACTS if a != OPENING)


@pytest.mark.parametrize("act", sorted(FIELDS))
def test_every_field_and_choice_has_a_name(act: str) -> None:
    speech = ProceedingSpeech("zh", own=VOCABULARY)
    for path in all_fields(act, FIELDS[act]):
        assert f"{act}.{path}" in cleanup.FIELDS or path in cleanup.FIELDS, path
    for held in FIELDS[act]:
        for field, path in [(held, held.name), *((f, f"{held.name}.{f.name}") for f in held.inner)]:
            for code in field.among:
                assert speech.choice(path, code, act) != code, (path, code)


def test_every_help_belongs_to_a_field_and_its_rule_is_held() -> None:
    paths = {p for act, held in FIELDS.items() for p in all_fields(act, held)}
    paths |= {f"{act}.{p}" for act, held in FIELDS.items() for p in all_fields(act, held)}
    assert set(cleanup.HELPS) <= paths
    assert set(cleanup.HELP_RULES) <= set(cleanup.HELPS)
    held = {key for notice in notices(BOOK) for key in campaign_words(BOOK, notice, ON)}
    assert set(cleanup.HELP_RULES.values()) <= held


def test_a_fault_is_told_by_row_and_column() -> None:
    zh, en = ProceedingSpeech("zh", own=VOCABULARY), ProceedingSpeech("en", own=VOCABULARY)
    assert fault_name(zh, "2.disposition.disposition_outside") == "第2行“处置方式”：处置方式不在四种之内"
    assert "row 3, “the whole row”: cells missing" in fault_name(en, "3.row.cells_short")
    assert zh.other.lang == "en"
    assert set(GIVEN) <= {f.name for held in FIELDS.values() for f in held}
