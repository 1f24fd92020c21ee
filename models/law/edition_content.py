"""What an edition says, entry by entry: the rows of a law file, a digest for each, and one for the whole.

The entries are those of the law files: classes and records of a catalogue, items and rows of a list of
measures, the list systems that are kept.  The digest of an entry is taken over what it says; how well it is
known, where it was read and its translation are no part of it.  So whoever holds the file can compute it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from typing import Any

from models.law.edition_rules import CATALOGUE, KEPT, MEASURES

Content = dict[str, Any]
CLASSES, RECORDS, ITEMS, ROWS, SYSTEMS = "catalogue", "records", "listed_measures", "rows", "kept_lists"
# What of an edition can be proposed, by what is compiled.
PARTS = {CATALOGUE: (CLASSES, RECORDS), MEASURES: (ITEMS, ROWS), KEPT: (SYSTEMS,)}
ADD, CHANGE, REMOVE = "add", "change", "remove"
CHANGES = (ADD, CHANGE, REMOVE)
_UNREAD = "unread"
_OTHERS = "others"
_NOT_SAID = ("certainty", "source", "checked_on", "en")
_CARRIED = {CATALOGUE: (CLASSES, RECORDS), MEASURES: ("measure_categories", ITEMS), KEPT: (SYSTEMS,)}


def content_of(of: str, place: Mapping[str, Any]) -> Content:
    """The parts of a law file that an edition is made of, as plain data; each row says how well it is known."""
    known = {name: place[name] for name in ("certainty", "source") if name in place}
    found: Content = {}
    for part in _CARRIED[of]:
        rows = [_plain(row) for row in place.get(part) or ()]
        found[part] = [{**row, **{k: v for k, v in known.items() if k not in row}} for row in rows]
    if _UNREAD in place:
        found[_UNREAD] = list(place[_UNREAD])
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    return value if isinstance(value, (str, int, bool)) or value is None else str(value)


def empty_content(of: str) -> Content:
    """An edition before which there is none."""
    return {part: [] for part in _CARRIED[of]}


def entries_of(content: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    """Every entry by its key, with the digest of what it says and the category or class it stands under."""
    return tuple(sorted(_entries(content)))


def _entries(content: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for part in (CLASSES, RECORDS, SYSTEMS, "measure_categories"):
        for row in content.get(part) or ():
            yield f"{part}/{row['id']}", entry_digest(row), str(row.get("category") or row.get("under") or "")
    for item in content.get(ITEMS) or ():
        yield f"{ITEMS}/{item['id']}", entry_digest(item), str(item.get("category") or "")
        rows = item.get(ROWS)
        for row in rows if isinstance(rows, list) else ():
            yield f"{ROWS}/{item['id']}/{row['id']}", entry_digest(row), ""
        if rows == _UNREAD or item.get(_OTHERS) == _UNREAD:
            yield f"{_OTHERS}/{item['id']}", entry_digest({}), ""


def entry_digest(entry: Mapping[str, Any]) -> str:
    """The digest of what one entry says; the rows of an item are entries of their own."""
    said = _said({k: v for k, v in entry.items() if k not in (ROWS, _OTHERS)})
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _said(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {k: _said(v) for k, v in value.items() if k not in _NOT_SAID and v is not None}
    return [_said(v) for v in value] if isinstance(value, (list, tuple)) else value


def content_digest(entries: Iterable[tuple[str, str]]) -> str:
    """The digest of a whole edition, from the keys and digests of its entries."""
    lines = sorted(f"{key} {sha256}" for key, sha256 in entries)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def digest_of(content: Mapping[str, Any]) -> str:
    """The digest of an edition as it stands in a file."""
    return content_digest((key, sha256) for key, sha256, _ in entries_of(content))


def key_of(part: str, entry: str, item: str = "") -> str:
    """The key of an entry; a row's names its item."""
    return f"{part}/{item}/{entry}" if part == ROWS else f"{part}/{entry}"


def with_change(content: Content, change: str, key: str, entry: Content) -> Content:
    """The content with one entry added, changed or removed; the content given stays as it is."""
    made = deepcopy(content)
    part, *path = key.split("/")
    if part == ROWS:
        _change_row(made, change, path, entry)
        return made
    rows, name = made.setdefault(part, []), path[0]
    at = next((n for n, row in enumerate(rows) if row["id"] == name), None)
    if at is None:
        if change == ADD:
            rows.append(entry)
        return made
    if change == REMOVE:
        del rows[at]
    else:
        kept = {k: rows[at][k] for k in (ROWS, _OTHERS) if k in rows[at]}
        rows[at] = {**entry, **kept}
    return made


def _change_row(made: Content, change: str, path: list[str], entry: Content) -> None:
    item = next((row for row in made.get(ITEMS, ()) if row["id"] == path[0]), None)
    if item is None:
        return
    if not isinstance(item.get(ROWS), list):
        if item.get(ROWS) == _UNREAD:
            item[_OTHERS] = _UNREAD
        item[ROWS] = []
    at = next((n for n, row in enumerate(item[ROWS]) if row["id"] == path[1]), None)
    if at is None:
        if change == ADD:
            item[ROWS].append(entry)
    elif change == REMOVE:
        del item[ROWS][at]
    else:
        item[ROWS][at] = entry
    if not item[ROWS] and item.get(_OTHERS) == _UNREAD:
        item[ROWS] = item.pop(_OTHERS)


def after_removal(entries: Iterable[tuple[str, str, str]], key: str) -> tuple[tuple[str, str, str], ...]:
    """The entries without one, and without the rows of a removed item."""
    part, *path = key.split("/")
    own = tuple(f"{name}/{path[0]}" for name in (ROWS, _OTHERS)) if part == ITEMS else ()
    return tuple(e for e in entries if e[0] != key and not any(e[0] == o or e[0].startswith(f"{o}/") for o in own))


def differences(before: Content, after: Content) -> tuple[tuple[str, str, Content, Content], ...]:
    """Each entry that differs: its key, how, what it said and what it says; carried entries are left out."""
    one, other = _by_key(before), _by_key(after)
    found = []
    for key in sorted({*one, *other}):
        was, now = one.get(key), other.get(key)
        if was is None or now is None:
            found.append((key, ADD if was is None else REMOVE, was or {}, now or {}))
        elif entry_digest(was) != entry_digest(now):
            found.append((key, CHANGE, was, now))
    return tuple(found)


def _by_key(content: Content) -> dict[str, Content]:
    found = {f"{part}/{row['id']}": row for part in (CLASSES, RECORDS, SYSTEMS, ITEMS) for row in content.get(part, ())}
    for item in content.get(ITEMS, ()):
        rows = item.get(ROWS)
        found.update({f"{ROWS}/{item['id']}/{row['id']}": row for row in (rows if isinstance(rows, list) else ())})
    return found
