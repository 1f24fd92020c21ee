"""The law library as shipped: what it holds, which text counts on a day, and that every word asked for is there."""

from __future__ import annotations

import ast
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from models.law.cleanup import campaign_words, notices
from models.law.compiling import compilation_words, compiling
from models.law.days import Unit
from models.law.honours import honour_words, honouring
from models.law.lawbook import REGIMES, Lawbook
from models.law.list_standards import standard_texts, standard_words
from models.law.measures import ordering, review_words
from models.law.oversight import HOUSE
from models.law.oversight_months import month_words
from models.law.protection import protecting, protection_words
from models.law.reading import LawFault, LawMissing
from models.law.regimes import Certainty, Law
from models.law.shapes import STARTS
from models.steps.fold import INVESTIGATION
from models.steps.table import ACTS, TABLE

ROOT = Path(__file__).parents[2]
GALLERY = Path(__file__).parent / "gallery"
WAGES, ON = "mohrss-wages", date(2026, 4, 1)


@pytest.fixture(scope="module")
def book() -> Lawbook:
    return Lawbook()


@pytest.fixture(scope="module")
def law(book: Lawbook) -> Law:
    return book.law(WAGES, ON)


def test_every_row_of_the_table_rests_on_words_that_some_regime_holds(book: Lawbook) -> None:
    """An act whose rule a regime does not hold is refused there; a rule that none holds waits for its regime."""
    held = {key for regime in book.regimes for key in book.words(regime, ON, ("huangshi",))}
    assert {row.cite for row in TABLE if row.cite not in held} == {"restoration_extension"}


def test_every_refusal_rests_on_words_that_are_held(book: Lawbook) -> None:
    """Whatever key `models/steps` cites by name: the second word of a No, the first of an unmet."""
    words = {key for regime in book.regimes for key in book.words(regime, ON, ("huangshi",))}
    words |= {key for notice in notices(book) for key in campaign_words(book, notice, ON)}
    words |= {key for notice in ordering(book) for key in review_words(book, notice, ON)}
    words |= {key for notice in compiling(book) for key in compilation_words(book, notice, ON)}
    words |= {key for notice in honouring(book) for key in honour_words(book, notice, ON)}
    words |= {key for notice in protecting(book) for key in protection_words(book, notice, ON)}
    words |= {*month_words(book, HOUSE, ON)}
    words |= {key for text in standard_texts(book) for key in standard_words(book, text, ON)}
    cited: list[str] = []
    for file in sorted((ROOT / "models" / "steps").glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            place = {"No": 1, "unmet": 0}.get(node.func.id)
            if place is not None and len(node.args) > place and isinstance(node.args[place], ast.Constant):
                cited.append(str(node.args[place].value))  # type: ignore[attr-defined]
    assert len(cited) > 40
    # No regime held lets a decision on restoration be prolonged: that act is refused before it cites its rule.
    assert sorted({key for key in cited if key not in words}) == ["restoration_extension"]


def test_every_act_says_who_may_do_it(law: Law) -> None:
    assert [act for act in ACTS if law.act_rule(act) is None] == []
    assert [rule.act for rule in law.acts if rule.act not in ACTS] == []
    for rule in law.acts:
        assert [task for task in rule.apart_from if task not in (*ACTS, INVESTIGATION)] == []


def test_every_period_an_act_opens_has_a_start_that_the_act_gives() -> None:
    opened = {kind for row in TABLE for kind in row.opens}
    assert opened <= set(STARTS)


def test_every_value_has_its_words_in_both_languages(book: Lawbook) -> None:
    for regime in book.regimes:
        for key, words in book.words(regime, ON).items():
            assert re.search(r"[\u4e00-\u9fff]", words.zh), key
            assert words.citation.article, key
            assert words.checked_on <= date(2100, 1, 1)


def test_the_regimes_own_words_go_before_those_it_leans_on(book: Lawbook) -> None:
    assert book.words(WAGES, ON)["publication"].citation.instrument.startswith("《拖欠农民工工资")
    assert book.words(WAGES, ON)["waiver"].citation.certainty is Certainty.DERIVED
    assert book.words(WAGES, ON)["house.roles"].citation.certainty is Certainty.OFFICE


def test_the_statement_period_of_the_wage_regime(law: Law) -> None:
    period = law.period("statement_period")
    assert period is not None
    assert (period.amount, period.unit, str(period.citation)[-3:]) == (5, Unit.WORKING_DAY, "第6条")


def test_no_regime_here_was_reviewed_by_two_people_yet(law: Law) -> None:
    """A real case is refused until they have: no file may claim a review by slip."""
    assert law.reviewed is False


def test_an_unknown_law_and_a_law_that_is_no_regime(book: Lawbook) -> None:
    with pytest.raises(LawMissing, match=r"no law “wages” is held \(held: caac-flight, .*civil-code, "):
        book.law("wages", ON)
    with pytest.raises(LawMissing, match="“civil-code” is no listing regime"):
        book.law("civil-code", ON)


def test_the_same_law_has_the_same_version_and_another_value_another(tmp_path: Path, law: Law) -> None:
    assert Lawbook().law(WAGES, ON).version == law.version
    root = tmp_path / "regimes"
    shutil.copytree(REGIMES, root)
    file = root / "mohrss" / "order-45" / "2022-01-01.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("amount: 5,", "amount: 6,", 1), encoding="utf-8")
    assert Lawbook(root).law(WAGES, ON).version != law.version


def sample(root: Path, since: str, until: str, amount: int) -> None:
    """A version of the gallery's sound regime."""
    text = (GALLERY / "sound.yaml").read_text(encoding="utf-8")
    text = text.replace("since: 2022-01-01, until: null", f"since: {since}, until: {until}")
    file = root / "sample" / f"{since}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text.replace("amount: 5,", f"amount: {amount},"), encoding="utf-8")


@pytest.fixture
def dated(tmp_path: Path) -> Lawbook:
    (tmp_path / "general").mkdir()
    shutil.copyfile(GALLERY / "general.yaml", tmp_path / "general" / "2020-01-01.yaml")
    sample(tmp_path, "2024-07-01", "null", 10)
    sample(tmp_path, "2022-01-01", "2024-06-30", 5)
    return Lawbook(tmp_path)


@pytest.mark.parametrize(
    ("on", "amount"),
    [("2022-01-01", 5), ("2024-06-30", 5), ("2024-07-01", 10), ("2030-01-01", 10), ("2021-12-31", 5)],
)
def test_the_text_in_force_on_the_day_counts(dated: Lawbook, on: str, amount: int) -> None:
    period = dated.law("sample", date.fromisoformat(on)).period("statement_period")
    assert period is not None
    assert period.amount == amount


def test_a_law_knows_its_own_days(dated: Lawbook) -> None:
    law = dated.law("sample", date(2023, 1, 1))
    assert (law.in_force_on, law.ends_on) == (date(2022, 1, 1), date(2024, 6, 30))


def test_every_version_is_held_to_what_it_leans_on(dated: Lawbook) -> None:
    shutil.rmtree(dated.root / "general")
    with pytest.raises(LawFault, match="no law “sample-general” is held"):
        Lawbook(dated.root)


def test_no_number_of_days_and_no_article_stands_in_python() -> None:
    """Law is data: no citation and no count of days in the code that applies it."""
    for file in [*sorted((ROOT / "models" / "steps").glob("*.py")), *sorted((ROOT / "workflows").glob("*.py"))]:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                names = {k.arg: k.value for k in node.keywords}
                assert not isinstance(names.get("days"), ast.Constant), f"{file.name}:{node.lineno}"
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not re.search(r"第[0-9一二三四五六七八九十]+条", node.value), f"{file.name}:{node.lineno}"
