"""What every proceeding's workflow does alike: the clock and the courier between a judgement and the record.

It decides nothing by itself and keeps nothing of its own: the proceeding's `decide` judges, the record's
transaction is the act.  What a run holds can be folded again from the record at any moment.
"""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar

from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import ActivityError, ApplicationError

with workflow.unsafe.imports_passed_through():
    from models.contracts.errands import (
        ERRAND_TIMEOUT,
        FINAL_FAULTS,
        HOUSE_FAULT,
        LOCAL_ATTEMPTS,
        LOCAL_TIMEOUT,
        RETRY_EVERY_AT_MOST,
        RecordReply,
        RecordRequest,
    )
    from models.contracts.listing import CLOCK_MISMATCH, KEYS_KEPT, REFUSED, Applied, Asked, Receipt, View
    from models.records.acts import Act, Answer, Refused
    from models.records.commands import CLOCK, Command


class Owed(Protocol):
    """What falls due: its kind, its key, and the instant it ends."""

    @property
    def kind(self) -> str:
        """What it is."""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Which one it is."""

    @property
    def ends_at(self) -> datetime:
        """The instant the clock acts."""


class Standing(Protocol):
    """What every proceeding's state says of itself."""

    @property
    def case_id(self) -> str:
        """Its id in the record."""

    @property
    def mode(self) -> str:
        """Real, training or rehearsal."""

    @property
    def step(self) -> str:
        """Where it stands."""

    @property
    def version(self) -> int:
        """How many acts it was folded from."""

    @property
    def is_closed(self) -> bool:
        """Whether it is over."""

    def earliest(self) -> Owed | None:
        """What falls due first."""


S = TypeVar("S", bound=Standing)


class Proceeding(Generic[S]):
    """One proceeding through time; a subclass says how it judges, folds and begins anew, and names its errands."""

    _state: S
    clock_errand: str
    catch_up_errand: str
    # A run ends where a stage of the proceeding ends, so that no history spans the years.
    stage_ends: tuple[str, ...] = ()

    def _begin(self, state: S, offset_seconds: float, applied: Sequence[Applied]) -> None:
        """Take over the state; updates can be judged before `run` has run a line."""
        if offset_seconds and state.mode != "rehearsal":
            raise ApplicationError("a legal clock of its own is for rehearsals only", non_retryable=True)
        self._state = state
        self._offset = timedelta(seconds=offset_seconds)
        self._applied: OrderedDict[str, int] = OrderedDict((a.key, a.version) for a in applied)
        self._lock = asyncio.Lock()
        self._moved = 0
        self._roll = False
        self._behind = False
        self._stage_over = False
        self._timer_at: datetime | None = None

    @abstractmethod
    def _judge(self, command: Command, at: datetime) -> Answer:
        """What the law says to a command."""

    @abstractmethod
    def _fold(self, acts: tuple[Act, ...]) -> S:
        """The state after these acts."""

    @abstractmethod
    def _errand_of(self, act: str) -> str:
        """The activity type that records an act."""

    @abstractmethod
    def _again(self, applied: tuple[Applied, ...]) -> None:
        """Continue as new from here."""

    def _learn(self, reply: RecordReply) -> None:
        """Take over what else a reply brings: law that became known since."""

    def _law_version(self) -> str:
        """The law this run judges by, so that the record can send another."""
        return ""

    async def _live(self) -> str:
        """Wait for what falls due first; wake, settle, arm again; until it is closed."""
        while True:
            while not self._state.is_closed:
                await self._go_on()
            # A closed one is woken by the few acts that open it again: they are judged first.
            await workflow.wait_condition(workflow.all_handlers_finished)
            if self._state.is_closed:
                return self._state.step

    async def _go_on(self) -> None:
        if self._behind:
            await self._catch_up()
        elif self._due():
            await self._settle()
        elif self._rolls():
            await workflow.wait_condition(workflow.all_handlers_finished)
            if self._rolls() and not self._state.is_closed:
                self._again(tuple(Applied(k, v) for k, v in list(self._applied.items())[-KEYS_KEPT:]))
        else:
            await self._wait()

    def _now(self) -> datetime:
        return workflow.now() - self._offset

    def _due(self) -> bool:
        first = self._state.earliest()
        return first is not None and first.ends_at <= self._now()

    def _rolls(self) -> bool:
        return self._roll or self._stage_over or workflow.info().is_continue_as_new_suggested()

    async def _wait(self) -> None:
        """One timer, for what falls due first; armed again only when that moves."""
        first, moved = self._state.earliest(), self._moved
        self._timer_at = first.ends_at if first else None
        timeout = first.ends_at - self._now() if first else None
        try:
            await workflow.wait_condition(
                lambda: self._moved != moved or self._rolls() or self._behind,
                timeout=timeout,
                timeout_summary=first.kind if first else None,
            )
        except TimeoutError:
            return

    async def _settle(self) -> None:
        async with self._lock:
            if self._due():
                self._take(await errand(self.clock_errand, self._request(self._now())))

    async def _catch_up(self) -> None:
        async with self._lock:
            self._behind = False
            self._take(await errand(self.catch_up_errand, self._request(self._now())))

    def _request(self, at: datetime, command: Command | None = None) -> RecordRequest:
        return RecordRequest(self._state.case_id, self._state.version, at, command, self._law_version())

    def _take(self, reply: RecordReply) -> None:
        """Fold the acts this run lacks, take over what was learnt; wake the clock if what falls due first moved."""
        self._learn(reply)
        before = self._state.earliest()
        fresh = tuple(a for a in reply.acts if a.version > self._state.version)
        step = self._state.step
        self._state = self._fold(fresh)
        for act in fresh:
            if act.by.id != CLOCK:
                self._applied[act.key] = act.version
        if self._state.step != step and self._state.step in self.stage_ends:
            self._stage_over = True
        after = self._state.earliest()
        moved = (before and before.ends_at) != (after and after.ends_at)
        if moved or self._state.is_closed:
            self._moved += 1

    @workflow.update
    async def command(self, asked: Asked) -> Receipt:
        """Do an act under the lock: have it decided and recorded, take the step, give the receipt.

        Only an `ApplicationError` may leave here: anything else would fail the
        task, and the proceeding with it, for ever.
        """
        try:
            return await self._do(asked)
        except ApplicationError:
            raise
        except Exception as fault:  # noqa: BLE001 - whatever it is, it must not wedge the proceeding
            workflow.logger.exception("command_fault")
            raise ApplicationError(type(fault).__name__, type=HOUSE_FAULT, non_retryable=True) from None

    async def _do(self, asked: Asked) -> Receipt:
        command = asked.command
        async with self._lock:
            done = self._receipt(command.key, command.act)
            if done is not None:
                return done
            # The transaction decides again, so that a refusal met here is kept in the record too.
            request = self._request(self._instant(asked), command)
            reply = await errand(self._errand_of(command.act), request, FINAL_FAULTS)
            self._take(reply)
            self._refuse(reply.refused)
        return Receipt(command.key, self._state.version, self._state.step, command.act)

    @command.validator
    def _may(self, asked: Asked) -> None:
        if asked.command.key in self._applied or asked.seen_version > self._state.version:
            return
        if abs(self._instant(asked) - self._now()) > timedelta(minutes=1):
            raise ApplicationError("the instant is not the proceeding's own", type=CLOCK_MISMATCH, non_retryable=True)
        if self._asks_the_record(asked.command):
            return
        answer = self._judge(asked.command, self._instant(asked))
        self._refuse(answer if isinstance(answer, Refused) else None)

    def _asks_the_record(self, _command: Command) -> bool:
        """Whether only the record knows what the command is judged by: then it judges, in the handler."""
        return False

    def _instant(self, asked: Asked) -> datetime:
        """The legal instant of a command: its own in a rehearsal, the clock's everywhere else."""
        own = asked.at if self._state.mode == "rehearsal" else None
        return own or self._now()

    def _refuse(self, refused: Refused | None) -> None:
        if refused is not None:
            raise ApplicationError(refused.code, refused, type=REFUSED, non_retryable=True)

    def _receipt(self, key: str, act: str) -> Receipt | None:
        version = self._applied.get(key)
        return None if version is None else Receipt(key, version, self._state.step, act)

    @workflow.signal(name="catch_up")
    def catch_up(self) -> None:
        """The record is ahead: read what is missing."""
        self._behind = True

    @workflow.signal(name="roll")
    def roll(self) -> None:
        """Begin a new run as soon as no act is under way."""
        self._roll = True

    @workflow.query(name="view")
    def view(self) -> View:
        """Where the workflow thinks the proceeding stands."""
        first = self._state.earliest()
        return View(
            case_id=self._state.case_id,
            version=self._state.version,
            step=self._state.step,
            legal_now=self._now(),
            timer_at=self._timer_at,
            earliest_at=first.ends_at if first else None,
            earliest=first.key if first else (),
            law_version=self._law_version(),
        )


async def errand(name: str, request: RecordRequest, final: Sequence[str] = ()) -> RecordReply:
    """A local try in this task; if the world fails twice, the ordinary activity, for ever.

    The faults named final are not the world's: no further try can mend them.
    """
    try:
        reply: RecordReply = await workflow.execute_local_activity(
            name,
            request,
            result_type=RecordReply,
            start_to_close_timeout=LOCAL_TIMEOUT,
            retry_policy=RetryPolicy(maximum_attempts=LOCAL_ATTEMPTS, non_retryable_error_types=final),
        )
    except ActivityError as failed:
        fault = failed.cause.type if isinstance(failed.cause, ApplicationError) else None
        if fault is not None and fault in final:
            raise ApplicationError(fault, type=fault, non_retryable=True) from None
        reply = await workflow.execute_activity(
            name,
            request,
            result_type=RecordReply,
            start_to_close_timeout=ERRAND_TIMEOUT,
            retry_policy=RetryPolicy(maximum_interval=RETRY_EVERY_AT_MOST, non_retryable_error_types=final),
        )
    return reply
