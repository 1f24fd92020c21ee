"""The fold: what each act changes in the state, and nothing else.

No law is asked here. An act carries the deadlines it opened and the facts it
was judged by, so a case can be folded from the record under any later law.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from models.law.days import law_day
from models.records.acts import Act
from models.records.cases import (
    Application,
    CaseState,
    Decision,
    Draft,
    Hand,
    Leg,
    Paper,
    Party,
    Service,
    Shown,
    Statement,
)
from models.records.commands import CLOCK, as_day
from models.records.deadlines import Deadline, Standing

_HANDS = ("open_case", "draft_notice", "draft_decision", "apply_restoration", "answer_statement")


def apply(state: CaseState, act: Act) -> CaseState:
    """The state after one act."""
    change = _CHANGES.get(act.act)
    if change is not None:
        state = change(state, act)
    papers = state.papers
    if act.documents:
        papers = (*papers, *(Paper(kind, law_day(act.at)) for kind in act.documents))
    hands = state.hands
    if act.act in _HANDS:
        hands = (*(h for h in hands if h.task != act.act), Hand(act.act, act.by.id))
    after = replace(
        state,
        step=act.step_to,
        version=act.version,
        papers=papers,
        hands=hands,
        deadlines=_deadlines(state.deadlines, act),
    )
    return _at_rest(after) if after.is_closed else after


def _at_rest(state: CaseState) -> CaseState:
    """A closed case has no clock: what still ran is dropped."""
    deadlines = (
        replace(d, standing=Standing.DROPPED) if d.standing is Standing.OPEN else d for d in state.deadlines
    )
    return replace(state, deadlines=tuple(deadlines))


def fold(state: CaseState, acts: Iterable[Act]) -> CaseState:
    """The state after several acts."""
    for act in acts:
        state = apply(state, act)
    return state


def _deadlines(held: tuple[Deadline, ...], act: Act) -> tuple[Deadline, ...]:
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


def _day(act: Act, name: str = "on") -> date:
    return as_day(act.facts.get(name)) or law_day(act.at)


def _open_case(state: CaseState, act: Act) -> CaseState:
    facts = act.facts
    return replace(
        state,
        parties=tuple(Party(p["id"], p["kind"], p["role"]) for p in facts["parties"]),
        grounds=tuple(facts["grounds"]),
        performance_due_on=as_day(facts["basis"].get("performance_due_on")),
    )


def _draft_notice(state: CaseState, act: Act) -> CaseState:
    return replace(state, measures_told=tuple(act.facts["measures"]))


def _record_service(state: CaseState, act: Act) -> CaseState:
    facts = act.facts
    document, pending = facts["document"], bool(facts.get("pending"))
    services = state.services
    for party in facts["served"]:
        services = (
            *(s for s in services if (s.document, s.party) != (document, party)),
            Service(document, party, facts["method"], _day(act), pending),
        )
    return replace(state, services=services)


def _complete_announcement(state: CaseState, act: Act) -> CaseState:
    document, party = act.facts["document"], act.facts["party"]
    return replace(
        state,
        services=tuple(
            replace(s, pending=False, on=_day(act)) if (s.document, s.party) == (document, party) else s
            for s in state.services
        ),
    )


def _file_statement(state: CaseState, act: Act) -> CaseState:
    in_time = bool(act.facts.get("in_time"))
    filed = Statement(act.facts["by_party"], _day(act), answered=not in_time, in_time=in_time)
    state = replace(state, statements=(*state.statements, filed))
    return _without_draft(state) if act.facts.get("reopens") else state


def _waive_statement(state: CaseState, act: Act) -> CaseState:
    return replace(state, waived=(*state.waived, act.facts["by_party"]))


def _answer_statement(state: CaseState, act: Act) -> CaseState:
    answered = act.facts["answered"]
    statements = tuple(replace(s, answered=True) if s.party in answered else s for s in state.statements)
    # A new answer is a new paper: an earlier answer's service does not serve it.
    services = tuple(s for s in state.services if s.document != "statement_answer" or s.party not in answered)
    return replace(state, statements=statements, services=services)


def _record_cure(state: CaseState, _: Act) -> CaseState:
    return _without_draft(replace(state, cured=True))


def _without_draft(state: CaseState) -> CaseState:
    return replace(state, draft=None, reviewed=False)


def _extend(state: CaseState, _: Act) -> CaseState:
    return replace(state, extended=True)


def _draft_decision(state: CaseState, act: Act) -> CaseState:
    draft = Draft(act.facts["outcome"], tuple(act.facts.get("measures") or ()), act.by.id)
    return replace(state, draft=draft, reviewed=False)


def _legal_review(state: CaseState, act: Act) -> CaseState:
    if act.facts["opinion"] == "return":
        return _without_draft(state)
    return replace(state, reviewed=True)


def _approve_decision(state: CaseState, act: Act) -> CaseState:
    facts = act.facts
    return replace(state, decision=Decision(facts["outcome"], tuple(facts["measures"]), law_day(act.at)))


def _publish(state: CaseState, act: Act) -> CaseState:
    personal = tuple(act.facts.get("shown_persons") or ())
    shown = tuple(Shown(c, law_day(act.at), None, personal) for c in act.facts["channels"])
    return replace(state, shown=(*state.shown, *shown))


def _correct(state: CaseState, act: Act) -> CaseState:
    return replace(state, corrected_on=_day(act))


def _violate(state: CaseState, _: Act) -> CaseState:
    return replace(state, violated=True)


def _apply_restoration(state: CaseState, act: Act) -> CaseState:
    facts = act.facts
    return replace(
        state,
        application=Application(facts["by_party"], _day(act), act.by.id, tuple(facts.get("bars") or ())),
    )


def _decide_restoration(state: CaseState, act: Act) -> CaseState:
    outcome = act.facts["outcome"]
    state = replace(state, application=None, restoration=outcome)
    # A later decision is another paper: service of an earlier one does not serve it.
    services = tuple(s for s in state.services if s.document != "restoration_decision")
    state = replace(state, services=services)
    return _leave(state, "restoration", act.facts) if outcome == "grant" else state


def _leave(state: CaseState, removal: str, facts: dict[str, Any]) -> CaseState:
    legs = tuple(Leg(leg, recipient) for leg, recipient in facts.get("legs") or ())
    return replace(state, removal=removal, legs=legs)


def _expire(state: CaseState, act: Act) -> CaseState:
    if state.removal:
        return state
    return _leave(replace(state, application=None), "expiry", act.facts)


def _revoke(state: CaseState, act: Act) -> CaseState:
    if act.step_to == "terminated":
        return state
    return _leave(replace(state, application=None), "revocation", act.facts)


def _confirm_leg(state: CaseState, act: Act) -> CaseState:
    leg, recipient, on = act.facts["leg"], act.facts["recipient"], _day(act)
    legs = tuple(replace(x, on=on) if (x.leg, x.recipient) == (leg, recipient) else x for x in state.legs)
    shown = state.shown
    if leg == "publication":
        shown = tuple(
            replace(s, until=on) if s.channel == recipient and s.until is None else s for s in shown
        )
    return replace(state, legs=legs, shown=shown)


_CHANGES: dict[str, Callable[[CaseState, Act], CaseState]] = {
    "open_case": _open_case,
    "draft_notice": _draft_notice,
    "record_service": _record_service,
    "complete_announcement_service": _complete_announcement,
    "file_statement": _file_statement,
    "waive_statement": _waive_statement,
    "answer_statement": _answer_statement,
    "record_cure": _record_cure,
    "extend_decision": _extend,
    "draft_decision": _draft_decision,
    "legal_review": _legal_review,
    "approve_decision": _approve_decision,
    "publish": _publish,
    "record_correction_of_conduct": _correct,
    "record_violation": _violate,
    "apply_restoration": _apply_restoration,
    "decide_restoration": _decide_restoration,
    "expire_listing": _expire,
    "revoke_basis": _revoke,
    "confirm_leg": _confirm_leg,
}
