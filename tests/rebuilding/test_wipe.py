"""Temporal is wiped, and two hundred open cases come back from the record, each as it was.

The record is the truth and Temporal the clock: after its file is gone every
case has its step, its state and its timer again, answers the next command as
it would have before, and gives an old key its old answer.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import Connection as SQLiteConnection
from typing import Any

from sqlalchemy import Engine, event, func, select
from temporalio.client import Client, WorkflowUpdateFailedError

from activities.record import Pinned, Record, acts_after, command_of
from desk.hiring import hire
from desk.rebuilding import Rebuilt, rebuild
from models.contracts.listing import Asked, View, workflow_id
from models.law.days import law_day
from models.records.acts import Decided
from models.records.cases import CaseState
from models.records.commands import Command
from models.steps.deciding import decide
from models.steps.fold import fold
from models.steps.table import FINAL, STEPS
from models.tables import schema as t
from models.tables.opening import create_all, open_engine
from models.tables.receiving import Sent, receive
from tests.crash.servers import PAUSE, TRIES, DevServer
from tests.rebuilding.scenes import SCENES, Said, Scene, Told, actor
from workflows.connecting import refusal_of
from workflows.listing_case import ListingCaseWorkflow

CASES = 200
PATIENCE = timedelta(seconds=30)
_AT_ONCE = 20


def quick_record(folder: Path) -> Engine:
    """A record that does not wait for the disk: what survives a power cut is shown elsewhere."""
    engine = open_engine(f"sqlite:///{folder / 'record.db'}")

    @event.listens_for(engine, "connect")
    def _no_waiting(connection: SQLiteConnection, _: Any) -> None:
        connection.execute("PRAGMA synchronous=OFF")

    create_all(engine)
    return engine


def tell_cases(engine: Engine) -> dict[str, Scene]:
    """Every scene as often as two hundred cases allow."""
    record, today = Record(engine), law_day(datetime.now(UTC))
    told = {}
    for number in range(CASES):
        scene = SCENES[number % len(SCENES)]
        case = Told(record, number, f"training-wiped-{number:03d}", scene.regime, today)
        scene.tell(case)
        case.today_comes()
        told[case.case_id] = scene
    return told


@asynccontextmanager
async def opened(server: DevServer, engine: Engine) -> AsyncIterator[Client]:
    """A server on its file and a worker, until both are ended."""
    client = await server.start()
    try:
        async with hire(client, Record(engine), lambda *_, **__: None):
            yield client
    finally:
        server.end()


async def each(cases: Iterable[str], ask: Any) -> dict[str, Any]:
    """Ask about every case, a few at once."""
    gate = asyncio.Semaphore(_AT_ONCE)

    async def one(case: str) -> tuple[str, Any]:
        async with gate:
            return case, await ask(case)

    return dict(await asyncio.gather(*(one(case) for case in cases)))


@dataclass(frozen=True, slots=True)
class Kept:
    """A case as the record holds it, read here without the code that rebuilds."""

    state: CaseState
    step: str
    timer_at: datetime | None
    pins: Pinned


def kept(record: Record, case_id: str) -> Kept:
    """All acts folded anew; the step as projected, and the first end of a deadline from their table."""
    d, case = t.deadline.c, t.case_file.c
    with record.engine.connect() as connection:
        row = connection.execute(select(t.case_file).where(case.id == case_id)).one()
        first = select(func.min(d.ends_at)).where(d.case_id == case_id, d.standing == "open")
        state = fold(CaseState(case_id, row.mode), acts_after(connection, case_id, 0))
        pins = record.pinned(connection, row.law_version, row.calendar_version)
        return Kept(state, row.step, connection.execute(first).scalar_one(), pins)


async def agree(client: Client, held: Kept) -> View:
    """What a workflow says of itself once its timer is armed; its state is the record's, to the last value."""
    handle = client.get_workflow_handle_for(ListingCaseWorkflow.run, workflow_id(held.state.case_id))
    for _ in range(TRIES):
        view: View = await handle.query(ListingCaseWorkflow.view, rpc_timeout=PATIENCE)
        if view.timer_at == held.timer_at:
            break
        await asyncio.sleep(PAUSE)
    assert (view.step, view.version, view.timer_at) == (held.step, held.state.version, held.timer_at)
    assert await handle.query(ListingCaseWorkflow.state, rpc_timeout=PATIENCE) == held.state
    return view


def command_for(engine: Engine, case_id: str, said: Said) -> Command:
    """A command as a counter receives it."""
    who, act, body = said
    with engine.begin() as connection:
        version = connection.execute(select(t.case_file.c.version).where(t.case_file.c.id == case_id)).scalar_one()
        receive(connection, Sent(f"{case_id}-next-{act}", case_id, act, actor(who), body, version))
        found = select(t.command).where(t.command.c.key == f"{case_id}-next-{act}")
        return command_of(connection.execute(found).one())


def judged(held: Kept, command: Command) -> tuple[str, str]:
    """What the law answers before the wipe: the step the act leads to, or the refusal's code."""
    answer = decide(held.state, command, held.pins.law, held.pins.calendar, datetime.now(UTC))
    if isinstance(answer, Decided):
        return "done", fold(held.state, answer.acts).step
    return "refused", answer.code


async def answered(client: Client, case_id: str, command: Command, version: int) -> tuple[str, str]:
    """What the rebuilt case answers."""
    handle = client.get_workflow_handle_for(ListingCaseWorkflow.run, workflow_id(case_id))
    try:
        receipt = await handle.execute_update(
            ListingCaseWorkflow.command, Asked(command, version), id=command.key, rpc_timeout=PATIENCE
        )
    except WorkflowUpdateFailedError as failed:
        refused = refusal_of(failed)
        return ("refused", refused.code) if refused else ("failed", str(failed.cause))
    return "done", receipt.step


def test_the_scenes_stand_in_every_step_in_which_a_case_can_be_open() -> None:
    assert {scene.step for scene in SCENES} == set(STEPS) - set(FINAL)
    assert len(SCENES) <= CASES


async def test_two_hundred_cases_come_back_after_a_wipe(tmp_path: Path) -> None:
    engine, server = quick_record(tmp_path), DevServer(tmp_path)
    told = tell_cases(engine)
    held = {case: kept(Record(engine), case) for case in told}
    assert [case for case, scene in told.items() if held[case].step != scene.step] == []
    now = datetime.now(UTC)
    assert [case for case, k in held.items() if k.timer_at is not None and k.timer_at <= now] == []
    today = law_day(now)
    asked = {
        case: [command_for(engine, case, said) for said in (scene.refused, scene.follows(today))]
        for case, scene in told.items()
    }
    foreseen = {case: [judged(held[case], command) for command in asked[case]] for case in told}
    assert [case for case, (no, yes) in foreseen.items() if (no[0], yes[0]) != ("refused", "done")] == []

    async with opened(server, engine) as client:
        assert await rebuild(client, engine) == Rebuilt(CASES, 0)
        before = await each(told, lambda case: agree(client, held[case]))
    for ending in ("", "-wal", "-shm"):
        server.file.with_name(server.file.name + ending).unlink(missing_ok=True)

    async with opened(server, engine) as client:
        assert [found async for found in client.list_workflows()] == []
        assert await rebuild(client, engine) == Rebuilt(CASES, 0)
        assert await rebuild(client, engine) == Rebuilt(0, CASES)
        after = await each(told, lambda case: agree(client, held[case]))
        assert {case: view.earliest for case, view in after.items()} == {
            case: view.earliest for case, view in before.items()
        }

        async def go_on(case: str) -> list[tuple[str, str]]:
            return [await answered(client, case, command, held[case].state.version) for command in asked[case]]

        assert await each(told, go_on) == foreseen
        assert await each(told, lambda case: first_again(client, engine, case)) == dict.fromkeys(told, 1)
    engine.dispose()


async def first_again(client: Client, engine: Engine, case_id: str) -> int:
    """The opening sent again under its own key: the version its old answer names."""
    found = select(t.command).where(t.command.c.case_id == case_id, t.command.c.act == "open_case")
    with engine.connect() as connection:
        command = command_of(connection.execute(found).one())
    handle = client.get_workflow_handle_for(ListingCaseWorkflow.run, workflow_id(case_id))
    receipt = await handle.execute_update(ListingCaseWorkflow.command, Asked(command, 0), rpc_timeout=PATIENCE)
    assert receipt.key == command.key
    return receipt.version
