"""What every proceeding does alike when it decides: settle first, dress an act, dress a refusal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar

from models.records.acts import Act, Refused
from models.records.commands import Actor, Command
from models.steps.judging import No, Plan
from models.steps.machine import Moves


class State(Protocol):
    """What every proceeding's state says of itself."""

    @property
    def step(self) -> str:
        """Where it stands."""

    @property
    def version(self) -> int:
        """How many acts it was folded from."""

    @property
    def is_closed(self) -> bool:
        """Whether it is over."""

    def earliest(self) -> Any:
        """What falls due first."""


class Judged(Protocol):
    """The context a command was judged in, as far as an act or a refusal tells of it."""

    @property
    def state(self) -> State:
        """Where the proceeding stands."""

    @property
    def command(self) -> Command:
        """What was asked."""

    @property
    def now(self) -> datetime:
        """The legal instant."""


S = TypeVar("S", bound=State)


def legal_instant(now: datetime) -> datetime:
    """An instant as the record keeps it: in UTC, to the second."""
    return now if now.tzinfo is UTC and not now.microsecond else now.astimezone(UTC).replace(microsecond=0)


def settle(state: S, now: datetime, passed: Callable[[S, Any], Act], apply: Callable[[S, Act], S]) -> tuple[Act, ...]:
    """Everything whose instant has come, in the order of the instants."""
    done: list[Act] = []
    while True:
        first = state.earliest()
        if first is None or first.ends_at > now or state.is_closed:
            return tuple(done)
        act = passed(state, first)
        done.append(act)
        state = apply(state, act)


def act_of(ctx: Judged, plan: Plan, name: str, by: Actor, key: str, moves: Moves) -> Act:
    """The act of a plan, resting on the row of its move."""
    return act_to(ctx, plan, name, by, key, plan.to, moves.row(name, ctx.state.step, plan.to).cite)


def act_to(ctx: Judged, plan: Plan, name: str, by: Actor, key: str, to: str, cite: str) -> Act:
    """The act of a plan, to a step and resting on a rule."""
    return Act(
        version=ctx.state.version + 1,
        key=key,
        act=name,
        by=by,
        at=ctx.now,
        step_from=ctx.state.step,
        step_to=to,
        cite=cite,
        facts=dict(plan.facts),
        opened=plan.opened,
        met=plan.met,
        dropped=plan.dropped,
        documents=plan.documents,
    )


def refusal_of(ctx: Judged, no: No, settled: tuple[Act, ...], moves: Moves) -> Refused:
    """A refusal with the acts that are open instead."""
    return refused(ctx, no, settled, moves.open_acts(ctx.state.step))


def refused(ctx: Judged, no: No, settled: tuple[Act, ...], open_acts: tuple[str, ...]) -> Refused:
    """A refusal with the acts given as open."""
    return Refused(
        code=no.code,
        act=ctx.command.act,
        step=ctx.state.step,
        cite=no.cite,
        detail=no.detail,
        open_acts=open_acts,
        documents=no.documents,
        settled=settled,
    )
