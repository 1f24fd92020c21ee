"""What rests on a document: the lists, measures and local texts that a ledger stops with it (H-121, H-122).

A document is known by its number; where one of the two bears none, or an order is numbered in another manner, by its
title.  A law, a regulation or a central policy is what the clean-up measures by: no ledger stops it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import normalize

from models.law.proceedings import of_proceedings

if TYPE_CHECKING:
    from models.law.lawbook import Instrument, Lawbook
    from models.law.reading import Place

_DATED = re.compile(r"[^\s《》()〔〕,;:、]+〔\d{4}〕第?\d+号", re.ASCII)
_ORDER = re.compile(r"[^\s《》()〔〕,;:、]*?(?:令第?\d+号|第?\d+号令)", re.ASCII)
_BRACKETS = re.compile(r"[\[【(〔](\d{4})[\]】)〕]", re.ASCII)
_TRIAL = re.compile(r"\((?:试行|暂行)\)$")


@dataclass(frozen=True, slots=True)
class Named:
    """A document as it is compared: its numbers with a year, and its titles."""

    numbers: tuple[str, ...]
    titles: tuple[str, ...]

    def is_the_same(self, other: Named) -> bool:
        """One number makes one document; two that differ make two; else the title tells (H-122)."""
        if self.numbers and other.numbers:
            return any(number in other.numbers for number in self.numbers)
        return any(title in other.titles for title in self.titles)


@dataclass(frozen=True, slots=True)
class Resting:
    """The lists, the measures (of one list: `list/measure`) and the local texts that rest on a document."""

    regimes: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()

    @property
    def is_anything(self) -> bool:
        """Whether anything in this house rests on it."""
        return bool(self.regimes or self.measures or self.texts)


def named(words: str) -> Named:
    """A document's name as somebody wrote it: title in brackets, number beside it."""
    plain = re.sub(r"\s+", "", normalize("NFKC", words))
    plain = _BRACKETS.sub(r"〔\1〕", plain)
    numbers = tuple(n.replace("〕第", "〕") for n in _DATED.findall(plain))
    titles = tuple(_outermost(plain))
    if not titles:
        bare = _ORDER.sub("", _DATED.sub("", plain)).replace("()", "")
        titles = (bare,) if bare else ()
    return Named(numbers, titles)


def _outermost(words: str) -> Iterator[str]:
    """The titles in 《》, each whole: one may stand in another."""
    depth, began = 0, 0
    for at, letter in enumerate(words):
        if letter == "《":
            began = began if depth else at + 1
            depth += 1
        elif letter == "》" and depth:
            depth -= 1
            if not depth:
                yield _TRIAL.sub("", words[began:at])


class RestingIndex:
    """What rests on which document, by the law held: made once, asked for every row of a ledger."""

    def __init__(self, book: Lawbook, yardsticks: tuple[str, ...]) -> None:
        """Read from every text what it is and on what it is founded, yardsticks left out."""
        self._held: list[tuple[Named, str, str]] = []
        texts = [text for versions in book.instruments.values() for text in versions]
        leant = {name: None for text in texts for name in text.place.words("leans_on")}
        never = (*leant, *of_proceedings(book.instruments))
        for text in texts:
            if text.is_regime:
                self._held += [(one, "regimes", text.id) for one in _stood_on(text.place, yardsticks)]
                self._held += [(one, "measures", name) for one, name in _measures(text)]
            elif text.id not in never:
                short = text.place.inner("instrument").text("short")
                self._held += [(one, "texts", short) for one in _stood_on(text.place, yardsticks)]

    def of(self, document: str) -> Resting:
        """What rests on a document, by the name somebody gave it."""
        asked = named(document)
        found: dict[str, dict[str, None]] = {"regimes": {}, "measures": {}, "texts": {}}
        for one, kind, name in self._held:
            if one.is_the_same(asked):
                found[kind][name] = None
        return Resting(*(tuple(sorted(found[kind])) for kind in ("regimes", "measures", "texts")))


_MADE: dict[tuple[str, ...], tuple[Lawbook, RestingIndex]] = {}


def resting_index(book: Lawbook, yardsticks: tuple[str, ...]) -> RestingIndex:
    """The index of this law; made anew only where the law held is another."""
    held = _MADE.get(yardsticks)
    if held is None or held[0] is not book:
        held = _MADE[yardsticks] = (book, RestingIndex(book, yardsticks))
    return held[1]


def _stood_on(place: Place, yardsticks: tuple[str, ...]) -> Iterator[Named]:
    """The documents a text stands on: itself, and those it says it is founded on."""
    if place.inner("rank").get("value") not in yardsticks:
        own = place.inner("instrument")
        yield _together(own.text("short"), str(own.get("number") or ""), place.inner("title").text("zh"))
    for row in place.rows("founded_on"):
        if row.text("rank") not in yardsticks:
            yield named(row.text("instrument"))


def _measures(text: Instrument) -> Iterator[tuple[Named, str]]:
    """The measures of a list that rest on another document than the list itself."""
    for row in text.place.rows("measures"):
        if "instrument" in row:
            yield named(row.text("instrument")), f"{text.id}/{row.text('id')}"


def _together(*names: str) -> Named:
    found = [named(name) for name in names if name]
    return Named(tuple(n for one in found for n in one.numbers), tuple(t for one in found for t in one.titles))
