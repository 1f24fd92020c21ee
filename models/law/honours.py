"""Honours (守信激励) in the law: who is honoured and by what standard, how an honour ends, which incentives there are.

A text that orders honours is a law file with a part `honours`; what it leaves out, the texts it leans on say.
Lists of a kind add up over the texts: a place's channels stand beside the house's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from models.law.honour_rules import (
    CLASSES,
    EXITS,
    GIVERS,
    GROUNDS,
    PARTY_KINDS,
    PLEDGES,
    SOURCES,
    Benefit,
    HonourLaw,
)
from models.law.proceeding_rules import firsts, rules_digest
from models.law.proceedings import rules_of
from models.law.reading import LawMissing, Place
from models.law.reviewing import unreviewed
from models.law.shapes import VALUE

if TYPE_CHECKING:
    from models.law.lawbook import Instrument, Lawbook, Words

HOUSE = "honour-house"
_KNOWN: dict[str, tuple[str, ...] | None] = {
    "classes": CLASSES,
    "exits": EXITS,
    "sources": SOURCES,
    "pledges": PLEDGES,
    "channels": None,
    "benefits": None,
    "inspection": None,
}
_BENEFIT = ("grounds", "kinds", "given_by", "promise")
_PARTS = ("leans_on", "rules", *_KNOWN)


@dataclass(frozen=True, slots=True)
class Told:
    """A row of the honours' law with its words: a class, an exit, an incentive, a way of inspection."""

    id: str
    words: Words


def check_honours(text: Instrument) -> None:
    """Refuse a word of the honours' part that is none of the vocabulary, a row that stands twice, a value unread."""
    held = text.place.inner("honouring")
    held.only(*_PARTS)
    held.words("leans_on")
    for name, known in _KNOWN.items():
        seen: list[str] = []
        for row in held.rows(name):
            row.only("id", *(_BENEFIT if name == "benefits" else ()), *VALUE)
            if row.text("id") in seen or (known is not None and row["id"] not in known):
                row.fault(f"“{row['id']}” stands twice in “{name}”, or is none of its words", "id")
            seen.append(row["id"])
            if name == "benefits":
                _benefit(row)
    for _, value in held.items_inner("rules"):
        value.only(*VALUE)
    list(honour_values(text))


def _benefit(row: Place) -> Benefit:
    for key, known in (("grounds", GROUNDS), ("kinds", PARTY_KINDS)):
        for word in row.words(key):
            if word not in known:
                row.fault(f"“{key}” is “{word}”, not one of {', '.join(known)}", key)
    if not row.words("grounds"):
        row.fault("an incentive needs at least one ground", "grounds")
    if row.text("given_by") not in GIVERS:
        row.fault(f"“given_by” is “{row['given_by']}”, not one of {', '.join(GIVERS)}", "given_by")
    if not isinstance(row.get("promise", False), bool):
        row.fault("“promise” must be true or false", "promise")
    kinds = row.words("kinds") or PARTY_KINDS
    return Benefit(row.text("id"), row.words("grounds"), kinds, row.text("given_by"), row.get("promise") is True)


def honour_values(text: Instrument) -> Iterator[tuple[str, Words]]:
    """The words of every value of a text's honours part, by its key in the law's data."""
    held = text.place.inner("honouring")
    for name in _KNOWN:
        for row in held.rows(name):
            key = f"honours.{name}.{row.text('id')}"
            yield key, text.words(key, row)
    for name, value in held.items_inner("rules"):
        yield f"honours.{name}", text.words(f"honours.{name}", value)


def honouring(book: Lawbook) -> tuple[str, ...]:
    """The texts held that order honours, the house's own last."""
    found = (n for n, held in book.instruments.items() if held[-1].place.inner("honouring").get("classes"))
    return tuple(sorted(found, key=lambda name: (name == HOUSE, name)))


def honour_bundle(book: Lawbook, notice: str, on: date) -> tuple[Instrument, ...]:
    """The text that orders honours first, then what it leans on, as in force on a day."""
    first = book.instrument(notice, on)
    held = first.place.inner("honouring")
    if not held.get("classes"):
        raise LawMissing(f"“{notice}” orders no honours (those that do: {', '.join(honouring(book))})")
    return (first, *(book.instrument(name, on) for name in held.words("leans_on")))


def honour_words(book: Lawbook, notice: str, on: date) -> dict[str, Words]:
    """The words of every key of the honours' law; the text's own go first."""
    found: dict[str, Words] = {}
    for text in honour_bundle(book, notice, on):
        for key, words in _words(text):
            found.setdefault(key, words)
    return found


def _words(text: Instrument) -> Iterator[tuple[str, Words]]:
    yield from honour_values(text)
    yield "in_force", text.force_words()
    for part in ("periods", "limits"):
        for key, value in text.place.items_inner(part):
            yield f"{part}.{key}", text.words(f"{part}.{key}", value)


def told_rows(book: Lawbook, notice: str, on: date, name: str) -> tuple[Told, ...]:
    """The rows of a list of the honours' law with their words, the text's own first."""
    texts = honour_bundle(book, notice, on)
    rows = ((text, row) for text in texts for row in text.place.inner("honouring").rows(name))
    return firsts(
        (row.text("id"), Told(row["id"], text.words(f"honours.{name}.{row['id']}", row))) for text, row in rows
    )


def honour_law(book: Lawbook, notice: str, on: date, confirmed: frozenset[str] = frozenset()) -> HonourLaw:
    """The values of the honours' law on a day; each is that of the first text that has it."""
    bundle = honour_bundle(book, notice, on)
    acts, periods, limits = rules_of(bundle)
    law = HonourLaw(
        acts=acts,
        periods=periods,
        limits=limits,
        citations=tuple(replace(w.citation, key=key) for key, w in honour_words(book, notice, on).items()),
        notice=bundle[0].id,
        version="",
        in_force_on=bundle[0].in_force_on,
        unreviewed=len(unreviewed(bundle, confirmed)),
        classes=_first(bundle, "classes"),
        exits=_first(bundle, "exits"),
        sources=_all(bundle, "sources"),
        pledges=_all(bundle, "pledges"),
        channels=_all(bundle, "channels"),
        benefits=firsts((row.text("id"), _benefit(row)) for row in _rows(bundle, "benefits")),
    )
    return replace(law, version=rules_digest(law))


def _rows(bundle: tuple[Instrument, ...], name: str) -> Iterator[Place]:
    for text in bundle:
        yield from text.place.inner("honouring").rows(name)


def _all(bundle: tuple[Instrument, ...], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.text("id") for row in _rows(bundle, name)))


def _first(bundle: tuple[Instrument, ...], name: str) -> tuple[str, ...]:
    return next((held for text in bundle if (held := _all((text,), name))), ())
