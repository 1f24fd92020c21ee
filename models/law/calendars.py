"""The days off, read from their files: announced years, and the days the holiday regulation itself names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from models.law.days import CalendarYear
from models.law.reading import Place, read_yaml


def calendar_year(file: Path) -> CalendarYear:
    """One announced year with the notice that set it."""
    place = read_yaml(file)
    days = {k: tuple(d for v in place.words(k) for d in _span(place, k, v)) for k in ("off", "working")}
    notice = place.inner("notice").text("number")
    return CalendarYear(
        place.whole("calendar"), announced=True, notice=notice, certainty=place.text("certainty"), **days
    )


def statutory_days(folder: Path) -> dict[int, tuple[date, ...]]:
    """Year by year the days the holiday regulation itself names, by the version in force that year."""
    days: dict[int, tuple[date, ...]] = {}
    for file in sorted(folder.glob("*.yaml")):
        place = read_yaml(file)
        since = place.day("first_day_in_force")
        lunar = place.rows("lunar")
        years = sorted({int(y) for row in lunar for y in row.inner("days")})
        for year in (y for y in years if y >= since.year):
            fixed = [date.fromisoformat(f"{year}-{d}") for row in place.rows("fixed") for d in row.words("days")]
            moving = [d for row in lunar for v in row.inner("days").words(str(year)) for d in _span(row, "days", v)]
            days[year] = tuple(sorted({*fixed, *moving}))
    return days


def _span(place: Place, key: str, value: str) -> Iterator[date]:
    first, _, last = value.partition("/")
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError:
        place.fault(f"“{value}” is neither a day nor a range of days like 2026-10-01/2026-10-07", key)
    for ordinal in range(start.toordinal(), end.toordinal() + 1):
        yield date.fromordinal(ordinal)
