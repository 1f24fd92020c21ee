"""A month in the record, on both engines: its queries run in the act's own transaction, what they found is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from activities.verifying import verify
from desk.serving_campaigns import CAMPAIGNS
from desk.serving_reviews import REVIEWS
from desk.telling_before import tell_before
from models.law.oversight import HOUSE
from models.law.oversight_months import month_law
from models.records.oversight import FRESH, Notice
from models.tables.months import frozen, ref_of
from models.tables.opening import create_all
from models.tables.protection_schema import leak, protection_file
from portal.oversight_telling import workbook
from portal.wording import Speech
from tests.months.month_house import GAO, HAN, WEN, XU, MonthHouse, at
from tests.record.house import BOOK, House

DOCS = Path(__file__).parents[2] / "docs"
DALIAN = DOCS / "campaigns" / "dalian-2021.yaml"
INCIDENTS = DOCS / "oversight-months" / "beside" / "two-incidents.yaml"


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[House]:
    """A record on SQLite alone, for what hangs on no engine."""
    made = House(f"sqlite:///{tmp_path}/record.db")
    create_all(made.engine)
    yield made
    made.engine.dispose()


def kept(house: House, month: MonthHouse) -> Notice:
    with house.engine.connect() as connection:
        return frozen(connection, month.digest())


def what(refused: object) -> str:
    return str(refused.detail["what"])  # type: ignore[attr-defined]


def test_a_notice_that_has_moved_since_it_was_drawn_is_not_confirmed(house: House) -> None:
    tell_before(house.engine, (CAMPAIGNS,), DALIAN, at("2021-01-29 12:35"))
    month = MonthHouse(house.engine)
    month.done("2021-02-01 09:00", GAO, "draw_notice", month="2021-01")
    first = month.digest()
    assert [(u.name, u.lines) for u in month.state().units] == [("示例区生态环境局", ("no-ledger",))]
    assert what(month.refused("2021-02-01 09:10", WEN, "confirm_notice", digest="0" * 64)) == "notice_differs"
    # The ledger that came in at 12:01 is entered; the day is the same, the figures are not.
    tell_before(house.engine, (CAMPAIGNS,), DALIAN, at("2021-02-01 09:30"))
    assert what(month.refused("2021-02-01 10:00", WEN, "confirm_notice", digest=first)) == "notice_moved"
    month.done("2021-02-01 10:30", GAO, "redraw_notice")
    month.done("2021-02-01 11:00", WEN, "confirm_notice", digest=month.digest())
    assert month.digest() != first
    assert [(c.fresh, c.standing, c.settled) for c in month.state().notice.lines if c.line == "no-ledger"] == [  # type: ignore[union-attr]
        (1, 0, 1)
    ]
    assert verify(house.engine) == []


def test_a_notice_stays_what_it_was_and_is_told_once_by_each_lead_department(plain: House) -> None:
    tell_before(plain.engine, (CAMPAIGNS,), DALIAN, at("2021-02-01 09:00"))
    month = MonthHouse(plain.engine)
    month.issue("2021-01", "2021-02-01")
    before = kept(plain, month)
    tell_before(plain.engine, (CAMPAIGNS,), DALIAN, at("2021-12-01 09:00"))
    notice = kept(plain, month)
    assert notice == before
    book = load_workbook(BytesIO(workbook(Speech("zh"), notice)), read_only=True)
    assert [sheet.title for sheet in book.worksheets] == ["通报", "名单", "查询", "版本"]
    assert "SELECT" in str(list(book.worksheets[2].values))
    again, other = MonthHouse(plain.engine, "n"), MonthHouse(plain.engine, "o", lead="另一示例市信用办")
    assert what(again.refused("2021-02-02 09:00", GAO, "draw_notice", month="2021-01")) == "month_opened"
    other.done("2021-02-02 09:00", GAO, "draw_notice", month="2021-01")
    # Neither the campaign's later acts nor the file's own change the month that was told.
    assert other.digest() == month.digest()


def found_in(notice: Notice, line: str) -> str:
    told = next(t for t in notice.lines if t.line.id == line)
    return ref_of(line, told.cases[0])


def test_a_case_is_opened_for_accountability_once_in_whatever_month(plain: House) -> None:
    tell_before(plain.engine, (REVIEWS,), INCIDENTS, at("2023-04-03 09:00"))
    month = MonthHouse(plain.engine)
    month.issue("2023-03", "2023-04-03")
    ref = found_in(kept(plain, month), "misapplied")
    month.done("2023-04-04 09:00", HAN, "answer_notice", unit="u1", on="2023-04-04", stand="accepted", text="无异议")
    act = month.done("2023-04-04 10:00", GAO, "open_accountability", referral="z", finding=ref, reasons="超出清单")
    assert act.facts["found"] == {
        "there": True, "line": "misapplied", "unit": "u1", "place": "rehearsal-two-incidents",
    }  # fmt: skip
    again = month.refused("2023-04-04 11:00", GAO, "open_accountability", referral="y", finding=ref, reasons="重复")
    assert what(again) == "finding_opened"
    tell_before(plain.engine, (REVIEWS,), INCIDENTS, at("2023-05-04 09:00"))
    april = MonthHouse(plain.engine, "april")
    april.issue("2023-04", "2023-05-04")
    refused = april.refused("2023-05-04 12:00", GAO, "open_accountability", referral="z", finding=ref, reasons="重复")
    assert (what(refused), refused.detail["file"]) == ("finding_opened", "m")


def misapplied(house: House) -> tuple[MonthHouse, str]:
    """A month whose unit has not answered in time, and what a query found of it."""
    tell_before(house.engine, (REVIEWS,), INCIDENTS, at("2023-04-03 09:00"))
    month = MonthHouse(house.engine)
    month.issue("2023-03", "2023-04-03")
    ref = found_in(kept(house, month), "misapplied")
    month.done("2023-04-24 09:00", GAO, "open_accountability", referral="z", finding=ref, reasons="超出清单")
    return month, ref


def test_what_is_disputed_or_withdrawn_goes_to_no_body(plain: House) -> None:
    month, _ = misapplied(plain)
    to = {"referral": "z", "to": month_law(BOOK, HOUSE, date(2026, 1, 5)).bodies("misapplied")[0], "body": "示例机关"}
    month.done("2023-04-24 10:00", XU, "refer_accountability", **to)
    disputed = {"on": "2023-04-25", "stand": "disputed", "text": "有误"}
    month.done("2023-04-25 09:00", HAN, "answer_notice", unit="u1", **disputed)
    answer = {"referral": "z", "on": "2023-04-25", "outcome": "no-jurisdiction", "document": "示函1号"}
    month.done("2023-04-25 10:00", GAO, "record_referral_answer", **answer)
    assert what(month.refused("2023-04-25 11:00", XU, "refer_accountability", **to)) == "dispute_open"
    month.done(
        "2023-04-26 09:00", XU, "settle_dispute", unit="u1", finding="corrected", lines=["misapplied"], reasons="误"
    )
    no = month.refused("2023-04-28 09:00", XU, "refer_accountability", **to)
    assert what(no) in ("finding_withdrawn", "referral_over")


def test_no_interview_is_held_before_anybody_was_asked(plain: House) -> None:
    month, _ = misapplied(plain)
    asked = {
        "unit": "u1",
        "ground": "misapplied",
        "meet_on": "2023-05-05",
        "time": "9时",
        "place": "会议室",
        "with": "局",
    }
    month.done("2023-04-25 09:00", XU, "ask_interview", interview="i", **asked)
    promised = [{"id": "a", "what": "改正", "due": "2023-05-30"}]
    held = {"interview": "i", "attended": "负责人", "record": "记录", "measures": promised}
    no = month.refused("2023-05-06 09:00", GAO, "hold_interview", on="2023-04-24", **held)
    assert what(no) == "day_before_letter"
    month.done("2023-05-06 09:00", GAO, "hold_interview", on="2023-05-05", **held)


def test_what_was_found_to_be_no_leak_has_no_notice(plain: House) -> None:
    leaked(plain, "l")
    month = MonthHouse(plain.engine)
    month.issue("2025-11", "2025-12-01")
    said = {"incident": "l", "kind": "leak", "file": "l", "reasons": "一案例一通报"}
    month.done("2025-12-01 11:00", GAO, "open_incident", **said)
    with plain.engine.begin() as connection:
        connection.execute(update(leak).values(dismissed=True, closed_on=date(2025, 12, 1)))
    sent = {"incident": "l", "to": "各单位", "description": "泄露"}
    assert what(month.refused("2025-12-02 09:00", XU, "notify_incident", **sent)) == "no_ground_for_notice"
    month.done("2025-12-02 10:00", XU, "close_incident", incident="l", reasons="查明不是泄露")


def leaked(house: House, file_id: str, *, certain: bool = True) -> None:
    """A leak as its own file keeps it."""
    file = {c.name: "" for c in protection_file.columns if not c.nullable}
    numbers = {"rehearsal_offset": 0, "version": 1, "closed": False, "applied_version": 0}
    own = {
        "id": file_id,
        "mode": "rehearsal",
        "authority": "示例局",
        "opened_at": at("2025-11-03 09:00"),
        "matter": "leak",
    }
    told = {"what": "leak", "certain": certain, "personal": True, "found_on": date(2025, 11, 3), "affected": 0}
    rest = {"cause": "", "told": 0, "dismissed": False, "late": "[]"}
    with house.engine.begin() as connection:
        connection.execute(protection_file.insert().values(**{**file, **numbers, **own}))
        connection.execute(leak.insert().values(protection_id=file_id, **told, **rest))


def test_a_leak_is_told_named_and_noticed_once(plain: House) -> None:
    leaked(plain, "l")
    leaked(plain, "possible", certain=False)
    month = MonthHouse(plain.engine)
    month.issue("2025-11", "2025-12-01")
    told = next(t for t in kept(plain, month).lines if t.line.id == "leaked")
    assert [(c.place, c.unit, c.what, c.since, c.until) for c in told.cases] == [
        ("l", "示例局", "leak", "2025-11-03", ""), ("possible", "示例局", "leak", "2025-11-03", ""),
    ]  # fmt: skip
    said = {"kind": "leak", "reasons": "一案例一通报"}
    assert what(month.refused("2025-12-01 11:00", GAO, "open_incident", incident="p", file="possible", **said)) == (
        "no_ground_for_notice"
    )
    month.done("2025-12-01 11:00", GAO, "open_incident", incident="a", file="l", **said)
    assert (
        what(month.refused("2025-12-01 12:00", GAO, "close_incident", incident="a", reasons="已办"))
        == "notice_not_sent"
    )
    month.done("2025-12-02 09:00", XU, "notify_incident", incident="a", to="各单位", description="外包人员导出名册")
    assert (
        what(month.refused("2025-12-02 10:00", GAO, "close_incident", incident="a", reasons="已办"))
        == "its_file_is_open"
    )
    with plain.engine.begin() as connection:
        connection.execute(update(leak).where(leak.c.protection_id == "l").values(closed_on=date(2025, 12, 3)))
    month.done("2025-12-04 09:00", GAO, "close_incident", incident="a", reasons="已办")
    other = MonthHouse(plain.engine, "n", lead="另一示例市信用办")
    other.issue("2025-11", "2025-12-04")
    refused = other.refused("2025-12-04 11:00", GAO, "open_incident", incident="a", file="l", **said)
    assert (what(refused), refused.detail["file"]) == ("incident_opened", "m")
    # What was put right after the month stands at its end all the same.
    assert [f.count for f in told.figures if f.of == FRESH] == [2]
