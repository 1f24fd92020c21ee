"""Every kind of file as relay, rebuild and watchdog serve it: listing cases first, then the kinds beside them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, Table
from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.service import RPCError, RPCStatusCode

from activities.proceeding_record import ProceedingRecord, Room
from activities.record import CaseMissing, Record, command_of
from activities.rooms import ROOMS
from models.contracts.proceedings import Way
from models.records.commands import Actor, Command
from models.steps.table import REOPENING
from models.tables import schema as t
from models.tables.proceedings import start_of
from models.tables.starting import start_of_case
from workflows.beginning import LISTING

PATIENCE = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Line:
    """One kind: its files, its way, its commands as `decide` sees them, its start, its record, what wakes a file."""

    table: Table
    way: Way
    command: Callable[[Row[Any]], Command]
    start: Callable[[Connection, str], Any]
    record: Callable[[Engine], Record]
    after_the_end: tuple[str, ...]

    def read_start(self, engine: Engine, file_id: str) -> Any:
        """What a file's workflow starts from; one that is not there is a fault."""
        with engine.connect() as connection:
            found = self.start(connection, file_id)
        if found is None:
            raise CaseMissing(file_id)
        return found


def line_of(room: Room[Any, Any]) -> Line:
    """A kind beside the listing."""
    kind = room.kind

    def command(row: Row[Any]) -> Command:
        by = Actor(row.actor, tuple(json.loads(row.roles)))
        return Command(row.key, row.act, by, kind.part(row.act, json.loads(row.body)))

    return Line(
        kind.table,
        kind.way,
        command,
        lambda connection, file_id: start_of(connection, kind, file_id),
        lambda engine: ProceedingRecord(engine, room),
        kind.after_the_end,
    )


CASES = Line(t.case_file, LISTING, command_of, start_of_case, Record, REOPENING)
BESIDE: tuple[Line, ...] = tuple(map(line_of, ROOMS))


async def standing_of(client: Client, way: Way, file_id: str) -> WorkflowExecutionStatus | None:
    """How the latest run of a file's workflow stands; None where Temporal knows none."""
    try:
        return (await client.get_workflow_handle(way.workflow_id(file_id)).describe(rpc_timeout=PATIENCE)).status
    except RPCError as fault:
        if fault.status is RPCStatusCode.NOT_FOUND:
            return None
        raise
