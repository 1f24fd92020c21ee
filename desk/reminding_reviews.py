"""Reminders of a review: before its day ends, whoever owes the answer is told, each rung once (H-27)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, select

from desk.reminding import Reminder, keep_reminders, rungs_of
from models.law.days import Calendar, law_day
from models.law.lawbook import Lawbook
from models.law.reminding import ladder
from models.records.measure_reviews import ReviewState
from models.tables import schema as t
from models.tables.measure_schema import measure_due, measure_review
from models.tables.packing import unpack
from models.tables.proceedings import pinned_text

# Whose day it is: the commission's own, the judicial department's, the issuing department's.
_COMMISSION = "commission-officer"
_POSTS = {"opinion": "judicial-officer", "incident_answer": "issuing-officer"}


@dataclass(frozen=True, slots=True)
class ReviewReminding:
    """The passes over the reviews of one record."""

    engine: Engine
    book: Lawbook

    def pass_once(self, now: datetime) -> tuple[Reminder, ...]:
        """Tell what was reached and not told; the reminders written, the skipped ones too."""
        today = law_day(now)
        rungs = ladder(self.book, today).rungs
        c, due = measure_review.c, measure_due.c
        near = select(c.id).join(measure_due, due.review_id == c.id).distinct()
        near = near.where(due.standing == "open", due.due.between(today, today + timedelta(weeks=max(rungs) + 1)))
        with self.engine.connect() as connection:
            open_ones = near.where(c.closed.is_(False), c.rehearsal_offset == 0).order_by(c.id)
            ids = list(connection.execute(open_ones).scalars())
        return tuple(made for review_id in ids for made in self._remind(review_id, rungs, now))

    def _remind(self, review_id: str, rungs: tuple[int, ...], now: datetime) -> list[Reminder]:
        """Compute and write under the review's lock: what is told is told of what is still owed."""
        found = select(measure_review).where(measure_review.c.id == review_id).with_for_update()
        with self.engine.begin() as connection:
            row = connection.execute(found).one()
            if row.closed:
                return []
            state = unpack(ReviewState, row.state)
            by = rungs, unpack(Calendar, pinned_text(connection, row.calendar_version)), law_day(now)
            running = [(d, _whom(connection, state, d.kind)) for d in state.open_deadlines() if d.ends_at > now]
            made = [one for d, whom in running for one in rungs_of(connection, review_id, d, by, whom)]
            keep_reminders(connection, made)
        return made


def _whom(connection: Connection, state: ReviewState, kind: str) -> str:
    """The proposer for an incident of the measure, if he may still sign in; else the post whose day it is."""
    proposer = next((h.person for h in reversed(state.hands) if h.task == "propose_measure"), "")
    may = select(t.account.c.id).where(t.account.c.id == proposer, t.account.c.active.is_(True))
    if kind == "incident_answer" and connection.execute(may).first() is not None:
        return proposer
    return _POSTS.get(kind, _COMMISSION)
