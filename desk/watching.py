"""The watchdog: what should not be found in the record, sought by SQL and one listing of live workflows.

It shares no code with the workflows it watches: a fault there cannot hide here.
It looks for running deadlines whose end has passed, open cases without a live
workflow, commands that nobody answered and orders that were stopped. In an open
house it also lets relief happen: a workflow that is missing is rebuilt from the
record, and a case whose deadline has passed is told to look.
Rehearsals with a clock of their own live on servers of their own and are left out.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, Select, select
from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.service import RPCError

from desk import watching_proceedings as beside
from desk.lines import PATIENCE
from desk.rebuilding import rebuild, status_of
from models.contracts.listing import CATCH_UP, TASK_QUEUE, WORKFLOW, workflow_id
from models.law.days import SHANGHAI
from models.tables import schema as t
from portal.words.acts import ACTS
from portal.words.places import DEADLINES

OVERDUE, MISSING, UNANSWERED, STOPPED, SILENT = "overdue", "missing", "unanswered", "stopped", "silent"
_SAID = {
    OVERDUE: ("期限已过，案件仍未处理", "A deadline has passed and the case has not moved"),
    MISSING: ("在办案件没有流程", "An open case has no live workflow"),
    UNANSWERED: ("已收到的指令没有结果", "A command was received and has no answer"),
    STOPPED: ("待办事项已停止", "An order was stopped"),
    SILENT: ("流程服务没有应答", "Temporal does not answer"),
}
_ERRANDS = {"print_paper": ("制作文书", "to print a paper")}
_WORDS = {OVERDUE: DEADLINES, UNANSWERED: ACTS, STOPPED: _ERRANDS}
# A client that never reached its server says so as a RuntimeError.
_UNREACHED = (RPCError, RuntimeError, OSError)
_LIVE = f"WorkflowType = '{WORKFLOW}' AND ExecutionStatus = 'Running'"


# Not law: the clock and the relay are through in seconds where nothing is wrong.
USUAL_MINUTES = 15


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a passed deadline may stand open, and a command without its answer, before it is found."""

    overdue: timedelta = timedelta(minutes=USUAL_MINUTES)
    unanswered: timedelta = timedelta(minutes=USUAL_MINUTES)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that should not be: ids, codes and an instant, nothing personal."""

    what: str
    case_id: str = ""
    of: str = ""
    since: datetime | None = None
    # Of a proceeding beside the listing: the workflow to tell.
    workflow_id: str = ""

    def line(self) -> str:
        """The finding in both languages, on one line."""
        zh, en = _SAID[self.what]
        of_zh, of_en = _WORDS.get(self.what, {}).get(self.of, (self.of, self.of))
        since = f"{self.since.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if self.since else ""
        return "  ".join(part for part in (self.case_id, f"{zh} {en}", f"{of_zh} {of_en}".strip(), since) if part)


async def look(client: Client, engine: Engine, patience: Patience) -> tuple[Finding, ...]:
    """One look at everything."""
    found = await asyncio.to_thread(_in_the_record, engine, datetime.now(UTC), patience)
    gone = await beside.missing(client, engine)
    return (*found, *await _missing(client, engine), *(_beside(MISSING, one) for one in gone))


def _beside(what: str, one: beside.Beside) -> Finding:
    return Finding(what, one.file_id, one.of, one.since, one.workflow_id)


async def watching(
    client: Client,
    engine: Engine,
    stop: asyncio.Event,
    *,
    every_seconds: float,
    patience: Patience,
    say: Callable[[str], None],
) -> None:
    """Look again and again until told to stop; what is new is said and relieved once."""
    known: tuple[Finding, ...] = ()
    while not stop.is_set():
        try:
            found = await look(client, engine, patience)
            fresh = [one for one in found if one not in known]
            for one in fresh:
                say(f"⚠ {one.line()}")
            relieved = await relieve(client, engine, fresh)
            # What could not be relieved is new again at the next look.
            known = tuple(one for one in found if one not in fresh or one in relieved)
        except Exception as fault:  # noqa: BLE001 - whatever it is, the watch goes on
            say(f"⚠ 巡查未完成 A look was not finished: {type(fault).__name__}")
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), every_seconds)


async def relieve(
    client: Client, engine: Engine, found: Iterable[Finding], *, task_queue: str = TASK_QUEUE
) -> tuple[Finding, ...]:
    """Rebuild what is missing and tell what is late; the findings for which nothing more can be done here."""
    done = []
    for one in found:
        try:
            if one.workflow_id:
                await beside.relieve_beside(client, engine, one.workflow_id, gone=one.what == MISSING)
            elif one.what == MISSING:
                await rebuild(client, engine, [one.case_id], task_queue=task_queue)
            elif one.what == OVERDUE:
                handle = client.get_workflow_handle(workflow_id(one.case_id))
                # The signal is kept by Temporal until the case can hear it: one is enough.
                await handle.signal(CATCH_UP, rpc_timeout=PATIENCE)
        except _UNREACHED:
            continue
        done.append(one)
    return tuple(done)


def _in_the_record(engine: Engine, now: datetime, patience: Patience) -> tuple[Finding, ...]:
    late, unanswered = _late(now - patience.overdue), _unanswered(now - patience.unanswered)
    with engine.connect() as connection:
        return (
            *(Finding(OVERDUE, r.case_id, r.kind, r.ends_at) for r in connection.execute(late)),
            *(Finding(UNANSWERED, r.case_id, r.act, r.received_at) for r in connection.execute(unanswered)),
            *(Finding(STOPPED, r.case_id, r.errand) for r in connection.execute(_stopped())),
            *(_beside(OVERDUE, one) for one in beside.overdue(connection, now - patience.overdue)),
            *(_beside(UNANSWERED, one) for one in beside.unanswered(connection, now - patience.unanswered)),
        )


def _late(before: datetime) -> Select[Any]:
    """Running deadlines of open cases whose end lies before an instant."""
    d, case = t.deadline.c, t.case_file.c
    found = select(d.case_id, d.kind, d.ends_at).join(t.case_file, case.id == d.case_id)
    mine = (d.standing == "open", d.ends_at < before, case.closed.is_(False), case.rehearsal_offset == 0)
    return found.where(*mine).order_by(d.ends_at, d.case_id, d.kind)


def _unanswered(before: datetime) -> Select[Any]:
    """Commands received before an instant and neither done nor refused."""
    c, case = t.command.c, t.case_file.c
    found = select(c.case_id, c.act, c.received_at).join(t.case_file, case.id == c.case_id)
    mine = (c.outcome == "received", c.received_at < before, case.rehearsal_offset == 0)
    return found.where(*mine).order_by(c.received_at, c.key)


def _stopped() -> Select[Any]:
    """Orders of the outbox that were stopped; the reason stays in the record: it may hold a character of a name."""
    o, case = t.outbox.c, t.case_file.c
    found = select(o.case_id, o.errand).join(t.case_file, case.id == o.case_id)
    return found.where(o.state == "stopped", case.rehearsal_offset == 0).order_by(o.seq)


def _open_cases(engine: Engine) -> list[str]:
    case = t.case_file.c
    found = select(case.id).where(case.closed.is_(False), case.version > 0, case.rehearsal_offset == 0)
    with engine.connect() as connection:
        return list(connection.execute(found.order_by(case.id)).scalars())


async def _missing(client: Client, engine: Engine) -> tuple[Finding, ...]:
    """Open cases that no live workflow is listed for.

    A listing lags, so each is asked for by name as well; and the record is read
    once more, for a case may have been closed since.
    """
    try:
        live = {found.id async for found in client.list_workflows(_LIVE, rpc_timeout=PATIENCE)}
        unlisted = [case for case in await asyncio.to_thread(_open_cases, engine) if workflow_id(case) not in live]
        dead = [case for case in unlisted if await status_of(client, case) is not WorkflowExecutionStatus.RUNNING]
    except _UNREACHED:
        return (Finding(SILENT),)
    if not dead:
        return ()
    still = await asyncio.to_thread(_open_cases, engine)
    return tuple(Finding(MISSING, case) for case in dead if case in still)
