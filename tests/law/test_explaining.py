"""The explanation names every day it passed and ends where the count ends."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from models.law.counting import reach
from models.law.days import CalendarUnknown, DayKind, Roll, Unit
from models.law.explaining import Line, Rule, explain
from models.law.lawbook import Lawbook

REGIMES = Path(__file__).parents[2] / "regimes"
CALENDAR = Lawbook(REGIMES).calendar()
ONE_DAY = timedelta(days=1)
starts = st.dates(date(2020, 1, 1), date(2030, 12, 31))
lengths = st.one_of(
    st.tuples(st.integers(1, 90), st.sampled_from([Unit.WORKING_DAY, Unit.DAY])),
    st.tuples(st.integers(1, 12), st.just(Unit.MONTH)),
    st.tuples(st.integers(1, 3), st.just(Unit.YEAR)),
)


def told(
    start_on: date, amount: int, unit: Unit, roll: Roll
) -> list[tuple[str, DayKind | None, int | None, str]]:
    return [
        (f"{x.on:%m-%d}", x.kind, x.counted, x.rule.value)
        for x in explain(start_on, amount, unit, roll, CALENDAR)
    ]


def test_working_days_over_a_weekend_worked_and_a_holiday() -> None:
    assert told(date(2026, 9, 18), 6, Unit.WORKING_DAY, Roll.FORWARD) == [
        ("09-18", DayKind.WORKING, None, "count.first-day"),
        ("09-19", DayKind.WEEKEND, None, "count.day-off"),
        ("09-20", DayKind.SHIFTED, 1, "count.working-day"),
        ("09-21", DayKind.WORKING, 2, "count.working-day"),
        ("09-22", DayKind.WORKING, 3, "count.working-day"),
        ("09-23", DayKind.WORKING, 4, "count.working-day"),
        ("09-24", DayKind.WORKING, 5, "count.working-day"),
        ("09-25", DayKind.HOLIDAY, None, "count.day-off"),
        ("09-26", DayKind.HOLIDAY, None, "count.day-off"),
        ("09-27", DayKind.HOLIDAY, None, "count.day-off"),
        ("09-28", DayKind.WORKING, 6, "count.working-day"),
        ("09-28", DayKind.WORKING, None, "count.last-day-ends"),
    ]


def test_the_words_say_why_in_both_languages() -> None:
    lines = explain(date(2026, 9, 18), 6, Unit.WORKING_DAY, Roll.FORWARD, CALENDAR)
    notice = CALENDAR.year(2026).notice
    assert lines[0].zh == "2026年9月18日为开始的当日，不计入"
    assert lines[1].en == "2026-09-19 is a Saturday: not counted"
    assert lines[2].zh == f"2026年9月20日为星期日，调休上班（{notice}），为第1个工作日"
    assert lines[7].zh == f"2026年9月25日放假（{notice}），不计入"
    assert lines[7].en == "2026-09-25 is a day off by the notice for 2026: not counted"
    assert lines[-1].zh == "期间至2026年9月28日24时（北京时间）届满"
    assert lines[-1].en == "the period ends at 24:00 on 2026-09-28, Asia/Shanghai"


def test_days_are_summed_and_a_last_day_off_is_moved_day_by_day() -> None:
    assert told(date(2026, 9, 2), 30, Unit.DAY, Roll.FORWARD) == [
        ("09-02", DayKind.WORKING, None, "count.first-day"),
        ("10-02", DayKind.HOLIDAY, 30, "count.days"),
        *((f"10-{day:02}", DayKind.HOLIDAY, None, "count.last-day-rolls") for day in range(2, 8)),
        ("10-08", DayKind.WORKING, None, "count.last-day-rolls"),
        ("10-08", DayKind.WORKING, None, "count.last-day-ends"),
    ]


def test_a_period_that_does_not_roll_says_nothing_of_days_off() -> None:
    lines = explain(date(2026, 9, 2), 30, Unit.DAY, Roll.NONE, CALENDAR)
    assert [(line.on, line.rule) for line in lines] == [
        (date(2026, 9, 2), Rule.FIRST_DAY),
        (date(2026, 10, 2), Rule.DAYS),
        (date(2026, 10, 2), Rule.LAST_DAY_ENDS),
    ]


def test_a_month_without_the_corresponding_day_is_said_to_end_on_its_last() -> None:
    with_day = explain(date(2025, 10, 22), 6, Unit.MONTH, Roll.FORWARD, CALENDAR)[1]
    without = explain(date(2025, 8, 31), 6, Unit.MONTH, Roll.FORWARD, CALENDAR)[1]
    assert "对应日为2026年4月22日" in with_day.zh
    assert "6 months end on the corresponding day, 2026-04-22" in with_day.en
    assert "没有对应日，以月末日2026年2月28日" in without.zh
    assert "no corresponding day" in without.en


def test_a_year_not_announced_is_named_once_and_marks_the_end() -> None:
    lines = explain(date(2026, 12, 14), 20, Unit.WORKING_DAY, Roll.FORWARD, CALENDAR)
    doubts = [line for line in lines if line.rule is Rule.PROVISIONAL]
    assert [line.on for line in doubts] == [date(2027, 1, 1)]
    assert "2027年的放假安排尚未公布" in doubts[0].zh
    new_year = next(line for line in lines if line.on == date(2027, 1, 1))
    assert new_year.en == "2027-01-01 is a day off the holiday regulation names: not counted"
    assert lines[-1].zh.endswith("2027年1月12日24时（北京时间）届满（暂定）")
    assert lines[-1].en.endswith("(provisional)")


def test_a_december_day_is_put_down_to_the_notice_that_names_it() -> None:
    line = explain(date(2022, 12, 1), 30, Unit.DAY, Roll.FORWARD, CALENDAR)[2]
    assert line.zh == f"2022年12月31日放假（{CALENDAR.year(2023).notice}），最后一日顺延"
    assert line.en == "2022-12-31 is a day off by the notice for 2023: the last day moves on"


def test_a_publication_past_the_years_held_is_explained_and_a_count_is_not() -> None:
    lines = explain(date(2034, 5, 6), 3, Unit.YEAR, Roll.NONE, CALENDAR)
    assert [(line.on, line.kind) for line in lines[1:]] == [(date(2037, 5, 6), None)] * 2
    with pytest.raises(CalendarUnknown):
        explain(date(2035, 12, 20), 20, Unit.WORKING_DAY, Roll.FORWARD, CALENDAR)


@given(starts, lengths, st.sampled_from(Roll))
def test_begins_uncounted_and_ends_where_the_count_ends(
    start_on: date, length: tuple[int, Unit], roll: Roll
) -> None:
    lines = explain(start_on, *length, roll, CALENDAR)
    reached = reach(start_on, *length, roll, CALENDAR)
    assert (lines[0].on, lines[0].counted, lines[0].rule) == (start_on, None, Rule.FIRST_DAY)
    assert (lines[-1].on, lines[-1].rule) == (reached.due, Rule.LAST_DAY_ENDS)
    assert ("暂定" in lines[-1].zh) is reached.provisional
    assert any(line.rule is Rule.PROVISIONAL for line in lines) is reached.provisional
    rolls = [line.on for line in lines if line.rule is Rule.LAST_DAY_ROLLS]
    days = (reached.due - reached.unrolled).days
    assert rolls == [reached.unrolled + n * ONE_DAY for n in range(days + 1)] * bool(days)
    for line in lines:
        assert line.kind is None or line.kind is CALENDAR.kind(line.on)


@given(starts, st.integers(1, 90))
def test_every_day_is_counted_in_order_or_left_out_for_a_reason(start_on: date, amount: int) -> None:
    lines = explain(start_on, amount, Unit.WORKING_DAY, Roll.FORWARD, CALENDAR)
    passed = [line for line in lines if line.rule in (Rule.WORKING_DAY, Rule.DAY_OFF)]
    assert [line.on for line in passed] == [start_on + n * ONE_DAY for n in range(1, len(passed) + 1)]
    assert [line.counted for line in passed if line.counted] == list(range(1, amount + 1))
    for line in passed:
        assert bool(line.counted) is CALENDAR.is_working(line.on)


@given(starts, lengths, st.sampled_from(Roll))
def test_the_words_carry_no_article(start_on: date, length: tuple[int, Unit], roll: Roll) -> None:
    for line in explain(start_on, *length, roll, CALENDAR):
        assert not re.search(r"第\s*[\d一二三四五六七八九十百]+\s*条|[Aa]rt(icle|\.)", line.zh + line.en)


def test_the_rules_of_the_code_are_held_with_their_articles() -> None:
    words = Lawbook(REGIMES).words("mohrss-wages", date(2026, 6, 1))
    for rule in (Rule.FIRST_DAY, Rule.CORRESPONDING_DAY, Rule.LAST_DAY_ROLLS, Rule.LAST_DAY_ENDS):
        assert words[rule].citation.article


def test_lines_travel() -> None:
    adapter = TypeAdapter(tuple[Line, ...])
    lines = explain(date(2026, 9, 18), 6, Unit.WORKING_DAY, Roll.FORWARD, CALENDAR)
    assert adapter.validate_json(adapter.dump_json(lines)) == lines
