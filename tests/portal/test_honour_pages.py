"""Honours at the counter: the desk, the forms, and what anybody reads; what is over is gone from the public list."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from sqlalchemy import select

from models.steps.honour_fields import FIELDS
from models.steps.honour_table import OPENINGS
from models.tables import schema as t
from models.tables.opening import create_all, open_engine
from portal.sessions import make_account
from tests.honours.honour_house import (
    CLEAN_ONE,
    LISTED_ONE,
    OWN_BODY,
    PROPOSAL,
    STANDARD,
    HonourHouse,
)
from tests.honours.lives import APPROVER, HEAD, OFFICER, PUBLISHER
from tests.portal.house import PASSWORD, W1, House, at, send, signed_in, told

PERSON = {"kind": "person", "name": "赵示例", "id_number": "140100198502030027"}
DECIDED = next(n for n, e in enumerate(W1.events, start=1) if e.act == "approve_decision" and e.at.month == 10)
# Who holds every post of these files: one account, for an account costs its password.
MANY = ("honour-officer", "honour-head", "publisher", "lead-officer", "approval-officer")


@cache
def _account() -> dict[str, Any]:
    engine = open_engine("sqlite://")
    create_all(engine)
    with engine.begin() as connection:
        make_account(connection, "many", "万能示例", MANY, PASSWORD)
        return dict(connection.execute(select(t.account)).one()._mapping)


@pytest.fixture
def desk(house: House) -> House:
    house.settings = replace(house.settings, session=timedelta(days=9000))
    with house.engine.begin() as connection:
        connection.execute(t.account.insert(), _account())
    house.now = at("2025-09-10 09:00")
    return house


def file(desk: House, file_id: str, body: str = OWN_BODY) -> HonourHouse:
    return HonourHouse(desk.engine, file_id, body, mode="training")


def brought(desk: House) -> None:
    """A published standard, an honour of a unit and one of a person, both shown."""
    standard = file(desk, "honour-training-s")
    standard.done("2025-09-01 09:00", OFFICER, "draft_standard", **{**STANDARD, "origin": "province"})
    said = {"on": "2025-09-01", "in_force_on": "2025-09-01", "where": "门户网站", "text": "d1"}
    standard.done("2025-09-01 10:00", HEAD, "publish_standard", **said)
    unit, person = file(desk, "honour-training-u"), file(desk, "honour-training-p")
    proposal = {**PROPOSAL, "standard": "honour-training-s"}
    unit.done("2025-09-02 09:00", OFFICER, "propose_honour", subject=LISTED_ONE, **proposal)
    exemplar = {**PROPOSAL, "class": "exemplar", "source": "volunteer", "title": "优秀青年志愿者"}
    exemplar.pop("standard")
    person.done("2025-09-02 09:00", OFFICER, "propose_honour", subject=PERSON, consent=True, **exemplar)
    for held in (unit, person):
        held.done("2025-09-03 09:00", HEAD, "recognise_honour", until="2026-12-31", reasons="符合标准")
        held.done("2025-09-03 10:00", PUBLISHER, "publish_honour", channels=["own-site"], on="2025-09-03")


def test_every_opening_form_asks_for_all_its_fields(desk: House) -> None:
    client = signed_in(desk, "many")
    for act in OPENINGS:
        page = client.get(f"/honours/new/{act}?lang=en").text
        for field in FIELDS[act]:
            assert re.search(rf'name="{field.name}[".\[]', page), (act, field.name)
        assert not re.search(r"honour_|_standard\b", told(page))


def test_an_honour_is_proposed_and_its_subject_stays_out_of_the_timeline(desk: House) -> None:
    desk.now = at("2025-09-10 09:00")
    said: dict[str, Any] = {
        "law": "huangshi-honours", "mode": "training", "subject.kind": "organisation",
        "subject.name": CLEAN_ONE["name"],
        "subject.uscc": "91140100MA0TE6014C", "class": "exemplar", "source": "media", "title": "诚信商户",
        "evidence": "报道",
    }  # fmt: skip
    client = signed_in(desk, "many")
    wrong = send(client, "/honours/new/propose_honour", said)
    assert "国家标准" in told(client.get(wrong.headers["location"]).text)
    answer = send(client, "/honours/new/propose_honour", {**said, "subject.uscc": CLEAN_ONE["uscc"]})
    assert "已收到，尚未办理" in told(client.get(answer.headers["location"]).text)
    rows = [r for r in desk.rows(t.command) if r.outcome == "received"]
    assert json.loads(rows[0].body)["subject"] == {k: CLEAN_ONE[k] for k in ("kind", "name", "uscc")}


def test_a_file_tells_its_subject_where_it_is_shown_and_what_waits(desk: House) -> None:
    brought(desk)
    client = signed_in(desk, "many")
    page = told(client.get("/honours/honour-training-u").text)
    for words in (
        "示例甲建筑劳务有限公司",
        "91140100MA0TE5T16X",
        "认定部门门户网站",
        "待送达",
        "认定决定书",
        "登记送达",
    ):
        assert words in page
    person = told(client.get("/honours/honour-training-p").text)
    assert "赵示例" in person
    assert "140100198502030027" not in person
    desk_page = told(client.get("/honours").text)
    assert "赵**" in desk_page
    assert "赵示例" not in desk_page


def test_every_act_that_is_open_has_its_form_and_every_other_says_why_not(desk: House) -> None:
    brought(desk)
    client = signed_in(desk, "many")
    page = client.get("/honours/honour-training-u").text
    opened = sorted({*re.findall(r"/honours/honour-training-u/act/([a-z_]+)", page)})
    assert opened == [
        "file_objection", "find_misuse", "publish_honour", "record_listing", "review_honour", "serve_paper",
    ]  # fmt: skip
    for lang, act in (*(("en", act) for act in opened), ("zh", "renew_honour"), ("en", "end_by_listing")):
        answer = client.get(f"/honours/honour-training-u/act/{act}?lang={lang}")
        assert answer.status_code == 200, (act, answer.status_code)
        assert not re.search(r"\b(honour|pledge|promise)_[a-z]+", told(answer.text)), act
    assert "没有认定符合标准的续期复核" in told(client.get("/honours/honour-training-u/act/renew_honour?lang=zh").text)


def test_anybody_reads_the_list_and_what_is_over_is_gone_from_it_with_the_listing(desk: House) -> None:
    brought(desk)
    seen = signed_in(desk, "li")
    page = told(seen.get("/honour-list").text)
    for words in ("示例甲建筑劳务有限公司", "赵**", "诚信用工单位认定标准", "2026年12月31日"):
        assert words in page
    assert "赵示例" not in page
    # Training files are for who is signed in; a stranger sees the page and none of them.
    assert "示例甲" not in told(desk.client().get("/honour-list").text)
    assert seen.get("/honour-list/honour-training-u").status_code == 200
    desk.bring("a", DECIDED)
    page = told(seen.get("/honour-list").text)
    assert "示例甲建筑劳务有限公司" not in page
    assert seen.get("/honour-list/honour-training-u").status_code == 404
    held = told(signed_in(desk, "many").get("/honours/honour-training-u").text)
    assert "荣誉不自行恢复" in held
    assert "待删除" in held


def test_the_catalogue_of_incentives_tells_conditions_and_applies_nothing(desk: House) -> None:
    page = told(desk.client().get("/honour-incentives").text)
    for words in ("容缺受理", "3年", "税易贷", "市场主体（引导）", "双随机", "不代为执行"):
        assert words in page
    assert "3 years" in told(desk.client().get("/honour-incentives?lang=en").text)


def test_a_promise_shows_what_is_still_owed(desk: House) -> None:
    held = file(desk, "honour-training-b")
    missing = [{"id": "lease", "name": "租赁合同", "required_by_law": False},
               {"id": "plan", "name": "平面图", "required_by_law": False}]  # fmt: skip
    held.done(
        "2025-09-09 09:00", APPROVER, "grant_benefit", subject=CLEAN_ONE, benefit="deferred-papers", ground="clean",
        matter="食品经营许可", report="查1", report_on="2025-09-08", missing=missing, promise="诺1",
        promised_by="2025-09-20",
    )  # fmt: skip
    held.done("2025-09-10 09:00", APPROVER, "supply_papers", papers=["lease"], on="2025-09-10")
    page = told(signed_in(desk, "many").get("/honours/honour-training-b").text)
    assert "租赁合同 已补齐" in page
    assert "平面图 未补齐" in page


def test_nobody_is_given_the_records_own_post(desk: House) -> None:
    with pytest.raises(ValueError, match="record"), desk.engine.begin() as connection:
        make_account(connection, "forger", "示例", ("honour-head", "record"), PASSWORD)
