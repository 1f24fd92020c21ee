"""Deadlines as people read them: how many working days are left, what colour, and how they were reached."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.law.counting import reach
from models.law.days import Calendar, CalendarUnknown
from models.law.explaining import Line, explain
from models.records.cases import CaseState
from models.records.deadlines import Deadline, Standing
from portal.reading import CaseFile

# What the authority owes; the other periods are the parties' rights or simply run.
_DUTIES = ("decision", "statement_answer", "service", "restoration_decision", "removal_effect", "withdrawal")


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A deadline with what is left of it on a day."""

    deadline: Deadline
    left: int | None
    days: int
    light: str
    lines: tuple[Line, ...] = ()


def reckon(case: CaseFile, deadline: Deadline, today: date, near: int) -> Reckoned:
    """How a deadline stands on a day."""
    left = _working_days(today, deadline.due, case.calendar)
    return Reckoned(deadline, left, (deadline.due - today).days, _light(case.state, deadline, today, left, near))


def explained(case: CaseFile, found: Reckoned) -> Reckoned:
    """The same with its day-by-day explanation; none where the calendar does not hold a year."""
    d, lines = found.deadline, list[Line]()
    try:
        lines.extend(explain(d.start_on, d.amount, d.unit, d.roll, case.calendar))
        due = reach(d.start_on, d.amount, d.unit, d.roll, case.calendar).due
        for more in d.extensions:
            lines.extend(explain(due, more.amount, more.unit, d.roll, case.calendar))
            due = reach(due, more.amount, more.unit, d.roll, case.calendar).due
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
    if d.kind not in _DUTIES or d.standing in (Standing.MET, Standing.DROPPED):
        return False
    if d.standing is Standing.OPEN:
        return True
    if d.kind == "decision":
        return state.decision is None and not state.is_closed
    if d.kind == "service":
        return not state.all_served("decision")
    if d.kind == "statement_answer":
        return not state.served("statement_answer", d.party) and state.decision is None and not state.is_closed
    if d.kind == "restoration_decision":
        return state.application is not None
    return any(leg.on is None for leg in state.legs)


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
