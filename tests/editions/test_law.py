"""Compiling in the law: what 49号 and 15号 say, what a place and the house say, and broken files."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from models.law.compiling import compilation_bundle, compilation_law, compilation_words, compiling
from models.law.edition_content import content_of, digest_of
from models.law.lawbook import REGIMES, Lawbook
from models.law.reading import LawFault, LawMissing
from models.law.regimes import Certainty
from models.steps.edition_table import ACTS, TABLE

ON = date(2021, 11, 22)
LATER = date(2026, 11, 21)


def test_what_no_text_sets_is_the_houses_and_what_49_says_is_cited_as_49(book: Lawbook) -> None:
    law = compilation_law(book, "gb49-editions", LATER)
    for key in ("proposals", "gathering", "approval", "publication", "not_heavier", "amend_law"):
        assert law.citation(f"compilation.{key}").certainty is Certainty.VERBATIM
        assert law.citation(f"compilation.{key}").instrument == "国办发〔2020〕49号"
    assert all(period.citation.certainty is Certainty.OFFICE for period in law.periods)
    assert law.citation("compilation.forums.law").certainty is Certainty.OFFICE
    assert law.asked == ("region", "department", "market-subject", "association", "legal-service", "expert", "public")


def test_the_vocabulary_is_the_lawbooks_own(book: Lawbook) -> None:
    law = compilation_law(book, "gb49-editions", LATER)
    assert law.free_bodies == ("financial-institution", "credit-service", "association", "media")
    assert (law.scores, law.obliging) == (("credit-score",), ("reducing", "managing"))
    assert law.fields == ("health-and-life", "fair-market", "legal-duty", "national-defence")
    assert law.ranks_for("supplement") == ("local-regulation",)
    assert law.forum_for("local-regulation") == "local-people-government"
    assert law.forum_for("normative-document") == ""


def test_the_days_are_those_the_notice_names(book: Lawbook) -> None:
    law = compilation_law(book, "gb49-editions", ON)
    named = {what: law.day_for(what, level) for what, level in (("catalogue", "nation"), ("lists", "nation"))}
    assert {what: day.due for what, day in named.items() if day} == dict.fromkeys(named, date(2021, 12, 31))
    assert law.day_for("supplement", "city") is None


def test_a_place_goes_by_its_own_text_first(book: Lawbook) -> None:
    assert compiling(book) == ("gb49-editions", "henan-editions", "luliang-editions")
    words = compilation_words(book, "luliang-editions", LATER)
    assert "市信用办审定" in words["compilation.approval"].zh
    assert words["compilation.not_heavier"].citation.instrument == "国办发〔2020〕49号"
    assert compilation_bundle(book, "henan-editions", LATER)[0].id == "henan-editions"


def test_every_row_and_every_act_rests_on_the_law(book: Lawbook) -> None:
    for notice in compiling(book):
        law = compilation_law(book, notice, LATER)
        assert [row.cite for row in TABLE if not law.holds(row.cite)] == []
        assert sorted(rule.act for rule in law.acts) == sorted(ACTS)
        assert all(task in ACTS for rule in law.acts for task in rule.apart_from)
        opened = {kind for row in TABLE for kind in row.opens}
        assert opened == {p.key for p in law.periods} | {"named_publication", "in_force"}
        for key, words in compilation_words(book, notice, LATER).items():
            assert words.zh, key
            assert words.en, key


def test_the_texts_of_compiling_are_no_supplements_of_a_case(book: Lawbook) -> None:
    for local in ("henan", "luliang"):
        law = book.law("mohrss-wages", LATER, (local,))
        assert book.local_of(law, LATER) == (local,)


def test_under_a_text_without_the_part_nothing_is_compiled(book: Lawbook) -> None:
    with pytest.raises(LawMissing, match="under “henan” nothing is compiled"):
        compilation_law(book, "henan", ON)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("value: [catalogue, measures-list, kept-lists]", "value: [list]", "“value” is “list”, not one of catalogue"),
        ("id: catalogue, ranks: [law, ", "id: catalogue, ranks: [statute, ", "“ranks” is “statute”"),
        ("{id: personal, ", "{id: private, ", "“private” stands twice in “basis_ranks”, or is not one of"),
        ("  compiles: {", "  makes: {", "“makes” is not known here"),
        ("renewal: {article: （一）、（九）, ", "renewal: {", "“article” is missing"),
    ],
)
def test_a_broken_file_is_refused_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    root = tmp_path / "regimes"
    shutil.copytree(REGIMES, root)
    file = root / "state-council" / "gb49-editions" / "2020-12-07.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(LawFault) as bad:
        Lawbook(root)
    assert said in str(bad.value)
    assert "2020-12-07.yaml:" in str(bad.value)


def test_the_digest_is_of_what_an_edition_says_and_not_of_how_well_it_is_known(book: Lawbook) -> None:
    held = content_of("measures-list", book.instrument("measures-list", LATER).place)
    known = content_of("measures-list", book.instrument("measures-list", LATER).place)
    for row in known["listed_measures"]:
        row |= {"certainty": "verbatim", "source": "gazette", "en": "another translation"}
    assert digest_of(known) == digest_of(held)
    known["listed_measures"][0]["zh"] += "。"
    assert digest_of(known) != digest_of(held)
    held["listed_measures"].reverse()
    assert digest_of(held) == digest_of(content_of("measures-list", book.instrument("measures-list", LATER).place))
