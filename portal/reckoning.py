"""Deadlines as people read them: how many working days are left, what colour, and how they were reached."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.law.counting import reach
from models.law.days import Calendar, CalendarUnknown
from models.law.explaining import Line, explain, of_several
from models.records.cases import CaseState
from models.records.deadlines import Deadline, Standing
from models.steps.changing import effective
from portal.reading import CaseFile


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A deadline with what is left of it on a day."""

    deadline: Deadline
    left: int | None
    days: int
    light: str
    lines: tuple[Line, ...] = ()


def calendar_of(case: CaseFile) -> Calendar:
    """The calendar a case began with, and every year announced since."""
    return effective(case.calendar, case.state.announced)


def reckon(case: CaseFile, deadline: Deadline, today: date, near: int) -> Reckoned:
    """How a deadline stands on a day."""
    left = _working_days(today, deadline.due, calendar_of(case))
    return Reckoned(deadline, left, (deadline.due - today).days, _light(case.state, deadline, today, left, near))


def explained(case: CaseFile, found: Reckoned) -> Reckoned:
    """The same with its day-by-day explanation; none where the calendar does not hold a year."""
    d, calendar, lines = found.deadline, calendar_of(case), list[Line]()
    law = case.law.on(d.law_on or d.start_on)
    if law.differs(d.cite.removeprefix("periods.").partition(".")[0], case.state.grounds):
        lines.append(of_several(d.start_on))
    try:
        lines.extend(explain(d.start_on, d.amount, d.unit, d.roll, calendar))
        due = reach(d.start_on, d.amount, d.unit, d.roll, calendar).due
        for more in d.extensions:
            lines.extend(explain(due, more.amount, more.unit, d.roll, calendar))
            due = reach(due, more.amount, more.unit, d.roll, calendar).due
    except CalendarUnknown:
        return found
    return replace(found, lines=tuple(lines))


def most_urgent(case: CaseFile, today: date, near: int) -> Reckoned | None:
    """The deadline a worklist shows: one passed and still owed, else the earliest that runs."""
    over = [d for d in case.state.deadlines if is_owed(case.state, d) and d.due < today]
    if over:
        return reckon(case, min(over, key=lambda d: (d.due, d.key)), today, near)
    first = case.state.earliest()
    return reckon(case, first, today, near) if first else None


def is_owed(state: CaseState, d: Deadline) -> bool:
    """Whether the authority still owes what this deadline is for, though the day may be past."""
    owed = _OWED.get(d.kind)
    if owed is None or d.standing in (Standing.MET, Standing.DROPPED):
        return False
    return d.standing is Standing.OPEN or owed(state, d)


def _undecided(state: CaseState) -> bool:
    return state.decision is None and not state.is_closed


def _legs_left(state: CaseState, _: Deadline) -> bool:
    return any(leg.on is None for leg in state.legs)


# What the authority owes, and whether it still does once the day is past; the other periods are
# the parties' rights or simply run.
_OWED: dict[str, Callable[[CaseState, Deadline], bool]] = {
    "decision": lambda s, _: _undecided(s),
    "statement_answer": lambda s, d: _undecided(s) and not s.served("statement_answer", d.party),
    "service": lambda s, _: not s.all_served("decision"),
    "publication": lambda s, _: not s.shown and not s.removal,
    "objection_answer": lambda s, d: any(o.party == d.party and not o.finding for o in s.objections),
    "pre_review": lambda s, _: s.application is not None and not s.application.pre_reviewed,
    "restoration_acceptance": lambda s, _: s.application is not None and not s.application.accepted,
    "restoration_decision": lambda s, _: s.application is not None,
    "removal_effect": _legs_left,
    "withdrawal": _legs_left,
    "complaint_answer": lambda s, d: any(c.party == d.party and not c.finding for c in s.complaints),
    "undoing": lambda s, _: any(u.on is None for u in s.undoings),
}


def _light(state: CaseState, d: Deadline, today: date, left: int | None, near: int) -> str:
    if not is_owed(state, d):
        return "normal"
    if d.due < today:
        return "over"
    return "near" if left is not None and left <= near else "normal"


def _working_days(today: date, due: date, calendar: Calendar) -> int | None:
    """The working days from tomorrow to the last day; None in a year the calendar does not hold."""
    try:
        return sum(calendar.is_working(today + timedelta(days=n)) for n in range(1, (due - today).days + 1))
    except CalendarUnknown:
        return None
