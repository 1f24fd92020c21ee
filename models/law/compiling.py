"""Compiling the catalogue and the list of measures (编制目录和清单) in the law: what, on which basis, who is asked.

A text under which an edition is compiled is a law file with a part `compilation`; what it leaves out, the
texts it leans on say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from models.law.cleanup import named_days
from models.law.edition_rules import ASKED, FORUMS, KINDS, PERSONAL, SUPPLEMENT, EditionLaw
from models.law.measure_rules import Allowed
from models.law.proceeding_rules import firsts, rules_digest
from models.law.proceedings import rules_of
from models.law.ranks import RANKS
from models.law.reading import LawMissing, Place
from models.law.reviewing import unreviewed
from models.law.shapes import VALUE

if TYPE_CHECKING:
    from models.law.lawbook import Instrument, Lawbook, Words

PART = "compilation"
_PARTS = ("leans_on", "compiles", "basis_ranks", "forums", "asked", "rules")
_LISTS = {"compiles": KINDS, "asked": ASKED}
_ROWS = {"basis_ranks": ("ranks", RANKS), "forums": ("to", FORUMS)}
# What a notice names a day for: publication of the national ones, of the lists kept, of a supplement.
_NAMED = ("catalogue", "lists", "supplement")
_IDS = {"basis_ranks": (*KINDS, SUPPLEMENT, PERSONAL), "forums": RANKS}


def check_compilation(text: Instrument) -> None:
    """Refuse a word of the part that is none of the vocabulary, and a value without its article."""
    held = text.place.inner(PART)
    held.only(*_PARTS)
    held.words("leans_on")
    for name, known in _LISTS.items():
        if name in held:
            held.inner(name).only("value", *VALUE)
            _listed(held.inner(name), "value", known)
    for name, (key, known) in _ROWS.items():
        seen: list[str] = []
        for row in held.rows(name):
            row.only("id", key, *VALUE)
            if row.text("id") not in _IDS[name] or row["id"] in seen:
                row.fault(f"“{row['id']}” stands twice in “{name}”, or is not one of {', '.join(_IDS[name])}", "id")
            seen.append(row["id"])
            _listed(row, key, known)
    for _, value in held.items_inner("rules"):
        value.only(*VALUE)
    list(compilation_values(text))


def _listed(value: Place, key: str, known: tuple[str, ...]) -> None:
    words = value.words(key)
    if not words:
        value.fault(f"“{key}” must name at least one", key)
    for word in words:
        if word not in known:
            value.fault(f"“{key}” is “{word}”, not one of {', '.join(known)}", key)


def compilation_values(text: Instrument) -> Iterator[tuple[str, Words]]:
    """The words of every value of a text's part, by its key in the law's data."""
    held = text.place.inner(PART)
    for name in _ROWS:
        for row in held.rows(name):
            key = f"{PART}.{name}.{row.text('id')}"
            yield key, text.words(key, row)
    for name in _LISTS:
        if name in held:
            yield f"{PART}.{name}", text.words(f"{PART}.{name}", held.inner(name))
    for name, value in held.items_inner("rules"):
        yield f"{PART}.{name}", text.words(f"{PART}.{name}", value)


def compiling(book: Lawbook) -> tuple[str, ...]:
    """The texts held under which an edition can be compiled."""
    return tuple(sorted(n for n, held in book.instruments.items() if "compiles" in held[-1].place.inner(PART)))


def compilation_bundle(book: Lawbook, notice: str, on: date) -> tuple[Instrument, ...]:
    """The text under which it is compiled first, then what it leans on, as in force on a day."""
    first = book.instrument(notice, on)
    if "compiles" not in first.place.inner(PART):
        raise LawMissing(f"under “{notice}” nothing is compiled (texts for it: {', '.join(compiling(book))})")
    return (first, *(book.instrument(name, on) for name in first.place.inner(PART).words("leans_on")))


def compilation_words(book: Lawbook, notice: str, on: date) -> dict[str, Words]:
    """The words of every key of an edition's law; the text's own go first."""
    found: dict[str, Words] = {}
    bundle = compilation_bundle(book, notice, on)
    for text in bundle:
        for key, words in _words(text):
            found.setdefault(key, words)
    for text in bundle:
        for row in text.place.inner("campaign").rows("calendar"):
            key = f"campaign.calendar.{row.text('id')}"
            found.setdefault(key, text.words(key, row))
    return found


def _words(text: Instrument) -> Iterator[tuple[str, Words]]:
    yield from compilation_values(text)
    yield "in_force", text.force_words()
    for key, value in text.place.items_inner("periods"):
        yield f"periods.{key}", text.words(f"periods.{key}", value)


def compilation_law(book: Lawbook, notice: str, on: date, confirmed: frozenset[str] = frozenset()) -> EditionLaw:
    """The values of an edition's law on a day; each is that of the first text that has it."""
    bundle = compilation_bundle(book, notice, on)
    held = [text.place.inner(PART) for text in bundle]
    places = [text.place for text in bundle]
    acts, periods, limits = rules_of(bundle)
    bodies = [row for place in places for row in place.rows("bodies")]
    categories = list(_categories(book, places, on))
    law = EditionLaw(
        acts=acts,
        periods=periods,
        limits=limits,
        citations=tuple(words.citation for words in compilation_words(book, notice, on).values()),
        notice=bundle[0].id,
        version="",
        in_force_on=bundle[0].in_force_on,
        unreviewed=len(unreviewed(bundle, confirmed)),
        compiles=held[0].inner("compiles").words("value"),
        basis_ranks=_allowed(held, "basis_ranks"),
        forums=_allowed(held, "forums"),
        asked=next((part.inner("asked").words("value") for part in held if "asked" in part), ()),
        free_bodies=tuple(row.text("id") for row in bodies if not row["obligable"]),
        bodies=tuple(row.text("id") for row in bodies),
        scores=tuple(row.text("id") for place in places for row in place.rows("score_bases")),
        categories=tuple(row.text("id") for row in categories),
        obliging=tuple(row.text("id") for row in categories if row["obliges"]),
        fields=tuple(row.text("id") for place in places for row in place.rows("categories")),
        days=tuple(day for place in places for day in named_days(place) if day.what in _NAMED),
    )
    return replace(law, version=rules_digest(law))


def _allowed(held: list[Place], name: str) -> tuple[Allowed, ...]:
    key = _ROWS[name][0]
    rows = (row for place in held for row in place.rows(name))
    return firsts((row.text("id"), Allowed(row.text("id"), row.words(key))) for row in rows)


def _categories(book: Lawbook, places: list[Place], on: date) -> Iterator[Place]:
    """The categories of the national list of measures, by the edition of the day."""
    names = (name for place in places for name in place.inner("base_editions").words("value"))
    for name in names:
        yield from book.instrument(name, on).place.rows("measure_categories")
