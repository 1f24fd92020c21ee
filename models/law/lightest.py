"""Which of several periods burdens the party least, where the grounds of one case have different ones.

The law does not say which period applies to a case on several grounds (法律未规定), and doubt is no reason for a
heavier burden: a listing ends by the shortest, an authority's own time is the shortest, a party's time to act is the
longest, and nobody waits where one of the grounds asks for no waiting.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from models.law.days import Unit

if TYPE_CHECKING:
    from models.law.regimes import Period

# A party's own time: to be heard, to go to law. More of it burdens less.
_PARTYS_OWN = ("statement_period", "hearing_request", "hearing_lead", "reconsideration", "litigation")
# Before it is over a party may not apply: where one ground has none, there is none.
_WAITS = ("restoration_earliest", "restoration_floor")
_UNITS = tuple(Unit)


def lightest(name: str, rows: Iterable[Period | None]) -> Period | None:
    """Of the periods that the grounds of a case have, the one that burdens the party least."""
    each = tuple(rows)
    held = sorted((p for p in each if p is not None), key=_length)
    if not held or (name in _WAITS and None in each):
        return None
    return held[-1] if name in _PARTYS_OWN else held[0]


def _length(period: Period) -> tuple[int, int]:
    # The rows of a name are of one unit in one file (`narrowing`); beside a general text's, days come before years.
    return _UNITS.index(period.unit), period.amount
