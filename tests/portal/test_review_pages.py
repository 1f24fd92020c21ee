"""The desk of reviews and a review's page: what waits for whom, due days, papers, refusals, both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from models.records.commands import Actor
from models.tables import schema as t
from tests.portal.house import House, at, signed_in, told
from tests.portal.review_files import act, bring_review, file_of, people


@pytest.fixture
def desk(house: House) -> House:
    house.settings = replace(house.settings, session=timedelta(days=9000))
    people(house)
    return house


def test_the_desk_says_what_waits_for_whom(desk: House) -> None:
    bring_review(desk, "reward", "2022-09-30 09:00")
    shown = told(signed_in(desk, "fang").get("/reviews").text)
    mine = shown[shown.index("待您办理") : shown.index("其他在办")]
    assert "认定影响 发展改革部门经办人" in mine
    assert "影响认定期限" in mine
    assert "还有" in mine
    other = told(signed_in(desk, "su").get("/reviews").text)
    assert "没有待您办理的审查" in other
    assert "认定影响 发展改革部门经办人" in other


def test_a_day_that_passed_is_late_and_ends_nothing(desk: House) -> None:
    bring_review(desk, "reward", "2022-09-30 09:00", "review-a")
    desk.now = at("2022-12-01 09:00")
    shown = told(signed_in(desk, "fang").get("/reviews/review-a").text)
    assert "天未办" in shown
    assert "认定影响" in shown[: shown.index("您可以办理")]


def test_a_review_shows_its_measure_consents_incidents_and_refusals(desk: House) -> None:
    held = bring_review(desk, "incident-late", "2023-03-15 09:00")
    client = signed_in(desk, "he")
    shown = told(client.get(f"/reviews/{held}").text)
    for words in (
        "示例县拖欠物业费惩戒办法",
        "同级同意",
        "2022-11-03",
        "school-places",
        "措施维持",
        "应当通报",
        "已停止",
    ):
        assert words in shown, words
    assert "没有逾期，措施也没有不当" in shown
    assert "一案例一通报" in shown[: shown.index("您可以办理")]
    english = told(client.get(f"/reviews/{held}?lang=en").text)
    assert "One case, one notice" in english
    assert "it was neither late nor was the measure found wrong" in english


def test_an_ended_review_stands_among_the_closed(desk: House) -> None:
    bring_review(desk, "incident-late", "2023-03-16 09:00")
    bring_review(desk, "import", file_of("import").events[-1].at.strftime("%Y-%m-%d 23:59"))
    shown = told(signed_in(desk, "he").get("/reviews").text)
    closed = shown[shown.index("已办结") :]
    assert "已停止" in closed
    assert "录入已核对" in closed


def test_a_look_is_written_down_and_an_unknown_review_is_not_found(desk: House) -> None:
    held = bring_review(desk, "reward", "2022-09-30 09:00")
    client = signed_in(desk, "tan")
    assert client.get(f"/reviews/{held}").status_code == 200
    assert client.get("/reviews/none").status_code == 404
    assert ("tan", held, "review") in {(r.account, r.case_id, r.what) for r in desk.rows(t.access)}


def test_the_waiting_of_every_step_of_a_large_impact(desk: House) -> None:
    fang = Actor("fang", ("commission-officer",))
    bring_review(desk, "reward", "2022-09-30 09:00", "review-b")
    act(desk, "review-b", desk.now, fang, "find_impact", {"impact": "large", "reasons": "面广"}, "x")
    shown = told(signed_in(desk, "fang").get("/reviews/review-b").text)
    assert "征求司法部门意见" in shown[: shown.index("您可以办理")]
    assert "影响： 较大" in shown or "影响：较大" in shown
