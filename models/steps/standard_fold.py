"""The fold of a list's standard: what each act changes in the state, and nothing else; no law is asked here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

from models.law.days import law_day
from models.records.acts import Act, day_of
from models.records.commands import as_day
from models.records.list_standards import (
    IN_FORCE,
    NOT_TAKEN,
    UNCONSULTED,
    Consultation,
    Draft,
    Edition,
    Opinion,
    StandardState,
    joined,
    spans_of,
)
from models.steps.fold_beside import acted, folded

_DAY = timedelta(1)
# Tasks that bar whoever did them from another (H-152); a revision begins with a clean hand.
_HANDS = ("propose_standard", "revise_standard", "enter_standard", "adopt_standard", "evaluate_standard")


def apply(state: StandardState, act: Act) -> StandardState:
    """The state after one act."""
    return acted(state, act, _CHANGES, _HANDS)


def fold(state: StandardState, acts: Iterable[Act]) -> StandardState:
    """The state after several acts."""
    return folded(state, acts, apply)


def _proposed(state: StandardState, act: Act) -> StandardState:
    said = act.facts
    draft = Draft(said["text"], said["rank"])
    return replace(state, list_id=said["list"], scope=said["scope"], draft=draft)


def _revised(state: StandardState, act: Act) -> StandardState:
    draft = Draft(act.facts["text"], act.facts["rank"])
    first = state.comments + 1
    return replace(state, draft=draft, consultation=None, opinions=(), hands=(), first_comment=first)


def _amended(state: StandardState, act: Act) -> StandardState:
    if state.draft is None:
        return state
    after = replace(state, draft=replace(state.draft, text=act.facts["text"]))
    # Said of another text: whoever was asked is asked anew.
    return replace(after, consultation=None, opinions=()) if act.step_to == UNCONSULTED else after


def _consulted(state: StandardState, act: Act) -> StandardState:
    until = as_day(act.facts["until"])
    if state.draft is None or until is None:
        return state
    return replace(state, consultation=Consultation(law_day(act.at), until, state.draft.text))


def _extended(state: StandardState, act: Act) -> StandardState:
    until = as_day(act.facts["until"])
    if state.consultation is None or until is None:
        return state
    return replace(state, consultation=replace(state.consultation, until=until))


def _answered(state: StandardState, act: Act) -> StandardState:
    spans = spans_of(tuple(act.facts["comments"])) or ()
    taken = state.taken if act.facts["finding"] == NOT_TAKEN else joined((*state.taken, *spans))
    return replace(state, answered=joined((*state.answered, *spans)), taken=taken)


def _asked(state: StandardState, act: Act) -> StandardState:
    body = act.facts["body"]
    others = tuple(o for o in state.opinions if o.body != body)
    return replace(state, opinions=(*others, Opinion(body, law_day(act.at))))


def _given(state: StandardState, act: Act) -> StandardState:
    said, on = act.facts, day_of(act)
    held = tuple(replace(o, finding=said["finding"], on=on) if o.body == said["body"] else o for o in state.opinions)
    return replace(state, opinions=held)


def _adopted(state: StandardState, act: Act) -> StandardState:
    if state.draft is None:
        return state
    return replace(state, draft=replace(state.draft, rank=act.facts["rank"], adopted_on=day_of(act)))


def _published(state: StandardState, act: Act) -> StandardState:
    if state.draft is None:
        return state
    after = replace(state, draft=replace(state.draft, in_force_on=as_day(act.facts["in_force_on"])))
    return _in_force(after, act) if act.step_to == IN_FORCE else after


def _in_force(state: StandardState, act: Act) -> StandardState:
    """The draft becomes the edition that stands, in the place of the one before."""
    draft = state.draft
    if draft is None or draft.in_force_on is None:
        return state
    until = next((d.due for d in act.opened if d.kind == "transition"), None)
    number = len(state.editions) + 1
    edition = Edition(number, draft.text, draft.rank, draft.in_force_on, draft.adjust, until)
    before = _without_standing(state, draft.in_force_on - _DAY)
    return replace(
        before,
        editions=(*before.editions, edition),
        draft=None,
        consultation=None,
        opinions=(),
    )


def _closed(state: StandardState, last: date) -> tuple[Edition, ...]:
    """The editions, none of which stands after that day."""
    if state.standing is None:
        return state.editions
    return (*state.editions[:-1], replace(state.standing, until=last, over=True))


def _without_standing(state: StandardState, last: date) -> StandardState:
    return replace(state, editions=_closed(state, last), commissioned=False, finding="")


def _entered(state: StandardState, act: Act) -> StandardState:
    said = act.facts
    draft = Draft(
        said["text"],
        said["rank"],
        in_force_on=as_day(said["in_force_on"]),
        entered=True,
        adjust=bool(said.get("adjust")),
    )
    return replace(state, list_id=said["list"], scope=said["scope"], draft=draft)


def _withdrawn(state: StandardState, _: Act) -> StandardState:
    return replace(state, draft=None, consultation=None, opinions=())


def _abolished(state: StandardState, act: Act) -> StandardState:
    """It stands no more from the day of the abolition on."""
    return _without_standing(state, day_of(act) - _DAY)


def _transition_ended(state: StandardState, act: Act) -> StandardState:
    """It stood to the last day of the transition; a draft that is on its road goes on."""
    return _without_standing(state, as_day(act.facts["due"]) or law_day(act.at))


_CHANGES: dict[str, Callable[[StandardState, Act], StandardState]] = {
    "propose_standard": _proposed,
    "revise_standard": _revised,
    "amend_draft": _amended,
    "open_consultation": _consulted,
    "extend_consultation": _extended,
    "receive_comment": lambda s, _: replace(s, comments=s.comments + 1),
    "answer_comments": _answered,
    "request_opinion": _asked,
    "give_opinion": _given,
    "adopt_standard": _adopted,
    "publish_standard": _published,
    "take_effect": _in_force,
    "enter_standard": _entered,
    "confirm_standard": _in_force,
    "withdraw_standard": _withdrawn,
    "commission_evaluation": lambda s, _: replace(s, commissioned=True),
    "evaluate_standard": lambda s, a: replace(s, commissioned=False, finding=a.facts["finding"]),
    "abolish_standard": _abolished,
    "end_transition": _transition_ended,
}
