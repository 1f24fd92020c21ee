"""Excel workbooks (.xlsx), read row by row; what a ledger cannot mean is refused with its cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from itertools import islice
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.utils import column_index_from_string

from models.sheets.faults import SheetFault, at

# What is unpacked from one workbook: far more than 100,000 rows of a ledger need.
_MOST_UNPACKED = 200 * 1024 * 1024
_MOST_COLUMNS = 64
# Excel's own last row; the reader would go on to any number a broken file names.
_LAST_ROW = 1_048_576
_CHUNK = 1024 * 1024
# Longer than any element looked for.
_OVERLAP = 512
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?"')
_TOO_FAR = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="((?:[A-Z]{3}|[C-Z][A-Z]|B[M-Z])[0-9]{1,7})"')
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged block: its first cell and its last row."""

    first_row: int
    first_column: int
    last_row: int


@dataclass(frozen=True, slots=True)
class Workbook:
    """The one sheet that holds the ledger: its name, its merged blocks, its rows up to their last filled cell."""

    sheet: str
    merged: tuple[Merged, ...]
    rows: Iterator[tuple[int, tuple[str, ...]]]


def read_workbook(content: bytes, sheet: str = "") -> Workbook:
    """The sheet named, else the only one that is not empty."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            _refuse_packing(packed)
        book: Any = load_workbook(BytesIO(content), read_only=True, keep_links=False)
        chosen = _chosen(book, sheet)
        with ZipFile(BytesIO(content)) as packed:
            part = chosen._worksheet_path.lstrip("/")  # noqa: SLF001 openpyxl tells merged cells of no streamed sheet
            merged = _scanned(packed, part)
    except SheetFault:
        raise
    except Exception as bad:  # a foreign file may break the reader anywhere
        raise _unreadable(bad) from bad
    return Workbook(chosen.title, merged, _rows(chosen))


def _unreadable(bad: Exception) -> SheetFault:
    why = "not a whole zip file" if isinstance(bad, BadZipFile) else type(bad).__name__
    return SheetFault(
        f"工作簿已损坏或不是xlsx格式，无法读取（{why}）。",
        f"The workbook is broken or no .xlsx, and cannot be read ({why}).",
    )


def _refuse_packing(packed: ZipFile) -> None:
    """Refuse a file that unpacks to more than a ledger needs, and one that is no workbook."""
    names = packed.namelist()
    if "xl/workbook.xml" not in names:
        raise SheetFault("压缩文件不是Excel工作簿（xlsx）。", "The zip file is no Excel workbook (.xlsx).")
    unpacked = sum(part.file_size for part in packed.infolist())
    if unpacked > _MOST_UNPACKED:
        size = unpacked // (1024 * 1024)
        raise SheetFault(
            f"工作簿解压后有{size} MB，超过{_MOST_UNPACKED // (1024 * 1024)} MB，不予读取。",
            f"The workbook unpacks to {size} MB, more than {_MOST_UNPACKED // (1024 * 1024)} MB: it is not read.",
        )
    for name in names:
        if name.endswith((".xml", ".rels")):
            with packed.open(name) as part:
                if _DECLARED.search(part.read(4096)):
                    raise SheetFault(
                        f"工作簿的 {name} 含有文档类型声明，不予读取。",
                        f"{name} of the workbook declares a document type: it is not read.",
                    )


def _chosen(book: Any, name: str) -> Any:
    titles = [s.title for s in book.worksheets]
    if name:
        if name not in titles:
            raise SheetFault(
                f"没有名为“{name}”的工作表（有：{'、'.join(titles)}）。",
                f"There is no sheet “{name}” (there are: {', '.join(titles)}).",
            )
        return book[name]
    filled = [s for s in book.worksheets if _is_filled(s)]
    if not filled:
        raise SheetFault("工作簿是空的。", "The workbook is empty.")
    if len(filled) > 1:
        names = [s.title for s in filled]
        raise SheetFault(
            f"工作簿有{len(filled)}个有内容的工作表（{'、'.join(names)}），请用 --sheet 指明一个。",
            f"The workbook has {len(filled)} sheets with content ({', '.join(names)}): name one with --sheet.",
        )
    return filled[0]


def _is_filled(sheet: Any) -> bool:
    sheet.reset_dimensions()
    rows = islice(sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True), _LAST_ROW)
    return any(value not in (None, "") for row in rows for value in row)


def _scanned(packed: ZipFile, part: str) -> tuple[Merged, ...]:
    """The merged blocks of a sheet, told from its bytes; a cell far to the right is refused."""
    merged: dict[Merged, None] = {}
    with packed.open(part) as source:
        for window in _windows(source):
            if far := _TOO_FAR.search(window):
                place = far[1].decode()
                raise SheetFault(
                    f"{place}有内容，超出{_MOST_COLUMNS}栏；请删去表外的单元格。",
                    f"{place} lies beyond {_MOST_COLUMNS} columns: delete the cells outside the table.",
                )
            for found in _MERGED.finditer(window):
                first = int(found[2])
                merged[Merged(first, column_index_from_string(found[1].decode()), int(found[4] or first))] = None
    return tuple(merged)


def _windows(source: IO[bytes]) -> Iterator[bytes]:
    kept = b""
    while chunk := source.read(_CHUNK):
        yield kept + chunk
        kept = (kept + chunk)[-_OVERLAP:]


def _rows(sheet: Any) -> Iterator[tuple[int, tuple[str, ...]]]:
    sheet.reset_dimensions()
    row = 0
    try:
        for row, cells in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS + 1), 1):
            _refuse_row(row)
            # The reader fills every row up to the last column asked for.
            if all(cell is EMPTY_CELL for cell in cells):
                continue
            end = next((at for at in range(len(cells), 0, -1) if cells[at - 1].value is not None), 0)
            yield row, tuple(_text(row, column, cell) for column, cell in enumerate(cells[:end], 1))
    except SheetFault:
        raise
    except Exception as bad:  # a foreign file may break the reader anywhere
        raise _unreadable(bad) from bad


def _refuse_row(row: int) -> None:
    if row > _LAST_ROW:
        raise SheetFault(f"工作表超过{_LAST_ROW}行。", f"The sheet has more than {_LAST_ROW} rows.")


def _text(row: int, column: int, cell: Any) -> str:
    """A cell as a text: a day as ISO, a whole number without a point; formulas and errors are refused."""
    kind, value = cell.data_type, cell.value
    if value is None:
        return ""
    if kind in ("f", "e") or column > _MOST_COLUMNS:
        zh, en = at(row, column)
        if kind == "f":
            raise SheetFault(f"{zh}是公式，请改为文字或数值。", f"{en} holds a formula: enter its result instead.")
        if kind == "e":
            raise SheetFault(f"{zh}是Excel错误值“{value}”。", f"{en} holds the Excel error “{value}”.")
        raise SheetFault(f"{zh}超出{_MOST_COLUMNS}栏。", f"{en} lies beyond {_MOST_COLUMNS} columns.")
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
