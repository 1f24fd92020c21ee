"""Periods reach the day a person counting on fingers reaches."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.law.counting import Reached, extend, reach
from models.law.days import Calendar, CalendarUnknown, CalendarYear, Roll, Unit, calendar_of
from models.law.lawbook import Lawbook

REGIMES = Path(__file__).parents[2] / "regimes"
ONE_DAY = timedelta(days=1)
WD, DAY, MONTH, YEAR = Unit.WORKING_DAY, Unit.DAY, Unit.MONTH, Unit.YEAR


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return Lawbook(REGIMES).calendar()


def announced(calendar: Calendar, off: tuple[date, ...], working: tuple[date, ...] = ()) -> Calendar:
    notice = CalendarYear(2027, announced=True, off=off, working=working, notice="演练", certainty="derived")
    return calendar.announcing(notice)


@pytest.mark.parametrize(
    ("start_on", "amount", "unit", "roll", "due"),
    [
        ("2025-09-22", 20, WD, Roll.FORWARD, "2025-10-24"),
        ("2025-09-29", 5, WD, Roll.FORWARD, "2025-10-13"),
        ("2025-10-22", 60, DAY, Roll.FORWARD, "2025-12-22"),
        ("2025-10-22", 6, MONTH, Roll.FORWARD, "2026-04-22"),
        ("2025-10-20", 3, YEAR, Roll.NONE, "2028-10-20"),
        ("2026-06-16", 15, WD, Roll.FORWARD, "2026-07-08"),
        ("2026-07-01", 10, WD, Roll.FORWARD, "2026-07-15"),
        ("2026-02-10", 20, WD, Roll.FORWARD, "2026-03-16"),
        ("2025-12-10", 30, DAY, Roll.NONE, "2026-01-09"),
    ],
)
def test_dates_worked_by_hand(
    calendar: Calendar, start_on: str, amount: int, unit: Unit, roll: Roll, due: str
) -> None:
    reached = reach(date.fromisoformat(start_on), amount, unit, roll, calendar)
    assert reached.due == date.fromisoformat(due)
    assert not reached.provisional


def test_a_year_not_announced_makes_the_day_provisional_and_a_notice_settles_it(calendar: Calendar) -> None:
    start_on = date(2026, 12, 14)
    due = date(2027, 1, 12)
    assert reach(start_on, 20, WD, Roll.FORWARD, calendar) == Reached(due, provisional=True, unrolled=due)
    off = tuple(date(2027, 1, day) for day in (1, 2, 3, 4))
    settled = reach(start_on, 20, WD, Roll.FORWARD, announced(calendar, off, (date(2027, 1, 16),)))
    assert (settled.due, settled.provisional) == (date(2027, 1, 13), False)


@pytest.mark.parametrize(
    ("start_on", "amount", "unit", "roll", "provisional"),
    [
        ("2026-12-24", 5, WD, Roll.FORWARD, False),  # 31 December: no day of 2027 is looked at
        ("2026-12-25", 5, WD, Roll.FORWARD, True),
        ("2026-12-01", 30, DAY, Roll.FORWARD, False),
        ("2026-12-01", 31, DAY, Roll.FORWARD, True),
        ("2026-12-01", 31, DAY, Roll.NONE, False),  # nothing is looked at: no notice can move it
        ("2026-06-30", 3, YEAR, Roll.NONE, False),
        ("2026-06-30", 3, YEAR, Roll.FORWARD, True),
    ],
)
def test_provisional_only_where_a_day_of_the_year_was_looked_at(
    calendar: Calendar, start_on: str, amount: int, unit: Unit, roll: Roll, *, provisional: bool
) -> None:
    assert reach(date.fromisoformat(start_on), amount, unit, roll, calendar).provisional is provisional


def test_the_start_day_itself_is_not_looked_at(calendar: Calendar) -> None:
    later = calendar.announcing(replace(calendar.year(2028), announced=True)).between(2027, 2028)
    assert not reach(date(2027, 12, 31), 5, WD, Roll.FORWARD, later).provisional
    assert reach(date(2027, 12, 30), 5, WD, Roll.FORWARD, later).provisional


def test_a_last_day_that_rolls_out_of_a_year_not_announced_is_provisional(calendar: Calendar) -> None:
    later = calendar.announcing(replace(calendar.year(2029), announced=True))
    reached = reach(date(2028, 12, 1), 30, DAY, Roll.FORWARD, later)
    assert reached == Reached(date(2029, 1, 2), provisional=True, unrolled=date(2028, 12, 31))


def test_a_last_day_that_rolls_into_a_year_not_announced_is_provisional(calendar: Calendar) -> None:
    settled = announced(calendar, (date(2027, 12, 31),))
    reached = reach(date(2027, 12, 1), 30, DAY, Roll.FORWARD, settled)
    assert reached == Reached(date(2028, 1, 3), provisional=True, unrolled=date(2027, 12, 31))


@pytest.mark.parametrize(
    ("start_on", "amount", "unit", "due"),
    [
        (date(2025, 8, 31), 1, MONTH, date(2025, 9, 30)),
        (date(2025, 8, 31), 6, MONTH, date(2026, 2, 28)),
        (date(2023, 8, 31), 6, MONTH, date(2024, 2, 29)),
        (date(2024, 2, 29), 1, YEAR, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, YEAR, date(2028, 2, 29)),
        (date(2025, 12, 31), 2, MONTH, date(2026, 2, 28)),
        (date(2025, 2, 28), 1, MONTH, date(2025, 3, 28)),
        (date(2025, 1, 30), 1, MONTH, date(2025, 2, 28)),
        (date(2025, 11, 15), 13, MONTH, date(2026, 12, 15)),
    ],
)
def test_months_and_years_end_on_the_corresponding_day_or_the_months_last(
    calendar: Calendar, start_on: date, amount: int, unit: Unit, due: date
) -> None:
    assert reach(start_on, amount, unit, Roll.NONE, calendar) == Reached(due, provisional=False, unrolled=due)


def test_a_last_day_in_the_national_holiday_moves_behind_it(calendar: Calendar) -> None:
    reached = reach(date(2025, 9, 1), 30, DAY, Roll.FORWARD, calendar)
    assert reached == Reached(date(2025, 10, 9), provisional=False, unrolled=date(2025, 10, 1))
    assert reach(date(2025, 9, 1), 30, DAY, Roll.NONE, calendar).due == date(2025, 10, 1)


def test_a_last_day_on_a_weekend_day_worked_stays(calendar: Calendar) -> None:
    assert reach(date(2026, 9, 10), 30, DAY, Roll.FORWARD, calendar).due == date(2026, 10, 10)
    assert reach(date(2026, 9, 11), 30, DAY, Roll.FORWARD, calendar).due == date(2026, 10, 12)


def test_an_extension_counts_on_from_the_day_first_due(calendar: Calendar) -> None:
    due = reach(date(2025, 9, 22), 20, WD, Roll.FORWARD, calendar).due
    assert extend(due, 20, WD, Roll.FORWARD, calendar).due == date(2025, 11, 21)


def test_a_count_that_leaves_the_years_held_is_no_guess(calendar: Calendar) -> None:
    year = calendar.between(2026, 2026)
    for start_on, missing in (
        (date(2026, 12, 20), 2027),
        (date(2025, 12, 30), 2025),
        (date(2027, 1, 1), 2027),
    ):
        with pytest.raises(CalendarUnknown) as unknown:
            reach(start_on, 20, WD, Roll.FORWARD, year)
        assert unknown.value.year == missing
    with pytest.raises(CalendarUnknown) as unknown:
        reach(date(2026, 12, 20), 20, DAY, Roll.FORWARD, year)
    assert unknown.value.year == 2027
    assert reach(date(2026, 12, 20), 20, DAY, Roll.NONE, year).due == date(2027, 1, 9)
    assert reach(date(2025, 12, 31), 1, WD, Roll.FORWARD, year).due == date(2026, 1, 4)


@pytest.mark.parametrize("amount", [0, -1])
def test_a_period_of_nothing_is_refused(calendar: Calendar, amount: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        reach(date(2026, 1, 1), amount, DAY, Roll.NONE, calendar)


# A slow reading of the same rules, one day at a time.

FIRST, LAST = date(2023, 1, 1), date(2026, 12, 31)
YEARS = range(FIRST.year, LAST.year + 1)
any_day = st.dates(FIRST, LAST)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    off = draw(st.sets(any_day, max_size=60))
    told = draw(st.sets(st.sampled_from(YEARS)))
    worked = {day for day in draw(st.sets(any_day, max_size=60)) if day.weekday() >= 5} - off
    return calendar_of(
        CalendarYear(
            year,
            year in told,
            tuple(day for day in off if day.year == year),
            tuple(day for day in worked if day.year == year and year in told),
            "演练",
            "derived",
        )
        for year in YEARS
    )


def works(day: date, calendar: Calendar) -> bool:
    year = next(year for year in calendar.years if year.year == day.year)
    return day in year.working or (day.weekday() < 5 and day not in year.off)


def in_doubt(day: date, calendar: Calendar) -> bool:
    return not next(year.announced for year in calendar.years if year.year == day.year)


def slowly(start_on: date, amount: int, unit: Unit, roll: Roll, calendar: Calendar) -> Reached:
    day, doubt = start_on, False
    if unit is WD:
        while amount:
            day += ONE_DAY
            doubt = doubt or in_doubt(day, calendar)
            amount -= works(day, calendar)
        return Reached(day, doubt, day)
    if unit is DAY:
        for _ in range(amount):
            day += ONE_DAY
    else:
        year, month = start_on.year, start_on.month
        for _ in range(amount * (12 if unit is YEAR else 1)):
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        day = date(year, month, min(start_on.day, monthrange(year, month)[1]))
    unrolled = day
    if roll is Roll.FORWARD:
        doubt = in_doubt(day, calendar)
        while not works(day, calendar):
            day += ONE_DAY
            doubt = doubt or in_doubt(day, calendar)
    return Reached(day, doubt, unrolled)


@settings(max_examples=300)
@given(
    calendars(),
    st.dates(FIRST, date(2025, 6, 30)),
    st.one_of(
        st.tuples(st.integers(1, 90), st.sampled_from([WD, DAY])),
        st.tuples(st.integers(1, 12), st.just(MONTH)),
        st.tuples(st.just(1), st.just(YEAR)),
    ),
    st.sampled_from(Roll),
)
def test_reaches_what_counting_one_day_at_a_time_reaches(
    calendar: Calendar, start_on: date, length: tuple[int, Unit], roll: Roll
) -> None:
    assert reach(start_on, *length, roll, calendar) == slowly(start_on, *length, roll, calendar)


@given(calendars(), st.dates(FIRST, date(2025, 6, 30)), st.integers(1, 60), st.integers(1, 60))
def test_an_extension_in_working_days_is_one_longer_period(
    calendar: Calendar, start_on: date, first: int, more: int
) -> None:
    due = reach(start_on, first, WD, Roll.NONE, calendar).due
    assert (
        extend(due, more, WD, Roll.NONE, calendar).due
        == reach(start_on, first + more, WD, Roll.NONE, calendar).due
    )


@given(calendars(), st.dates(FIRST, date(2025, 6, 30)), st.integers(1, 90), st.sampled_from([WD, DAY]))
def test_a_rolled_last_day_is_a_working_day_and_a_later_start_never_ends_earlier(
    calendar: Calendar, start_on: date, amount: int, unit: Unit
) -> None:
    reached = reach(start_on, amount, unit, Roll.FORWARD, calendar)
    assert calendar.is_working(reached.due)
    assert reached.due >= reached.unrolled > start_on
    assert reach(start_on + ONE_DAY, amount, unit, Roll.FORWARD, calendar).due >= reached.due
