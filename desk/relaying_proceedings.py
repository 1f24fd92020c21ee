"""The relay for proceedings beside the listing: what lay is delivered, who is behind is told, who is gone comes back.

One pass changes nothing that a second would do again: an update's id is its command's key.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, Row, select, update
from temporalio.client import (
    Client,
    WorkflowExecutionStatus,
    WorkflowQueryFailedError,
    WorkflowUpdateFailedError,
    WorkflowUpdateRPCTimeoutOrCancelledError,
)
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

from activities.proceeding_record import ProceedingRecord, Room
from activities.rooms import ROOMS
from models.contracts.errands import RecordRequest
from models.contracts.listing import CATCH_UP, TASK_QUEUE, VIEW, Asked, View
from models.contracts.proceedings import Way
from models.records.acts import Refused
from models.records.commands import Actor, Command
from models.tables import schema as t
from models.tables.proceedings import start_of
from models.tables.receiving import keep_refusal
from workflows.beginning import begin_and_ask
from workflows.connecting import refusal_of

_PATIENCE = timedelta(seconds=10)
_UNREACHED = (RPCError, WorkflowUpdateRPCTimeoutOrCancelledError, OSError)


@dataclass(slots=True)
class Brought:
    """What one pass did."""

    delivered: int = 0
    refused: int = 0
    unanswered: int = 0
    told: int = 0
    rebuilt: int = 0


async def relay_proceedings(client: Client, engine: Engine, age: timedelta, pending: timedelta, queue: str) -> Brought:
    """One pass over every kind: commands received and not answered, then files whose workflow is behind."""
    done = Brought()
    for room in ROOMS:
        for row in await asyncio.to_thread(_received, engine, room, datetime.now(UTC) - pending):
            await _deliver(client, engine, room, row, queue, done)
        for row in await asyncio.to_thread(_behind, engine, room):
            await _look(client, engine, room, row, age, queue, done)
    return done


async def rebuild_proceedings(client: Client, engine: Engine, queue: str = TASK_QUEUE) -> Brought:
    """Start a workflow for every open file that has none; never a second one beside a live one."""
    done = Brought()
    for room in ROOMS:
        c = room.kind.table.c
        asked = select(c.id).where(c.closed.is_(False), c.version > 0, c.rehearsal_offset == 0).order_by(c.id)
        with engine.connect() as connection:
            ids = list(connection.execute(asked).scalars())
        for file_id in ids:
            if await standing_of(client, room.kind.way, file_id) is not WorkflowExecutionStatus.RUNNING:
                await _begin(client, engine, room, file_id, queue, done)
    return done


def _received(engine: Engine, room: Room[Any, Any], before: datetime) -> list[Row[Any]]:
    """Commands of a kind that wait, each file's in the order they came."""
    c, file = t.command.c, room.kind.table.c
    asked = select(t.command, file.version, file.closed).join(room.kind.table, file.id == c.case_id)
    asked = asked.where(c.outcome == "received", c.received_at <= before, file.rehearsal_offset == 0)
    with engine.connect() as connection:
        return list(connection.execute(asked.order_by(c.case_id, c.received_at, c.key)).all())


def _behind(engine: Engine, room: Room[Any, Any]) -> list[Any]:
    c = room.kind.table.c
    asked = select(c.id, c.version, c.closed, c.applied_version, c.ahead_since)
    with engine.connect() as connection:
        return list(connection.execute(asked.where(c.version > c.applied_version, c.rehearsal_offset == 0)).all())


async def _deliver(
    client: Client, engine: Engine, room: Room[Any, Any], row: Row[Any], queue: str, done: Brought
) -> None:
    by = Actor(row.actor, tuple(json.loads(row.roles)))
    command = Command(row.key, row.act, by, room.kind.part(row.act, json.loads(row.body)))
    version, closed = await asyncio.to_thread(_standing, engine, room, row.case_id)
    if closed and row.act not in room.kind.after_the_end:
        # A closed file has no workflow to ask: the record itself gives the answer.
        now = row.legal_at or datetime.now(UTC).replace(microsecond=0)
        request = RecordRequest(row.case_id, version, now, command)
        reply = await asyncio.to_thread(ProceedingRecord(engine, room).record, request)
        done.refused += bool(reply.refused)
        done.delivered += not reply.refused
        return
    try:
        await _ask(client, engine, room, Asked(command, version, row.legal_at), row.case_id, queue)
        done.delivered += 1
    except WorkflowUpdateFailedError as failed:
        refused = refusal_of(failed)
        if refused is None:
            done.unanswered += 1
        else:
            await asyncio.to_thread(_keep, engine, room, row, refused, version)
            done.refused += 1
    except _UNREACHED:
        done.unanswered += 1


async def _ask(client: Client, engine: Engine, room: Room[Any, Any], asked: Asked, file_id: str, queue: str) -> None:
    start = await asyncio.to_thread(_start, engine, room, file_id)
    await begin_and_ask(client, start, asked, way=room.kind.way, task_queue=queue, patience=_PATIENCE)


async def _look(
    client: Client, engine: Engine, room: Room[Any, Any], row: Row[Any], age: timedelta, queue: str, done: Brought
) -> None:
    """Ask a workflow what it has applied, write it back, and tell it if it stays behind."""
    try:
        if await standing_of(client, room.kind.way, row.id) is not WorkflowExecutionStatus.RUNNING:
            if not row.closed:
                await _begin(client, engine, room, row.id, queue, done)
            await asyncio.to_thread(_note, engine, room, row, row.version)
            return
        handle = client.get_workflow_handle(room.kind.way.workflow_id(row.id))
        view: View = await handle.query(VIEW, result_type=View, rpc_timeout=_PATIENCE)
        since = await asyncio.to_thread(_note, engine, room, row, view.version)
        if since is not None and datetime.now(UTC) - since >= age:
            await handle.signal(CATCH_UP, rpc_timeout=_PATIENCE)
            done.told += 1
    except (*_UNREACHED, WorkflowQueryFailedError):
        return


async def standing_of(client: Client, way: Way, file_id: str) -> WorkflowExecutionStatus | None:
    """How the latest run of a file's workflow stands; None where there never was one."""
    try:
        return (await client.get_workflow_handle(way.workflow_id(file_id)).describe(rpc_timeout=_PATIENCE)).status
    except RPCError as bad:
        if bad.status is RPCStatusCode.NOT_FOUND:
            return None
        raise


async def _begin(client: Client, engine: Engine, room: Room[Any, Any], file_id: str, queue: str, done: Brought) -> None:
    start = await asyncio.to_thread(_start, engine, room, file_id)
    try:
        await client.start_workflow(
            room.kind.way.workflow,
            start,
            id=room.kind.way.workflow_id(file_id),
            task_queue=queue,
            id_conflict_policy=WorkflowIDConflictPolicy.FAIL,
            id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
        )
        done.rebuilt += 1
    except WorkflowAlreadyStartedError:
        return


def _start(engine: Engine, room: Room[Any, Any], file_id: str) -> Any:
    with engine.connect() as connection:
        return start_of(connection, room.kind, file_id)


def _standing(engine: Engine, room: Room[Any, Any], file_id: str) -> tuple[int, bool]:
    c = room.kind.table.c
    with engine.connect() as connection:
        row = connection.execute(select(c.version, c.closed).where(c.id == file_id)).one()
    return row.version, row.closed


def _keep(engine: Engine, room: Room[Any, Any], row: Row[Any], refused: Refused, judged_at: int) -> None:
    """Keep a validator's refusal, unless the file has moved on since; then it is judged again."""
    c = room.kind.table.c
    with engine.begin() as connection:
        if connection.execute(select(c.version).where(c.id == row.case_id)).scalar_one() <= judged_at:
            keep_refusal(connection, row.key, refused)


def _note(engine: Engine, room: Room[Any, Any], row: Row[Any], applied: int) -> datetime | None:
    """Write back the version applied; since when the record is ahead, or None."""
    since = (row.ahead_since or datetime.now(UTC)) if applied < row.version else None
    if (applied, since) != (row.applied_version, row.ahead_since):
        with engine.begin() as connection:
            changed = update(room.kind.table).where(room.kind.table.c.id == row.id)
            connection.execute(changed.values(applied_version=applied, ahead_since=since))
    return since
