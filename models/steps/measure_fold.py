"""The fold of a review: what each act changes in the state, and nothing else; no law is asked here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from models.law.days import law_day
from models.records.acts import Act, day_of
from models.records.campaigns import AT_ONCE, Stop
from models.records.campaigns import IN_FORCE as CONFIRMED
from models.records.commands import as_day
from models.records.measure_reviews import (
    SAME_LEVEL,
    STOPPED,
    UPPER,
    Basis,
    Consent,
    Incident,
    Measure,
    Report,
    ReviewState,
)
from models.steps.fold_beside import acted, folded

# Tasks that bar whoever did them from another (H-75).
_HANDS = (
    "propose_measure",
    "find_impact",
    "consent_measure",
    "enter_import",
    "record_incident",
    "open_report",
    "sign_report",
)


def apply(state: ReviewState, act: Act) -> ReviewState:
    """The state after one act."""
    return acted(state, act, _CHANGES, _HANDS)


def fold(state: ReviewState, acts: Iterable[Act]) -> ReviewState:
    """The state after several acts."""
    return folded(state, acts, apply)


def _proposed(state: ReviewState, act: Act) -> ReviewState:
    said = act.facts
    measure = Measure(
        kind=said["kind"],
        level=said["level"],
        object=said["object"],
        trigger=said["trigger"],
        text=said["text"],
        instrument=said.get("instrument") or "",
        bases=tuple(Basis(b["rank"], b["number"]) for b in said.get("bases") or ()),
        list_item=said.get("list_item") or "",
        heavier=bool(said.get("heavier")),
        obliges=bool(said.get("obliges")),
    )
    return replace(state, measure=measure)


def _weighed(state: ReviewState, act: Act) -> ReviewState:
    return replace(state, impact=act.facts["impact"], opinion="", opinion_asked_on=None, opinion_on=None, consents=())


def _given(state: ReviewState, act: Act) -> ReviewState:
    return replace(state, opinion=act.facts["finding"], opinion_on=day_of(act))


def _consented(of: str) -> Callable[[ReviewState, Act], ReviewState]:
    def change(state: ReviewState, act: Act) -> ReviewState:
        if act.facts.get("outcome") == "refused":
            return state
        return replace(state, consents=(*state.consents, Consent(of, day_of(act))))

    return change


def _issued(state: ReviewState, act: Act) -> ReviewState:
    said = act.facts
    return replace(
        state, issued_on=day_of(act), in_force_on=as_day(said["in_force_on"]), issued_as=str(said["document"])
    )


def _imported(state: ReviewState, act: Act) -> ReviewState:
    said = act.facts
    measure = Measure("", "", "", "", said["text"], said["instrument"])
    return replace(state, measure=measure, rank=said["rank"])


def _incident(state: ReviewState, of: str, **change: Any) -> ReviewState:
    held = tuple(replace(i, **change) if i.id == of else i for i in state.incidents)
    return replace(state, incidents=held)


def _recorded(state: ReviewState, act: Act) -> ReviewState:
    return replace(state, incidents=(*state.incidents, Incident(act.facts["incident"], day_of(act))))


def _answered(state: ReviewState, act: Act) -> ReviewState:
    said = act.facts
    after = _incident(state, said["incident"], finding=said["finding"], answered_on=day_of(act))
    return _stopped(replace(after, ended_on=day_of(act)), act) if said["finding"] == STOPPED else after


def _stopped(state: ReviewState, act: Act) -> ReviewState:
    """What rests on the measure is used no more from here on; its running cases were shown (H-126)."""
    found, shown = act.facts.get("found"), act.facts.get("shown")
    if not found or not shown or any(s.document == state.issued_as for s in state.stops):
        return state
    regimes, texts = tuple(found.get("regimes") or ()), tuple(found.get("texts") or ())
    stop = Stop(
        act.facts["incident"], state.issued_as, "abolish", regimes, (), AT_ONCE, act.by.id, shown["cases"],
        shown["plan"], texts=texts,
    )  # fmt: skip
    return replace(state, stops=(*state.stops, stop))


def _disposed(state: ReviewState, act: Act) -> ReviewState:
    of, shown = act.facts["incident"], act.facts.get("shown") or {}
    change = {"standing": CONFIRMED, "confirmed_by": act.by.id, **shown}
    return replace(state, stops=tuple(replace(s, **change) if s.id == of else s for s in state.stops))


def _filed(state: ReviewState, act: Act) -> ReviewState:
    if state.report is None:
        return state
    due = next(d.due for d in state.deadlines if d.kind == "report")
    return replace(state, report=replace(state.report, filed_on=day_of(act), in_time=day_of(act) <= due))


_CHANGES: dict[str, Callable[[ReviewState, Act], ReviewState]] = {
    "propose_measure": _proposed,
    "find_impact": _weighed,
    "request_opinion": lambda s, a: replace(s, opinion_asked_on=law_day(a.at)),
    "give_opinion": _given,
    "consent_measure": _consented(SAME_LEVEL),
    "obtain_upper_consent": _consented(UPPER),
    "issue_measure": _issued,
    "enter_import": _imported,
    "record_incident": _recorded,
    "answer_incident": _answered,
    "dispose_cases": _disposed,
    "notify_incident": lambda s, a: _incident(s, a.facts["incident"], noticed_on=law_day(a.at)),
    "pass_incident_answer": lambda s, a: _incident(s, a.facts["matter"], late=True),
    "open_report": lambda s, a: replace(s, report=Report(a.facts["level"])),
    "sign_report": lambda s, a: replace(s, report=replace(s.report or Report(""), signed=a.facts["document"])),
    "file_report": _filed,
}
