"""`duecourse run`: open the whole house with one command, and close it with Ctrl-C."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import httpx2
import typer
from sqlalchemy import Engine
from temporalio.client import Client

from desk import places
from desk.locking import HouseLock
from desk.migrating import migrate
from desk.printing import printing
from desk.rebuilding import rebuild
from desk.relay import relay
from desk.reminding import reminding
from desk.replan import bring_back
from desk.showing import show_case
from desk.supervising import Child
from desk.temporal_server import (
    HouseError,
    Ports,
    find_binary,
    is_serving,
    launch_line,
    refuse_taken,
    set_aside_other_version,
)
from desk.training import make_training
from desk.watching import Patience, watching
from models.law.library import lawbook
from models.tables.opening import open_engine
from workflows.connecting import connect

_LOOK_EVERY = 1.0
_RELAY_EVERY = 2.0
_PRINT_EVERY = 1.0
_REMIND_EVERY = 600.0
_WATCH_EVERY = 60.0


def command(
    port: Annotated[int, typer.Option(envvar="DUECOURSE_PORT", help="Port of the counters.")] = 8000,
    temporal_port: Annotated[
        int,
        typer.Option(envvar="DUECOURSE_TEMPORAL_PORT", help="First of three ports of the Temporal server."),
    ] = 7233,
    show: Annotated[bool, typer.Option(help="Play the show case, so that there is something to watch.")] = True,
) -> None:
    """Open the house; a reason not to is one sentence, and nothing is left running."""
    try:
        asyncio.run(_open(port, Ports.beginning(temporal_port), show=show))
    except HouseError as bad:
        typer.echo(f"✗ {bad}", err=True)
        raise typer.Exit(1) from bad


@dataclass(slots=True)
class House:
    """What is open while the house is."""

    children: list[Child]
    engine: Engine
    client: Client
    stop: asyncio.Event


async def _open(port: int, ports: Ports, *, show: bool) -> None:
    folder = places.data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    logs = folder / "logs"
    logs.mkdir(exist_ok=True)
    with HouseLock(folder):
        for taken, what, variable in (
            (port, "counters", "DUECOURSE_PORT"),
            *((p, "Temporal", "DUECOURSE_TEMPORAL_PORT") for p in (ports.grpc, ports.http, ports.metrics)),
        ):
            refuse_taken(taken, what, variable)
        binary = find_binary()
        migrate(places.record_url())
        set_aside_other_version(places.temporal_file(), _say)
        engine = open_engine(places.record_url())
        children = _children(binary, ports, port, folder, logs)
        stop = asyncio.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, stop.set)
        try:
            await _work(children, engine, ports, port, stop, show=show)
        finally:
            _say("Closing the house …")
            for child in reversed(children):
                await child.stop()
            engine.dispose()
            _say("Closed; everything is kept in " + str(folder))


async def _work(
    children: list[Child], engine: Engine, ports: Ports, port: int, stop: asyncio.Event, *, show: bool
) -> None:
    for child in children:
        await _or_stop(child.start(), stop)
        if stop.is_set():
            return
    client = await connect(f"127.0.0.1:{ports.grpc}")
    rebuilt = await rebuild(client, engine)
    if rebuilt.started:
        _say(f"{rebuilt.started} open case(s) rebuilt from the record.")
    book = lawbook()
    for replan_id in await bring_back(engine, f"127.0.0.1:{ports.grpc}", book):
        _say(f"The re-plan campaign {replan_id} goes on.")
    accounts = make_training(engine, book)
    _greet(port, accounts)
    house = House(children, engine, client, stop)
    tasks = [asyncio.create_task(job) for job in _jobs(house, show=show)]
    try:
        await _watch(house)
    finally:
        stop.set()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _jobs(house: House, *, show: bool) -> list[Coroutine[Any, Any, None]]:
    book = lawbook()
    jobs: list[Coroutine[Any, Any, None]] = [
        relay(house.client, house.engine, house.stop, every_seconds=_RELAY_EVERY),
        printing(house.engine, places.fonts_folder(), places.papers_folder(), book, house.stop, _PRINT_EVERY),
        reminding(house.engine, book, house.stop, _REMIND_EVERY),
        watching(
            house.client, house.engine, house.stop, every_seconds=_WATCH_EVERY, patience=Patience(), say=_say
        ),
    ]
    if show:
        jobs.append(show_case(house.engine, house.stop, _say))
    return jobs


async def _or_stop(job: Awaitable[None], stop: asyncio.Event) -> None:
    """Do a job unless Ctrl-C comes first."""
    work, waiting = asyncio.ensure_future(job), asyncio.create_task(stop.wait())
    await asyncio.wait({work, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if not work.done():
        work.cancel()
        with suppress(asyncio.CancelledError):
            await work
        return
    work.result()


async def _watch(house: House) -> None:
    """Look after the children until told to stop; one that ended is brought back."""
    while not house.stop.is_set():
        for child in house.children:
            if child.has_ended and not house.stop.is_set():
                _say(f"The {child.name} ended; it is started again.")
                await child.come_back()
        with suppress(TimeoutError):
            await asyncio.wait_for(house.stop.wait(), _LOOK_EVERY)


def _children(binary: str, ports: Ports, port: int, folder: Path, logs: Path) -> list[Child]:
    shared = {
        places.TEMPORAL_ADDRESS: f"127.0.0.1:{ports.grpc}",
        places.DATA: str(folder),
        "PYTHONPATH": str(places.HOUSE),
    }
    ready = folder / "worker.ready"
    ready.unlink(missing_ok=True)
    return [
        Child(
            "Temporal server",
            launch_line(binary, ports, places.temporal_file()),
            logs / "temporal.log",
            _told(lambda _: is_serving(binary, ports)),
        ),
        Child(
            "worker",
            [sys.executable, "-m", "worker"],
            logs / "worker.log",
            _told(lambda pid: ready.exists() and ready.read_text(encoding="ascii") == str(pid)),
            {**shared, "DUECOURSE_WORKER_READY": str(ready)},
        ),
        Child(
            "counters",
            [
                sys.executable, "-m", "uvicorn", "portal.app:open_counters", "--factory",
                "--host", "127.0.0.1", "--port", str(port), "--no-access-log",
            ],
            logs / "portal.log",
            lambda _: _answers(port),
            shared,
        ),
    ]  # fmt: skip


def _told(ask: Callable[[int], bool]) -> Callable[[int], Awaitable[bool]]:
    async def told(pid: int) -> bool:
        return await asyncio.to_thread(ask, pid)

    return told


async def _answers(port: int) -> bool:
    try:
        async with httpx2.AsyncClient() as client:
            answer = await client.get(f"http://127.0.0.1:{port}/healthz", timeout=5)
    except httpx2.HTTPError:
        return False
    return answer.status_code == httpx2.codes.OK


def _greet(port: int, accounts: list[tuple[str, str, str]]) -> None:
    _say("")
    _say(f"信序 Duecourse is open:  http://127.0.0.1:{port}/")
    if accounts:
        _say("Training accounts (printed this once only) 训练账号（仅显示这一次）:")
        for name, password, posts in accounts:
            _say(f"    {name:<8} {password}   {posts}")
    else:
        _say("Training accounts are those printed at the first start (another DUECOURSE_DATA folder makes new ones).")
    _say("Ctrl-C closes the house. 按 Ctrl-C 关闭。")


def _say(line: str) -> None:
    print(line, flush=True)
