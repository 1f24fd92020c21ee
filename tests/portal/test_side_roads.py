"""The side roads at the counter: what may be chosen, what is sent, what the case page tells of them."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from activities.record import Record
from desk.casefile import CaseFile as Told
from desk.casefile import read_case_file
from desk.training import make_training
from models.records.commands import Actor
from models.steps.table import ACTS
from models.tables import schema as t
from models.tables.opening import create_all, open_engine
from models.tables.receiving import Sent, keep_law
from models.tables.starting import start_of_case
from portal.forwarding import FORWARD
from tests.portal.house import BOOK, FILES, House, at, do, hidden, send, sheet, signed_in, told
from tests.steps.test_announcing import longer
from tests.widths import NIGHT

CASE = "training-2026-SIDEROAD"


@cache
def story(name: str) -> Told:
    return read_case_file(FILES[name])


def bring(house: House, name: str, upto: int) -> None:
    house.bring(CASE, upto, told=story(name))


def give(house: House, who: str, *roles: str) -> None:
    with house.engine.begin() as connection:
        connection.execute(t.account.update().where(t.account.c.id == who).values(roles=json.dumps(roles)))


def offered(page: str, name: str) -> list[str]:
    """The choices of a select, or of the boxes, of that name."""
    select = re.search(rf'<select id="[^"]*" name="{re.escape(name)}".*?</select>', page)
    if select:
        return [v for v in re.findall(r'<option value="([^"]*)"', select.group()) if v]
    return re.findall(rf'<input type="checkbox" name="{re.escape(name)}" value="([^"]*)"', page)


def kept(house: House, act: str) -> dict[str, Any]:
    row = next(r for r in reversed(house.rows(t.command)) if r.act == act)
    found: dict[str, Any] = json.loads(row.body)
    return found


@pytest.mark.parametrize("name", sorted(FILES))
def test_the_page_of_every_case_file_opens_halfway_and_at_its_end(house: House, name: str) -> None:
    file = story(name)
    stops = (len(file.events) // 2, len(file.events))
    # By day every other file is opened halfway and the rest at their end; by night all at both.
    for upto in stops if NIGHT else stops[sorted(FILES).index(name) % 2 :][:1]:
        case = f"{CASE}{upto}"
        house.bring(case, upto, mode="rehearsal", told=file)
        client = signed_in(house, "li")
        for lang in ("en", "zh"):
            page = client.get(f"/case/{case}", params={"lang": lang})
            assert page.status_code == 200, (name, upto, lang, house.lines[-1])
        for address in re.findall(rf'href="(/case/{case}/act/[a-z_]+)"', page.text):
            assert client.get(address).status_code == 200, address


def test_every_act_that_a_case_waits_for_is_an_act() -> None:
    assert set(FORWARD) <= set(ACTS)


def test_every_post_that_an_act_needs_is_held_in_training(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'record.db'}")
    create_all(engine)
    make_training(engine, BOOK)
    with engine.connect() as connection:
        held = {r for row in connection.execute(select(t.account.c.roles)) for r in json.loads(row.roles)}
    laws = [BOOK.law(regime, date(2026, 6, 1)) for regime in BOOK.regimes]
    assert {r for law in laws for rule in law.acts for r in rule.roles} - {"party", "any-officer"} <= held
    engine.dispose()


def test_the_chair_is_chosen_among_those_who_have_not_worked_on_the_case(house: House) -> None:
    bring(house, "S1", 5)
    give(house, "li", "case-officer", "hearing-chair")
    give(house, "zhao", "hearing-chair")
    page = signed_in(house, "wang").get(f"/case/{CASE}/act/schedule_hearing").text
    assert offered(page, "chair") == ["zhao"]
    assert 'name="on" value=""' in page
    assert "《行政处罚法》第64条" in told(page)


def test_a_hearing_waits_for_its_notice_and_then_for_its_chair(house: House) -> None:
    bring(house, "S1", 5)
    give(house, "zhao", "hearing-chair")
    assert "通知听证：等承办人办理" in told(signed_in(house, "zhao").get(f"/case/{CASE}").text)
    house.act_at("2026-02-26 09:00", CASE, "wang", "schedule_hearing", {"on": "2026-03-11", "chair": "zhao"})
    served = {"document": "hearing_notice", "method": "direct", "on": "2026-02-27", "proof": "送达回证"}
    house.act_at("2026-02-27 09:00", CASE, "li", "record_service", served)
    house.now = at("2026-03-11 15:00")
    client = signed_in(house, "zhao")
    assert "举行听证" in told(client.get("/").text)
    address = f"/case/{CASE}/act/hold_hearing"
    page = client.get(address).text
    assert 'name="on" value="2026-03-11"' in page
    assert offered(page, "attended") == offered(page, "excused") == ["p1"]
    assert send(client, address, {"on": "2026-03-11", "record": "无人到场"}).status_code == 303
    assert kept(house, "hold_hearing") == {"on": "2026-03-11", "record": "无人到场", "attended": []}


def test_a_penalty_that_was_only_proposed_is_named_at_the_signing(house: House) -> None:
    bring(house, "S1", 17)
    client = signed_in(house, "qian")
    address = f"/case/{CASE}/act/approve_decision"
    page = client.get(address).text
    assert "heavy-fine" in offered(page, "basis.penalties")
    typed = {"basis.number": "示市监处罚〔2026〕30号", "basis.issued_on": "2026-04-02", "basis.penalties": ["closed"]}
    assert send(client, address, typed).status_code == 303
    assert kept(house, "approve_decision")["basis"]["penalties"] == ["closed"]


def test_where_nothing_was_proposed_no_penalty_is_asked_for(house: House) -> None:
    house.bring(CASE, 12)
    assert "basis.number" not in signed_in(house, "qian").get(f"/case/{CASE}/act/approve_decision").text


def test_the_agreement_of_the_level_above_is_waited_for_by_name(house: House) -> None:
    bring(house, "S1", 15)
    assert "尚未取得上一级部门的同意" in told(signed_in(house, "qian").get(f"/case/{CASE}/act/approve_decision").text)
    assert "登记上一级同意" in told(signed_in(house, "wang").get("/").text)


def test_a_recusal_is_declared_of_an_officer_and_decided_of_who_is_challenged(house: House) -> None:
    house.bring(CASE, 3)
    page = signed_in(house, "wang").get(f"/case/{CASE}/act/declare_recusal").text
    assert set(offered(page, "of")) == {"li", "wang", "zhao", "qian", "sun", "zhou"}
    assert "李承办" in page
    house.act_at("2025-09-23 17:00", CASE, "wang", "declare_recusal", {"of": "li", "reason": "近亲属"})
    client = signed_in(house, "qian")
    page = client.get(f"/case/{CASE}/act/decide_recusal").text
    assert offered(page, "of") == ["li"]
    assert offered(page, "outcome") == ["recused", "refused"]
    assert "应当回避" in page
    shown = told(client.get(f"/case/{CASE}").text)
    assert "决定回避" in shown
    assert "所涉人员： 李承办" in shown


def test_a_case_is_handed_to_another_case_officer(house: House) -> None:
    house.bring(CASE, 3)
    page = signed_in(house, "qian").get(f"/case/{CASE}/act/hand_over").text
    assert offered(page, "to") == ["wang"]
    assert offered(page, "of") == ["li"]


def test_only_what_is_on_the_list_is_asked_for_and_what_was_asked_for_is_supplied(house: House) -> None:
    bring(house, "C04", 18)
    give(house, "zhou", "restoration-officer")
    page = signed_in(house, "zhou").get(f"/case/{CASE}/act/supply_materials").text
    assert offered(page, "materials") == ["correction-evidence"]
    assert "主体资格文件" not in page


def test_corrections_are_sent_as_a_group(house: House) -> None:
    bring(house, "O1", 99)
    file = story("O1")
    upto = next(n for n, e in enumerate(file.events) if e.act == "answer_objection")
    house.bring(f"{CASE}B", upto, told=file)
    client = signed_in(house, "li")
    address = f"/case/{CASE}B/act/answer_objection"
    assert "原列入正确，予以维持" in client.get(address).text
    typed = {"finding": "corrected", "corrections.name": "示例更正有限公司"}
    assert send(client, address, typed).status_code == 303
    assert kept(house, "answer_objection") == {
        "finding": "corrected", "corrections": {"name": "示例更正有限公司"}
    }  # fmt: skip


def test_a_year_is_announced_by_a_campaign_and_not_on_one_case(house: House) -> None:
    """One person alone could name anybody as the second on a case; a campaign has both sign in."""
    house.bring(CASE, 3)
    give(house, "sun", "calendar-keeper")
    client = signed_in(house, "sun")
    address = f"/case/{CASE}/act/announce_calendar"
    assert client.get(address).status_code == 404
    held = sheet(client, f"/case/{CASE}/act/declare_recusal")
    assert send(client, address, {"confirmed_by": "zhou", "year": "2027"}, held).status_code == 404
    assert not [r for r in house.rows(t.command) if r.act == "announce_calendar"]
    assert "act/announce_calendar" not in client.get(f"/case/{CASE}").text


def test_new_law_is_announced_for_all_cases_at_once_and_not_on_one(house: House) -> None:
    """Both people sign where it is announced; a counter would take one person's word for the other."""
    house.bring(CASE, 3)
    give(house, "sun", "legal-reviewer")
    client = signed_in(house, "sun")
    address = f"/case/{CASE}/act/announce_law"
    assert client.get(address).status_code == 404
    held = sheet(client, f"/case/{CASE}/act/declare_recusal")
    assert send(client, address, {"confirmed_by": "zhou", "version": "a-law"}, held).status_code == 404
    assert not [r for r in house.rows(t.command) if r.act == "announce_law"]
    assert "act/announce_law" not in client.get(f"/case/{CASE}").text


def test_a_case_that_new_law_has_reached_tells_so_and_offers_what_it_opens(house: House) -> None:
    house.bring(CASE, 3)
    with house.engine.connect() as connection:
        start = start_of_case(connection, CASE)
    assert start is not None
    law = longer(start.law)
    with house.engine.begin() as connection:
        keep_law(connection, law)
    said = {"version": law.version, "confirmed_by": "qian"}
    do(Record(house.engine), Sent("law:a", CASE, "announce_law", Actor("zhao", ("legal-reviewer",)), said), house.now)
    page = signed_in(house, "li").get(f"/case/{CASE}").text
    assert "公布新条文" in page
    assert law.version in page
    assert "H-31" in page


def test_a_form_keeps_what_was_typed_when_it_is_told_in_the_other_language(house: House) -> None:
    house.bring(CASE, 1)
    client = signed_in(house, "li")
    address = f"/case/{CASE}/act/draft_notice"
    held = sheet(client, address)
    typed = {"facts": "已填写", "measures": ["travel"], "retell": "plain"}
    answer = client.post(f"{address}?lang=en", data={**held, **typed})
    assert answer.status_code == 200
    assert '<html lang="en">' in answer.text
    assert "已填写" in answer.text
    assert 'value="travel" checked' in answer.text
    assert hidden(answer.text, "key") == held["key"]
    faulty = client.post(f"{address}?lang=en", data={**held, "facts": "已填写", "retell": "faults"})
    assert "Please fill this in." in faulty.text
    assert not [r for r in house.rows(t.command) if r.act == "draft_notice"]
    assert 'lang="en"' in client.get("/").text


def test_a_span_in_which_measures_rest_is_told_with_its_article(house: House) -> None:
    bring(house, "C03", 21)
    page = told(signed_in(house, "li").get(f"/case/{CASE}").text)
    assert "2026-06-10 — 2026-06-12 停止执行：公示撤下，措施暂停" in page
    assert "2026-06-22 — 仍在继续" in page
    assert "《行政复议法》第42条" in page
    assert "作出停止执行决定的机关： 示例县人民法院" in page


def test_complaint_and_deputy_are_told_on_the_case_page(house: House) -> None:
    bring(house, "C13", 99)
    page = told(signed_in(house, "li").get(f"/case/{CASE}").text)
    assert "投诉和恢复信誉" in page
    assert "措施有误，予以解除" in page
    assert "代行的岗位" in page
    assert "wrongful" not in page


def reminder(house: House, told_to: str, rung: int) -> None:
    due = next(d for d in house.rows(t.deadline) if d.kind == "decision")
    key = {k: getattr(due, k) for k in ("case_id", "kind", "party", "channel", "matter", "due")}
    reached = due.due - timedelta(weeks=1)
    with house.engine.begin() as connection:
        connection.execute(
            t.reminder.insert().values(**key, rung=rung, reached_on=reached, recorded_at=house.now, told=told_to)
        )


def test_a_reminder_stands_on_the_worklist_of_whom_it_told_and_on_the_case_page(house: House) -> None:
    house.bring(CASE, 6)
    for told_to, rung in (("li", 7), ("skipped", 14), ("li", 2)):
        reminder(house, told_to, rung)
    mine = told(signed_in(house, "li").get("/").text)
    assert mine.count("个工作日提醒") == 1
    assert "作出决定期限： 2025年10月24日（星期五） ，提前2个工作日提醒" in mine
    assert "个工作日提醒" not in told(signed_in(house, "sun").get("/").text)
    page = told(signed_in(house, "sun").get(f"/case/{CASE}").text)
    assert page.count("个工作日提醒 → 李承办") == 2
    assert "H-27" in page
    with house.engine.begin() as connection:
        connection.execute(t.deadline.update().where(t.deadline.c.kind == "decision").values(standing="met"))
    assert "个工作日提醒" not in told(signed_in(house, "li").get("/").text)


def test_the_days_off_announced_since_are_reckoned_with(house: House) -> None:
    bring(house, "C11", 99)
    page = told(signed_in(house, "li").get(f"/case/{CASE}").text)
    assert "2027年1月4日放假（演练用放假安排二），不计入" in page
