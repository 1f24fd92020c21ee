"""Catalogue and list of measures of the day: what stands outside is refused, and each step asks its own day's."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.law.editions import case_law
from models.law.lawbook import REGIMES, Lawbook
from models.law.outside import NO_CLASS, NO_GROUND, NO_ITEM, NOT_PUBLIC, NOT_READ, Outside
from models.law.regimes import Law
from models.records.acts import Refused
from models.steps.listed import measures_open
from tests.steps.telling import BOOK, Case, closed, decided, opened, opening

WAGES = "mohrss-wages"
LIST = "ndrc/measures-list/2024-02-18.yaml"
CATALOGUE = "ndrc/catalogue/2024-02-18.yaml"
DAY = date(2026, 6, 2)
ROW = (
    "    rows: [{id: sample, article: 示例, content: {zh: 示例}, object: {zh: 示例}, basis: {zh: 示例}, "
    "body: {zh: 示例}, by: [public-management-body], objects: [organisation, person], grounds: [HRSS-5-1]}]\n"
)
Amended = Callable[..., Lawbook]


@pytest.fixture
def amended(tmp_path: Path) -> Amended:
    """The law as held, with changes: file, what stood there, what stands there now."""
    root = Path(shutil.copytree(REGIMES, tmp_path / "law"))

    def change(*changes: tuple[str, str, str]) -> Lawbook:
        for name, old, new in changes:
            text = (root / name).read_text(encoding="utf-8")
            assert text.count(old) == 1, (name, old)
            (root / name).write_text(text.replace(old, new), encoding="utf-8")
        return Lawbook(root)

    return change


def notice(law: Law, *measures: str, ground: str = "HRSS-5-1", mode: str = "rehearsal") -> tuple[str, dict[str, Any]]:
    """The refusal of a notice with these measures; nothing where it is drafted."""
    case = Case(WAGES, law, mode=mode)
    case.do("li", "open_case", "06-02 09:00", **{**opening(), "grounds": [ground]})
    answer = case.ask("li", "draft_notice", "06-02 10:00", facts="事实", measures=list(measures))
    return (answer.code, answer.detail) if isinstance(answer, Refused) else ("", {})


def test_a_measure_whose_item_is_in_no_edition_of_the_day_is_refused(amended: Amended) -> None:
    book = amended((LIST, "- id: prudent-credit\n", "- id: lending\n"))
    assert notice(book.law(WAGES, DAY), "financing") == (
        "measure_not_listed",
        {"measure": "financing", "missing": NO_ITEM, "item": "prudent-credit"},
    )
    assert notice(book.law(WAGES, DAY), "bidding") == ("", {})
    # The edition before still had it.
    assert not [o for o in book.law(WAGES, date(2023, 6, 1)).outside if o.id == "financing"]


def test_the_draft_and_the_signature_ask_the_list_again(amended: Amended) -> None:
    law = amended((LIST, "- id: market-access\n", "- id: access\n")).law(WAGES, DAY)
    held = closed()
    held.law = law
    draft = {"outcome": "list", "reasons": "理由", "measures": ["bidding"]}
    assert held.refuses("li", "draft_decision", "06-05 09:00", **draft).detail["missing"] == NO_ITEM
    held.law = BOOK.law(WAGES, DAY)
    held.do("li", "draft_decision", "06-05 09:00", **draft).do("zhao", "legal_review", "06-08 09:00", opinion="pass")
    held.law = law
    assert held.refuses("qian", "approve_decision", "06-09 09:00").code == "measure_not_listed"


def test_a_measure_follows_only_the_grounds_its_item_names(amended: Amended) -> None:
    book = amended((LIST, "en: limits on honours and awards\n    rows: unread\n", f"en: limits on honours\n{ROW}"))
    law = book.law(WAGES, DAY)
    assert Outside("measure", "honours", NO_GROUND, "honours", ("HRSS-5-2",)) in law.outside
    assert notice(law, "honours") == ("", {})
    assert notice(law, "honours", ground="HRSS-5-2")[1]["missing"] == NO_GROUND
    on_the_other = replace(opened(law=law).state, grounds=("HRSS-5-2",))
    assert "honours" in measures_open(law, opened(law=law).state)
    assert "honours" not in measures_open(law, on_the_other)


def test_a_measure_of_no_known_item_waits_until_the_list_is_read(amended: Amended) -> None:
    """In rehearsal it is open as long as nobody has read the whole list; never in a real case."""
    law = BOOK.law(WAGES, DAY)
    assert [o for o in law.outside if o.what == "measure"] == [Outside("measure", "travel", NOT_READ)]
    assert notice(law, "travel") == ("", {})
    assert notice(replace(law, reviewed=True), "travel", mode="real")[1] == {"measure": "travel", "missing": NOT_READ}
    assert notice(replace(law, reviewed=True), "bidding", mode="real") == ("", {})
    read = amended((LIST, "unread: [measures_list]", "")).law(WAGES, DAY)
    assert notice(read, "travel")[1] == {"measure": "travel", "missing": NO_ITEM}


def test_a_document_of_no_class_of_the_catalogue_is_refused(amended: Amended) -> None:
    said = "  - {id: order-to-pay, under: administrative, article: 目录, certainty: derived, "
    said += 'zh: 责令限期支付文书归入“行政管理信息”, en: "an order to pay: administrative acts"}\n'
    unlisted = amended((CATALOGUE, said, ""))
    # Not refused for what nobody has read: the catalogue may hold it.
    opened(law=unlisted.law(WAGES, DAY))
    law = amended((CATALOGUE, "unread: [catalogue]", "")).law(WAGES, DAY)
    refused = Case(WAGES, law).refuses("li", "open_case", "06-02 09:00", **opening())
    assert (refused.code, refused.cite) == ("basis_kind_not_allowed", "catalogue_recorded")
    assert refused.detail == {"kind": "order-to-pay", "missing": NO_CLASS}


def test_what_the_catalogue_does_not_make_public_is_not_shown(amended: Amended) -> None:
    law = amended((CATALOGUE, "public: {value: true", "public: {value: false")).law(WAGES, DAY)
    assert Outside("publication", "serious-dishonesty", NOT_PUBLIC) in law.outside
    case = decided()
    case.do("li", "record_service", "06-10 09:00", document="decision", method="direct", on="2026-06-10", proof="回证")
    case.law = law
    refused = case.refuses("sun", "publish", "06-11 09:00", channels=list(law.channels))
    assert (refused.cite, refused.detail["what"]) == ("catalogue_public", "not_made_public")


def test_a_place_with_lists_of_its_own_needs_a_local_regulation() -> None:
    """Lüliang cites none; Pingdingshan's province has one that says so (Henan regulation art. 11, 29)."""
    luliang = Case(WAGES, local=("luliang",), mode="real").refuses("li", "open_case", "06-02 09:00", **opening())
    assert (luliang.code, luliang.cite) == ("condition_unmet", "local_catalogue")
    assert luliang.detail == {"what": "supplement_unfounded", "text": "吕信用办发〔2022〕5号"}
    for local in ((), ("pingdingshan",)):
        real = Case(WAGES, local=local, mode="real").refuses("li", "open_case", "06-02 09:00", **opening())
        assert real.code == "regime_unreviewed"
    opened(local=("luliang",))


def test_a_supplement_on_a_local_regulation_carries_a_measure(amended: Amended) -> None:
    item = f"  - id: parking\n    category: reducing\n    article: '29'\n    zh: 限制停车\n    en: no parking\n{ROW}"
    edition = "edition: {value: supplement, article: '29', zh: 补充清单, en: supplement}\n"
    book = amended(
        ("local/henan/2020-05-01.yaml", "own_editions:", f"{edition}listed_measures:\n{item}own_editions:"),
        (
            "mohrss/order-45/2022-01-01.yaml",
            "{id: travel, falls_under: unread,",
            "{id: travel, falls_under: [parking],",
        ),
    )
    assert notice(book.law(WAGES, DAY, ("henan",)), "travel") == ("", {})
    assert notice(book.law(WAGES, DAY), "travel")[1] == {"measure": "travel", "missing": NO_ITEM, "item": "parking"}


def test_each_step_asks_the_edition_of_its_own_day(amended: Amended) -> None:
    book = amended((LIST, "- id: prudent-credit\n", "- id: lending\n"))
    law = case_law(book, WAGES, date(2024, 2, 1))
    for day, expected in ((date(2024, 2, 17), []), (date(2024, 2, 18), ["financing"])):
        assert [o.id for o in law.on(day).outside if o.missing == NO_ITEM] == expected
