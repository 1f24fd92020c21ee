"""Recalling what was decided in a proceeding beside the listing, and deciding it again."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Generic

from sqlalchemy import Connection, Row, select

from activities.proceeding_record import L, Room, S
from activities.record import CaseMissing
from desk.recalling import file_ids, kept_of
from desk.replaying import Decisions, Difference, decided_apart
from models.law.days import Calendar
from models.records.acts import Act, Answer, Refused
from models.records.commands import Actor, Command
from models.tables.packing import unpack
from models.tables.proceedings import pinned_text


@dataclass(frozen=True)
class _StoodFile(Generic[S, L]):
    """How a file stood after an act, with the law and the calendar it pins."""

    room: Room[S, L]
    state: S
    law: L
    calendar: Calendar

    @property
    def adds(self) -> tuple[str, ...]:
        """What its record added to a command."""
        return self.room.adds

    def decide(self, command: Command, at: datetime) -> Answer:
        """The answer a command gets here."""
        return self.room.kind.decide(self.state, command, self.law, self.calendar, at)

    def settle(self, at: datetime) -> tuple[Act, ...]:
        """What the clock does here."""
        return self.room.kind.settle(self.state, self.law, self.calendar, at)

    def after(self, act: Act) -> _StoodFile[S, L]:
        """How the file stands when that act is done."""
        return replace(self, state=self.room.kind.apply(self.state, act))


def proceeding_ids(connection: Connection, room: Room[Any, Any]) -> list[str]:
    """Every proceeding of a kind that has an act, in order."""
    return file_ids(connection, room.kind.table)


def recall_proceeding(connection: Connection, room: Room[Any, Any], file_id: str) -> Decisions:
    """The acts, the commands and the refusals of a file; what only the record could refuse is left aside."""
    row = connection.execute(select(room.kind.table).where(room.kind.table.c.id == file_id)).first()
    if row is None:
        raise CaseMissing(file_id)
    kept, start = kept_of(connection, file_id), room.kind.empty(file_id, row.mode)
    return Decisions(
        file_id,
        row.mode,
        row.law_version,
        row.calendar_version,
        kept.acts,
        tuple(_command(room, asked) for asked in kept.done()),
        tuple(
            kept.denial(asked, no, _command(room, asked), start, room.kind.apply, row.mode)
            for asked, no in kept.refused()
            if not _is_of_the_record(room, no)
        ),
    )


def replay_proceeding(connection: Connection, room: Room[Any, Any], file_id: str) -> tuple[Decisions, list[Difference]]:
    """What was decided in one file, and every point in which it would now come out otherwise."""
    kept = recall_proceeding(connection, room, file_id)
    law = unpack(room.kind.law, pinned_text(connection, kept.law_version))
    calendar = unpack(Calendar, pinned_text(connection, kept.calendar_version))
    return kept, decided_apart(kept, _StoodFile(room, room.kind.empty(file_id, kept.mode), law, calendar))


def _is_of_the_record(room: Room[Any, Any], refused: Refused) -> bool:
    return refused.code in room.by_the_record or refused.detail.get("what") in room.by_the_record


def _command(room: Room[Any, Any], row: Row[Any]) -> Command:
    by = Actor(row.actor, tuple(json.loads(row.roles)))
    return Command(row.key, row.act, by, room.kind.part(row.act, json.loads(row.body)))
