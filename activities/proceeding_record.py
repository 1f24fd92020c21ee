"""The legal transaction of proceedings beside the listing: the same log, the same locks, another file.

How one kind is kept and decided stands in `models.tables`; its room says what the record adds to a command, and what
a done act leads to elsewhere in the same commit.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Engine, Row, bindparam, select

from activities.record import Point, Record, nowhere, own_command
from models.contracts.errands import RecordRequest
from models.law.days import Calendar
from models.records.acts import Act, Answer, Decided, Refused
from models.records.commands import Actor, Command
from models.tables.packing import unpack
from models.tables.proceedings import FileKind, State, pinned_text, project

S = TypeVar("S", bound=State)
L = TypeVar("L")


class UnnamedFacts(Exception):
    """A room whose record adds what it does not name: no replay and no rehearsal would know of it."""


@dataclass(frozen=True, slots=True)
class Asking:
    """One command as the record judges it: its key, what is asked by whom, all that is said, and the instant."""

    key: str
    act: str
    by: Actor
    body: dict[str, Any]
    at: datetime


def _knows_nothing(_connection: Connection, _state: Any, _law: Any, _asking: Asking) -> dict[str, Any]:
    """The record knows nothing that the sender does not say."""
    return {}


def _leads_nowhere(_connection: Connection, _state: Any, _act: Act, _asking: Asking) -> None:
    """A done act leads to nothing elsewhere."""


@dataclass(frozen=True, slots=True)
class Room(Generic[S, L]):
    """What the record does for one kind of proceeding in the transaction itself.

    `known` is what it adds to a command, `adds` under which names (an act keeps them); `done` is what an act leads to
    elsewhere in the same commit.  `by_the_record` are the reasons of refusals that hang on what only the record held.
    """

    kind: FileKind[S, L]
    known: Callable[[Connection, S, L, Asking], dict[str, Any]] = _knows_nothing
    done: Callable[[Connection, S, Act, Asking], None] = _leads_nowhere
    adds: tuple[str, ...] = ()
    by_the_record: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse at the start what would be passed over in silence: `known` and `adds` are told together."""
        if (self.known is _knows_nothing) is bool(self.adds):
            raise UnnamedFacts(f"{self.kind.way.workflow}: `known` and the names it `adds` belong together")

    def facts_of(self, connection: Connection, state: S, law: L, asking: Asking) -> dict[str, Any]:
        """What the record adds to a command, under names that the room has said."""
        found = self.known(connection, state, law, asking)
        unnamed = [name for name in found if name not in self.adds]
        if unnamed:
            raise UnnamedFacts(f"{self.kind.way.workflow}: {asking.act} adds {', '.join(unnamed)}")
        return found


class ProceedingRecord(Record, Generic[S, L]):
    """The record of one database, for one proceeding."""

    def __init__(self, engine: Engine, room: Room[S, L], at_point: Point = nowhere) -> None:
        """Look into the room's own table; everything else is as for cases."""
        super().__init__(engine, at_point)
        self.room, self.kind = room, room.kind
        found = select(self.kind.table).where(self.kind.table.c.id == bindparam("case"))
        self._find_case = found.with_for_update() if engine.dialect.name == "postgresql" else found
        self._read_laws: dict[tuple[str, str], tuple[L, Calendar]] = {}

    def _answer(
        self, connection: Connection, case: Row[Any], request: RecordRequest
    ) -> tuple[tuple[Act, ...], Refused | None, bool]:
        """The acts done now, the refusal if it is one, and whether the key had its answer already."""
        state, (law, calendar) = unpack(self.kind.state, case.state), self._pinned(connection, case)
        if request.command is None:
            acts = self.kind.settle(state, law, calendar, request.at)
            self._write_in(connection, state, acts)
            return acts, None, False
        row = own_command(self._received(connection, request.command.key), request)
        if row.outcome != "received":
            return (), (unpack(Refused, row.answer) if row.outcome == "refused" else None), True
        # An instant of the sender's own is for rehearsals: no real act is ever back-dated.
        at = (row.legal_at if case.mode == "rehearsal" else None) or request.at
        by = Actor(row.actor, tuple(json.loads(row.roles)))
        asking = Asking(row.key, row.act, by, json.loads(row.body), at)
        answer = self._decided(connection, state, law, calendar, asking)
        acts = answer.acts if isinstance(answer, Decided) else answer.settled
        self._at("decided")
        self._write_in(connection, state, acts)
        if isinstance(answer, Decided):
            self.room.done(connection, self.kind.fold(state, acts), answer.own, asking)
        self._close(connection, row.key, answer)
        return acts, (answer if isinstance(answer, Refused) else None), False

    def _decided(self, connection: Connection, state: S, law: L, calendar: Calendar, asking: Asking) -> Answer:
        """Judge the command with what the record knows; what it tried out is undone where the answer is no."""
        facts = self.kind.part(asking.act, asking.body)
        command = Command(asking.key, asking.act, asking.by, facts)
        # Judged first without: whoever may not ask changes nothing, not even for a moment.
        first = self.kind.decide(state, command, law, calendar, asking.at)
        if isinstance(first, Refused):
            return first
        with connection.begin_nested() as tried:
            known = self.room.facts_of(connection, state, law, asking)
            answer = self.kind.decide(state, replace(command, facts={**facts, **known}), law, calendar, asking.at)
            if isinstance(answer, Refused):
                tried.rollback()
        return answer

    def _write_in(self, connection: Connection, state: S, acts: tuple[Act, ...]) -> None:
        self._write(connection, state, acts)  # type: ignore[arg-type]

    def _project(self, connection: Connection, state: Any, acts: tuple[Act, ...], first_seq: int) -> None:
        project(connection, self.kind, state, self.kind.fold(state, acts), acts, first_seq)

    def _pinned(self, connection: Connection, case: Row[Any]) -> tuple[L, Calendar]:
        key = (case.law_version, case.calendar_version)
        held = self._read_laws.get(key)
        if held is None:
            law = unpack(self.kind.law, pinned_text(connection, key[0]))
            held = self._read_laws[key] = (law, unpack(Calendar, pinned_text(connection, key[1])))
        return held
