"""Tables that are no ledger as an Excel workbook, a table a sheet; the same content gives the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from models.sheets.workbook_writing import unstamped

_SIDE = Side(style="thin")
_BORDER = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_LOOKS = {
    "title": (Font(name="宋体", size=18, bold=True), Alignment(horizontal="center", vertical="center"), None),
    "line": (Font(name="宋体", size=11), Alignment(horizontal="left", vertical="top", wrap_text=True), None),
    "header": (Font(name="黑体", size=10), Alignment(horizontal="center", vertical="center", wrap_text=True), _BORDER),
    "cell": (Font(name="宋体", size=10), Alignment(horizontal="left", vertical="center", wrap_text=True), _BORDER),
}


@dataclass(frozen=True, slots=True)
class PlainSheet:
    """One sheet: its name and title, lines under the title, the table's titles with their widths, and its rows."""

    name: str
    title: str
    lines: tuple[str, ...]
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, ...], ...]


def write_sheets(sheets: Sequence[PlainSheet]) -> bytes:
    """The workbook; a text that looks like a number or a formula stays the text it is."""
    book = Workbook(write_only=True)
    for told in sheets:
        _write(book.create_sheet(told.name), told)
    made = BytesIO()
    book.save(made)
    return unstamped(made.getvalue())


def _write(sheet: Any, told: PlainSheet) -> None:
    for at, (_, width) in enumerate(told.columns, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    head = 2 + len(told.lines)
    sheet.freeze_panes = f"A{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.row_dimensions[1].height = 30.0
    sheet.append([_cell(sheet, "title", told.title)])
    for line in told.lines:
        sheet.append([_cell(sheet, "line", line)])
    sheet.append([_cell(sheet, "header", title) for title, _ in told.columns])
    for row in told.rows:
        sheet.append([_cell(sheet, "cell", text) for text in row])
    last = get_column_letter(len(told.columns))
    sheet.merged_cells = [f"A{row}:{last}{row}" for row in range(1, head)]


def _cell(sheet: Any, look: str, text: str) -> Any:
    font, alignment, border = _LOOKS[look]
    cell: Any = WriteOnlyCell(sheet)
    cell.font, cell.alignment, cell.number_format = font, alignment, "@"
    if border is not None:
        cell.border = border
    if text:
        cell._value, cell.data_type = text, "s"  # noqa: SLF001 a text beginning with “=” is no formula
    return cell
