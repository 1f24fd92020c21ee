"""What Temporal keeps of one case, and how it gives it to a worker that may die at any moment.

Kept through every crash: the run's start, its history, its timer. Kept only in
the server's memory: updates no worker has taken. Kept only by the worker: the
run itself, which is made again from its history when it is lost.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from temporalio.exceptions import ApplicationError

from desk.living.looping import Errand, Happening, Run, WorkerDied, made_again
from models.contracts.listing import CATCH_UP, REFUSED, Asked, CaseStart, Receipt
from models.records.acts import Refused


@dataclass(frozen=True, slots=True)
class Fault:
    """An update that failed otherwise than by a refusal."""

    kind: str


Outcome = Receipt | Refused | Fault


class Away(Exception):
    """Temporal does not answer, or not in time."""


class Server:
    """Temporal with one worker, as far as one case can see them."""

    def __init__(self, errand: Errand, clock: Callable[[], datetime]) -> None:
        """Nothing is running yet."""
        self.is_up = True
        self.has_worker = True
        self.is_running = False
        self.runs = 0
        self._errand, self._clock = errand, clock
        self._start: CaseStart | None = None
        self._began = clock()
        self._history: list[Happening] = []
        self._run: Run | None = None
        self._admitted: list[Asked] = []
        self._signals: list[str] = []
        self._outcomes: dict[str, Outcome] = {}

    def begin(self, start: CaseStart) -> None:
        """Start a run where none is running."""
        if self.is_running:
            return
        self._follow(start)
        self._work()

    def _follow(self, start: CaseStart) -> None:
        self._start, self._began = start, self._clock()
        self._history, self._signals, self._run, self._outcomes = [], [], None, {}
        self.is_running, self.runs = True, self.runs + 1

    def ask(self, *asked: Asked, start: CaseStart | None = None) -> dict[str, Outcome]:
        """Send updates, all in one task; the outcomes that come back, by key. `start` begins a run where none is."""
        if not self.is_up:
            raise Away("server")
        if not self.is_running:
            if start is None:
                raise Away("no run")
            self._follow(start)
        known = {a.command.key: self._outcomes[a.command.key] for a in asked if a.command.key in self._outcomes}
        waiting = (*self._under_way(), *(a.command.key for a in self._admitted))
        self._admitted += [a for a in asked if a.command.key not in known and a.command.key not in waiting]
        found = {**known, **self._work()}
        return {a.command.key: found[a.command.key] for a in asked if a.command.key in found}

    def signal(self, name: str) -> None:
        """Send a signal; it waits in the history for a worker."""
        if not self.is_up or not self.is_running:
            raise Away("signal")
        self._signals.append(name)
        self._work()

    def tell_behind(self) -> None:
        """Tell the run that there is something to read."""
        self.signal(CATCH_UP)

    def version(self) -> int:
        """Which version the run says it has applied."""
        if not self.is_up or not self.has_worker or not self.is_running:
            raise Away("query")
        self._work()
        return self._held().view().version

    def tick(self) -> bool:
        """Fire the run's timer if it is due."""
        if not self._can_work():
            return False
        self._work()
        due = self._held().timer_at if self.is_running else None
        if due is None or due > self._clock():
            return False
        self._task(Happening(self._clock(), "timer"))
        return True

    def do_ordinary(self) -> bool:
        """Do the errand that outlives its task, if there is one; it is tried again where it fails."""
        if not self._can_work():
            return False
        due = self._held().ordinary
        if due is None:
            return False
        try:
            reply = self._errand(due.name, due.request)
        except WorkerDied:
            self._run = None
            return True
        except Exception:  # noqa: BLE001 - whatever it is, Temporal has it tried again
            return True
        self._task(Happening(self._clock(), "errand", reply=reply))
        return True

    def lose_worker(self, *, server_too: bool = False) -> None:
        """The worker's process is gone, and with the server what it had only in memory."""
        self._run = None
        if server_too:
            self._admitted = []

    def wipe(self) -> None:
        """Everything Temporal had is gone."""
        self.lose_worker(server_too=True)
        self.is_running, self._history, self._start = False, [], None

    @property
    def run(self) -> Run | None:
        """The run as it stands, where one is running and a worker can hold it."""
        return self._held() if self._can_work() else None

    def _can_work(self) -> bool:
        return self.is_up and self.has_worker and self.is_running

    def _held(self) -> Run:
        if self._run is None:
            if self._start is None:
                raise Away("nothing to begin with")
            self._run = made_again(self._start, self._began, self._history, self._errand)
        return self._run

    def _under_way(self) -> tuple[str, ...]:
        """The updates a run has taken and not finished."""
        if not self.is_running:
            return ()
        taken = [a.command.key for task in self._history for a in task.asked]
        return tuple(key for key in taken if key not in self._outcomes)

    def _work(self) -> dict[str, Outcome]:
        """Give the worker what waits: the start of a run, signals, then the updates admitted."""
        found: dict[str, Outcome] = {}
        if self._can_work() and not self._history:
            # An update that comes with the start is in its task: a case that is closed waits for it.
            found |= self._task(Happening(self._clock(), "start", asked=tuple(self._admitted)))
        while self._can_work() and self._signals and self._history:
            held = self._held()
            found |= self._task(Happening(self._clock(), "signal", signal=self._signals[0]))
            if held.died:
                break
            self._signals = self._signals[1:]
        while self._can_work() and self._admitted and self._history:
            task = Happening(self._clock(), "update", asked=tuple(self._admitted))
            held = self._run = self._held()
            found |= self._task(task)
            if held.died:
                break
        return found

    def _task(self, task: Happening) -> dict[str, Outcome]:
        """One workflow task; one that its worker did not live to finish has not happened."""
        if not self._can_work():
            return {}
        run = self._held()
        turned = run.happen(task)
        if run.died:
            self._run = None
            return {}
        if task.asked:
            self._admitted = [a for a in self._admitted if a not in task.asked]
            task = replace(task, asked=tuple(a for a in task.asked if a.command.key not in turned))
        if task.kind != "update" or task.asked:
            self._history.append(task)
        found = {key: _outcome(run, key) for key in run.answers if run.answers[key].done()}
        for key in turned:
            # What was turned away leaves no trace: it may be asked again.
            del run.answers[key]
        fresh = {key: o for key, o in found.items() if key not in self._outcomes}
        self._outcomes |= {key: o for key, o in fresh.items() if key not in turned}
        self._end(run)
        return fresh

    def _end(self, run: Run) -> None:
        if not run.ended:
            return
        following = run.following
        self.is_running, self._run = False, None
        if following is not None:
            self._follow(following)
            self._work()


def _outcome(run: Run, key: str) -> Outcome:
    answer = run.answers[key]
    fault = answer.exception()
    if fault is None:
        return answer.result()
    if isinstance(fault, ApplicationError) and fault.type == REFUSED:
        refused: Refused = fault.details[0]
        return refused
    return Fault(str(fault.type) if isinstance(fault, ApplicationError) else repr(fault))
