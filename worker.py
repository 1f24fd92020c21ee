"""Open the house in the morning: a worker for every proceeding, until told to stop.

Configured by environment: DUECOURSE_TEMPORAL_ADDRESS, DUECOURSE_RECORD_URL,
DUECOURSE_DATA. The one module that knows all rooms; nobody imports it.
"""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

from activities.record import Record
from desk.hiring import hire
from desk.logbook import keep_log
from desk.places import record_url, temporal_address
from models.tables.opening import open_engine
from workflows.connecting import connect

READY_FILE = "DUECOURSE_WORKER_READY"


async def main() -> None:
    """Work until SIGTERM or SIGINT; running errands are finished first."""
    log = keep_log("worker")
    client = await connect(temporal_address())
    engine = open_engine(record_url())
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    async with hire(client, Record(engine), log.info):
        log.info("worker_open")
        ready = os.environ.get(READY_FILE)
        if ready:
            Path(ready).write_text(str(os.getpid()), encoding="ascii")  # noqa: ASYNC240 - one short write
        await stop.wait()
    engine.dispose()
    log.info("worker_closed")


if __name__ == "__main__":
    asyncio.run(main())
