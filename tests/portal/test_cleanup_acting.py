"""Acting in a campaign with Temporal away: forms, keys, versions, posts, a ledger brought in; then through Temporal."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from models.records.commands import Actor
from models.tables import ledger_schema as ls
from models.tables import schema as t
from tests.portal.campaign_house import CAMPAIGN, act, bring_campaign, people
from tests.portal.house import ROOT, W1, House, hidden, send, sheet, signed_in, told
from tests.portal.test_through_temporal import CLI, officer, open_house, working

HOME = f"/cleanup/{CAMPAIGN}"
LEDGERS = ROOT / "docs" / "campaigns" / "ledgers"
STOP = {"stop": "s1", "document": "示交发〔2019〕12号", "disposition": "abolish", "regimes": [W1.regime]}


@pytest.fixture
def luliang(house: House) -> House:
    house.settings = replace(house.settings, session=timedelta(days=9000))
    bring_campaign(house, "2021-01-25 09:30")
    return house


def commands(house: House, name: str) -> list[dict[str, Any]]:
    rows = [r for r in house.rows(t.command) if r.act == name and r.outcome == "received"]
    return [json.loads(r.body) for r in rows]


def bring(client: TestClient, unit: str, file: Path, way: str = "new") -> Any:
    address = f"{HOME}/ledger?unit={unit}"
    csrf = hidden(client.get(address).text, "csrf")
    return client.post(address, data={"csrf": csrf, "way": way}, files={"file": (file.name, file.read_bytes())})


def test_a_plan_is_sent_row_by_row_and_blank_rows_are_none(luliang: House) -> None:
    client = signed_in(luliang, "han")
    typed = {
        "unit": "jiaotong",
        "items[1].id": "j1", "items[1].document": "示交发〔2019〕12号", "items[1].disposition": "abolish",
        "items[1].due": "2021-04-30", "items[1].channel": "市政府公报",
        "items[3].id": "j2", "items[3].document": "示交发〔2018〕30号", "items[3].disposition": "revise",
        "items[3].due": "2021-08-31",
    }  # fmt: skip
    answer = send(client, f"{HOME}/act/file_plan?unit=jiaotong", typed)
    assert answer.status_code == 303
    (body,) = commands(luliang, "file_plan")
    assert [i["id"] for i in body["items"]] == ["j1", "j2"]
    assert "已收到，尚未办理" in told(client.get(answer.headers["location"]).text)


def test_a_fault_shows_at_its_row_and_what_was_typed_stays(luliang: House) -> None:
    client = signed_in(luliang, "han")
    typed = {"unit": "jiaotong", "items[2].id": "j1", "items[2].document": "示交发〔2019〕12号"}
    answer = send(client, f"{HOME}/act/file_plan?unit=jiaotong", typed)
    assert answer.status_code == 422
    assert 'href="#f-items-1--due"' in answer.text
    assert "示交发〔2019〕12号" in answer.text
    assert not commands(luliang, "file_plan")


def test_more_rows_keep_what_was_typed(luliang: House) -> None:
    client = signed_in(luliang, "han")
    address = f"{HOME}/act/file_plan?unit=jiaotong"
    answer = send(client, address, {"unit": "jiaotong", "items[1].id": "j1", "more": "1"})
    assert answer.status_code == 200
    assert 'name="items[6].id"' in answer.text
    assert 'value="j1"' in answer.text


def test_an_officer_of_another_unit_is_told_at_once(luliang: House) -> None:
    client = signed_in(luliang, "jiang")
    typed = {"unit": "jiaotong", "name": "某", "post": "某", "phone": "1"}
    answer = send(client, f"{HOME}/act/name_contact?unit=huanbao", typed)
    assert answer.status_code == 403
    assert "清理规范办理规则 H-41" in told(answer.text)


def test_a_stale_form_is_not_sent(luliang: House) -> None:
    client = signed_in(luliang, "han")
    address = f"{HOME}/act/name_contact?unit=jiaotong"
    held = sheet(client, address)
    act(luliang, luliang.now, Actor("gao", ("lead-officer",)), "propose_stop", dict(STOP), "s")
    answer = send(client, address, {"unit": "jiaotong", "name": "某", "post": "某", "phone": "1"}, held)
    assert answer.status_code == 409
    assert "提出停止执行" in told(answer.text)


def test_a_stop_shows_each_running_case_and_takes_a_choice_for_each(luliang: House) -> None:
    luliang_now = luliang.now
    for n in ("A", "B"):
        luliang.bring(f"training-2026-{n}", 2)
    luliang.now = luliang_now
    act(luliang, luliang.now, Actor("gao", ("lead-officer",)), "propose_stop", dict(STOP), "s")
    address = f"{HOME}/act/stop_rule?stop=s1"
    client = signed_in(luliang, "qiu")
    form = client.get(address).text
    assert "涉及在办案件 2 件" in told(form)
    held = {**sheet(client, address), "plan": hidden(form, "plan")}
    typed = {"stop": "s1", "others": "abolish", "cases.training-2026-A": "keep", "cases.training-2026-B": ""}
    assert send(client, address, typed, held).status_code == 303
    (body,) = commands(luliang, "stop_rule")
    assert body["cases"] == [{"case": "training-2026-A", "disposition": "keep"}]
    assert "training-2026-B" in client.get(f"{HOME}/stop/s1").text


def test_who_proposed_a_stop_is_told_that_another_confirms_it(luliang: House) -> None:
    act(luliang, luliang.now, Actor("qiu", ("lead-head",)), "propose_stop", dict(STOP), "s")
    shown = told(signed_in(luliang, "qiu").get(f"{HOME}/act/stop_rule?stop=s1").text)
    assert "停止和恢复执行须由两人办理" in shown
    assert "H-46" in shown


def test_a_ledger_is_brought_in_with_every_fault_named(luliang: House) -> None:
    client = signed_in(luliang, "wei")
    answer = bring(client, "xingxian", LEDGERS / "dalian-as-printed.tsv", "replace")
    assert answer.status_code == 200
    shown = told(answer.text)
    assert "已导入3行" in shown.replace(" ", "")
    assert "导入不是报送" in shown
    assert "带问题栏的文件" in shown
    assert sorted(r.place for r in luliang.rows(ls.ledger_row) if r.form == "dalian-14") == [2, 3, 4]
    again = told(bring(client, "xingxian", LEDGERS / "dalian-as-printed.tsv", "replace").text)
    assert "这份文件已经导入过，没有变动" in again


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.csv", b"", "文件是空的"),
        ("old.xls", b"\xd0\xcf\x11\xe0rest", "旧版Excel"),
        ("other.csv", "甲,乙\n1,2\n".encode(), "没有一行是已公布样式的表头"),
    ],
)
def test_a_file_that_cannot_be_taken_changes_nothing(
    luliang: House, tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    client, before = signed_in(luliang, "wei"), len(luliang.rows(ls.ledger_row))
    file = tmp_path / name
    file.write_bytes(content)
    answer = bring(client, "xingxian", file, "replace")
    assert answer.status_code == 422
    assert says in told(answer.text)
    assert len(luliang.rows(ls.ledger_row)) == before


def test_a_ledger_that_is_there_is_not_replaced_unasked(luliang: House) -> None:
    answer = bring(signed_in(luliang, "wei"), "xingxian", LEDGERS / "yunshu.tsv")
    assert answer.status_code == 409
    assert "该单位已有台账" in told(answer.text)


def test_nobody_brings_in_another_units_ledger(luliang: House) -> None:
    client, before = signed_in(luliang, "han"), len(luliang.rows(ls.ledger_row))
    page = client.get(f"{HOME}/ledger?unit=jiaotong").text
    posted = {"csrf": hidden(page, "csrf"), "way": "replace"}
    file = {"file": ("x.tsv", (LEDGERS / "yunshu.tsv").read_bytes())}
    assert client.post(f"{HOME}/ledger?unit=xingxian", data=posted, files=file).status_code == 403
    assert client.post(f"{HOME}/ledger?unit=jiaotong", data={"csrf": "x"}, files=file).status_code == 403
    assert len(luliang.rows(ls.ledger_row)) == before


def test_only_the_head_of_a_lead_opens_a_campaign(house: House) -> None:
    people(house)
    client = signed_in(house, "gao")
    typed = {"notice": "luliang-cleanup", "mode": "training", "lead": "fgw", "name": "示例局", "level": "city"}
    answer = send(client, "/cleanup/new", typed)
    assert answer.status_code == 303
    assert "未予办理" in told(client.get(answer.headers["location"]).text)


@pytest.mark.skipif(not CLI.is_file(), reason="the Temporal server is not there: make tools")
async def test_a_campaign_goes_from_its_opening_to_a_filed_ledger_through_the_forms(tmp_path: Path) -> None:
    async with open_house(tmp_path) as (house, env), working(house, env):
        people(house)
        qiu, gao = await officer(house, "qiu"), await officer(house, "gao")
        typed = {"notice": "luliang-cleanup", "mode": "training", "lead": "fgw", "name": "示例局", "level": "city"}
        receipt = await qiu.send("/cleanup/new", typed)
        assert "已办理" in told(await qiu.page(receipt))
        home = receipt.partition("/errand/")[0]

        unit = {"unit": "jt", "kind": "department", "level": "city", "name": "示例市交通运输局", "officers": ["han"]}
        assert "已办理" in told(await gao.page(await gao.send(f"{home}/act/enrol_unit", unit)))
        board = told(await gao.page(home))
        assert "逾期" in board
        assert "示例市交通运输局" in board

        han = await officer(house, "han")
        page = await han.page(f"{home}/ledger?unit=jt")
        file = {"file": ("jiaotong.tsv", (LEDGERS / "jiaotong.tsv").read_bytes())}
        brought = await han.web.post(
            f"{home}/ledger?unit=jt", data={"csrf": hidden(page, "csrf"), "way": "new"}, files=file
        )
        assert brought.status_code == 200
        address = f"{home}/act/file_ledger?unit=jt"
        held = {**await han.sheet(address), "digest": hidden(await han.page(address), "digest")}
        receipt = await han.send(address, {"unit": "jt"}, held)
        assert "已办理" in told(await han.page(receipt))

        assert "现在不能办理" in told(await gao.page(f"{home}/act/close_campaign"))
        assert {r.act for r in house.rows(t.act)} >= {"open_campaign", "enrol_unit", "file_ledger"}
