"""The law of a proceeding beside the listings, as values that travel into its workflow: nothing here reads a file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import TypeVar

from models.law.regimes import ActRule, Citation, Limit, Period

_VERSION_LENGTH = 16
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a proceeding as they travel: no article texts."""

    acts: tuple[ActRule, ...]
    periods: tuple[Period, ...]
    limits: tuple[Limit, ...]
    citations: tuple[Citation, ...]

    def act_rule(self, act: str) -> ActRule | None:
        """Who may do this act."""
        return next((a for a in self.acts if a.act == act), None)

    def period(self, key: str) -> Period | None:
        """The period of that name, or None."""
        return next((p for p in self.periods if p.key == key), None)

    def limit(self, key: str) -> int | None:
        """The limit of that name, or None."""
        return next((x.amount for x in self.limits if x.key == key), None)

    def holds(self, key: str) -> bool:
        """Whether a rule of that name stands in the law of the proceeding."""
        return any(c.key == key for c in self.citations)

    def citation(self, key: str) -> Citation:
        """The citation of that name; a missing one is a fault of the law files."""
        found = next((c for c in self.citations if c.key == key), None)
        if found is None:
            raise LookupError(key)
        return found


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day a notice names: what is owed by it, by units of which levels and kinds; it ends at `ends_at`.

    A conditional one binds only where what it is for exists, such as a local regulation with rules of its own.
    """

    id: str
    what: str
    levels: tuple[str, ...]
    kinds: tuple[str, ...]
    due: date
    ends_at: datetime
    conditional: bool = False

    @property
    def cite(self) -> str:
        """Its key in the law's data."""
        return f"campaign.calendar.{self.id}"


def rules_digest(law: Rules) -> str:
    """The digest of the content of a proceeding's law (its own version left out)."""
    content = "\n".join(f"{f.name}={getattr(law, f.name)!r}" for f in fields(law) if f.name != "version")
    return hashlib.sha256(content.encode()).hexdigest()[:_VERSION_LENGTH]


def firsts(found: Iterator[tuple[str, T]]) -> tuple[T, ...]:
    """Of several values of one name the first."""
    kept: dict[str, T] = {}
    for key, value in found:
        kept.setdefault(key, value)
    return tuple(kept.values())
