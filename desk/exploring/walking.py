"""The walk through every reachable state, breadth first, with the production `decide`.

From each state every command is tried at the state's own instant, and the clock
is moved to the next boundary: the beginning of the last day of a running
deadline, or its end. Every answer is shown to the invariants.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from datetime import datetime

from desk.exploring.answer_rules import REFUSAL_RULES, AskedRule, decide_is_deterministic, decide_settles_first
from desk.exploring.canon import Canon, canonical, last_day
from desk.exploring.edge_rules import EDGE_RULES
from desk.exploring.findings import Findings
from desk.exploring.onlooker import Seen, look
from desk.exploring.paths import Edge, Node
from desk.exploring.people import World, hat
from desk.exploring.state_rules import STATE_RULES, Stand
from desk.exploring.trying import FIRST_DAY, OFFICE_HOUR, Trying, at_the_start
from models.law.days import Calendar, law_day, start_of
from models.law.regimes import Law
from models.records.acts import Act, Answer, Decided
from models.records.cases import CaseState
from models.records.commands import Command
from models.steps.deciding import decide, settle
from models.steps.fold import apply

# `decide` answers every question: an exception out of it would hold a case for ever.
NEVER_FAILS = "decide_never_fails"
_FAILURES = (LookupError, ValueError, TypeError, AttributeError)


class Walk:
    """One walk in one world under one law."""

    def __init__(
        self,
        world: World,
        law: Law,
        calendar: Calendar,
        *,
        cap: int = 0,
        thorough: bool = False,
        until: str = "",
    ) -> None:
        """`cap` keeps to so many states; `thorough` asks every question twice; `until` ends when a rule breaks."""
        self.trying = Trying(world, law)
        self.law = law
        self.calendar = calendar
        self.cap = cap
        self.thorough = thorough
        self.until = until
        self.found = Findings()
        self.known: set[Canon] = set()
        self.waiting: deque[Node] = deque()
        self._visited = 0
        self._tasks = {task for rule in law.acts for task in rule.apart_from}

    def run(self) -> Findings:
        """Walk until nothing new is reachable, or the cap is met."""
        self._arrive(Node(CaseState("explored", "training"), Seen(), start_of(FIRST_DAY) + OFFICE_HOUR))
        for command, at, mode in at_the_start(self.trying):
            self._try(Node(CaseState("explored", mode), Seen(), at), command, set())
        while self.waiting and self.until not in self.found.broken:
            self._from(self.waiting.popleft())
        return self.found

    def _arrive(self, node: Node) -> None:
        form = self._form(node)
        if form in self.known:
            return
        if self.cap and self.found.states >= self.cap:
            self.found.complete = False
            return
        self.known.add(form)
        self.waiting.append(node)
        self.found.states += 1
        self.found.steps[node.state.step] += 1

    def _from(self, node: Node) -> None:
        boundary = next_boundary(node.state, node.now)
        taken = 0
        self._visited += 1
        commands = tuple(self.trying.commands(node.state, law_day(node.now)))
        told: set[tuple[object, ...]] = set()
        for n, command in enumerate(commands):
            with_clock = self.thorough or n == self._visited % len(commands)
            try:
                taken += self._try(node, command, told)
                if with_clock:
                    self._ask_again(node, command, boundary)
            except _FAILURES as failure:
                self._keep(NEVER_FAILS, f"{command.act} failed: {failure!r}", node)
        try:
            self._let_time_pass(node, boundary)
        except _FAILURES as failure:
            self._keep(NEVER_FAILS, f"the clock failed at {boundary}: {failure!r}", node)
        stand = Stand(node, taken)
        for rule in STATE_RULES:
            self._keep(rule.__name__, rule(stand), node)

    def _same(self, command: Command) -> tuple[object, ...]:
        """What two accepted commands share whose difference no rule can ever ask for."""
        person = hat(command.by.id) if command.act in self._tasks else ""
        return (command.act, id(command.facts), command.by.is_party, person)

    def _let_time_pass(self, node: Node, boundary: datetime | None) -> None:
        """Move the clock from boundary to boundary until the canonical form is another one."""
        form = self._form(node)
        while boundary is not None and not node.state.is_closed:
            node = self._move(node, None, settle(node.state, self.law, self.calendar, boundary), boundary)
            if self._form(node) != form:
                return
            boundary = next_boundary(node.state, node.now)

    def _form(self, node: Node) -> Canon:
        return canonical(node.state, node.seen, law_day(node.now), fine=self.trying.world.fine)

    def _try(self, node: Node, command: Command, told: set[tuple[object, ...]]) -> bool:
        """Whether the command goes through; of those that lead to the same state one is followed."""
        self.found.decides += 1
        answer = decide(node.state, command, self.law, self.calendar, node.now)
        if isinstance(answer, Decided):
            same = self._same(command)
            if same in told:
                return True
            told.add(same)
            self._keep(*_told(decide_is_deterministic, node, command, node.now, self, answer), node)
            self._move(node, command, answer.acts, node.now)
            return True
        self.found.codes[answer.code] += 1
        for rule in REFUSAL_RULES:
            self._keep(rule.__name__, rule(node, command, answer, self.law), node)
        return False

    def _ask_again(self, node: Node, command: Command, boundary: datetime | None) -> None:
        for at, rule in ((node.now, decide_is_deterministic), (boundary, decide_settles_first)):
            if at is not None:
                answer = decide(node.state, command, self.law, self.calendar, at)
                self._keep(*_told(rule, node, command, at, self, answer), node)

    def _move(self, node: Node, command: Command | None, acts: tuple[Act, ...], now: datetime) -> Node:
        state, seen = node.state, node.seen
        for act in acts:
            after, seen_after = apply(state, act), look(seen, act)
            edge = Edge(command, now, act, state, seen, after, seen_after)
            for rule in EDGE_RULES:
                self._keep(rule.__name__, rule(edge, self.law), node)
            self.found.edges += 1
            self.found.acts[act.act] += 1
            self.found.moves[act.act, act.step_from, act.step_to] += 1
            state, seen = after, seen_after
        overdue = settle(state, self.law, self.calendar, now)
        arrived = Node(state, seen, now, node, acts)
        if overdue:
            return self._move(arrived, None, overdue, now)
        self._arrive(arrived)
        return arrived

    def _keep(self, rule: str, broken: str, node: Node) -> None:
        if broken:
            self.found.fault(rule, broken, node)


def _told(
    rule: AskedRule, node: Node, command: Command, at: datetime, walk: Walk, answer: Answer
) -> tuple[str, str]:
    return rule.__name__, rule(node, command, at, walk.law, walk.calendar, answer)


def next_boundary(state: CaseState, now: datetime) -> datetime | None:
    """The next instant at which a running deadline enters its last day or ends."""
    return min(_boundaries(state, now), default=None)


def _boundaries(state: CaseState, now: datetime) -> Iterator[datetime]:
    for d in state.open_deadlines():
        begins = start_of(last_day(d))
        yield begins if begins > now else d.ends_at
