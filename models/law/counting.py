"""How a period reaches its last day.

The first day is not counted.  Months and years end on the corresponding day, or on the last day of
the month where it has none.  A last day that is a day off moves to the first working day after it,
where the period is one for doing an act.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from models.law.days import Calendar, DayTable, Roll, Unit, table_of

_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Reached:
    """The last day of a period; `unrolled` is where it stood before a day off moved it.

    Provisional where a day that was looked at lies in a year not announced.
    """

    due: date
    provisional: bool
    unrolled: date


def reach(start_on: date, amount: int, unit: Unit, roll: Roll, calendar: Calendar) -> Reached:
    """The last day of a period of that amount which starts by a fact of that day."""
    if amount < 1:
        raise ValueError(f"a period counts at least one {unit}, not {amount}")
    if unit is Unit.WORKING_DAY:
        table = table_of(calendar)
        due = table.nth_working_after(start_on, amount)
        return Reached(due, _counted_in_doubt(table, start_on, due), due)
    unrolled = corresponding(start_on, amount, unit)
    if roll is Roll.NONE:
        return Reached(unrolled, provisional=False, unrolled=unrolled)
    table = table_of(calendar)
    due = table.working_from(unrolled)
    return Reached(due, table.is_provisional(unrolled, due), unrolled)


def extend(due_on: date, amount: int, unit: Unit, roll: Roll, calendar: Calendar) -> Reached:
    """The last day of an extension: it counts on from the day first due, itself not counted."""
    return reach(due_on, amount, unit, roll, calendar)


def corresponding(start_on: date, amount: int, unit: Unit) -> date:
    """The day a period of days, months or years ends on, before any day off is looked at."""
    if unit is Unit.DAY:
        return start_on + timedelta(days=amount)
    months = start_on.year * _MONTHS_A_YEAR + start_on.month - 1
    months += amount * (_MONTHS_A_YEAR if unit is Unit.YEAR else 1)
    year, month = divmod(months, _MONTHS_A_YEAR)
    return date(year, month + 1, min(start_on.day, monthrange(year, month + 1)[1]))


def _counted_in_doubt(table: DayTable, start_on: date, due_on: date) -> bool:
    return table.is_provisional(start_on + timedelta(days=1), due_on)
