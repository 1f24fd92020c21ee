"""The parts of a law file by which a proceeding beside the listings goes: every value with its path in the file."""

from __future__ import annotations

from collections.abc import Iterator

from models.law.proceedings import PARTS
from models.law.reading import Place

Pair = tuple[str, str]

# What the system does with each part.
DONE: dict[str, Pair] = {
    "campaign": ("清理规范工作按此办理", "the clean-up campaign goes by it"),
    "review": ("信用措施审查按此办理", "the review of measures goes by it"),
    "standards": ("名单认定标准的制定按此办理", "the making of list standards goes by it"),
    "compilation": ("目录和清单的编制按此办理", "editions of catalogue and list go by it"),
    "oversight": ("监督事项按此查询", "oversight asks by it"),
    "honouring": ("守信激励按此办理", "honours and incentives go by it"),
    "protection": ("信用信息保护按此办理", "the protection of credit information goes by it"),
}


def proceeding_values(place: Place) -> Iterator[tuple[str, str, Place, Pair]]:
    """Part, key, value, and what becomes of it, for every value of these parts that names an article."""
    for part in PARTS:
        for key, value in _values(place.inner(part), ""):
            yield part, key, value, DONE[part]


def _values(place: Place, path: str) -> Iterator[tuple[str, Place]]:
    for key, held in place.items():
        rows = [held] if isinstance(held, Place) else held if isinstance(held, list) else []
        for row in rows:
            if isinstance(row, Place):
                name = f"{path}{key}" if row is held else f"{path}{key}.{row.get('code') or row.get('id')}"
                if "article" in row:
                    yield name, row
                yield from _values(row, f"{name}.")
