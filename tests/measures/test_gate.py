"""No local measure is used for a real case before it was issued after its review (H-81); training goes on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from models.law.lawbook import Lawbook
from models.law.measures import review_bundle, review_law, text_digest
from models.law.reviewing import unreviewed
from models.tables import schema as t
from models.tables.reviewing import confirmed
from tests.law.reviewed import BOOK, ON, WAGES, confirm, copied, library
from tests.measures.review_house import ReviewHouse
from tests.portal.house import OPENING, House, make_house, send, told
from tests.portal.test_law_reviewed import browser
from tests.standards.standard_house import stand

PLACE = "huangshi"
LOCAL = (PLACE, "henan", "pingdingshan", "measure-house", "gb49-measures", "notice-15", "cleanup-house")
LACKS = "下列地方规定没有经过出台前审查"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Lawbook:
    root = library(tmp_path_factory.mktemp("law") / "regimes")
    for name in LOCAL:
        copied(BOOK.instrument(name, ON).place.file, root)
    return Lawbook(root)


@pytest.fixture
def house(tmp_path: Path, book: Lawbook) -> Iterator[House]:
    """A house whose law two people have wholly confirmed: what is left is the review of the local text."""
    made = make_house(tmp_path)
    texts = (*book.bundle(WAGES, ON, (PLACE,)), *review_bundle(book, "measure-house", ON))
    values = {v.sha256: v for v in unreviewed(texts, frozenset())}
    confirm(made.engine, tuple(values.values()))
    stand(made.engine, book, WAGES, ON)
    yield made
    made.stop()


def opened(house: House, book: Lawbook, mode: str, local: str = PLACE) -> tuple[str, str]:
    """How an opening with that supplement ends, and what its page says."""
    client = browser(house, book)
    form = {**OPENING, "mode": mode, "shown": WAGES + (f"+{local}" if local else "")}
    answer = send(client, "/new", {**form, "local": local} if local else form)
    with house.engine.connect() as connection:
        rows = connection.execute(select(t.command).order_by(t.command.c.received_at)).all()
    return rows[-1].outcome, told(client.get(answer.headers["location"]).text)


def test_a_real_case_waits_for_the_review_of_its_local_text(house: House, book: Lawbook) -> None:
    page = told(browser(house, book).get(f"/new?regime={WAGES}").text)
    assert LACKS not in page
    outcome, page = opened(house, book, "real")
    assert outcome == "refused"
    assert "适用的地方规定没有经过出台前审查，不能用于真实案件。" in page
    assert "H-81" in page


def test_without_the_local_text_and_in_training_nothing_waits(house: House, book: Lawbook) -> None:
    assert opened(house, book, "training")[0] == "received"
    assert opened(house, book, "real", local="")[0] == "received"


def test_issued_after_its_review_it_opens_real_cases_and_a_changed_text_does_not(house: House, book: Lawbook) -> None:
    with house.engine.connect() as connection:
        law = review_law(book, "measure-house", date(2025, 9, 1), confirmed(connection))
    assert law.unreviewed == 0
    text = book.instrument(PLACE, ON)
    ReviewHouse(house.engine, "real-2025-R1", "real", law).issue(instrument=PLACE, text="another-text")
    assert opened(house, book, "real")[0] == "refused"
    ReviewHouse(house.engine, "real-2025-R2", "real", law).issue(instrument=PLACE, text=text_digest(text))
    assert opened(house, book, "real")[0] == "received"


def test_a_measure_stopped_after_an_incident_opens_no_real_case_any_more(house: House, book: Lawbook) -> None:
    with house.engine.connect() as connection:
        law = review_law(book, "measure-house", date(2025, 9, 1), confirmed(connection))
    review = ReviewHouse(house.engine, "real-2025-R1", "real", law)
    review.issue(instrument=PLACE, text=text_digest(book.instrument(PLACE, ON)))
    assert opened(house, book, "real")[0] == "received"
    review.stop()
    assert opened(house, book, "real")[0] == "refused"


def test_the_page_of_the_list_says_which_local_text_lacks_its_review(house: House, book: Lawbook) -> None:
    client = browser(house, book)
    assert LACKS in told(client.get(f"/law/{WAGES}?local={PLACE}").text)
    assert "no real case can be opened with them" in told(client.get(f"/law/{WAGES}?local={PLACE}&lang=en").text)
    assert LACKS not in told(client.get(f"/law/{WAGES}").text)
