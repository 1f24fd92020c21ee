"""What every list held is called, and every measure that one of them names."""

from __future__ import annotations

from datetime import date
from functools import cache

from models.law.lawbook import Lawbook

Pairs = dict[str, tuple[str, str]]


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
