"""Reading proceedings beside the listing from the record: questions for `Reader.ask`, each answered by SQL."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Row, Table, select

from models.law.days import Calendar
from models.tables import schema as t
from models.tables.packing import unpack
from models.tables.proceedings import pinned_text

S = TypeVar("S")
L = TypeVar("L")

# How many files that are closed a desk shows, the latest first.
_CLOSED_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Held(Generic[S, L]):
    """A file as it stands in the record, with the law and calendar it was opened under.

    `opening` is the act that opened it and `said` what that act said, in the order its form asks;
    `notice` is the text that orders it, where its kind has several.
    """

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
    state: S
    law: L
    calendar: Calendar
    opening: str = ""
    said: Mapping[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is about, in the words of who opened it."""
        return str(self.said.get("title") or self.said.get("name") or self.said.get("body") or self.id)


@dataclass(frozen=True, slots=True)
class Source:
    """Where the files of one kind lie: their table, what their state and law are, and which acts open one."""

    table: Table
    file: Callable[..., Any]
    state: type[Any]
    law: type[Any]
    openings: tuple[str, ...]
    fields: Mapping[str, tuple[Any, ...]]
    more: Callable[[Connection, str], dict[str, Any]]


def files(connection: Connection, source: Source) -> tuple[Any, ...]:
    """Every file that was opened: all that are open, and the latest of those that are closed."""
    c = source.table.c
    found = select(source.table).where(c.version > 0).order_by(c.opened_at.desc(), c.id)
    open_ = connection.execute(found.where(~c.closed))
    closed = connection.execute(found.where(c.closed).limit(_CLOSED_SHOWN))
    return _files(connection, source, [*open_, *closed])


def file_of(connection: Connection, source: Source, file_id: str) -> Any:
    """A file, or None."""
    rows = connection.execute(select(source.table).where(source.table.c.id == file_id)).all()
    return next(iter(_files(connection, source, rows)), None)


def _files(connection: Connection, source: Source, rows: Sequence[Row[Any]]) -> tuple[Any, ...]:
    opened = _openings(connection, source, [row.id for row in rows])
    pins: dict[tuple[type[Any], str], Any] = {}

    def pinned(of: type[Any], version: str) -> Any:
        if (of, version) not in pins:
            pins[of, version] = unpack(of, pinned_text(connection, version))
        return pins[of, version]

    made = []
    for row in rows:
        opening, body = opened.get(row.id, ("", {}))
        common = {
            "id": row.id,
            "mode": row.mode,
            "authority": row.authority,
            "level": row.level,
            "region": row.region,
            "notice": row.notice,
            "opened_at": row.opened_at,
            "offset": row.rehearsal_offset,
            "version": row.version,
            "closed": bool(row.closed),
            "state": unpack(source.state, row.state),
            "law": pinned(source.law, row.law_version),
            "calendar": pinned(Calendar, row.calendar_version),
            "opening": opening,
            "said": {f.name: body[f.name] for f in source.fields.get(opening, ()) if f.name in body},
        }
        made.append(source.file(**common, **source.more(connection, row.id)))
    return tuple(made)


def _openings(connection: Connection, source: Source, ids: Sequence[str]) -> dict[str, tuple[str, dict[str, Any]]]:
    c = t.command.c
    asked = select(c.case_id, c.act, c.body).where(c.case_id.in_(ids), c.act.in_(source.openings), c.outcome == "done")
    return {row.case_id: (row.act, json.loads(row.body)) for row in connection.execute(asked)}
