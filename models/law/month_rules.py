"""The law of a month of oversight (监督月报) as values that travel into its workflow; `oversight_months` reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.law.proceeding_rules import Rules

# To whom a finding is referred: the department above, who appoints, the supervision authority, the government.
BODIES = ("superior", "appointing", "supervision", "government")


@dataclass(frozen=True, slots=True)
class Referred:
    """A line for whose cases somebody answers, and the kinds of body that may decide on it."""

    line: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MonthLaw(Rules):
    """The values of the texts that order oversight; no article texts."""

    notice: str
    version: str
    in_force_on: date
    unreviewed: int
    lines: tuple[str, ...]
    referrals: tuple[Referred, ...]

    def bodies(self, line: str) -> tuple[str, ...]:
        """The kinds of body a case of that line may be referred to; none where nobody is held to account for it."""
        return next((r.to for r in self.referrals if r.line == line), ())
