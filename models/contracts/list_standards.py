"""What the workflow of a list's standard is called, and what goes into it."""

from __future__ import annotations

from models.contracts.proceedings import ProceedingStart, Way
from models.law.standard_rules import StandardLaw
from models.records.list_standards import StandardState

STANDARD_WAY = Way("ListStandardWorkflow", "standard", "read_standard_acts", "standard")
StandardStart = ProceedingStart[StandardState, StandardLaw]
