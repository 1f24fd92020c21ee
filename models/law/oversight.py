"""Oversight (监督问责) in the law: the lines a notice tells, and how each is found in the record.

A line is the law's: a text names what is told and who answers for it.  How it is found is the house's: by
which query, what that query watches, and whether what it finds stays until it is put right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from models.law.lawbook import Lawbook, Words
from models.law.outside import BASIS, MEASURE, NO_GROUND, NO_ITEM, PUBLICATION, Outside
from models.law.reading import LawMissing, Place

HOUSE = "oversight-house"
_NEXT = timedelta(1)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what the law says of it, how it is found, by which query, and whether a case found stays."""

    id: str
    query: str
    watches: tuple[str, ...]
    lasts: bool
    law: Words
    found: Words


@dataclass(frozen=True, slots=True)
class Tally:
    """Acts that a notice counts by the month."""

    id: str
    acts: tuple[str, ...]
    words: Words


@dataclass(frozen=True, slots=True)
class OversightLaw:
    """The lines and the counts of a day, and the rules of the notice itself."""

    lines: tuple[Line, ...]
    tallies: tuple[Tally, ...]
    rules: tuple[Words, ...]

    def line(self, line_id: str) -> Line | None:
        """The line of that name."""
        return next((line for line in self.lines if line.id == line_id), None)


@dataclass(frozen=True, slots=True)
class Edition:
    """What a list's rules allow from one day to another (the day after the last): a measure, a channel.

    The kinds that end in `-barred` are what the national catalogue and list of those days lack (49号（一）（九）).
    """

    regime: str
    since: str
    until: str
    kind: str
    name: str


def oversight_law(book: Lawbook, on: date) -> OversightLaw:
    """The lines told on a day, in the house's order; a line whose text is not law yet is left out."""
    house = book.instrument(HOUSE, on)
    held = house.place.inner("oversight")
    rules = tuple(house.words(key, value) for key, value in house.place.items_inner("rules"))
    tallies = (Tally(r.text("id"), r.words("acts"), house.words(f"tallies.{r['id']}", r)) for r in held.rows("tallies"))
    lines = []
    for row in held.rows("finds"):
        said = _line(book, row, on)
        if said is not None:
            found = house.words(f"finds.{row['id']}", row)
            lines.append(Line(row["id"], row["query"], row.words("watches"), row["lasts"], said, found))
    return OversightLaw(tuple(lines), tuple(tallies), rules)


def _line(book: Lawbook, row: Place, on: date) -> Words | None:
    """What the text says of the line; its own lines, else those of the campaign's monthly notice."""
    text = book.instrument(row.text("of"), on)
    own = (*text.place.inner("oversight").rows("lines"), *text.place.inner("campaign").rows("late_lines"))
    line = next((r for r in own if r.text("id") == row["id"]), None)
    if line is None:
        raise LawMissing(f"“{text.id}” has no line “{row['id']}” (named in {row.file.name})")
    return text.words(f"oversight.{row['id']}", line) if text.in_force_on <= on else None


@lru_cache(maxsize=2)
def editions(book: Lawbook) -> tuple[Edition, ...]:
    """What every list allows on which days, so that a query can ask what was allowed on a day."""
    found: list[Edition] = []
    for edition in sorted(_all_editions(book), key=lambda e: (e.regime, e.kind, e.name, e.since)):
        # What stays allowed in the next edition is one span.
        if (
            found
            and replace(found[-1], since=edition.since, until=edition.until) == edition
            and found[-1].until == edition.since
        ):
            found[-1] = replace(found[-1], until=edition.until)
        else:
            found.append(edition)
    return tuple(found)


def _all_editions(book: Lawbook) -> Iterator[Edition]:
    for regime in book.regimes:
        days = _days(book, regime)
        ends = book.instruments[regime][-1].ends_on
        last = (ends + _NEXT) if ends is not None else date.max
        for since, until in zip(days, (*days[1:], last), strict=True):
            span = (since.isoformat(), until.isoformat())
            yield Edition(regime, *span, "regime", regime)
            for kind, name in _allowed(book, regime, since):
                yield Edition(regime, *span, kind, name)


def _days(book: Lawbook, regime: str) -> list[date]:
    """The days on which the list's law became another, from its own first day on."""
    first = book.instruments[regime][0].in_force_on
    names = {text.id for version in book.instruments[regime] for text in book.bundle(regime, version.in_force_on)}
    found = {v.in_force_on for name in names for v in book.instruments[name] if v.in_force_on > first}
    return [first, *sorted(found)]


def _allowed(book: Lawbook, regime: str, on: date) -> Iterator[tuple[str, str]]:
    law = book.law(regime, on)
    for ground in law.grounds:
        yield "ground", ground.code
        for basis in ground.basis_kinds:
            yield "basis", f"{ground.code} {basis}"
    for kind, names in (
        ("measure", law.measures),
        ("channel", law.channels),
        ("personal-ground", law.personal_grounds),
    ):
        for name in dict.fromkeys(names):
            yield kind, name
    for held in law.outside:
        yield from _barred(held)


def _barred(held: Outside) -> Iterator[tuple[str, str]]:
    """What the national catalogue and list of that day bar; what nobody has read bars nothing here."""
    if held.what == BASIS:
        yield "basis-barred", held.id
    elif held.what == PUBLICATION:
        yield "publication-barred", ""
    elif held.what == MEASURE and held.missing == NO_ITEM:
        yield "measure-barred", held.id
    elif held.what == MEASURE and held.missing == NO_GROUND:
        for ground in held.grounds:
            yield "measure-barred", f"{held.id} {ground}"
