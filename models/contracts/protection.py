"""What the workflow that protects credit information is called, and what goes into it."""

from __future__ import annotations

from models.contracts.proceedings import ProceedingStart, Way
from models.law.protection_rules import ProtectionLaw
from models.records.protection import ProtectionState

PROTECTION_WAY = Way("ProtectionWorkflow", "protection", "read_protection_acts", "protection")
ProtectionStart = ProceedingStart[ProtectionState, ProtectionLaw]
