"""The editions of a case's law: what changes between two days, as a case carries it.

Each step is judged by the law in force on its own day (程序从新), so a case that
runs for years pins the law it began under and every change known by then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from models.law.regimes import KEYED, Law, LawChange, law_digest

if TYPE_CHECKING:
    from models.law.lawbook import Lawbook

_OF_ITSELF = ("version", "changes", "since", "reaches_on")
_OF_REVIEW = ("reviewed", "unreviewed")


def case_law(
    book: Lawbook,
    regime: str,
    on: date,
    local: tuple[str, ...] = (),
    confirmed: frozenset[str] = frozenset(),
    *,
    since: date | None = None,
) -> Law:
    """The law that a case opened on a day pins: the edition of that day, and what is known to change after it.

    `since`: an earlier day whose law is wanted too, where the conduct lies before the opening.
    """
    first = min(on, since or on)
    began = book.law(regime, first, local, confirmed)
    later = ((day, book.law(regime, day, local, confirmed)) for day in turning_days(book, regime, first, local))
    return replace(with_changes(began, later), reaches_on=_reaches(book, began, first, local))


def _reaches(book: Lawbook, began: Law, first: date, local: tuple[str, ...]) -> date:
    """Since when the first edition has been law as it is; where nothing else is known before it, since ever."""
    for day in reversed(turning_days(book, began.regime, date.min, local)):
        eve = date.fromordinal(day.toordinal() - 1)
        if day <= first and rules_of(book.law(began.regime, eve, local)) != rules_of(began):
            return day
    return date.min


def turning_days(book: Lawbook, regime: str, after: date, local: tuple[str, ...] = ()) -> tuple[date, ...]:
    """The days after a day on which a text that the regime stands or leans on begins or has ceased to be law."""
    own = (regime, *local)
    leant = (name for held in own for v in book.instruments[held] for name in v.place.words("leans_on"))
    held = [v for name in (*own, *leant) for v in book.instruments[name]]
    days = {v.in_force_on for v in held}
    days |= {date.fromordinal(v.ends_on.toordinal() + 1) for v in held if v.ends_on is not None}
    return tuple(sorted(day for day in days if day > after))


def with_changes(first: Law, later: Iterable[tuple[date, Law]]) -> Law:
    """The first edition with what each later one changes; a day on which nothing changes is left out."""
    found: list[LawChange] = []
    before = first
    for on, after in later:
        change = law_change(before, after, on)
        if change is not None:
            found.append(change)
        before = after
    law = replace(first, version="", changes=tuple(found))
    return replace(law, version=law_digest(law))


def law_change(before: Law, after: Law, on: date) -> LawChange | None:
    """What is otherwise in the later edition, or None where nothing is."""
    plain = [f.name for f in fields(Law) if f.name not in (*KEYED, *_OF_ITSELF)]
    replaced = tuple(name for name in plain if getattr(before, name) != getattr(after, name))
    rows: dict[str, Any] = {}
    gone: list[str] = []
    for name, key in KEYED.items():
        was, now = ({getattr(row, key): row for row in getattr(law, name)} for law in (before, after))
        rows[name] = tuple(row for at, row in now.items() if was.get(at) != row)
        gone += [f"{name}.{at}" for at in was if at not in now]
    if not (replaced or gone or any(rows.values())):
        return None
    return LawChange(on, replace(_nothing(after, replaced), **rows), tuple(gone), replaced)


def _nothing(law: Law, kept: tuple[str, ...]) -> Law:
    """A law that says nothing but the fields kept."""
    lists = (f.name for f in fields(Law) if isinstance(getattr(law, f.name), tuple))
    empty: dict[str, Any] = {name: () for name in lists if name not in kept}
    return replace(law, **{**empty, "version": ""})


def days_of(*laws: Law) -> tuple[date, ...]:
    """The days on which one of the laws changes, as far as it is known."""
    return tuple(sorted({change.on for law in laws for change in law.changes}))


def says_the_same(one: Law, other: Law) -> bool:
    """Whether two laws hold the same rules on every day; whether they were reviewed is another question."""
    return all(rules_of(one.on(day)) == rules_of(other.on(day)) for day in (date.min, *days_of(one, other)))


def review_awaited(held: Law, law: Law, today: date) -> bool:
    """Whether an edition of today or later was pinned unconfirmed, and two people have confirmed it since."""
    days = (today, *(day for day in days_of(held, law) if day > today))
    return any(law.on(day).reviewed and not held.on(day).reviewed for day in days)


def rules_of(law: Law) -> dict[str, Any]:
    """What an edition says: its rows by their keys, its lists as they stand."""
    said = {f.name: getattr(law, f.name) for f in fields(Law) if f.name not in (*_OF_ITSELF, *_OF_REVIEW)}
    return {name: {getattr(r, KEYED[name]): r for r in held} if name in KEYED else held for name, held in said.items()}
