"""A ledger in figures, as a campaign's acts carry it, and the faults of its rows by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from models.law.ledger_forms import LedgerForm
from models.records.ledgers import LedgerFault, LedgerRow, Settlement, summary_of
from models.steps.ledger_faults import same_document
from models.steps.ledgers import settle

_ROW = "row"
_UNREAD = "unread"


def fault_id(place: int, fault: LedgerFault) -> str:
    """A fault by its place: the row's number, the column, the code."""
    return f"{place}.{fault.field or _ROW}.{fault.code}"


def open_faults(rows: Iterable[LedgerRow]) -> tuple[str, ...]:
    """Every open fault of a ledger by name, in the order of its rows."""
    return tuple(fault_id(row.place, fault) for row in rows for fault in row.faults)


def figures(rows: Sequence[LedgerRow], most: int | None) -> dict[str, Any]:
    """What an act says of a ledger; of more faults than may be filed only their number."""
    made = summary_of(rows)
    faults = open_faults(rows)
    told: dict[str, Any] = {"digest": made.digest, "rows": made.rows}
    told |= {name or _UNREAD: count for name, count in made.by_disposition}
    if most is not None and len(faults) > most:
        return {**told, "faults": [], "faults_beyond": len(faults)}
    return {**told, "faults": list(faults)}


def settled(
    forms: Mapping[str, LedgerForm], rows: Sequence[LedgerRow], fault: str, settlement: Settlement
) -> tuple[LedgerRow, ...] | str:
    """The rows after one fault was settled; a text is the code of why it was not."""
    place, _, _ = fault.partition(".")
    found = next((r for r in rows if str(r.place) == place), None)
    if found is None:
        return "fault_not_open"
    given = next((value for name, value in settlement.values if name == "document"), "")
    twin = _twin(rows, found, given) if given else None
    after = settle(forms[found.form], found, settlement, twin)
    if isinstance(after, str):
        return after
    return tuple(after if r.place == found.place else r for r in rows)


def settlement_parts(fault: str) -> tuple[str, str]:
    """The code and the column of a fault's name; the column is empty where the whole row is meant."""
    _, _, rest = fault.partition(".")
    column, _, code = rest.partition(".")
    return code, ("" if column == _ROW else column)


def _twin(rows: Sequence[LedgerRow], row: LedgerRow, document: str) -> int | None:
    """The row in which a document stands already."""
    name = same_document(document)
    others = (r for r in rows if r.place != row.place and not r.struck)
    return next((r.place for r in others if same_document(r.value("document") or "") == name), None)
