"""Ledgers for tests: the two given tables, and rows and files made here."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from models.law.ledger_forms import LedgerForm
from models.law.ledger_reading import read_forms
from models.records.ledgers import ArrivedRow, LedgerRow
from models.sheets.arriving import Arrived, read_sheet
from models.steps.ledgers import read_ledger, read_row

INPUTS = Path(__file__).parents[1] / "given" / "inputs"
FORMS = read_forms()
LULIANG, DALIAN = FORMS["luliang-13"], FORMS["dalian-14"]
GIVEN = {"luliang-13": INPUTS / "ledger-luliang.tsv", "dalian-14": INPUTS / "ledger-dalian.tsv"}

# A row in which nothing is wrong, by column.
GOOD = {
    "ordinal": "1",
    "document": "《示例市公共信用信息管理办法》（示政发〔2019〕12号）",
    "touches_list": "否",
    "touches_information": "是",
    "touches_measure": "否",
    "content": "将行政处罚信息记入信用记录",
    "national_basis": "是",
    "local_basis": "否",
    "basis": "《示例条例》第三条：行政处罚信息应当依法公开",
    "disposition": "保留",
    "complete": "2021年6月底",
    "unit": "示例市发展和改革委员会",
    "person": "张三，示例市发展和改革委员会副主任",
    "telephone": "0358-8220000",
}


def given(form: str) -> tuple[Arrived, tuple[LedgerRow, ...]]:
    """A given table, read."""
    arrived = read_sheet(GIVEN[form].read_bytes(), FORMS)
    return arrived, tuple(read_ledger(FORMS, arrived.form, arrived.rows))


def cells(form: LedgerForm = LULIANG, **changed: str) -> tuple[str, ...]:
    """The cells of the good row, some changed."""
    return tuple({**GOOD, **changed}[name] for name in form.fields)


def row_of(form: LedgerForm = LULIANG, **changed: str) -> LedgerRow:
    """The good row read, some cells changed."""
    return read_row(form, ArrivedRow(2, cells(form, **changed)))


def titles(form: LedgerForm = LULIANG) -> list[str]:
    """The header as printed."""
    return [c.zh for c in form.columns]


def text_file(*lines: Sequence[str], form: LedgerForm = LULIANG, between: str = "\t") -> bytes:
    """A text file with the header and these rows."""
    return "\n".join(between.join(line) for line in (titles(form), *lines)).encode()


def workbook(*lines: Sequence[Any], form: LedgerForm = LULIANG, header: Sequence[Any] = ()) -> Workbook:
    """A workbook with the header and these rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (header or titles(form), *lines):
        sheet.append(list(line))
    return book


def saved(book: Workbook) -> bytes:
    """Its bytes."""
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def packed(content: bytes, **changed: bytes) -> bytes:
    """A zip file with parts changed or added; the name of a part is written with its dots and slashes as __ and _."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in source.namelist():
            new.writestr(name, changed.pop(name, source.read(name)))
        for name, more in changed.items():
            new.writestr(name, more)
    return made.getvalue()
