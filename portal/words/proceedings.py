"""Which words belong to proceedings beside the listing: one module a kind, each with tables of the same names."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from portal.words import cleanup, editions, honours, measures, months, protection, standards

ALL: tuple[ModuleType, ...] = (measures, cleanup, honours, protection, standards, months, editions)


def of_all(name: str) -> dict[Any, tuple[str, str]]:
    """The words that every kind has in its table of that name."""
    return {code: pair for module in ALL for code, pair in vars(module).get(name, {}).items()}
