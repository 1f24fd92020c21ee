"""The watchdog's look at proceedings beside the listing: days passed and not settled, files without a workflow.

As for cases it shares no code with the workflows it watches, and in an open house it lets relief happen.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Engine, select
from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.service import RPCError

from activities.rooms import KINDS
from desk.lines import standing_of
from desk.rebuilding import rebuild_proceedings
from models.contracts.listing import CATCH_UP
from models.tables import schema as t
from models.tables.proceedings import FileKind

_UNREACHED = (RPCError, RuntimeError, OSError)


@dataclass(frozen=True, slots=True)
class Beside:
    """One thing that should not be: which file, what it is about, since when, and the workflow to tell."""

    file_id: str
    of: str
    since: datetime | None
    workflow_id: str


def overdue(connection: Connection, before: datetime) -> tuple[Beside, ...]:
    """What ended before an instant and still stands open in a file that is."""
    return tuple(one for kind in KINDS for one in _overdue(connection, kind, before))


def unanswered(connection: Connection, before: datetime) -> tuple[Beside, ...]:
    """Commands received before an instant and neither done nor refused."""
    c, found = t.command.c, list[Beside]()
    for kind in KINDS:
        file = kind.table.c
        asked = select(c.case_id, c.act, c.received_at).join(kind.table, file.id == c.case_id)
        asked = asked.where(c.outcome == "received", c.received_at < before, file.rehearsal_offset == 0)
        rows = connection.execute(asked.order_by(c.received_at, c.key)).all()
        found += [Beside(r.case_id, r.act, r.received_at, kind.way.workflow_id(r.case_id)) for r in rows]
    return tuple(found)


async def missing(client: Client, engine: Engine) -> tuple[Beside, ...]:
    """Open files that no live workflow answers for; nothing where Temporal itself does not answer."""
    found = []
    for kind in KINDS:
        for file_id in await asyncio.to_thread(_open, engine, kind):
            try:
                status = await standing_of(client, kind.way, file_id)
            except _UNREACHED:
                return ()
            if status is not WorkflowExecutionStatus.RUNNING:
                found.append(Beside(file_id, "", None, kind.way.workflow_id(file_id)))
    return tuple(found)


async def relieve_beside(client: Client, engine: Engine, workflow_id: str, *, gone: bool) -> None:
    """Rebuild what is gone, tell what is late; the signal is kept until the workflow can hear it."""
    if gone:
        await rebuild_proceedings(client, engine)
    else:
        await client.get_workflow_handle(workflow_id).signal(CATCH_UP)


def _overdue(connection: Connection, kind: FileKind[Any, Any], before: datetime) -> Iterator[Beside]:
    dues, file = kind.dues, kind.table.c
    table = dues.table
    own: Column[str] = table.c[dues.file]
    asked = select(own.label("file_id"), table.c[dues.what].label("what"), table.c.ends_at)
    asked = asked.join(kind.table, file.id == own).where(table.c.standing == "open", table.c.ends_at < before)
    asked = asked.where(file.closed.is_(False), file.rehearsal_offset == 0)
    for row in connection.execute(asked.order_by(table.c.ends_at, own)):
        yield Beside(row.file_id, row.what, row.ends_at, kind.way.workflow_id(row.file_id))


def _open(engine: Engine, kind: FileKind[Any, Any]) -> list[str]:
    c = kind.table.c
    asked = select(c.id).where(c.closed.is_(False), c.version > 0, c.rehearsal_offset == 0).order_by(c.id)
    with engine.connect() as connection:
        return list(connection.execute(asked).scalars())
