"""What an officer found against early removal, as papers tell it: item by item in the law's own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from activities.phrasing import items
from activities.writing import Writer
from models.records.acts import Refused
from models.steps.finding import CONDITIONS_UNMET, EXCLUDED

_SAID = {EXCLUDED: "found_excluded", CONDITIONS_UNMET: "found_unmet"}


def found(w: Writer, body: Mapping[str, Any]) -> Iterator[str]:
    """Each exclusion and each lacking condition, with its article."""
    for field, sentence in _SAID.items():
        keys = tuple(body.get(field) or ())
        if keys:
            yield w.say(sentence, article=w.cite(*keys), items=items(w.words(key) for key in keys))


def found_first(refused: Refused) -> bool:
    """Whether the application was refused for what was found, and nothing in the record stood against it before."""
    return refused.detail.get("why") == "found" or refused.detail.get("what") == "condition_found_unmet"
