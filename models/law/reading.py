"""The one reader of YAML: turns law files into places that know their line.

Refused with file and line: a duplicate key, a key that YAML reads as a boolean
or a day, and anything a later check calls a fault of that place.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class LawError(Exception):
    """The family of faults in the law's data."""


class LawFault(LawError):
    """A law file says something that cannot stand: where, and what is wrong."""

    def __init__(self, file: Path, line: int, what: str) -> None:
        """Keep the place beside the words."""
        super().__init__(f"{file.name}:{line}: {what}")
        self.file, self.line, self.what = file, line, what


class LawMissing(LawError):
    """No law of that name is in force on that day."""


class Place(dict[str, Any]):
    """A YAML mapping that knows its file and the line of each key."""

    def __init__(self, file: Path, line: int) -> None:
        """An empty place."""
        super().__init__()
        self.file, self.line = file, line
        self.lines: dict[str, int] = {}
        self.quoted: set[str] = set()

    def fault(self, what: str, key: str | None = None) -> NoReturn:
        """Refuse this place, or one of its keys."""
        raise LawFault(self.file, self.lines.get(key or "", self.line), what)

    def need(self, key: str) -> Any:
        """The value under a key that must be there."""
        if key not in self:
            self.fault(f"“{key}” is missing")
        return self[key]

    def text(self, key: str) -> str:
        """A text that must be there and not be blank."""
        value = self.need(key)
        if not isinstance(value, str) or not value.strip():
            self.fault(f"“{key}” must be a text, not {value!r}", key)
        return value

    def day(self, key: str) -> date:
        """A day that must be there."""
        value = self.need(key)
        if isinstance(value, str):
            try:
                value = date.fromisoformat(value)
            except ValueError:
                self.fault(f"“{key}” must be a day like 2026-04-01, not {value!r}", key)
        if not isinstance(value, date) or isinstance(value, datetime):
            self.fault(f"“{key}” must be a day like 2026-04-01, not {value!r}", key)
        return value

    def whole(self, key: str) -> int:
        """A whole number of units, at least one."""
        value = self.need(key)
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            self.fault(f"“{key}” must be a whole number of at least 1, not {value!r}", key)
        return value

    def counts(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers, none below nought; an absent key is an empty list."""
        value = self.get(key, [])
        if not isinstance(value, list) or not all(type(v) is int and v >= 0 for v in value):
            self.fault(f"“{key}” must be a list of whole numbers, not {value!r}", key)
        return tuple(value)

    def words(self, key: str) -> tuple[str, ...]:
        """A list of words; an absent key is an empty list."""
        value = self.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            self.fault(f"“{key}” must be a list of words, not {value!r}", key)
        return tuple(value)

    def inner(self, key: str) -> Place:
        """The mapping under a key; an absent one is empty."""
        value = self.get(key)
        if value is None:
            return Place(self.file, self.lines.get(key, self.line))
        if not isinstance(value, Place):
            self.fault(f"“{key}” must be a mapping, not {value!r}", key)
        return value

    def rows(self, key: str) -> tuple[Place, ...]:
        """The list of mappings under a key; an absent one is empty."""
        value = self.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, Place) for v in value):
            self.fault(f"“{key}” must be a list of mappings", key)
        return tuple(value)

    def items_inner(self, key: str) -> Iterator[tuple[str, Place]]:
        """Name and mapping of each entry of a mapping of mappings."""
        box = self.inner(key)
        for name in box:
            yield name, box.inner(name)

    def only(self, *allowed: str) -> None:
        """Refuse a key this place does not know."""
        for key in self:
            if key not in allowed:
                self.fault(f"“{key}” is not known here (known: {', '.join(sorted(allowed))})", key)


def read_yaml(file: Path) -> Place:
    """Read one file; the top must be a mapping."""
    try:
        text = file.read_text(encoding="utf-8")
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            if node is None:
                raise LawFault(file, 1, "the file is empty")
            made = _made(loader, node, file)
        finally:
            loader.dispose()
    except UnicodeDecodeError as bad:
        raise LawFault(file, 1, f"the file is not UTF-8 ({bad.reason})") from bad
    except RecursionError as bad:
        raise LawFault(file, 1, "a value of the file holds itself") from bad
    except yaml.YAMLError as bad:
        mark = getattr(bad, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise LawFault(file, line, f"not YAML: {getattr(bad, 'problem', bad)}") from bad
    if not isinstance(made, Place):
        raise LawFault(file, 1, "the file must hold a mapping")
    return made


def _made(loader: Any, node: Any, file: Path) -> Any:
    if isinstance(node, yaml.MappingNode):
        return _made_place(loader, node, file)
    if isinstance(node, yaml.SequenceNode):
        return [_made(loader, child, file) for child in node.value]
    try:
        return loader.construct_object(node, deep=True)
    except (ValueError, yaml.YAMLError) as bad:
        raise LawFault(file, node.start_mark.line + 1, f"unreadable value: {bad}") from bad


def _made_place(loader: Any, node: Any, file: Path) -> Place:
    place = Place(file, node.start_mark.line + 1)
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        key = _made(loader, key_node, file)
        if isinstance(key, int) and not isinstance(key, bool):
            key = str(key)
        if not isinstance(key, str):
            raise LawFault(file, line, f"write the key {key_node.value!r} in quotes: YAML reads it as {key!r}")
        if key in place:
            raise LawFault(file, line, f"“{key}” stands twice (first in line {place.lines[key]})")
        place.lines[key] = line
        if getattr(value_node, "style", None) in ("'", '"'):
            place.quoted.add(key)
        place[key] = _made(loader, value_node, file)
    return place
