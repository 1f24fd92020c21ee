"""Acts that bring a case forward, and when: what waits for one of them waits for an officer."""

from __future__ import annotations

from collections.abc import Callable

from models.law.regimes import Law
from models.records.cases import CaseState
from models.steps.drafting import LIST


def _wherever_open(_: CaseState, __: Law) -> bool:
    return True


def _at(step: str) -> Callable[[CaseState, Law], bool]:
    """A draft may be made anew at a later step too, but nothing waits for that."""
    return lambda state, _: state.step == step


def _undated(state: CaseState, _: Law) -> bool:
    return state.hearing is not None and state.hearing.on is None


def _undiscussed(state: CaseState, law: Law) -> bool:
    draft = state.draft
    return draft is not None and not state.discussed and (draft.grave or law.says("collective-discussion"))


def _disagreed(state: CaseState, law: Law) -> bool:
    draft = state.draft
    needed = draft is not None and draft.outcome == LIST and law.says(f"agreement-of-level-above-{state.level}")
    return needed and not state.agreed


FORWARD: dict[str, Callable[[CaseState, Law], bool]] = {
    "draft_notice": _at("opened"),
    "approve_notice": _wherever_open,
    "record_service": _wherever_open,
    "schedule_hearing": _undated,
    "hold_hearing": _wherever_open,
    "answer_statement": _wherever_open,
    "draft_decision": _at("statement_closed"),
    "legal_review": _wherever_open,
    "collective_discussion": _undiscussed,
    "obtain_consent": _disagreed,
    "approve_decision": _wherever_open,
    "publish": _at("decision_served"),
    "answer_objection": _wherever_open,
    "pre_review": _wherever_open,
    "accept_restoration": _wherever_open,
    "decide_restoration": _wherever_open,
    "confirm_leg": _wherever_open,
    "decide_recusal": _wherever_open,
    "answer_complaint": _wherever_open,
    "confirm_undoing": _wherever_open,
}


def forward(state: CaseState, law: Law, act: str) -> bool:
    """Whether that act brings this case forward from where it stands."""
    wanted = FORWARD.get(act)
    return wanted is not None and wanted(state, law)
