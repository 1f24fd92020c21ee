"""What the queries see beside a list's own rules and beside checks: where each finds its case, and where none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from models.law.oversight import Edition
from models.records.ledgers import ArrivedRow
from models.records.oversight import Found
from models.steps.ledgers import read_ledger
from models.tables.ledgers import unit_ledger
from models.tables.opening import create_all
from models.tables.oversight import QUERIES
from models.tables.oversight_asking import Asked
from tests.ledgers.ledger_files import FORMS, GOOD, LULIANG, cells
from tests.measures.review_house import DING, FANG, HE, MEASURE, TAN, ReviewHouse
from tests.record.campaign_house import HAN, WANG, CampaignHouse
from tests.record.house import House
from tests.record.oversight_house import ALWAYS, EDITIONS, LAW, found, played, told
from tests.record.test_ledgers import asked, some, take


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[House]:
    """A record on SQLite; the forms of the queries are tried on both engines with the lines' own tests."""
    made = House(f"sqlite:///{tmp_path}/record.db")
    create_all(made.engine)
    yield made
    made.engine.dispose()


def barred(house: House, line: str, kind: str, name: str) -> list[str]:
    """What a line finds where the national edition bars that name to the case's list."""
    wanted = LAW.line(line)
    assert wanted is not None
    editions = (*EDITIONS, *(Edition(r, "2000-01-01", "9999-12-31", kind, name) for r in {e.regime for e in EDITIONS}))
    with house.engine.connect() as connection:
        asking = QUERIES[wanted.query](Asked("training", *ALWAYS, wanted.watches, editions))
        rows: list[Any] = list(connection.execute(asking))
    return sorted(f"{r[2]} {r[3]}".strip() for r in rows)


def test_a_measure_outside_the_national_list_is_found(plain: House) -> None:
    played(plain, "W1")
    assert found(plain.engine, "outside-list") == []
    assert barred(plain, "outside-list", "measure-barred", "bidding") == ["measure-unlisted bidding"]
    assert barred(plain, "outside-list", "measure-barred", "no-such-measure") == []


def test_a_measure_barred_for_one_ground_is_found_only_where_no_other_carries_it(plain: House) -> None:
    played(plain, "W1")
    (own,) = next(e.body["grounds"] for e in told("W1").events if e.act == "open_case")
    other = next(e.name for e in EDITIONS if e.kind == "ground" and e.name != own)
    assert barred(plain, "outside-list", "measure-barred", f"bidding {own}") == ["measure-unlisted bidding"]
    assert barred(plain, "outside-list", "measure-barred", f"bidding {other}") == []


def test_what_the_national_catalogue_has_not_or_does_not_show_is_found(plain: House) -> None:
    played(plain, "W1")
    assert found(plain.engine, "outside-catalogue") == []
    assert barred(plain, "outside-catalogue", "basis-barred", "order-to-pay") == ["basis-uncatalogued order-to-pay"]
    assert barred(plain, "outside-catalogue", "publication-barred", "") == ["not-made-public"]


def filed(house: House, document: str = "") -> list[Found]:
    """A unit's ledger filed after it had issued a reviewed document; `document` stands in one of its rows."""
    review = ReviewHouse(house.engine, mode="training")
    said = {**MEASURE, "department": "甲局"}
    review.done("2020-09-01 09:00", DING, "propose_measure", **said)
    review.done("2020-09-02 09:00", FANG, "find_impact", impact="ordinary", reasons="范围小")
    review.done("2020-09-03 09:00", HE, "consent_measure", document="示发改函1号")
    issue = {"document": "示局发1号", "on": "2020-09-04", "in_force_on": "2020-10-01", "text": said["text"]}
    review.done("2020-09-04 09:00", TAN, "issue_measure", **issue)
    clean = CampaignHouse(house, mode="training")
    clean.open()
    unit = {"kind": "department", "level": "city", "name": "甲局", "officers": ["han"]}
    clean.done("2021-01-15 16:30", WANG, "enrol_unit", unit="jt", **unit)
    rows = some(1)
    if document:
        named = cells(ordinal="1", document=document, disposition="保留")
        rows = tuple(read_ledger(FORMS, LULIANG, [ArrivedRow(2, named)]))
    take(house, rows, replace(asked(rows), campaign="k", unit="jt"))
    with house.engine.connect() as connection:
        held = unit_ledger(connection, "k", "jt")
    assert held is not None
    clean.done("2021-01-20 16:00", HAN, "file_ledger", unit="jt", digest=held.digest)
    return found(house.engine, "rule-not-entered")


def test_a_reviewed_document_left_out_of_the_ledger_is_found(plain: House) -> None:
    (case,) = filed(plain)
    assert (case.place, case.unit, case.what, case.detail, case.since, case.until) == (
        "k", "甲局", "reviewed-not-entered", "r", "2021-01-20", "",
    )  # fmt: skip


def test_a_reviewed_document_in_the_ledger_is_not_found(plain: House) -> None:
    assert filed(plain, GOOD["document"].partition("（")[0] + f"《{MEASURE['title']}》（示局发1号）") == []
