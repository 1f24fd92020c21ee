"""The decision replay: every act of a case decided again, and each difference named.

Temporal's own replay compares orders to the world (timers, errands by type); it
does not look into them. A period counted otherwise, a service counted for
another party, a changed citation leave the same orders. So each act is decided
here again: from the acts before it, by the law and the calendar pinned, at the
act's own instant, and all that it says is compared with what was kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from models.law.days import Calendar
from models.law.regimes import Law
from models.records.acts import Act, Answer, Decided, Refused
from models.records.cases import CaseState
from models.records.commands import CLOCK, Command
from models.steps.announcing import ACT as ANNOUNCE_LAW
from models.steps.deciding import decide, settle
from models.steps.fold import apply, fold

EARLIER = "earlier"
# What a refusal decides; which acts were open instead is advice for the sender.
_REFUSAL = ("code", "cite", "step", "detail", "documents")
_DEADLINE_KEY = ("kind", "party", "channel", "matter")
_NONE = "none"
_PLAIN: dict[type, TypeAdapter[Any]] = {kind: TypeAdapter(kind) for kind in (Act, Refused)}


@dataclass(frozen=True, slots=True)
class Denial:
    """A command that was refused: the version it was judged at, the instants it may have been, the refusal.

    `version` is None where no version of the case stood at the step the refusal
    names. A refusal keeps no instant of its own: it lies between receipt and answer.
    """

    command: Command
    version: int | None
    instants: tuple[datetime, ...]
    refused: Refused


@dataclass(frozen=True, slots=True)
class Decisions:
    """All that was decided in one case, with what it was decided from; nothing personal.

    `law_version` is the law the case was opened under; an act that announces another names it.
    """

    case_id: str
    mode: str
    law_version: str
    calendar_version: str
    acts: tuple[Act, ...] = ()
    commands: tuple[Command, ...] = ()
    denials: tuple[Denial, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One point in which a decision would now be another: the place, what is kept, what comes out now."""

    case_id: str
    version: int
    act: str
    field: str
    stored: str
    now: str

    def __str__(self) -> str:
        """One line for the auditor."""
        place = f"{self.case_id} version {self.version} {self.act}"
        return f"{place}: {self.field}: stored {self.stored}, now {self.now}"


@dataclass(frozen=True, slots=True)
class _Stood:
    """How a case stood after an act: its state, the law it was under from then on, its calendar, the laws announced."""

    state: CaseState
    law: Law
    calendar: Calendar
    announced: Mapping[str, Law]

    def decide(self, command: Command, at: datetime) -> Answer:
        """The answer a command gets here; an announcement is judged by the law it names."""
        announced = self.announced.get(command.word("version")) if command.act == ANNOUNCE_LAW else None
        return decide(self.state, command, self.law, self.calendar, at, announced)


def replay(
    kept: Decisions, law: Law, calendar: Calendar, announced: Mapping[str, Law] | None = None
) -> list[Difference]:
    """Decide every act and every refusal of a case again; nothing where all comes out as it is kept.

    `law` is the law the case was opened under; `announced` are those that acts or commands of it name.
    """
    asked = {command.key: command for command in kept.commands}
    later = announced or {}
    found: list[Difference] = []
    stood = [_Stood(CaseState(kept.case_id, kept.mode), law, calendar, later)]
    for act in kept.acts:
        before = stood[-1]
        again = _again(before, act, asked.get(act.key))
        found += (Difference(kept.case_id, act.version, act.act, *points) for points in _apart(act, again))
        stood.append(replace(before, state=apply(before.state, act), law=law_after(before.law, act, later)))
    for denial in kept.denials:
        found += (
            Difference(kept.case_id, denial.version or 0, denial.command.act, *points)
            for points in _denied_apart(denial, stood)
        )
    return sorted(found, key=lambda d: d.version)


def law_after(law: Law, act: Act, announced: Mapping[str, Law]) -> Law:
    """The law a case stands under after an act: another one where the act announces one that is held."""
    return announced.get(act.facts["version"], law) if act.act == ANNOUNCE_LAW else law


def version_judged_at(start: CaseState, acts: Sequence[Act], refused: Refused, first: int, last: int) -> int | None:
    """The latest version between two at which the case stood where the refusal says."""
    settled = refused.settled
    if settled:
        return settled[0].version - 1
    state, found = fold(start, acts[:first]), None
    for version in range(first, last + 1):
        if version > first:
            state = apply(state, acts[version - 1])
        if state.step == refused.step:
            found = version
    return found


def _again(before: _Stood, act: Act, command: Command | None) -> Answer | str:
    """The decision as it comes out now; a sentence where there is none."""
    try:
        if act.by.id == CLOCK:
            done = settle(before.state, before.law, before.calendar, act.at)
            return Decided(done[:1]) if done else "the clock does nothing at this instant"
        if command is None:
            return "no command of this key was received"
        if EARLIER in act.facts:
            # Read from the record when the case was opened, and kept with the act.
            command = replace(command, facts={**command.facts, EARLIER: act.facts[EARLIER]})
        return before.decide(command, act.at)
    except Exception as fault:  # noqa: BLE001 - a rule that now fails is a difference like any other
        return f"{type(fault).__name__}: {fault}"


def _apart(kept: Act, again: Answer | str) -> Iterator[tuple[str, str, str]]:
    if isinstance(again, str):
        yield "decision", "done", again
    elif isinstance(again, Refused):
        yield "decision", "done", f"refused with {again.code} ({again.cite})"
    elif len(again.acts) > 1:
        yield "order", f"{kept.act} as the next act", f"the clock's {again.acts[0].act} comes first"
    else:
        yield from _fields_apart(_plain(kept), _plain(again.own))


def _denied_apart(denial: Denial, stood: Sequence[_Stood]) -> Iterator[tuple[str, str, str]]:
    """Where every instant that may have been the refusal's gives another answer: the first one's differences."""
    kept = denial.refused
    if denial.version is None:
        yield "step", kept.step, "no version of the case stands there"
        return
    tried = [list(_refused_apart(stood[denial.version], denial, at)) for at in denial.instants]
    if all(tried):
        yield from tried[0]


def _refused_apart(before: _Stood, denial: Denial, at: datetime) -> Iterator[tuple[str, str, str]]:
    kept = denial.refused
    try:
        again = before.decide(denial.command, at)
    except Exception as fault:  # noqa: BLE001 - as above
        yield "decision", f"refused with {kept.code}", f"{type(fault).__name__}: {fault}"
        return
    if isinstance(again, Decided):
        yield "decision", f"refused with {kept.code} ({kept.cite})", "done"
        return
    one, other = _plain(kept), _plain(again)
    yield from _fields_apart({n: one[n] for n in _REFUSAL}, {n: other[n] for n in _REFUSAL})


def _plain(value: Act | Refused) -> dict[str, Any]:
    """As it is kept: JSON, with its deadlines by their keys."""
    found: dict[str, Any] = json.loads(_PLAIN[type(value)].dump_json(value))
    if isinstance(value, Act):
        found["opened"] = {_named(d[n] for n in _DEADLINE_KEY): d for d in found["opened"]}
        for name in ("met", "dropped"):
            found[name] = {_named(key): "yes" for key in found[name]}
    return found


def _named(parts: Iterable[str]) -> str:
    return "/".join(part for part in parts if part)


def _fields_apart(kept: dict[str, Any], now: dict[str, Any], at: str = "") -> Iterator[tuple[str, str, str]]:
    """Every field that differs, named by its place; what stands only on one side is `none` on the other."""
    for name in dict.fromkeys((*kept, *now)):
        one, other = kept.get(name), now.get(name)
        if one == other:
            continue
        place = f"{at}{name}"
        if isinstance(one, dict) and isinstance(other, dict):
            yield from _fields_apart(one, other, f"{place}.")
        else:
            yield place, _shown(one), _shown(other)


def _shown(value: Any) -> str:
    if value is None:
        return _NONE
    if isinstance(value, dict) and "due" in value:
        return f"due {value['due']}"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def done_apart(kept: Act, again: Answer | str) -> list[tuple[str, str, str]]:
    """Where an act of any proceeding would now be decided otherwise."""
    return list(_apart(kept, again))


def denied_apart(kept: Refused, again: Answer) -> list[tuple[str, str, str]]:
    """Where a refusal of any proceeding would now be another answer."""
    if isinstance(again, Decided):
        return [("decision", f"refused with {kept.code} ({kept.cite})", "done")]
    one, other = _plain(kept), _plain(again)
    return list(_fields_apart({n: one[n] for n in _REFUSAL}, {n: other[n] for n in _REFUSAL}))
