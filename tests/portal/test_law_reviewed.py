"""Officers are told that the law of a list is unreviewed; a regime wholly confirmed opens a real case."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from activities.record import Record
from models.contracts.errands import RecordRequest
from models.law.lawbook import Lawbook
from models.law.measures import text_digest
from models.law.proceedings import PARTS
from models.law.regimes import Law
from models.law.reviewing import unreviewed
from models.records.commands import Actor, Command
from models.steps.forms import legal_part
from models.tables import schema as t
from models.tables.measure_schema import measure_review
from models.tables.packing import unpack
from portal.app import make_app
from tests.law.reviewed import BOOK, ON, WAGES, confirm, copied, left, library
from tests.portal.house import OFFICERS, OPENING, PASSWORD, W1, House, send, signed_in, told
from tests.standards.standard_house import stand

REAL = {**OPENING, "mode": "real"}
CASE = "training-2026-REVIEW01"
LOCAL = "huangshi"
# A text that stands after a real review, as its projection says.
ISSUED = {
    "id": "review-real-2026-A", "mode": "real", "notice": "pingdingshan", "law_version": "v", "calendar_version": "v",
    "authority": "示例局", "level": "county", "region": "140121", "opened_at": datetime(2026, 1, 5, tzinfo=UTC),
    "version": 1, "step": "issued", "closed": False, "state": "{}", "kind": "penalty", "impact": "ordinary",
}  # fmt: skip
NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Lawbook:
    return Lawbook(library(tmp_path_factory.mktemp("law") / "regimes"))


def browser(house: House, book: Lawbook) -> TestClient:
    """A browser of the case officer before a counter with that law."""
    app = make_app(house.settings, clock=lambda: NOW, log=house.log, book=book)
    client = TestClient(app, follow_redirects=False)
    assert client.post("/sign-in", data={"name": "li", "password": PASSWORD}).status_code == 303
    return client


def leant(names: set[str]) -> set[str]:
    """These texts with all they lean on, whatever part of them does."""
    places = [BOOK.instrument(n, ON).place for n in names]
    more = {n for p in places for part in (p, *(p.inner(x) for x in PARTS)) for n in part.words("leans_on")}
    return names if more <= names else leant(names | more)


def test_the_page_says_plainly_that_the_law_is_unreviewed(house: House) -> None:
    client = signed_in(house, "li")
    number = BOOK.law(WAGES, ON).unreviewed
    page = told(client.get("/new").text)
    assert f"只可用于演练和训练，真实案件不能立案。 未核对：{number}项。" in page
    page = told(client.get("/new?lang=en").text)
    assert f"no real case can be opened. Not reviewed: {number} values." in page
    house.bring(CASE, 2)
    number = BOOK.law(WAGES, W1.events[0].at.date()).unreviewed
    page = told(client.get(f"/case/{CASE}?lang=zh").text)
    assert "立案时，本名单的条文还没有由两人对照公报全部核对" in page
    assert f"真实案件不能立案。 未核对：{number}项。" in page


def test_the_refusal_names_how_many_and_where_they_are_shown(house: House) -> None:
    client = signed_in(house, "li")
    answer = send(client, "/new", REAL)
    page = told(client.get(answer.headers["location"]).text)
    number = BOOK.law(WAGES, ON).unreviewed
    assert f"未核对的条文（项） {number}" in page
    page = told(client.get(answer.headers["location"] + "?lang=en").text)
    assert f"Values not reviewed {number}" in page


def test_a_regime_wholly_confirmed_opens_a_real_case(house: House, book: Lawbook) -> None:
    stand(house.engine, book, WAGES, ON)
    every = left(book, frozenset())
    confirm(house.engine, every[1:])
    client = browser(house, book)
    assert "未核对：1项。" in told(client.get("/new").text)
    refused = send(client, "/new", REAL)
    assert "不能用于真实案件" in told(client.get(refused.headers["location"]).text)
    assert [row.outcome for row in house.rows(t.command) if row.act == "open_case"] == ["refused"]

    confirm(house.engine, every[:1])
    assert "只可用于演练和训练" not in told(client.get("/new").text)
    send(client, "/new", REAL)
    sent = next(row for row in house.rows(t.command) if row.outcome == "received")
    assert sent.case_id.startswith("real-2026-")
    laws = [unpack(Law, pin.content) for pin in house.rows(t.pin) if pin.kind == "law"]
    assert [(law.reviewed, law.unreviewed) for law in laws] in ([(False, 1), (True, 0)], [(True, 0), (False, 1)])

    body = legal_part("open_case", json.loads(sent.body))
    command = Command(sent.key, "open_case", Actor("li", OFFICERS["li"][1]), body)
    reply = Record(house.engine).record(RecordRequest(sent.case_id, 0, NOW, command))
    assert reply.refused is None
    assert [act.act for act in reply.acts] == ["open_case"]
    assert "只可用于演练和训练" not in told(client.get(f"/case/{sent.case_id}").text)


def test_a_local_text_without_its_review_opens_no_real_case(
    house: House, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = library(tmp_path_factory.mktemp("law") / "regimes")
    for name in leant({LOCAL, "measure-house"}):
        for version in BOOK.instruments[name]:
            copied(version.place.file, root)
    book = Lawbook(root)
    confirm(house.engine, unreviewed(book.bundle(WAGES, ON, (LOCAL,)), frozenset()))
    stand(house.engine, book, WAGES, ON)
    client = browser(house, book)
    chosen = {**REAL, "local": LOCAL}
    page = told(client.get(send(client, "/new", chosen).headers["location"]).text)
    assert "适用的地方规定没有经过出台前审查" in page
    assert "measure_unreviewed" in page
    digest = text_digest(book.instrument(LOCAL, ON))
    with house.engine.begin() as connection:
        connection.execute(measure_review.insert().values(**ISSUED, instrument=LOCAL, text_sha256=digest))
    assert "measure_unreviewed" not in told(client.get(send(client, "/new", chosen).headers["location"]).text)
    assert any(r.outcome == "received" for r in house.rows(t.command))
