"""Oversight at the counter: every figure leads to its cases and its query, in both languages, without a script."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from activities.record import Record
from models.contracts.errands import RecordRequest
from models.law.oversight import oversight_law
from portal.words import oversight as words
from tests.portal.house import BOOK, W1, House, at, signed_in, told

APPLIED = [n for n, e in enumerate(W1.events, start=1) if e.act == "apply_restoration"][-1]
JULY = "month=2026-07&mode=training"


@pytest.fixture
def late(house: House) -> House:
    """A case whose restoration was to be decided by 8 July 2026, seen in August."""
    house.bring("a", APPLIED)
    Record(house.engine).record(RecordRequest("a", 0, at("2026-07-20 09:00")))
    house.now = at("2026-08-05 09:00")
    return house


def test_it_is_for_who_is_signed_in(late: House) -> None:
    answer = late.client().get(f"/oversight?{JULY}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/oversight")
    assert "/oversight" not in late.client().get("/law").text


@pytest.mark.parametrize(("lang", "title"), [("zh", "2026年7月监督通报"), ("en", "Notice of oversight, 2026-07")])
def test_a_month_shows_every_line_with_its_figures(late: House, lang: str, title: str) -> None:
    page = signed_in(late, "li").get(f"/oversight?{JULY}&lang={lang}").text
    assert f"<h1>{title}</h1>" in page
    for pair in words.LINES.values():
        assert pair[lang == "en"] in told(page)
    assert "<script" not in page
    assert "style=" not in page
    assert not [line for line in late.lines if "fault" in line]


def test_a_figure_leads_to_its_cases_and_its_query(late: House) -> None:
    client = signed_in(late, "li")
    page = client.get(f"/oversight?{JULY}").text
    found = re.search(r'href="(/oversight/line/restoration-late\?[^"]*of=standing[^"]*)"[^>]*>(\d+)<', page)
    assert found is not None
    assert found[2] == "1"
    line = client.get(found[1].replace("&amp;", "&")).text
    assert 'href="/case/a"' in line
    assert "修复决定到期未办" in line
    assert "SELECT count(*)" in line
    assert "<dt>:last</dt><dd>2026-07-31</dd>" in line
    assert "没有查到" in client.get(f"/oversight/line/restoration-late?{JULY}&of=settled").text


def test_the_same_month_downloads_the_same_bytes(late: House) -> None:
    client = signed_in(late, "li")
    first, again = (client.get(f"/oversight/month.xlsx?{JULY}") for _ in range(2))
    assert first.content == again.content
    book = load_workbook(BytesIO(first.content))
    assert book.sheetnames == ["通报", "名单", "查询", "版本"]
    assert [row[1].value for row in book["名单"].iter_rows(min_row=4)] == ["a"]


def test_without_a_month_the_last_that_is_over_is_told(late: House) -> None:
    assert "2026年7月监督通报" in signed_in(late, "li").get("/oversight").text


def test_a_unit_and_a_mode_narrow_it(late: House) -> None:
    client = signed_in(late, "li")
    assert "没有查到" in client.get(f"/oversight/line/restoration-late?{JULY}&of=standing&unit=别的单位").text
    assert "没有查到" in client.get("/oversight/line/restoration-late?month=2026-07&of=standing").text
    assert W1.authority["name"] in client.get(f"/oversight?{JULY}").text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/oversight?month=2026-08", 400), ("/oversight?month=2026-13", 400), ("/oversight?month=July", 400),
        ("/oversight?mode=other", 400), ("/oversight/line/nothing", 404),
        ("/oversight/line/leak?of=standing", 404), ("/oversight/line/leak?from=x", 200),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_refused_with_a_sentence(late: House, address: str, status: int) -> None:
    assert signed_in(late, "li").get(address).status_code == status


def test_many_cases_are_shown_page_by_page(late: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.oversight_pages.PAGE", 2)
    for name in ("b", "c"):
        late.bring(name, APPLIED)
    late.now = at("2026-08-05 09:00")
    client = signed_in(late, "li")
    address = f"/oversight/line/restoration-late?{JULY}&of=fresh"
    pages = [client.get(address).text, client.get(f"{address}&from=2").text]
    assert [len(re.findall(r'href="/case/', page)) for page in pages] == [2, 1]


def test_every_word_of_a_line_and_finding_is_there() -> None:
    law = oversight_law(BOOK, at("2026-08-05 09:00").date())
    assert [line.id for line in law.lines] == list(words.LINES)
