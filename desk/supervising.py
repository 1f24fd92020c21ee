"""Children of the supervisor: started in order, health-checked, brought back, stopped in order."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from desk.temporal_server import HouseError

_PATIENCE_SECONDS = 60
_STOP_SECONDS = 20
_LOOK_EVERY = 0.2
_COME_BACK_AT_MOST = 5


class ChildFailed(HouseError):
    """A child does not come up, or keeps ending."""

    def __init__(self, name: str, log: Path) -> None:
        """Name it, and where it says why."""
        last = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:] if log.exists() else []
        super().__init__(f"The {name} did not come up; its log {log} ends with: {last[0] if last else '(nothing)'}")


@dataclass(slots=True)
class Child:
    """One process of the house."""

    name: str
    line: list[str]
    log: Path
    is_well: Callable[[int], Awaitable[bool]]
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    returns: int = 0

    async def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches the supervisor alone."""
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(  # noqa: ASYNC220 - it returns at once
                self.line,
                stdout=out,
                stderr=out,
                stdin=subprocess.DEVNULL,
                env={**os.environ, **self.environment},
                start_new_session=True,
            )
        waited = 0.0
        while not await self.is_well(self.process.pid):
            if self.process.poll() is not None or waited > _PATIENCE_SECONDS:
                await self.stop()
                raise ChildFailed(self.name, self.log)
            await asyncio.sleep(_LOOK_EVERY)
            waited += _LOOK_EVERY

    @property
    def has_ended(self) -> bool:
        """Whether it ended by itself."""
        return self.process is not None and self.process.poll() is not None

    async def come_back(self) -> None:
        """Start it again, a few times at most."""
        self.returns += 1
        if self.returns > _COME_BACK_AT_MOST:
            raise ChildFailed(self.name, self.log)
        await self.start()

    async def stop(self) -> None:
        """Ask it to end, wait for it, and end it if it will not."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        for _ in range(int(_STOP_SECONDS / _LOOK_EVERY)):
            if self.process.poll() is not None:
                return
            await asyncio.sleep(_LOOK_EVERY)
        self.process.kill()
        await asyncio.to_thread(self.process.wait)
