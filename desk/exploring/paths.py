"""The values of a walk: a state on its path, and one act between two states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desk.exploring.onlooker import Seen
from models.records.acts import Act
from models.records.cases import CaseState
from models.records.commands import Command


@dataclass(frozen=True, slots=True)
class Node:
    """A state with the instant and the path it was first reached by."""

    state: CaseState
    seen: Seen
    now: datetime
    parent: Node | None = None
    acts: tuple[Act, ...] = ()

    def path(self) -> tuple[Act, ...]:
        """Every act from the opening to here."""
        steps: list[tuple[Act, ...]] = []
        node: Node | None = self
        while node is not None:
            steps.append(node.acts)
            node = node.parent
        return tuple(act for acts in reversed(steps) for act in acts)


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
