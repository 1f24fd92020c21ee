"""Protection in the law: what the texts say, what the house says, which rows rest on what, and broken files."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from models.law.lawbook import REGIMES, Lawbook
from models.law.protection import protecting, protection_law, protection_words
from models.law.reading import LawFault, LawMissing
from models.law.regimes import Certainty
from models.steps.protection_table import ACTS, TABLE
from models.steps.querying import CLASS

ON = date(2026, 3, 2)
# Acts of the counter's own that stand in no file: their posts are the law's all the same.
_AT_THE_COUNTER = {"query", "query_own"}


def test_what_the_law_says_is_cited_as_law_and_what_no_text_sets_as_the_house(book: Lawbook) -> None:
    law = protection_law(book, "gb49-protection", ON)
    for key in ("leak_remedy", "leak_notice", "leak_waiver", "leak_order", "consent_withdrawal", "consent_child"):
        assert str(law.citation(f"protection.{key}")).startswith("《个人信息保护法》"), key
    for key in ("leak", "accountability", "no_lifetime", "not_forced", "query", "conduct"):
        assert str(law.citation(f"protection.{key}")).startswith("国办发〔2020〕49号"), key
    own = [p.key for p in law.periods if p.citation.certainty is not Certainty.OFFICE]
    assert own == ["conduct_minor_longest", "conduct_general_shortest", "conduct_general_longest"]
    assert all(x.citation.certainty is Certainty.OFFICE for x in law.limits)


def test_a_notice_names_what_article_57_names(book: Lawbook) -> None:
    law = protection_law(book, "gb49-protection", ON)
    assert law.named("leak_authority_notice") == ("kinds", "cause", "harm", "measures", "contact")
    assert law.named("leak_subject_notice") == ("kinds", "cause", "harm", "measures", "self_help", "contact")
    assert CLASS in law.catalogue


def test_a_text_of_a_place_says_its_own_and_leans_on_the_rest(book: Lawbook) -> None:
    law = protection_law(book, "luliang-protection", ON)
    assert str(law.citation("protection.leak")).startswith("吕信用办发〔2022〕5号")
    assert str(law.citation("protection.no_lifetime")).startswith("国办发〔2020〕49号")
    assert law.matters == ("leak", "consent", "query", "conduct")


def test_before_a_law_was_in_force_nothing_is_asked_by_it(book: Lawbook) -> None:
    before = protection_law(book, "gb49-protection", date(2021, 3, 1))
    assert before.named("leak_subject_notice") == ()
    assert before.period("conduct_minor_longest") is None
    assert before.holds("protection.leak_notice")


def test_every_row_and_every_act_rests_on_the_law(book: Lawbook) -> None:
    assert protecting(book) == ("gb49-protection", "luliang-protection")
    for notice in protecting(book):
        law = protection_law(book, notice, ON)
        assert [row.cite for row in TABLE if not law.holds(row.cite)] == []
        assert {rule.act for rule in law.acts} == {*ACTS, *_AT_THE_COUNTER}
        assert all(task in ACTS for rule in law.acts for task in rule.apart_from)
        assert all(words.zh and words.en for words in protection_words(book, notice, ON).values())


def test_no_case_takes_these_texts_in(book: Lawbook) -> None:
    for regime in book.regimes:
        held = {text.id for text in book.bundle(regime, ON)}
        assert not {name for name in held if name.endswith("-protection")}, regime


def test_a_text_that_orders_none_is_refused(book: Lawbook) -> None:
    with pytest.raises(LawMissing, match="orders no protection"):
        protection_law(book, "protection-house", ON)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: leak_authority_notice", "id: leak_notices", "is not one of"),
        ("value: [kinds, cause, harm, measures, contact]", "value: [kinds, reason]", "“reason”, not one of"),
        ("id: leak_subject_notice", "id: leak_authority_notice", "stands twice"),
        ('leak_waiver: {article: "57", ', "leak_waiver: {", "article"),
    ],
)
def test_a_broken_file_is_refused_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    shutil.copytree(REGIMES, tmp_path / "regimes")
    file = tmp_path / "regimes" / "npc" / "pipl-protection" / "2021-11-01.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LawFault, match=said):
        Lawbook(tmp_path / "regimes")
