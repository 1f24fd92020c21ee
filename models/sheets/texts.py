"""CSV and TSV files: UTF-8 with or without its mark, UTF-16 with it, else GB18030 (which holds GBK)."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator

from models.sheets.faults import SheetFault, at

# A spreadsheet runs a text that begins so; a quote before it keeps it a text, and is taken off again here.
_RUNS = re.compile(r"'*[=+\-@]")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def text_rows(content: bytes) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every row with its number from one; a formula or a broken quotation is refused with its place."""
    text = _decoded(content)
    first = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if "\t" in first else ",", strict=True)
    row = 0
    try:
        for row, cells in enumerate(reader, 1):
            yield row, tuple(_cell(row, column, cell) for column, cell in enumerate(cells, 1))
    except csv.Error as bad:
        raise SheetFault(
            f"第{row + 1}行引号不成对或过长，无法分栏（{bad}）。",
            f"Row {row + 1} cannot be split into cells ({bad}): look at its quotation marks.",
        ) from bad


def kept_text(cell: str) -> str:
    """A cell as it is written to CSV: with a quote before what a spreadsheet would run."""
    return f"'{cell}" if _RUNS.match(cell) else cell


def _cell(row: int, column: int, cell: str) -> str:
    if cell.lstrip().startswith("="):
        zh, en = at(row, column)
        raise SheetFault(f"{zh}是公式，请改为文字或数值。", f"{en} holds a formula: enter its result instead.")
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell) else cell


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding)
    if b"\x00" in content:
        raise SheetFault(
            "文件不是文本，也不是Excel工作簿（含空字节）。",
            "The file is neither text nor an Excel workbook (NUL bytes).",
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as bad:
        return _strictly(content, "gb18030", bad.start)


def _strictly(content: bytes, encoding: str, reached: int = 0) -> str:
    """The text in that encoding; `reached` is how far another got, which tells where the fault lies."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as bad:
        line = content[: max(bad.start, reached)].count(b"\n") + 1
        raise SheetFault(
            f"第{line}行含有不能识别的字符（既不是UTF-8也不是GBK）。",
            f"Line {line} holds bytes that are neither UTF-8 nor GBK.",
        ) from bad
