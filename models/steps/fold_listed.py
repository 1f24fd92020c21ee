"""What the acts on a listing that stands change: showing, objection, stay, restoration, removal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from models.law.days import law_day
from models.records.acts import Act, day_of
from models.records.cases import Application, CaseState, Leg, Shown
from models.records.commands import as_day
from models.records.proceedings import COMPLAINT, OBJECTION, SHIELD, STAY, Complaint, Objection, Span, Undoing
from models.steps.fold_undecided import unserved


def _publish(state: CaseState, act: Act) -> CaseState:
    personal = tuple(act.facts.get("shown_persons") or ())
    shown = tuple(Shown(c, law_day(act.at), None, personal) for c in act.facts["channels"])
    return replace(state, shown=(*state.shown, *shown))


def _correct(state: CaseState, act: Act) -> CaseState:
    state = replace(state, corrected_on=day_of(act))
    return _leave(replace(state, application=None), "expiry", act.facts) if "legs" in act.facts else state


def _violate(state: CaseState, _: Act) -> CaseState:
    return replace(state, violated=True)


def _apply_restoration(state: CaseState, act: Act) -> CaseState:
    facts = act.facts
    return replace(
        state,
        application=Application(facts["by_party"], day_of(act), act.by.id, tuple(facts.get("bars") or ())),
    )


def _decide_restoration(state: CaseState, act: Act) -> CaseState:
    outcome = act.facts["outcome"]
    state = replace(state, application=None, restoration=outcome)
    state = unserved(state, "restoration_decision")
    return _leave(state, "restoration", act.facts) if outcome == "grant" else state


def _request_materials(state: CaseState, act: Act) -> CaseState:
    return _with_application(unserved(state, "materials_notice"), requested=tuple(act.facts["missing"]), asked=True)


def _supply_materials(state: CaseState, _: Act) -> CaseState:
    return _with_application(state, requested=())


def _pre_review(state: CaseState, act: Act) -> CaseState:
    state = _with_application(unserved(state, *act.documents), pre_reviewed=True)
    missing = tuple(act.facts.get("missing") or ())
    return _with_application(state, requested=missing, asked=True) if missing else state


def _accept(state: CaseState, _: Act) -> CaseState:
    return _with_application(unserved(state, "acceptance_notice"), accepted=True)


def _extend_restoration(state: CaseState, _: Act) -> CaseState:
    return _with_application(state, extended=True)


def _with_application(state: CaseState, **changed: Any) -> CaseState:
    if state.application is None:
        return state
    return replace(state, application=replace(state.application, **changed))


def _refuse_acceptance(state: CaseState, _: Act) -> CaseState:
    return unserved(replace(state, application=None), "refusal_notice")


def _bar(state: CaseState, act: Act) -> CaseState:
    return replace(state, barred_until=as_day(act.facts["until"]))


def _find_false(state: CaseState, act: Act) -> CaseState:
    today = law_day(act.at)
    state = replace(
        unserved(state, "restoration_decision"),
        application=None,
        restoration="revoked",
        removal="",
        legs=(),
        listed_on=today,
    )
    return _shown_again(state, tuple(act.facts["channels"]), today)


def _leave(state: CaseState, removal: str, facts: dict[str, Any]) -> CaseState:
    legs = tuple(Leg(leg, recipient) for leg, recipient in facts.get("legs") or ())
    return replace(state, removal=removal, legs=legs)


def _expire(state: CaseState, act: Act) -> CaseState:
    if state.removal or act.facts.get("stays"):
        return state
    return _leave(replace(state, application=None), "expiry", act.facts)


def _revoke(state: CaseState, act: Act) -> CaseState:
    if act.step_to == "terminated":
        return state
    ended = tuple(replace(s, until=s.until or law_day(act.at)) for s in state.suspended)
    state = replace(state, application=None, suspended=ended, procedural=act.facts.get("procedural") is True)
    return _leave(state, "revocation", act.facts)


def _file_objection(state: CaseState, act: Act) -> CaseState:
    on = day_of(act)
    state = replace(state, objections=(*state.objections, Objection(act.facts["by_party"], on)))
    return _suspend(state, OBJECTION, on) if act.facts["suspends"] else state


def _answer_objection(state: CaseState, act: Act) -> CaseState:
    finding = act.facts["finding"]
    answered = tuple(o if o.finding else replace(o, finding=finding) for o in state.objections)
    state = unserved(replace(state, objections=answered), "objection_answer")
    state = _resume(state, OBJECTION, day_of(act))
    return _revoke(state, act) if finding == "revoked" else state


def _file_complaint(state: CaseState, act: Act) -> CaseState:
    filed = Complaint(act.facts["by_party"], act.facts["measure"], day_of(act))
    state = replace(state, complaints=(*state.complaints, filed))
    return _suspend(state, COMPLAINT, day_of(act)) if act.facts["suspends"] else state


def _answer_complaint(state: CaseState, act: Act) -> CaseState:
    finding = act.facts["finding"]
    answered = tuple(c if c.finding else replace(c, finding=finding) for c in state.complaints)
    undoings = (*state.undoings, *(Undoing(r) for r in act.facts["undo"]))
    state = unserved(replace(state, complaints=answered, undoings=undoings), "complaint_answer")
    return _resume(state, COMPLAINT, day_of(act))


def _confirm_undoing(state: CaseState, act: Act) -> CaseState:
    recipient, on = act.facts["recipient"], day_of(act)
    seen = tuple(replace(u, on=on) if u.recipient == recipient and u.on is None else u for u in state.undoings)
    return replace(state, undoings=seen)


def _suspend(state: CaseState, ground: str, on: date) -> CaseState:
    if state.held_by(ground):
        return state
    return replace(state, suspended=(*state.suspended, Span(ground, on)))


def _resume(state: CaseState, ground: str, on: date) -> CaseState:
    spans = tuple(replace(s, until=on) if s.ground == ground and s.until is None else s for s in state.suspended)
    return replace(state, suspended=spans)


def _impose_stay(state: CaseState, act: Act) -> CaseState:
    return _hide(state, STAY, day_of(act))


def _lift_stay(state: CaseState, act: Act) -> CaseState:
    return _unhide(state, STAY, day_of(act))


def _shield(state: CaseState, act: Act) -> CaseState:
    return _hide(state, SHIELD, day_of(act))


def _end_shield(state: CaseState, act: Act) -> CaseState:
    if "legs" not in act.facts:
        return _unhide(state, SHIELD, day_of(act))
    state = _resume(replace(state, application=None, restoration="grant"), SHIELD, day_of(act))
    return _leave(state, "restoration", act.facts)


def _hide(state: CaseState, ground: str, on: date) -> CaseState:
    shown = tuple(replace(s, until=max(on, s.since), paused=True) if s.until is None else s for s in state.shown)
    return _suspend(replace(state, shown=shown), ground, on)


def _unhide(state: CaseState, ground: str, on: date) -> CaseState:
    """What was only paused is shown again, unless another ground hides it or it must come down."""
    state = _resume(state, ground, on)
    if state.removal:
        return state
    return _shown_again(state, tuple(s.channel for s in state.showing() if s.paused), on)


def _shown_again(state: CaseState, channels: tuple[str, ...], on: date) -> CaseState:
    latest = {s.channel: s for s in state.shown}
    if state.is_hidden:
        # What must come back while a stay lasts waits with the rest for its end.
        waiting = [latest[c] for c in channels]
        return replace(state, shown=tuple(replace(s, paused=s in waiting or s.paused) for s in state.shown))
    back = tuple(Shown(c, on, None, latest[c].personal) for c in channels if latest[c].until is not None)
    return replace(state, shown=(*state.shown, *back))


def _down(shown: Shown, on: date) -> Shown:
    """Seen off the channel: on that day, or since a stay had taken it off."""
    return replace(shown, until=shown.until or on, paused=False)


def _confirm_leg(state: CaseState, act: Act) -> CaseState:
    leg, recipient, on = act.facts["leg"], act.facts["recipient"], day_of(act)
    legs = tuple(replace(x, on=on) if (x.leg, x.recipient) == (leg, recipient) else x for x in state.legs)
    shown = state.shown
    if leg == "publication":
        shown = tuple(_down(s, on) if s.channel == recipient else s for s in shown)
    return replace(state, legs=legs, shown=shown)


CHANGES: dict[str, Callable[[CaseState, Act], CaseState]] = {
    "publish": _publish,
    "file_objection": _file_objection,
    "answer_objection": _answer_objection,
    "file_complaint": _file_complaint,
    "answer_complaint": _answer_complaint,
    "confirm_undoing": _confirm_undoing,
    "impose_stay": _impose_stay,
    "lift_stay": _lift_stay,
    "record_correction_of_conduct": _correct,
    "record_violation": _violate,
    "apply_restoration": _apply_restoration,
    "pre_review": _pre_review,
    "request_materials": _request_materials,
    "supply_materials": _supply_materials,
    "accept_restoration": _accept,
    "refuse_acceptance": _refuse_acceptance,
    "extend_restoration": _extend_restoration,
    "decide_restoration": _decide_restoration,
    "bar_restoration": _bar,
    "find_false_materials": _find_false,
    "shield_bankruptcy": _shield,
    "end_shield": _end_shield,
    "expire_listing": _expire,
    "revoke_basis": _revoke,
    "confirm_leg": _confirm_leg,
}
