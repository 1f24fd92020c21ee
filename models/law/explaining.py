"""How a last day was reached, told day by day in Chinese and English.

A period in working days names every day it passes; one in days, months or years names its start,
the day it ends on, and each day off that moved it.  Lines carry the key of the rule they follow, not
its article: the article stands with the rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from models.law.counting import Reached, reach
from models.law.days import Calendar, CalendarYear, DayKind, Roll, Unit, table_of

_WEEKDAYS_ZH = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
_WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_UNIT_ZH = {Unit.DAY: "日", Unit.MONTH: "个月", Unit.YEAR: "年"}
_UNIT_EN = {Unit.DAY: "day", Unit.MONTH: "month", Unit.YEAR: "year"}
_ONE_DAY = timedelta(days=1)


class Rule(StrEnum):
    """The key of the rule a line follows."""

    FIRST_DAY = "count.first-day"
    WORKING_DAY = "count.working-day"
    DAY_OFF = "count.day-off"
    DAYS = "count.days"
    CORRESPONDING_DAY = "count.corresponding-day"
    LAST_DAY_ROLLS = "count.last-day-rolls"
    PROVISIONAL = "count.provisional"
    LIGHTEST = "count.lightest"
    LAST_DAY_ENDS = "count.last-day-ends"


@dataclass(frozen=True, slots=True)
class Line:
    """One day of the explanation: its number if it was counted, its kind if it was looked at."""

    on: date
    kind: DayKind | None
    counted: int | None
    rule: Rule
    zh: str
    en: str


def explain(start_on: date, amount: int, unit: Unit, roll: Roll, calendar: Calendar) -> tuple[Line, ...]:
    """The lines from the start day, which is not counted, to the end of the last day at 24:00."""
    reached = reach(start_on, amount, unit, roll, calendar)
    if unit is Unit.WORKING_DAY:
        counted, looked_from = _working_days(start_on, reached.due, calendar), start_on + _ONE_DAY
    else:
        counted, looked_from = _other_days(start_on, amount, unit, roll, reached, calendar), reached.unrolled
    return (
        _start(start_on, calendar),
        *counted,
        *(_in_doubt(looked_from, reached, calendar) if reached.provisional else ()),
        _end(reached, calendar),
    )


def of_several(start_on: date) -> Line:
    """That the grounds of the case have different periods, and which of them was taken."""
    zh = "本案有数项事由，各事由的期限不同，法律未规定适用哪一期限，取对当事人负担最轻的"
    en = (
        "the grounds of this case have different periods and the law does not say which applies: "
        "the one that burdens the party least is taken"
    )
    return Line(start_on, None, None, Rule.LIGHTEST, zh, en)


def _working_days(start_on: date, due_on: date, calendar: Calendar) -> Iterator[Line]:
    """Every day after the start: working days with their number, days off with their reason."""
    kind_of = table_of(calendar).kind
    number = 0
    for ordinal in range(start_on.toordinal() + 1, due_on.toordinal() + 1):
        day = date.fromordinal(ordinal)
        kind = kind_of(day)
        if not kind.works:
            why_zh, why_en = _why_off(day, kind, calendar)
            zh, en = f"{_zh(day)}{why_zh}，不计入", f"{day} is {why_en}: not counted"
            yield Line(day, kind, None, Rule.DAY_OFF, zh, en)
            continue
        number += 1
        what_zh, what_en = _why_worked(day, kind, calendar)
        zh = f"{_zh(day)}{what_zh}，为第{number}个工作日"
        yield Line(day, kind, number, Rule.WORKING_DAY, zh, f"{day} is {what_en}: working day {number}")


def _other_days(
    start_on: date, amount: int, unit: Unit, roll: Roll, reached: Reached, calendar: Calendar
) -> Iterator[Line]:
    """The day the period ends on, and where it is a day off, each day until it comes to rest."""
    yield _ending(start_on, amount, unit, reached.unrolled, _kind(reached.unrolled, calendar, roll))
    day = reached.unrolled
    while day < reached.due:
        kind = calendar.kind(day)
        why_zh, why_en = _why_off(day, kind, calendar)
        zh, en = f"{_zh(day)}{why_zh}，最后一日顺延", f"{day} is {why_en}: the last day moves on"
        yield Line(day, kind, None, Rule.LAST_DAY_ROLLS, zh, en)
        day += _ONE_DAY
    if day > reached.unrolled:
        kind = calendar.kind(day)
        what_zh, what_en = _why_worked(day, kind, calendar)
        zh = f"{_zh(day)}{what_zh}，为顺延后的最后一日"
        en = f"{day} is {what_en}: the last day comes to rest here"
        yield Line(day, kind, None, Rule.LAST_DAY_ROLLS, zh, en)


def _ending(start_on: date, amount: int, unit: Unit, day: date, kind: DayKind | None) -> Line:
    length_zh = f"{amount}{_UNIT_ZH[unit]}"
    length_en = f"{amount} {_UNIT_EN[unit]}{'' if amount == 1 else 's'}"
    if unit is Unit.DAY:
        zh, en = f"自次日起算{length_zh}，至{_zh(day)}", f"{length_en} from the next day on reach {day}"
        return Line(day, kind, amount, Rule.DAYS, zh, en)
    if day.day == start_on.day:
        zh = f"{length_zh}，到期月的对应日为{_zh(day)}"
        en = f"{length_en} end on the corresponding day, {day}"
    else:
        zh = f"{length_zh}，到期月没有对应日，以月末日{_zh(day)}为最后一日"
        en = f"{length_en}: the month has no corresponding day, so they end on its last, {day}"
    return Line(day, kind, amount, Rule.CORRESPONDING_DAY, zh, en)


def _start(day: date, calendar: Calendar) -> Line:
    zh, en = f"{_zh(day)}为开始的当日，不计入", f"{day} is the first day: not counted"
    return Line(day, _kind(day, calendar), None, Rule.FIRST_DAY, zh, en)


def _in_doubt(looked_from: date, reached: Reached, calendar: Calendar) -> Iterator[Line]:
    for year in range(looked_from.year, reached.due.year + 1):
        if calendar.announced(year):
            continue
        day = max(looked_from, date(year, 1, 1))
        zh = f"{year}年的放假安排尚未公布，只除去星期六、星期日和放假办法所列的节日，结果为暂定"
        en = (
            f"the days off of {year} are not announced: only Saturdays, Sundays and the days the holiday "
            "regulation names are left out, and the result is provisional"
        )
        yield Line(day, calendar.kind(day), None, Rule.PROVISIONAL, zh, en)


def _end(reached: Reached, calendar: Calendar) -> Line:
    day = reached.due
    mark_zh, mark_en = ("（暂定）", " (provisional)") if reached.provisional else ("", "")
    zh = f"期间至{_zh(day)}24时（北京时间）届满{mark_zh}"
    en = f"the period ends at 24:00 on {day}, Asia/Shanghai{mark_en}"
    return Line(day, _kind(day, calendar), None, Rule.LAST_DAY_ENDS, zh, en)


def _kind(day: date, calendar: Calendar, roll: Roll = Roll.FORWARD) -> DayKind | None:
    """What the day is, or nothing where it did not matter and the calendar need not hold it."""
    return table_of(calendar).kind(day) if roll is Roll.FORWARD and calendar.holds(day) else None


def _why_off(day: date, kind: DayKind, calendar: Calendar) -> tuple[str, str]:
    if kind is DayKind.WEEKEND:
        return f"为{_WEEKDAYS_ZH[day.weekday()]}", f"a {_WEEKDAYS_EN[day.weekday()]}"
    year = _naming(day, calendar)
    if year.announced:
        return f"放假（{year.notice}）", f"a day off by the notice for {year.year}"
    return "为放假办法所列节日", "a day off the holiday regulation names"


def _why_worked(day: date, kind: DayKind, calendar: Calendar) -> tuple[str, str]:
    if kind is DayKind.WORKING:
        return "为工作日", "a working day"
    year = _naming(day, calendar)
    weekday_zh, weekday_en = _WEEKDAYS_ZH[day.weekday()], _WEEKDAYS_EN[day.weekday()]
    zh = f"为{weekday_zh}，调休上班（{year.notice}）"
    return zh, f"a {weekday_en} worked by the notice for {year.year}"


def _naming(day: date, calendar: Calendar) -> CalendarYear:
    """The year whose notice names the day: a notice may reach into the December before it."""
    for year in calendar.years:
        if year.year > day.year and (day in year.off or day in year.working):
            return year
    return calendar.year(day.year)


def _zh(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
