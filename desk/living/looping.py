"""A run of the production workflow in one process: an event loop, a clock and an errand desk of ours.

The workflow is the house's own, line by line. What stands here is only what it
asks of Temporal: the time, errands, a condition to wait for, a new run. A run
can be made again from its history, as a worker does that has lost it; that it
then asks for the same errands in the same order is itself looked at.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from contextvars import Context
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NoReturn, cast

from temporalio import workflow
from temporalio.exceptions import ActivityError, ApplicationError

from models.contracts.errands import RecordReply, RecordRequest
from models.contracts.listing import Asked, CaseStart, Receipt, View
from workflows.listing_case import ListingCaseWorkflow

# No task of an honest run goes round so often.
_ROUNDS = 500


class WorkerDied(BaseException):
    """The worker's process ended here: nothing in it goes on."""


class Endless(Exception):
    """One task asks for errands without end."""


class Diverged(Exception):
    """A run made again from its history asks for something else."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An errand that did not come to an answer, by the fault's name."""

    fault: str


Answered = RecordReply | Failure
Errand = Callable[[str, RecordRequest], RecordReply]


@dataclass(slots=True)
class Happening:
    """One workflow task as the history keeps it: what came in, and what its local errands answered.

    Kinds: `start`, `update`, `signal`, `timer`, `errand` (an ordinary errand's answer).
    """

    at: datetime
    kind: str
    asked: tuple[Asked, ...] = ()
    signal: str = ""
    reply: RecordReply | None = None
    errands: list[tuple[str, RecordRequest, Answered]] = field(default_factory=list)


@dataclass(slots=True)
class _Wait:
    condition: Callable[[], bool]
    future: asyncio.Future[None]
    timer_at: datetime | None


@dataclass(slots=True)
class _Due:
    """An errand asked for and not done yet."""

    name: str
    request: RecordRequest
    future: asyncio.Future[RecordReply]
    attempts: int = 1


class Loop:
    """An event loop that runs what is ready, in order, and then stands still: as much of one as a workflow needs."""

    def __init__(self) -> None:
        self.ready: deque[asyncio.Handle] = deque()
        self._as_loop: Any = self

    def call_soon(self, callback: Callable[..., object], *args: Any, context: Context | None = None) -> asyncio.Handle:
        """Take a callback into the line."""
        handle = asyncio.Handle(callback, args, self._as_loop, context)
        self.ready.append(handle)
        return handle

    def create_future(self) -> asyncio.Future[Any]:
        """A future of this loop."""
        return asyncio.Future(loop=self._as_loop)

    def create_task(self, coro: Any) -> asyncio.Task[Any]:
        """A task of this loop."""
        return asyncio.Task(coro, loop=self._as_loop)

    def get_debug(self) -> bool:
        """Never."""
        return False

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        """A run that was lost leaves tasks behind: nobody asks for them."""

    def stand(self) -> None:
        """Run until nothing is ready."""
        with _Running(self):
            while self.ready:
                self.ready.popleft()._run()  # noqa: SLF001 - as every event loop does


class _Running:
    """The loop is the running one inside."""

    def __init__(self, loop: Any) -> None:
        self._loop = loop

    def __enter__(self) -> None:
        asyncio._set_running_loop(self._loop)  # noqa: SLF001 - made for event loops

    def __exit__(self, *_: object) -> None:
        asyncio._set_running_loop(None)  # noqa: SLF001 - made for event loops


class _Continued(BaseException):
    def __init__(self, start: CaseStart) -> None:
        self.start = start


class Run:
    """One run of the workflow; `happen` is one workflow task."""

    def __init__(self, start: CaseStart, at: datetime, errand: Errand) -> None:
        """Make the run; it does nothing before its first task, the start."""
        self.loop = Loop()
        # The library finds what a workflow asks for on the running loop; there is no public way to stand in for it.
        workflow._Runtime.set_on_loop(cast("Any", self.loop), cast("Any", self))  # noqa: SLF001
        self.died = False
        self.ordinary: _Due | None = None
        self.answers: dict[str, asyncio.Future[Receipt]] = {}
        self.case: ListingCaseWorkflow
        self._now, self._errand = at, errand
        self._waits: list[_Wait] = []
        self._local: deque[_Due] = deque()
        self._told: deque[tuple[str, RecordRequest, Answered]] = deque()
        self._kept: list[tuple[str, RecordRequest, Answered]] = []
        with _Running(self.loop):
            self.case = ListingCaseWorkflow(start)
        self._start = start
        self._main: asyncio.Task[str] | None = None

    def view(self) -> View:
        """What a query is answered."""
        with _Running(self.loop):
            return self.case.view()

    def happen(self, task: Happening, *, again: bool = False) -> tuple[str, ...]:
        """Do one workflow task, or do it again from the history; the keys whose updates were turned away."""
        self._now = max(self._now, task.at)
        if self._main is None:
            with _Running(self.loop):
                self._main = self.loop.create_task(self.case.run(self._start))
        self._told = deque(task.errands) if again else deque()
        self._kept = [] if again else task.errands
        turned = [a.command.key for a in task.asked if not self._taken(a, again=again)]
        if task.kind == "signal":
            with _Running(self.loop):
                getattr(self.case, task.signal)()
        elif task.kind == "timer":
            self._fire()
        elif task.kind == "errand":
            self._done(task.reply)
        self._go()
        if again and self._told:
            raise Diverged(f"the history holds {self._told[0][0]}, which was not asked for again")
        return tuple(turned)

    def _taken(self, asked: Asked, *, again: bool) -> bool:
        if not again:
            with _Running(self.loop):
                try:
                    self.case._may(asked)  # noqa: SLF001 - the validator, as the library calls it
                except Exception as turned:  # noqa: BLE001 - whatever a validator raises turns its update away
                    self.answers[asked.command.key] = self.loop.create_future()
                    self.answers[asked.command.key].set_exception(turned)
                    return False
        with _Running(self.loop):
            self.answers[asked.command.key] = self.loop.create_task(ListingCaseWorkflow.command(self.case, asked))
        return True

    def _fire(self) -> None:
        for wait in self._waits:
            if wait.timer_at is not None and wait.timer_at <= self._now and not wait.future.done():
                wait.future.set_exception(TimeoutError())

    def _done(self, reply: RecordReply | None) -> None:
        due, self.ordinary = self.ordinary, None
        if due is None or reply is None:
            raise Diverged("an errand is answered that was not asked for")
        due.future.set_result(reply)

    def _go(self) -> None:
        """Until nothing is ready, no condition has become true, and no local errand is due."""
        for _ in range(_ROUNDS):
            self.loop.stand()
            if self._met():
                continue
            if not self._local or self.died:
                return
            self._answer(self._local.popleft())
        raise Endless(self._kept[-1][0] if self._kept else "no errand")

    def _met(self) -> bool:
        with _Running(self.loop):
            met = [w for w in self._waits if not w.future.done() and w.condition()]
        for wait in met:
            wait.future.set_result(None)
        self._waits = [w for w in self._waits if not w.future.done()]
        return bool(met)

    def _answer(self, due: _Due) -> None:
        answer = self._replayed(due) if self._told else self._tried(due)
        if answer is None:
            return
        self._kept.append((due.name, due.request, answer))
        if isinstance(answer, RecordReply):
            due.future.set_result(answer)
        else:
            due.future.set_exception(_failed(answer.fault, due.name))

    def _replayed(self, due: _Due) -> Answered:
        name, request, answer = self._told.popleft()
        if (name, request) != (due.name, due.request):
            raise Diverged(f"the history holds {name}, asked for again is {due.name}")
        return answer

    def _tried(self, due: _Due) -> Answered | None:
        answer: Answered = Failure("")
        for _ in range(due.attempts):
            try:
                answer = self._errand(due.name, due.request)
            except WorkerDied:
                self.died = True
                return None
            except Exception as fault:  # noqa: BLE001 - what an errand raises is the run's to judge
                answer = Failure(type(fault).__name__)
            else:
                return answer
        return answer

    @property
    def timer_at(self) -> datetime | None:
        """When the run's timer is due, if it has one."""
        return min((w.timer_at for w in self._waits if w.timer_at is not None and not w.future.done()), default=None)

    @property
    def ended(self) -> bool:
        """Whether the run is over: the case is closed, or a new run follows."""
        return self._main is not None and self._main.done()

    @property
    def following(self) -> CaseStart | None:
        """What the run that follows starts from."""
        fault = self._main.exception() if self._main is not None and self._main.done() else None
        if fault is not None and not isinstance(fault, _Continued):
            raise fault
        return fault.start if isinstance(fault, _Continued) else None

    # What the workflow asks of Temporal, under the library's own names.

    def workflow_time_ns(self) -> int:
        """The workflow's time; instants are whole seconds."""
        return int(self._now.timestamp()) * 10**9

    def workflow_info(self) -> Run:
        """About the run: only whether a new one is suggested is asked."""
        return self

    def is_continue_as_new_suggested(self) -> bool:
        """Never: a new run begins where a stage ends, or when it is told to."""
        return False

    def workflow_all_handlers_finished(self) -> bool:
        """Whether no update is under way."""
        return all(answer.done() for answer in self.answers.values())

    def workflow_continue_as_new(self, start: CaseStart, **_: Any) -> NoReturn:
        """End this run for the next."""
        raise _Continued(start)

    def workflow_start_local_activity(self, name: str, request: RecordRequest, **how: Any) -> asyncio.Future[Any]:
        """Take an errand to be done inside this task."""
        due = _Due(name, request, self.loop.create_future(), how["retry_policy"].maximum_attempts)
        self._local.append(due)
        return due.future

    def workflow_start_activity(self, name: str, request: RecordRequest, **_: Any) -> asyncio.Future[Any]:
        """Take an errand that outlives this task."""
        self.ordinary = _Due(name, request, self.loop.create_future())
        return self.ordinary.future

    async def workflow_wait_condition(
        self, condition: Callable[[], bool], *, timeout: float | None = None, **_: Any  # noqa: ASYNC109 - the library's
    ) -> None:
        """Wait until something is so, or the time is over."""
        timer_at = None if timeout is None else self._now + timedelta(seconds=timeout)
        wait = _Wait(condition, self.loop.create_future(), timer_at)
        self._waits.append(wait)
        await wait.future

    @property
    def logger_details(self) -> dict[str, str]:
        """Nothing is told of a run."""
        return {}


def _failed(fault: str, name: str) -> ActivityError:
    """An errand's failure as the workflow sees it."""
    failed = ActivityError(
        "errand failed", scheduled_event_id=0, started_event_id=0, identity="", activity_type=name, activity_id="",
        retry_state=None,
    )  # fmt: skip
    failed.__cause__ = ApplicationError(fault, type=fault)
    return failed


def made_again(start: CaseStart, at: datetime, history: Iterable[Happening], errand: Errand) -> Run:
    """The run as its history tells it."""
    run = Run(start, at, errand)
    for task in history:
        run.happen(task, again=True)
    return run
