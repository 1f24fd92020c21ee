"""What clean-up campaigns have stopped, asked where a case is written; and the running cases a stop meets."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, func, insert, or_, select, update

from models.law.regimes import Law
from models.records.campaigns import STANDING, Stop
from models.records.cases import CaseState
from models.records.commands import Command
from models.steps.fields import ASK_THE_STOPS
from models.steps.machine import ways
from models.tables.campaign_schema import document_stop, document_stop_on, stop_case
from models.tables.packing import unpack
from models.tables.schema import case_file, pin

REGIME, MEASURE, TEXT = "regime", "measure", "text"
_AT_ONCE = 500
_TOLD_BY, _KEEP = "set_disposition", "keep"


def standing_stops(
    connection: Connection, case: Row[Any], command: Command, state: CaseState, law: Law
) -> list[dict[str, Any]]:
    """The stops that bear on this act: on the regime of a new case, on a measure, or on their way to a running case.

    Who sends the command cannot say this: it is read where the act is written.  A running case that a person chose
    to keep goes on.
    """
    if command.act not in ASK_THE_STOPS:
        return []
    _take_turn(connection, shared=True)
    if command.act == "open_case":
        found = [_told(row) for row in connection.execute(_in_force(case.mode, REGIME, [case.regime]))]
        return found + [_told(row) for row in connection.execute(_in_force(case.mode, TEXT, _texts(law)))]
    found = [_told(row) for row in connection.execute(_on_case(case.id))]
    measures = _measures(command, state)
    if measures:
        kept = select(stop_case.c.stop_id).where(
            stop_case.c.campaign_id == document_stop.c.campaign_id,
            stop_case.c.stop_id == document_stop.c.id,
            stop_case.c.case_id == case.id,
            stop_case.c.disposition == _KEEP,
        )
        names = (*measures, *(f"{case.regime}/{m}" for m in measures))
        asked = _in_force(case.mode, MEASURE, names).where(~kept.exists())
        found += [{**_told(row), "measures": [row.name.rpartition("/")[2]]} for row in connection.execute(asked)]
    return found


def _texts(law: Law) -> list[str]:
    """The texts a case's law was made with, by the names they are cited by."""
    return sorted({c.instrument for c in law.citations})


def _measures(command: Command, state: CaseState) -> tuple[str, ...]:
    """The measures an act takes: those it names, else those drafted or decided."""
    said = command.words("measures")
    if said or command.act in ("draft_notice", "draft_decision"):
        return said
    if state.decision is not None:
        return state.decision.measures
    return state.draft.measures if state.draft is not None else state.measures_told


def _told(row: Row[Any]) -> dict[str, Any]:
    return {"document": row.document, "disposition": row.disposition}


def _on_case(case_id: str) -> Any:
    """Stops that stand and were not lifted for this case, whether its command has reached it, was refused or undone.

    The case itself keeps one mark only: of two stops, the end of one leaves the other.
    """
    s, of = document_stop.c, stop_case.c
    joined = stop_case.join(document_stop, and_(s.campaign_id == of.campaign_id, s.id == of.stop_id))
    asked = select(s.document, s.disposition).select_from(joined)
    # Before the two people have chosen, a case is only shown.
    chosen = (of.disposition.is_not(None), of.disposition != _KEEP, s.standing.in_(STANDING))
    return asked.where(of.case_id == case_id, *chosen).order_by(s.campaign_id, s.id)


def _take_turn(connection: Connection, *, shared: bool) -> None:
    """A stop and an act it bears on stand in line, so that neither misses the other."""
    # SQLite's one writer is that line already.
    if connection.dialect.name == "postgresql":
        lock = func.pg_advisory_xact_lock_shared if shared else func.pg_advisory_xact_lock
        connection.execute(select(lock(func.hashtext("document.stop"))))


def _in_force(mode: str, kind: str, names: Sequence[str]) -> Any:
    s, on = document_stop.c, document_stop_on.c
    joined = document_stop.join(document_stop_on, and_(on.campaign_id == s.campaign_id, on.stop_id == s.id))
    asked = select(s.document, s.disposition, on.name).select_from(joined)
    asked = asked.where(s.mode == mode, s.standing.in_(STANDING), on.kind == kind, on.name.in_(names))
    return asked.order_by(s.campaign_id, s.id)


def running_cases(
    connection: Connection, mode: str, regimes: Sequence[str], measures: Sequence[str], texts: Sequence[str] = (),
    *, in_line: bool = True,
) -> Iterator[Any]:  # fmt: skip
    """The open cases a stop would meet, in order: under a list resting on the document, with such a measure or text.

    Who only looks does not stand in line.
    """
    if in_line:
        _take_turn(connection, shared=False)
    c, after = case_file.c, ""
    laws = _laws_with(connection, mode, texts)
    while True:
        asked = select(c.id, c.regime, c.version, c.step, c.state, c.law_version)
        asked = asked.where(c.id > after, c.mode == mode, c.closed.is_(False), c.version > 0)
        if not measures:
            asked = asked.where(or_(c.regime.in_(regimes), c.law_version.in_(laws)))
        rows = connection.execute(asked.order_by(c.id).limit(_AT_ONCE)).all()
        for row in rows:
            meets = row.regime in regimes or row.law_version in laws or _bears(row, measures)
            if meets and ways(_TOLD_BY, row.step):
                yield row
        if len(rows) < _AT_ONCE:
            return
        after = rows[-1].id


@dataclass(frozen=True, slots=True)
class RunningCase:
    """A running case as a page tells it, before anything is kept of it."""

    id: str
    step: str
    regime: str
    closed: bool = False


def running_now(connection: Connection, mode: str, stop: Stop) -> tuple[RunningCase, ...]:
    """The running cases a stop meets now; who only looks does not stand in line."""
    found = running_cases(connection, mode, stop.regimes, stop.measures, stop.texts, in_line=False)
    return tuple(RunningCase(row.id, row.step, row.regime) for row in found)


def _laws_with(connection: Connection, mode: str, texts: Sequence[str]) -> list[str]:
    """The laws pinned by open cases that were made with one of these texts."""
    if not texts:
        return []
    c = case_file.c
    asked = select(c.law_version, pin.c.content).join(pin, pin.c.version == c.law_version).distinct()
    asked = asked.where(c.mode == mode, c.closed.is_(False), c.version > 0)
    found = ((row.law_version, _texts(unpack(Law, row.content))) for row in connection.execute(asked))
    return sorted(version for version, held in found if any(text in held for text in texts))


def _bears(row: Any, measures: Sequence[str]) -> bool:
    if not measures:
        return False
    held = unpack(CaseState, row.state)
    taken = (*held.measures_told, *(held.draft.measures if held.draft else ()))
    decided = held.decision.measures if held.decision else ()
    return any(m in measures or f"{row.regime}/{m}" in measures for m in (*taken, *decided))


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
    c, file = stop_case.c, case_file.c
    asked = select(stop_case, file.version.label("now"), file.closed, file.step, file.regime)
    asked = asked.join(case_file, file.id == c.case_id).where(c.campaign_id == campaign_id, c.stop_id == stop_id)
    return list(connection.execute(asked.order_by(c.case_id)).all())


def choose(connection: Connection, row: Row[Any], **chosen: str) -> None:
    """Keep what was chosen for a case, and the command that tells it."""
    c = stop_case.c
    own = and_(c.campaign_id == row.campaign_id, c.stop_id == row.stop_id, c.case_id == row.case_id)
    connection.execute(update(stop_case).where(own).values(**chosen))
