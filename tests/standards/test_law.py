"""The making of list standards in the law: what 49号 says, what a place's transition is, what the house says."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from models.law.days import Roll, Unit
from models.law.lawbook import REGIMES, Lawbook
from models.law.list_standards import standard_law, standard_texts, standard_words, with_standard
from models.law.reading import LawFault, LawMissing
from models.law.regimes import Certainty
from models.law.standard_rules import LOCAL, NATION
from models.steps.standard_table import ACTS, TABLE

ON = date(2021, 3, 1)


def test_what_the_opinions_say_is_cited_as_theirs_and_what_no_text_sets_as_the_house(book: Lawbook) -> None:
    law = standard_law(book, "gb49-standards", ON)
    for key in ("consultation", "opinions", "circles", "channels", "stated", "evaluation", "transition"):
        cited = law.citation(f"standards.{key}")
        assert (cited.instrument, cited.certainty) == ("国办发〔2020〕49号", Certainty.VERBATIM), key
    # The opinions do not name the lead units: that they are these two is recalled.
    assert law.citation("standards.leads").certainty is Certainty.RECALL
    house = [p.key for p in law.periods if p.citation.certainty is Certainty.OFFICE]
    assert house == ["opinion", "standard_publication", "evaluation", "follow_up"]


def test_the_least_time_for_comment_is_the_number_of_the_lists_own_law(book: Lawbook) -> None:
    """Thirty days stand in one place; no day off moves the last, and the first is not counted (49号（七）)."""
    period = standard_law(book, "gb49-standards", ON).period("consultation")
    assert period is not None
    assert (period.amount, period.unit, period.roll) == (30, Unit.DAY, Roll.NONE)
    held = book.instrument("gb49-2020", ON).place.inner("limits").inner("consultation_days")
    assert period.amount == held["amount"]


def test_a_nation_wide_and_a_local_list_have_their_own_ranks(book: Lawbook) -> None:
    law = standard_law(book, "gb49-standards", ON)
    assert law.ranks_for(NATION) == ("law", "administrative-regulation", "central-policy", "departmental-rule")
    assert law.ranks_for(LOCAL) == ("local-regulation",)
    assert law.provisional_ranks == ("departmental-rule",)
    assert "normative-document" not in (*law.ranks_for(NATION), *law.ranks_for(LOCAL))


def test_every_transition_is_that_of_its_text(book: Lawbook) -> None:
    ends = {text: standard_law(book, text, date(2022, 5, 6)).transition for text in standard_texts(book)}
    assert {text: end.until for text, end in ends.items() if end} == {
        "gb49-standards": date(2021, 12, 31),
        "luliang": date(2022, 12, 31),
    }
    luliang = ends["luliang"]
    assert luliang is not None
    assert standard_words(book, "luliang", ON)[luliang.cite].citation.article == "九（四）"


def test_every_row_and_every_act_rests_on_the_law(book: Lawbook) -> None:
    for text in standard_texts(book):
        law = standard_law(book, text, ON)
        assert [row.cite for row in TABLE if not law.holds(row.cite)] == []
        assert sorted(rule.act for rule in law.acts) == sorted(ACTS)
        assert all(task in ACTS for rule in law.acts for task in rule.apart_from)
        opened = {kind for row in TABLE for kind in row.opens}
        assert opened == {p.key for p in law.periods} | {"effect", "evaluation_report", "transition"}
        for key, words in standard_words(book, text, ON).items():
            assert words.zh, key
            assert words.en, key


def test_a_text_without_the_part_makes_no_standard(book: Lawbook) -> None:
    with pytest.raises(LawMissing, match="“henan” says nothing of making list standards"):
        standard_law(book, "henan", ON)


def test_what_keeps_a_list_from_real_cases_is_no_part_of_what_its_law_says(book: Lawbook) -> None:
    law = book.law("mohrss-wages", date(2026, 11, 21))
    lacking = with_standard(law, lacking=True)
    assert lacking.unstandarded
    assert lacking.version != law.version
    assert lacking.text_digest == law.text_digest
    assert with_standard(lacking, lacking=False).version == law.version


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("value: [lead, departments,", "value: [lead, everybody,", "“value” is “everybody”, not one of lead"),
        ("value: [credit-site, department-site]", "value: []", "“value” must name at least one"),
        ("  leads: {", "  heads: {", "“heads” is not known here"),
        ("leans_on: [gb49-2020,", "leans_on: [gb50,", "no law “gb50” is held"),
        ("until: 2021-12-31, article", 'until: "soon", article', "“until” must be a day"),
        ("opinions: {article: （七）, ", "opinions: {", "“article” is missing"),
    ],
)
def test_a_broken_file_is_refused_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    root = tmp_path / "regimes"
    shutil.copytree(REGIMES, root)
    file = root / "state-council" / "gb49-standards" / "2020-12-07.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(LawFault) as bad:
        Lawbook(root)
    assert said in str(bad.value)
    assert "2020-12-07.yaml:" in str(bad.value)
