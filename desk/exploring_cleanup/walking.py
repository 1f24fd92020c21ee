"""The walk through every reachable state of a world, breadth first, with the production `decide_campaign`.

From each state every command is tried at the state's own instant, and the clock is moved to the next day that
ends.  States are told apart by all that can change a future answer; of dates only the present instant, for time
moves from end to end alone.  Which revision a ledger is counts only where one above lacks it.
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b

from desk.exploring_cleanup.rules import EDGE_RULES, STATE_RULES, Edge, Stand
from desk.exploring_cleanup.worlds import World, commands
from models.law.campaign_rules import CampaignLaw
from models.law.days import Calendar
from models.records.acts import Act, Decided, Refused
from models.records.campaigns import CampaignState
from models.records.commands import Command
from models.steps.cleanup_deciding import decide_campaign, settle_campaign
from models.steps.cleanup_fold import fold

NEVER_FAILS, ALWAYS_ENDS = "decide_never_fails", "a_campaign_can_always_be_closed"
# In one state of so many, and in the first ones, everybody is tried with everything.
_EVERYBODY = 19
_FAILURES = (LookupError, ValueError, TypeError, AttributeError)


@dataclass(slots=True)
class Found:
    """What a walk found: how much it saw, and for each rule broken the first place."""

    states: int = 0
    edges: int = 0
    decides: int = 0
    complete: bool = True
    steps: Counter[str] = field(default_factory=Counter)
    acts: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    broken: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Node:
    state: CampaignState
    now: datetime
    form: bytes


class CampaignWalk:
    """One walk in one world."""

    def __init__(self, world: World, law: CampaignLaw, calendar: Calendar, *, cap: int = 0, until: str = "") -> None:
        """`cap` keeps to so many states; `until` ends when a rule breaks."""
        self.world, self.law, self.calendar = world, world.narrowed(law), calendar
        self.cap, self.until = cap, until
        self.found = Found()
        self._known: dict[bytes, None] = {}
        self._waiting: deque[_Node] = deque()
        self._back: dict[bytes, list[bytes]] = {}
        self._closed: list[bytes] = []
        self._visited = 0

    def run(self) -> Found:
        """Walk until nothing new is reachable, or the cap is met, or the rule asked for is broken."""
        start = CampaignState("explored", "rehearsal")
        self._arrive(start, self.world.at().astimezone(UTC), None)
        while self._waiting and self.until not in self.found.broken:
            self._from(self._waiting.popleft())
        self.found.states = len(self._known)
        if self.found.complete and self.until not in self.found.broken:
            self._every_state_can_end()
        return self.found

    def _arrive(self, state: CampaignState, now: datetime, source: bytes | None) -> None:
        form = form_of(state, now)
        if source is not None:
            self._back.setdefault(form, []).append(source)
        if form in self._known:
            return
        if self.cap and len(self._known) >= self.cap:
            self.found.complete = False
            return
        self._known[form] = None
        self.found.steps[state.step] += 1
        if state.is_closed:
            self._closed.append(form)
        self._waiting.append(_Node(state, now, form))
        for rule in STATE_RULES:
            self._keep(rule.__name__, rule(Stand(state, now, self.law)), state)

    def _from(self, node: _Node) -> None:
        self._visited += 1
        everybody = self._visited % _EVERYBODY == 0 or self._visited < _EVERYBODY
        for command in commands(self.world, node.state, node.now, everybody=everybody):
            try:
                self._try(node, command)
            except _FAILURES as failure:
                self._keep(NEVER_FAILS, f"{command.act}: {failure!r}", node.state)
        first = node.state.earliest()
        until = self.world.until
        if first is not None and not node.state.is_closed and (not until or first.due.isoformat() <= until):
            at = first.ends_at
            self._follow(node, settle_campaign(node.state, self.law, self.calendar, at), None, at)

    def _try(self, node: _Node, command: Command) -> None:
        self.found.decides += 1
        answer = decide_campaign(node.state, command, self.law, self.calendar, node.now)
        if isinstance(answer, Refused):
            self.found.codes[answer.code] += 1
            return
        self._follow(node, answer.acts, command, node.now, answer)

    def _follow(
        self, node: _Node, acts: tuple[Act, ...], command: Command | None, now: datetime, answer: Decided | None = None
    ) -> None:
        after = fold(node.state, acts)
        self.found.edges += 1
        self.found.acts.update(a.act for a in acts)
        edge = Edge(node.state, after, acts, command, answer, now, self.law)
        for rule in EDGE_RULES:
            self._keep(rule.__name__, rule(edge), node.state)
        self._arrive(after, now, node.form)

    def _keep(self, rule: str, fault: str, state: CampaignState) -> None:
        if fault and rule not in self.found.broken:
            self.found.broken[rule] = f"{self.world.name}: at {state.step}: {fault}"

    def _every_state_can_end(self) -> None:
        """From every state some way leads to the end: nobody is ever stuck."""
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


def form_of(state: CampaignState, now: datetime) -> bytes:
    """The state as far as it can change what follows."""
    stale = state.stale()
    units = tuple(
        (u.id, u.contact, u.planned, len(u.reports), u.summary_on is not None, u.exceptions > 0,
         u.ledger and (u.ledger.digest, u.ledger.faults), u.id in stale)
        for u in state.units
    )  # fmt: skip
    dues = tuple((d.key, d.standing, d.late, d.named) for d in state.dues)
    items = tuple((i.id, i.done, i.proposed_on is not None) for i in state.items)
    findings = tuple((f.id, f.line, f.settled, f.named) for f in state.findings)
    stops = tuple((s.standing, s.disposition, s.proposed_by, s.confirmed_by, s.resume_by, s.plan) for s in state.stops)
    months = tuple(n.month for n in state.notices)
    said = repr((state.step, sorted(units), sorted(dues), sorted(items), findings, stops, months, state.published, now))
    return blake2b(said.encode(), digest_size=16).digest()
