"""What the law of a proceeding beside the listings is made of: who may act, its periods and limits, its citations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from models.law.days import Roll, Unit
from models.law.proceeding_rules import firsts
from models.law.regimes import ActRule, Limit, Period

if TYPE_CHECKING:
    from models.law.lawbook import Instrument

PARTS = ("campaign", "review", "oversight", "standards", "honouring", "compilation", "protection")


# A text that has one of these was written for it alone; the others stand in texts that cases take in too.
_ALONE = ("oversight", "honouring", "compilation", "protection")


def of_proceedings(held: Mapping[str, Sequence[Instrument]]) -> tuple[str, ...]:
    """The texts that only proceedings lean on: no case takes them in, and no place chooses them."""
    texts = [text.place for versions in held.values() for text in versions]
    leant = [name for place in texts for name in place.words("leans_on")]
    named = [name for place in texts for part in PARTS for name in place.inner(part).words("leans_on")]
    alone = [name for name, versions in held.items() if any(part in versions[0].place for part in _ALONE)]
    return tuple(name for name in dict.fromkeys((*named, *alone)) if name not in leant)


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
