"""Two states of the law beside each other: every value that differs, with its article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from models.law.lawbook import Instrument, Lawbook
from models.law.reading import LawMissing, Place

_NONE = ""
_ROW_NAMES = ("code", "id")


@dataclass(frozen=True)
class Side:
    """A tree of law files; `on` is the day whose law is meant, `lists` the lists meant (all where none is named)."""

    book: Lawbook
    on: date | None = None
    only: str = ""
    local: tuple[str, ...] = ()

    @property
    def lists(self) -> tuple[str, ...]:
        """The lists that are compared."""
        return (self.only,) if self.only else self.book.regimes

    @cached_property
    def texts(self) -> dict[tuple[str, date], Instrument]:
        """The texts compared: the bundle of the list on its day, else every dated text of the tree."""
        if self.only and self.on:
            found = self.named(self.only, self.on)
        else:
            found = tuple(text for versions in self.book.instruments.values() for text in versions)
        return {(text.id, text.in_force_on): text for text in found}

    @property
    def is_edition(self) -> bool:
        """Whether a catalogue or a list of measures is meant, and no list of subjects."""
        return self.only in self.book.instruments and "edition" in self.book.instruments[self.only][0].place

    def named(self, name: str, on: date) -> tuple[Instrument, ...]:
        """The bundle of a list; of a catalogue or list of measures the edition of the day alone."""
        return (self.book.instrument(name, on),) if self.is_edition else self.book.bundle(name, on, self.local)

    def text(self, name: str, on: date) -> Instrument | None:
        """The text that stands here where the other side has one of that name and day."""
        same = [text for (held, _), text in self.texts.items() if held == name]
        if self.only:
            return next(iter(same), None)
        return next((t for t in reversed(same) if t.in_force_on <= on), None)


def side(said: str, on: date | None, local: tuple[str, ...] = ()) -> Side:
    """The side a person names: `LIST@YYYY-MM-DD` in the law held here, or a folder of law files.

    Raises `LawMissing` where it is neither.
    """
    name, at, day = said.partition("@")
    if at:
        try:
            found = Side(Lawbook(), date.fromisoformat(day), name, local)
        except ValueError as bad:
            raise LawMissing(f"“{said}”: write the day like 2026-04-01") from bad
        found.named(name, date.fromisoformat(day))
        return found
    if not Path(said).is_dir():
        raise LawMissing(f"“{said}” is neither LIST@DAY nor a folder of law files")
    book = Lawbook(Path(said))
    if not book.instruments:
        raise LawMissing(f"the folder “{said}” holds no law file")
    return Side(book, on, "", local)


@dataclass(frozen=True, slots=True)
class Change:
    """One point in which a value differs: the text, the value, its part, what was and is said, and where."""

    text: str
    value: str
    part: str
    old: str
    new: str
    article: str


@dataclass(frozen=True, slots=True)
class _Value:
    said: str
    article: str


def changes(old: Side, new: Side) -> Iterator[Change]:
    """Every value that differs, text by text; a new dated text is held against the one it takes the place of."""
    for name, on in sorted({*old.texts, *new.texts}):
        before, after = old.texts.get((name, on)), new.texts.get((name, on))
        if after is None and (new.only and new.text(name, on)):
            continue  # told once, under the day of the text that takes its place
        before = before or old.text(name, on)
        yield from _apart(f"{name} {on}", before, after)


def _apart(text: str, before: Instrument | None, after: Instrument | None) -> Iterator[Change]:
    one = _values(before) if before else {}
    other = _values(after) if after else {}
    for key in _in_order(tuple(dict.fromkeys((*one, *other)))):
        was, now = one.get(key), other.get(key)
        if (was and was.said) != (now and now.said):
            article = (now or was or _Value(_NONE, _NONE)).article
            value, _, part = key.rpartition(".")
            yield Change(text, value, part, was.said if was else _NONE, now.said if now else _NONE, article)


def _in_order(keys: tuple[str, ...]) -> list[str]:
    """The parts of a value together, each value where its first part stands."""
    places = list(dict.fromkeys(key.rpartition(".")[0] for key in keys))
    return sorted(keys, key=lambda key: places.index(key.rpartition(".")[0]))


def _values(text: Instrument) -> Mapping[str, _Value]:
    """Every value of a text by its key, with its article and its certainty, its own or the file's."""
    return dict(_walk(text, text.place, "", _NONE))


def _walk(text: Instrument, place: Place, at: str, article: str) -> Iterator[tuple[str, _Value]]:
    if "article" in place:
        article = str(text.cite(at, place))
        yield f"{at}.certainty", _Value(text.certainty(place), article)
    for name, value in place.items():
        key = f"{at}.{name}" if at else str(name)
        if isinstance(value, Place):
            yield from _walk(text, value, key, article)
        elif isinstance(value, list) and value and all(isinstance(row, Place) for row in value):
            for row in value:
                yield from _walk(text, row, f"{key}.{_row_name(row)}", article)
        elif value not in (None, []) and not (name == "certainty" and "article" in place):
            yield key, _Value(_said(value), article)


def _row_name(row: Place) -> str:
    return next(str(row[name]) for name in _ROW_NAMES if name in row)


def _said(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
