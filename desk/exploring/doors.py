"""Refusals at the door: asked once for each door, and then only by sample.

A refusal for who asks, for the form or for the step looks at nothing of the case
but its step, whether it is closed, its people and who did what (the order of
reasons in `decide`). So it is asked once for each such door. One of them is
asked again in every state, in turn, and must be answered alike.
"""

from __future__ import annotations

from datetime import date

from desk.exploring.people import hat
from models.records.acts import Refused
from models.records.cases import CaseState

Door = tuple[object, ...]


def door(state: CaseState, today: date, hats: tuple[str, ...]) -> Door:
    """All that a refusal at the door may look at."""
    lent = tuple((d.to, d.roles) for d in state.deputies if d.since <= today <= d.until)
    hearing = state.hearing
    return (
        state.step,
        state.is_closed,
        state.mode,
        tuple(p.id for p in state.parties),
        state.relieved,
        hearing.chair if hearing else "",
        tuple((r.person, r.outcome) for r in state.recusals),
        tuple(dict.fromkeys((h.task, hat(h.person, hats)) for h in state.hands)),
        lent,
    )


def told(answer: Refused) -> tuple[object, ...]:
    """What is told to whoever is refused."""
    return (answer.code, answer.cite, repr(answer.detail))
