"""Written in either form and read back a ledger loses nothing, and the same rows give the same bytes."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given as given_any
from hypothesis import settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from models.law.ledger_forms import FIELDS, LedgerForm
from models.records.ledgers import ArrivedRow, LedgerRow
from models.sheets.arriving import read_sheet
from models.sheets.workbook_writing import write_workbook
from models.sheets.writing import Said, table_of, write_csv
from models.steps.ledger_cells import placed
from models.steps.ledgers import read_ledger, read_row
from portal.ledger_telling import row_words
from tests.ledgers.ledger_files import DALIAN, FORMS, GOOD, LULIANG, cells, given, row_of

KINDS = ("csv", "xlsx")
TEXT = st.text(
    st.one_of(
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
        st.characters(min_codepoint=0x20, max_codepoint=0x7E),
        st.sampled_from("“”，。《》（）〔〕\n'\"=+-@、\t　"),
    ),
    max_size=12,
).map(str.strip)
FORM = st.sampled_from([LULIANG, DALIAN])


def written(rows: tuple[LedgerRow, ...], form: LedgerForm, kind: str, said: Said | None = None) -> bytes:
    table = table_of(form, rows, FORMS, said)
    return write_csv(table) if kind == "csv" else write_workbook(table, "示例市")


def back(content: bytes) -> tuple[LedgerRow, ...]:
    arrived = read_sheet(content, FORMS)
    return tuple(read_ledger(FORMS, arrived.form, arrived.rows))


def plain(rows: tuple[LedgerRow, ...]) -> list[tuple[Any, ...]]:
    """What a row says, apart from where it stands in its file."""
    said = [(f.code, f.field) for row in rows for f in row.faults]
    return [*((r.form, r.cells, r.values, r.disposition, r.complete_on, r.in_order) for r in rows), *said]


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[LedgerForm, tuple[LedgerRow, ...]]:
    form = draw(FORM)
    yes_no = st.sampled_from(["是", "否", "是", "否", "有"])
    drawn = {
        "touches_list": yes_no, "touches_information": yes_no, "touches_measure": yes_no, "national_basis": yes_no,
        "local_basis": yes_no, "disposition": st.sampled_from(["保留", "修订", "立法", "废止", "相关内容删除"]),
        "complete": st.sampled_from(["2021年1月底", "2021-03-31", "尽快"]),
    }  # fmt: skip
    made: list[ArrivedRow] = []
    for place in range(2, 2 + draw(st.integers(1, 4))):
        row = [draw(drawn.get(name, TEXT)) for name in form.fields]
        row[0] = str(place)
        lost = draw(st.integers(-1, 1))
        if lost > 0:
            del row[draw(st.integers(1, len(row) - 1))]
        elif lost < 0:
            row.insert(draw(st.integers(1, len(row))), "多出")
        while len(row) > len(form.columns) and not row[-1]:
            row.pop()
        made.append(ArrivedRow(place, tuple(row)))
    return form, tuple(read_ledger(FORMS, form, made))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("other", FORMS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_given_tables_come_back_from_the_other_form(form: str, other: str, kind: str) -> None:
    rows = given(form)[1]
    there = back(written(rows, FORMS[other], kind))
    for way in KINDS:
        assert plain(back(written(there, FORMS[form], way))) == plain(rows)


@settings(deadline=None, max_examples=60)
@given_any(ledgers(), FORM, st.sampled_from(KINDS), st.sampled_from(KINDS))
def test_any_ledger_comes_back_from_the_other_form(
    ledger: tuple[LedgerForm, tuple[LedgerRow, ...]], other: LedgerForm, kind: str, way: str
) -> None:
    form, rows = ledger
    content = written(rows, other, kind)
    assert content == written(rows, other, kind)
    there = back(content)
    assert len(there) == len(rows)
    assert plain(back(written(there, form, way))) == plain(rows)


@settings(deadline=None, max_examples=60)
@given_any(ledgers())
def test_every_row_goes_in_and_every_fault_is_said(ledger: tuple[LedgerForm, tuple[LedgerRow, ...]]) -> None:
    form, rows = ledger
    table = table_of(form, rows, FORMS, lambda row: row_words(FORMS, row)[0])
    for row, line in zip(rows, table.lines, strict=True):
        assert len(line[-1].splitlines()) >= len(row.faults)
        assert bool(line[-1]) is not row.in_order
        misfit = [
            name
            for name in ("touches_list", "touches_information", "national_basis", "local_basis")
            if row.value(name) not in ("是", "否", None)
        ]
        misfit += [] if row.disposition or row.value("disposition") is None else ["disposition"]
        misfit += [] if row.complete_on or row.value("complete") is None else ["complete"]
        named = [f.field for f in row.faults]
        assert all(name in named for name in misfit)
        if len(row.cells) != len(form.columns):
            assert "" in named


@given_any(FORM, st.data())
def test_a_cell_lost_or_added_is_never_read_into_another_column(form: LedgerForm, data: st.DataObject) -> None:
    yes_no = st.sampled_from(["是", "否"])
    drawn = {name: yes_no for name in FIELDS if name.startswith("touches") or name in ("national_basis", "local_basis")}
    drawn["disposition"] = st.sampled_from(["保留", "修订", "立法", "废止"])
    drawn["complete"] = st.sampled_from(["2021年1月底", "2021-03-31"])
    words = st.sampled_from(["是", "否", "保留", "2021年1月底", "甲", "乙", "丙"])
    whole = tuple(data.draw(drawn.get(name, words)) for name in form.fields)
    at = data.draw(st.integers(0, len(whole) - 1))
    short = placed(form, (*whole[:at], *whole[at + 1 :]))[0]
    long = placed(form, (*whole[:at], data.draw(words), *whole[at:]))[0]
    for read in (short, long):
        assert all(value in (None, was) for value, was in zip(read, whole, strict=True))


def test_a_text_a_spreadsheet_would_run_stays_a_text() -> None:
    row = read_row(LULIANG, ArrivedRow(2, cells(content="=HYPERLINK(1)", unit="+86", person="'=甲", telephone="-1")))
    text = written((row,), LULIANG, "csv").decode("utf-8-sig")
    for cell in ("'=HYPERLINK(1)", "'+86", "''=甲", "'-1"):
        assert f",{cell}" in text
    for kind in KINDS:
        assert plain(back(written((row,), LULIANG, kind))) == plain((row,))


def test_what_the_form_has_no_column_for_stands_to_its_right() -> None:
    rows = (row_of(DALIAN), read_row(DALIAN, ArrivedRow(3, cells(DALIAN)[:-1])))
    table = table_of(LULIANG, rows, FORMS)
    assert table.titles[13:] == ("是否涉及失信惩戒措施", "原行（格数与样式不符，改好后请清空本格）")
    lines = list(table.lines)
    assert lines[0][13:] == ("否", "")
    assert lines[1][14].startswith('["dalian-14", "1"')
    assert len(table_of(DALIAN, (row_of(LULIANG),), FORMS).titles) == 14


def test_a_file_given_back_is_corrected_and_read_again() -> None:
    """The cells that could not be placed are put in by hand and the row as it came is cleared: nothing is wrong."""
    whole = cells(DALIAN)
    row = read_row(DALIAN, ArrivedRow(2, (*whole[:8], *whole[9:])))
    book = load_workbook(BytesIO(written((row,), DALIAN, "xlsx", lambda r: row_words(FORMS, r)[0])))
    sheet = book.active
    assert sheet is not None
    assert "缺哪一格不能确定" in str(sheet.cell(4, 16).value)
    for at, value in enumerate(whole, 1):
        sheet.cell(4, at).value = value
    sheet.cell(4, 15).value = None
    made = BytesIO()
    book.save(made)
    (again,) = back(made.getvalue())
    assert (again.in_order, again.cells) == (True, whole)


@pytest.mark.parametrize("form", [LULIANG, DALIAN], ids=lambda f: f.id)
def test_the_workbook_has_its_official_look(form: LedgerForm) -> None:
    book = load_workbook(BytesIO(written((row_of(form), row_of(form, ordinal="2")), form, "xlsx")))
    sheet = book.active
    assert sheet is not None
    last = get_column_letter(len(form.columns))
    assert sorted(str(r) for r in sheet.merged_cells.ranges) == [f"A1:{last}1", f"A2:{last}2", f"A6:{last}6"]
    assert sheet["A1"].value == f"示例市{form.title_zh}"
    assert [c.value for c in sheet[3]] == [c.zh for c in form.columns]
    assert str(sheet["A6"].value).splitlines()[1:] == [f"{at}. {n.zh}" for at, n in enumerate(form.notes, 1)]
    for row in sheet["A3" : f"{last}5"]:
        for cell in row:
            assert cell.border.left.style == cell.border.bottom.style == "thin"
            assert cell.alignment.wrap_text
    assert sheet.column_dimensions["A"].width < sheet.column_dimensions["B"].width
    assert (sheet.page_setup.orientation, sheet.print_title_rows, sheet.freeze_panes) == ("landscape", "$3:$3", "A4")
    assert {c.data_type for row in sheet["A4" : f"{last}5"] for c in row} == {"s"}


def test_no_file_says_when_it_was_made() -> None:
    content = written((row_of(),), LULIANG, "xlsx")
    with ZipFile(BytesIO(content)) as packed:
        assert {part.date_time for part in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = packed.read("docProps/core.xml").decode()
    assert "created" not in core
    assert "modified" not in core
    assert GOOD["document"]
