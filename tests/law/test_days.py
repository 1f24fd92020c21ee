"""The calendars held agree with what others know, and say so where they know nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import chinese_calendar
import holidays
import lunardate
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from models.law.days import (
    Calendar,
    CalendarMalformed,
    CalendarUnknown,
    CalendarYear,
    DayKind,
    calendar_of,
    calendar_years,
    end_of,
    law_day,
    start_of,
)
from models.law.lawbook import Lawbook

REGIMES = Path(__file__).parents[2] / "regimes"
FOLDER = REGIMES / "calendar"
ANNOUNCED = range(2020, 2027)


def span(text: str) -> Iterator[date]:
    first, _, last = text.partition("/")
    day = date.fromisoformat(first)
    while day <= date.fromisoformat(last or first):
        yield day
        day += timedelta(days=1)


def content(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return loaded


def lunar_days(name: str, year: int, festival: str) -> list[date]:
    row = next(row for row in content(name)["lunar"] if row["name"] == festival)
    return [day for text in row["days"][year] for day in span(text)]


def days_of(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


def announced_year(year: int, *, off: tuple[date, ...] = (), working: tuple[date, ...] = ()) -> CalendarYear:
    return CalendarYear(year, announced=True, off=off, working=working, notice="演练", certainty="derived")


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return Lawbook(REGIMES).calendar()


@pytest.mark.parametrize("year", ANNOUNCED)
def test_every_day_agrees_with_two_independent_packages(calendar: Calendar, year: int) -> None:
    known = holidays.country_holidays("CN", years=year)
    for day in days_of(year):
        assert calendar.is_working(day) is chinese_calendar.is_workday(day), day
        assert calendar.is_working(day) is known.is_working_day(day), day


@pytest.mark.parametrize("year", ANNOUNCED)
def test_the_files_say_what_the_reader_reads(calendar: Calendar, year: int) -> None:
    file = content(f"{year}.yaml")
    held = calendar.year(year)
    assert file["calendar"] == year
    assert held.announced
    assert held.off == tuple(day for text in file["off"] for day in span(text))
    assert held.working == tuple(date.fromisoformat(text) for text in file["working"])


def test_the_notice_of_2026_is_held_word_for_word(calendar: Calendar) -> None:
    off = [
        ((1, 1), (1, 3)), ((2, 15), (2, 23)), ((4, 4), (4, 6)), ((5, 1), (5, 5)),
        ((6, 19), (6, 21)), ((9, 25), (9, 27)), ((10, 1), (10, 7)),
    ]  # fmt: skip
    expected = [day for first, last in off for day in span(f"{date(2026, *first)}/{date(2026, *last)}")]
    worked = ((1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10))
    assert list(calendar.year(2026).off) == expected
    assert calendar.year(2026).working == tuple(date(2026, *day) for day in worked)
    assert calendar.year(2026).certainty == "verbatim"


def test_no_notice_for_2027_is_held(calendar: Calendar) -> None:
    assert calendar.announced(2026)
    assert not calendar.announced(2027)
    assert calendar.years[-1].year == 2035


@pytest.mark.parametrize("year", range(2025, 2036))
def test_the_lunar_days_from_2025_are_those_of_the_lunar_calendar(year: int) -> None:
    name = "statutory/2025-01-01.yaml"
    first = lunardate.LunarDate(year, 1, 1).to_solar_date()
    assert lunar_days(name, year, "春节") == [first + timedelta(days=n) for n in (-1, 0, 1, 2)]
    assert lunar_days(name, year, "端午节") == [lunardate.LunarDate(year, 5, 5).to_solar_date()]
    assert lunar_days(name, year, "中秋节") == [lunardate.LunarDate(year, 8, 15).to_solar_date()]
    assert [(d.month, d.day) for d in lunar_days(name, year, "清明节")] in ([(4, 4)], [(4, 5)])


@pytest.mark.parametrize("year", range(2014, 2025))
def test_the_lunar_days_before_2025_leave_the_eve_out(year: int) -> None:
    name = "statutory/2014-01-01.yaml"
    first = lunardate.LunarDate(year, 1, 1).to_solar_date()
    assert lunar_days(name, year, "春节") == [first + timedelta(days=n) for n in (0, 1, 2)]
    assert lunar_days(name, year, "端午节") == [lunardate.LunarDate(year, 5, 5).to_solar_date()]
    assert lunar_days(name, year, "中秋节") == [lunardate.LunarDate(year, 8, 15).to_solar_date()]


@pytest.mark.parametrize("year", ANNOUNCED)
def test_every_day_the_regulation_names_was_off_in_the_announced_years(year: int) -> None:
    unannounced = Lawbook(REGIMES).calendar(known_until=year - 1)
    announced = Lawbook(REGIMES).calendar(known_until=year)
    assert not unannounced.announced(year)
    assert announced.announced(year)
    for day in unannounced.year(year).off:
        assert announced.kind(day) is DayKind.HOLIDAY, day


def test_a_year_not_announced_shifts_no_day(calendar: Calendar) -> None:
    assert calendar.kind(date(2027, 2, 8)) is DayKind.HOLIDAY
    assert calendar.kind(date(2027, 2, 9)) is DayKind.WORKING
    assert calendar.kind(date(2027, 5, 2)) is DayKind.HOLIDAY
    assert calendar.kind(date(2027, 5, 4)) is DayKind.WORKING
    assert all(calendar.kind(day) is not DayKind.SHIFTED for day in days_of(2027))


def test_a_notice_reaches_into_the_december_before_it(calendar: Calendar) -> None:
    assert calendar.kind(date(2022, 12, 31)) is DayKind.HOLIDAY
    assert calendar.between(2022, 2022).kind(date(2022, 12, 31)) is DayKind.WEEKEND
    shifted = calendar_of(
        [
            announced_year(2029),
            announced_year(2030, off=(date(2029, 12, 31),), working=(date(2029, 12, 29),)),
        ]
    )
    assert not shifted.is_working(date(2029, 12, 31))
    assert shifted.is_working(date(2029, 12, 29))


@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2036, 1, 1)])
def test_a_year_not_held_is_no_guess(calendar: Calendar, day: date) -> None:
    for ask in (calendar.is_working, calendar.kind):
        with pytest.raises(CalendarUnknown) as unknown:
            ask(day)
        assert unknown.value.year == day.year
    with pytest.raises(CalendarUnknown):
        calendar.announced(day.year)


def test_an_empty_calendar_knows_nothing() -> None:
    empty = calendar_of([])
    assert not empty.holds(date(2026, 1, 1))
    with pytest.raises(CalendarUnknown):
        empty.is_working(date(2026, 1, 1))
    with pytest.raises(CalendarUnknown):
        empty.announced(2026)


def test_the_four_kinds(calendar: Calendar) -> None:
    assert calendar.kind(date(2026, 10, 10)) is DayKind.SHIFTED
    assert calendar.kind(date(2026, 10, 11)) is DayKind.WEEKEND
    assert calendar.kind(date(2026, 10, 7)) is DayKind.HOLIDAY
    assert calendar.kind(date(2026, 10, 8)) is DayKind.WORKING


def test_the_spring_festival_of_2020_has_its_extension(calendar: Calendar) -> None:
    assert not calendar.is_working(date(2020, 1, 31))
    assert calendar.kind(date(2020, 2, 1)) is DayKind.HOLIDAY
    assert calendar.is_working(date(2020, 2, 3))


def test_known_until_forgets_later_notices_only(calendar: Calendar) -> None:
    earlier = Lawbook(REGIMES).calendar(known_until=2024)
    assert earlier.year(2024) == calendar.year(2024)
    assert not earlier.announced(2025)
    assert earlier.is_working(date(2025, 2, 3))
    assert not calendar.is_working(date(2025, 2, 3))


def test_years_before_the_first_notice_held_are_not_passed_off_as_unannounced() -> None:
    made = calendar_years([announced_year(2026)], {2024: (), 2025: (), 2026: (), 2027: ()}, None)
    assert [(year.year, year.announced) for year in made.years] == [(2026, True), (2027, False)]


def test_a_later_notice_without_the_regulations_days_is_refused() -> None:
    with pytest.raises(CalendarMalformed, match="2027"):
        calendar_years([announced_year(2026), announced_year(2027)], {}, 2026)


def test_an_announcement_takes_the_place_of_what_was_held(calendar: Calendar) -> None:
    notice = announced_year(2027, off=(date(2027, 1, 4),), working=(date(2027, 1, 16),))
    after = calendar.announcing(notice)
    assert after.announced(2027)
    assert not after.is_working(date(2027, 1, 4))
    assert after.is_working(date(2027, 1, 16))
    assert after.version != calendar.version
    assert calendar.is_working(date(2027, 1, 4))
    assert len(after.years) == len(calendar.years)


@pytest.mark.parametrize(
    "years",
    [
        [announced_year(2025), announced_year(2027)],
        [announced_year(2026), announced_year(2026)],
        [announced_year(2026, off=(date(2025, 11, 30),))],
        [announced_year(2026, off=(date(2027, 1, 1),))],
        [announced_year(2026, working=(date(2026, 10, 9),))],
        [announced_year(2026, off=(date(2026, 10, 10),), working=(date(2026, 10, 10),))],
        [CalendarYear(2026, announced=False, off=(), working=(date(2026, 10, 10),), notice="", certainty="")],
    ],
)
def test_a_calendar_that_contradicts_itself_is_refused(years: list[CalendarYear]) -> None:
    with pytest.raises(CalendarMalformed):
        calendar_of(years)


def test_the_version_is_the_digest_of_the_content() -> None:
    one, other = date(2026, 5, 1), date(2026, 5, 2)
    made = calendar_of([announced_year(2026, off=(one, other))])
    assert made == calendar_of([announced_year(2026, off=(other, one, one))])
    assert made != calendar_of([announced_year(2026, off=(one,))])
    assert len(made.version) == 16
    with pytest.raises(CalendarMalformed, match="digest"):
        Calendar((announced_year(2026),), made.version)


def test_a_calendar_travels_small_and_comes_back_the_same(calendar: Calendar) -> None:
    adapter = TypeAdapter(Calendar)
    carried = calendar.between(2025, 2027)
    sent = adapter.dump_json(carried)
    assert len(sent) < 4_000
    back = adapter.validate_json(sent)
    assert (back, back.years) == (carried, carried.years)
    assert back.kind(date(2026, 10, 10)) is DayKind.SHIFTED
    with pytest.raises(ValidationError, match="digest"):
        adapter.validate_json(sent.replace(b"2026-10-10", b"2026-10-11"))


def test_the_day_of_the_law_is_that_of_shanghai() -> None:
    last, first = datetime(2026, 12, 31, 15, 59, 59, tzinfo=UTC), datetime(2026, 12, 31, 16, tzinfo=UTC)
    assert law_day(last) == date(2026, 12, 31)
    assert law_day(first) == date(2027, 1, 1)
    assert start_of(date(2027, 1, 1)) == end_of(date(2026, 12, 31)) == first
    assert end_of(date(2026, 12, 31)).tzinfo is UTC
    with pytest.raises(ValueError, match="time zone"):
        law_day(datetime(2026, 12, 31, 16))  # noqa: DTZ001


@given(st.dates(min_value=date(1, 1, 2), max_value=date(9999, 12, 30)))
def test_a_day_holds_its_first_instant_and_not_its_end(day: date) -> None:
    assert law_day(start_of(day)) == day
    assert law_day(end_of(day) - timedelta(seconds=1)) == day
    assert law_day(end_of(day)) == day + timedelta(days=1)
    assert end_of(day) - start_of(day) == timedelta(hours=24)
