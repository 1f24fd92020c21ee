"""Which values two people must confirm, what a confirmation holds for, and who may confirm."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from models.law.lawbook import Lawbook
from models.law.regimes import Certainty
from models.law.reviewing import Value, reviewers, unreviewed
from models.records.commands import Actor
from models.steps.reviewing import refuse_review
from tests.law.reviewed import BOOK, ON, QIAN, SEEN, WAGES, ZHAO, left, library

NOTHING: frozenset[str] = frozenset()
HOUSE = BOOK.instrument("house", ON)
POSTS = reviewers(BOOK, ON)


def values(*keys: str, text: str = WAGES) -> tuple[Value, ...]:
    return tuple(v for v in BOOK.instrument(text, ON).values if v.key in keys)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return library(tmp_path_factory.mktemp("law") / "regimes")


def test_every_value_of_every_file_is_to_be_confirmed_by_its_own_key() -> None:
    for text in (v for versions in BOOK.instruments.values() for v in versions):
        keys = [value.key for value in text.values]
        assert len(set(keys)) == len(keys), text.id
        if text.place["certainty"] == "office":
            continue
        for part in ("rules", "periods", "switches", "limits", "parties", "recipients"):
            assert {f"{part}.{key}" for key in text.place.inner(part)} <= set(keys), text.id
        for part in ("grounds", "measures", "channels", "materials", "founded_on", "unapplied", "categories"):
            told = {f"{part}.{row.get('code') or row.get('id')}" for row in text.place.rows(part)}
            assert told <= set(keys), text.id
        assert {f"unread.{topic}" for topic in text.place.words("unread")} <= set(keys)
        assert "in_force" in keys


def test_the_rules_of_the_house_need_nobody() -> None:
    assert HOUSE.values == ()


def test_a_law_counts_what_is_not_reviewed() -> None:
    law = BOOK.law(WAGES, ON)
    assert law.unreviewed == len(left(BOOK, NOTHING)) > 0
    own = frozenset(v.sha256 for v in BOOK.instrument(WAGES, ON).values)
    some = BOOK.law(WAGES, ON, (), own)
    assert law.unreviewed - some.unreviewed == len(own)
    assert not some.reviewed
    assert some.version != law.version


def test_a_law_is_reviewed_when_every_value_is_confirmed_and_not_before(root: Path) -> None:
    book = Lawbook(root)
    every = frozenset(v.sha256 for v in left(book, NOTHING))
    whole = book.law(WAGES, ON, (), every)
    assert (whole.reviewed, whole.unreviewed) == (True, 0)
    for missing in sorted(every)[::40]:
        law = book.law(WAGES, ON, (), every - {missing})
        assert (law.reviewed, law.unreviewed) == (False, 1)


def test_what_was_not_read_in_the_text_stays_unreviewed_whoever_confirms_it() -> None:
    every = frozenset(v.sha256 for v in left(BOOK, NOTHING))
    still = left(BOOK, every)
    assert {v.certainty for v in still} == {Certainty.SUMMARY, Certainty.RECALL, None}
    assert not BOOK.law(WAGES, ON, (), every).reviewed


@pytest.mark.parametrize(
    ("was", "becomes", "changed"),
    [
        ("statement_period: {amount: 5,", "statement_period: {amount: 6,", ["periods.statement_period"]),
        ('notice: {article: "6", zh: 作出', 'notice: {article: "7", zh: 作出', ["rules.notice"]),
        ("zh: 异议应当核实", "zh: 异议须核实", ["rules.statement_answer"]),
        ("en: the party may object within the period", "en: it may object within the period", []),
        ("checked_on: 2026-11-21", "checked_on: 2026-11-22", []),
    ],
)  # fmt: skip
def test_a_value_changed_since_is_unreviewed_again(
    tmp_path: Path, was: str, becomes: str, changed: list[str]
) -> None:
    root = library(tmp_path / "regimes")
    every = frozenset(v.sha256 for v in left(Lawbook(root), NOTHING))
    file = root / "mohrss" / "order-45" / "2022-01-01.yaml"
    said = file.read_text(encoding="utf-8")
    assert said.count(was) == 1
    file.write_text(said.replace(was, becomes), encoding="utf-8")
    assert [v.key for v in left(Lawbook(root), every)] == changed


def test_a_text_renumbered_is_unreviewed_as_a_whole(tmp_path: Path) -> None:
    root = library(tmp_path / "regimes")
    book = Lawbook(root)
    every = frozenset(v.sha256 for v in left(book, NOTHING))
    file = root / "mohrss" / "order-45" / "2022-01-01.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("令第45号", "令第46号"), encoding="utf-8")
    assert len(left(Lawbook(root), every)) == len(book.instrument(WAGES, ON).values)


def test_a_local_supplement_is_to_be_reviewed_with_its_list() -> None:
    alone = BOOK.law(WAGES, ON).unreviewed
    assert BOOK.law(WAGES, ON, ("huangshi",)).unreviewed == alone + len(
        unreviewed((BOOK.instrument("huangshi", ON),), NOTHING)
    )


def test_who_may_confirm_what_and_from_where() -> None:
    chosen = values("rules.notice", "periods.statement_period")
    assert len(chosen) == 2
    assert refuse_review((ZHAO, QIAN), chosen, SEEN, POSTS, ON) is None


@pytest.mark.parametrize(
    ("people", "code"),
    [
        ((ZHAO, ZHAO), "same_person"),
        ((ZHAO, Actor("zhao", ("head",))), "same_person"),
        ((ZHAO, Actor("li", ("case-officer",))), "not_authorised"),
        ((Actor("li"), QIAN), "not_authorised"),
    ],
)
def test_one_person_twice_or_another_post_confirms_nothing(people: tuple[Actor, Actor], code: str) -> None:
    refused = refuse_review(people, values("rules.notice"), SEEN, POSTS, ON)
    assert refused is not None
    assert refused.code == code


def test_a_gazette_without_number_or_page_or_of_tomorrow_is_none() -> None:
    for seen, told in (
        (replace(SEEN, gazette=" "), {"what": "field", "field": "gazette", "fault": "missing"}),
        (replace(SEEN, page=""), {"what": "field", "field": "page", "fault": "missing"}),
        (replace(SEEN, gazette_on=ON.replace(day=22)), {"what": "day_in_future", "on": "2026-11-22"}),
    ):
        refused = refuse_review((ZHAO, QIAN), values("rules.notice"), seen, POSTS, ON)
        assert refused is not None
        assert (refused.code, refused.detail) == ("condition_unmet", told)


def test_words_that_are_not_the_gazettes_are_not_confirmed() -> None:
    recalled = tuple(v for v in left(BOOK, NOTHING) if v.certainty is Certainty.RECALL)[:1]
    unread = tuple(v for v in left(BOOK, NOTHING) if v.certainty is None)[:1]
    for chosen in (recalled, unread):
        refused = refuse_review((ZHAO, QIAN), (*values("rules.notice"), *chosen), SEEN, POSTS, ON)
        assert refused is not None
        assert refused.detail == {"what": "value_not_read", "value": [chosen[0].key]}
