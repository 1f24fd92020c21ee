"""Taking a file's rows into a unit's ledger, batch by batch: begun again after a stop, no row twice and none lost.

A file is known by its digest. The same file again goes on where it stopped, or says that it is there. Its rows
count for nothing until the last is kept.

Into a ledger reported up no file is taken (H-123).  One that is brought for an exception waits: it counts from the
act that approves it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Engine, and_, func, or_, select

from models.records.campaigns import AFTER_REPORTING
from models.records.ledgers import LedgerRow, LedgerSummary
from models.tables.campaign_schema import campaign
from models.tables.ledger_schema import ledger_fault, ledger_import, ledger_row
from models.tables.ledgers import DONE, figures, stored, stored_faults

NEW, ADD, REPLACE = "new", "add", "replace"
BEGUN, SUPERSEDED, WAITING = "begun", "superseded", "waiting"
BATCH = 1000
_I = ledger_import.c


class ImportRefused(Exception):
    """A file that is not taken into this ledger now; the code says why."""

    def __init__(self, code: str) -> None:
        """Keep the code."""
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class ImportAsked:
    """A file somebody brings for a unit's ledger: new, beside the rows held, or in their place."""

    campaign: str
    unit: str
    file_name: str
    file_sha256: str
    sheet: str
    form: str
    rows: int
    way: str
    taken_by: str
    at: datetime
    exception: bool = False


@dataclass(frozen=True, slots=True)
class LedgerImport:
    """A file being taken: its id and turn, how many rows are kept, and whether all are."""

    id: str
    turn: int
    rows_done: int
    is_done: bool


def begin_import(connection: Connection, asked: ImportAsked) -> LedgerImport:
    """Where this file's import stands, begun here if it is not; `ImportRefused` where the ledger holds another."""
    of_unit = and_(_I.campaign == asked.campaign, _I.ledger_unit == asked.unit)
    held = connection.execute(select(ledger_import).where(of_unit, _I.state != SUPERSEDED).order_by(_I.turn)).all()
    for row in held:
        if (row.file_sha256, row.sheet) == (asked.file_sha256, asked.sheet):
            return LedgerImport(row.id, row.turn, row.rows_done, row.state in (DONE, WAITING))
    if is_closed(connection, asked.campaign) and not asked.exception:
        raise ImportRefused("ledger_closed")
    if asked.way == NEW and any(row.state == DONE for row in held):
        raise ImportRefused("ledger_there")
    for row in held:
        if row.state in (BEGUN, WAITING):
            _forget(connection, row.id)
    turn = 1 + (connection.execute(select(func.max(_I.turn)).where(of_unit)).scalar() or 0)
    named = "\n".join((asked.campaign, asked.unit, asked.file_sha256, asked.sheet, str(turn)))
    found = hashlib.sha256(named.encode()).hexdigest()
    connection.execute(ledger_import.insert().values(
        id=found, campaign=asked.campaign, ledger_unit=asked.unit, turn=turn, file_name=asked.file_name,
        file_sha256=asked.file_sha256, sheet=asked.sheet, form=asked.form, way=asked.way, rows=asked.rows,
        rows_done=0, state=BEGUN, taken_by=asked.taken_by, begun_at=asked.at,
    ))  # fmt: skip
    return LedgerImport(found, turn, 0, is_done=False)


def _forget(connection: Connection, import_id: str) -> None:
    """Take away a file that was begun and never counted."""
    for table, column in ((ledger_fault, "import_id"), (ledger_row, "import_id"), (ledger_import, "id")):
        connection.execute(table.delete().where(table.c[column] == import_id))


def keep_ledger(
    engine: Engine, begun: LedgerImport, asked: ImportAsked, rows: Iterable[LedgerRow],
    told: Callable[[int], None], batch: int = BATCH,
) -> None:  # fmt: skip
    """Keep the rows not kept yet, a batch a transaction, and count the file done with the last."""
    source = iter(rows)
    for _ in islice(source, begun.rows_done):
        pass
    done = begun.rows_done
    told(done)
    while part := list(islice(source, batch)):
        with engine.begin() as connection:
            _keep(connection, begun.id, part, done)
        done += len(part)
        told(done)
    with engine.begin() as connection:
        _finish(connection, begun, asked)


def _keep(connection: Connection, import_id: str, part: list[LedgerRow], done: int) -> None:
    # Two who bring the same file meet here: the second finds other figures and stops.
    own = and_(_I.id == import_id, _I.state == BEGUN, _I.rows_done == done)
    moved = connection.execute(ledger_import.update().where(own).values(rows_done=done + len(part)))
    if moved.rowcount != 1:
        raise ImportRefused("import_overtaken")
    connection.execute(ledger_row.insert(), [stored(import_id, row) for row in part])
    faults: list[dict[str, Any]] = []
    for row in part:
        faults += stored_faults(import_id, row.place, row.faults)
    if faults:
        connection.execute(ledger_fault.insert(), faults)


def _finish(connection: Connection, begun: LedgerImport, asked: ImportAsked) -> None:
    of_unit = and_(_I.campaign == asked.campaign, _I.ledger_unit == asked.unit)
    others = and_(of_unit, _I.id != begun.id, _I.state == DONE)
    waits = is_closed(connection, asked.campaign)
    if waits and not asked.exception:
        # It was reported up while the rows were kept.
        raise ImportRefused("ledger_closed")
    if waits:
        pass
    elif asked.way == REPLACE:
        connection.execute(ledger_import.update().where(others).values(state=SUPERSEDED))
    elif asked.way == NEW and connection.execute(select(_I.id).where(others)).first() is not None:
        raise ImportRefused("ledger_there")
    own = and_(_I.id == begun.id, _I.state == BEGUN, _I.rows_done == _I.rows)
    state = WAITING if waits else DONE
    moved = connection.execute(ledger_import.update().where(own).values(state=state, done_at=asked.at))
    if moved.rowcount != 1:
        raise ImportRefused("import_overtaken")


def is_closed(connection: Connection, campaign_id: str) -> bool:
    """Whether the ledgers of a campaign were reported up: no file is taken into them any more."""
    step = connection.execute(select(campaign.c.step).where(campaign.c.id == campaign_id)).scalar()
    return step is not None and step in AFTER_REPORTING


def admit(connection: Connection, campaign_id: str, unit: str, change: str) -> None:
    """Let the file that waits for an exception count, in this transaction; one brought the other way stays as it is."""
    of_unit = and_(_I.campaign == campaign_id, _I.ledger_unit == unit)
    waiting = connection.execute(select(ledger_import).where(of_unit, _I.state == WAITING)).first()
    if waiting is None or (waiting.way == REPLACE) != (change == "change"):
        return
    if waiting.way == REPLACE:
        connection.execute(ledger_import.update().where(of_unit, _I.state == DONE).values(state=SUPERSEDED))
    connection.execute(ledger_import.update().where(_I.id == waiting.id).values(state=DONE))


def waiting_ledger(connection: Connection, campaign_id: str, unit: str) -> LedgerSummary | None:
    """A unit's ledger in figures as it will stand once the file that waits is approved; None where none waits."""
    of_unit = and_(_I.campaign == campaign_id, _I.ledger_unit == unit)
    waiting = connection.execute(select(_I.id, _I.way).where(of_unit, _I.state == WAITING)).first()
    if waiting is None:
        return None
    own = _I.id == waiting.id
    return figures(connection, own if waiting.way == REPLACE else or_(own, and_(of_unit, _I.state == DONE)))
