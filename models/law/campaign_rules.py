"""A campaign's notice as values that travel into its workflow; `models.law.cleanup` reads them from the files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.law.proceeding_rules import NamedDay, Rules

# What a unit can owe by a day of the calendar.
WHATS = ("contact", "ledger", "plan", "report", "summary", "catalogue", "lists", "supplement", "renewal")
LEVELS = ("nation", "province", "city", "county", "zone", "township")
KINDS = ("lead", "department", "territory", "subordinate", "institution", "association", "township")
DISPOSITIONS = ("keep", "revise", "legislate", "abolish")
# How what the ledger says is done: nothing to do, issued anew, made law, abolished by a notice.
OUTCOMES = ("none", "reissued", "legislated", "abolished")
# What a notice can stop beside dispositions: a measure for which nobody can name a basis.
WITHOUT_BASIS = "without-basis"
LINES = ("no-ledger", "rule-not-entered", "new-rule", "missed-date")


@dataclass(frozen=True, slots=True)
class Handling:
    """A disposition (处置方式) and how what it says is done."""

    id: str
    done_by: str


@dataclass(frozen=True, slots=True)
class CampaignLaw(Rules):
    """The values of a campaign's notice and of what it leans on; no article texts, so that it can travel."""

    notice: str
    version: str
    in_force_on: date
    unreviewed: int
    days: tuple[NamedDay, ...]
    handlings: tuple[Handling, ...]
    stops_at_once: tuple[str, ...]
    closes: tuple[str, ...]
    lines: tuple[str, ...]
    unit_kinds: tuple[str, ...]
    # The ranks of document by which the clean-up measures: no ledger stops one of them.
    yardsticks: tuple[str, ...] = ()

    def owed_by(self, level: str, kind: str) -> tuple[NamedDay, ...]:
        """The days of the calendar that bind a unit of that level and kind."""
        return tuple(d for d in self.days if level in d.levels and kind in d.kinds)

    def done_by(self, disposition: str) -> str:
        """How what a disposition says is done; empty where the notice does not know it."""
        return next((h.done_by for h in self.handlings if h.id == disposition), "")
