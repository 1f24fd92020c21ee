"""What the workflows of all proceedings beside the listing do alike: one law, one calendar, one way of naming."""

from __future__ import annotations

from dataclasses import replace
from typing import Generic, TypeVar

from temporalio import workflow

from workflows.proceeding import Proceeding, Standing

with workflow.unsafe.imports_passed_through():
    from models.contracts.listing import Applied
    from models.contracts.proceedings import ProceedingStart, Way

S = TypeVar("S", bound=Standing)
L = TypeVar("L")


class Beside(Proceeding[S], Generic[S, L]):
    """One proceeding beside the listing; a subclass says its way, how it judges and folds, and where a stage ends."""

    way: Way
    _start: ProceedingStart[S, L]

    def _take_over(self, start: ProceedingStart[S, L]) -> None:
        self._start = start
        self.clock_errand, self.catch_up_errand = self.way.clock_errand, self.way.catch_up_errand
        self._begin(start.state, start.rehearsal_offset, start.applied)

    def _errand_of(self, act: str) -> str:
        return self.way.errand_of(act)

    def _again(self, applied: tuple[Applied, ...]) -> None:
        workflow.continue_as_new(replace(self._start, state=self._state, applied=applied))
