"""A Temporal dev server of a test's own, on ports of its own; only what was started here is ended here."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
from pathlib import Path

from temporalio.client import Client
from temporalio.service import RPCError

from desk.temporal_server import find_binary, free_ports, launch_line
from workflows.connecting import connect

TRIES = 600
PAUSE = 0.05


class DevServer:
    """The server of a house, with its file in WAL and full synchronisation."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "temporal.db"
        self.log = folder / "temporal.log"
        self.ports = free_ports()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.ports.grpc}"

    async def start(self) -> Client:
        """Start it on its file and wait until it answers; a client."""
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(  # noqa: ASYNC220 - it returns at once
                launch_line(find_binary(), self.ports, self.file), stdout=out, stderr=out, start_new_session=True
            )
        for _ in range(TRIES):
            if self.process.poll() is not None:
                raise AssertionError(self.log.read_text(encoding="utf-8")[-2000:])
            try:
                client = await connect(self.address)
                if await client.service_client.check_health():
                    return client
            except (RPCError, RuntimeError):
                await asyncio.sleep(PAUSE)
        raise AssertionError("the server does not answer")

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End it and wait for its exit: its ports and file are free only then."""
        if self.process is not None and self.process.poll() is None:
            os.kill(self.process.pid, how)
            self.process.wait(timeout=30)
        self.process = None
