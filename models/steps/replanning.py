"""The re-plan campaign judged: who may enter, confirm and abandon it, and its effect in one case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from models.law.days import Calendar, CalendarUnknown
from models.law.regimes import Law
from models.records.acts import Act, Refused
from models.records.cases import CaseState
from models.records.commands import Actor, Command
from models.records.deadlines import Deadline
from models.records.replans import PREVIEWED, PREVIEWING, Effect, Moved, Replan, Way, YearAnnounced
from models.steps.changing import announced_in, effective, recounted
from models.steps.deciding import decide
from models.steps.fold import fold
from models.steps.forms import faults
from models.steps.judging import No, unmet

ACT = "announce_calendar"
_CITE = "house.re-plan"
# Stands for whoever will confirm, while nobody has.
_SECOND = "second-person"


def refuse_entry(by: Actor, announced: YearAnnounced, posts: tuple[str, ...], calendar: Calendar) -> Refused | None:
    """Why a year may not be entered: the post, or the place that cannot be read or contradicts itself."""
    return _dressed(_not_this_post(by, posts) or _malformed(announced, calendar), "")


def refuse_beside(replan: Replan) -> Refused:
    """While one campaign is under way no other begins: two would reach the cases in any order."""
    return _refused(unmet(_CITE, "replan_open", year=replan.announced.year), replan.standing)


def refuse_confirmation(by: Actor, replan: Replan, posts: tuple[str, ...], preview_sha256: str) -> Refused | None:
    """Why a preview may not be confirmed: another person does it, and confirms what was shown."""
    no = _not_this_post(by, posts) or _not_at(replan, PREVIEWED)
    if no is None and by.id == replan.entered_by:
        no = No("same_person", _CITE, {"task": ACT})
    if no is None and preview_sha256 != replan.preview_sha256:
        no = unmet(_CITE, "preview_differs")
    return _dressed(no, replan.standing)


def refuse_abandoning(by: Actor, replan: Replan, posts: tuple[str, ...]) -> Refused | None:
    """Why a campaign may not be abandoned: once confirmed it is carried out."""
    return _dressed(_not_this_post(by, posts) or _not_at(replan, PREVIEWING, PREVIEWED), replan.standing)


def effect(
    state: CaseState, by: Actor, announced: YearAnnounced, law: Law, calendar: Calendar, now: datetime
) -> Effect:
    """What the announcement would do in a case at this instant, by the one function that decides."""
    answer = decide(state, Command(_SECOND, ACT, by, announced.facts(_SECOND)), law, calendar, now)
    if isinstance(answer, Refused):
        return Effect(refused=answer.code)
    return Effect(moved_by(fold(state, answer.acts[:-1]), answer.own, calendar))


def moved_by(before: CaseState, act: Act, calendar: Calendar) -> tuple[Moved, ...]:
    """The deadlines an announcement moved, made firm, or left because they were told to a party."""
    counted = announced_in(effective(calendar, before.announced), act.facts)
    return () if isinstance(counted, No) else tuple(_moved(before, act, counted))


def knows(state: CaseState, announced: YearAnnounced, calendar: Calendar) -> bool:
    """Whether a case counts by this announcement already."""
    held = effective(calendar, state.announced)
    try:
        return announced_in(held, announced.facts(_SECOND)) == held
    except CalendarUnknown:
        return False


def _moved(before: CaseState, act: Act, calendar: Calendar) -> Iterator[Moved]:
    opened = {d.key: d for d in act.opened}
    for held in before.open_deadlines():
        after = opened.get(held.key, held)
        way = _way(held, after, calendar)
        if way is not None:
            yield Moved(*held.key, was=held.due, due=after.due, way=way)


def _way(held: Deadline, after: Deadline, calendar: Calendar) -> Way | None:
    if after.due != held.due:
        return Way.LATER if after.due > held.due else Way.EARLIER
    if recounted(held, calendar)[0] < held.due:
        return Way.KEPT
    return Way.FIRM if after.provisional != held.provisional else None


def _not_this_post(by: Actor, posts: tuple[str, ...]) -> No | None:
    return None if any(p in posts for p in by.roles) else No("not_authorised", "house.roles", {"roles": list(posts)})


def _not_at(replan: Replan, *standings: str) -> No | None:
    if replan.standing in standings:
        return None
    return No("step_not_open", _CITE, {"missing": "preview"})


def _malformed(announced: YearAnnounced, calendar: Calendar) -> No | None:
    facts = announced.facts(_SECOND)
    found = faults(ACT, facts)
    if found:
        detail = {"what": "field", "field": found[0].field, "fault": found[0].fault}
        return No("condition_unmet", "house.fields", detail)
    try:
        told = announced_in(calendar, facts)
    except CalendarUnknown as unknown:
        return No("calendar_unknown", "house.calendar", {"year": unknown.year})
    return told if isinstance(told, No) else None


def _dressed(no: No | None, standing: str) -> Refused | None:
    return None if no is None else _refused(no, standing)


def _refused(no: No, standing: str) -> Refused:
    return Refused(no.code, ACT, standing, no.cite, no.detail)
