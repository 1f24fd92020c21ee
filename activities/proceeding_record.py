"""The legal transaction of proceedings beside the listing: the same log, the same locks, another file.

What one proceeding has of its own stands in its room: its table, its values, how it decides and folds, what the
record adds to a command, and what a done act leads to elsewhere in the same commit.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import Connection, Engine, Row, Table, bindparam, select

from activities.record import Point, Record, nowhere
from models.contracts.errands import RecordRequest
from models.law.days import Calendar
from models.records.acts import Act, Answer, Decided, Refused
from models.records.commands import Actor, Command
from models.tables.packing import unpack
from models.tables.proceedings import pinned_text


class State(Protocol):
    """What every proceeding's state says of itself."""

    @property
    def case_id(self) -> str:
        """Its id in the log."""

    @property
    def version(self) -> int:
        """How many acts it was folded from."""


S = TypeVar("S", bound=State)
L = TypeVar("L")


@dataclass(frozen=True, slots=True)
class Asking:
    """One command as it is written: the file's row, the command's row, and the instant it is judged at."""

    file: Row[Any]
    row: Row[Any]
    body: dict[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True)
class Room(Generic[S, L]):
    """What one proceeding has of its own."""

    table: Table
    state: type[S]
    law: type[L]
    decide: Callable[[S, Command, L, Calendar, datetime], Answer]
    settle: Callable[[S, L, Calendar, datetime], tuple[Act, ...]]
    fold: Callable[[S, tuple[Act, ...]], S]
    part: Callable[[str, dict[str, Any]], dict[str, Any]]
    project: Callable[[Connection, S, S, tuple[Act, ...], int], None]
    known: Callable[[Connection, S, L, Asking], dict[str, Any]]
    done: Callable[[Connection, S, Act, Asking], None]


class ProceedingRecord(Record, Generic[S, L]):
    """The record of one database, for one proceeding."""

    def __init__(self, engine: Engine, room: Room[S, L], at_point: Point = nowhere) -> None:
        """Look into the room's own table; everything else is as for cases."""
        super().__init__(engine, at_point)
        self.room = room
        found = select(room.table).where(room.table.c.id == bindparam("case"))
        self._find_case = found.with_for_update() if engine.dialect.name == "postgresql" else found
        self._read_laws: dict[tuple[str, str], tuple[L, Calendar]] = {}

    def _answer(
        self, connection: Connection, case: Row[Any], request: RecordRequest
    ) -> tuple[tuple[Act, ...], Refused | None, bool]:
        """The acts done now, the refusal if it is one, and whether the key had its answer already."""
        state, (law, calendar) = unpack(self.room.state, case.state), self._pinned(connection, case)
        if request.command is None:
            acts = self.room.settle(state, law, calendar, request.at)
            self._write_in(connection, state, acts)
            return acts, None, False
        row = self._received(connection, request.command.key)
        if row.outcome != "received":
            return (), (unpack(Refused, row.answer) if row.outcome == "refused" else None), True
        # An instant of the sender's own is for rehearsals: no real act is ever back-dated.
        at = (row.legal_at if case.mode == "rehearsal" else None) or request.at
        asking = Asking(case, row, json.loads(row.body), at)
        answer = self._decided(connection, state, law, calendar, asking)
        acts = answer.acts if isinstance(answer, Decided) else answer.settled
        self._at("decided")
        self._write_in(connection, state, acts)
        if isinstance(answer, Decided):
            self.room.done(connection, self.room.fold(state, acts), answer.own, asking)
        self._close(connection, row.key, answer)
        return acts, (answer if isinstance(answer, Refused) else None), False

    def _decided(self, connection: Connection, state: S, law: L, calendar: Calendar, asking: Asking) -> Answer:
        """Judge the command with what the record knows; what it tried out is undone where the answer is no."""
        row = asking.row
        facts = self.room.part(row.act, asking.body)
        command = Command(row.key, row.act, Actor(row.actor, tuple(json.loads(row.roles))), facts)
        # Judged first without: whoever may not ask changes nothing, not even for a moment.
        first = self.room.decide(state, command, law, calendar, asking.at)
        if isinstance(first, Refused):
            return first
        with connection.begin_nested() as tried:
            known = self.room.known(connection, state, law, asking)
            answer = self.room.decide(state, replace(command, facts={**facts, **known}), law, calendar, asking.at)
            if isinstance(answer, Refused):
                tried.rollback()
        return answer

    def _write_in(self, connection: Connection, state: S, acts: tuple[Act, ...]) -> None:
        self._write(connection, state, acts)  # type: ignore[arg-type]

    def _project(self, connection: Connection, state: Any, acts: tuple[Act, ...], first_seq: int) -> None:
        self.room.project(connection, state, self.room.fold(state, acts), acts, first_seq)

    def _pinned(self, connection: Connection, case: Row[Any]) -> tuple[L, Calendar]:
        key = (case.law_version, case.calendar_version)
        held = self._read_laws.get(key)
        if held is None:
            law = unpack(self.room.law, pinned_text(connection, key[0]))
            held = self._read_laws[key] = (law, unpack(Calendar, pinned_text(connection, key[1])))
        return held
