"""What the workflow of an edition is called, and what goes into it."""

from __future__ import annotations

from models.contracts.proceedings import ProceedingStart, Way
from models.law.edition_rules import EditionLaw
from models.records.list_editions import EditionState

EDITION_WAY = Way("ListEditionWorkflow", "edition", "read_edition_acts", "edition")
EditionStart = ProceedingStart[EditionState, EditionLaw]
