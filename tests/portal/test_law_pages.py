"""The law's pages: every list on every day, articles beside what is done with them, the way drawn from the table."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from models.law.lawbook import REGIMES, Lawbook
from models.records.commands import Actor
from models.records.reviews import Seen
from models.steps.table import STEPS, TABLE
from models.tables.reviewing import keep_confirmation
from portal.app import make_app
from portal.law_lines import lines
from portal.law_steps import drawing, way
from portal.words import law as words
from tests.portal.house import BOOK, House, at, signed_in, told

ON = date(2026, 11, 21)
LISTS = BOOK.regimes


def read(house: House, address: str, lang: str = "zh") -> str:
    answer = house.client().get(address, params={"lang": lang} if "?" not in address else None)
    assert answer.status_code == 200, (address, answer.text)
    return answer.text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_list_has_its_page_in_both_languages_without_signing_in(house: House, lang: str) -> None:
    house.now = at("2026-11-21 10:00")
    overview = read(house, "/law", lang)
    for regime in LISTS:
        assert f'href="/law/{regime}?on=2026-11-21"' in overview
        page = told(read(house, f"/law/{regime}", lang))
        for line in lines(BOOK.instrument(regime, ON)):
            for said in (line.says, line.done, line.certainty):
                assert " ".join(said[lang == "en"].split()) in page, (regime, line.key)
    assert not [line for line in house.lines if "fault" in line]


def test_the_head_of_every_page_leads_there(house: House) -> None:
    client = signed_in(house, "li")
    for address in ("/", "/new", "/law", "/law/mohrss-wages", "/nowhere"):
        assert 'href="/law"' in client.get(address).text, address
    assert 'href="/law"' in house.client().get("/sign-in").text


def test_the_page_shows_the_law_of_the_day_and_leads_to_the_other_days(house: House) -> None:
    before = read(house, "/law/samr-serious-illegal?on=2025-12-24")
    after = read(house, "/law/samr-serious-illegal?on=2025-12-25")
    assert "15个工作日内作出决定" in before
    assert "7个工作日内作出决定" in after
    assert 'href="/law/samr-serious-illegal?on=2025-12-25"' in before
    assert '<strong aria-current="true">2025-12-25</strong>' in after
    assert 'href="/law/samr-serious-illegal?on=2025-12-24&amp;lang=en"' in before


def test_a_day_before_the_list_is_said(house: House) -> None:
    assert "在该日不施行" in read(house, "/law/mohrss-wages?on=2021-12-31")
    assert "在该日不施行" not in read(house, "/law/mohrss-wages?on=2022-01-01")
    assert "该日未施行" in read(house, "/law?on=2021-12-31")


def test_what_keeps_a_list_from_a_real_case_is_said(house: House) -> None:
    wages, flights = told(read(house, "/law/mohrss-wages")), told(read(house, "/law/caac-flight"))
    assert "只可用于演练和训练" in wages
    assert "文件层级不足" not in wages
    assert "文件层级不足以承载全国名单" in flights
    assert "没有读到，不得推测" in flights


def test_a_value_two_people_confirmed_is_marked(house: House) -> None:
    value = next(v for v in BOOK.instrument("mohrss-wages", ON).values if v.key == "periods.statement_period")
    assert "<br>已核对" not in read(house, "/law/mohrss-wages")
    with house.engine.begin() as connection:
        people = (Actor("zhao", ("legal-reviewer",)), Actor("qian", ("head",)))
        keep_confirmation(connection, (value,), Seen("示例公报第1期", "1", ON), people, house.now)
    page = read(house, "/law/mohrss-wages")
    assert page.count("<br>已核对") == 1
    assert re.search(r"5个工作日内(?:(?!</tr>).)*<br>已核对", page)


def test_a_local_supplement_is_shown_where_it_is_chosen(house: House) -> None:
    rule = "联合惩戒措施在信息核实期间暂不执行"
    assert rule not in read(house, "/law/mohrss-wages")
    assert rule in read(house, "/law/mohrss-wages?local=huangshi")
    assert rule not in read(house, "/law/mohrss-wages?local=nowhere")


def test_what_is_no_list_or_no_day_is_refused(house: House) -> None:
    client = house.client()
    assert client.get("/law/civil-code").status_code == 404
    assert client.get("/law/nothing").status_code == 404
    assert client.get("/law?on=yesterday").status_code == 400
    assert client.get("/law/mohrss-wages?on=2026-02-30").status_code == 400


@pytest.mark.parametrize("regime", LISTS)
def test_the_way_holds_every_move_of_the_table_the_law_has_a_rule_for(regime: str) -> None:
    law = BOOK.law(regime, ON)
    stops = way(law)
    place = {step: stop for stop in stops for step in stop.steps}
    shown = {(stop.name, move.to, row.act) for stop in stops for move in stop.moves for row in move.rows}
    inside = {(stop.name, row.act) for stop in stops for row in stop.inside}
    for row in TABLE:
        if row.step_from not in place or not law.holds(row.cite):
            continue
        start, end = place[row.step_from].name, place[row.step_to].name
        if start == end:
            inside.discard((start, row.act))
            assert row.act in [r.act for r in place[row.step_from].inside]
        else:
            shown.discard((start, end, row.act))
            assert (end, row.act) in [(m.to, r.act) for m in place[row.step_from].moves for r in m.rows]
    assert not shown
    assert not inside


def test_the_whole_way_of_wages_is_reached() -> None:
    found = [step for stop in way(BOOK.law("mohrss-wages", ON)) for step in stop.steps]
    assert found == ["none", *STEPS]


def test_the_drawing_has_a_box_a_stop_and_a_line_a_move(house: House) -> None:
    for regime in ("mohrss-wages", "sta-tax", "military-service", "caac-flight"):
        stops = way(BOOK.law(regime, ON))
        page = read(house, f"/law/{regime}?on={ON}")
        found = re.search(r"(?s)<svg.*?</svg>", page)
        assert (found is not None) == (len(stops) > 1), regime
        if found:
            counted = Counter(re.findall(r'<(rect|text|path class="arc)', found.group()))
            assert counted["rect"] == len(stops)
            assert counted["text"] == sum(len(stop.steps) for stop in stops)
            assert counted['path class="arc'] == sum(len(stop.moves) for stop in stops)
        assert "<script" not in page
        assert "style=" not in page


def test_every_line_of_the_drawing_stays_inside_its_frame() -> None:
    """A bow swings out by three quarters of its two outer points."""
    for regime in LISTS:
        drawn = drawing(way(BOOK.law(regime, ON)))
        for arc in drawn.arcs:
            across, down = zip(*re.findall(r"(-?\d+) (-?\d+)", arc.path), strict=True)
            side, outer = int(across[0]), int(across[min(1, len(across) - 1)])
            assert 0 < side + (outer - side) * 3 // 4 < drawn.wide, (regime, arc)
            assert all(0 <= int(y) <= drawn.height for y in down)


def test_every_part_and_certainty_has_words() -> None:
    texts = [text for versions in BOOK.instruments.values() for text in versions]
    # No text held keeps list systems yet: an edition of them, once entered as law, does.
    assert {line.part for text in texts for line in lines(text)} == set(words.PARTS) - {"kept_lists"}


def test_an_english_page_marks_what_has_no_english(house: House, tmp_path: Path) -> None:
    """Nothing held lacks its English; a text entered without it is shown as what it is."""
    root = tmp_path / "regimes"
    shutil.copytree(REGIMES, root)
    file = root / "mohrss" / "order-45" / "2022-01-01.yaml"
    held = re.search(r"(?m)^  notice: \{.*zh: ([^,]+), (en: .*)\}$", file.read_text(encoding="utf-8"))
    assert held is not None
    file.write_text(file.read_text(encoding="utf-8").replace(f", {held.group(2)}", "", 1), encoding="utf-8")
    app = make_app(house.settings, clock=lambda: house.now, log=house.log, book=Lawbook(root))
    page = TestClient(app).get("/law/mohrss-wages", params={"lang": "en", "on": str(ON)}).text
    assert f'lang="zh-CN">{held.group(1)}</td>' in page
    assert f'lang="zh-CN">{held.group(1)}</td>' not in read(house, f"/law/mohrss-wages?on={ON}&lang=en")
