"""The law of honours (守信激励) as values that travel into its workflow; `models.law.honours` reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.law.proceeding_rules import Rules

RED_LIST, EXEMPLAR = "red-list", "exemplar"
CLASSES = (RED_LIST, EXEMPLAR)
ERROR, LISTED, MISUSE, EXPIRED, STANDARD = "error", "listed", "misuse", "expired", "standard"
EXITS = (ERROR, LISTED, MISUSE, EXPIRED, STANDARD)
SOURCES = ("supervision", "moral-model", "volunteer", "association", "media")
PLEDGES = ("comprehensive", "special", "declaration", "self-report")
# Three clean years stand beside an honour as a ground of their own.
CLEAN = "clean"
GROUNDS = (*CLASSES, CLEAN)
GIVERS = ("authority", "market")
PARTY_KINDS = ("organisation", "person")


@dataclass(frozen=True, slots=True)
class Benefit:
    """An incentive of the catalogue: on which grounds it is given, to whom, by whom, and whether it needs a promise."""

    id: str
    grounds: tuple[str, ...]
    kinds: tuple[str, ...]
    given_by: str
    promise: bool

    @property
    def cite(self) -> str:
        """Its key in the law's data."""
        return f"honours.benefits.{self.id}"


@dataclass(frozen=True, slots=True)
class HonourLaw(Rules):
    """The values of a text that orders honours and of what it leans on; no article texts."""

    notice: str
    version: str
    in_force_on: date
    unreviewed: int
    classes: tuple[str, ...]
    exits: tuple[str, ...]
    sources: tuple[str, ...]
    pledges: tuple[str, ...]
    channels: tuple[str, ...]
    benefits: tuple[Benefit, ...]

    def benefit(self, benefit_id: str) -> Benefit | None:
        """The incentive of that name, or None where the catalogue has none."""
        return next((b for b in self.benefits if b.id == benefit_id), None)
