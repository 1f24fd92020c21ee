"""The law of the making of list standards as values that travel; `models.law.list_standards` reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.law.proceeding_rules import Rules

# Whom a public consultation is addressed to.
CIRCLES = ("lead", "departments", "market-subjects", "associations", "legal-services", "experts", "public")
LEADS = ("development-reform", "central-bank")
CHANNELS = ("credit-site", "department-site")
# What a standard says beside whom it lists, and what it is published with.
STATED = ("removal", "procedure", "remedies", "measures")
# How far a draft was changed: its wording only; it burdens less; anything else.
CHANGES = ("wording", "lighter", "heavier")
NATION, LOCAL = "nation", "local"


@dataclass(frozen=True, slots=True)
class Transition:
    """The end of the transition (过渡期): what is not renewed by then is abolished; and the rule's key."""

    until: date
    cite: str


@dataclass(frozen=True, slots=True)
class StandardLaw(Rules):
    """The values of a text on list standards and of what it leans on; no article texts."""

    notice: str
    version: str
    in_force_on: date
    unreviewed: int
    circles: tuple[str, ...]
    leads: tuple[str, ...]
    channels: tuple[str, ...]
    stated: tuple[str, ...]
    shown_with: tuple[str, ...]
    basis_ranks: tuple[str, ...]
    national_ranks: tuple[str, ...]
    local_ranks: tuple[str, ...]
    provisional_ranks: tuple[str, ...]
    categories: tuple[str, ...]
    recorded_changes: tuple[str, ...]
    commented_changes: tuple[str, ...]
    transition: Transition | None = None

    def ranks_for(self, scope: str) -> tuple[str, ...]:
        """The ranks of text that may hold the standard of a list of that scope."""
        return self.local_ranks if scope == LOCAL else self.national_ranks

    def ranks_cite(self, scope: str) -> str:
        """The key of the rule on those ranks."""
        return "local_list_ranks" if scope == LOCAL else "list_ranks"
