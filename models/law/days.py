"""The days of the law: working days, days off, and the civil day of Asia/Shanghai.

A calendar is data: one year a file, with the State Council notice that set its days off and the
weekend days worked for them.  It travels inside workflow inputs, so it holds tuples of dates and
nothing derived; the look-up table is built once for each version, outside the value.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
_SATURDAY = 5
_VERSION_LENGTH = 16
_DERIVED = "derived"


class Unit(StrEnum):
    """What a period counts in: working days (工作日), days (日), months or years."""

    WORKING_DAY = "working-day"
    DAY = "calendar-day"
    MONTH = "month"
    YEAR = "year"


class Roll(StrEnum):
    """Whether a last day that is a day off moves to the first working day after it."""

    FORWARD = "forward"
    NONE = "none"


class DayKind(StrEnum):
    """What a day is; a shifted day is a Saturday or Sunday worked (调休上班)."""

    WORKING = "working"
    SHIFTED = "shifted"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"

    @property
    def works(self) -> bool:
        """Whether a day of this kind counts as a working day."""
        return self is DayKind.WORKING or self is DayKind.SHIFTED


class CalendarError(ValueError):
    """The family of faults of calendars."""


class CalendarUnknown(CalendarError):
    """A day was asked for in a year the calendar does not hold."""

    def __init__(self, year: int) -> None:
        super().__init__(f"the calendar does not hold the year {year}")
        self.year = year


class CalendarMalformed(CalendarError):
    """A calendar contradicts itself; `year` says where."""

    def __init__(self, year: int, reason: str) -> None:
        super().__init__(f"calendar of {year}: {reason}")
        self.year = year
        self.reason = reason


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """One year: the days off the notice names, the weekend days worked, and the notice itself.

    A notice may name days at the end of the December before its year.  In a year not announced
    `off` holds the days the holiday regulation itself names, and no weekend day is worked.
    """

    year: int
    announced: bool
    off: tuple[date, ...]
    working: tuple[date, ...]
    notice: str
    certainty: str


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """Years without a gap, and the version: a digest of all they say.  Built by `calendar_of`."""

    years: tuple[CalendarYear, ...]
    version: str

    def __post_init__(self) -> None:
        if self.version != _digest(self.years):
            first = self.years[0].year if self.years else 0
            raise CalendarMalformed(first, "the version is not the digest of the content")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Calendar) and other.version == self.version

    def __hash__(self) -> int:
        return hash(self.version)

    def is_working(self, day: date) -> bool:
        """Whether the day is a working day; `CalendarUnknown` where its year is not held."""
        return table_of(self).kind(day).works

    def kind(self, day: date) -> DayKind:
        """What the day is; `CalendarUnknown` where its year is not held."""
        return table_of(self).kind(day)

    def announced(self, year: int) -> bool:
        """Whether the notice of that year has been given; `CalendarUnknown` if it is not held."""
        return self.year(year).announced

    def holds(self, day: date) -> bool:
        """Whether the calendar holds the year of that day."""
        return bool(self.years) and self.years[0].year <= day.year <= self.years[-1].year

    def year(self, year: int) -> CalendarYear:
        """The year as held; `CalendarUnknown` where it is not."""
        place = year - self.years[0].year if self.years else -1
        if not 0 <= place < len(self.years):
            raise CalendarUnknown(year)
        return self.years[place]

    def between(self, first_year: int, last_year: int) -> Calendar:
        """The calendar of those years only, as it is carried by one case."""
        return calendar_of(year for year in self.years if first_year <= year.year <= last_year)

    def announcing(self, announced: CalendarYear) -> Calendar:
        """The calendar after a notice: it takes the place of what was held for its year."""
        kept = [year for year in self.years if year.year != announced.year]
        return calendar_of([*kept, announced])


@dataclass(frozen=True, slots=True)
class DayTable:
    """What is derived from a calendar, as arrays over the days it holds (ordinals of dates)."""

    first: int
    working: array[int]
    rank: array[int]
    kinds: tuple[DayKind, ...]
    first_year: int
    doubtful: tuple[int, ...]

    def kind(self, day: date) -> DayKind:
        """What the day is; `CalendarUnknown` where its year is not held."""
        place = day.toordinal() - self.first
        if not 0 <= place < len(self.kinds):
            raise CalendarUnknown(day.year)
        return self.kinds[place]

    def nth_working_after(self, start_on: date, amount: int) -> date:
        """The amount-th working day after the start day, which is itself not counted."""
        place = start_on.toordinal() - self.first
        if not -1 <= place < len(self.kinds):
            raise CalendarUnknown(start_on.year)
        counted = self.rank[place] if place >= 0 else 0
        index = counted + amount - 1
        if index >= len(self.working):
            raise CalendarUnknown(self.first_year + _years_in(self))
        return date.fromordinal(self.working[index])

    def working_from(self, day: date) -> date:
        """The day itself if it is a working day, or the first working day after it."""
        if self.kind(day).works:
            return day
        return self.nth_working_after(day, 1)

    def is_provisional(self, first_on: date, last_on: date) -> bool:
        """Whether any year from the one day to the other has not been announced."""
        first, last = first_on.year, last_on.year
        return any(first <= year <= last for year in self.doubtful)


def calendar_of(years: Iterable[CalendarYear]) -> Calendar:
    """The calendar of these years, in order and without a gap, each day named once."""
    held = tuple(_canonical(year) for year in sorted(years, key=lambda each: each.year))
    for before, after in pairwise(held):
        if after.year != before.year + 1:
            raise CalendarMalformed(after.year, f"it does not follow {before.year}")
    return Calendar(held, _digest(held))


def calendar_years(
    announced: Sequence[CalendarYear],
    statutory: Mapping[int, tuple[date, ...]],
    known_until: int | None = None,
) -> Calendar:
    """The calendar as known once the notices up to `known_until` had been given.

    Every later year, up to the last of the holiday regulation's dates, is not announced: its days
    off are Saturdays, Sundays and the days the regulation names.  Years before the first
    announced one are left out, for they had notices that are not held.
    """
    by_year = {year.year: year for year in announced}
    first = min(by_year, default=min(statutory, default=0))
    last = max((*by_year, *statutory), default=first - 1)
    return calendar_of(_known(year, by_year, statutory, known_until) for year in range(first, last + 1))


@lru_cache(maxsize=4096)
def law_day(at: datetime) -> date:
    """The civil day in Asia/Shanghai of an instant; an instant without a zone is refused."""
    if at.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return at.astimezone(SHANGHAI).date()


@lru_cache(maxsize=4096)
def start_of(day: date) -> datetime:
    """The instant, in UTC, at which the day begins in Asia/Shanghai."""
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI).astimezone(UTC)


@lru_cache(maxsize=4096)
def end_of(day: date) -> datetime:
    """The instant, in UTC, of 24:00 in Asia/Shanghai: the day's last, and the next day's first."""
    return start_of(day + timedelta(days=1))


@lru_cache(maxsize=256)
def table_of(calendar: Calendar) -> DayTable:
    """The look-up table of a calendar; calendars of one version share it."""
    if not calendar.years:
        return DayTable(0, array("l"), array("l"), (), 0, ())
    first_year, last_year = calendar.years[0].year, calendar.years[-1].year
    first = date(first_year, 1, 1).toordinal()
    kinds = _kinds(calendar, first, date(last_year, 12, 31).toordinal())
    working, rank = array("l"), array("l")
    for place, kind in enumerate(kinds):
        if kind.works:
            working.append(first + place)
        rank.append(len(working))
    doubtful = tuple(year.year for year in calendar.years if not year.announced)
    return DayTable(first, working, rank, kinds, first_year, doubtful)


def _kinds(calendar: Calendar, first: int, last: int) -> tuple[DayKind, ...]:
    named: dict[int, DayKind] = {}
    for year in calendar.years:
        named.update((day.toordinal(), DayKind.HOLIDAY) for day in year.off)
        named.update((day.toordinal(), DayKind.SHIFTED) for day in year.working)
    return tuple(named.get(day) or _plain_kind(date.fromordinal(day)) for day in range(first, last + 1))


def _plain_kind(day: date) -> DayKind:
    return DayKind.WEEKEND if day.weekday() >= _SATURDAY else DayKind.WORKING


def _years_in(table: DayTable) -> int:
    return date.fromordinal(table.first + len(table.kinds) - 1).year - table.first_year + 1


def _known(
    year: int,
    announced: Mapping[int, CalendarYear],
    statutory: Mapping[int, tuple[date, ...]],
    known_until: int | None,
) -> CalendarYear:
    if year in announced and (known_until is None or year <= known_until):
        return announced[year]
    if year not in statutory:
        raise CalendarMalformed(year, "neither a notice nor the regulation's days are held")
    return CalendarYear(year, announced=False, off=statutory[year], working=(), notice="", certainty=_DERIVED)


def _canonical(year: CalendarYear) -> CalendarYear:
    off, working = tuple(sorted(set(year.off))), tuple(sorted(set(year.working)))
    for day in (*off, *working):
        if day.year != year.year and (day.year, day.month) != (year.year - 1, 12):
            raise CalendarMalformed(year.year, f"{day} lies in another year")
    for day in working:
        if day.weekday() < _SATURDAY:
            raise CalendarMalformed(year.year, f"{day} is worked but not a Saturday or Sunday")
        if day in off:
            raise CalendarMalformed(year.year, f"{day} is both off and worked")
    if working and not year.announced:
        raise CalendarMalformed(year.year, "a year not announced has no weekend day worked")
    return CalendarYear(year.year, year.announced, off, working, year.notice, year.certainty)


def _digest(years: tuple[CalendarYear, ...]) -> str:
    content = hashlib.sha256()
    for year in years:
        off = ",".join(day.isoformat() for day in year.off)
        working = ",".join(day.isoformat() for day in year.working)
        flag = "announced" if year.announced else "not announced"
        line = (str(year.year), flag, off, working, year.notice, year.certainty)
        content.update(("\x1f".join(line) + "\x1e").encode())
    return content.hexdigest()[:_VERSION_LENGTH]
