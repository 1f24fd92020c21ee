"""A campaign read at the counter: board, unit, ledger in both forms, files given out, pages for who may not act."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from models.records.campaigns import Due
from models.records.deadlines import Standing
from models.tables import schema as t
from portal.campaign_board import owed
from tests.portal.campaign_house import CAMPAIGN, bring_campaign
from tests.portal.house import House, at, signed_in, told

HOME = f"/cleanup/{CAMPAIGN}"


@pytest.fixture
def luliang(house: House) -> House:
    # The clock stands in 2021, while sessions that are over today are swept away.
    house.settings = replace(house.settings, session=timedelta(days=9000))
    bring_campaign(house, "2021-01-25 09:30")
    return house


def page(client: TestClient, address: str, lang: str = "zh") -> str:
    answer = client.get(f"{address}{'&' if '?' in address else '?'}lang={lang}")
    assert answer.status_code == 200, address
    return answer.text


def test_the_board_says_who_has_filed_what_and_what_stops(luliang: House) -> None:
    board = told(page(signed_in(luliang, "gao"), HOME))
    for said in (
        "示例市交通运输局", "下级报送在后，须重新汇总", "问题未认定：20", "没有逾期", "立即停止执行：",
        "吕信用办发〔2021〕4号",
    ):  # fmt: skip
        assert said in board.replace(": ", "："), said
    assert "拟修订、立法、废止的文件" in board.replace(" ", "")


def test_what_is_late_is_said_in_words_and_rolled_up(luliang: House) -> None:
    luliang.now += timedelta(days=60)
    client = signed_in(luliang, "gao")
    board = page(client, HOME)
    assert '<span class="light over">逾期' in board
    assert "天未办" in told(board)
    english = told(page(client, HOME, "en"))
    assert "late, " in english
    assert "Rolled up level by level" in english


def test_a_day_with_an_hour_says_its_hour_and_is_late_after_it() -> None:
    noon = Due("ledger", "a", "ledger", date(2021, 1, 29), at("2021-01-29 12:00"), "campaign.calendar.ledger")
    today = date(2021, 1, 29)
    assert owed(noon, today, 3).says == ("今天 12:00到期", "due today 12:00")
    missed = replace(noon, late=True, standing=Standing.ENDED)
    assert (owed(missed, today, 3).light, owed(missed, today, 3).says[0]) == ("over", "今天已逾期未办")
    assert owed(missed, date(2021, 2, 1), 3).says == ("逾期3天未办", "late, 3 day(s)")
    done = replace(missed, standing=Standing.MET)
    assert owed(done, today, 3).says == ("逾期后办结", "done late")


def test_an_item_done_after_its_day_says_so(house: House) -> None:
    house.settings = replace(house.settings, session=timedelta(days=9000))
    bring_campaign(house, "2021-06-05 10:00")
    assert "已公告废止（逾期） 2021-06-04" in told(page(signed_in(house, "gao"), HOME))


def test_a_unit_shows_its_days_with_their_rules(luliang: House) -> None:
    shown = told(page(signed_in(luliang, "jiang"), f"{HOME}/unit/huanbao"))
    assert "2021年1月20日（星期三） 已办" in shown
    assert "1月20日前，市级各单位建立台账" in shown
    assert signed_in(luliang, "gao").get(f"{HOME}/unit/nobody").status_code == 404


@pytest.mark.parametrize(("form", "columns"), [("luliang-13", 13), ("dalian-14", 14)])
def test_the_ledger_in_either_form_names_each_fault_at_its_cell(luliang: House, form: str, columns: int) -> None:
    shown = page(signed_in(luliang, "gao"), f"{HOME}/ledger?unit=huanbao&form={form}")
    assert shown.count('<th scope="col">') == columns + 1
    assert shown.count('class="fault"') == 20
    assert f"{HOME}/act/settle_fault?unit=huanbao&amp;fault=2.document.number_missing" in shown


def test_filters_ask_the_record(luliang: House) -> None:
    client = signed_in(luliang, "gao")
    every = told(page(client, f"{HOME}/ledger?unit=fgw&below=1"))
    assert "9 行" in every
    assert "5 行" in told(page(client, f"{HOME}/ledger?unit=fgw&below=1&disposition=abolish"))
    assert "3 行" in told(page(client, f"{HOME}/ledger?unit=fgw&below=1&fault=placeholder"))
    assert "没有符合条件的行" in told(page(client, f"{HOME}/ledger?unit=jiaotong&fault=any"))


def test_the_ledger_is_given_out_in_both_forms_with_its_faults(luliang: House) -> None:
    client = signed_in(luliang, "gao")
    text = client.get(f"{HOME}/ledger.csv?unit=jiaotong&form=dalian-14").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert (len(rows), len(rows[0])) == (3, 14)
    answer = client.get(f"{HOME}/ledger.xlsx?unit=huanbao&faults=1")
    book = load_workbook(io.BytesIO(answer.content))
    titles = [c.value for c in book.worksheets[0][3]]
    assert titles[-1] == "问题（台账检查）"
    assert "没有写明文号" in str(book.worksheets[0][4][13].value)
    assert answer.content == client.get(f"{HOME}/ledger.xlsx?unit=huanbao&faults=1").content


def test_the_contact_form_holds_whom_the_officer_may_see(luliang: House) -> None:
    def names(who: str) -> list[Any]:
        book = load_workbook(io.BytesIO(signed_in(luliang, who).get(f"{HOME}/contacts.xlsx").content))
        titles = ["序号", "姓名", "单位", "职务", "办公电话", "手机号码", "电子邮箱"]
        assert [c.value for c in book.worksheets[0][2]] == titles
        return [row[1].value for row in book.worksheets[0].iter_rows(min_row=3)]

    assert names("gao") == ["韩某某", "蒋某某", "陈某某", "卫某某"]
    assert names("han") == ["韩某某"]


def test_a_notice_and_the_summary_are_given_out_as_excel(house: House) -> None:
    house.settings = replace(house.settings, session=timedelta(days=9000))
    bring_campaign(house, "2021-12-01 10:00")
    client = signed_in(house, "gao")
    book = load_workbook(io.BytesIO(client.get(f"{HOME}/notice-2021-01.xlsx?lang=en").content))
    told_ = [[c.value for c in row] for row in book.worksheets[0].iter_rows(min_row=6)]
    assert ["1", "未按要求建立台账", "示例县发展和改革局"] in [row[:3] for row in told_]
    summary = load_workbook(io.BytesIO(client.get(f"{HOME}/summary.xlsx").content))
    assert summary.sheetnames == ["单位", "层级", "处置方式", "逐项"]
    assert [c.value for c in summary["逐项"][5]][5] == "已公告废止"
    assert client.get(f"{HOME}/notice-2020-01.xlsx").status_code == 404


def test_whoever_looks_is_written_down_first(luliang: House) -> None:
    client = signed_in(luliang, "han")
    page(client, f"{HOME}/ledger?unit=jiaotong")
    client.get(f"{HOME}/contacts.xlsx")
    seen = [(r.account, r.case_id, r.what) for r in luliang.rows(t.access)]
    assert ("han", CAMPAIGN, "ledger:jiaotong") in seen
    assert ("han", CAMPAIGN, "contacts") in seen


def test_nobody_reads_without_signing_in(luliang: House) -> None:
    for address in ("/cleanup", HOME, f"{HOME}/ledger", f"{HOME}/contacts.xlsx"):
        assert luliang.client().get(address).status_code == 303


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_says_everything_in_one_language(luliang: House, lang: str) -> None:
    client = signed_in(luliang, "gao")
    acts = (
        "enrol_unit", "name_contact?unit=huanbao", "file_ledger?unit=huanbao", "file_plan?unit=huanbao",
        "settle_fault?unit=huanbao&fault=2.document.number_missing", "propose_stop", "issue_monthly_notice",
        "spot_check?unit=huanbao", "complete_item?unit=huanbao", "hold_interview", "close_campaign",
    )  # fmt: skip
    for address in ("/cleanup", HOME, f"{HOME}/unit/huanbao", *(f"{HOME}/act/{a}" for a in acts)):
        shown = page(client, address, lang)
        assert "{{" not in shown
        # No code that has no words: a field, an act or a choice shown by its bare name.
        assert "settle_fault</" not in shown
        assert "in_name_of</" not in shown
