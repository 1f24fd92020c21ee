"""Reminders of proceedings beside the listing: before a day ends, whoever owes it is told, each rung once (H-27).

As for cases a rung is a row that is never written twice; after a time of standstill only the latest rung reached
is told, and those passed over are kept as skipped.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, select

from desk.proceedings import SERVED
from desk.reminding import Reminder, keep_reminders, rungs_of
from desk.served import Served
from models.law.days import Calendar, law_day
from models.law.lawbook import Lawbook
from models.law.reminding import ladder
from models.tables.packing import unpack
from models.tables.proceedings import pinned_text


@dataclass(frozen=True, slots=True)
class ProceedingReminding:
    """The passes over the files of one record."""

    engine: Engine
    book: Lawbook

    def pass_once(self, now: datetime) -> tuple[Reminder, ...]:
        """Tell what was reached and not told; the reminders written, the skipped ones too."""
        rungs = ladder(self.book, law_day(now)).rungs
        return tuple(
            made for kind in SERVED for file_id in self._near(kind, max(rungs), now)
            for made in self._remind(kind, file_id, rungs, now)
        )  # fmt: skip

    def _near(self, served: Served[Any, Any], longest: int, now: datetime) -> list[str]:
        """Open files with a day so near that a rung may be reached; a rehearsal with a clock of its own is left out."""
        dues, today = served.kind.dues, law_day(now)
        c, due = served.table.c, dues.table.c
        near = select(c.id).join(dues.table, due[dues.file] == c.id).distinct()
        near = near.where(due.standing == "open", due.due.between(today, today + timedelta(weeks=longest + 1)))
        near = near.where(c.closed.is_(False), c.rehearsal_offset == 0).order_by(c.id)
        with self.engine.connect() as connection:
            return list(connection.execute(near).scalars())

    def _remind(self, served: Served[Any, Any], file_id: str, rungs: tuple[int, ...], now: datetime) -> list[Reminder]:
        """Compute and write under the file's lock: what is told is told of what is still owed."""
        found = select(served.table).where(served.table.c.id == file_id).with_for_update()
        with self.engine.begin() as connection:
            row = connection.execute(found).one()
            if row.closed:
                return []
            state = unpack(served.kind.state, row.state)
            by = rungs, unpack(Calendar, pinned_text(connection, row.calendar_version)), law_day(now)
            owing = [x for x in served.owing(state, law_day(row.opened_at)) if x.ends_at > now]
            told = [(x, served.whom(connection, state, x)) for x in owing]
            made = [one for x, whom in told for one in rungs_of(connection, file_id, x, by, whom)]
            keep_reminders(connection, made)
        return made
