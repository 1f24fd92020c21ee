"""What the law of a proceeding beside the listings is made of: who may act, its periods and limits, its citations."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, TypeVar

from models.law.days import Roll, Unit
from models.law.regimes import ActRule, Citation, Limit, Period

if TYPE_CHECKING:
    from models.law.lawbook import Instrument

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


PARTS = ("campaign", "review")


def of_proceedings(held: Mapping[str, Sequence[Instrument]]) -> tuple[str, ...]:
    """The texts that only proceedings lean on: no case takes them in, and no place chooses them."""
    texts = [text.place for versions in held.values() for text in versions]
    leant = [name for place in texts for name in place.words("leans_on")]
    named = [name for place in texts for part in PARTS for name in place.inner(part).words("leans_on")]
    return tuple(name for name in dict.fromkeys(named) if name not in leant)


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


def rules_of(bundle: tuple[Instrument, ...]) -> tuple[tuple[ActRule, ...], tuple[Period, ...], tuple[Limit, ...]]:
    """Acts, periods and limits of a bundle: each as the first text that has it says."""
    return (
        firsts((rule.act, rule) for text in bundle for rule in _acts(text)),
        firsts((p.key, p) for text in bundle for p in _periods(text)),
        firsts((x.key, x) for text in bundle for x in _limits(text)),
    )


def _acts(text: Instrument) -> Iterator[ActRule]:
    for act, value in text.place.items_inner("acts"):
        yield ActRule(act, value.words("roles"), value.words("apart_from"), text.cite(f"acts.{act}", value))


def _periods(text: Instrument) -> Iterator[Period]:
    for key, value in text.place.items_inner("periods"):
        cited = text.cite(key, value)
        start = value.text("from")
        yield Period(key, value.whole("amount"), Unit(value.text("unit")), start, Roll(value.text("roll")), cited)


def _limits(text: Instrument) -> Iterator[Limit]:
    for key, value in text.place.items_inner("limits"):
        yield Limit(key, value.whole("amount"), text.cite(key, value))
