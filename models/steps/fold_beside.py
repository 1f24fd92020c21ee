"""What every act of a proceeding beside the listing changes in its state, beside what it changes of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any, Protocol, TypeVar, cast

from models.law.days import law_day
from models.records.acts import Act
from models.records.cases import Hand, Paper
from models.records.deadlines import Deadline
from models.steps.fold import deadlines_after


class Folded(Protocol):
    """What every such state keeps of its acts."""

    @property
    def hands(self) -> tuple[Hand, ...]:
        """Who did a task that bars from another."""

    @property
    def papers(self) -> tuple[Paper, ...]:
        """The papers signed."""

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """Its deadlines, running and over."""


S = TypeVar("S", bound=Folded)


def acted(
    state: S, act: Act, changes: Mapping[str, Callable[[S, Act], S]], barring: Collection[str], task: str = ""
) -> S:
    """The state after one act: its own change, then step, version, papers, deadlines and who did what bars.

    `barring` names the acts whose doer may not do another; `task` is what such a hand is called, else the act.
    """
    change = changes.get(act.act)
    if change is not None:
        state = change(state, act)
    hand = Hand(task or act.act, act.by.id)
    after = replace(
        cast("Any", state),
        step=act.step_to,
        version=act.version,
        papers=(*state.papers, *(Paper(kind, law_day(act.at)) for kind in act.documents)),
        hands=(*state.hands, hand) if act.act in barring and hand not in state.hands else state.hands,
        deadlines=deadlines_after(state.deadlines, act),
    )
    return cast("S", after)


def folded(state: S, acts: Iterable[Act], apply: Callable[[S, Act], S]) -> S:
    """The state after several acts."""
    for act in acts:
        state = apply(state, act)
    return state
