"""`duecourse cleanup export FILE`: a ledger in either published form, Excel or CSV; the same rows, the same bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from desk import signing
from desk.joining import joined_record
from desk.temporal_server import HouseError
from models.law.ledger_forms import LedgerForm
from models.law.ledger_reading import read_forms
from models.records.ledgers import LedgerRow
from models.sheets.workbook_writing import write_workbook
from models.sheets.writing import table_of, write_csv
from models.tables.ledgers import ledger_rows
from portal.ledger_telling import row_words

_KINDS = (".xlsx", ".csv")


def export_ledger(
    file: Annotated[Path, typer.Argument(help="The file to write: .xlsx or .csv; none is overwritten.")],
    unit: Annotated[list[str], typer.Option("--unit", help="Whose ledger; several stand one after the other.")],
    campaign: Annotated[str, typer.Option("--campaign", help="The campaign; none: outside any.")] = "-",
    form: Annotated[str, typer.Option("--form", help="luliang-13 or dalian-14.")] = "luliang-13",
    heading: Annotated[str, typer.Option("--heading", help="The unit named over the table (填报单位).")] = "",
    faults: Annotated[bool, typer.Option("--faults", help="With a column of what is wrong.")] = False,
    english: Annotated[bool, typer.Option("--english", help="That column in English.")] = False,
) -> None:
    """Give a ledger out; rows struck out are left out, and what the form has no column for stands to its right."""
    refuse_name(file)
    forms = read_forms()
    if form not in forms:
        raise signing.ended(f"没有样式 {form}。 There is no form {form} (there are: {', '.join(forms)}).")
    try:
        with joined_record(reading=True) as engine, engine.connect() as connection:
            held = ledger_rows(connection, campaign, *unit)
    except HouseError as bad:
        raise signing.ended(str(bad)) from bad
    rows = tuple(stored.row for stored in held if not stored.row.struck)
    if not rows:
        raise signing.ended("没有这样的台账。 There is no such ledger.")
    keep_file(file, forms[form], rows, forms, heading, with_faults=faults, english=english)
    typer.echo(f"已写出 written: {file}，{len(rows)} 行 rows")


def refuse_name(file: Path) -> None:
    """A file of another kind, or one that is there already, is not written."""
    if file.suffix not in _KINDS:
        raise signing.ended(f"{file.name}：须为 .xlsx 或 .csv。 The name must end in .xlsx or .csv.")
    if file.exists():
        raise signing.ended(f"{file.name} 已存在，不予覆盖。 It is there already and is not overwritten.")


def keep_file(
    file: Path, form: LedgerForm, rows: Sequence[LedgerRow], forms: Mapping[str, LedgerForm],
    heading: str = "", *, with_faults: bool, english: bool = False,
) -> None:  # fmt: skip
    """Write the rows in that form, by the kind the file's name says."""
    said = (lambda row: row_words(forms, row, form)[english]) if with_faults else None
    table = table_of(form, rows, forms, said)
    file.write_bytes(write_csv(table) if file.suffix == ".csv" else write_workbook(table, heading))
