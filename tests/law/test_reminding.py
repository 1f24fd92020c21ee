"""The rungs of the house rules, and the day each is reached."""

from __future__ import annotations

from datetime import date

import pytest

from models.law.days import CalendarUnknown
from models.law.lawbook import Lawbook
from models.law.regimes import Certainty
from models.law.reminding import ladder, near, rung_day

BOOK = Lawbook()


def test_the_rungs_stand_in_the_house_rules() -> None:
    found = ladder(BOOK, date(2026, 11, 21))
    assert found.rungs == (14, 7, 2, 0)
    assert (found.words.citation.article, found.words.citation.certainty) == ("H-27", Certainty.OFFICE)


def test_when_a_deadline_comes_near_stands_there_too() -> None:
    assert near(BOOK, date(2026, 11, 21)) == 3


@pytest.mark.parametrize(
    ("due", "rung", "reached"),
    [
        ("2026-06-10", 2, "2026-06-08"),
        ("2026-06-08", 2, "2026-06-04"),
        # The eight days off of National Day 2025, and the Sunday worked before them.
        ("2025-10-10", 2, "2025-09-30"),
        ("2025-09-30", 2, "2025-09-28"),
        # A last day that is a day off: the rung counts back from it, and nought is the day itself.
        ("2026-06-13", 1, "2026-06-12"),
        ("2026-06-13", 0, "2026-06-13"),
        ("2026-06-10", 14, "2026-05-21"),
    ],
)
def test_the_day_a_rung_is_reached(due: str, rung: int, reached: str) -> None:
    assert rung_day(date.fromisoformat(due), rung, BOOK.calendar()) == date.fromisoformat(reached)


def test_a_year_that_is_not_held_is_said() -> None:
    calendar = BOOK.calendar_for(2026, 2026)
    with pytest.raises(CalendarUnknown):
        rung_day(date(2026, 1, 6), 14, calendar)
    with pytest.raises(CalendarUnknown):
        rung_day(date(2027, 1, 6), 2, calendar)
