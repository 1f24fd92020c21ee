"""The decision replay: every act of a file decided again, and each difference named.

Temporal's own replay compares orders to the world (timers, errands by type); it
does not look into them. A period counted otherwise, a service counted for
another party, a changed citation leave the same orders. So each act is decided
here again: from the acts before it, by the law and the calendar pinned, at the
act's own instant, and all that it says is compared with what was kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol, Self, TypeVar

from pydantic import TypeAdapter

from models.law.days import Calendar
from models.law.regimes import Law
from models.records.acts import Act, Answer, Decided, Refused
from models.records.cases import CaseState
from models.records.commands import CLOCK, Command
from models.steps.announcing import ACT as ANNOUNCE_LAW
from models.steps.deciding import decide, settle
from models.steps.fold import apply

EARLIER = "earlier"
# What a refusal decides; which acts were open instead is advice for the sender.
_REFUSAL = ("code", "cite", "step", "detail", "documents")
_DEADLINE_KEY = ("kind", "party", "channel", "matter")
_NONE = "none"
_PLAIN: dict[type, TypeAdapter[Any]] = {kind: TypeAdapter(kind) for kind in (Act, Refused)}


class Standing(Protocol):
    """What every kind's state says of itself."""

    @property
    def step(self) -> str:
        """Where it stands."""


S = TypeVar("S", bound=Standing)


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
    """All that was decided in one file, with what it was decided from; nothing personal.

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


class Stood(Protocol):
    """How a file stood after an act: whatever its kind, what is decided there, and how it goes on."""

    @property
    def adds(self) -> tuple[str, ...]:
        """What the record itself added to a command, by name: an act keeps it."""

    def decide(self, command: Command, at: datetime) -> Answer:
        """The answer a command gets here."""

    def settle(self, at: datetime) -> tuple[Act, ...]:
        """What the clock does here."""

    def after(self, act: Act) -> Self:
        """How the file stands when that act is done."""


@dataclass(frozen=True, slots=True)
class _StoodCase:
    """How a case stood after an act: its state, the law it was under from then on, its calendar, the laws announced."""

    state: CaseState
    law: Law
    calendar: Calendar
    announced: Mapping[str, Law]
    adds: tuple[str, ...] = (EARLIER,)

    def decide(self, command: Command, at: datetime) -> Answer:
        """The answer a command gets here; an announcement is judged by the law it names."""
        announced = self.announced.get(command.word("version")) if command.act == ANNOUNCE_LAW else None
        return decide(self.state, command, self.law, self.calendar, at, announced)

    def settle(self, at: datetime) -> tuple[Act, ...]:
        """What the clock does here."""
        return settle(self.state, self.law, self.calendar, at)

    def after(self, act: Act) -> _StoodCase:
        """How the case stands when that act is done."""
        return replace(self, state=apply(self.state, act), law=law_after(self.law, act, self.announced))


def replay(
    kept: Decisions, law: Law, calendar: Calendar, announced: Mapping[str, Law] | None = None
) -> list[Difference]:
    """Decide every act and every refusal of a case again; nothing where all comes out as it is kept.

    `law` is the law the case was opened under; `announced` are those that acts or commands of it name.
    """
    return decided_apart(kept, _StoodCase(CaseState(kept.case_id, kept.mode), law, calendar, announced or {}))


def decided_apart(kept: Decisions, start: Stood) -> list[Difference]:
    """Every point in which the acts and refusals of a file would now come out otherwise."""
    asked = {command.key: command for command in kept.commands}
    found: list[Difference] = []
    stood = [start]
    for act in kept.acts:
        again = _again(stood[-1], act, asked.get(act.key))
        found += (Difference(kept.case_id, act.version, act.act, *points) for points in _apart(act, again))
        stood.append(stood[-1].after(act))
    for denial in kept.denials:
        found += (
            Difference(kept.case_id, denial.version or 0, denial.command.act, *points)
            for points in _denied_apart(denial, stood)
        )
    return sorted(found, key=lambda d: d.version)


def law_after(law: Law, act: Act, announced: Mapping[str, Law]) -> Law:
    """The law a case stands under after an act: another one where the act announces one that is held."""
    return announced.get(act.facts["version"], law) if act.act == ANNOUNCE_LAW else law


def version_judged_at(
    start: S, acts: Sequence[Act], refused: Refused, span: tuple[int, int], step_of: Callable[[S, Act], S]
) -> int | None:
    """The latest version between two at which the file stood where the refusal says."""
    settled = refused.settled
    if settled:
        return settled[0].version - 1
    state, found = start, None
    for version in range(span[1] + 1):
        state = step_of(state, acts[version - 1]) if version else state
        if version >= span[0] and state.step == refused.step:
            found = version
    return found


def _again(before: Stood, act: Act, command: Command | None) -> Answer | str:
    """The decision as it comes out now; a sentence where there is none."""
    try:
        if act.by.id == CLOCK:
            done = before.settle(act.at)
            return Decided(done[:1]) if done else "the clock does nothing at this instant"
        if command is None:
            return "no command of this key was received"
        # Read from the record when the act was done, and kept with it.
        known = {name: act.facts[name] for name in before.adds if name in act.facts}
        return before.decide(replace(command, facts={**command.facts, **known}), act.at)
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


def _denied_apart(denial: Denial, stood: Sequence[Stood]) -> Iterator[tuple[str, str, str]]:
    """Where every instant that may have been the refusal's gives another answer: the first one's differences."""
    kept = denial.refused
    if denial.version is None:
        yield "step", kept.step, "no version of the file stands there"
        return
    tried = [list(_refused_apart(stood[denial.version], denial, at)) for at in denial.instants]
    if all(tried):
        yield from tried[0]


def _refused_apart(before: Stood, denial: Denial, at: datetime) -> Iterator[tuple[str, str, str]]:
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
