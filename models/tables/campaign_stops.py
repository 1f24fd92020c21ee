"""What clean-up campaigns have stopped, asked where a case is written; and the running cases a stop meets."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, func, insert, select, update

from models.records.campaigns import IN_FORCE, RESUMING
from models.records.cases import CaseState
from models.records.commands import Command
from models.steps.fields import ASK_THE_STOPS
from models.steps.machine import ways
from models.tables.campaign_schema import document_stop, document_stop_on, stop_case
from models.tables.packing import unpack
from models.tables.schema import case_file

REGIME, MEASURE = "regime", "measure"
_STANDING = (IN_FORCE, RESUMING)
_AT_ONCE = 500
_TOLD_BY = "set_disposition"


def standing_stops(connection: Connection, case: Row[Any], command: Command) -> list[dict[str, Any]]:
    """The stops in force that bear on this act: on the case's regime, or on a measure that the act names.

    Who sends the command cannot say this: it is read where the act is written.
    """
    if command.act not in ASK_THE_STOPS:
        return []
    _take_turn(connection, shared=True)
    asked = [(REGIME, case.regime)] if command.act == "open_case" else [(MEASURE, m) for m in command.words("measures")]
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for kind, name in asked:
        for row in connection.execute(_in_force(case.mode, kind, name)):
            told = found.setdefault(
                (row.campaign_id, row.id), {"document": row.document, "disposition": row.disposition}
            )
            if kind == MEASURE:
                told["measures"] = [*told.get("measures", []), name]
    return list(found.values())


def _take_turn(connection: Connection, *, shared: bool) -> None:
    """A stop and an act it bears on stand in line, so that neither misses the other."""
    # SQLite's one writer is that line already.
    if connection.dialect.name == "postgresql":
        lock = func.pg_advisory_xact_lock_shared if shared else func.pg_advisory_xact_lock
        connection.execute(select(lock(func.hashtext("document.stop"))))


def _in_force(mode: str, kind: str, name: str) -> Any:
    s, on = document_stop.c, document_stop_on.c
    joined = document_stop.join(document_stop_on, and_(on.campaign_id == s.campaign_id, on.stop_id == s.id))
    asked = select(document_stop).select_from(joined)
    asked = asked.where(s.mode == mode, s.standing.in_(_STANDING), on.kind == kind, on.name == name)
    return asked.order_by(s.campaign_id, s.id)


def running_cases(connection: Connection, mode: str, regimes: Sequence[str], measures: Sequence[str]) -> Iterator[Any]:
    """The open cases a stop would meet, in order: under a regime resting on the document, or with such a measure."""
    _take_turn(connection, shared=False)
    c, after = case_file.c, ""
    while True:
        asked = select(c.id, c.regime, c.version, c.step, c.state)
        asked = asked.where(c.id > after, c.mode == mode, c.closed.is_(False), c.version > 0)
        if not measures:
            asked = asked.where(c.regime.in_(regimes))
        rows = connection.execute(asked.order_by(c.id).limit(_AT_ONCE)).all()
        for row in rows:
            if ways(_TOLD_BY, row.step) and (row.regime in regimes or _bears(row.state, measures)):
                yield row
        if len(rows) < _AT_ONCE:
            return
        after = rows[-1].id


def _bears(state: str, measures: Sequence[str]) -> bool:
    held = unpack(CaseState, state)
    taken = (*held.measures_told, *(held.draft.measures if held.draft else ()))
    decided = held.decision.measures if held.decision else ()
    return any(m in measures for m in (*taken, *decided))


def plan_of(cases: Sequence[str]) -> str:
    """The digest of the cases shown: the same cases give the same."""
    return hashlib.sha256("\n".join(cases).encode()).hexdigest()


def show_cases(connection: Connection, campaign_id: str, stop_id: str, rows: Sequence[Row[Any]]) -> None:
    """Keep which cases were shown with a stop; shown anew, the later showing stands."""
    of_stop = and_(stop_case.c.campaign_id == campaign_id, stop_case.c.stop_id == stop_id)
    connection.execute(delete(stop_case).where(of_stop))
    shown = [
        {"campaign_id": campaign_id, "stop_id": stop_id, "case_id": row.id, "version": row.version} for row in rows
    ]
    if shown:
        connection.execute(insert(stop_case), shown)


def cases_of(connection: Connection, campaign_id: str, stop_id: str) -> list[Row[Any]]:
    """The cases a stop met, with what was chosen for each, in order."""
    c = stop_case.c
    asked = select(stop_case, case_file.c.version.label("now"), case_file.c.closed, case_file.c.step)
    asked = asked.join(case_file, case_file.c.id == c.case_id).where(c.campaign_id == campaign_id, c.stop_id == stop_id)
    return list(connection.execute(asked.order_by(c.case_id)).all())


def choose(connection: Connection, row: Row[Any], **chosen: str) -> None:
    """Keep what was chosen for a case, and the command that tells it."""
    c = stop_case.c
    own = and_(c.campaign_id == row.campaign_id, c.stop_id == row.stop_id, c.case_id == row.case_id)
    connection.execute(update(stop_case).where(own).values(**chosen))
