"""The fold of a month of oversight: what each act changes in the state, and nothing else; no law is asked here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from models.law.days import law_day
from models.records.acts import Act, day_of
from models.records.commands import as_day
from models.records.oversight_months import (
    CORRECTED,
    DONE,
    ELSEWHERE,
    LATE_ANSWER,
    WAIVED,
    Addressee,
    Counted,
    Drawn,
    Incident,
    Interview,
    MonthState,
    Promise,
    Referral,
)
from models.steps.fold_beside import acted, folded
from models.steps.month_judging import matter_of

# Tasks that bar whoever did them from another (H-137).
_HANDS = ("draw_notice", "redraw_notice", "hold_interview", "report_measure", "open_incident", "open_accountability")


def apply(state: MonthState, act: Act) -> MonthState:
    """The state after one act."""
    about = matter_of(act.facts)
    return acted(state, act, _CHANGES, _HANDS, f"{act.act} {about}" if about else "")


def fold(state: MonthState, acts: Iterable[Act]) -> MonthState:
    """The state after several acts."""
    return folded(state, acts, apply)


def _drawn(state: MonthState, act: Act) -> MonthState:
    said = act.facts.get("drawn") or {"digest": "", "last_act": 0, "lines": (), "units": ()}
    lines = tuple(Counted(x["line"], x["fresh"], x["standing"], x["settled"]) for x in said["lines"])
    units = tuple(Addressee(u["id"], u["name"], tuple(u["lines"])) for u in said["units"])
    notice = Drawn(said["digest"], said["last_act"], lines)
    return replace(state, month=act.facts.get("month") or state.month, notice=notice, units=units)


def _unit(state: MonthState, of: str, **change: Any) -> MonthState:
    return replace(state, units=tuple(replace(u, **change) if u.id == of else u for u in state.units))


def _answered(state: MonthState, act: Act) -> MonthState:
    return _unit(state, act.facts["unit"], answered_on=day_of(act), stand=act.facts["stand"])


def _settled(state: MonthState, act: Act) -> MonthState:
    """An error ends what was begun on its lines; a unit named for nothing any more is asked to no interview."""
    said, of = act.facts, act.facts["unit"]
    if said["finding"] != CORRECTED:
        return _unit(state, of, finding=said["finding"])
    lines = tuple(said["lines"])
    state = _unit(state, of, finding=CORRECTED, withdrawn=lines)
    unit = state.unit(of)
    grounds = (*lines, *([LATE_ANSWER] if unit is not None and not unit.stands_under else []))
    return replace(
        state,
        interviews=tuple(_ended(i) if i.unit == of and i.ground in grounds else i for i in state.interviews),
        referrals=tuple(
            replace(r, dropped=True) if (r.unit == of and r.line in lines and r.referred_on is None) else r
            for r in state.referrals
        ),
    )


def _ended(held: Interview) -> Interview:
    if held.held_on is None:
        return replace(held, dropped=True)
    if held.ground == LATE_ANSWER:
        return held
    return replace(held, promises=tuple(p if p.finding else replace(p, finding=WAIVED) for p in held.promises))


def _asked(state: MonthState, act: Act) -> MonthState:
    said = act.facts
    asked = Interview(said["interview"], said["unit"], said["ground"], as_day(said["meet_on"]) or law_day(act.at))
    others = tuple(i for i in state.interviews if i.id != asked.id)
    return replace(state, interviews=(*others, asked))


def _interview(state: MonthState, of: str, **change: Any) -> MonthState:
    return replace(state, interviews=tuple(replace(i, **change) if i.id == of else i for i in state.interviews))


def _held(state: MonthState, act: Act) -> MonthState:
    promises = tuple(Promise(m["id"], as_day(m["due"]) or day_of(act)) for m in act.facts["measures"])
    return _interview(state, act.facts["interview"], held_on=day_of(act), promises=promises)


def _promise(state: MonthState, interview: str, measure: str, **change: Any) -> MonthState:
    held = state.interview(interview)
    if held is None:
        return state
    return _interview(
        state, interview, promises=tuple(replace(p, **change) if p.id == measure else p for p in held.promises)
    )


def _checked(state: MonthState, act: Act) -> MonthState:
    said = act.facts
    if said["finding"] == DONE:
        return _promise(state, said["interview"], said["measure"], finding=DONE)
    return _promise(state, said["interview"], said["measure"], reported_on=None, due=as_day(said["until"]))


def _measure_passed(state: MonthState, act: Act) -> MonthState:
    interview, _, measure = act.facts["matter"].partition(".")
    return _promise(state, interview, measure, late=True)


def _incident_opened(state: MonthState, act: Act) -> MonthState:
    said, source = act.facts, act.facts.get("source") or {}
    held = Incident(
        said["incident"],
        said["kind"],
        said["file"],
        said.get("matter") or "",
        source.get("unit") or "",
        as_day(source.get("on")) or law_day(act.at),
    )
    return replace(state, incidents=(*state.incidents, held))


def _incident(state: MonthState, of: str, **change: Any) -> MonthState:
    return replace(state, incidents=tuple(replace(i, **change) if i.id == of else i for i in state.incidents))


def _opened(state: MonthState, act: Act) -> MonthState:
    said, found = act.facts, act.facts.get("found") or {}
    held = Referral(
        said["referral"],
        said["finding"],
        found.get("line") or "",
        found.get("unit") or "",
        found.get("place") or "",
        law_day(act.at),
    )
    return replace(state, referrals=(*state.referrals, held))


def _referral(state: MonthState, of: str, **change: Any) -> MonthState:
    return replace(state, referrals=tuple(replace(r, **change) if r.id == of else r for r in state.referrals))


def _referral_answered(state: MonthState, act: Act) -> MonthState:
    said = act.facts
    if said["outcome"] == ELSEWHERE:
        return _referral(state, said["referral"], referred_on=None, to="")
    return _referral(state, said["referral"], answered_on=day_of(act), outcome=said["outcome"])


_CHANGES: dict[str, Callable[[MonthState, Act], MonthState]] = {
    "draw_notice": _drawn,
    "redraw_notice": _drawn,
    "issue_notice": lambda s, a: replace(s, issued_on=law_day(a.at)),
    "answer_notice": _answered,
    "pass_notice_answer": lambda s, a: _unit(s, a.facts["matter"], late=True),
    "settle_dispute": _settled,
    "spare_interview": lambda s, a: _unit(s, a.facts["unit"], spared=True),
    "ask_interview": _asked,
    "pass_interview": lambda s, a: _interview(s, a.facts["matter"], late=True),
    "hold_interview": _held,
    "report_measure": lambda s, a: _promise(s, a.facts["interview"], a.facts["measure"], reported_on=day_of(a)),
    "check_measure": _checked,
    "pass_measure": _measure_passed,
    "open_incident": _incident_opened,
    "notify_incident": lambda s, a: _incident(s, a.facts["incident"], noticed_on=law_day(a.at)),
    "close_incident": lambda s, a: _incident(s, a.facts["incident"], closed_on=law_day(a.at)),
    "open_accountability": _opened,
    "drop_accountability": lambda s, a: _referral(s, a.facts["referral"], dropped=True),
    "refer_accountability": lambda s, a: _referral(s, a.facts["referral"], to=a.facts["to"], referred_on=law_day(a.at)),
    "record_referral_answer": _referral_answered,
    "pass_referral_answer": lambda s, a: _referral(s, a.facts["matter"], late=True),
    "close_accountability": lambda s, a: _referral(s, a.facts["referral"], closed_on=law_day(a.at)),
}
