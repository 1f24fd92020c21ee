"""The worker of a bench: the house's own hands, and beside them the bare workflow's, in one process.

Told to end, it writes down how long each transaction took and how much memory it holds.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import time
from pathlib import Path
from typing import Any

from temporalio.worker import Worker

from activities.record import Record
from bench.bare import BARE, BareWorkflow
from desk.hiring import hire, runner
from models.contracts.errands import RecordReply, RecordRequest
from models.tables.opening import open_engine
from workflows.connecting import connect


class TimedRecord(Record):
    """The product's record with a watch beside it."""

    def __init__(self, engine: Any) -> None:
        """Begin with no times."""
        super().__init__(engine)
        self.took: list[float] = []

    def record(self, request: RecordRequest) -> RecordReply:
        """Do the transaction and note its time."""
        begun = time.perf_counter()
        reply = super().record(request)
        self.took.append(time.perf_counter() - begun)
        return reply


def _silent(_event: str, **_fields: object) -> None:
    """Neither side writes a log."""


async def main() -> None:
    """Work until told to end."""
    client = await connect(os.environ["ADDRESS"])
    record = TimedRecord(open_engine(os.environ["RECORD"]))
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    bare = Worker(client, task_queue=BARE, workflows=[BareWorkflow], workflow_runner=runner(client))
    async with hire(client, record, _silent), bare:
        Path(os.environ["READY"]).write_text("ready", encoding="ascii")  # noqa: ASYNC240 - one short write
        await stop.wait()
    Path(os.environ["TIMES"]).write_text(json.dumps(record.took), encoding="ascii")  # noqa: ASYNC240


if __name__ == "__main__":
    asyncio.run(main())
