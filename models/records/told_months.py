"""Calendar months as they are told: by name, by first and last day, and whether they are over."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month, by its first and last day."""

    first: date
    last: date

    @property
    def name(self) -> str:
        """The month as it is written: 2026-10."""
        return self.first.isoformat()[:7]

    def is_over(self, today: date) -> bool:
        """Whether its last day lies behind."""
        return self.last < today


def month_named(said: str) -> Month | None:
    """The month of that name; None for what is none."""
    found = _MONTH.fullmatch(said)
    if found is None or found[1] < f"{date.min.year:04d}":
        return None
    year, month = int(found[1]), int(found[2])
    return Month(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def month_before(today: date) -> Month:
    """The last month that is over."""
    last = date.fromordinal(today.replace(day=1).toordinal() - 1)
    return Month(last.replace(day=1), last)
