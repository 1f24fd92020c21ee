"""A record and what a counter does with it, for the tests of the legal transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Table, func, select, text

from activities.record import Record, acts_after
from desk.casefile import ADVANCE, Event, read_case_file
from desk.playing import pinned
from models.contracts.errands import RecordReply, RecordRequest
from models.law.lawbook import Lawbook
from models.records.acts import Act
from models.records.cases import CaseState
from models.records.commands import Actor, Command
from models.steps.forms import legal_part
from models.tables import schema as t
from models.tables.opening import open_engine
from models.tables.packing import unpack
from models.tables.receiving import Opening, Sent, open_file, receive

GIVEN = Path(__file__).parents[1] / "given" / "cases"
BOOK = Lawbook()
W1 = read_case_file(GIVEN / "W1-wages-life.yaml")
LAW, CALENDAR = pinned(BOOK, W1)
ACTS = tuple(e for e in W1.events if e.act != ADVANCE)


def event(act: str, nth: int = 0) -> Event:
    """The nth event of W1 with that act."""
    return [e for e in ACTS if e.act == act][nth]


class House:
    """One database with the ways of a counter and of an errand."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine: Engine = open_engine(url)
        self.record = Record(self.engine)

    def open(self, case_id: str, mode: str = "rehearsal") -> None:
        """An empty case file under the law of W1."""
        first = ACTS[0].at
        name, level, region = "示例县人力资源和社会保障局", "county", "140121"
        with self.engine.begin() as connection:
            open_file(connection, Opening(case_id, mode, name, level, region, LAW, CALENDAR, first))

    def sent(self, case_id: str, number: int, *, key: str = "", **changed: Any) -> Sent:
        """The nth act of W1 as it is sent for a case."""
        e = ACTS[number]
        by: Actor = changed.pop("by", e.by)
        return Sent(key or f"{case_id}-{number:02d}", case_id, e.act, by, {**e.body, **changed}, 0, legal_at=e.at)

    def receive(self, sent: Sent) -> bool:
        """What a counter does first."""
        with self.engine.begin() as connection:
            return receive(connection, sent)

    def ask(self, sent: Sent, known: int = 0, record: Record | None = None, law_version: str = "") -> RecordReply:
        """What the errand does with a command received."""
        command = Command(sent.key, sent.act, sent.by, legal_part(sent.act, sent.body))
        assert sent.legal_at is not None
        return (record or self.record).record(RecordRequest(sent.case_id, known, sent.legal_at, command, law_version))

    def send(self, sent: Sent, known: int = 0) -> RecordReply:
        """Receive and record."""
        self.receive(sent)
        return self.ask(sent, known)

    def play(self, case_id: str, until: int | None = None) -> list[RecordReply]:
        """Open a case and play W1 into it, act by act, up to a number."""
        self.open(case_id)
        replies: list[RecordReply] = []
        for number in range(len(ACTS) if until is None else until):
            replies.append(self.send(self.sent(case_id, number), replies[-1].version if replies else 0))
        return replies

    def tick(self, case_id: str, at: datetime, known: int = 0) -> RecordReply:
        """What the workflow's timer asks for."""
        return self.record.record(RecordRequest(case_id, known, at))

    def acts(self, case_id: str) -> tuple[Act, ...]:
        """All acts of a case."""
        with self.engine.connect() as connection:
            return acts_after(connection, case_id, 0)

    def state(self, case_id: str) -> CaseState:
        """The projection of a case."""
        return unpack(CaseState, self.value(select(t.case_file.c.state).where(t.case_file.c.id == case_id)))

    def value(self, query: Any) -> Any:
        """One value."""
        with self.engine.connect() as connection:
            return connection.execute(query).scalar_one()

    def all(self, query: Any) -> list[Any]:
        """Every row."""
        with self.engine.connect() as connection:
            return list(connection.execute(query).all())

    def count(self, table: Table) -> int:
        """How many rows a table has."""
        return int(self.value(select(func.count()).select_from(table)))

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table, to see whether anything changed."""
        found = {}
        with self.engine.connect() as connection:
            for table in t.metadata.sorted_tables:
                rows = connection.execute(select(table).order_by(*table.primary_key.columns)).all()
                found[table.name] = [tuple(row) for row in rows]
        return found

    def run(self, *statements: str) -> None:
        """Do plain SQL in one transaction."""
        with self.engine.begin() as connection:
            for statement in statements:
                connection.execute(text(statement))

    def change(self, do: Callable[[Any], Any]) -> None:
        """Do something in a transaction."""
        with self.engine.begin() as connection:
            do(connection)
