"""A listing case through time: one entity workflow, from the opening to removal.

It decides nothing by itself and keeps nothing of its own: `decide` judges, the
record's transaction is the act, and this workflow is the clock and the courier
between them. What it holds can be folded again from the record at any moment.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime, timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import ActivityError, ApplicationError

with workflow.unsafe.imports_passed_through():
    from models.contracts.errands import (
        CATCH_UP_ERRAND,
        CLOCK_ERRAND,
        ERRAND_TIMEOUT,
        FINAL_FAULTS,
        HOUSE_FAULT,
        LOCAL_ATTEMPTS,
        LOCAL_TIMEOUT,
        RETRY_EVERY_AT_MOST,
        RecordReply,
        RecordRequest,
        errand_of,
    )
    from models.contracts.listing import (
        CLOCK_MISMATCH,
        KEYS_KEPT,
        REFUSED,
        WORKFLOW,
        Applied,
        Asked,
        CaseStart,
        Receipt,
        View,
    )
    from models.law.regimes import shared
    from models.records.acts import Refused
    from models.records.cases import CaseState
    from models.records.commands import CLOCK, Command
    from models.steps.announcing import ACT as ANNOUNCE_LAW
    from models.steps.deciding import decide
    from models.steps.fold import fold

# A run ends where a stage of the proceeding ends, so that no history spans the years: the
# proceeding up to publication is one stage, the listing and its end the other.
STAGE_ENDS = ("listed",)


@workflow.defn(name=WORKFLOW)
class ListingCaseWorkflow:
    """The proceeding of one case."""

    @workflow.init
    def __init__(self, start: CaseStart) -> None:
        """Take over the state; updates can be judged before `run` has run a line."""
        if start.rehearsal_offset and start.state.mode != "rehearsal":
            raise ApplicationError("a legal clock of its own is for rehearsals only", non_retryable=True)
        self._state = start.state
        self._law = shared(start.law)
        self._calendar = start.calendar
        self._offset = timedelta(seconds=start.rehearsal_offset)
        self._applied: OrderedDict[str, int] = OrderedDict((a.key, a.version) for a in start.applied)
        self._lock = asyncio.Lock()
        self._moved = 0
        self._roll = False
        self._behind = False
        self._stage_over = False
        self._timer_at: datetime | None = None

    @workflow.run
    async def run(self, start: CaseStart) -> str:
        """Wait for the earliest deadline; wake, settle, arm again; until the case is closed."""
        while True:
            while not self._state.is_closed:
                await self._go_on(start)
            # A closed case is woken by the few acts that open it again: they are judged first.
            await workflow.wait_condition(workflow.all_handlers_finished)
            if self._state.is_closed:
                return self._state.step

    async def _go_on(self, start: CaseStart) -> None:
        if self._behind:
            await self._catch_up()
        elif self._due():
            await self._settle()
        elif self._rolls():
            await workflow.wait_condition(workflow.all_handlers_finished)
            if self._rolls() and not self._state.is_closed:
                self._continue(start)
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
        """One timer, for the earliest deadline; armed again only when that moves."""
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

    def _continue(self, start: CaseStart) -> None:
        applied = tuple(Applied(k, v) for k, v in list(self._applied.items())[-KEYS_KEPT:])
        workflow.continue_as_new(CaseStart(self._state, self._law, self._calendar, start.rehearsal_offset, applied))

    async def _settle(self) -> None:
        async with self._lock:
            if self._due():
                self._take(await _errand(CLOCK_ERRAND, self._request(self._now())))

    async def _catch_up(self) -> None:
        async with self._lock:
            self._behind = False
            self._take(await _errand(CATCH_UP_ERRAND, self._request(self._now())))

    def _request(self, at: datetime, command: Command | None = None) -> RecordRequest:
        return RecordRequest(self._state.case_id, self._state.version, at, command, self._law.version)

    def _take(self, reply: RecordReply) -> None:
        """Fold the acts this run lacks, take over the law where it changed; wake the clock if it has to be."""
        if reply.law is not None:
            self._law = shared(reply.law)
        before = self._state.earliest()
        fresh = tuple(a for a in reply.acts if a.version > self._state.version)
        step = self._state.step
        self._state = fold(self._state, fresh)
        for act in fresh:
            if act.by.id != CLOCK:
                self._applied[act.key] = act.version
        if self._state.step != step and self._state.step in STAGE_ENDS:
            self._stage_over = True
        after = self._state.earliest()
        moved = (before and before.ends_at) != (after and after.ends_at)
        if moved or self._state.is_closed:
            self._moved += 1

    @workflow.update
    async def command(self, asked: Asked) -> Receipt:
        """Do an act under the lock: have it decided and recorded, take the step, give the receipt.

        Only an `ApplicationError` may leave here: anything else would fail the
        task, and the case with it, for ever.
        """
        try:
            return await self._do(asked)
        except ApplicationError:
            raise
        except Exception as fault:  # noqa: BLE001 - whatever it is, it must not wedge the case
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
            reply = await _errand(errand_of(command.act), request, FINAL_FAULTS)
            self._take(reply)
            self._refuse(reply.refused)
        return Receipt(command.key, self._state.version, self._state.step, command.act)

    @command.validator
    def _may(self, asked: Asked) -> None:
        if asked.command.key in self._applied or asked.seen_version > self._state.version:
            return
        if abs(self._instant(asked) - self._now()) > timedelta(minutes=1):
            raise ApplicationError("the instant is not the case's own", type=CLOCK_MISMATCH, non_retryable=True)
        if asked.command.act == ANNOUNCE_LAW:
            # Which laws are held only the record knows: it judges, in the handler.
            return
        self._refuse(self._judged(asked, self._instant(asked)))

    def _instant(self, asked: Asked) -> datetime:
        """The legal instant of a command: its own in a rehearsal, the clock's everywhere else."""
        own = asked.at if self._state.mode == "rehearsal" else None
        return own or self._now()

    def _judged(self, asked: Asked, at: datetime) -> Refused | None:
        answer = decide(self._state, asked.command, self._law, self._calendar, at)
        return answer if isinstance(answer, Refused) else None

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
        """Where the workflow thinks the case stands."""
        first = self._state.earliest()
        return View(
            case_id=self._state.case_id,
            version=self._state.version,
            step=self._state.step,
            legal_now=self._now(),
            timer_at=self._timer_at,
            earliest_at=first.ends_at if first else None,
            earliest=first.key if first else (),
            law_version=self._law.version,
        )

    @workflow.query(name="state")
    def state(self) -> CaseState:
        """The whole state, to compare with the record's."""
        return self._state


async def _errand(name: str, request: RecordRequest, final: Sequence[str] = ()) -> RecordReply:
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
