"""Reading the ledger row by row, and what a person's settlement of a fault does to a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from models.law.ledger_forms import FIELDS, LedgerForm
from models.records.ledgers import ArrivedRow, LedgerFault, LedgerRow, Settlement, Way, in_order_of_columns
from models.steps.ledger_cells import LONG, SHORT, day_of, placed
from models.steps.ledger_faults import TWICE, WAYS, judged, same_document

Held = Callable[[str], str | None]


def _nowhere(_: str) -> None:
    """A ledger that holds nothing yet."""


def read_ledger(
    forms: Mapping[str, LedgerForm], form: LedgerForm, rows: Iterable[ArrivedRow], held: Held = _nowhere
) -> Iterator[LedgerRow]:
    """Every row of a sheet in its order, each with its faults; a document met before is named by its row.

    `held` says in which row of the same ledger a document of that name stands already, if it does.
    """
    seen: dict[str, str] = {}
    for arrived in rows:
        row = read_row(forms[arrived.form] if arrived.form else form, arrived)
        name = same_document(row.value("document") or "")
        twin = (seen.get(name) or held(name)) if name else None
        if name and twin is None:
            seen[name] = str(row.place)
        yield row if twin is None else with_twin(row, twin)


def read_row(form: LedgerForm, arrived: ArrivedRow) -> LedgerRow:
    """One row by itself: what can be read with certainty, and every fault of it."""
    by_column, miscounted = placed(form, arrived.cells)
    by_field = {**dict(arrived.also), **dict(zip(form.fields, by_column, strict=True))}
    values = tuple(by_field.get(name) for name in FIELDS)
    row = _judged_anew(form, LedgerRow(arrived.place, form.id, arrived.cells, values), ())
    return replace(row, faults=(_miscount(form, row, miscounted), *row.faults)) if miscounted else row


def with_twin(row: LedgerRow, twin: int | str | None) -> LedgerRow:
    """The row, with the fault that its document stands in another row already."""
    faults = tuple(f for f in row.faults if f.code != TWICE)
    if twin is not None:
        faults = (*faults, LedgerFault(TWICE, "document", (("row", str(twin)),)))
    return replace(row, faults=in_order_of_columns(faults))


def unread(form: LedgerForm, row: LedgerRow) -> tuple[str, ...]:
    """The columns of the form that could not be read with certainty."""
    return tuple(name for name in form.fields if row.value(name) is None)


def settle(form: LedgerForm, row: LedgerRow, settlement: Settlement, twin: int | str | None = None) -> LedgerRow | str:
    """The row after a person settled one of its faults; a text is the code of why that is not done.

    `twin` is the row in which the document given stands already, where one does.
    """
    if not any(f.code == settlement.code and f.field == settlement.field for f in row.faults):
        return "fault_not_open"
    if settlement.way not in WAYS[settlement.code]:
        return "way_not_open"
    if not settlement.reason.strip():
        return "reason_missing"
    settled = (*row.settled, settlement)
    if settlement.way is Way.STRUCK:
        return replace(row, settled=settled, faults=())
    if settlement.way is Way.STANDS:
        left = tuple(f for f in row.faults if (f.code, f.field) != (settlement.code, settlement.field))
        return replace(row, settled=settled, faults=left)
    return _with_values(form, row, settlement, twin)


def _with_values(form: LedgerForm, row: LedgerRow, settlement: Settlement, twin: int | str | None) -> LedgerRow | str:
    given = {name: value.strip() for name, value in settlement.values}
    if not given or any(name not in form.fields for name in given):
        return "value_missing"
    values = tuple(given.get(name, value) for name, value in zip(FIELDS, row.values, strict=True))
    after = replace(row, values=values, settled=(*row.settled, settlement))
    # Too few or too many cells stay a fault until a person has said what every column holds.
    counted = settlement.code in (SHORT, LONG) and not unread(form, after)
    made = _judged_anew(form, after, tuple(f for f in row.faults if not (counted and f.code == settlement.code)))
    if "document" in given:
        made = with_twin(made, twin)
    if any((f.code, f.field) == (settlement.code, settlement.field) for f in made.faults):
        return "value_unfit"
    return made


def _judged_anew(form: LedgerForm, row: LedgerRow, before: tuple[LedgerFault, ...]) -> LedgerRow:
    """The row judged by its values; what was let stand stays settled until its column changes."""
    read = dict(zip(FIELDS, row.values, strict=True))
    rule = form.disposition(read["disposition"] or "")
    standing = _standing(row)
    still = [f for f in before if f.code == TWICE]
    still += [_miscount(form, row, f.code) for f in before if f.code in (SHORT, LONG)]
    found = (f for f in judged(form, read) if (f.code, f.field) not in standing)
    return replace(
        row,
        disposition=rule.id if rule else "",
        complete_on=day_of(read["complete"] or ""),
        faults=in_order_of_columns((*still, *found)),
    )


def _standing(row: LedgerRow) -> tuple[tuple[str, str], ...]:
    found: dict[tuple[str, str], None] = {}
    for settlement in row.settled:
        if settlement.way is Way.STANDS:
            found[(settlement.code, settlement.field)] = None
        for name, _ in settlement.values:
            found = {key: None for key in found if key[1] != name}
    return tuple(found)


def _miscount(form: LedgerForm, row: LedgerRow, code: str) -> LedgerFault:
    """Too few or too many cells: how many, how many are asked, and what could not be read for it."""
    about = (("cells", str(len(row.cells))), ("asked", str(len(form.columns))))
    return LedgerFault(code, "", (*about, ("unread", " ".join(unread(form, row)))))
