"""One case of a life: people act, time passes, the world fails, and the onlooker looks on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from activities.record import command_of
from desk.living.choosing import WAIT, next_act
from desk.living.faults import Faults
from desk.living.house import House
from desk.living.looping import Diverged, WorkerDied
from desk.living.people import Cast
from desk.living.reading import onlooker
from desk.living.saying import SELDOM, Facts, Scene, said
from desk.living.server import Away, Outcome, Server
from desk.rebuilding import read_start
from models.contracts.errands import RecordRequest
from models.contracts.listing import Asked, CaseStart
from models.law.days import law_day
from models.records.acts import Refused
from models.records.commands import PARTY, Actor, Command
from models.steps.forms import legal_part
from models.steps.table import REOPENING
from models.tables.receiving import CommandFault, KeyTaken, Opening, Sent

# As a counter does: how often a refusal may be overtaken before the relay is left to deliver.
_ROUNDS = 3


class Chapter:
    """One case: its record, its workflow, its people, and the faults they meet."""

    def __init__(self, house: House, opening: Opening, parties: Sequence[Facts], document: str, rng: Random) -> None:
        """Make the case file; nobody has acted yet."""
        self.house, self.opening, self.rng, self.law = house, opening, rng, opening.law
        self.case_id, self.now = opening.case_id, opening.opened_at
        self.parties, self.document = tuple(parties), document
        self.refused: Counter[str] = Counter()
        self.story: list[str] = []
        self.sent: dict[str, Sent] = {}
        self.waiting: dict[str, Sent] = {}
        self.answer_lost = False
        self.faults = Faults(house.errand)
        house.at_point = self.faults.point
        house.open(opening)
        self.server = Server(self.faults.errand, lambda: self.now)
        self.onlooker = onlooker(house.rows, lambda: self.now, opening)

    def tell(self, line: str) -> None:
        """A line of the story."""
        self.story.append(f"{self.now:%Y-%m-%d %H:%M:%S}Z {line}")

    # People.

    def act(self) -> bool:
        """Somebody does what comes next; False where one waits for the clock."""
        name = next_act(self.onlooker.state, self.law, law_day(self.now), self.rng)
        if name == WAIT:
            return False
        self.send(self.make(name))
        return True

    def act_together(self) -> None:
        """Two people act on what both have read; which comes first is chance."""
        state, today = self.onlooker.state, law_day(self.now)
        names = [next_act(state, self.law, today, self.rng) for _ in range(2)]
        both = [self.make(name) for name in names if name != WAIT]
        self.rng.shuffle(both)
        self.send(*both)

    def make(self, act: str) -> Sent:
        """An act as somebody sends it."""
        state, rng = self.onlooker.state, self.rng
        scene = Scene(state, self.law, law_day(self.now), rng, self.parties, self.document)
        body = said(act, scene)
        by = Cast(self.law, state).anybody(rng) if rng.random() < SELDOM / 2 else self._fit(act)
        if by.is_party and "by_party" in body and rng.random() > SELDOM:
            body["by_party"] = by.id
        seen = max(0, state.version - rng.randrange(1, 4)) if rng.random() < SELDOM else state.version
        sent = Sent(f"{self.case_id}-{len(self.sent) + 1:03}", self.case_id, act, by, body, seen)
        self.sent[sent.key] = sent
        return sent

    def _fit(self, act: str) -> Actor:
        hearing = self.onlooker.state.hearing
        if act == "hold_hearing" and hearing is not None and hearing.chair:
            return Actor(hearing.chair, ("hearing-chair",))
        by = Cast(self.law, self.onlooker.state).somebody(act, self.rng)
        if act in ("apply_restoration", "supply_materials") and by.is_party:
            return Actor(self.onlooker.state.principal.id, (PARTY,))
        return by

    # The counter.

    def send(self, *sent: Sent) -> None:
        """Receive, then hand over all at once; who has no answer asks again later, with the same key."""
        kept = [s for s in sent if self.receive(s)]
        self.waiting.update({s.key: s for s in kept})
        if kept:
            self.hand_over(*kept)

    def receive(self, sent: Sent) -> bool:
        """Write a command as received, as a counter does; False where it cannot be read."""
        try:
            self.house.writer.receive(sent)
        except CommandFault as fault:
            self.refused[f"form: {fault.act}.{fault.field}"] += 1
            del self.sent[sent.key]
            return False
        return True

    def forge(self, sent: Sent) -> None:
        """The same key comes with another body: refused, and nothing is changed."""
        other = replace(sent, by=Actor("somebody-else", sent.by.roles))
        try:
            self.house.writer.receive(other)
        except KeyTaken as taken:
            self.refused[taken.code] += 1
        else:
            self.onlooker.hold("one_key_is_one_command", f"{sent.key} was taken with another body")

    def hand_over(self, *sent: Sent) -> None:
        """Hand received commands to the workflow, and learn what became of them."""
        start = self._start() if any(s.act in REOPENING for s in sent) and not self.server.is_running else None
        outcomes = self._ask([Asked(_command(s), s.seen_version) for s in sent], start)
        for s in sent:
            self._judged(s, outcomes.get(s.key))
            self.learn(s)

    def _judged(self, sent: Sent, outcome: Outcome | None) -> None:
        """A validator's refusal is kept unless the case has moved on: then it is asked again."""
        seen = sent.seen_version
        for _ in range(_ROUNDS):
            if outcome is None:
                return
            if not isinstance(outcome, Refused):
                self.onlooker.look()
                self.onlooker.hear(sent.key, outcome)
                return
            if self.house.writer.keep_refusal(sent.key, outcome, seen):
                return
            seen = self.house.standing(self.case_id).version
            outcome = self._ask([Asked(_command(sent), seen)], None).get(sent.key)

    def learn(self, sent: Sent) -> None:
        """What the record answers is told, unless it is lost on the way."""
        self.onlooker.look()
        told = self.onlooker.answer(sent.key)
        self.tell(f"{sent.act} by {sent.by.id or 'nobody'} [{sent.key[-3:]}] → {told or 'no answer'} {sent.body}")
        if not told:
            return
        if self.answer_lost:
            self.answer_lost = False
            self.faults.met["answer lost on the way"] += 1
        elif self.waiting.pop(sent.key, None) is not None and told != "done":
            self.refused[told] += 1

    def _ask(self, asked: Sequence[Asked], start: CaseStart | None) -> dict[str, Outcome]:
        try:
            return self.server.ask(*asked, start=start)
        except Away:
            return {}
        finally:
            self.bury()

    def bury(self) -> None:
        """Where the server died with its worker, what it had only in memory is gone."""
        for fault in self.faults.of_the_house:
            self.onlooker.hold("no_errand_meets_a_fault_of_the_house", fault)
        self.faults.of_the_house.clear()
        if self.faults.lost_server:
            self.faults.lost_server = False
            self.server.lose_worker(server_too=True)

    def _start(self) -> CaseStart:
        return read_start(self.house.record, self.case_id)

    # The relay.

    def relay(self) -> None:
        """One pass: pending commands in their order, then a run that is behind is told, or begun anew."""
        try:
            for row in self.house.pending(self.case_id):
                self._deliver(command_of(row))
            self._look()
        except (Away, WorkerDied):
            self.tell("the relay stops")
        self.bury()

    def _deliver(self, command: Command) -> None:
        held = self.house.standing(self.case_id)
        if held.closed and command.act not in REOPENING:
            # A closed case has no workflow to ask: the record itself gives the answer.
            self.house.record.record(RecordRequest(self.case_id, held.version, self.now, command))
            return
        outcome = self.server.ask(Asked(command, held.version), start=self._start()).get(command.key)
        if isinstance(outcome, Refused):
            self.house.writer.keep_refusal(command.key, outcome, held.version)
        elif outcome is not None:
            self.onlooker.look()
            self.onlooker.hear(command.key, outcome)

    def _look(self) -> None:
        held = self.house.standing(self.case_id)
        if held.version <= held.applied or not self.server.is_up:
            return
        if not self.server.is_running:
            if not held.closed:
                self.server.begin(self._start())
            self.house.note_applied(self.case_id, held.version)
            return
        applied = self.server.version()
        self.house.note_applied(self.case_id, applied)
        if applied < held.version:
            self.server.tell_behind()

    def rebuild(self) -> None:
        """Bring the workflow of an open case back from the record where it has none."""
        held = self.house.standing(self.case_id)
        if self.server.is_up and not self.server.is_running and held.version and not held.closed:
            self.server.begin(self._start())

    # The clock.

    def fire(self) -> None:
        """Timers that are due, and errands that outlive their task."""
        self.server.do_ordinary()
        self.bury()
        for _ in range(len(self.onlooker.account.running) + 2):
            if not self.server.tick():
                break
            self.bury()

    def wait(self, span: timedelta) -> None:
        """Time passes; instants are whole seconds."""
        self.now = (self.now + span).replace(microsecond=0)

    def wait_until(self, at: datetime) -> None:
        """Time passes until an instant, if that is still to come."""
        self.now = max(self.now, at)

    # The end.

    def rest(self) -> None:
        """Everything works again: all must come to rest, and then agree."""
        self.faults.calm()
        self.server.is_up = self.server.has_worker = True
        self.answer_lost = False
        for _ in range(_ROUNDS * 4):
            if self.onlooker.broken:
                return
            self.relay()
            self.rebuild()
            self.fire()
            for sent in tuple(self.waiting.values()):
                self.house.writer.receive(sent)
                self.learn(sent)
            if self._at_rest():
                break
        self._hold_at_rest()

    def _at_rest(self) -> bool:
        run, account = self.server.run, self.onlooker.account
        if self.waiting or (run is not None and run.ordinary is not None):
            return False
        if self.server.is_running and run is not None:
            return run.view().version == account.version and not self._overdue()
        return account.is_closed or account.version == 0

    def _overdue(self) -> str:
        passed = [d for d in self.onlooker.account.running.values() if d.ends_at <= self.now]
        return f"{passed[0].key} ended at {passed[0].ends_at}, and nobody saw it" if passed else ""

    def _hold_at_rest(self) -> None:
        look, run = self.onlooker, self.server.run
        look.look()
        look.hold("no_deadline_is_missed", self._overdue())
        look.hold("everything_comes_to_rest", "" if self._at_rest() else f"version {look.account.version}, run {run}")
        if run is not None and self.server.is_running:
            first = min((d.ends_at for d in look.account.running.values()), default=None)
            armed = run.timer_at
            look.hold("the_timer_waits_for_the_first_deadline", "" if armed == first else f"{armed}, not {first}")
        look.rest(run.case.state() if run else None, tuple(self.sent), run.view().law_version if run else "")


def _command(sent: Sent) -> Command:
    return Command(sent.key, sent.act, sent.by, legal_part(sent.act, sent.body))


__all__ = ["Chapter", "Diverged"]
