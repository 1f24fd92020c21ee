"""Asking `decide` as the record asks it: with the law that an announcement names.

The law announced here says what the law of the walk says, so that what comes after can be judged by the latter.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from models.law.days import Calendar
from models.law.regimes import Law
from models.records.acts import Answer
from models.records.cases import CaseState
from models.records.commands import GIVEN, Command
from models.steps.announcing import ACT
from models.steps.deciding import decide

_ANNOUNCED: dict[str, Law] = {}


def ask(state: CaseState, command: Command, law: Law, calendar: Calendar, at: datetime) -> Answer:
    """The answer to a command; the record holds a law of the version that the plain form names."""
    return decide(state, command, law, calendar, at, _announced(law) if command.act == ACT else None)


def _announced(law: Law) -> Law:
    if law.version not in _ANNOUNCED:
        _ANNOUNCED[law.version] = replace(law, version=GIVEN)
    return _ANNOUNCED[law.version]
