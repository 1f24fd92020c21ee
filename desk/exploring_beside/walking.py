"""The walk through every reachable state of a small world, breadth first, with the production functions.

From each state every command is tried at the state's own instant, and the clock is moved to the next end.  A
world says in its form what of a state can change a future answer: states of one form are one.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any, Generic, Protocol, TypeVar

from models.records.acts import Act, Answer, Decided, Refused
from models.records.commands import Command

NEVER_FAILS, ALWAYS_ENDS = "decide_never_fails", "every_state_can_end"
# In one state of so many, and in the first ones, everybody is tried with everything.
_EVERYBODY = 19
_FAILURES = (LookupError, ValueError, TypeError, AttributeError)


class State(Protocol):
    """What every proceeding's state says of itself."""

    @property
    def step(self) -> str:
        """Where it stands."""

    @property
    def is_closed(self) -> bool:
        """Whether it is over."""

    def earliest(self) -> Any:
        """What falls due first."""


S = TypeVar("S", bound=State)


@dataclass(frozen=True, slots=True)
class Stand(Generic[S]):
    """A state, its instant and the law."""

    state: S
    now: datetime
    law: Any = None


@dataclass(frozen=True, slots=True)
class Edge(Generic[S]):
    """A way from one state to another: by a command, or by the clock where there is none."""

    before: S
    after: S
    acts: tuple[Act, ...]
    command: Command | None
    now: datetime
    law: Any = None

    def own(self, *names: str) -> Act | None:
        """The command's own act, where it is one of these."""
        act = self.acts[-1] if self.command is not None else None
        return act if act is not None and act.act in names else None


@dataclass(frozen=True, slots=True)
class Small(Generic[S]):
    """A small world: how it begins, what is tried in it, how it is judged, and what must hold.

    `commands` are asked whether everybody is to be tried with everything: in the first states, and in one of so
    many.  `until` is the last day whose end is waited for; empty: every end is.
    """

    name: str
    start: S
    began: datetime
    commands: Callable[[S, datetime, bool], Iterator[Command]]
    decide: Callable[[S, Command, datetime], Answer]
    settle: Callable[[S, datetime], tuple[Act, ...]]
    fold: Callable[[S, tuple[Act, ...]], S]
    form: Callable[[S, datetime], str]
    at_rest: Callable[[S], bool]
    state_rules: tuple[Callable[[Stand[S]], str], ...]
    edge_rules: tuple[Callable[[Edge[S]], str], ...]
    law: Any = None
    until: str = ""


@dataclass(slots=True)
class Found:
    """What a walk found: how much it saw, and for each rule broken the first place."""

    states: int = 0
    edges: int = 0
    decides: int = 0
    complete: bool = True
    steps: Counter[str] = field(default_factory=Counter)
    moves: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    broken: dict[str, str] = field(default_factory=dict)

    @property
    def acts(self) -> Counter[str]:
        """How often each act was done."""
        return sum((Counter({act: n}) for (act, _, _), n in self.moves.items()), Counter())


@dataclass(frozen=True, slots=True)
class _Node(Generic[S]):
    state: S
    now: datetime
    form: bytes


class SmallWalk(Generic[S]):
    """One walk in one world."""

    def __init__(self, world: Small[S], *, cap: int = 0, until: str = "") -> None:
        """`cap` keeps to so many states; `until` ends when that rule breaks."""
        self.world, self.cap, self.until = world, cap, until
        self.found = Found()
        self._known: dict[bytes, None] = {}
        self._waiting: deque[_Node[S]] = deque()
        self._back: dict[bytes, list[bytes]] = {}
        self._closed: list[bytes] = []
        self._visited = 0

    def run(self) -> Found:
        """Walk until nothing new is reachable, or the cap is met, or the rule asked for is broken."""
        self._arrive(self.world.start, self.world.began.astimezone(UTC), None)
        while self._waiting and self.until not in self.found.broken:
            self._from(self._waiting.popleft())
        self.found.states = len(self._known)
        if self.found.complete and self.until not in self.found.broken:
            self._every_state_can_end()
        return self.found

    def _arrive(self, state: S, now: datetime, source: bytes | None) -> None:
        form = blake2b(self.world.form(state, now).encode(), digest_size=16).digest()
        if source is not None:
            self._back.setdefault(form, []).append(source)
        if form in self._known:
            return
        if self.cap and len(self._known) >= self.cap:
            self.found.complete = False
            return
        self._known[form] = None
        self.found.steps[state.step] += 1
        if self.world.at_rest(state):
            self._closed.append(form)
        self._waiting.append(_Node(state, now, form))
        for rule in self.world.state_rules:
            self._keep(rule.__name__, rule(Stand(state, now, self.world.law)), state)

    def _from(self, node: _Node[S]) -> None:
        self._visited += 1
        everybody = self._visited % _EVERYBODY == 0 or self._visited < _EVERYBODY
        for command in self.world.commands(node.state, node.now, everybody):
            try:
                self._try(node, command)
            except _FAILURES as failure:
                self._keep(NEVER_FAILS, f"{command.act}: {failure!r}", node.state)
        first = node.state.earliest()
        until = self.world.until
        if first is not None and not node.state.is_closed and (not until or first.due.isoformat() <= until):
            at = first.ends_at
            self._follow(node, self.world.settle(node.state, at), None, at)

    def _try(self, node: _Node[S], command: Command) -> None:
        self.found.decides += 1
        answer = self.world.decide(node.state, command, node.now)
        if isinstance(answer, Refused):
            self.found.codes[answer.code] += 1
        elif isinstance(answer, Decided):
            self._follow(node, answer.acts, command, node.now)

    def _follow(self, node: _Node[S], acts: tuple[Act, ...], command: Command | None, now: datetime) -> None:
        after = self.world.fold(node.state, acts)
        self.found.edges += 1
        self.found.moves.update((a.act, a.step_from, a.step_to) for a in acts)
        edge = Edge(node.state, after, acts, command, now, self.world.law)
        for rule in self.world.edge_rules:
            self._keep(rule.__name__, rule(edge), node.state)
        self._arrive(after, now, node.form)

    def _keep(self, rule: str, fault: str, state: S) -> None:
        if fault and rule not in self.found.broken:
            self.found.broken[rule] = f"{self.world.name}: at {state.step}: {fault}"

    def _every_state_can_end(self) -> None:
        """From every state some way leads to where nobody owes anything: nobody is ever stuck."""
        reached = dict.fromkeys(self._closed)
        waiting = deque(self._closed)
        while waiting:
            for source in self._back.get(waiting.popleft(), ()):
                if source not in reached:
                    reached[source] = None
                    waiting.append(source)
        stuck = len(self._known) - len(reached)
        if stuck:
            self.found.broken[ALWAYS_ENDS] = f"{self.world.name}: {stuck} states have no way to the end"
