"""How a fault is seeded: what production plans, folds or asks is made into something else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from models.records.acts import Act
from models.records.cases import CaseState
from models.steps import (
    deciding,
    fold,
)
from models.steps.judging import Context, Judged, No, Plan, running

Patch = pytest.MonkeyPatch
Seed = Callable[[Patch], None]

def plan(patch: Patch, act: str, make: Callable[[Context, Judged], Judged]) -> None:
    """What is planned for an act is made into something else."""
    whole = deciding._PLANS[act]
    patch.setitem(deciding._PLANS, act, lambda ctx: make(ctx, whole(ctx)))


def changed(patch: Patch, act: str, **change: Any) -> None:
    """A plan of that act that goes through is changed in these points."""
    plan(patch, act, lambda _, plan: replace(plan, **change) if isinstance(plan, Plan) else plan)


def folded(patch: Patch, act: str, make: Callable[[CaseState, Act], CaseState]) -> None:
    patch.setitem(fold._CHANGES, act, make)


def refusing(patch: Patch, act: str) -> None:
    plan(patch, act, lambda *_: No("condition_unmet", "house.fields"))


def never(patch: Patch, room: Any, name: str, answer: Any = None) -> None:
    """That check in that room is not made: it always answers this."""
    patch.setattr(room, name, lambda *_, **__: answer)


def always(patch: Patch, name: str, answer: Any) -> None:
    patch.setattr(CaseState, name, property(lambda _: answer))


def facts(patch: Patch, act: str, **facts: Any) -> None:
    """A plan of that act that goes through says something else."""
    plan(patch, act, lambda _, p: replace(p, facts={**p.facts, **facts}) if isinstance(p, Plan) else p)


def unchanged(patch: Patch, act: str) -> None:
    folded(patch, act, lambda state, _: state)


def dropping(patch: Patch, act: str, *kinds: str) -> None:
    def dropped(ctx: Context, plan: Judged) -> Judged:
        return replace(plan, dropped=running(ctx.state, *kinds)) if isinstance(plan, Plan) else plan

    plan(patch, act, dropped)
