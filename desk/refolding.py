"""A case's acts folded again under another law: what it would come to, and what would then be otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from desk.replaying import EARLIER, Decisions
from models.law.days import Calendar, law_day
from models.law.regimes import Law
from models.records.acts import Act, DeadlineKey, Decided, Refused
from models.records.cases import CaseState
from models.records.commands import CLOCK, Command
from models.records.deadlines import Deadline
from models.steps.announcing import ACT as ANNOUNCE_LAW
from models.steps.barring import open_acts
from models.steps.deciding import decide, settle
from models.steps.fold import apply, fold

_NONE = ""
DONE = "done"


@dataclass(frozen=True, slots=True)
class Course:
    """What a case comes to under a law: its state, the acts taken, those it would refuse, and what is open."""

    state: CaseState
    acts: tuple[Act, ...]
    refused: tuple[tuple[int, Refused], ...]
    open_acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """One point in which a case would come out otherwise, with its article; empty is “none”."""

    what: str
    name: str
    old: str
    new: str
    cite: str = ""


def refold(kept: Decisions, law: Law, calendar: Calendar, now: datetime) -> Course:
    """Take every act of a case again under a law, in order and at its own instant, then settle to `now`.

    The clock's acts are not taken over: they come when that law lets them come.
    An act this law refuses is left out, and the course goes on without it.  What was
    announced in the case meanwhile is left out too: the law asked about holds from the first act on.
    """
    asked = {command.key: command for command in kept.commands}
    state, taken, refused = CaseState(kept.case_id, kept.mode), list[Act](), list[tuple[int, Refused]]()
    for act in kept.acts:
        if act.by.id == CLOCK or act.act == ANNOUNCE_LAW:
            continue
        answer = decide(state, _command(act, asked), law, calendar, act.at)
        done = answer.acts if isinstance(answer, Decided) else answer.settled
        if isinstance(answer, Refused):
            refused.append((act.version, answer))
        state, taken = fold(state, done), [*taken, *done]
    for act in settle(state, law, calendar, now.astimezone(UTC)):
        state, taken = apply(state, act), [*taken, act]
    today = law.on(law_day(now))
    return Course(state, tuple(taken), tuple(refused), open_acts(today, state.step, closed=state.is_closed))


def _command(act: Act, asked: Mapping[str, Command]) -> Command:
    command = asked[act.key]
    if EARLIER in act.facts:
        # Read from the record when the case was opened, and kept with the act.
        command = replace(command, facts={**command.facts, EARLIER: act.facts[EARLIER]})
    return command


def turns(one: Course, other: Course, laws: tuple[Law, Law]) -> Iterator[Turn]:
    """Everything that differs between two courses: step, acts refused, deadlines, papers, open acts."""
    for turn in _turns(one, other, laws):
        law = next((law for law in reversed(laws) if law.holds(turn.cite)), None)
        yield replace(turn, cite=str(law.citation(turn.cite))) if law else turn


def _turns(one: Course, other: Course, laws: tuple[Law, Law]) -> Iterator[Turn]:
    if one.state.step != other.state.step:
        yield Turn("step", "step", one.state.step, other.state.step)
    yield from _refusals(one, other)
    yield from _deadlines(one, other)
    yield from _papers(one, other)
    yield from parts_wanted(one.state, laws)
    yield from acts_opened(one.open_acts, other.open_acts)


def acts_opened(one: tuple[str, ...], other: tuple[str, ...]) -> Iterator[Turn]:
    """Acts open under one law only."""
    for act in dict.fromkeys((*one, *other)):
        if (act in one) != (act in other):
            was, now = ("open" if act in x else _NONE for x in (one, other))
            yield Turn("open", act, was, now)


def _refusals(one: Course, other: Course) -> Iterator[Turn]:
    was, now = ({(v, r.act): r for v, r in x.refused} for x in (one, other))
    for key in sorted({*was, *now}):
        before, after = was.get(key), now.get(key)
        told = after or before
        if told and (before and before.code) != (after and after.code):
            code, code_now = (x.code if x else DONE for x in (before, after))
            yield Turn("act", f"{key[0]} {key[1]}", code, code_now, told.cite)


def _deadlines(one: Course, other: Course) -> Iterator[Turn]:
    was, now = ({d.key: d for d in x.state.deadlines} for x in (one, other))
    for key in dict.fromkeys((*was, *now)):
        before, after = was.get(key), now.get(key)
        told = after or before
        if told and _told(before) != _told(after):
            yield Turn("deadline", _name(key), _told(before), _told(after), told.cite)


def _told(d: Deadline | None) -> str:
    return f"{d.due} {d.standing}" if d else _NONE


def _name(key: DeadlineKey) -> str:
    return "/".join(part for part in key if part)


def _papers(one: Course, other: Course) -> Iterator[Turn]:
    """Papers are told in order: the second notice of a case is held against the second."""
    was, now = (_numbered(x) for x in (one, other))
    for key in dict.fromkeys((*was, *now)):
        if was.get(key) != now.get(key):
            yield Turn("paper", key, was.get(key, _NONE), now.get(key, _NONE))


def _numbered(course: Course) -> dict[str, str]:
    found: dict[str, str] = {}
    for paper in course.state.papers:
        number = sum(name.split(" ")[0] == paper.kind for name in found) + 1
        found[f"{paper.kind} {number}" if number > 1 else paper.kind] = str(paper.on)
    return found


def parts_wanted(state: CaseState, laws: tuple[Law, Law]) -> Iterator[Turn]:
    """What a paper still to be made needs under one law only."""
    for kind, wanted in (
        ("notice", [law.notice_parts for law in laws]),
        ("decision", [law.decision_parts for law in laws]),
    ):
        if state.is_closed or state.paper(kind):
            continue
        for part in dict.fromkeys((*wanted[0], *wanted[1])):
            if (part in wanted[0]) != (part in wanted[1]):
                was, now = ("needed" if part in w else _NONE for w in wanted)
                yield Turn("part", f"{kind} {part}", was, now)
