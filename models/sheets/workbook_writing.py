"""A ledger as an Excel workbook in its official look; the same rows give the same bytes."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from models.law.ledger_forms import LedgerForm
from models.sheets.headers import FAULTS, ORIGIN
from models.sheets.writing import SheetTable

_BESIDE_WIDTH = 12
_WIDTHS = {ORIGIN: 40, FAULTS: 60}
_TITLE, _HEADER, _LINE = 30.0, 48.0, 15.0
# How many Chinese characters a unit of column width takes, as Excel counts its widths.
_LETTERS_A_WIDTH = 0.5
_SIDE = Side(style="thin")
_BORDER = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_LOOKS = {
    "title": (Font(name="宋体", size=18, bold=True), Alignment(horizontal="center", vertical="center"), None),
    "unit": (Font(name="宋体", size=11), Alignment(horizontal="left", vertical="center"), None),
    "header": (Font(name="黑体", size=10), Alignment(horizontal="center", vertical="center", wrap_text=True), _BORDER),
    "short": (Font(name="宋体", size=10), Alignment(horizontal="center", vertical="center", wrap_text=True), _BORDER),
    "text": (Font(name="宋体", size=10), Alignment(horizontal="left", vertical="center", wrap_text=True), _BORDER),
    "note": (Font(name="宋体", size=10), Alignment(horizontal="left", vertical="top", wrap_text=True), None),
}
_LONG = ("document", "content", "basis", "unit", "person")
# A stamp of the day it was made would make the same rows two files.
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties'
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Duecourse</dc:creator></cp:coreProperties>'
)
_STAMP = (1980, 1, 1, 0, 0, 0)


def write_workbook(table: SheetTable, unit: str = "") -> bytes:
    """The table with title, unit, header, a line a row, and the form's notes under them."""
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet("台账")
    looks = {name: _look(sheet, name) for name in _LOOKS}
    width = len(table.titles)
    _lay_out(sheet, table)
    sheet.append([_cell(sheet, looks["title"], f"{unit}{table.form.title_zh}")])
    sheet.append([_cell(sheet, looks["unit"], f"填报单位：{unit}")])
    sheet.append([_cell(sheet, looks["header"], title) for title in table.titles])
    kinds = _kinds(table)
    count = 3
    for line in table.lines:
        sheet.append([_cell(sheet, looks[kind], text) for kind, text in zip(kinds, line, strict=True)])
        count += 1
    lines = [f"{at}. {note.zh}" for at, note in enumerate(table.form.notes, 1)]
    sheet.append([_cell(sheet, looks["note"], "注：\n" + "\n".join(lines))])
    last = get_column_letter(width)
    # The library's own set of blocks is written in no fixed order.
    sheet.merged_cells = [f"A{row}:{last}{row}" for row in (1, 2, count + 1)]
    sheet.row_dimensions[count + 1].height = _LINE * (1 + _wrapped(table.form, lines))
    made = BytesIO()
    book.save(made)
    return unstamped(made.getvalue())


def _look(sheet: Any, name: str) -> Any:
    font, alignment, border = _LOOKS[name]
    cell: Any = WriteOnlyCell(sheet)
    cell.font, cell.alignment = font, alignment
    # A text that looks like a number or a formula stays the text it is.
    cell.number_format = "@"
    if border is not None:
        cell.border = border
    return cell._style  # noqa: SLF001 one look for all its cells; set cell by cell it takes longer than the rows


def _cell(sheet: Any, look: Any, text: str) -> Any:
    cell: Any = WriteOnlyCell(sheet)
    cell._style = look  # noqa: SLF001 as above
    if text:
        cell._value, cell.data_type = text, "s"  # noqa: SLF001 a text beginning with “=” is no formula
    return cell


def _kinds(table: SheetTable) -> tuple[str, ...]:
    own = ["text" if c.field in _LONG else "short" for c in table.form.columns]
    return (*own, *(["text"] * (len(table.titles) - len(own))))


def _lay_out(sheet: Any, table: SheetTable) -> None:
    """Widths, the header repeated on each printed page, landscape on the width of one page."""
    columns = table.form.columns
    for at, title in enumerate(table.titles):
        width = columns[at].width if at < len(columns) else _WIDTHS.get(title, _BESIDE_WIDTH)
        sheet.column_dimensions[get_column_letter(at + 1)].width = width
    sheet.row_dimensions[1].height = _TITLE
    sheet.row_dimensions[3].height = _HEADER
    sheet.freeze_panes = "A4"
    sheet.print_title_rows = "3:3"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"


def _wrapped(form: LedgerForm, lines: list[str]) -> int:
    """How many printed lines the notes take under the form's columns."""
    letters = int(sum(c.width for c in form.columns) * _LETTERS_A_WIDTH)
    return sum(-(-len(line) // letters) for line in lines)


def unstamped(content: bytes) -> bytes:
    """The workbook with no trace of when it was made."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(made, "w", ZIP_DEFLATED, compresslevel=6) as packed:
        for part in source.infolist():
            told = ZipInfo(part.filename, _STAMP)
            told.compress_type, told.create_system, told.external_attr = ZIP_DEFLATED, 0, 0
            packed.writestr(told, _CORE if part.filename == "docProps/core.xml" else source.read(part))
    return made.getvalue()
