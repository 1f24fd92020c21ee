"""The clean-up ledger (清理规范台账): its rows as read, what is wrong with each, and its sum per unit.

What others use:

- `models.law.ledger_reading.read_forms() -> dict[str, LedgerForm]`: the published forms.
- `models.sheets.arriving.read_sheet(content, forms, sheet="") -> Arrived`: a file's form and rows, or a `SheetFault`.
- `models.steps.ledgers.read_ledger(forms, form, rows) -> Iterator[LedgerRow]`: those rows, read and judged.
- `models.steps.ledgers.settle(form, row, settlement, twin) -> LedgerRow | str`: a person settles one fault;
  a text is the code of why not.
- `LedgerSummary`: rows, counts by disposition, open faults, digest; `summary_of(rows)` makes one.
- `models.tables.ledgers.unit_ledger(connection, campaign, unit) -> LedgerSummary | None`, `ledger_rows(…)`,
  `keep_settlement(connection, …)`: the rows as they are stored (20,000 of them never enter a workflow).

A row with an open fault is not in order. A row struck out (划去) stays in the record and counts for nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from models.law.ledger_forms import FIELDS


class Disposition(StrEnum):
    """What is done with a document (处置方式); which words and when, the form says."""

    KEEP = "keep"
    REVISE = "revise"
    LEGISLATE = "legislate"
    ABOLISH = "abolish"


class Way(StrEnum):
    """How a person settles a fault: gives the value, lets it stand with a reason, or strikes the row out."""

    VALUE = "value"
    STANDS = "stands"
    STRUCK = "struck"


@dataclass(frozen=True, slots=True)
class ArrivedRow:
    """A row as a file brings it: its number in the sheet, its cells, and what stands beside the form's columns.

    `form` is named where the row first came in another form; `also` are answers the file's form does not ask.
    """

    place: int
    cells: tuple[str, ...]
    form: str = ""
    also: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerFault:
    """What is wrong: a code, the column (empty: the whole row), what stands there or is meant."""

    code: str
    field: str = ""
    about: tuple[tuple[str, str], ...] = ()


def in_order_of_columns(faults: Iterable[LedgerFault]) -> tuple[LedgerFault, ...]:
    """The faults of a row: the whole row's first, then column by column."""
    return tuple(sorted(faults, key=lambda f: (FIELDS.index(f.field) if f.field else -1, f.code)))


@dataclass(frozen=True, slots=True)
class Settlement:
    """A person settles one fault of a row: the way, values by column, the reason; who and when."""

    code: str
    field: str
    way: Way
    reason: str
    by: str
    at: datetime
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One row: its number in the sheet, the cells as they came, and what could be read with certainty.

    `values` stand in the order of `FIELDS`; None is what the form does not ask, or what could not be read
    with certainty. `disposition` is empty for a word outside the four, `complete_on` None for no day.
    """

    place: int
    form: str
    cells: tuple[str, ...]
    values: tuple[str | None, ...]
    disposition: str = ""
    complete_on: date | None = None
    faults: tuple[LedgerFault, ...] = ()
    settled: tuple[Settlement, ...] = field(default=())

    def value(self, name: str) -> str | None:
        """What a column says; None where the form does not ask it or it could not be read."""
        return self.values[FIELDS.index(name)]

    @property
    def struck(self) -> bool:
        """Whether a person struck the row out."""
        return any(s.way is Way.STRUCK for s in self.settled)

    @property
    def in_order(self) -> bool:
        """Whether it counts as in order: no fault is open."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class LedgerSummary:
    """A unit's ledger in figures, struck rows left out, and the digest of its rows as they stand.

    `by_disposition` names the four by id, in their order, and under "" the rows whose disposition is not read.
    """

    rows: int
    by_disposition: tuple[tuple[str, int], ...]
    faults: int
    not_in_order: int
    struck: int
    digest: str


def row_digest(row: LedgerRow) -> str:
    """The digest of a row as it stands: its values, and whether it is struck out."""
    told = [row.form, row.struck, *row.values, *(row.cells if None in _asked(row) else ())]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def _asked(row: LedgerRow) -> tuple[str | None, ...]:
    """The values every form asks: None among them means a row not wholly read, told by its cells too."""
    return tuple(v for name, v in zip(FIELDS, row.values, strict=True) if name != "touches_measure")


def ledger_digest(digests: Iterable[str]) -> str:
    """The digest of a ledger: of its rows' digests in their order."""
    made = hashlib.sha256()
    for digest in digests:
        made.update(bytes.fromhex(digest))
    return made.hexdigest()


def summary_of(rows: Iterable[LedgerRow]) -> LedgerSummary:
    """The figures of a ledger."""
    held = tuple(rows)
    counted = [row for row in held if not row.struck]
    names = (*(d.value for d in Disposition), "")
    return LedgerSummary(
        rows=len(counted),
        by_disposition=tuple((name, sum(row.disposition == name for row in counted)) for name in names),
        faults=sum(len(row.faults) for row in counted),
        not_in_order=sum(not row.in_order for row in counted),
        struck=len(held) - len(counted),
        digest=ledger_digest(row_digest(row) for row in held),
    )
