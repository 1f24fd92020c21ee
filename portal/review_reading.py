"""Reading reviews of measures from the record: questions for `Reader.ask`, each answered by SQL."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from models.law.days import Calendar
from models.law.measure_rules import MeasureLaw
from models.records.measure_reviews import ReviewState
from models.steps.measure_fields import FIELDS
from models.steps.measure_table import OPENINGS
from models.tables import schema as t
from models.tables.measure_schema import measure_review
from models.tables.packing import unpack
from models.tables.proceedings import pinned_text

# How many reviews that are closed the desk shows, the latest first.
_CLOSED_SHOWN = 50


@dataclass(frozen=True, slots=True)
class ReviewFile:
    """A review as it stands in the record, with the law and calendar it was opened under, and what it is about."""

    id: str
    mode: str
    authority: str
    level: str
    region: str
    notice: str
    opened_at: datetime
    offset: int
    version: int
    closed: bool
    state: ReviewState
    law: MeasureLaw
    calendar: Calendar
    opening: str = ""
    said: dict[str, Any] | None = None

    @property
    def proposal(self) -> dict[str, Any]:
        """What it was opened with, in the order its form asks."""
        said = self.said or {}
        return {f.name: said[f.name] for f in FIELDS.get(self.opening, ()) if f.name in said}

    @property
    def title(self) -> str:
        """What the measure, the text entered or the reporting body is called."""
        said = self.said or {}
        return str(said.get("title") or said.get("body") or self.id)


def reviews(connection: Connection) -> tuple[ReviewFile, ...]:
    """Every review that was opened: all that are open, and the latest of those that are closed."""
    found = select(measure_review).where(measure_review.c.version > 0)
    order = (measure_review.c.opened_at.desc(), measure_review.c.id)
    open_ = connection.execute(found.where(~measure_review.c.closed).order_by(*order))
    closed = connection.execute(found.where(measure_review.c.closed).order_by(*order).limit(_CLOSED_SHOWN))
    return _files(connection, [*open_, *closed])


def review(connection: Connection, review_id: str) -> ReviewFile | None:
    """A review, or None."""
    rows = connection.execute(select(measure_review).where(measure_review.c.id == review_id)).all()
    return next(iter(_files(connection, rows)), None)


def _files(connection: Connection, rows: Sequence[Row[Any]]) -> tuple[ReviewFile, ...]:
    own = select(t.command.c.case_id, t.command.c.act, t.command.c.body, t.command.c.outcome)
    asked = own.where(t.command.c.case_id.in_([r.id for r in rows]), t.command.c.act.in_(OPENINGS))
    said = {c.case_id: (c.act, json.loads(c.body)) for c in connection.execute(asked) if c.outcome == "done"}
    laws: dict[str, MeasureLaw] = {}
    calendars: dict[str, Calendar] = {}
    made = []
    for row in rows:
        if row.law_version not in laws:
            laws[row.law_version] = unpack(MeasureLaw, pinned_text(connection, row.law_version))
        if row.calendar_version not in calendars:
            calendars[row.calendar_version] = unpack(Calendar, pinned_text(connection, row.calendar_version))
        opening, body = said.get(row.id, ("", None))
        made.append(_file(row, laws[row.law_version], calendars[row.calendar_version], opening, body))
    return tuple(made)


def _file(row: Row[Any], law: MeasureLaw, calendar: Calendar, opening: str, said: dict[str, Any] | None) -> ReviewFile:
    return ReviewFile(
        id=row.id,
        mode=row.mode,
        authority=row.authority,
        level=row.level,
        region=row.region,
        notice=row.notice,
        opened_at=row.opened_at,
        offset=row.rehearsal_offset,
        version=row.version,
        closed=bool(row.closed),
        state=unpack(ReviewState, row.state),
        law=law,
        calendar=calendar,
        opening=opening,
        said=said,
    )
