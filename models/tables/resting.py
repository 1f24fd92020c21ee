"""Which open real cases rest on a text of the law: who withdraws a confirmation is told of them first."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, select

from models.law.days import law_day
from models.law.lawbook import Lawbook
from models.law.reading import LawMissing
from models.law.regimes import Law
from models.tables.packing import unpack
from models.tables.schema import case_file, pin

_REAL = "real"


def real_cases_on(connection: Connection, book: Lawbook, text: str, in_force_on: date) -> tuple[str, ...]:
    """The open real cases that pinned a law with this text in it; one whose list is held no more counts too."""
    c = case_file.c
    found = (
        select(c.id, c.regime, c.law_version, c.opened_at, pin.c.content)
        .join(pin, pin.c.version == c.law_version)
        .where(c.mode == _REAL, c.closed.is_(False), c.version > 0)
        .order_by(c.id)
    )
    known: dict[tuple[str, str, date], bool] = {}
    cases: list[str] = []
    for row in connection.execute(found):
        key = (row.regime, row.law_version, law_day(row.opened_at))
        if key not in known:
            known[key] = _rests(book, unpack(Law, row.content), key[2], (text, in_force_on))
        if known[key]:
            cases.append(row.id)
    return tuple(cases)


def _rests(book: Lawbook, law: Law, opened_on: date, text: tuple[str, date]) -> bool:
    """Whether an edition of the case's law was made with that text."""
    try:
        local = book.local_of(law, opened_on)
        days = (opened_on, *(change.on for change in law.changes))
        return any(text == (t.id, t.in_force_on) for day in days for t in book.bundle(law.regime, day, local))
    except LawMissing:
        return True
