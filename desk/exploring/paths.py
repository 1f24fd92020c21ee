"""The values of a walk: a state on its path, and one act between two states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desk.exploring.seeing import Seen
from models.law.days import Calendar
from models.law.regimes import Law
from models.records.acts import Act
from models.records.cases import CaseState
from models.records.commands import Command


@dataclass(frozen=True, slots=True)
class Trail:
    """The acts by which a state was first reached, and the trail before them."""

    acts: tuple[Act, ...]
    before: Trail | None = None

    def whole(self) -> tuple[Act, ...]:
        """Every act from the opening on."""
        steps: list[tuple[Act, ...]] = []
        trail: Trail | None = self
        while trail is not None:
            steps.append(trail.acts)
            trail = trail.before
        return tuple(act for acts in reversed(steps) for act in acts)


@dataclass(frozen=True, slots=True)
class Node:
    """A state with the instant and the path it was first reached by."""

    state: CaseState
    seen: Seen
    now: datetime
    trail: Trail | None = None

    def path(self) -> tuple[Act, ...]:
        """Every act from the opening to here."""
        return self.trail.whole() if self.trail else ()


@dataclass(frozen=True, slots=True)
class Edge:
    """One act that moved the case: what was asked (None: the clock), and both sides of it.

    `legal_now` is the instant the answer was asked for; a clock act may bear an earlier one.
    """

    command: Command | None
    legal_now: datetime
    act: Act
    before: CaseState
    seen: Seen
    after: CaseState
    seen_after: Seen
    law: Law
    calendar: Calendar
