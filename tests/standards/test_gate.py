"""No list without a standard in force in the record opens a real case (H-150); training and rehearsal go on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from models.law.lawbook import Lawbook
from models.law.list_standards import lacks_standard
from models.law.measures import text_digest
from models.law.reviewing import unreviewed
from models.tables.list_standards import standing_standards
from tests.law.reviewed import ON, WAGES, confirm, library
from tests.measures.test_gate import opened
from tests.portal.house import House, make_house, told
from tests.portal.test_law_reviewed import browser
from tests.standards.standard_house import DING, DRAFT, NING, OPENED, PUBLISHED, TAN, StandardHouse, sound, stand

LACKS = "本系统中没有该名单施行中的认定标准"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Lawbook:
    return Lawbook(library(tmp_path_factory.mktemp("law") / "regimes"))


@pytest.fixture
def reviewed(tmp_path: Path, book: Lawbook) -> Iterator[House]:
    """A house whose law two people have wholly confirmed: what is left is the standard of the list."""
    made = make_house(tmp_path)
    confirm(made.engine, unreviewed(book.bundle(WAGES, ON), frozenset()))
    yield made
    made.stop()


def standing(engine: Engine, on: str) -> set[str]:
    with engine.connect() as connection:
        return {text for _, text in standing_standards(connection, date.fromisoformat(on))}


def test_a_real_case_waits_for_the_standard_of_its_list_and_training_does_not(reviewed: House, book: Lawbook) -> None:
    outcome, page = opened(reviewed, book, "real", local="")
    assert outcome == "refused"
    assert LACKS in page
    assert "H-150" in page
    assert opened(reviewed, book, "training", local="")[0] == "received"


def test_entered_by_two_people_it_opens_real_cases_and_another_text_does_not(reviewed: House, book: Lawbook) -> None:
    other = StandardHouse(reviewed.engine, "standard-real-2026-X", "real", sound())
    other.enter(list=WAGES, text="another-text")
    assert opened(reviewed, book, "real", local="")[0] == "refused"
    other.done("2026-03-03 09:00", TAN, "abolish_standard", reasons="录入有误", on="2026-03-03", document="示例1号")
    held = stand(reviewed.engine, book, WAGES, ON)
    assert opened(reviewed, book, "real", local="")[0] == "received"
    held.done("2026-11-20 09:00", TAN, "abolish_standard", reasons="废止", on="2026-11-20", document="示例部令第11号")
    assert opened(reviewed, book, "real", local="")[0] == "refused"


def test_the_pages_say_that_the_standard_lacks(reviewed: House, book: Lawbook) -> None:
    client = browser(reviewed, book)
    note = "本名单的认定标准没有在本系统通过、公布、施行"
    assert note in told(client.get(f"/law/{WAGES}").text)
    assert note in told(client.get(f"/new?regime={WAGES}").text)
    assert "opens no real case" in told(client.get(f"/law/{WAGES}?lang=en").text)
    stand(reviewed.engine, book, WAGES, ON)
    assert note not in told(client.get(f"/law/{WAGES}").text)


def test_the_file_is_asked_by_its_days_and_not_by_what_the_clock_has_done(engine: Engine) -> None:
    """An edition that is published stands from its own day, and the one before it to that day, clock or no clock."""
    held = StandardHouse(engine, "standard-real-2026-A", "real", sound())
    held.enter(in_force_on="2022-01-01")
    assert standing(engine, "2021-12-31") == set()
    assert standing(engine, "2022-01-01") == {"text-1"}
    held.done("2026-03-02 11:00", DING, "revise_standard", reasons="修订", **DRAFT)
    held.done("2026-03-02 12:00", TAN, "open_consultation", **OPENED)
    held.adopt()
    held.done("2026-04-07 09:00", NING, "publish_standard", **PUBLISHED)
    assert held.state().step == "published"
    assert (standing(engine, "2026-04-30"), standing(engine, "2026-05-01")) == ({"text-1"}, {"draft-1"})
    held.clock("2026-05-01 09:00")
    assert held.state().step == "in_force"
    assert (standing(engine, "2026-04-30"), standing(engine, "2026-05-01")) == ({"text-1"}, {"draft-1"})


def test_an_old_standard_ends_with_the_transition_though_no_clock_has_told_it(sqlite: Engine) -> None:
    held = StandardHouse(sqlite, "standard-real-2021-A", "real", sound(on=date(2021, 3, 1)))
    held.enter("2021-03-01", rank="normative-document", adjust=True, in_force_on="2018-06-01")
    assert held.state().step == "kept"
    assert standing(sqlite, "2021-12-31") == {"text-1"}
    assert standing(sqlite, "2022-01-01") == set()


def test_only_real_files_count(sqlite: Engine) -> None:
    StandardHouse(sqlite, "standard-training-2026-A", "training").enter()
    assert standing(sqlite, "2026-11-21") == set()


def test_the_digest_of_the_law_file_of_that_day_is_asked(book: Lawbook) -> None:
    digest = text_digest(book.instrument(WAGES, ON))
    assert lacks_standard(book, WAGES, ON, frozenset())
    assert lacks_standard(book, WAGES, ON, frozenset({(WAGES, "another")}))
    assert not lacks_standard(book, WAGES, ON, frozenset({(WAGES, digest)}))
