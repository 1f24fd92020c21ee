"""The law that protects credit information as values that travel; `models.law.protection` reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.law.proceeding_rules import Rules

LEAK, CONSENT, QUERY, CONDUCT = "leak", "consent", "query", "conduct"
MATTERS = (LEAK, CONSENT, QUERY, CONDUCT)
# What the sets of the law may name: the harm done, who is at fault, how people are told, what a notice says.
NOTICE_PARTS = ("kinds", "cause", "harm", "measures", "self_help", "contact")
FORM_PARTS = ("handler", "contact", "purpose", "method", "retention", "rights")
METHODS = ("letter", "electronic", "phone", "in-person", "announcement")
CAUSES = ("deliberate", "negligence", "intrusion", "fault", "unknown")
HARMS = ("leak", "tamper", "loss")
LEVELS = ("masked", "full")
# Documents conduct is established on, grounds of leniency, and the classes short of a listing.
BASES = ("judgment", "award", "penalty-decision", "adjudication-decision", "other-document")
LENIENT = ("minor-person", "force-majeure", "no-intent", "minor-act", "first-and-corrected")
MINOR, GENERAL = "minor", "general"
# Why a query is abnormal.
ABNORMAL = ("outside-hours", "too-many", "no-permission")
SETS: dict[str, tuple[str, ...]] = {
    "leak_authority_notice": NOTICE_PARTS,
    "leak_subject_notice": NOTICE_PARTS,
    "consent_form": FORM_PARTS,
    "notice_methods": METHODS,
    "fault_causes": CAUSES,
    "harmful": HARMS,
    "query_levels": LEVELS,
    "conduct_basis": BASES,
    "conduct_lenient": LENIENT,
    "conduct_spared": LENIENT,
}


@dataclass(frozen=True, slots=True)
class WordSet:
    """What the law names together under one heading: the parts of a notice, the ways to tell somebody."""

    id: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProtectionLaw(Rules):
    """The values of a text that protects credit information and of what it leans on; no article texts.

    `catalogue`: the classes of the catalogue of that day.
    """

    notice: str
    version: str
    in_force_on: date
    unreviewed: int
    matters: tuple[str, ...]
    sets: tuple[WordSet, ...]
    catalogue: tuple[str, ...]

    def named(self, of: str) -> tuple[str, ...]:
        """The words the law names under that heading; none where it has no such heading."""
        return next((s.words for s in self.sets if s.id == of), ())
