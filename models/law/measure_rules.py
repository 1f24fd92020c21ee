"""The law of the review of measures as values that travel into its workflow; `models.law.measures` reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.law.proceeding_rules import NamedDay, Rules

KINDS = ("penalty", "reward")
# What a measure hangs on: a concrete act, a credit score, an entry in some record.
TRIGGERS = ("conduct", "score", "record")
LARGE_IMPACT = "large-impact"


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the law allows a kind of measure, or one with large impact, to rest on."""

    of: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListEdition:
    """An edition of the list of measures: since when it stands, and its items by id."""

    since: date
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeasureLaw(Rules):
    """The values of a text that orders the review and of what it leans on; no article texts."""

    notice: str
    version: str
    in_force_on: date
    unreviewed: int
    kinds: tuple[str, ...]
    basis_ranks: tuple[Allowed, ...]
    triggers: tuple[Allowed, ...]
    listed: tuple[str, ...]
    imports: tuple[str, ...]
    reports: tuple[NamedDay, ...]
    editions: tuple[ListEdition, ...] = ()

    def edition_on(self, day: date) -> ListEdition | None:
        """The list of measures as it stands on a day; None before the first edition, or where none is held."""
        return next((e for e in reversed(self.editions) if e.since <= day), None)

    def ranks_for(self, of: str) -> tuple[str, ...] | None:
        """The ranks of document on which it may rest; None where the law names none."""
        return next((a.words for a in self.basis_ranks if a.of == of), None)

    def triggers_for(self, kind: str) -> tuple[str, ...] | None:
        """What a kind of measure may hang on; None where the law does not say."""
        return next((a.words for a in self.triggers if a.of == kind), None)
