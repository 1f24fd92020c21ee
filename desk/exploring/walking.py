"""The walk through every reachable state, breadth first, with the production `decide`.

From each state every command is tried at the state's own instant, and the clock
is moved to the next boundary: the beginning of the last day of a running
deadline, its end, the day of a hearing, or the day after a bar. Every answer is
shown to the invariants.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from datetime import date, datetime
from hashlib import blake2b

from desk.exploring.announcing import ask
from desk.exploring.answer_rules import (
    DOOR_ALIKE,
    MERGED_ALIKE,
    REFUSAL_RULES,
    decide_is_deterministic,
    decide_settles_first,
)
from desk.exploring.canon import Canonical, last_day
from desk.exploring.doors import Door, door, told
from desk.exploring.edge_rules import rules_of
from desk.exploring.findings import Findings
from desk.exploring.onlooker import look
from desk.exploring.paths import Edge, Node, Trail
from desk.exploring.people import hat
from desk.exploring.seeing import Seen
from desk.exploring.state_rules import STATE_RULES, Stand, fold_of_acts_is_the_state
from desk.exploring.trying import OFFICE_HOUR, Trying, at_the_start
from desk.exploring.worlds import World
from models.law.days import Calendar, law_day, start_of
from models.law.regimes import Law
from models.records.acts import Act, Decided
from models.records.cases import CaseState
from models.records.commands import Command
from models.steps.deciding import settle
from models.steps.fold import apply

# `decide` answers every question: an exception out of it would hold a case for ever.
NEVER_FAILS = "decide_never_fails"
_FAILURES = (LookupError, ValueError, TypeError, AttributeError)
_DAY = date.resolution
# One state in so many is asked everything twice, and one in fewer one thing; one form in so many is asked again
# where paths merge.
_TWICE = 97
_AGAIN = 4
_MERGED = 241
Answers = dict[str, tuple[object, ...]]


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
        self.world = world
        self.trying = Trying(world, law, calendar)
        self.canon = Canonical(world, law, calendar)
        self.law = law
        self.calendar = calendar
        self.cap = cap
        self.thorough = thorough
        self.until = until
        self.found = Findings()
        self.situations: set[bytes] = set()
        self._known: set[bytes] = set()
        self._waiting: deque[tuple[Node, bytes]] = deque()
        self._doors: dict[Door, list[tuple[object, ...]]] = {}
        self._answers: dict[bytes, Answers] = {}
        self._merged: dict[bytes, Node] = {}
        self._visited = 0
        self._merged_of = 1 if thorough else _MERGED

    def run(self) -> Findings:
        """Walk until nothing new is reachable, or the cap is met."""
        began = start_of(self.world.on) + OFFICE_HOUR
        self._arrive(Node(CaseState("explored", self.world.mode), Seen(), began))
        for command, at, mode in at_the_start(self.trying):
            self._try(Node(CaseState("explored", mode), Seen(), at), command, {}, follow=False)
        while self._waiting and self.until not in self.found.broken:
            self._from(*self._waiting.popleft())
        for form, node in self._merged.items():
            if self.until not in self.found.broken:
                self._compare(form, node)
        self.found.states = len(self.situations)
        return self.found

    def _arrive(self, node: Node) -> None:
        form, said = self._form(node)
        if form in self._known:
            if int.from_bytes(form[:4]) % self._merged_of == 0:
                self._merged.setdefault(form, node)
            return
        if self.cap and len(self._known) >= self.cap:
            self.found.complete = False
            return
        self._known.add(form)
        situation = blake2b(said, digest_size=16).digest()
        if situation not in self.situations:
            self.situations.add(situation)
            self.found.steps[node.state.step] += 1
        self._waiting.append((node, form))

    def _form(self, node: Node) -> tuple[bytes, bytes]:
        """The digest of the state beside what the onlooker saw, and what the state alone says."""
        said = repr((self.law.regime, self.world.local, self.canon.form(node.state, law_day(node.now)))).encode()
        over = node.state.is_over and node.state.restoration != "grant"
        seen = repr(node.seen.at_rest() if over else node.seen.told()).encode()
        return blake2b(said + seen, digest_size=16).digest(), said

    def _from(self, node: Node, form: bytes) -> None:
        boundary = next_boundary(node.state, node.now)
        self._visited += 1
        everything = self.thorough or self._visited % _TWICE == 0
        taken = self._at_the_door(node)
        heard: Answers = {}
        commands = tuple(self.trying.commands(node.state, law_day(node.now), None if everything else self._visited))
        for n, command in enumerate(commands):
            try:
                taken += self._try(node, command, heard)
                if everything or (n == self._visited % len(commands) and self._visited % _AGAIN == 0):
                    self._ask_again(node, command, boundary)
            except _FAILURES as failure:
                self._keep(NEVER_FAILS, f"{command.act} failed: {failure!r}", node)
        try:
            self._let_time_pass(node, boundary)
        except _FAILURES as failure:
            self._keep(NEVER_FAILS, f"the clock failed at {boundary}: {failure!r}", node)
        if int.from_bytes(form[:4]) % self._merged_of == 0:
            self._answers[form] = heard
        stand = Stand(node, taken)
        for rule in STATE_RULES:
            if everything or rule is not fold_of_acts_is_the_state:
                self._keep(rule.__name__, rule(stand), node)

    def _at_the_door(self, node: Node) -> int:
        """How many got in where nobody should: at a new door everybody is asked, at a known one somebody again."""
        today = law_day(node.now)
        commands, key = self.trying.at_the_door(node.state.step, today), door(node.state, today, self.world.hats)
        known = self._doors.get(key)
        if known is not None:
            if commands:
                n = self._visited % len(commands)
                answer = ask(node.state, commands[n], self.law, self.calendar, node.now)
                now = told(answer) if not isinstance(answer, Decided) else (answer.own.step_to,)
                if now != known[n]:
                    self._keep(DOOR_ALIKE, f"{commands[n].act}: {now}, elsewhere {known[n]}", node)
            return 0
        heard: Answers = {}
        taken = sum(self._try(node, command, heard) for command in commands)
        self._doors[key] = [heard.get(c.key, ()) for c in commands]
        return taken

    def _compare(self, form: bytes, node: Node) -> None:
        """Two paths that were merged are answered alike."""
        first, heard = self._answers.get(form, {}), {}
        for command in self.trying.commands(node.state, law_day(node.now)):
            answer = ask(node.state, command, self.law, self.calendar, node.now)
            heard[command.key] = (answer.own.step_to,) if isinstance(answer, Decided) else told(answer)[:1]
        differ = [k for k in first if k in heard and not k.startswith("back") and first[k][:1] != heard[k]]
        if differ:
            what = ", ".join(f"{k}: {first[k][:1]} and {heard[k]}" for k in differ[:3])
            self._keep(MERGED_ALIKE, what, node)

    def _same(self, command: Command) -> tuple[object, ...]:
        """What two accepted commands share whose difference no rule can ever ask for."""
        matters = self.trying.matters(command.act)
        who = (hat(command.by.id, self.world.hats), command.by.is_party) if matters else ()
        return (command.act, id(command.facts), who)

    def _let_time_pass(self, node: Node, boundary: datetime | None) -> None:
        """Move the clock from boundary to boundary until the canonical form is another one."""
        form = self._form(node)[0]
        while boundary is not None and not node.state.is_closed:
            node = self._move(node, None, settle(node.state, self.law, self.calendar, boundary), boundary)
            if self._form(node)[0] != form:
                return
            boundary = next_boundary(node.state, node.now)

    def _try(self, node: Node, command: Command, heard: Answers, *, follow: bool = True) -> bool:
        """Whether the command goes through; of those that lead to the same state one is followed."""
        self.found.decides += 1
        answer = ask(node.state, command, self.law, self.calendar, node.now)
        if isinstance(answer, Decided):
            same = repr(self._same(command))
            if follow and same not in heard:
                heard[same] = ()
                self._move(node, command, answer.acts, node.now)
            heard[command.key] = (answer.own.step_to,)
            return True
        heard[command.key] = told(answer)
        self.found.codes[answer.code] += 1
        for rule in REFUSAL_RULES:
            self._keep(rule.__name__, rule(node, command, answer, self.law), node)
        return False

    def _ask_again(self, node: Node, command: Command, boundary: datetime | None) -> None:
        answer = ask(node.state, command, self.law, self.calendar, node.now)
        asked = (node, command, node.now, self.law, self.calendar, answer)
        self._keep(decide_is_deterministic.__name__, decide_is_deterministic(*asked), node)
        if boundary is not None:
            later = ask(node.state, command, self.law, self.calendar, boundary)
            broken = decide_settles_first(node, command, boundary, self.law, self.calendar, later)
            self._keep(decide_settles_first.__name__, broken, node)

    def _move(self, node: Node, command: Command | None, acts: tuple[Act, ...], now: datetime) -> Node:
        state, seen = node.state, node.seen
        for act in acts:
            after, seen_after = apply(state, act), look(seen, act)
            edge = Edge(command, now, act, state, seen, after, seen_after, self.law, self.calendar)
            for rule in rules_of(act.act):
                self._keep(rule.__name__, rule(edge), node)
            self.found.edges += 1
            self.found.acts[act.act] += 1
            self.found.moves[act.act, act.step_from, act.step_to] += 1
            state, seen = after, seen_after
        overdue = settle(state, self.law, self.calendar, now)
        arrived = Node(state, seen, now, Trail(acts, node.trail))
        if overdue:
            return self._move(arrived, None, overdue, now)
        self._arrive(arrived)
        return arrived

    def _keep(self, rule: str, broken: str, node: Node) -> None:
        if broken:
            self.found.fault(rule, broken, node)


def next_boundary(state: CaseState, now: datetime) -> datetime | None:
    """The next instant at which something begins to count: a last day, an end, a hearing's day, a bar's end."""
    return min(_boundaries(state, now), default=None)


def _boundaries(state: CaseState, now: datetime) -> Iterator[datetime]:
    for d in state.open_deadlines():
        begins = start_of(last_day(d))
        yield begins if begins > now else d.ends_at
    hearing = state.hearing
    days = [hearing.on] if hearing and hearing.on and not hearing.over else []
    if state.barred_until is not None and not state.removal:
        days.append(state.barred_until + _DAY)
    days += [d for lent in state.deputies for d in (lent.since, lent.until + _DAY)]
    yield from (start_of(day) for day in days if start_of(day) > now)
