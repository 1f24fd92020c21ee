"""Every code has words in both languages, so that no page shows a code to a person."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from models.records.papers import KINDS
from models.steps.forms import FIELDS, Field
from models.steps.table import ACTS, CLOCK_ACTS, STEPS, TABLE
from portal.deciding import ELSEWHERE
from portal.wording import Speech, masked_name, masked_number
from portal.words import acts, fields, groups, helps, places, refusals
from tests.portal.house import BOOK, ROOT, W1

LAW = BOOK.law(W1.regime, W1.events[0].at.date())
WORDS = BOOK.words(W1.regime, W1.events[0].at.date())
CODES = (
    "step_not_open notice_not_served decision_not_served statement_period_open statement_unanswered "
    "hearing_pending decision_incomplete not_authorised same_person recused basis_not_effective "
    "basis_kind_not_allowed party_not_in_basis identifier_invalid regime_not_in_force regime_stopped "
    "regime_unreviewed authority_level measure_not_listed personal_data_no_ground minor leniency "
    "restoration_too_early restoration_excluded restoration_barred condition_unmet materials_missing "
    "calendar_unknown relisting_barred stay_in_force duplicate_command"
).split()


def said_in_steps(pattern: str) -> set[str]:
    """The codes that the steps' own source names in that place."""
    found: set[str] = set()
    for file in (ROOT / "models" / "steps").glob("*.py"):
        found.update(re.findall(pattern, file.read_text(encoding="utf-8")))
    return found


def all_fields(act: str, held: tuple[Field, ...], at: str = "") -> Iterator[str]:
    for field in held:
        yield at + field.name
        yield from all_fields(act, field.inner, f"{at}{field.name}.")


def both(pair: tuple[str, str]) -> bool:
    zh, en = pair
    return bool(re.search(r"[一-鿿]", zh)) and bool(re.search(r"[a-z]", en)) and not re.search(r"[一-鿿]", en)


def tables() -> Iterator[tuple[str, str, tuple[str, str]]]:
    for module in (acts, fields, helps, places, refusals):
        for name, table in vars(module).items():
            if isinstance(table, dict) and name.isupper() and name != "HELP_RULES":
                for code, pair in table.items():
                    if isinstance(pair, dict):
                        yield from ((f"{name}.{code}", inner, p) for inner, p in pair.items())
                    else:
                        yield name, code, pair


@pytest.mark.parametrize(("table", "code", "pair"), list(tables()))
def test_every_word_stands_in_both_languages(table: str, code: str, pair: tuple[str, str]) -> None:
    assert both(pair), (table, code)


def test_every_act_and_step_has_words() -> None:
    assert set(acts.ACTS) == set(ACTS)
    assert set(acts.CLOCK_ACTS) == set(CLOCK_ACTS)
    assert set(places.STEPS) == {"none", *STEPS}
    assert set(acts.HINTS) <= set(ACTS)


def test_every_act_done_on_a_case_stands_in_one_group() -> None:
    grouped = [act for _, _, held in groups.GROUPS for act in held]
    assert sorted(grouped) == sorted(a for a in ACTS if a not in ELSEWHERE)
    assert all(both(title) for _, title, _ in groups.GROUPS)


def test_every_help_belongs_to_a_field_and_its_rule_stands_in_the_law() -> None:
    paths = {path for act, held in FIELDS.items() for path in all_fields(act, held)}
    of_acts = {f"{act}.{path}" for act, held in FIELDS.items() for path in all_fields(act, held)}
    assert set(helps.HELPS) <= paths | of_acts
    assert set(helps.HELP_RULES) <= set(helps.HELPS)
    held_rules = {key for regime in BOOK.regimes for key in BOOK.words(regime, date(2026, 6, 1), ("huangshi",))}
    assert set(helps.HELP_RULES.values()) <= held_rules
    for place, words in helps.CHOICES_OF_ACT.items():
        act, _, name = place.partition(".")
        among = next(f.among for f in FIELDS[act] if f.name == name)
        assert set(words) == set(among), place


def test_every_stage_gathers_steps_once() -> None:
    gathered = [step for _, steps in places.STAGES for step in steps]
    assert sorted(gathered) == sorted(s for s in STEPS if s != "terminated")


def test_every_deadline_kind_has_words() -> None:
    opened = {kind for row in TABLE for kind in (*row.opens, *row.closes)}
    assert opened <= set(places.DEADLINES)


def test_every_refusal_code_has_words() -> None:
    assert set(CODES) <= set(refusals.CODES)
    assert said_in_steps(r'No\(\s*"([a-z_]+)"') <= set(refusals.CODES)


def test_every_condition_and_every_missing_thing_has_words() -> None:
    assert said_in_steps(r'unmet\("[^"]+", "([a-z_]+)"') <= set(refusals.CONDITIONS)
    assert said_in_steps(r'what = "([a-z_]+)" if') <= set(refusals.CONDITIONS)
    assert said_in_steps(r'"missing": "([a-z_]+)"') <= set(refusals.MISSING)
    assert set(KINDS) <= set(refusals.MISSING)


def test_every_particular_of_a_refusal_has_a_name() -> None:
    named: set[str] = set()
    for file in (ROOT / "models" / "steps").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("No", "unmet")
            ):
                named.update(k.arg for k in node.keywords if k.arg and k.arg != "documents")
                for inner in node.args:
                    if isinstance(inner, ast.Dict):
                        named.update(str(k.value) for k in inner.keys if isinstance(k, ast.Constant))
    assert named - {"what", "missing", "why"} <= set(refusals.PARTICULARS)


@pytest.mark.parametrize("act", sorted(FIELDS))
def test_every_field_of_an_act_has_a_name(act: str) -> None:
    for path in all_fields(act, FIELDS[act]):
        assert f"{act}.{path}" in fields.FIELDS or path in fields.FIELDS, path


def test_every_choice_has_words() -> None:
    zh = Speech("zh", WORDS)
    for act, held in FIELDS.items():
        for field in (*held, *(i for f in held for i in f.inner)):
            for code in field.among:
                assert zh.choice(field.name, code) != code, (act, field.name, code)
    for name, codes in (
        ("measures", LAW.measures), ("channels", LAW.channels), ("materials", LAW.materials),
        ("method", LAW.service_methods), ("personal.ground", LAW.personal_grounds), ("role", LAW.roles_listed),
        ("level", LAW.levels), ("recipient", (*LAW.sharing_recipients, *LAW.measure_recipients, *LAW.channels)),
        ("grounds", [g.code for g in LAW.grounds]), ("kind", [k for g in LAW.grounds for k in g.basis_kinds]),
    ):  # fmt: skip
        for code in codes:
            assert zh.choice(name, code) != code, (name, code)
    for rule in LAW.acts:
        for role in rule.roles:
            assert zh.word("post", role) != role
    for kind in KINDS:
        assert zh.word("paper", kind) != kind


def test_every_rule_that_a_row_cites_has_words_in_both_languages() -> None:
    days = (W1.events[0].at.date(), date(2026, 6, 1))
    said = [BOOK.words(regime, day, ("huangshi",)) for regime in BOOK.regimes for day in days]
    for row in TABLE:
        # No regime held lets a decision on restoration be prolonged; the row waits for one.
        if row.cite == "restoration_extension":
            continue
        words = next((w for w in said if row.cite in w), {})
        for speech in (Speech("zh", words), Speech("en", words)):
            assert speech.rule(row.cite) is not None, row.cite


def test_a_house_rule_is_never_shown_as_law() -> None:
    rule = Speech("zh", WORDS).rule("house.roles")
    assert rule is not None
    assert rule.is_house
    assert "条" not in rule.where


def test_numbers_and_names_are_masked() -> None:
    assert masked_number("14010019800101001X") == "140*************1X"
    assert "19800101" not in masked_number("14010019800101001X")
    assert masked_number("12345") == "*****"
    assert masked_name("张示例") == "张**"
    assert masked_name("张") == "张*"


def test_the_tables_hold_no_number_of_days() -> None:
    for file in (Path(acts.__file__).parent).glob("*.py"):
        assert not re.search(
            r"[0-9一二三四五六七八九十]+(个工作日|日内)", file.read_text(encoding="utf-8")
        ), file
