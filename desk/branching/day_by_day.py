"""Days counted one by one, as a person counts on fingers: not the counting that the law engine uses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from models.law.days import CalendarYear, Roll, Unit
from models.law.regimes import Period

_SATURDAY, _DECEMBER = 5, 12


def after(day: date, days: int = 1) -> date:
    """So many days later; before, where the number is below nought."""
    return date.fromordinal(day.toordinal() + days)


@dataclass(frozen=True)
class DayByDay:
    """The days off and the weekend days worked of the years held."""

    years: tuple[CalendarYear, ...]

    @cached_property
    def _off(self) -> frozenset[date]:
        return frozenset(day for year in self.years for day in year.off)

    @cached_property
    def _worked(self) -> frozenset[date]:
        return frozenset(day for year in self.years for day in year.working)

    @cached_property
    def _unannounced(self) -> frozenset[int]:
        return frozenset(year.year for year in self.years if not year.announced)

    def works(self, day: date) -> bool:
        """Whether the day is a working day."""
        return day in self._worked or (day not in self._off and day.weekday() < _SATURDAY)

    def last(self, period: Period, start_on: date) -> tuple[date, bool]:
        """The last day of a period, and whether a day was looked at whose year is not announced."""
        if period.unit is Unit.WORKING_DAY:
            return self._working(period.amount, start_on)
        day = _corresponding(period, start_on)
        looked = period.roll is Roll.FORWARD and day.year in self._unannounced
        while period.roll is Roll.FORWARD and not self.works(day):
            day = after(day)
            looked = looked or day.year in self._unannounced
        return day, looked

    def _working(self, amount: int, start_on: date) -> tuple[date, bool]:
        day, counted, looked = start_on, 0, False
        while counted < amount:
            day = after(day)
            counted += self.works(day)
            looked = looked or day.year in self._unannounced
        return day, looked

    def working_from(self, day: date) -> date:
        """The day itself if it is worked, else the next that is."""
        while not self.works(day):
            day = after(day)
        return day


def _corresponding(period: Period, start_on: date) -> date:
    if period.unit is Unit.DAY:
        return after(start_on, period.amount)
    year, month, left = start_on.year, start_on.month, period.amount
    while left and period.unit is Unit.MONTH:
        year, month, left = (year + 1, 1, left - 1) if month == _DECEMBER else (year, month + 1, left - 1)
    year += left
    number = start_on.day
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1
