"""Which cell of a row answers which column, where a row has a cell too few or too many.

Nothing is guessed: the missing (or surplus) cell is put in every place at which each yes/no column holds a yes or
a no, the disposition one of the four, and the day a day. What all those ways agree on is read; the rest is not.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from unicodedata import normalize

from models.law.ledger_forms import YES_NO, LedgerForm

SHORT, LONG = "cells_short", "cells_long"
# More cells lost than this, and too many ways fit to agree on anything.
_MOST = 2
_BEFORE = "(?:以?前)?"
_DAYS = (
    re.compile(rf"([0-9]{{4}})年([0-9]{{1,2}})月([0-9]{{1,2}})日{_BEFORE}"),
    re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"),
    re.compile(r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})"),
    re.compile(r"([0-9]{4})\.([0-9]{1,2})\.([0-9]{1,2})"),
)
_MONTH_END = re.compile(rf"([0-9]{{4}})年([0-9]{{1,2}})月[底末]{_BEFORE}")
_YEAR_END = re.compile(rf"([0-9]{{4}})年[底末]{_BEFORE}")
_DECEMBER = 12

Values = tuple[str | None, ...]


def day_of(words: str) -> date | None:
    """The day that words name; the end of a month or year is its last day, anything less is no day."""
    plain = re.sub(r"\s+", "", normalize("NFKC", words))
    try:
        for pattern in _DAYS:
            if found := pattern.fullmatch(plain):
                return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _MONTH_END.fullmatch(plain):
            year, month = int(found[1]), int(found[2])
            return date(year, month, monthrange(year, month)[1])
        if found := _YEAR_END.fullmatch(plain):
            return date(int(found[1]), _DECEMBER, monthrange(int(found[1]), _DECEMBER)[1])
    except ValueError:
        return None
    return None


def placed(form: LedgerForm, cells: tuple[str, ...]) -> tuple[Values, str]:
    """The cells by column of the form, None where it is not certain; and what is wrong with their number."""
    width = len(form.columns)
    filled = _trimmed(cells)
    if len(filled) > width:
        return _agreed(width, _without(form, filled)), LONG
    if len(cells) < width:
        return _agreed(width, _with_gaps(form, cells)), SHORT
    direct: Values = (*filled, *([""] * (width - len(filled))))
    if len(filled) == width - 1 and not _fits(form, direct):
        # A sheet pads its rows: one cell left out moves the others and leaves the last one blank.
        moved = list(_with_gaps(form, filled))
        if moved:
            return _agreed(width, iter(moved)), SHORT
    return direct, ""


def _trimmed(cells: tuple[str, ...]) -> tuple[str, ...]:
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]


def _with_gaps(form: LedgerForm, cells: tuple[str, ...]) -> Iterator[Values]:
    """Every way of leaving out as many columns as cells are missing."""
    width = len(form.columns)
    if width - len(cells) > _MOST:
        return
    for gaps in combinations(range(width), width - len(cells)):
        rest = iter(cells)
        values = tuple(None if at in gaps else next(rest) for at in range(width))
        if _fits(form, values):
            yield values


def _without(form: LedgerForm, cells: tuple[str, ...]) -> Iterator[Values]:
    """Every way of leaving out the surplus cells."""
    width = len(form.columns)
    if len(cells) - width > _MOST:
        return
    for kept in combinations(cells, width):
        if _fits(form, kept):
            yield kept


def _agreed(width: int, ways: Iterator[Values]) -> Values:
    """What all ways agree on; nothing where there is none."""
    agreed: list[str | None] | None = None
    for way in ways:
        agreed = list(way) if agreed is None else [a if a == b else None for a, b in zip(agreed, way, strict=True)]
    return tuple(agreed or [None] * width)


def _fits(form: LedgerForm, values: Values) -> bool:
    """Whether every cell that is there holds a word its column may hold."""
    for column, value in zip(form.columns, values, strict=True):
        if value is None:
            continue
        if column.field in YES_NO and value not in (form.yes, form.no):
            return False
        if column.field == "disposition" and form.disposition(value) is None:
            return False
        if column.field == "complete" and day_of(value) is None:
            return False
    return True
