"""A ledger's file as it arrives: which form it follows, and its rows; or one sentence why it is not taken."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice

from models.law.ledger_forms import LedgerForm
from models.records.ledgers import ArrivedRow
from models.sheets.faults import SheetFault, at
from models.sheets.headers import FAULTS, ORIGIN, SEARCHED, Header, find_header
from models.sheets.texts import text_rows
from models.sheets.workbooks import Merged, read_workbook

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 100_000
# Of one row: kept whole in one cell it still fits what Excel allows a cell.
_MOST_LETTERS = 16_000
_NOT_WRITTEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_OTHER_KINDS = (
    (
        b"\xd0\xcf\x11\xe0",
        "旧版Excel（.xls）或加密的工作簿，请另存为未加密的xlsx",
        "an old .xls, or protected by a password: save it as a plain .xlsx",
    ),
    (b"%PDF", "PDF文件，请提供Excel或CSV", "a PDF: give the Excel or CSV file"),
    (b"{\\rtf", "RTF文件，请提供Excel或CSV", "an RTF file: give the Excel or CSV file"),
    (b"<", "网页或XML文件，请另存为xlsx", "a web page or XML: save it as .xlsx"),
)
_NOTE = "注"
_TOLD_EVERY = 500

Rows = Iterable[tuple[int, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file taken: its digest, whether it is a workbook, its form, and every row under its header."""

    sha256: str
    is_workbook: bool
    sheet: str
    form: LedgerForm
    rows: tuple[ArrivedRow, ...]


def refuse_size(size: int) -> None:
    """Refuse a file by its size, before it is read."""
    if size > MOST_BYTES:
        shown, most = size // (1024 * 1024), MOST_BYTES // (1024 * 1024)
        raise SheetFault(
            f"文件有{shown} MB，超过{most} MB，不予读取。",
            f"The file has {shown} MB, more than {most} MB: it is not read.",
        )
    if size == 0:
        raise SheetFault("文件是空的。", "The file is empty.")


def _unwatched(_: int) -> None:
    """Nobody watches how far the reading is."""


def read_sheet(
    content: bytes, forms: Mapping[str, LedgerForm], sheet: str = "", told: Callable[[int], None] = _unwatched
) -> Arrived:
    """The whole file, or the fault for which nothing of it is taken; `told` hears now and then how many rows are."""
    refuse_size(len(content))
    for mark, zh, en in _OTHER_KINDS:
        if content.lstrip().startswith(mark):
            raise SheetFault(f"文件是{zh}。", f"The file is {en}.")
    is_workbook = content.startswith(b"PK")
    rows: Rows
    merged: tuple[Merged, ...] = ()
    if is_workbook:
        book = read_workbook(content, sheet)
        rows, merged, sheet = book.rows, book.merged, book.sheet
    else:
        rows, sheet = text_rows(content), ""
    header, under = _under_header(rows, forms)
    found = _taken(_filled_up(under, header) if is_workbook else under, header, merged, forms)
    taken = tuple(_watched(found, told))
    if not taken:
        raise SheetFault("表头下没有一行内容。", "No row stands under the header.")
    return Arrived(hashlib.sha256(content).hexdigest(), is_workbook, sheet, header.form, taken)


def _watched(rows: Iterator[ArrivedRow], told: Callable[[int], None]) -> Iterator[ArrivedRow]:
    for count, row in enumerate(rows, 1):
        if count % _TOLD_EVERY == 0:
            told(count)
        yield row


def _under_header(rows: Rows, forms: Mapping[str, LedgerForm]) -> tuple[Header, Rows]:
    source = iter(rows)
    first = list(islice(source, SEARCHED))
    if not any(cell.strip() for _, cells in first for cell in cells):
        rest = next(((row, cells) for row, cells in source if any(c.strip() for c in cells)), None)
        if rest is None:
            raise SheetFault("文件是空的。", "The file is empty.")
    header = find_header(first, forms)
    return header, chain((pair for pair in first if pair[0] > header.row), source)


def _filled_up(rows: Rows, header: Header) -> Rows:
    """The rows of a workbook, whose cells have places of their own: each as wide as the header."""
    asked = len(header.form.columns) + len(header.extras)
    return ((row, (*cells, *([""] * (asked - len(cells))))) for row, cells in rows)


def _taken(
    rows: Rows, header: Header, merged: tuple[Merged, ...], forms: Mapping[str, LedgerForm]
) -> Iterator[ArrivedRow]:
    blocks = _by_row(merged, header)
    count = 0
    titles = tuple(c.zh for c in header.form.columns)
    for row, raw in rows:
        cells = tuple(cell.strip().replace("\r\n", "\n").replace("\r", "\n") for cell in raw)
        if not any(cells) or cells[: len(titles)] == titles or (cells[0][:1] == _NOTE and not any(cells[1:])):
            continue
        if row in blocks:
            zh, en = at(row, blocks[row].first_column)
            raise SheetFault(
                f"{zh}起有合并的单元格，请取消合并，逐格填写。",
                f"A merged cell begins at {en}: split it and fill every cell.",
            )
        _refuse_letters(row, cells)
        count += 1
        if count > MOST_ROWS:
            raise SheetFault(
                f"台账超过{MOST_ROWS}行，请分开报送。", f"The ledger has more than {MOST_ROWS} rows: divide it."
            )
        yield _arrived(row, cells, header, forms)


def _by_row(merged: tuple[Merged, ...], header: Header) -> dict[int, Merged]:
    """The rows under the header that a merged block touches."""
    return {
        row: block
        for block in merged
        for row in range(max(block.first_row, header.row), min(block.last_row, block.first_row + MOST_ROWS) + 1)
    }


def _refuse_letters(row: int, cells: tuple[str, ...]) -> None:
    letters = sum(map(len, cells))
    if letters > _MOST_LETTERS:
        raise SheetFault(
            f"第{row}行有{letters}字，超过{_MOST_LETTERS}字。",
            f"Row {row} has {letters} letters, more than {_MOST_LETTERS}.",
        )
    if not _NOT_WRITTEN.search("".join(cells)):
        return
    for column, cell in enumerate(cells, 1):
        if found := _NOT_WRITTEN.search(cell):
            zh, en = at(row, column)
            code = f"U+{ord(found[0]):04X}"
            raise SheetFault(f"{zh}含有控制字符{code}。", f"{en} holds the control character {code}.")


def _arrived(row: int, cells: tuple[str, ...], header: Header, forms: Mapping[str, LedgerForm]) -> ArrivedRow:
    width, asked = len(header.form.columns), len(header.form.columns) + len(header.extras)
    if len(cells) < asked and header.extras:
        raise SheetFault(
            f"第{row}行只有{len(cells)}格，表头有{asked}栏：样式右侧另有栏目时，每行须填满格数。",
            f"Row {row} has {len(cells)} cells under {asked} columns: where columns were added, fill every cell.",
        )
    extras = dict(zip(header.extras, cells[width:], strict=False))
    if origin := extras.get(ORIGIN, ""):
        form, came = _origin(row, width + header.extras.index(ORIGIN) + 1, origin)
        if form in forms:
            return ArrivedRow(row, came, form)
        raise _changed(row, width + header.extras.index(ORIGIN) + 1)
    also = tuple((name, value) for name, value in extras.items() if name not in ("", ORIGIN, FAULTS) and value)
    beyond = [cell for name, cell in zip(header.extras, cells[width:], strict=False) if not name]
    whole = (*cells[:width], *beyond, *cells[asked:])
    while len(whole) > width and not whole[-1]:
        whole = whole[:-1]
    return ArrivedRow(row, whole, also=also)


def _origin(row: int, column: int, told: str) -> tuple[str, tuple[str, ...]]:
    """A row as it first came, kept by this house beside its cells: the form, then the cells."""
    try:
        form, *came = json.loads(told)
    except (ValueError, TypeError) as bad:
        raise _changed(row, column) from bad
    if not isinstance(form, str) or not came or not all(isinstance(cell, str) for cell in came):
        raise _changed(row, column)
    return form, tuple(came)


def _changed(row: int, column: int) -> SheetFault:
    zh, en = at(row, column)
    return SheetFault(
        f"{zh}“原行”已被改动，不能识别；改好此行后请清空该格。",
        f"The row kept in {en} was changed and cannot be read: correct the row, then clear that cell.",
    )
