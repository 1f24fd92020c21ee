"""Ledgers as they are stored: what a unit's ledger holds, its figures, and a fault settled by a person.

Only files taken whole count (`done`); a file given in another's place takes it in the moment its last row is kept.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, case, func, select

from models.law.ledger_forms import FIELDS, LedgerForm
from models.records.ledgers import (
    Disposition,
    LedgerFault,
    LedgerRow,
    LedgerSummary,
    Settlement,
    Way,
    in_order_of_columns,
    ledger_digest,
    row_digest,
)
from models.steps.ledger_faults import same_document
from models.steps.ledgers import settle
from models.tables.ledger_schema import ledger_fault, ledger_import, ledger_row

DONE, OPEN, SETTLED, GONE = "done", "open", "settled", "gone"
_WHOLE_ROW = "row"
_NAME = re.compile(r"(?:([0-9]{1,6})[.])?([0-9]{1,9})[.](\w+)[.](\w+)", re.ASCII)
_I, _R, _F = ledger_import.c, ledger_row.c, ledger_fault.c

_BY_COLUMN = case({name: at for at, name in enumerate(("", *FIELDS))}, value=_F.field)


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A row with the turn of the file that brought it; turn and place name it in its unit's ledger for ever."""

    turn: int
    row: LedgerRow

    @property
    def faults(self) -> tuple[str, ...]:
        """Its open faults by name, as `settle_fault` gives them."""
        return tuple(fault_name(self.turn, self.row.place, f.code, f.field) for f in self.row.faults)


def fault_name(turn: int, place: int, code: str, field: str) -> str:
    """The name of a fault in a unit's ledger: row, column and code; the file's turn before them after the first."""
    name = f"{place}.{field or _WHOLE_ROW}.{code}"
    return name if turn == 1 else f"{turn}.{name}"


def fault_named(name: str) -> tuple[int, int, str, str] | None:
    """File, row, code and column of a fault by its name; None for what is no such name."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    return int(found[1] or 1), int(found[2]), found[4], "" if found[3] == _WHOLE_ROW else found[3]


def _current(campaign: str, units: Sequence[str]) -> Any:
    return and_(_I.campaign == campaign, _I.ledger_unit.in_(units), _I.state == DONE)


def ledger_rows(connection: Connection, campaign: str, *units: str) -> tuple[StoredRow, ...]:
    """Every row of the units' ledgers, unit by unit in the order given, file by file and in the sheet's order."""
    found: list[StoredRow] = []
    for unit in units:
        ids = select(_I.id).where(_current(campaign, [unit]))
        faults: dict[tuple[str, int], list[LedgerFault]] = {}
        asked = select(ledger_fault).where(_F.import_id.in_(ids), _F.standing == OPEN)
        for fault in connection.execute(asked.order_by(_F.import_id, _F.place)):
            faults.setdefault((fault.import_id, fault.place), []).append(fault_of(fault))
        rows = select(ledger_row, _I.turn).join(ledger_import, _I.id == _R.import_id).where(_current(campaign, [unit]))
        found += [
            StoredRow(row.turn, row_of(row, faults.get((row.import_id, row.place), [])))
            for row in connection.execute(rows.order_by(_I.turn, _R.place))
        ]
    return tuple(found)


def unit_ledger(connection: Connection, campaign: str, unit: str) -> LedgerSummary | None:
    """A unit's ledger in figures, with the digest of its rows; None where it has none."""
    current = _current(campaign, [unit])
    if connection.execute(select(_I.id).where(current).limit(1)).first() is None:
        return None
    return figures(connection, current)


def figures(connection: Connection, current: Any) -> LedgerSummary:
    """The rows of these files in figures, struck rows left out, and their digest."""
    joined = ledger_row.join(ledger_import, _I.id == _R.import_id)
    counted = select(_R.disposition_id, _R.in_order, func.count()).select_from(joined).where(current, ~_R.struck)
    groups = connection.execute(counted.group_by(_R.disposition_id, _R.in_order)).all()
    of_faults = ledger_fault.join(ledger_import, _I.id == _F.import_id)
    faults = select(func.count()).select_from(of_faults).where(current, _F.standing == OPEN)
    struck = select(func.count()).select_from(joined).where(current, _R.struck)
    digests = select(_R.sha256).select_from(joined).where(current).order_by(_I.turn, _R.place)
    names = (*(d.value for d in Disposition), "")
    return LedgerSummary(
        rows=sum(count for _, _, count in groups),
        by_disposition=tuple((name, sum(n for given, _, n in groups if given == name)) for name in names),
        faults=connection.execute(faults).scalar_one(),
        not_in_order=sum(count for _, in_order, count in groups if not in_order),
        struck=connection.execute(struck).scalar_one(),
        digest=ledger_digest(connection.execute(digests).scalars()),
    )


def open_faults(connection: Connection, campaign: str, unit: str, most: int | None = None) -> tuple[str, ...]:
    """The names of the faults still open, in the ledger's order; at most so many."""
    joined = ledger_fault.join(ledger_import, _I.id == _F.import_id)
    asked = select(_I.turn, _F.place, _F.code, _F.field).select_from(joined)
    asked = asked.where(_current(campaign, [unit]), _F.standing == OPEN)
    asked = asked.order_by(_I.turn, _F.place, _BY_COLUMN, _F.code).limit(most)
    return tuple(fault_name(*row) for row in connection.execute(asked))


def held_documents(connection: Connection, campaign: str, unit: str) -> dict[str, str]:
    """The documents a unit's ledger holds, by the digest of their names, each with file and row."""
    joined = ledger_row.join(ledger_import, _I.id == _R.import_id)
    asked = select(_R.document_sha256, _I.turn, _R.place).select_from(joined)
    asked = asked.where(_current(campaign, [unit]), ~_R.struck, _R.document_sha256.is_not(None))
    found: dict[str, str] = {}
    for sha256, turn, place in connection.execute(asked.order_by(_I.turn, _R.place)):
        found.setdefault(sha256, f"{turn}.{place}")
    return found


def keep_settlement(
    connection: Connection, forms: Mapping[str, LedgerForm], campaign: str, unit: str, fault: str, told: Settlement
) -> StoredRow | str:
    """Settle one fault by its name in this transaction; a text is the code of why not, and nothing is changed.

    Its code and column come from the name; those in `told` are put aside.
    """
    named = fault_named(fault)
    if named is None:
        return "fault_not_open"
    turn, place, code, field = named
    found = _locked(connection, campaign, unit, turn, place)
    if found is None:
        return "fault_not_open"
    import_id, row = found
    settlement = Settlement(code, field, told.way, told.reason, told.by, told.at, told.values)
    made = settle(forms[row.form], row, settlement, _twin(connection, campaign, unit, settlement, (turn, place)))
    if isinstance(made, str):
        return made
    _keep_settled(connection, import_id, row, made, settlement)
    return StoredRow(turn, made)


def _locked(connection: Connection, campaign: str, unit: str, turn: int, place: int) -> tuple[str, LedgerRow] | None:
    joined = ledger_row.join(ledger_import, _I.id == _R.import_id)
    asked = select(ledger_row).select_from(joined)
    asked = asked.where(_current(campaign, [unit]), _I.turn == turn, _R.place == place).with_for_update(of=ledger_row)
    row = connection.execute(asked).first()
    if row is None:
        return None
    faults = select(ledger_fault).where(_F.import_id == row.import_id, _F.place == place, _F.standing == OPEN)
    return row.import_id, row_of(row, [fault_of(f) for f in connection.execute(faults)])


def _twin(connection: Connection, campaign: str, unit: str, settlement: Settlement, own: tuple[int, int]) -> str | None:
    given = dict(settlement.values).get("document")
    if given is None:
        return None
    twin = held_documents(connection, campaign, unit).get(document_digest(given) or "")
    return None if twin == f"{own[0]}.{own[1]}" else twin


def _keep_settled(
    connection: Connection, import_id: str, before: LedgerRow, row: LedgerRow, settlement: Settlement
) -> None:
    of_row = and_(_R.import_id == import_id, _R.place == row.place)
    connection.execute(ledger_row.update().where(of_row).values(**stored(import_id, row)))
    left = {(f.code, f.field): f for f in row.faults}
    for fault in before.faults:
        key = (fault.code, fault.field)
        own = and_(_F.import_id == import_id, _F.place == row.place, _F.code == key[0], _F.field == key[1])
        if key == (settlement.code, settlement.field):
            connection.execute(ledger_fault.update().where(own).values(
                standing=SETTLED, settled_by=settlement.by, settled_at=settlement.at, way=settlement.way.value,
                reason=settlement.reason,
            ))  # fmt: skip
        elif key not in left:
            connection.execute(ledger_fault.update().where(own).values(standing=GONE))
    old = [(f.code, f.field) for f in before.faults]
    for key, fault in left.items():
        if key not in old:
            own = and_(_F.import_id == import_id, _F.place == row.place, _F.code == key[0], _F.field == key[1])
            # A fault that was gone or settled once, and is there again.
            connection.execute(ledger_fault.delete().where(own))
            connection.execute(ledger_fault.insert(), stored_faults(import_id, row.place, (fault,)))


def document_digest(name: str) -> str | None:
    """The digest by which a document is found again; None for no name."""
    same = same_document(name)
    return hashlib.sha256(same.encode()).hexdigest() if same else None


def stored(import_id: str, row: LedgerRow) -> dict[str, Any]:
    """A row as its table keeps it."""
    return {
        "import_id": import_id,
        "place": row.place,
        "form": row.form,
        "cells": json.dumps(row.cells, ensure_ascii=False),
        **dict(zip(FIELDS, row.values, strict=True)),
        "document_sha256": document_digest(row.value("document") or ""),
        "disposition_id": row.disposition,
        "complete_on": row.complete_on,
        "in_order": row.in_order,
        "struck": row.struck,
        "settled": json.dumps([_told(s) for s in row.settled], ensure_ascii=False),
        "sha256": row_digest(row),
    }


def stored_faults(import_id: str, place: int, faults: tuple[LedgerFault, ...]) -> list[dict[str, Any]]:
    """The faults of a row as their table keeps them, open."""
    return [
        {
            "import_id": import_id,
            "place": place,
            "code": fault.code,
            "field": fault.field,
            "about": json.dumps(fault.about, ensure_ascii=False),
            "standing": OPEN,
        }
        for fault in faults
    ]


def _told(settlement: Settlement) -> list[Any]:
    values = [list(pair) for pair in settlement.values]
    return [
        settlement.code, settlement.field, settlement.way.value, settlement.reason, settlement.by,
        settlement.at.isoformat(), values,
    ]  # fmt: skip


def fault_of(row: Row[Any]) -> LedgerFault:
    """A fault from its stored row."""
    return LedgerFault(row.code, row.field, tuple((str(k), str(v)) for k, v in json.loads(row.about)))


def row_of(row: Row[Any], faults: list[LedgerFault]) -> LedgerRow:
    """A row from its stored row, with its open faults."""
    settled = tuple(
        Settlement(code, field, Way(way), reason, by, datetime.fromisoformat(at), tuple((k, v) for k, v in values))
        for code, field, way, reason, by, at, values in json.loads(row.settled)
    )
    return LedgerRow(
        row.place, row.form, tuple(json.loads(row.cells)), tuple(getattr(row, name) for name in FIELDS),
        row.disposition_id, row.complete_on, in_order_of_columns(faults), settled,
    )  # fmt: skip
