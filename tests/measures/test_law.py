"""The review in the law: what Pingdingshan's notice, 49号 and 15号 say, what the house says, and broken files."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from models.law.lawbook import REGIMES, Lawbook
from models.law.measures import ordering, review_law, review_words, text_digest, unconsented
from models.law.reading import LawFault, LawMissing
from models.law.regimes import Certainty
from models.steps.measure_table import ACTS, TABLE

ON = date(2022, 9, 14)
LATER = date(2026, 11, 21)


def test_what_the_notice_says_is_cited_as_the_notice_and_what_no_text_sets_as_the_house(book: Lawbook) -> None:
    law = review_law(book, "pingdingshan", ON)
    for key in ("consent", "opinion", "upper_consent", "large_basis", "report", "incident_notice"):
        assert law.citation(f"review.{key}").certainty is Certainty.VERBATIM
        assert str(law.citation(f"review.{key}")).startswith("平发改财金信用〔2022〕308号")
    for period in law.periods:
        assert period.citation.certainty is Certainty.OFFICE, period.key
    assert [(d.due, d.what) for d in law.reports] == [(date(2022, 9, 13), "report")]
    assert law.kinds == ("penalty", "reward")


def test_where_no_local_text_orders_a_review_the_house_does(book: Lawbook) -> None:
    law = review_law(book, "measure-house", LATER)
    assert law.citation("review.consent").certainty is Certainty.OFFICE
    assert law.citation("review.low_score").instrument == "发改办财金〔2021〕15号"
    assert law.citation("review.not_heavier").article == "（十）"
    assert law.reports == ()
    assert ordering(book) == ("measure-house", "pingdingshan")


def test_a_penalty_rests_on_law_regulation_or_central_policy_and_a_large_one_on_law_or_regulation(
    book: Lawbook,
) -> None:
    law = review_law(book, "pingdingshan", ON)
    assert law.ranks_for("penalty") == ("law", "administrative-regulation", "local-regulation", "central-policy")
    assert law.ranks_for("large-impact") == ("law", "administrative-regulation", "local-regulation")
    assert law.ranks_for("reward") is None
    assert (law.triggers_for("penalty"), law.triggers_for("reward"), law.listed) == (("conduct",), None, ("penalty",))


def test_every_row_and_every_act_rests_on_the_law(book: Lawbook) -> None:
    for notice in ordering(book):
        law = review_law(book, notice, LATER)
        assert [row.cite for row in TABLE if not law.holds(row.cite)] == []
        assert sorted(rule.act for rule in law.acts) == sorted(ACTS)
        assert all(task in ACTS for rule in law.acts for task in rule.apart_from)
        opened = {kind for row in TABLE for kind in row.opens}
        assert opened == {p.key for p in law.periods} | {"report"}
        for key, words in review_words(book, notice, LATER).items():
            assert words.zh, key
            assert words.en, key


def test_a_text_without_a_review_orders_none(book: Lawbook) -> None:
    with pytest.raises(LawMissing, match="“henan” orders no review"):
        review_law(book, "henan", ON)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("value: [penalty, reward]", "value: [penalty, praise]", "“value” is “praise”, not one of penalty, reward"),
        ("ranks: [law, ", "ranks: [statute, ", "“ranks” is “statute”"),
        ("id: large-impact", "id: huge", "“huge” stands twice in “basis_ranks”, or is not one of"),
        ("  kinds: {", "  sorts: {", "“sorts” is not known here"),
        ("leans_on: [gb49-measures,", "leans_on: [gb50,", "no law “gb50” is held"),
        ("opinion: {article: 二, ", "opinion: {", "“article” is missing"),
        ("opinion: {article: 二, ", "opinion: {article: 二, days: 10, ", "“days” is not known here"),
        ("ranks: [law, administrative-regulation, local-regulation]", "ranks: []", "“ranks” must name at least one"),
    ],
)
def test_a_broken_file_is_refused_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    root = tmp_path / "regimes"
    shutil.copytree(REGIMES, root)
    file = root / "local" / "pingdingshan" / "2022-09-09.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(LawFault) as bad:
        Lawbook(root)
    assert said in str(bad.value)
    assert "2022-09-09.yaml:" in str(bad.value)


def test_local_texts_wait_for_their_review_and_local_regulations_do_not(book: Lawbook) -> None:
    assert unconsented(book, (), LATER, frozenset()) == ()
    assert unconsented(book, ("henan",), LATER, frozenset()) == ()
    assert unconsented(book, ("pingdingshan", "huangshi"), LATER, frozenset()) == ("pingdingshan", "huangshi")
    text = book.instrument("huangshi", LATER)
    issued = frozenset({("huangshi", text_digest(text))})
    assert unconsented(book, ("huangshi",), LATER, issued) == ()
    assert unconsented(book, ("huangshi",), LATER, frozenset({("huangshi", "another text")})) == ("huangshi",)


def test_the_digest_is_of_what_the_text_says_and_not_of_its_translation(tmp_path: Path) -> None:
    def digest_with(old: str, new: str) -> str:
        root = tmp_path / f"regimes-{abs(hash(new))}"
        shutil.copytree(REGIMES, root)
        file = root / "local" / "huangshi" / "2021-04-08.yaml"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
        return text_digest(Lawbook(root).instrument("huangshi", LATER))

    plain = digest_with("amount: 1", "amount: 1")
    assert digest_with("amount: 1", "amount: 2") != plain
    assert digest_with("the city looks", "the city reads") == plain
