"""The protection of credit information (信息安全和隐私保护) in the law: leaks, consents, queries, what is recorded.

A text that orders it is a law file with a part `protection` that names its matters; what it leaves out, the texts
it leans on say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from models.law.proceeding_rules import firsts, rules_digest
from models.law.proceedings import rules_of
from models.law.protection_rules import MATTERS, SETS, ProtectionLaw, WordSet
from models.law.reading import LawMissing, Place
from models.law.reviewing import unreviewed
from models.law.shapes import VALUE

if TYPE_CHECKING:
    from models.law.lawbook import Instrument, Lawbook, Words

PART = "protection"
_PARTS = ("leans_on", "matters", "sets", "rules")
CATALOGUE = "credit-catalogue"


def check_protection(text: Instrument) -> None:
    """Refuse a word of the part that is none of the vocabulary, and a value without its article."""
    held = text.place.inner(PART)
    held.only(*_PARTS)
    held.words("leans_on")
    if "matters" in held:
        held.inner("matters").only("value", *VALUE)
        _known(held.inner("matters"), MATTERS)
    seen: list[str] = []
    for row in held.rows("sets"):
        row.only("id", "value", *VALUE)
        if row.text("id") not in SETS or row["id"] in seen:
            row.fault(f"“{row['id']}” stands twice in “sets”, or is not one of {', '.join(SETS)}", "id")
        seen.append(row["id"])
        _known(row, SETS[row["id"]])
    for _, value in held.items_inner("rules"):
        value.only(*VALUE)
    list(protection_values(text))


def _known(value: Place, known: tuple[str, ...]) -> None:
    words = value.words("value")
    if not words:
        value.fault("“value” must name at least one", "value")
    for word in words:
        if word not in known:
            value.fault(f"“value” is “{word}”, not one of {', '.join(known)}", "value")


def protection_values(text: Instrument) -> Iterator[tuple[str, Words]]:
    """The words of every value of a text's part, by its key in the law's data."""
    held = text.place.inner(PART)
    if "matters" in held:
        yield f"{PART}.matters", text.words(f"{PART}.matters", held.inner("matters"))
    for row in held.rows("sets"):
        key = f"{PART}.sets.{row.text('id')}"
        yield key, text.words(key, row)
    for name, value in held.items_inner("rules"):
        yield f"{PART}.{name}", text.words(f"{PART}.{name}", value)


def protecting(book: Lawbook) -> tuple[str, ...]:
    """The texts held that order the protection of credit information."""
    return tuple(sorted(n for n, held in book.instruments.items() if "matters" in held[-1].place.inner(PART)))


def protection_bundle(book: Lawbook, notice: str, on: date) -> tuple[Instrument, ...]:
    """The text that orders it first, then what it leans on, as in force on a day."""
    first = book.instrument(notice, on)
    if "matters" not in first.place.inner(PART):
        raise LawMissing(f"“{notice}” orders no protection (those that do: {', '.join(protecting(book))})")
    leant = (book.instrument(name, on) for name in first.place.inner(PART).words("leans_on"))
    return (first, *(text for text in leant if text.stands(on)))


def protection_words(book: Lawbook, notice: str, on: date) -> dict[str, Words]:
    """The words of every key of the law of a proceeding; the text's own go first."""
    found: dict[str, Words] = {}
    for text in protection_bundle(book, notice, on):
        for key, words in _words(text):
            found.setdefault(key, words)
    return found


def _words(text: Instrument) -> Iterator[tuple[str, Words]]:
    yield from protection_values(text)
    yield "in_force", text.force_words()
    for part in ("periods", "limits"):
        for key, value in text.place.items_inner(part):
            yield f"{part}.{key}", text.words(f"{part}.{key}", value)


def protection_law(book: Lawbook, notice: str, on: date, confirmed: frozenset[str] = frozenset()) -> ProtectionLaw:
    """The values of that law on a day; each is that of the first text that has it."""
    bundle = protection_bundle(book, notice, on)
    held = [text.place.inner(PART) for text in bundle]
    acts, periods, limits = rules_of(bundle)
    law = ProtectionLaw(
        acts=acts,
        periods=periods,
        limits=limits,
        citations=tuple(words.citation for words in protection_words(book, notice, on).values()),
        notice=bundle[0].id,
        version="",
        in_force_on=bundle[0].in_force_on,
        unreviewed=len(unreviewed(bundle, confirmed)),
        matters=held[0].inner("matters").words("value"),
        sets=firsts(
            (r.text("id"), WordSet(r.text("id"), r.words("value"))) for place in held for r in place.rows("sets")
        ),
        catalogue=tuple(r.text("id") for r in book.instrument(CATALOGUE, on).place.rows("catalogue")),
    )
    return replace(law, version=rules_digest(law))
