"""The record some lives share: a real one, with the house's own errands and its counter's writer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, select

from activities.record import Record
from activities.recording import errands
from desk.living.announcing import later
from models.contracts.errands import CATCH_UP_ERRAND, CLOCK_ERRAND, RecordReply, RecordRequest, errand_of
from models.law.lawbook import Lawbook
from models.law.library import lawbook
from models.steps.table import ACTS
from models.tables import schema as t
from models.tables.opening import create_all, open_engine
from models.tables.receiving import Opening, keep_law, open_file
from portal.writing import Writer

# What a killed process leaves on a disk is for the kill harness; here it is the order of things that is tried.
_IN_MEMORY = "sqlite://"
_STANDING = "SELECT version, closed, applied_version FROM case_file WHERE id = ?"
_PENDING = "SELECT key FROM command WHERE case_id = ? AND outcome = 'received' LIMIT 1"
_NAMES = (*(errand_of(act) for act in ACTS), CLOCK_ERRAND, CATCH_UP_ERRAND)


@lru_cache(maxsize=1)
def book() -> Lawbook:
    """The law library, read once a process."""
    return lawbook()


def _nowhere(_: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the record has a case."""

    version: int
    closed: bool
    applied: int


class House:
    """One record, as the worker and the counters of one authority use it."""

    def __init__(self) -> None:
        """Make an empty record; `at_point` is asked at every named point of its transaction."""
        self.engine = open_engine(_IN_MEMORY)
        create_all(self.engine)
        self.at_point: Callable[[str], None] = _nowhere
        self.record = Record(self.engine, self._point)
        self.writer = Writer(self.engine)
        self._plain = self.engine.raw_connection()
        self._errands = dict(zip(_NAMES, errands(self.record, _unlogged), strict=True))

    def _point(self, name: str) -> None:
        self.at_point(name)

    def errand(self, name: str, request: RecordRequest) -> RecordReply:
        """Do an errand as a worker does."""
        reply: RecordReply = self._errands[name](request)
        return reply

    def rows(self, question: str, *of: object) -> list[tuple[Any, ...]]:
        """What the database answers to a plain question, past every table and statement of the house."""
        cursor = self._plain.cursor()
        cursor.execute(question, of)
        return list(cursor.fetchall())

    def open(self, opening: Opening) -> None:
        """Make an empty case file, and hold the law that may be announced in it."""
        with self.engine.begin() as connection:
            open_file(connection, opening)
            keep_law(connection, later(opening.law))

    def standing(self, case_id: str) -> Standing:
        """Where the record has a case."""
        ((version, closed, applied),) = self.rows(_STANDING, case_id)
        return Standing(version, bool(closed), applied)

    def pending(self, case_id: str) -> list[Row[Any]]:
        """The commands of a case that have no answer, in the order they came."""
        if not self.rows(_PENDING, case_id):
            return []
        found = (
            select(t.command)
            .where(t.command.c.case_id == case_id, t.command.c.outcome == "received")
            .order_by(t.command.c.received_at, t.command.c.key)
        )
        with self.engine.connect() as connection:
            return list(connection.execute(found).all())

    def note_applied(self, case_id: str, version: int) -> None:
        """Write back which version the workflow says it holds."""
        with self.engine.begin() as connection:
            changed = t.case_file.update().where(t.case_file.c.id == case_id)
            connection.execute(changed.values(applied_version=version))

    def close(self) -> None:
        """Give the database back."""
        self._plain.close()
        self.engine.dispose()


def _unlogged(*_: object, **__: object) -> None:
    return None
