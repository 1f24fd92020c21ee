"""The pages of catalogue and list of measures: one an edition, every column and certainty, in both languages."""

from __future__ import annotations

import pytest

from portal.law_listing import catalogue_table, list_names, measure_table, standard_table
from portal.words.listing import COLUMN_WORDS, POINT_WORDS
from tests.portal.house import BOOK, House, at, told

EDITIONS = [v for name in ("measures-list", "credit-catalogue") for v in BOOK.instruments[name]]


def read(house: House, address: str, lang: str = "zh") -> str:
    answer = house.client().get(address, params={"lang": lang} if "?" not in address else None)
    assert answer.status_code == 200, (address, answer.text)
    return told(answer.text)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("text", EDITIONS, ids=lambda t: f"{t.id}-{t.in_force_on}")
def test_an_edition_has_its_page(house: House, lang: str, text: object) -> None:
    which = lang == "en"
    edition = next(t for t in EDITIONS if t is text)
    page = read(house, f"/law/edition/{edition.id}?on={edition.in_force_on}&lang={lang}")
    assert edition.place.inner("title").text(lang) in page
    rows = measure_table(edition, list_names(BOOK, edition.in_force_on))
    for row in rows:
        assert all(words[which] in page for words in (row.item, row.category, *row.columns, row.grounds))
    for held in catalogue_table(edition):
        assert all(words[which] in page for words in (held.item, *held.points))
    heads = COLUMN_WORDS if rows else POINT_WORDS
    assert all(words[which] in page for words in heads.values())
    for other in BOOK.instruments[edition.id]:
        assert str(other.in_force_on) in page


def test_a_day_before_all_editions_is_said(house: House) -> None:
    assert "该日还没有任何版本" in read(house, "/law/edition/measures-list?on=2021-12-15")
    assert "该日还没有任何版本" not in read(house, "/law/edition/measures-list?on=2021-12-16")


def test_what_is_no_edition_has_no_page(house: House) -> None:
    assert house.client().get("/law/edition/mohrss-wages").status_code == 404
    assert house.client().get("/law/edition/nothing").status_code == 404
    assert house.client().get("/law/edition/measures-list?on=soon").status_code == 400


def test_the_pages_of_lists_lead_to_the_editions_of_the_day(house: House) -> None:
    house.now = at("2026-11-21 10:00")
    for address in ("/law?on=2026-11-21", "/law/mohrss-wages?on=2026-11-21"):
        body = house.client().get(address).text
        assert 'href="/law/edition/measures-list?on=2026-11-21"' in body
        assert 'href="/law/edition/credit-catalogue?on=2026-11-21"' in body
    assert "/law/edition/" not in house.client().get("/law?on=2021-12-15").text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_standard_of_a_list_is_shown_and_what_is_missing_flagged(house: House, lang: str) -> None:
    which = lang == "en"
    for regime in ("mohrss-wages", "caac-flight", "military-service"):
        page = read(house, f"/law/{regime}", lang)
        for name, said, _ in standard_table(BOOK.instrument(regime, at("2026-11-21 10:00").date())):
            assert name[which] in page
            assert " ".join(said[which].split()) in page
    flag = ("没有成文的修复规定", "no written restoration rules")[which]
    assert flag in read(house, "/law/caac-flight", lang)
    assert flag not in read(house, "/law/mohrss-wages", lang)
    assert flag in read(house, "/law", lang)
