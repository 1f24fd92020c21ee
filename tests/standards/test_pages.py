"""Standards at the counter: the desk and its forms, the public page, comments by anybody, and what stays inside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.tables import schema as t
from models.tables.standard_schema import list_standard
from tests.portal.house import House, at, hidden, make_house, send, signed_in, told
from tests.portal.review_files import people
from tests.standards.standard_house import DING, PUBLIC, TAN, StandardHouse, sound

FILE = "standard-real-2026-A"
HOME, OPEN = f"/standards/{FILE}", f"/consultations/{FILE}"
NAME, CONTACT, SAID = "甲某", "example@example.invalid", "第三条的次数应当按年计算"


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[House]:
    made = make_house(tmp_path)
    made.settings = replace(made.settings, session=timedelta(days=9000))
    people(made)
    yield made
    made.stop()


@pytest.fixture
def consulted(counter: House) -> StandardHouse:
    """A real file out for comment since 2 March 2026; it is the tenth."""
    held = StandardHouse(counter.engine, FILE, "real", sound())
    held.consult()
    counter.now = at("2026-03-10 09:00")
    return held


def comment(counter: House, **said: Any) -> Any:
    client = counter.client()
    form = {"circle": "public", "comment": SAID, "name": NAME, "contact": CONTACT, **said}
    page = client.get(OPEN).text
    return client.post(f"{OPEN}/act/receive_comment", data={**form, "key": hidden(page, "key")})


def test_the_public_reads_what_is_asked_and_by_when_without_signing_in(
    counter: House, consulted: StandardHouse
) -> None:
    client = counter.client()
    listed = told(client.get("/consultations").text)
    assert "示例管理办法" in listed
    assert "2026-04-01" in listed
    for lang, words in (("zh", ("征求意见", "当日24时止", "第二十条")), ("en", ("Public consultation", "2026-04-01"))):
        page = told(client.get(f"{OPEN}?lang={lang}").text)
        assert all(w in page for w in words), lang
    # Nothing of the officers' side: who drafted it, and the acts of the office.
    assert "丁经办" not in page
    assert "open_consultation" not in page
    assert consulted.state().step == "consulting"


def test_a_draft_that_nobody_was_asked_about_yet_is_not_shown(counter: House) -> None:
    held = StandardHouse(counter.engine, FILE, "real", sound())
    assert "draft-1" not in counter.client().get("/consultations").text
    assert counter.client().get(OPEN).status_code == 404
    assert held.state().step == "none"


def test_anybody_comments_without_a_name_and_gets_a_receipt(counter: House, consulted: StandardHouse) -> None:
    answer = comment(counter, name="", contact="")
    assert answer.status_code == 303
    assert "您提交的内容已经收到" in told(counter.client().get(answer.headers["location"]).text)
    (row,) = [r for r in counter.rows(t.command) if r.act == "receive_comment"]
    assert (row.actor, row.outcome) == ("public", "received")
    assert consulted.state().comments == 0


def test_a_late_comment_and_one_without_words_are_refused_and_nothing_is_kept(
    counter: House, consulted: StandardHouse
) -> None:
    assert comment(counter, comment=" ").status_code == 422
    counter.now = at("2026-04-02 00:10")
    client = counter.client()
    assert "act-receive_comment" not in client.get(OPEN).text
    late = client.post(
        f"{OPEN}/act/receive_comment",
        data={"circle": "public", "on": "2026-04-02", "comment": SAID, "key": "k" * 32},
    )
    assert late.status_code == 409
    assert "不在征求意见期内" in told(late.text)
    assert [r for r in counter.rows(t.command) if r.act == "receive_comment"] == []
    assert consulted.state().comments == 0


def test_no_act_of_the_office_is_open_to_anybody(counter: House, consulted: StandardHouse) -> None:
    client = counter.client()
    for act in ("withdraw_standard", "answer_comments", "adopt_standard"):
        assert client.post(f"{OPEN}/act/{act}", data={"key": "k" * 32, "reason": "x"}).status_code == 404
    assert consulted.state().step == "consulting"


def test_who_commented_is_told_to_the_office_alone_and_the_look_is_recorded(
    counter: House, consulted: StandardHouse
) -> None:
    said = {"circle": "public", "on": "2026-03-09", "comment": SAID, "name": NAME, "contact": CONTACT}
    consulted.done("2026-03-09 20:00", PUBLIC, "receive_comment", **said)
    answer = {"comments": ["1"], "finding": "partly", "gist": "次数按年计算", "reasons": "上位法已有规定"}
    consulted.done("2026-03-10 08:00", DING, "answer_comments", **answer)
    public = told(counter.client().get(OPEN).text)
    assert "次数按年计算" in public
    assert "上位法已有规定" in public
    for inside in (NAME, CONTACT, SAID):
        assert inside not in public
    looks = len(counter.rows(t.access))
    office = told(signed_in(counter, "ding").get(HOME).text)
    assert NAME in office
    assert SAID in office
    assert len(counter.rows(t.access)) > looks


def test_the_desk_says_what_waits_and_the_file_shows_every_door(counter: House, consulted: StandardHouse) -> None:
    consulted.done("2026-03-09 20:00", PUBLIC, "receive_comment", circle="public", on="2026-03-09", comment=SAID)
    client = signed_in(counter, "ding")
    desk = told(client.get("/standards").text)
    assert "1 件意见待答复" in desk
    page = told(client.get(HOME).text)
    assert "公众意见" in page
    assert "待答复" in page
    assert SAID in told(client.get(f"{HOME}/act/answer_comments").text)
    assert "社会公众" in page
    english = told(client.get(f"{HOME}?lang=en").text)
    assert "Answer comments" in english
    assert consulted.state().unanswered == 1


def test_an_officer_asks_a_department_through_the_form(counter: House, consulted: StandardHouse) -> None:
    client = signed_in(counter, "ding")
    page = client.get(f"{HOME}/act/request_opinion").text
    assert "人民银行（牵头单位）" in told(page)
    answer = send(client, f"{HOME}/act/request_opinion", {"body": "central-bank", "to": "中国人民银行"})
    assert answer.status_code == 303
    assert any(r.act == "request_opinion" for r in counter.rows(t.command))
    assert consulted.state().step == "consulting"


def test_a_new_file_is_opened_by_the_office(counter: House) -> None:
    client = signed_in(counter, "ding")
    for act in ("propose_standard", "enter_standard"):
        for lang in ("zh", "en"):
            assert client.get(f"/standards/new/{act}?lang={lang}").status_code == 200
    assert counter.rows(list_standard) == []


def test_the_running_real_cases_of_the_list_are_shown(counter: House) -> None:
    counter.bring("real-2026-CASE01", 2)
    with counter.engine.begin() as connection:
        connection.execute(t.case_file.update().values(mode="real"))
    held = StandardHouse(counter.engine, FILE, "real", sound())
    held.enter(list="mohrss-wages")
    held.done("2026-11-20 09:00", TAN, "abolish_standard", reasons="废止", on="2026-11-20", document="示例1号")
    page = told(signed_in(counter, "ding").get(HOME).text)
    assert "依本标准在办的真实案件 1" in page
    assert "real-2026-CASE01" in page


def test_training_files_stand_apart_from_what_the_public_reads(counter: House) -> None:
    held = StandardHouse(counter.engine, "standard-training-2026-A", "training")
    held.consult()
    counter.now = at("2026-03-10 09:00")
    assert counter.client().get("/consultations/standard-training-2026-A").status_code == 404
    assert signed_in(counter, "ding").get("/consultations/standard-training-2026-A").status_code == 200
