"""A ledger page by page, as a counter shows it: filtered by unit, disposition and fault."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, select, tuple_

from models.records.ledgers import LedgerFault
from models.tables.ledger_schema import ledger_fault, ledger_import, ledger_row
from models.tables.ledgers import DONE, OPEN, StoredRow, fault_of, row_of

_I, _R, _F = ledger_import.c, ledger_row.c, ledger_fault.c
ANY = "any"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows are asked for: of these units, of a disposition, with a fault (`ANY`: with whatever fault)."""

    campaign: str
    units: tuple[str, ...]
    disposition: str | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A row with the unit in whose ledger it stands."""

    unit: str
    stored: StoredRow


def ledger_page(connection: Connection, asked: Asked, after: int, limit: int) -> tuple[UnitRow, ...]:
    """So many rows after so many, unit by unit in the order given, file by file, in the sheet's order."""
    joined = ledger_row.join(ledger_import, _I.id == _R.import_id)
    found = select(ledger_row, _I.turn, _I.ledger_unit).select_from(joined).where(_meant(asked))
    order = case({unit: at for at, unit in enumerate(asked.units)}, value=_I.ledger_unit) if asked.units else _I.turn
    rows = connection.execute(found.order_by(order, _I.turn, _R.place).limit(limit).offset(after)).all()
    faults = _faults(connection, rows)
    return tuple(
        UnitRow(r.ledger_unit, StoredRow(r.turn, row_of(r, faults.get((r.import_id, r.place), [])))) for r in rows
    )


def ledger_count(connection: Connection, asked: Asked) -> int:
    """How many rows are meant."""
    joined = ledger_row.join(ledger_import, _I.id == _R.import_id)
    return int(connection.execute(select(func.count()).select_from(joined).where(_meant(asked))).scalar_one())


def fault_counts(connection: Connection, campaign: str, units: Sequence[str]) -> dict[str, int]:
    """How many faults of each code are open in the units' ledgers."""
    joined = ledger_fault.join(ledger_import, _I.id == _F.import_id)
    found = select(_F.code, func.count()).select_from(joined)
    found = found.where(_I.campaign == campaign, _I.ledger_unit.in_(units), _I.state == DONE, _F.standing == OPEN)
    counted = connection.execute(found.group_by(_F.code).order_by(_F.code))
    return {row[0]: row[1] for row in counted}


def row_at(connection: Connection, campaign: str, unit: str, turn: int, place: int) -> StoredRow | None:
    """One row of a unit's ledger by file and place."""
    joined = ledger_row.join(ledger_import, _I.id == _R.import_id)
    found = select(ledger_row, _I.turn).select_from(joined)
    own = and_(_I.campaign == campaign, _I.ledger_unit == unit, _I.state == DONE, _I.turn == turn, _R.place == place)
    row = connection.execute(found.where(own)).first()
    if row is None:
        return None
    faults = _faults(connection, [row])
    return StoredRow(row.turn, row_of(row, faults.get((row.import_id, row.place), [])))


def _meant(asked: Asked) -> ColumnElement[bool]:
    meant = [_I.campaign == asked.campaign, _I.ledger_unit.in_(asked.units), _I.state == DONE]
    if asked.disposition is not None:
        meant += [_R.disposition_id == asked.disposition, ~_R.struck]
    if asked.fault:
        open_ = select(_F.import_id, _F.place).where(_F.standing == OPEN)
        own = open_ if asked.fault == ANY else open_.where(_F.code == asked.fault)
        meant.append(tuple_(_R.import_id, _R.place).in_(own))
    return and_(*meant)


def _faults(connection: Connection, rows: Sequence[Any]) -> dict[tuple[str, int], list[LedgerFault]]:
    """The open faults of these rows."""
    found: dict[tuple[str, int], list[LedgerFault]] = {}
    imports, places = list(dict.fromkeys(r.import_id for r in rows)), list(dict.fromkeys(r.place for r in rows))
    asked = select(ledger_fault).where(_F.import_id.in_(imports), _F.place.in_(places), _F.standing == OPEN)
    for fault in connection.execute(asked.order_by(_F.import_id, _F.place)):
        found.setdefault((fault.import_id, fault.place), []).append(fault_of(fault))
    return found
