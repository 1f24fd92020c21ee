"""What goes into and comes out of a listing case's workflow."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from models.law.days import Calendar
from models.law.regimes import Law
from models.records.cases import CaseState
from models.records.commands import Command

WORKFLOW = "ListingCaseWorkflow"
TASK_QUEUE = "duecourse"
UPDATE = "command"
CATCH_UP = "catch_up"
ROLL = "roll"
VIEW = "view"

# How many answered keys a run carries over: enough for every retry a sender makes.
KEYS_KEPT = 200

REFUSED = "Refused"
CLOCK_MISMATCH = "ClockMismatch"
DUPLICATE = "DuplicateCommand"


@dataclass(frozen=True, slots=True)
class CaseStart:
    """The start input: the state so far, the law and calendar by value, and the keys applied.

    `rehearsal_offset` is how many seconds the server's clock is ahead of the
    legal one; nought outside rehearsal, and refused there.
    """

    state: CaseState
    law: Law
    calendar: Calendar
    rehearsal_offset: float = 0.0
    applied: tuple[Applied, ...] = ()
    schema: int = 1


@dataclass(frozen=True, slots=True)
class Applied:
    """A key that has its answer: carried over a continue-as-new, bounded."""

    key: str
    version: int


@dataclass(frozen=True, slots=True)
class Asked:
    """An update: the command's legal part, the version its sender read, and in rehearsal its instant."""

    command: Command
    seen_version: int
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the sender gets back: the version after the act and the step."""

    key: str
    version: int
    step: str
    act: str


@dataclass(frozen=True, slots=True)
class View:
    """What a query sees, for tests, the rehearsal player and the operator: nothing personal."""

    case_id: str
    version: int
    step: str
    legal_now: datetime
    timer_at: datetime | None
    earliest_at: datetime | None
    earliest: tuple[str, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)
    law_version: str = ""


def workflow_id(case_id: str) -> str:
    """The workflow's id: the proceeding and the case, nothing personal."""
    return f"listing/{case_id}"
