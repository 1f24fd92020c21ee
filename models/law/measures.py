"""The review of measures (信用措施审查) in the law: what is reviewed, on what basis it may stand, who consents.

A text that orders the review is a law file with a part `review`; what it leaves out, the texts it leans on
say.  Beside it stands what keeps an unreviewed local text from real cases.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from models.law.cleanup import named_days
from models.law.measure_rules import KINDS, LARGE_IMPACT, TRIGGERS, Allowed, ListEdition, MeasureLaw
from models.law.proceeding_rules import firsts, rules_digest
from models.law.proceedings import rules_of
from models.law.ranks import RANKS
from models.law.reading import LawMissing, Place
from models.law.regimes import Law, law_digest
from models.law.reviewing import unreviewed
from models.law.shapes import VALUE

if TYPE_CHECKING:
    from models.law.lawbook import Instrument, Lawbook, Words

_PARTS = ("leans_on", "kinds", "basis_ranks", "triggers", "listed", "imports", "rules")
_LISTS = {"kinds": KINDS, "listed": KINDS, "imports": RANKS}
_ROWS = {"basis_ranks": ("ranks", RANKS), "triggers": ("value", TRIGGERS)}
_IDS = (*KINDS, LARGE_IMPACT)
_HOUSE = "measure-house"
_LIST = "listed_measures"


def check_review(text: Instrument) -> None:
    """Refuse a word of the review's part that is none of the vocabulary, and a value without its article."""
    held = text.place.inner("review")
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
            if row.text("id") not in _IDS or row["id"] in seen:
                row.fault(f"“{row['id']}” stands twice in “{name}”, or is not one of {', '.join(_IDS)}", "id")
            seen.append(row["id"])
            _listed(row, key, known)
    for _, value in held.items_inner("rules"):
        value.only(*VALUE)
    list(review_values(text))


def _listed(value: Place, key: str, known: tuple[str, ...]) -> None:
    words = value.words(key)
    if not words:
        value.fault(f"“{key}” must name at least one", key)
    for word in words:
        if word not in known:
            value.fault(f"“{key}” is “{word}”, not one of {', '.join(known)}", key)


def review_values(text: Instrument) -> Iterator[tuple[str, Words]]:
    """The words of every value of a text's review part, by its key in the law's data."""
    held = text.place.inner("review")
    for name in _ROWS:
        for row in held.rows(name):
            key = f"review.{name}.{row.text('id')}"
            yield key, text.words(key, row)
    for name in _LISTS:
        if name in held:
            yield f"review.{name}", text.words(f"review.{name}", held.inner(name))
    for name, value in held.items_inner("rules"):
        yield f"review.{name}", text.words(f"review.{name}", value)


def review_bundle(book: Lawbook, notice: str, on: date) -> tuple[Instrument, ...]:
    """The text that orders the review first, then what it leans on, as in force on a day."""
    first = book.instrument(notice, on)
    if not first.place.inner("review").get("kinds"):
        raise LawMissing(f"“{notice}” orders no review (those that do: {', '.join(ordering(book))})")
    return (first, *(book.instrument(name, on) for name in first.place.inner("review").words("leans_on")))


def ordering(book: Lawbook) -> tuple[str, ...]:
    """The texts held that order a review of measures."""
    return tuple(sorted(n for n, held in book.instruments.items() if held[-1].place.inner("review").get("kinds")))


def review_words(book: Lawbook, notice: str, on: date) -> dict[str, Words]:
    """The words of every key of a review's law; the text's own go first."""
    found: dict[str, Words] = {}
    bundle = review_bundle(book, notice, on)
    for text in bundle:
        for key, words in _words(text):
            found.setdefault(key, words)
    for row in bundle[0].place.inner("campaign").rows("calendar"):
        key = f"campaign.calendar.{row.text('id')}"
        found[key] = bundle[0].words(key, row)
    return found


def _words(text: Instrument) -> Iterator[tuple[str, Words]]:
    yield from review_values(text)
    yield "in_force", text.force_words()
    for key, value in text.place.items_inner("periods"):
        yield f"periods.{key}", text.words(f"periods.{key}", value)


def review_law(book: Lawbook, notice: str, on: date, confirmed: frozenset[str] = frozenset()) -> MeasureLaw:
    """The values of a review's law on a day; each is that of the first text that has it."""
    bundle = review_bundle(book, notice, on)
    held = [text.place.inner("review") for text in bundle]
    acts, periods, limits = rules_of(bundle)
    law = MeasureLaw(
        acts=acts,
        periods=periods,
        limits=limits,
        citations=tuple(words.citation for words in review_words(book, notice, on).values()),
        notice=bundle[0].id,
        version="",
        in_force_on=bundle[0].in_force_on,
        unreviewed=len(unreviewed(bundle, confirmed)),
        kinds=held[0].inner("kinds").words("value"),
        basis_ranks=_allowed(held, "basis_ranks"),
        triggers=_allowed(held, "triggers"),
        listed=_first(held, "listed"),
        imports=_first(held, "imports"),
        reports=tuple(day for day in named_days(bundle[0].place) if day.what == "report"),
        editions=tuple(_editions(book)),
    )
    return replace(law, version=rules_digest(law))


def _editions(book: Lawbook) -> Iterator[ListEdition]:
    """The list of measures from day to day: the base edition with what supplements it on a local regulation."""
    lists = [[v for v in held if _LIST in v.place] for held in book.instruments.values()]
    days = sorted({v.in_force_on for held in lists for v in held})
    for day in days:
        standing = [next((v for v in reversed(held) if v.in_force_on <= day and v.stands(day)), None) for held in lists]
        rows = (row for v in standing if v is not None for row in v.place.rows(_LIST))
        yield ListEdition(day, tuple(dict.fromkeys(row.text("id") for row in rows)))


def _allowed(held: list[Place], name: str) -> tuple[Allowed, ...]:
    key = _ROWS[name][0]
    rows = (row for place in held for row in place.rows(name))
    return firsts((row.text("id"), Allowed(row.text("id"), row.words(key))) for row in rows)


def _first(held: list[Place], name: str) -> tuple[str, ...]:
    return next((place.inner(name).words("value") for place in held if name in place), ())


def text_digest(text: Instrument) -> str:
    """The digest of what a law file says: words, numbers and articles, not its translation or sources."""
    return hashlib.sha256("\n".join(sorted(v.sha256 for v in text.values)).encode()).hexdigest()


def unconsented(
    book: Lawbook, local: tuple[str, ...], on: date, issued: AbstractSet[tuple[str, str]]
) -> tuple[str, ...]:
    """The local texts that a real case may not stand on: not issued after a review, nor imports of law (H-81).

    `issued`: each text issued after its review, or confirmed as an import, by its id and digest.
    """
    if not local:
        return ()
    imports = _first([book.instrument(_HOUSE, on).place.inner("review")], "imports")
    brought = (name for one in local for name in book.instrument(one, on).place.words("leans_on"))
    texts = (book.instrument(name, on) for name in dict.fromkeys((*local, *brought)))
    asked = (t for t in texts if t.place.inner("rank").get("value") not in imports)
    return tuple(t.id for t in asked if (t.id, text_digest(t)) not in issued)


def with_consents(law: Law, missing: tuple[str, ...]) -> Law:
    """The law of a case, saying which of its local texts lack a consent."""
    if not missing:
        return law
    found = replace(law, version="", unconsented=missing)
    return replace(found, version=law_digest(found))
