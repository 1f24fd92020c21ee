"""What anybody may do without signing in, and may not: days of their own, files, keys of others, a flood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from models.records.acts import Refused
from models.tables import schema as t
from models.tables.receiving import keep_refusal
from portal import proceeding_public
from tests.portal.house import House, at, hidden, make_house, told
from tests.portal.review_files import people
from tests.standards.standard_house import DING, OPENED, PROPOSED, PUBLIC, TAN, StandardHouse, sound

FILE, OTHER = "standard-real-2026-A", "standard-real-2026-B"
OPEN = f"/consultations/{FILE}"
SAID = "第三条的次数应当按年计算"
FORM = {"circle": "public", "comment": SAID}


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[House]:
    made = make_house(tmp_path)
    made.settings = replace(made.settings, session=timedelta(days=9000))
    people(made)
    yield made
    made.stop()


@pytest.fixture(autouse=True)
def held(counter: House) -> StandardHouse:
    """A real file out for comment from 2 March to 1 April 2026."""
    file = StandardHouse(counter.engine, FILE, "real", sound())
    file.consult()
    counter.now = at("2026-03-10 09:00")
    return file


def sent(client: TestClient, key: str = "k" * 24, where: str = OPEN, **said: str) -> Any:
    return client.post(f"{where}/act/receive_comment", data={**FORM, "key": key, **said})


def _another(counter: House) -> None:
    """A file of another list, out for comment too."""
    other = StandardHouse(counter.engine, OTHER, "real", sound())
    other.done("2026-03-02 09:00", DING, "propose_standard", **{**PROPOSED, "list": "another-list"})
    other.done("2026-03-02 10:00", TAN, "open_consultation", **OPENED)


def comments(counter: House) -> list[Any]:
    return [r for r in counter.rows(t.command) if r.act == "receive_comment"]


def test_a_comment_of_anybody_is_of_the_day_it_is_sent(counter: House) -> None:
    """Nobody comments after the end by writing an earlier day: an answer would be owed for ever."""
    client = counter.client()
    assert 'name="on"' not in client.get(OPEN).text
    assert sent(client, on="2026-03-05").status_code == 303
    (row,) = comments(counter)
    assert '"on":"2026-03-10"' in row.body
    counter.now = at("2026-04-05 09:00")
    assert sent(counter.client(), key="l" * 24, on="2026-03-30").status_code == 409
    assert len(comments(counter)) == 1


def test_the_law_itself_takes_no_earlier_day_from_anybody(held: StandardHouse) -> None:
    """Whatever a counter shows: an officer enters a letter of an earlier day, anybody speaks for today."""
    said = {"circle": "public", "comment": SAID}
    held.refused("2026-04-05 09:00", PUBLIC, "receive_comment", on="2026-03-30", **said)
    held.done("2026-04-05 09:05", DING, "receive_comment", on="2026-03-30", **said)


def test_no_file_is_read_for_anybody(counter: House) -> None:
    """A law file is parsed where it is uploaded: that is for who is signed in."""
    form = {**FORM, "key": "k" * 24}
    answer = counter.client().post(
        f"{OPEN}/act/receive_comment", data=form, files={"comment_file": ("a.yaml", b"a: [", "text/plain")}
    )
    assert answer.status_code == 415
    assert comments(counter) == []


def test_a_receipt_is_told_for_the_commands_of_this_page_alone(counter: House) -> None:
    """Who guesses a key learns nothing of what the office does."""
    office = next(r.key for r in counter.rows(t.command) if r.actor != "public")
    client = counter.client()
    assert "已经收到" not in told(client.get(f"{OPEN}?received={office}").text)
    _another(counter)
    assert sent(client).status_code == 303
    assert "已经收到" in told(client.get(f"{OPEN}?received={'k' * 24}").text)
    assert "已经收到" not in told(client.get(f"/consultations/{OTHER}?received={'k' * 24}").text)


def test_what_was_refused_on_its_way_is_not_told_as_received(
    counter: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The counter found it open, the workflow did not: the last second of a consultation."""

    async def overtaken(_: Any, command: Any, *__: Any, **___: Any) -> None:
        with counter.engine.begin() as connection:
            keep_refusal(connection, command.key, Refused("consultation_over", "receive_comment", "consulted", "none"))

    monkeypatch.setattr(proceeding_public, "deliver", overtaken)
    client = counter.client()
    assert sent(client).status_code == 409
    assert sent(client).status_code == 409
    assert "已经收到" not in told(client.get(f"{OPEN}?received={'k' * 24}").text)


def test_a_key_sent_twice_is_one_comment_and_with_other_words_none(counter: House) -> None:
    client = counter.client()
    assert [sent(client).status_code for _ in range(3)] == [303] * 3
    assert sent(client, comment="别的话").status_code == 409
    assert len(comments(counter)) == 1


def test_a_flood_is_held_off_and_said(counter: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proceeding_public, "_AN_HOUR", 2)
    client = counter.client()
    found = [sent(client, key=f"{n}" * 24).status_code for n in range(4)]
    assert found == [303, 303, 429, 429]
    assert len(comments(counter)) == 2
    _another(counter)
    assert sent(client, key="m" * 24, where=f"/consultations/{OTHER}").status_code == 303


def test_a_foreign_page_sends_nothing(counter: House) -> None:
    client = counter.client()
    client.headers["sec-fetch-site"] = "cross-site"
    assert sent(client).status_code == 403
    assert comments(counter) == []


def test_what_is_typed_is_text_wherever_it_is_told(counter: House) -> None:
    said = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    client = counter.client()
    wrong = sent(client, comment=said, circle="~")
    assert wrong.status_code == 422
    assert "<script>" not in wrong.text
    assert "<img src=x" not in wrong.text
    hidden(wrong.text, "key")


def test_a_day_that_passed_is_over_also_where_the_clock_stands_still(counter: House) -> None:
    """Temporal is away: nobody is told that a consultation runs whose last day is over."""
    listed = told(counter.client().get("/consultations").text)
    assert listed.index("示例管理办法") > listed.index("正在征求意见")
    assert "已结束的和施行的" not in listed
    counter.now = at("2026-04-05 09:00")
    listed = told(counter.client().get("/consultations").text)
    assert listed.index("示例管理办法") > listed.index("已结束的和施行的")
