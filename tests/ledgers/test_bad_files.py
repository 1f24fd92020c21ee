"""A gallery of files that cannot be taken: one sentence with the place, in both languages, and nothing of them."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from models.sheets.arriving import MOST_BYTES, read_sheet, refuse_size
from models.sheets.faults import SheetFault
from tests.ledgers.ledger_files import DALIAN, FORMS, GOOD, LULIANG, cells, packed, saved, text_file, titles, workbook

SHEET = "xl/worksheets/sheet1.xml"


def refused(content: bytes, sheet: str = "") -> SheetFault:
    with pytest.raises(SheetFault) as told:
        read_sheet(content, FORMS, sheet)
    fault = told.value
    assert fault.zh.endswith("。")
    assert fault.en.endswith(".")
    assert fault.zh.count("。") == 1
    return fault


def renamed(form_titles: list[str], at: int, title: str) -> list[str]:
    return [*form_titles[:at], title, *form_titles[at + 1 :]]


def merged() -> bytes:
    book = workbook(cells(), cells(ordinal="2"))
    sheet = book.active
    assert sheet is not None
    sheet.merge_cells("K2:K3")
    return saved(book)


def two_sheets() -> Workbook:
    book = workbook(cells())
    book.create_sheet("县区").append(titles())
    return book


def endless() -> bytes:
    content = saved(workbook(cells(), cells(ordinal="2")))
    with ZipFile(BytesIO(content)) as source:
        sheet = source.read(SHEET)
    return packed(content, **{SHEET: sheet.replace(b'<row r="3"', b'<row r="99999999999"')})


def bomb() -> bytes:
    made = BytesIO()
    with ZipFile(BytesIO(saved(workbook(cells())))) as source, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in source.namelist():
            new.writestr(name, source.read(name))
        with new.open("xl/media/image1.png", "w") as part:
            for _ in range(201):
                part.write(bytes(1024 * 1024))
    return made.getvalue()


def declared() -> bytes:
    content = saved(workbook(cells()))
    with ZipFile(BytesIO(content)) as source:
        sheet = source.read(SHEET)
    head = b'<!DOCTYPE worksheet [<!ENTITY a "aaaa">]>'
    return packed(content, **{SHEET: head + sheet})


def far_cell() -> bytes:
    book = workbook(cells())
    sheet = book.active
    assert sheet is not None
    sheet["ZZ2"] = "备注"
    return saved(book)


def broken_sheet() -> bytes:
    content = saved(workbook(*([cells()] * 5)))
    with ZipFile(BytesIO(content)) as source:
        sheet = source.read(SHEET)
    return packed(content, **{SHEET: sheet[: len(sheet) // 2]})


def packed_else() -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as new:
        new.writestr("word/document.xml", "<w/>")
    return made.getvalue()


GALLERY: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "empty": (lambda: b"", "文件是空的", "is empty"),
    "blank-lines": (lambda: b"\n\n \n", "文件是空的", "is empty"),
    "header-alone": (text_file, "表头下没有一行内容", "No row stands under the header"),
    "other-table": (
        "姓名,单位,电话\n张三,甲,1\n".encode,
        "前10行没有一行是已公布样式的表头",
        "None of the first 10",
    ),
    "renamed-column": (
        lambda: "\t".join(renamed(titles(), 8, "处理意见")).encode() + b"\n",
        "第1行第9列（I1）是“处理意见”，样式 luliang-13 此处应为“处置方式”",
        "row 1, column 9 (I1) is “处理意见”; the form luliang-13 has “处置方式” there",
    ),
    "column-left-out": (
        lambda: "\t".join(titles()[:-1]).encode() + b"\n",
        "第1行第13列（M1）是“”",
        "has “电话” there",
    ),
    "column-added": (
        lambda: text_file().replace("电话".encode(), "电话\t备注".encode(), 1),
        "“备注”不是样式",
        "no column",
    ),
    "merged": (merged, "第2行第11列（K2）起有合并的单元格", "A merged cell begins at row 2, column 11 (K2)"),
    "formula": (
        lambda: saved(workbook(cells(), [*cells()[:9], "=TODAY()", *cells()[10:]])),
        "第3行第10列（J3）是公式",
        "row 3, column 10 (J3) holds a formula",
    ),
    "formula-in-text": (lambda: text_file(cells(unit="=1+1")), "第2行第11列（K2）是公式", "(K2) holds a formula"),
    "error-value": (lambda: saved(workbook(cells(unit="#REF!"))), "（K2）是Excel错误值“#REF!”", "Excel error “#REF!”"),
    "two-sheets": (lambda: saved(two_sheets()), "有2个有内容的工作表（Sheet、县区）", "2 sheets with content"),
    "empty-workbook": (lambda: saved(Workbook()), "工作簿是空的", "workbook is empty"),
    "old-excel": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
        "旧版Excel（.xls）或加密的工作簿",
        "old .xls",
    ),
    "pdf": (lambda: b"%PDF-1.7\n", "PDF文件", "a PDF"),
    "web-page": (lambda: b"<html><table></table></html>", "网页或XML文件", "a web page"),
    "cut-off": (lambda: saved(workbook(cells()))[:2000], "已损坏或不是xlsx格式", "is broken or no .xlsx"),
    "cut-off-sheet": (broken_sheet, "已损坏或不是xlsx格式", "is broken or no .xlsx"),
    "zip-of-else": (packed_else, "不是Excel工作簿", "no Excel workbook"),
    "endless": (endless, "工作表超过1048576行", "more than 1048576 rows"),
    "zip-bomb": (bomb, "解压后有201 MB", "unpacks to 201 MB"),
    "entities": (declared, "含有文档类型声明", "declares a document type"),
    "far-cell": (far_cell, "ZZ2有内容", "ZZ2 lies beyond"),
    "binary": (lambda: b"\x01\x00\x02" * 50, "不是文本，也不是Excel工作簿", "neither text nor an Excel workbook"),
    "bad-bytes": (lambda: text_file(cells()) + b"\n1\t\xff\xff\t", "第3行含有不能识别的字符", "Line 3 holds bytes"),
    "bad-quotes": (lambda: text_file(cells()) + b'\n"1"x\t2', "第3行引号不成对", "Row 3 cannot be split"),
    "control-character": (lambda: text_file(cells(unit="甲\x07乙")), "（K2）含有控制字符U+0007", "U+0007"),
    "long-row": (lambda: text_file(cells(content="长" * 16_001)), "第2行有", "letters, more than"),
    "too-many-rows": (
        lambda: text_file(*([["1"]] * 100_001)), "台账超过100000行", "more than 100000 rows"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", GALLERY)
def test_a_file_that_cannot_be_taken_says_where_and_why(name: str) -> None:
    make, zh, en = GALLERY[name]
    fault = refused(make())
    assert zh in fault.zh
    assert en in fault.en


def test_a_hundred_megabytes_are_refused_before_they_are_read() -> None:
    with pytest.raises(SheetFault, match="100 MB"):
        refuse_size(100 * 1024 * 1024)
    refuse_size(MOST_BYTES)


def test_one_of_several_sheets_is_taken_by_its_name() -> None:
    book = two_sheets()
    book["县区"].append(list(cells(ordinal="9")))
    content = saved(book)
    assert [r.cells[0] for r in read_sheet(content, FORMS, "县区").rows] == ["9"]
    assert "没有名为“乡镇”的工作表（有：Sheet、县区）" in refused(content, "乡镇").zh


def test_an_empty_sheet_beside_the_ledger_is_passed_over() -> None:
    book = workbook(cells())
    book.create_sheet("Sheet2")
    assert len(read_sheet(saved(book), FORMS).rows) == 1


def test_days_and_numbers_of_a_workbook_are_read_as_what_they_are() -> None:
    line = [1, *cells()[1:9], datetime(2021, 6, 30, tzinfo=UTC).replace(tzinfo=None), *cells()[10:12], 3588220000.0]
    other = [2.0, *cells()[1:9], date(2021, 6, 30), *cells()[10:12], 13900000000]
    rows = read_sheet(saved(workbook(line, other)), FORMS).rows
    assert [(r.cells[0], r.cells[9], r.cells[12]) for r in rows] == [
        ("1", "2021-06-30", "3588220000"),
        ("2", "2021-06-30", "13900000000"),
    ]


def test_titles_over_the_header_notes_and_blank_rows_under_it_are_no_rows() -> None:
    book = workbook(cells(), [], titles(), cells(ordinal="2"), ["注：1. 说明"])
    sheet = book.active
    assert sheet is not None
    sheet.insert_rows(1, 2)
    sheet["A1"] = "信用相关制度文件清理规范台账"
    sheet.merge_cells("A1:M1")
    sheet.merge_cells("A8:M8")
    assert [(r.place, r.cells[0]) for r in read_sheet(saved(book), FORMS).rows] == [(4, "1"), (7, "2")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("between", ["\t", ","])
def test_text_is_read_in_each_encoding(encoding: str, between: str) -> None:
    content = text_file(cells(), form=LULIANG, between=between).decode().encode(encoding)
    assert content.startswith(codecs.BOM_UTF16_LE) is (encoding == "utf-16")
    arrived = read_sheet(content, FORMS)
    assert (arrived.form.id, arrived.rows[0].cells) == ("luliang-13", cells())


def test_a_header_is_known_by_its_words_not_by_their_width_or_line_breaks() -> None:
    header = [t.replace("（", "(").replace("）", ")").replace("“", '"').replace("”", '"') for t in titles()]
    header[6] = "是否有地方性\n法规依据"
    arrived = read_sheet(saved(workbook(cells(), header=header)), FORMS)
    assert arrived.form is FORMS["luliang-13"]
    assert read_sheet(text_file(cells(DALIAN), form=DALIAN), FORMS).form is FORMS["dalian-14"]


def test_a_kept_row_that_somebody_changed_is_refused() -> None:
    header = [*titles(), "原行（格数与样式不符，改好后请清空本格）"]
    fault = refused(saved(workbook([*cells(), '["luliang-13", 3]'], header=header)))
    assert "第2行第14列（N2）“原行”已被改动" in fault.zh
    assert refused(saved(workbook([*cells(), '["other", "1"]'], header=header)))
    assert read_sheet(saved(workbook([*cells(), ""], header=header)), FORMS).rows[0].cells == cells()


def test_beside_added_columns_every_row_of_a_text_fills_its_cells() -> None:
    content = "\n".join(("\t".join([*titles(), "问题（台账检查）"]), "\t".join(cells()[:12]))).encode()
    assert "第2行只有12格" in refused(content).zh


def test_the_column_of_faults_is_passed_over() -> None:
    content = "\n".join(("\t".join([*titles(), "问题（台账检查）"]), "\t".join([*cells(), "某问题"]))).encode()
    assert read_sheet(content, FORMS).rows[0].cells == cells()
    assert GOOD["telephone"] == cells()[-1]
