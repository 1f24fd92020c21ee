"""Leaks, consents and queries at the counter: the file's page, its forms, and a query registered before it shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from activities.proceeding_record import ProceedingRecord
from activities.rooms import PROTECTIONS as ROOM
from models.contracts.errands import RecordRequest
from models.records.commands import Actor, Command
from models.steps.protection_fields import protection_part
from models.tables import schema as t
from models.tables.opening import create_all, open_engine
from models.tables.proceedings import ProceedingOpening, open_proceeding, receive_in
from models.tables.protection_schema import query_entry
from models.tables.protections import PROTECTION
from models.tables.receiving import Sent
from portal.sessions import make_account
from tests.portal.house import PASSWORD, W1, House, at, sheet, signed_in, told
from tests.protection.protection_house import LAW
from tests.record.house import CALENDAR

PEOPLE = {
    "fang": ("方安全", ("security-officer",)),
    "he": ("何负责", ("security-head",)),
    "li2": ("李信用", ("credit-officer",)),
}
NOTICE = {
    "on": "2026-03-02", "kinds": "姓名", "cause": "正在查明", "harm": "骚扰短信", "measures": "停用接口",
    "contact": "综合科",
}  # fmt: skip
LEAK = {
    "what": "leak", "certain": True, "personal": True, "on": "2026-03-02", "system": "查询接口", "how": "来电",
    "kinds": "姓名",
}  # fmt: skip
ASKED = {
    "holder": "li2", "unit": "示例中心", "level": "masked", "purposes": ["行政审批"], "scope": ["serious-dishonesty"],
    "basis": "审批前核查", "until": "2026-12-31",
}  # fmt: skip


@cache
def _accounts() -> list[dict[str, Any]]:
    """Hashing is slow on purpose, so it is done once."""
    engine = open_engine("sqlite://")
    create_all(engine)
    with engine.begin() as connection:
        for account, (name, roles) in PEOPLE.items():
            make_account(connection, account, name, roles, PASSWORD)
        return [dict(row._mapping) for row in connection.execute(select(t.account))]


@pytest.fixture
def desk(house: House) -> House:
    house.settings = replace(house.settings, session=timedelta(days=9000))
    with house.engine.begin() as connection:
        connection.execute(t.account.insert(), _accounts())
    house.now = at("2026-03-02 09:00")
    return house


def bring(house: House, file_id: str, *events: tuple[str, str, str, dict[str, Any]]) -> None:
    """A file of protection with these acts in it; the clock then stands at the last."""
    with house.engine.begin() as connection:
        opening = ProceedingOpening(file_id, "training", "示例中心", "city", "141100", LAW, CALENDAR, at(events[0][0]))
        open_proceeding(connection, PROTECTION, opening)
    record = ProceedingRecord(house.engine, ROOM)
    for number, (when, who, act, body) in enumerate(events):
        by = Actor(who, PEOPLE.get(who, ("", ("head",)))[1])
        with house.engine.begin() as connection:
            receive_in(connection, PROTECTION, Sent(f"{file_id}-{number}", file_id, act, by, body))
        command = Command(f"{file_id}-{number}", act, by, protection_part(act, body))
        reply = record.record(RecordRequest(file_id, 0, at(when), command))
        assert reply.refused is None, reply.refused
        house.now = at(when) + timedelta(minutes=5)


def permitted(house: House) -> None:
    bring(
        house,
        "permission-1",
        ("2026-03-02 09:00", "fang", "ask_permission", ASKED),
        ("2026-03-02 10:00", "zhou", "endorse_permission", {}),
        ("2026-03-02 11:00", "he", "grant_permission", {}),
    )


def query(client: TestClient, **said: str) -> Any:
    csrf = sheet(client, "/queries")["csrf"]
    body = {"csrf": csrf, "subject": "示例建筑劳务有限公司", "basis": "审批〔2026〕1号", "mode": "training", **said}
    return client.post("/queries", data=body, headers={"origin": "http://testserver"})


def test_a_leak_shows_what_is_owed_and_which_acts_are_open(desk: House) -> None:
    bring(desk, "leak-1", ("2026-03-02 09:00", "fang", "report_leak", LEAK))
    desk.now = at("2026-03-05 09:00")
    client = signed_in(desk, "fang")
    for lang, words in (
        ("zh", ("采取补救措施", "通知主管部门", "天未办", "泄露", "涉及个人信息", "信息安全经办人")),
        ("en", ("Contain the leak", "Tell the authority", "late", "leaked", "personal data")),
    ):
        shown = told(client.get(f"/protection/leak-1?lang={lang}").text)
        for word in words:
            assert word in shown, word
    form = told(client.get("/protection/leak-1/act/notify_subjects?lang=zh").text)
    assert "个人可以采取的减轻危害的措施" in form
    assert "《个人信息保护法》" in form


def test_a_notice_that_lacks_a_part_is_refused_with_the_part_and_the_article(desk: House) -> None:
    bring(desk, "leak-2", ("2026-03-02 09:00", "fang", "report_leak", LEAK))
    lacking = {k: v for k, v in NOTICE.items() if k != "harm"}
    body = {**lacking, "to": "示例市网信办"}
    by = Actor("fang", PEOPLE["fang"][1])
    with desk.engine.begin() as connection:
        receive_in(connection, PROTECTION, Sent("refused-1", "leak-2", "notify_authority", by, body))
    command = Command("refused-1", "notify_authority", by, protection_part("notify_authority", body))
    ProceedingRecord(desk.engine, ROOM).record(RecordRequest("leak-2", 1, at("2026-03-02 10:00"), command))
    shown = told(signed_in(desk, "fang").get("/protection/leak-2/errand/refused-1").text)
    assert "缺少法律规定应当告知的事项" in shown
    assert "可能造成的危害" in shown
    assert "《个人信息保护法》" in shown
    assert "57" in shown


def test_a_query_is_registered_before_it_shows_and_keeps_to_its_permission(desk: House) -> None:
    permitted(desk)
    desk.bring("case-listed", 16)
    desk.now = at("2026-03-10 09:00")
    client = signed_in(desk, "li2")
    page = told(client.get("/queries").text)
    assert "permission-1" in page
    assert "脱敏" in page
    subject = next(p.name for p in desk.rows(t.party))
    answer = query(client, subject=subject, permission="permission-1", purpose="行政审批")
    assert answer.status_code == 200
    row = desk.rows(query_entry)[-1]
    assert (row.account, row.purpose, row.permission, row.refused) == ("li2", "行政审批", "permission-1", "")
    assert row.asked == subject
    assert len(row.shown_sha256) == 64
    refused = query(client, permission="permission-1", purpose="招聘")
    assert refused.status_code == 403
    assert "超出查询权限的目的或者范围" in told(refused.text)
    assert desk.rows(query_entry)[-1].refused == "beyond_permission"
    nothing = query(signed_in(desk, "fang"), permission="permission-1", purpose="行政审批")
    assert "没有有效的查询权限" in told(nothing.text)
    assert len(desk.rows(query_entry)) == 3


def test_a_listing_that_stands_is_shown_masked_and_a_restored_subject_as_one_never_listed(desk: House) -> None:
    permitted(desk)
    desk.bring("case-listed", next(n for n, e in enumerate(W1.events, start=1) if e.act == "apply_restoration"))
    desk.bring("case-restored", len(W1.events))
    client, subject = signed_in(desk, "li2"), desk.rows(t.party)[0]
    desk.now = at("2026-07-08 09:00")
    shown = told(query(client, subject=subject.name, permission="permission-1", purpose="行政审批").text)
    assert subject.name in shown
    assert desk.rows(query_entry)[-1].found == 1
    none = told(query(client, subject=subject.name[:-1], permission="permission-1", purpose="行政审批").text)
    assert "没有该主体列入严重失信主体名单的信息" in none


def test_a_subject_at_the_window_needs_no_permission(desk: House) -> None:
    answer = query(signed_in(desk, "fang"), own="1", basis="核对身份证原件")
    assert answer.status_code == 200
    assert "没有该主体" in told(answer.text)
    row = desk.rows(query_entry)[-1]
    assert (row.own, row.level, row.refused, row.permission) == (True, "full", "", "")


def test_what_says_no_subject_or_basis_is_asked_again_and_a_form_from_elsewhere_is_none(desk: House) -> None:
    client = signed_in(desk, "fang")
    assert query(client, own="1", basis=" ").status_code == 422
    assert client.post("/queries", data={"subject": "x"}, headers={"origin": "http://elsewhere"}).status_code == 403
    assert desk.rows(query_entry) == []


def test_where_the_register_cannot_be_written_nothing_is_shown(desk: House, monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlalchemy.exc import OperationalError  # noqa: PLC0415 - the fault of this test alone

    def broken(*_: Any) -> int:
        raise OperationalError("", {}, Exception("disk"))

    monkeypatch.setattr("portal.writing.register_query", broken)
    answer = query(signed_in(desk, "fang"), own="1")
    assert answer.status_code == 503
    assert "不能显示" in told(answer.text)


def test_the_register_is_read_by_who_examines_it_and_reading_is_a_look(desk: House) -> None:
    desk.now = at("2026-03-10 22:00")
    query(signed_in(desk, "fang"), own="1", subject="王某某")
    assert signed_in(desk, "li2").get("/queries/register").status_code == 403
    client = signed_in(desk, "he")
    shown = told(client.get("/queries/register").text)
    assert "非工作时间" in shown
    assert "王**" in shown
    assert "王某某" not in shown
    assert ("he", "query-register") in {(r.account, r.case_id) for r in desk.rows(t.access)}
    english = told(client.get("/queries/register?lang=en&only=abnormal").text)
    assert "outside working hours" in english
