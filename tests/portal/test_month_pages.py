"""Months of oversight at the counter: the file with its notice, the acts open to each, the dashboard."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from desk.serving_months import MONTHS
from desk.telling_before import tell_before
from portal.sessions import make_account
from tests.portal.house import PASSWORD, ROOT, House, at, send, signed_in, told

DOCS = ROOT / "docs" / "oversight-months"
PEOPLE = {"gao": ("高牵头", ("lead-officer",)), "xu": ("许负责", ("lead-head",)), "shen": ("沈经办", ("unit-officer",))}


@pytest.fixture
def desk(house: House) -> House:
    house.settings = replace(house.settings, session=timedelta(days=9000))
    with house.engine.begin() as connection:
        for account, (name, roles) in PEOPLE.items():
            make_account(connection, account, name, roles, PASSWORD)
    return house


def upto(house: House, file: str, when: str) -> str:
    """A file told into the record up to an instant; the clock then stands there."""
    tell_before(house.engine, (MONTHS,), DOCS / f"{file}.yaml", at(when))
    house.now = at(when) + timedelta(minutes=5)
    return f"/oversight/months/rehearsal-{file}"


def test_a_month_shows_its_notice_and_what_is_open_to_whom(desk: House) -> None:
    page = upto(desk, "dalian-2021-01", "2021-02-22 09:00")
    _shows(desk, page)
    _given_out(desk, page)
    _offers(desk, page)


def _shows(desk: House, page: str) -> None:
    head, unit = signed_in(desk, "xu"), signed_in(desk, "shen")
    zh = told(head.get(page).text)
    for said in ("2021-01 监督月报", "未建台账", "示例区生态环境局", "逾期", "约谈通知期限", "发改办财金〔2021〕15号"):
        assert said in zh, said
    assert "示例街道办事处" not in zh
    opens = [
        f"{page}/act/{act}" in head.get(page).text for act in ("ask_interview", "spare_interview", "hold_interview")
    ]
    assert opens == [True, True, False]
    assert f"{page}/act/answer_notice" in unit.get(page).text
    assert f"{page}/act/spare_interview" not in unit.get(page).text
    en = told(head.get(page, params={"lang": "en"}).text)
    for said in ("No ledger", "Units named", "late", "Time to ask to an interview"):
        assert said.lower() in en.lower(), said


def _given_out(desk: House, page: str) -> None:
    """The notice as it was drawn, with its queries."""
    answer = signed_in(desk, "gao").get(f"{page}/notice.xlsx")
    book = load_workbook(BytesIO(answer.content), read_only=True)
    cells = str([list(sheet.values) for sheet in book.worksheets])
    assert "SELECT" in cells
    assert "示例区生态环境局" in cells
    assert signed_in(desk, "gao").get("/oversight/months/none/notice.xlsx").status_code == 404


def _offers(desk: House, page: str) -> None:
    """The form of an interview: its units and grounds."""
    form = f"{page}/act/ask_interview"
    head = signed_in(desk, "xu")
    shown = told(head.get(form).text)
    for offered in ("示例区生态环境局", "逾期未答复", "整改到期未报", "未建台账"):
        assert offered in shown, offered
    said = {"interview": "y1", "unit": "u1", "ground": "late-answer", "meet_on": "2021-02-23", "time": "9:00"}
    wrong = send(head, form, {**said, "place": "区信用办", "with": ""})
    assert (wrong.status_code, "请填写此项" in wrong.text) == (422, True)
    answer = send(head, form, {**said, "place": "区信用办", "with": "主要负责同志"})
    # Temporal is away: it is received and waits.
    assert answer.status_code == 303
    assert "已收到，等待办理" in told(head.get(page).text)


def test_the_dashboard_follows_interviews_incidents_and_referrals(desk: House) -> None:
    upto(desk, "pingdingshan-2023-03", "2023-04-14 12:00")
    officer = signed_in(desk, "gao")
    page = told(officer.get("/oversight", params={"month": "2023-03", "mode": "rehearsal"}).text)
    for said in ("2023-03", "舆情事件 train-tickets", "已移送 同级人民政府", "未办结", "问责线索"):
        assert said in page, said
    listed = told(officer.get("/oversight/months").text)
    assert "rehearsal-pingdingshan-2023-03" in listed
