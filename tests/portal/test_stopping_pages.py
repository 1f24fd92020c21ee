"""What a filing stops is shown before it is filed; cases by group; plans from the ledger; digests from files."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from models.records.commands import Actor
from models.tables import ledger_schema as ls
from models.tables import schema as t
from tests.portal.campaign_house import CAMPAIGN, act, bring_campaign
from tests.portal.house import W1, House, hidden, send, sheet, signed_in, told
from tests.record.ledger_files import bring, file_of, row

HOME = f"/cleanup/{CAMPAIGN}"
WAGES = "《拖欠农民工工资失信联合惩戒对象名单管理暂行办法》（人力资源社会保障部令第45号）"
KEPT = row("《示例市客运信用办法》（示交发〔2019〕12号）", "保留", national="是", basis="《示例条例》第一条")
GAO, HAN = Actor("gao", ("lead-officer",)), Actor("han", ("unit-officer",))


@pytest.fixture
def luliang(house: House) -> House:
    house.settings = replace(house.settings, session=timedelta(days=9000))
    bring_campaign(house, "2021-01-15 23:00")
    return house


def commands(house: House, name: str) -> list[dict[str, Any]]:
    return [json.loads(r.body) for r in house.rows(t.command) if r.act == name and r.outcome == "received"]


def filed(house: House) -> str:
    """The ledger of the transport bureau filed with the wage list to be abolished; the stop it makes."""
    now = house.now
    house.bring("training-2026-A", 2)
    house.now = now
    digest = bring(house.engine, CAMPAIGN, "jiaotong", row(WAGES, "废止"), KEPT)
    reply = act(house, house.now, HAN, "file_ledger", {"unit": "jiaotong", "digest": digest}, "filed")
    assert reply.refused is None, reply.refused
    return str(reply.acts[-1].facts["stops"][0]["stop"])


@pytest.mark.parametrize(("lang", "says"), [("zh", "报送后立即停止执行"), ("en", "Stopped at once with the filing")])
def test_who_files_sees_first_what_that_stops(luliang: House, lang: str, says: str) -> None:
    bring(luliang.engine, CAMPAIGN, "jiaotong", row(WAGES, "废止"), KEPT)
    client = signed_in(luliang, "han")
    client.cookies.set("lang", lang)
    page = client.get(f"{HOME}/act/file_ledger?unit=jiaotong").text
    assert says in page
    assert WAGES in page
    assert "示交发〔2019〕12号" not in page


def test_a_stop_by_a_ledger_leads_to_the_form_that_shows_the_cases(luliang: House) -> None:
    stop = filed(luliang)
    client = signed_in(luliang, "gao")
    page = client.get(f"{HOME}/stop/{stop}").text
    assert "随台账报送停止执行" in page
    assert WAGES in page
    form = client.get(f"{HOME}/act/propose_stop?stop={stop}").text
    assert f'value="{stop}"' in form
    assert WAGES in form
    typed = {"stop": stop, "document": WAGES, "disposition": "abolish"}
    assert send(client, f"{HOME}/act/propose_stop?stop={stop}", typed).status_code == 303
    (body,) = commands(luliang, "propose_stop")
    assert (body["stop"], body["document"]) == (stop, WAGES)


def test_running_cases_are_chosen_for_by_step_and_by_list(luliang: House) -> None:
    stop = filed(luliang)
    said = {"stop": stop, "document": WAGES, "disposition": "abolish"}
    assert act(luliang, luliang.now, GAO, "propose_stop", said, "p").refused is None
    client, address = signed_in(luliang, "qiu"), f"{HOME}/act/stop_rule?stop={stop}"
    form = client.get(address).text
    step = luliang.rows(t.case_file)[0].step
    assert f'name="groups.step.{step}"' in form
    assert f'name="groups.list.{W1.regime}"' in form
    held = {**sheet(client, address), "plan": hidden(form, "plan")}
    typed = {"stop": stop, "others": "abolish", f"groups.step.{step}": "", f"groups.list.{W1.regime}": "revise"}
    assert send(client, address, typed, held).status_code == 303
    (body,) = commands(luliang, "stop_rule")
    assert body["groups"] == [{"by": "list", "name": W1.regime, "disposition": "revise"}]


def test_a_plan_is_chosen_from_the_rows_of_the_ledger(luliang: House) -> None:
    revised = row("《示例市出租车信用办法》（示交发〔2018〕7号）", "修订", national="是", basis="《示例条例》第二条")
    bring(luliang.engine, CAMPAIGN, "jiaotong", revised, KEPT)
    page = signed_in(luliang, "han").get(f"{HOME}/act/file_plan?unit=jiaotong").text
    assert 'value="jiaotong-1"' in page
    assert "示交发〔2018〕7号" in page
    assert "示交发〔2019〕12号" not in page


def test_the_progress_of_a_unit_is_given_out_as_excel(house: House) -> None:
    bring_campaign(house, "2021-06-21 10:00")
    client = signed_in(house, "gao")
    assert f"{HOME}/report-xingxian.xlsx" in client.get(f"{HOME}/unit/xingxian").text
    content = client.get(f"{HOME}/report-xingxian.xlsx").content
    book = load_workbook(BytesIO(content))
    assert book.sheetnames == ["单位", "逐项", "季报"]
    told_of = [[c.value for c in r] for r in book["季报"].iter_rows()]
    assert ["示例县发展和改革局", "report-june", "2021-06-20", "按期已报"] in told_of
    assert ["示例县发展和改革局", "report-september", "2021-09-20", "未报"] in told_of
    assert not any("示例市交通运输局" in map(str, row_of) for row_of in told_of)
    assert client.get(f"{HOME}/report-nobody.xlsx").status_code == 404


def test_into_closed_ledgers_a_file_is_only_laid_ready(luliang: House) -> None:
    filed(luliang)
    reported = act(luliang, luliang.now, Actor("qiu", ("lead-head",)), "report_ledgers_up", {"to": "province"}, "up")
    assert reported.refused is None, reported.refused
    client, address = signed_in(luliang, "han"), f"{HOME}/ledger?unit=jiaotong"
    before = len(luliang.rows(ls.ledger_row))

    def brought(**more: str) -> Any:
        data = {"csrf": hidden(client.get(address).text, "csrf"), "way": "add", **more}
        new = row("《示例市网约车信用办法》（示交发〔2020〕9号）", "废止")
        return client.post(address, data=data, files={"file": ("增补.tsv", file_of(new))})

    refused = brought()
    assert refused.status_code == 409
    assert "台账已经上报，已关闭" in told(refused.text)
    assert len(luliang.rows(ls.ledger_row)) == before
    assert brought(exception="1").status_code == 200
    assert "备好待批准" in told(client.get(address).text)
    shown = signed_in(luliang, "qiu").get(f"{HOME}/act/except_ledger?unit=jiaotong").text
    assert "3条" in told(shown).replace(" ", "")


def test_a_digest_is_computed_from_the_file_of_the_text(luliang: House) -> None:
    client = signed_in(luliang, "han")
    at = "/reviews/new/propose_measure"
    page = client.get(at).text
    assert 'enctype="multipart/form-data"' in page
    data = {"csrf": hidden(page, "csrf"), "key": hidden(page, "key"), "title": "示例办法", "text": ""}
    answer = client.post(at, data=data, files={"text_file": ("办法.pdf", b"the text")})
    assert hashlib.sha256(b"the text").hexdigest() in answer.text
    broken = client.post(at, data=data, files={"text_file": ("办法.yaml", b"general: [")})
    assert broken.status_code == 422
    assert "不是完整的条文文件" in told(broken.text)
