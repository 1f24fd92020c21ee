"""A worker process that kills itself, without a word, at one named point of one act of one case.

Its orders come by environment: ADDRESS, RECORD, READY, KILL_CASE, KILL_VERSION, KILL_POINT,
and FORGETFUL for a record whose check of keys has been taken out.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row
from temporalio import workflow
from temporalio.worker import (
    HandleUpdateInput,
    Interceptor,
    WorkflowInboundInterceptor,
    WorkflowInterceptorClassInput,
)

with workflow.unsafe.imports_passed_through():
    from activities.record import Record
    from desk.hiring import hire
    from models.contracts.errands import RecordReply, RecordRequest
    from models.tables.opening import open_engine
    from workflows.connecting import connect

_CASE = os.environ.get("KILL_CASE", "")
_VERSION = int(os.environ.get("KILL_VERSION", "-1"))
_POINT = os.environ.get("KILL_POINT", "")


class Armed:
    """Knows which case's which act an errand thread is at, and kills at the point named."""

    def __init__(self) -> None:
        self._at = threading.local()

    def begin(self, request: RecordRequest) -> None:
        self._at.request = request

    def reach(self, point: str) -> None:
        request: RecordRequest | None = getattr(self._at, "request", None)
        clock = request is not None and request.command is None
        if request is not None and (request.case_id, request.known_version) == (_CASE, _VERSION):
            kill_at(f"clock:{point}" if clock else point)

    def log(self, event: str, **_: Any) -> None:
        if event == "errand_done":
            self.reach("errand-answering")


def kill_at(point: str) -> None:
    if point == _POINT:
        os.kill(os.getpid(), signal.SIGKILL)


class ArmedRecord(Record):
    """The product's record; it only says where it is."""

    def __init__(self, engine: Any, armed: Armed) -> None:
        super().__init__(engine, armed.reach)
        self._armed = armed

    def record(self, request: RecordRequest) -> RecordReply:
        self._armed.begin(request)
        return super().record(request)


class ForgetfulRecord(ArmedRecord):
    """The fault that the harness must find: a key that has its answer is answered again."""

    def _received(self, connection: Connection, key: str) -> Row[Any]:
        connection.exec_driver_sql("UPDATE command SET outcome = 'received' WHERE key = ?", (key,))
        return super()._received(connection, key)


class KillingInbound(WorkflowInboundInterceptor):
    """Points of the workflow's own: before the handler, and when it has its receipt."""

    def handle_update_validator(self, input: HandleUpdateInput) -> None:  # noqa: A002
        super().handle_update_validator(input)
        _kill_in_workflow(input, "validated")

    async def handle_update_handler(self, input: HandleUpdateInput) -> Any:  # noqa: A002
        _kill_in_workflow(input, "handler-begun")
        receipt = await super().handle_update_handler(input)
        _kill_in_workflow(input, "receipt-made")
        return receipt


def _kill_in_workflow(given: HandleUpdateInput, point: str) -> None:
    if workflow.info().workflow_id == f"listing/{_CASE}" and given.args[0].seen_version == _VERSION:
        with workflow.unsafe.sandbox_unrestricted():
            kill_at(point)


class Killing(Interceptor):
    def workflow_interceptor_class(self, input: WorkflowInterceptorClassInput) -> type[WorkflowInboundInterceptor]:  # noqa: A002, ARG002
        return KillingInbound


async def main() -> None:
    armed = Armed()
    kind = ForgetfulRecord if os.environ.get("FORGETFUL") else ArmedRecord
    record = kind(open_engine(os.environ["RECORD"]), armed)
    client = await connect(os.environ["ADDRESS"])
    worker = hire(
        client,
        record,
        armed.log,
        interceptors=[Killing()],
        sticky_queue_schedule_to_start_timeout=timedelta(seconds=1),
    )
    async with worker:
        Path(os.environ["READY"]).write_text("ready", encoding="ascii")  # noqa: ASYNC240 - one short write
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
