"""The fold: what each act changes in the state, and nothing else.

No law is asked here. An act carries the deadlines it opened and the facts it
was judged by, so a case can be folded from the record under any later law.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from models.law.days import law_day
from models.records.acts import Act
from models.records.cases import CaseState, Hand, Paper
from models.records.commands import CLOCK
from models.records.deadlines import Deadline, Standing
from models.steps import fold_listed, fold_persons, fold_undecided

_HANDS = (
    "open_case",
    "draft_notice",
    "draft_decision",
    "apply_restoration",
    "accept_restoration",
    "answer_statement",
)
# Whoever did one of these has investigated, whoever drafted anew after: the
# legal reviewer and the hearing's chair are somebody else.
_INVESTIGATING = ("open_case", "draft_notice", "draft_decision")
INVESTIGATION = "investigation"
# A complaint and the wrong it finds are owed after the listing has ended.
AFTER_THE_END = ("complaint_answer", "undoing")
_CHANGES = {**fold_undecided.CHANGES, **fold_listed.CHANGES, **fold_persons.CHANGES}


def apply(state: CaseState, act: Act) -> CaseState:
    """The state after one act."""
    change = _CHANGES.get(act.act)
    if change is not None:
        state = change(state, act)
    papers = state.papers
    if act.documents:
        papers = (*papers, *(Paper(kind, law_day(act.at)) for kind in act.documents))
    after = replace(
        state,
        step=act.step_to,
        version=act.version,
        papers=papers,
        hands=_hands(state.hands, act),
        deadlines=deadlines_after(state.deadlines, act),
    )
    return _at_rest(after) if after.is_over else after


def _at_rest(state: CaseState) -> CaseState:
    """When it is over nothing runs but what is owed after the end; a closed case has no clock at all."""
    kept = () if state.is_closed else AFTER_THE_END
    over = (d.standing is Standing.OPEN and d.kind not in kept for d in state.deadlines)
    deadlines = (
        replace(d, standing=Standing.DROPPED) if ends else d for d, ends in zip(state.deadlines, over, strict=True)
    )
    return replace(state, deadlines=tuple(deadlines))


def _hands(held: tuple[Hand, ...], act: Act) -> tuple[Hand, ...]:
    if act.act == "apply_restoration":
        # Who accepted an earlier application has no part in this one.
        held = tuple(h for h in held if h.task != "accept_restoration")
    if act.act in _HANDS:
        held = (*(h for h in held if h.task != act.act), Hand(act.act, act.by.id))
    investigated = Hand(INVESTIGATION, act.by.id)
    if act.act in _INVESTIGATING and investigated not in held:
        held = (*held, investigated)
    return held


def fold(state: CaseState, acts: Iterable[Act]) -> CaseState:
    """The state after several acts."""
    for act in acts:
        state = apply(state, act)
    return state


def deadlines_after(held: tuple[Deadline, ...], act: Act) -> tuple[Deadline, ...]:
    """The deadlines after an act: those it opened, met, ended by the clock, or dropped."""
    if not (act.opened or act.met or act.dropped):
        return held
    opened = {d.key: d for d in act.opened}
    met = [tuple(k) for k in act.met]
    dropped = [tuple(k) for k in act.dropped]
    kept: list[Deadline] = []
    for d in held:
        if d.key in opened:
            continue
        standing = d.standing
        if standing is Standing.OPEN and d.key in met:
            ended = act.by.id == CLOCK and d.ends_at <= act.at
            standing = Standing.ENDED if ended else Standing.MET
        elif standing is Standing.OPEN and d.key in dropped:
            standing = Standing.DROPPED
        kept.append(d if standing is d.standing else replace(d, standing=standing))
    return (*kept, *act.opened)
