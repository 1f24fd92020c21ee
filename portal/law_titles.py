"""What every list held is called, and every measure that one of them names."""

from __future__ import annotations

from datetime import date
from functools import cache

from models.law.lawbook import Lawbook

Pairs = dict[str, tuple[str, str]]
_LISTED = "listed_measures"


@cache
def titles(book: Lawbook, on: date) -> tuple[Pairs, Pairs]:
    """The lists by their regimes, and the measures they name, as of a day."""
    regimes: Pairs = {}
    measures: Pairs = {}
    for regime in book.regimes:
        named = book.instrument(regime, on).place.inner("title")
        regimes[regime] = (named.text("zh"), named.text("en"))
        for key, words in book.words(regime, on).items():
            kind, _, code = key.partition(".")
            if kind == "measures" and code:
                measures.setdefault(code, (words.zh, words.en))
    return regimes, measures


@cache
def listed_items(book: Lawbook, on: date) -> Pairs:
    """The items of the list of measures as it stands on a day."""
    texts = [versions for versions in book.instruments.values() if any(_LISTED in v.place for v in versions)]
    standing = [next((v for v in reversed(held) if v.in_force_on <= on), None) for held in texts]
    rows = (row for text in standing if text is not None for row in text.place.rows(_LISTED))
    return {row.text("id"): (row.text("zh"), row.text("en")) for row in rows}
