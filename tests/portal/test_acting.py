"""Acting with Temporal away, and all that the counter itself must hold: forms, keys, versions, roles."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from activities.record import Record
from models.records.acts import Refused
from models.records.commands import Actor
from models.tables import schema as t
from models.tables.packing import unpack
from portal.reading import Reader
from portal.writing import Writer
from tests.portal.house import NAMES, NUMBERS, OPENING, W1, House, hidden, send, sheet, signed_in, told

CASE = "training-2026-TESTCASE01"
DRAFT = f"/case/{CASE}/act/draft_notice"
TYPED = {"facts": "拖欠工资 <b>&amp;</b>\n第二行", "measures": ["bidding", "travel"]}


def commands(house: House, act: str) -> list[object]:
    return [row for row in house.rows(t.command) if row.act == act]


def test_with_temporal_away_a_command_is_kept_and_its_sender_told(house: House) -> None:
    house.bring(CASE, 1)
    client = signed_in(house, "li")
    answer = send(client, DRAFT, TYPED)
    assert answer.status_code == 303
    page = told(client.get(answer.headers["location"]).text)
    assert "已收到，尚未办理" in page
    assert "请不要重复提交" in page
    row = next(r for r in house.rows(t.command) if r.act == "draft_notice")
    assert (row.outcome, row.seen_version, row.actor) == ("received", 1, "li")
    assert json.loads(row.body) == TYPED
    assert row.key in page
    assert "等待办理" in client.get(f"/case/{CASE}").text


def test_the_same_form_sent_twice_is_one_command(house: House) -> None:
    house.bring(CASE, 1)
    client = signed_in(house, "li")
    held = sheet(client, DRAFT)
    first, second = (send(client, DRAFT, TYPED, held) for _ in range(2))
    assert first.headers["location"] == second.headers["location"]
    assert len(commands(house, "draft_notice")) == 1


def test_a_key_with_another_body_is_refused(house: House) -> None:
    house.bring(CASE, 1)
    client = signed_in(house, "li")
    held = sheet(client, DRAFT)
    send(client, DRAFT, TYPED, held)
    assert send(client, DRAFT, {**TYPED, "facts": "其他"}, held).status_code == 409
    assert len(commands(house, "draft_notice")) == 1
    assert send(client, DRAFT, TYPED, {**held, "key": "short"}).status_code == 400


def test_a_field_fault_shows_at_its_field_and_all_that_was_typed_stays(house: House) -> None:
    house.bring(CASE, 1)
    client = signed_in(house, "li")
    answer = send(client, DRAFT, {"facts": "已填写的事实 <b>"})
    assert answer.status_code == 422
    assert 'id="f-measures-fault"' in answer.text
    assert 'href="#f-measures"' in answer.text
    assert "已填写的事实 &lt;b&gt;" in answer.text
    assert not commands(house, "draft_notice")
    assert (
        send(
            client, DRAFT, TYPED, {n: hidden(answer.text, n) for n in ("csrf", "key", "version")}
        ).status_code
        == 303
    )


def test_a_stale_form_is_told_what_changed_and_loses_nothing(house: House) -> None:
    house.bring(CASE, 1)
    client = signed_in(house, "wang")
    held = sheet(client, DRAFT)
    event = W1.events[1]
    house.act(Record(house.engine), CASE, "other", event.by, event.act, event.body, event.at)
    answer = send(client, DRAFT, TYPED, held)
    assert answer.status_code == 409
    page = told(answer.text)
    assert "这份表单还没有提交" in page
    assert "拟制告知书" in page
    assert "李承办" in page
    assert "拖欠工资 &lt;b&gt;&amp;amp;&lt;/b&gt;\n第二行" in answer.text
    assert 'value="travel" checked' in answer.text
    assert len(commands(house, "draft_notice")) == 1
    again = {n: hidden(answer.text, n) for n in ("csrf", "key", "version")}
    assert again["version"] == "2"
    assert send(client, DRAFT, TYPED, again).status_code == 303
    assert len(commands(house, "draft_notice")) == 2


@pytest.mark.parametrize(
    ("who", "act"), [("sun", "draft_notice"), ("li", "legal_review"), ("zhou", "terminate_case")]
)
def test_a_post_that_may_not_is_refused_by_name_and_the_refusal_kept(
    house: House, who: str, act: str
) -> None:
    house.bring(CASE, 1)
    client = signed_in(house, who)
    address = f"/case/{CASE}/act/{act}"
    typed = {"opinion": "pass", "ground": "no-successor", "reason": "x", **TYPED}
    page = client.get(address).text
    held = {"csrf": hidden(page, "csrf"), "key": f"typed-by-hand-{act}", "version": "1"}
    answer = send(client, address, typed, held)
    assert answer.status_code == 403
    text = told(answer.text)
    assert "您的岗位不能办理这一事项" in text
    assert "Your post may not do this act." in text
    assert "本系统办理规则 H-5" in text
    row = next(r for r in house.rows(t.command) if r.act == act)
    assert row.outcome == "refused"
    assert unpack(Refused, row.answer).code == "not_authorised"
    assert act not in [r.act for r in house.rows(t.act)]


def test_a_refused_form_can_be_mended_with_all_that_was_typed(house: House) -> None:
    house.bring(CASE, 1)
    body = {"facts": "原来的文字", "measures": ["prison"]}
    record = Record(house.engine)
    house.act(
        record, CASE, "refused-one", Actor("li", ("case-officer",)), "draft_notice", body, datetime.now(UTC)
    )
    client = signed_in(house, "li")
    page = client.get(f"/case/{CASE}/errand/refused-one").text
    text = told(page)
    assert "惩戒措施不在清单之内" in text
    assert "A measure is not on the list of measures." in text
    assert "国办发〔2020〕49号" in text
    assert "拟制告知书" in text
    assert "?again=refused-one" in page
    assert "原来的文字" in client.get(f"{DRAFT}?again=refused-one").text


def test_an_opening_is_kept_with_temporal_away(house: House) -> None:
    client = signed_in(house, "li")
    answer = send(client, "/new", OPENING)
    assert answer.status_code == 303
    page = told(client.get(answer.headers["location"]).text)
    assert "已收到，尚未办理" in page
    case = house.rows(t.case_file)[0]
    assert case.id.startswith("training-")
    assert case.version == 0
    assert [p.name for p in house.rows(t.party)] == list(NAMES)
    assert "等待办理" in client.get("/").text
    assert client.get(f"/case/{case.id}").status_code == 303


def test_an_opening_that_the_law_refuses_is_kept_and_can_be_mended(house: House) -> None:
    client = signed_in(house, "li")
    answer = send(client, "/new", {**OPENING, "parties[2].id_number": "140100198001010010"})
    page = client.get(answer.headers["location"]).text
    assert "不符合国家标准" in page
    assert "校验码不符" in page
    assert "140100198001010010" not in page
    assert house.rows(t.command)[0].outcome == "refused"
    again = client.get(f"/new?again={house.rows(t.command)[0].key}").text
    assert f'value="{NAMES[0]}"' in again
    assert 'value="p1" checked' in again


def test_a_real_case_under_unreviewed_law_is_refused(house: House) -> None:
    client = signed_in(house, "li")
    answer = send(client, "/new", {**OPENING, "mode": "real"})
    page = told(client.get(answer.headers["location"]).text)
    assert "不能用于真实案件" in page
    assert "真实案件" in page


def test_an_opening_form_tells_each_fault_at_its_place(house: House) -> None:
    client = signed_in(house, "li")
    answer = send(client, "/new", {**OPENING, "basis.issued_on": "2026-13-01", "parties[2].name": ""})
    assert answer.status_code == 422
    assert 'id="f-basis-issued-on-fault"' in answer.text
    assert 'id="f-parties-2--name-fault"' in answer.text
    assert f'value="{NUMBERS[1]}"' in answer.text
    assert not house.rows(t.command)


def test_another_party_can_be_added_without_losing_what_was_typed(house: House) -> None:
    client = signed_in(house, "li")
    answer = send(client, "/new", {**OPENING, "more": "1"})
    assert answer.status_code == 200
    assert 'name="parties[3].name"' in answer.text
    assert f'value="{NAMES[1]}"' in answer.text
    assert 'value="p1" checked' in answer.text
    assert not house.rows(t.command)


def test_no_refusal_is_kept_that_was_judged_on_an_older_version(house: House) -> None:
    house.bring(CASE, 2)
    client = signed_in(house, "li")
    send(client, DRAFT, TYPED)
    key = next(r.key for r in house.rows(t.command) if r.outcome == "received")
    writer = Writer(house.engine)
    refused = Refused("step_not_open", "draft_notice", "opened", "house.table")
    assert not writer.keep_refusal(key, refused, judged_at=1)
    held = Reader(house.engine).command(key)
    assert held is not None
    assert held.outcome == "received"
    assert writer.keep_refusal(key, refused, judged_at=2)


def test_the_text_of_a_form_that_leaves_fields_out_or_adds_some_is_read_by_its_own_fields(
    house: House,
) -> None:
    house.bring(CASE, 1)
    client = signed_in(house, "li")
    send(client, DRAFT, {**TYPED, "by": "qian", "roles": "head", "foreign": "x"})
    row = next(r for r in house.rows(t.command) if r.act == "draft_notice")
    assert json.loads(row.body) == TYPED
    assert row.actor == "li"
