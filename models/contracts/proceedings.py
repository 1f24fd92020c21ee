"""What every proceeding's workflow is called, and what goes into one beside the listing: one shape for all kinds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from models.contracts.listing import Applied
from models.law.days import Calendar

S = TypeVar("S")
L = TypeVar("L")


@dataclass(frozen=True, slots=True)
class Way:
    """How commands reach one kind of proceeding: its workflow's name, its errands' first word, its ids' first part.

    These names stand in histories: they never change once a kind is in use.
    """

    workflow: str
    errand: str
    catch_up_errand: str
    under: str

    @property
    def clock_errand(self) -> str:
        """The activity type that records what the clock does."""
        return f"{self.errand}_by_clock"

    def errand_of(self, act: str) -> str:
        """The activity type that records an act."""
        return f"{self.errand}_{act}"

    def workflow_id(self, file_id: str) -> str:
        """The workflow's id: the proceeding and the file, nothing personal."""
        return f"{self.under}/{file_id}"


# Without slots: on Python 3.11 a frozen value with slots cannot be made through its own parametrised name.
@dataclass(frozen=True)
class ProceedingStart(Generic[S, L]):
    """The start input: the state so far, the law and the calendar by value, and the keys applied."""

    state: S
    law: L
    calendar: Calendar
    rehearsal_offset: float = 0.0
    applied: tuple[Applied, ...] = ()
    schema: int = 1
