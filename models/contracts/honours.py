"""What the workflow of a file of honours is called, and what goes into it."""

from __future__ import annotations

from models.contracts.proceedings import ProceedingStart, Way
from models.law.honour_rules import HonourLaw
from models.records.honours import HonourState

HONOUR_WAY = Way("HonourWorkflow", "honour", "read_honour_acts", "honour")
HonourStart = ProceedingStart[HonourState, HonourLaw]
