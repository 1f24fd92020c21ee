"""Which act comes next in a life: mostly the one that leads on, sometimes one beside the road, seldom a wrong one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random

from models.law.regimes import Law
from models.records.cases import CaseState
from models.steps.barring import open_acts
from models.steps.table import ACTS, OPEN_ACTS

WAIT = ""
_BESIDE, _WRONG = 0.22, 0.07
# Beside the road these would end or cripple most lives early: they are drawn less often.
_HEAVY = {
    "terminate_case": 0.03, "revoke_basis": 0.3, "record_succession": 0.1, "set_disposition": 0.2, "record_cure": 0.3,
    "bar_restoration": 0.2, "record_violation": 0.2, "declare_recusal": 0.4, "hand_over": 0.3, "draft_notice": 0.3,
    "return_notice": 0.3, "record_returned_mail": 0.5,
}  # fmt: skip

# What leads on from a step, with how often it is chosen there; the empty act waits for the clock.
_ONWARD: dict[str, tuple[tuple[str, float], ...]] = {
    "none": (("open_case", 1),),
    "opened": (("draft_notice", 1),),
    "notice_drafted": (("approve_notice", 1),),
    "notice_approved": (("record_service", 1),),
    "statement_period": (("waive_statement", 3), (WAIT, 3), ("file_statement", 1), ("request_hearing", 1)),
    "statement_received": (("answer_statement", 1),),
    "statement_closed": (("draft_decision", 1),),
    "decision_drafted": (("legal_review", 1),),
    "decided": (("record_service", 4), (WAIT, 1)),
    "decision_served": (("publish", 4), ("lift_stay", 1)),
    "revoked": (("confirm_leg", 4), ("record_service", 1), (WAIT, 1)),
    "removed": ((WAIT, 3), ("find_false_materials", 1), ("record_service", 1), ("file_complaint", 1)),
}


def next_act(state: CaseState, law: Law, today: date, rng: Random) -> str:
    """The act to be tried next, or nothing where one waits."""
    lot = rng.random()
    if lot < _WRONG:
        return rng.choice(ACTS)
    beside = OPEN_ACTS[state.step] if state.is_closed else open_acts(law, state.step)
    if lot < _WRONG + _BESIDE and state.step != "none" and beside:
        return rng.choices(beside, [_HEAVY.get(act, 1.0) for act in beside])[0]
    return _onward(state, law, today, rng)


def _onward(state: CaseState, law: Law, today: date, rng: Random) -> str:
    if state.stopped and rng.random() < 1 / 2:
        return "set_disposition"
    if rng.random() < 1 / 2 and any(not c.finding for c in state.complaints):
        return "answer_complaint"
    if rng.random() < 1 / 2 and any(u.on is None for u in state.undoings):
        return "confirm_undoing"
    if state.step in _BY_STATE:
        return _BY_STATE[state.step](state, law, today, rng)
    ways = _ONWARD.get(state.step, ((WAIT, 1.0),))
    return rng.choices([act for act, _ in ways], [weight for _, weight in ways])[0]


def _to_hearing(state: CaseState, _: Law, today: date, __: Random) -> str:
    hearing = state.hearing
    if hearing is None or hearing.on is None or hearing.on < today:
        return "schedule_hearing"
    if any(state.served("hearing_notice", p) is None for p in hearing.parties):
        return "record_service"
    return "hold_hearing" if hearing.on == today else WAIT


def _to_signature(state: CaseState, law: Law, _: date, rng: Random) -> str:
    if not state.agreed and law.says(f"agreement-of-level-above-{state.level}"):
        return "obtain_consent"
    if not state.discussed and state.draft is not None and state.draft.grave:
        return "collective_discussion"
    return rng.choices(("approve_decision", "collective_discussion"), (9, 1))[0]


def _to_removal(state: CaseState, law: Law, today: date, rng: Random) -> str:
    if state.removal:
        return "confirm_leg" if rng.random() < 1 - 1 / 8 else WAIT
    if state.is_hidden:
        return rng.choice(("lift_stay", "end_shield", WAIT))
    if any(not o.finding for o in state.objections):
        return "answer_objection"
    if state.application is not None:
        return _to_decision(state, law, rng)
    earliest = [d.due for d in state.deadlines if d.kind == "restoration_earliest" and not d.channel]
    if not earliest:
        return "record_correction_of_conduct" if rng.random() < 1 / 2 else WAIT
    return "apply_restoration" if max(earliest) <= today and not state.violated else WAIT


def _to_decision(state: CaseState, law: Law, rng: Random) -> str:
    application = state.application
    accepts = law.period("restoration_acceptance") is not None
    if application is not None and application.requested:
        return "supply_materials"
    if application is not None and accepts and not application.accepted:
        return rng.choices(("accept_restoration", "request_materials", "refuse_acceptance"), (6, 2, 1))[0]
    return "decide_restoration"


_BY_STATE: dict[str, Callable[[CaseState, Law, date, Random], str]] = {
    "hearing_pending": _to_hearing,
    "legal_reviewed": _to_signature,
    "listed": _to_removal,
}
