"""A ledger as CSV, in either form; the same rows give the same bytes.

What the form has no column for stands to the right of its columns, under a title of its own: an answer that only
the other form asks (under that form's title), and a row whose cells do not fit its form, as it came.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.law.ledger_forms import FIELDS, YES_NO, LedgerForm
from models.records.ledgers import LedgerRow
from models.sheets.headers import FAULTS, ORIGIN
from models.sheets.texts import kept_text

Said = Callable[[LedgerRow], str]


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A ledger ready to be written: the form's titles and those to their right, and a line a row."""

    form: LedgerForm
    titles: tuple[str, ...]
    lines: Iterator[tuple[str, ...]]


def table_of(
    form: LedgerForm, rows: Sequence[LedgerRow], forms: Mapping[str, LedgerForm], said: Said | None = None
) -> SheetTable:
    """The rows in that form; with `said`, a last column holds what it says of each row."""
    beside = [name for name in FIELDS if name not in form.fields and any(row.value(name) for row in rows)]
    keeps = any(not _whole(row, forms) for row in rows)
    titles = [c.zh for c in form.columns]
    titles += [_title(name, forms) for name in beside]
    titles += [ORIGIN] if keeps else []
    titles += [FAULTS] if said else []
    names = (*form.fields, *beside)

    def lines() -> Iterator[tuple[str, ...]]:
        for row in rows:
            cells = [_worded(form, forms[row.form], name, row.value(name) or "") for name in names]
            cells += [("" if _whole(row, forms) else _kept(row))] if keeps else []
            cells += [said(row)] if said else []
            yield tuple(cells)

    return SheetTable(form, tuple(titles), lines())


def write_csv(table: SheetTable) -> bytes:
    """The table as CSV: UTF-8 with its mark, so that a spreadsheet reads the Chinese; lines end in CR LF."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(table.titles)
    for line in table.lines:
        writer.writerow([kept_text(cell) for cell in line])
    return made.getvalue().encode("utf-8-sig")


def _whole(row: LedgerRow, forms: Mapping[str, LedgerForm]) -> bool:
    """Whether the row has as many cells as its form asks, or a person has settled that it had not."""
    miscounted = any(not fault.field for fault in row.faults)
    return not miscounted and all(row.value(name) is not None for name in forms[row.form].fields)


def _kept(row: LedgerRow) -> str:
    return json.dumps([row.form, *row.cells], ensure_ascii=False)


def _title(name: str, forms: Mapping[str, LedgerForm]) -> str:
    """The title the other form prints for it."""
    return next(c.zh for form in forms.values() for c in form.columns if c.field == name)


def _worded(form: LedgerForm, own: LedgerForm, name: str, value: str) -> str:
    """The value in the words of the form written, where both have a word for it."""
    if name in YES_NO and value in (own.yes, own.no):
        return form.yes if value == own.yes else form.no
    rule = own.disposition(value) if name == "disposition" else None
    if rule is not None:
        return next((d.word for d in form.dispositions if d.id == rule.id), value)
    return value
