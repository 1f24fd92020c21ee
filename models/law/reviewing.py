"""The reviewing of law: which values two people have confirmed against the gazette, and which not yet.

A confirmation holds for a value as it stood then.  Its digest is taken over what the law says: words, numbers,
article, and the text it stands in.  A value changed since is unreviewed again; how well it was known, where it
was read and our translation are no part of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from models.law.listing import unread_columns
from models.law.reading import Place
from models.law.regimes import Certainty

if TYPE_CHECKING:
    from models.law.lawbook import Instrument, Lawbook

# Whose words the file holds: read in the text itself, or concluded from what was read there.
_READ = (Certainty.VERBATIM, Certainty.DERIVED)
_NOT_OF_LAW = ("certainty", "source", "checked_on", "en")
_HOUSE = "house"


@dataclass(frozen=True)
class Value:
    """One value of a law file as two people would confirm it; without a certainty nobody has read it."""

    text: str
    in_force_on: date
    key: str
    article: str
    certainty: Certainty | None
    source: str
    zh: str
    content: str

    @property
    def is_read(self) -> bool:
        """Whether the file holds the gazette's own words, or what they come to: nothing else can be confirmed."""
        return self.certainty in _READ

    @cached_property
    def sha256(self) -> str:
        """The digest of the value as it stands."""
        return hashlib.sha256(self.content.encode()).hexdigest()


def values_of(text: Instrument) -> tuple[Value, ...]:
    """Every value of a law file that needs a review: house rules are the authority's own and need none."""
    cited = (_value(text, key, place) for key, place in _places(text.place))
    open_points = (*text.place.words("unread"), *unread_columns(text.place))
    unread = (_unread(text, topic) for topic in open_points)
    return (*(v for v in cited if v.certainty is not Certainty.OFFICE), *unread)


def unreviewed(texts: tuple[Instrument, ...], confirmed: frozenset[str]) -> tuple[Value, ...]:
    """What keeps real cases closed: values not read in the text, and values nobody has confirmed as they stand."""
    return tuple(v for text in texts for v in text.values if not (v.is_read and v.sha256 in confirmed))


def reviewers(book: Lawbook, on: date) -> tuple[str, ...]:
    """The posts that may confirm law, by the house's own rules of that day (H-29)."""
    return book.instrument(_HOUSE, on).place.inner("reviewers").words("value")


def _places(place: Place, path: str = "") -> Iterator[tuple[str, Place]]:
    """Every place that names an article, by its key in the file."""
    for key, held in place.items():
        if isinstance(held, Place):
            yield from _place(held, f"{path}{key}")
        elif isinstance(held, list):
            for row in held:
                if isinstance(row, Place):
                    yield from _place(row, f"{path}{key}.{row.get('code') or row.get('id')}")


def _place(place: Place, key: str) -> Iterator[tuple[str, Place]]:
    if "article" in place:
        yield key, place
    yield from _places(place, f"{key}.")


def _value(text: Instrument, key: str, place: Place) -> Value:
    said = {k: v for k, v in place.items() if k not in _NOT_OF_LAW}
    cited = text.cite(key, place)
    source = str(place.get("source") or text.place["source"])
    zh = str(place.get("zh") or place.get("value") or "")
    return Value(text.id, text.in_force_on, key, cited.article, cited.certainty, source, zh, _content(text, key, said))


def _unread(text: Instrument, topic: str) -> Value:
    """What the text says and nobody has read: it closes real cases until somebody has."""
    return Value(text.id, text.in_force_on, f"unread.{topic}", "", None, text.place.text("source"), "", "")


def _content(text: Instrument, key: str, said: dict[str, Any]) -> str:
    head = text.place.inner("instrument")
    of = [text.id, text.in_force_on.isoformat(), head.get("short"), head.get("number")]
    return json.dumps({"of": of, "key": key, "says": said}, ensure_ascii=False, sort_keys=True, default=str)
