"""The ground of a bench: a server with a file, a record with full synchronisation, a worker process."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine
from temporalio.client import Client
from temporalio.service import RPCError

from desk.places import HOUSE
from desk.temporal_server import find_binary, free_ports, launch_line
from models.tables.opening import create_all, open_engine
from workflows.connecting import connect

_TRIES = 600
_PAUSE = 0.05


class GroundLost(RuntimeError):
    """A process of the bench did not come up."""


@dataclass(slots=True)
class Ground:
    """What both sides stand on."""

    folder: Path
    address: str
    client: Client
    engine: Engine

    @asynccontextmanager
    async def worker(self) -> AsyncIterator[subprocess.Popen[bytes]]:
        """A worker process, ready; ended in order, so that it leaves its times."""
        ready = self.folder / "ready"
        ready.unlink(missing_ok=True)
        own = {
            "ADDRESS": self.address,
            "RECORD": str(self.engine.url),
            "READY": str(ready),
            "TIMES": str(self.folder / "times.json"),
            "PYTHONPATH": str(HOUSE),
        }
        with (self.folder / "worker.log").open("ab") as out:
            process = subprocess.Popen(  # noqa: ASYNC220 - it returns at once
                [sys.executable, "-m", "bench.worker"], cwd=HOUSE, env={**os.environ, **own}, stdout=out, stderr=out
            )
        try:
            for _ in range(_TRIES):
                if ready.exists():
                    break
                if process.poll() is not None:
                    raise GroundLost((self.folder / "worker.log").read_text(encoding="utf-8")[-2000:])
                await asyncio.sleep(_PAUSE)
            yield process
        finally:
            _end(process)

    def transaction_times(self) -> list[float]:
        """How long each transaction took, as the worker last wrote it."""
        found: list[float] = json.loads((self.folder / "times.json").read_text(encoding="ascii"))
        return found


@asynccontextmanager
async def ground(folder: Path) -> AsyncIterator[Ground]:
    """A server and a record of their own, ended when the bench is over."""
    ports = free_ports()
    with (folder / "temporal.log").open("ab") as out:
        server = subprocess.Popen(  # noqa: ASYNC220, S603 - it returns at once
            launch_line(find_binary(), ports, folder / "temporal.db"), stdout=out, stderr=out, start_new_session=True
        )
    engine = open_engine(f"sqlite:///{folder / 'record.db'}")
    try:
        create_all(engine)
        address = f"127.0.0.1:{ports.grpc}"
        yield Ground(folder, address, await _connected(address), engine)
    finally:
        engine.dispose()
        _end(server)


def resident(process: subprocess.Popen[bytes]) -> int:
    """The memory a process holds, in bytes; nought where the system does not say."""
    try:
        words = Path(f"/proc/{process.pid}/statm").read_text(encoding="ascii").split()
    except OSError:
        return 0
    return int(words[1]) * os.sysconf("SC_PAGE_SIZE")


async def _connected(address: str) -> Client:
    begun = time.monotonic()
    while time.monotonic() - begun < _TRIES * _PAUSE:
        try:
            client = await connect(address)
            if await client.service_client.check_health():
                return client
        except (RPCError, RuntimeError):
            await asyncio.sleep(_PAUSE)
    raise GroundLost("the Temporal server does not answer")


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        process.wait(timeout=30)
