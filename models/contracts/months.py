"""What the workflow of a month of oversight is called, and what goes into it."""

from __future__ import annotations

from models.contracts.proceedings import ProceedingStart, Way
from models.law.month_rules import MonthLaw
from models.records.oversight_months import MonthState

MONTH_WAY = Way("OversightMonthWorkflow", "oversight", "read_oversight_acts", "oversight")
MonthStart = ProceedingStart[MonthState, MonthLaw]
