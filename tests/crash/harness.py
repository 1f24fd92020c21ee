"""The kill harness: an act is sent once, the worker dies at a named point, and everything comes to rest."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, func, select, text
from temporalio.client import Client
from temporalio.service import RPCError

from activities.record import Record, command_of
from bench.road import open_on, road
from desk.rebuilding import read_start, rebuild
from desk.relay import relay_once
from models.contracts.errands import RecordRequest
from models.contracts.listing import Asked, View, workflow_id
from models.law.lawbook import Lawbook
from models.tables import schema as t
from models.tables.opening import create_all, open_engine
from models.tables.receiving import Sent, receive
from tests.crash.checking import record_faults
from tests.crash.servers import PAUSE, TRIES, DevServer
from workflows.beginning import begin_and_ask
from workflows.listing_case import ListingCaseWorkflow

HOUSE = Path(__file__).parents[2]
# A killed worker's task is given to another after this time; the product keeps Temporal's ten seconds.
TASK_TIMEOUT = timedelta(seconds=2)
PATIENCE = timedelta(seconds=20)
PAST = timedelta(weeks=4)


class NotAtRest(AssertionError):
    """The case did not come to rest in the time that is generous for it."""


@dataclass(frozen=True, slots=True)
class Kill:
    """Where a worker dies: the point, and the act of the road it is at."""

    point: str
    number: int

    @property
    def by_clock(self) -> bool:
        """Whether it is an act of the clock; `number` is then the last act before it."""
        return self.point.startswith("clock:")

    def case_id(self, where: str) -> str:
        return f"training-{where}-{self.point.replace(':', '-')}-{self.number}"

    def environment(self, where: str) -> dict[str, str]:
        version = self.number if self.by_clock else self.number - 1
        return {"KILL_CASE": self.case_id(where), "KILL_VERSION": str(version), "KILL_POINT": self.point}


@dataclass(slots=True)
class Harness:
    """One record, one server, one worker at a time."""

    folder: Path
    server: DevServer
    engine: Engine
    today: date
    client: Client
    extra: dict[str, str]
    worker: subprocess.Popen[bytes] | None = None

    async def hire(self, orders: dict[str, str]) -> None:
        """Start a worker process with its orders and wait until it polls."""
        ready = self.folder / "ready"
        ready.unlink(missing_ok=True)
        own = {
            "ADDRESS": self.server.address,
            "RECORD": str(self.engine.url),
            "READY": str(ready),
            "PYTHONPATH": str(HOUSE),
            **self.extra,
            **orders,
        }
        with (self.folder / "worker.log").open("ab") as out:
            self.worker = subprocess.Popen(  # noqa: ASYNC220 - it returns at once
                [sys.executable, "-m", "tests.crash.worker_to_kill"],
                cwd=HOUSE,
                env={**os.environ, **own},
                stdout=out,
                stderr=out,
            )
        for _ in range(TRIES):
            if ready.exists():
                return
            assert self.worker.poll() is None, (self.folder / "worker.log").read_text(encoding="utf-8")[-2000:]
            await asyncio.sleep(PAUSE)
        raise AssertionError("the worker does not come up")

    async def send(self, sent: Sent) -> None:
        """Receive a command as a counter does, and ask for it once."""
        with self.engine.begin() as connection:
            receive(connection, sent)
            row = connection.execute(select(t.command).where(t.command.c.key == sent.key)).one()
        asked = Asked(command_of(row), sent.seen_version)
        if sent.act != "open_case":
            handle = self.client.get_workflow_handle_for(ListingCaseWorkflow.run, workflow_id(sent.case_id))
            await handle.execute_update(ListingCaseWorkflow.command, asked, id=sent.key, rpc_timeout=PATIENCE)
            return
        start = read_start(Record(self.engine), sent.case_id)
        await begin_and_ask(self.client, start, asked, patience=PATIENCE, task_timeout=TASK_TIMEOUT)

    async def walk_into(self, kill: Kill, where: str, *, together: bool) -> list[Sent]:
        """Walk a case to the act at which the armed worker dies; the acts asked for so far."""
        case_id = kill.case_id(where)
        if kill.by_clock:
            walked = self._record_in_the_past(case_id, kill.number)
            last: asyncio.Task[Any] = asyncio.create_task(rebuild(self.client, self.engine, [case_id]))
        else:
            open_on(self.engine, [case_id], Lawbook())
            walked = road(case_id, self.today)[: kill.number]
            for sent in walked[:-1]:
                await self.send(sent)
            last = asyncio.create_task(self.send(walked[-1]))
        await self._death()
        if together:
            self.server.end(signal.SIGKILL)
        last.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await last
        return walked

    def _record_in_the_past(self, case_id: str, number: int) -> list[Sent]:
        """Acts recorded four weeks ago, so that a deadline has ended since."""
        open_on(self.engine, [case_id], Lawbook())
        record, walked = Record(self.engine), road(case_id, self.today - PAST)[:number]
        for sent in walked:
            with self.engine.begin() as connection:
                receive(connection, sent)
                row = connection.execute(select(t.command).where(t.command.c.key == sent.key)).one()
            at = datetime.now(UTC).replace(microsecond=0) - PAST
            reply = record.record(RecordRequest(case_id, sent.seen_version, at, command_of(row)))
            assert reply.refused is None, reply.refused
        return walked

    async def _death(self) -> None:
        assert self.worker is not None
        for _ in range(TRIES * 10):
            if self.worker.poll() is not None:
                assert self.worker.returncode == -signal.SIGKILL, self.worker.returncode
                return
            await asyncio.sleep(PAUSE / 10)
        raise AssertionError("the worker never reached its point")

    async def rest(self, case_id: str, least: int) -> View:
        """Pass after pass of the relay with age nought, until workflow and record agree."""
        seen = "no workflow"
        for _ in range(TRIES):
            try:
                await relay_once(self.client, self.engine, older_than_seconds=0)
                handle = self.client.get_workflow_handle_for(ListingCaseWorkflow.run, workflow_id(case_id))
                view: View = await handle.query(ListingCaseWorkflow.view, rpc_timeout=PATIENCE)
            except RPCError as fault:
                seen = str(fault)
            else:
                standing = self.standing(case_id)
                seen = f"workflow {(view.version, view.step, view.timer_at)}, record {standing}"
                if standing[0] >= least and (view.version, view.step, view.timer_at) == standing:
                    return view
            await asyncio.sleep(PAUSE)
        raise NotAtRest(f"{case_id}: {seen}")

    def standing(self, case_id: str) -> tuple[int, str, datetime | None]:
        """Version, step and earliest open deadline as the record has them."""
        case, deadline = t.case_file.c, t.deadline.c
        with self.engine.connect() as connection:
            version, step = connection.execute(select(case.version, case.step).where(case.id == case_id)).one()
            first = select(func.min(deadline.ends_at)).where(deadline.case_id == case_id, deadline.standing == "open")
            return version, step, connection.execute(first).scalar_one()

    def dismiss(self) -> None:
        """End the worker, if it lives."""
        if self.worker is not None and self.worker.poll() is None:
            self.worker.kill()
            self.worker.wait(timeout=30)
        self.worker = None


async def chain(
    folder: Path, kills: Sequence[Kill], *, together: bool, forgetful: bool = False
) -> dict[Kill, list[str]]:
    """Kill after kill, each worker's successor armed for the next; the faults found after each."""
    where = "both" if together else "worker"
    server = DevServer(folder)
    engine = open_engine(f"sqlite:///{folder / 'record.db'}")
    create_all(engine)
    if forgetful:
        forget_keys(engine)
    client = await server.start()
    extra = {"FORGETFUL": "1"} if forgetful else {}
    harness = Harness(folder, server, engine, open_on(engine, [], Lawbook()), client, extra)
    found: dict[Kill, list[str]] = {}
    try:
        await harness.hire(kills[0].environment(where))
        for kill, following in zip(kills, [*kills[1:], None], strict=True):
            walked = await harness.walk_into(kill, where, together=together)
            if together:
                harness.client = await server.start()
            await harness.hire(following.environment(where) if following else {})
            found[kill] = await _aftermath(harness, kill, where, walked)
    finally:
        harness.dismiss()
        server.end()
        engine.dispose()
    return found


async def _aftermath(harness: Harness, kill: Kill, where: str, walked: list[Sent]) -> list[str]:
    """Come to rest, do the next lawful act, come to rest again; every fault that shows."""
    case_id = kill.case_id(where)
    # The clock's act after a service long ago: the period for statements has ended.
    expected = len(walked) + (2 if kill.by_clock else 0)
    try:
        await harness.rest(case_id, expected)
    except NotAtRest as fault:
        return [str(fault), *record_faults(harness.engine, case_id, [s.key for s in walked])]
    keys = [sent.key for sent in walked]
    faults = record_faults(harness.engine, case_id, keys)
    if faults or kill.by_clock:
        return faults
    following = road(case_id, harness.today)[len(walked)]
    await harness.send(following)
    await harness.rest(case_id, expected + 1)
    return record_faults(harness.engine, case_id, [*keys, following.key])


def forget_keys(engine: Engine) -> None:
    """Take the uniqueness of keys out of the table of acts; for the seeded fault only."""
    with engine.begin() as connection:
        made = connection.execute(text("SELECT sql FROM sqlite_master WHERE name = 'act'")).scalar_one()
        without = made.replace('CONSTRAINT uq_act_key UNIQUE ("key")', "CHECK (1)")
        assert without != made
        connection.exec_driver_sql("DROP TABLE act")
        connection.exec_driver_sql(without)
