"""A small house on a real dev server: a record, a worker in this process, and a sender of commands."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select
from temporalio.client import Client, WorkflowHandle

from activities.record import Record, acts_after, command_of
from bench.road import open_on, road
from desk.hiring import hire
from desk.rebuilding import read_start
from models.contracts.listing import Asked, CaseStart, Receipt, View, workflow_id
from models.law.lawbook import Lawbook
from models.records.acts import Act
from models.tables import schema as t
from models.tables.opening import create_all, open_engine
from models.tables.receiving import Sent, receive
from tests.crash.servers import DevServer
from workflows.beginning import begin_and_ask
from workflows.listing_case import ListingCaseWorkflow

PATIENCE = timedelta(seconds=30)


@dataclass(slots=True)
class House:
    client: Client
    engine: Engine
    server: DevServer
    today: date
    lines: list[dict[str, Any]]

    def handle(self, case_id: str) -> WorkflowHandle[ListingCaseWorkflow, str]:
        return self.client.get_workflow_handle_for(ListingCaseWorkflow.run, workflow_id(case_id))

    def road(self, case_id: str) -> list[Sent]:
        return road(case_id, self.today)

    def receive(self, sent: Sent) -> Asked:
        with self.engine.begin() as connection:
            receive(connection, sent)
            row = connection.execute(select(t.command).where(t.command.c.key == sent.key)).one()
        return Asked(command_of(row), sent.seen_version, sent.legal_at)

    async def send(self, sent: Sent, start: CaseStart | None = None) -> Receipt:
        asked = self.receive(sent)
        if sent.act == "open_case":
            return await self.open(asked, start or read_start(Record(self.engine), sent.case_id))
        return await self.ask(sent.case_id, asked)

    async def ask(self, case_id: str, asked: Asked, update_id: str = "") -> Receipt:
        return await self.handle(case_id).execute_update(
            ListingCaseWorkflow.command, asked, id=update_id or asked.command.key, rpc_timeout=PATIENCE
        )

    async def open(self, asked: Asked, start: CaseStart) -> Receipt:
        return await begin_and_ask(self.client, start, asked, patience=PATIENCE)

    async def walk(self, case_id: str, number: int) -> list[Sent]:
        """A new case walked to that act of the road."""
        open_on(self.engine, [case_id], Lawbook())
        walked = self.road(case_id)[:number]
        for sent in walked:
            await self.send(sent)
        return walked

    async def view(self, case_id: str) -> View:
        return await self.handle(case_id).query(ListingCaseWorkflow.view, rpc_timeout=PATIENCE)

    async def run_id(self, case_id: str) -> str:
        return (await self.handle(case_id).describe(rpc_timeout=PATIENCE)).run_id or ""

    async def events(self, case_id: str) -> int:
        return len((await self.handle(case_id).fetch_history()).events)

    def acts(self, case_id: str) -> tuple[Act, ...]:
        with self.engine.connect() as connection:
            return acts_after(connection, case_id, 0)


@asynccontextmanager
async def open_house(folder: Path, record: type[Record] = Record, **more: Any) -> AsyncIterator[House]:
    """Open it in a folder; the log lines of the errands are kept."""
    server = DevServer(folder)
    engine = open_engine(f"sqlite:///{folder / 'record.db'}")
    create_all(engine)
    lines: list[dict[str, Any]] = []

    def log(event: str, **fields: Any) -> None:
        lines.append({"event": event, **fields})

    try:
        client = await server.start()
        async with hire(client, record(engine), log, **more):
            yield House(client, engine, server, open_on(engine, [], Lawbook()), lines)
    finally:
        server.end()
        engine.dispose()
