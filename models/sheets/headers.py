"""Which published form a file follows: its header row, compared title by title."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from models.law.ledger_forms import LedgerForm
from models.sheets.faults import SheetFault, at

# The header stands under at most so many rows of titles.
SEARCHED = 10
# Columns that this house adds to the right of a form's own.
ORIGIN, FAULTS = "原行（格数与样式不符，改好后请清空本格）", "问题（台账检查）"
_QUOTES = str.maketrans("“”「」『』＂", '"""""""')


@dataclass(frozen=True, slots=True)
class Header:
    """The form of a file, and what stands to the right of its columns: column by column what it holds."""

    form: LedgerForm
    row: int
    extras: tuple[str, ...]


def plain(title: str) -> str:
    """A title as it is compared: line breaks, spaces, widths and kinds of quotes put aside."""
    return re.sub(r"\s+", "", normalize("NFKC", title.translate(_QUOTES)))


def find_header(rows: Sequence[tuple[int, tuple[str, ...]]], forms: Mapping[str, LedgerForm]) -> Header:
    """The header among the first rows; a file of another layout is told where it differs from the nearest form."""
    nearest: tuple[int, int, tuple[str, ...], LedgerForm] | None = None
    for row, cells in rows[:SEARCHED]:
        titles = tuple(plain(c) for c in cells)
        for form in forms.values():
            agreeing = [_is_title(form, i, t) for i, t in enumerate(titles[: len(form.columns)])]
            if len(agreeing) == len(form.columns) and all(agreeing):
                return Header(form, row, _extras(row, cells, form, forms))
            if nearest is None or sum(agreeing) > nearest[0]:
                nearest = (sum(agreeing), row, cells, form)
    raise _wrong_layout(nearest, forms)


def _is_title(form: LedgerForm, index: int, title: str) -> bool:
    column = form.columns[index]
    return title in [plain(t) for t in (column.zh, *column.also)]


def _extras(row: int, cells: tuple[str, ...], form: LedgerForm, forms: Mapping[str, LedgerForm]) -> tuple[str, ...]:
    known = {plain(ORIGIN): ORIGIN, plain(FAULTS): FAULTS}
    for other in forms.values():
        for column in other.columns:
            if column.field not in form.fields:
                known[plain(column.zh)] = column.field
    found: list[str] = []
    for index in range(len(form.columns), len(cells)):
        title = plain(cells[index])
        if title and title not in known:
            zh, en = at(row, index + 1)
            raise SheetFault(
                f"{zh}的“{cells[index]}”不是样式 {form.id} 的栏目；请删去多出的栏目。",
                f"“{cells[index]}” in {en} is no column of the form {form.id}: delete the surplus column.",
            )
        found.append(known.get(title, ""))
    while found and not found[-1]:
        found.pop()
    return tuple(found)


def _wrong_layout(
    nearest: tuple[int, int, tuple[str, ...], LedgerForm] | None, forms: Mapping[str, LedgerForm]
) -> SheetFault:
    names = "、".join(f"{f.id}（{len(f.columns)}栏）" for f in forms.values())
    if nearest is None or nearest[0] * 2 < len(nearest[3].columns):
        return SheetFault(
            f"前{SEARCHED}行没有一行是已公布样式的表头（样式：{names}）。",
            f"None of the first {SEARCHED} rows is the header of a published form ({', '.join(forms)}).",
        )
    _, row, cells, form = nearest
    titles = (*cells, *([""] * len(form.columns)))
    index = next(i for i in range(len(form.columns)) if not _is_title(form, i, plain(titles[i])))
    zh, en = at(row, index + 1)
    wanted = form.columns[index].zh
    return SheetFault(
        f"{zh}是“{titles[index]}”，样式 {form.id} 此处应为“{wanted}”。",
        f"{en} is “{titles[index]}”; the form {form.id} has “{wanted}” there.",
    )
