"""The law of an edition of catalogue or measures list as values that travel into its workflow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.law.measure_rules import Allowed
from models.law.proceeding_rules import NamedDay, Rules

CATALOGUE, MEASURES, KEPT = "catalogue", "measures-list", "kept-lists"
KINDS = (CATALOGUE, MEASURES, KEPT)
BASE, SUPPLEMENT = "base", "supplement"
SCOPES = (BASE, SUPPLEMENT)
# Whom an edition is laid before for comment (49号（一）（九）).
ASKED = ("region", "department", "market-subject", "association", "legal-service", "expert", "public")
# Who may propose that a text be changed, as house data names it by the rank of the text.
FORUMS = ("state-council", "local-people-government")
PERSONAL = "personal"


@dataclass(frozen=True, slots=True)
class EditionLaw(Rules):
    """The values of a text under which editions are compiled and of what it leans on; no article texts.

    `free_bodies`: whom nobody may oblige to punish.  `obliging`: the categories of measures that oblige.
    `fields`: the four fields a list of subjects may have.
    """

    notice: str
    version: str
    in_force_on: date
    unreviewed: int
    compiles: tuple[str, ...]
    basis_ranks: tuple[Allowed, ...]
    forums: tuple[Allowed, ...]
    asked: tuple[str, ...]
    free_bodies: tuple[str, ...]
    bodies: tuple[str, ...]
    scores: tuple[str, ...]
    categories: tuple[str, ...]
    obliging: tuple[str, ...]
    fields: tuple[str, ...]
    days: tuple[NamedDay, ...]

    def ranks_for(self, of: str) -> tuple[str, ...]:
        """The ranks of document on which it may rest; none where the law names none."""
        return next((a.words for a in self.basis_ranks if a.of == of), ())

    def forum_for(self, rank: str) -> str:
        """The body that may propose a change of a text of that rank; empty where none is named."""
        return next((a.words[0] for a in self.forums if a.of == rank), "")

    def day_for(self, what: str, level: str) -> NamedDay | None:
        """The day a notice names for publishing it at that level."""
        return next((d for d in self.days if d.what == what and level in d.levels), None)
