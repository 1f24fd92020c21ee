"""One row by itself: which cell answers which column, which day words name, and each fault with its settlement."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from models.law.ledger_forms import FIELDS, LedgerForm
from models.records.ledgers import ArrivedRow, LedgerRow, Settlement, Way, summary_of
from models.steps.ledger_cells import day_of
from models.steps.ledger_faults import WAYS
from models.steps.ledgers import read_ledger, read_row, settle
from portal.ledger_telling import column_words, fault_words, row_words
from portal.words.ledgers import FAULTS
from portal.words.ledgers import WAYS as WAY_WORDS
from tests.ledgers.ledger_files import DALIAN, FORMS, GOOD, LULIANG, cells, row_of

AT = datetime(2021, 1, 20, 1, 0, tzinfo=UTC)


def told(row: LedgerRow) -> list[tuple[str, str]]:
    return [(f.field, f.code) for f in row.faults]


def settled(
    row: LedgerRow, way: Way, reason: str = "已核实", twin: int | None = None, **values: str
) -> LedgerRow | str:
    fault = row.faults[0]
    form = FORMS[row.form]
    return settle(form, row, Settlement(fault.code, fault.field, way, reason, "wang", AT, tuple(values.items())), twin)


@pytest.mark.parametrize("form", [LULIANG, DALIAN], ids=lambda f: f.id)
def test_a_good_row_has_no_fault(form: LedgerForm) -> None:
    row = row_of(form)
    assert (row.faults, row.disposition, row.complete_on) == ((), "keep", date(2021, 6, 30))
    assert row.value("touches_measure") == ("否" if form is DALIAN else None)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2021年1月底", date(2021, 1, 31)),
        ("2024年2月末前", date(2024, 2, 29)),
        ("2021年底", date(2021, 12, 31)),
        ("2021年6月30日", date(2021, 6, 30)),
        ("2021年6月30日前", date(2021, 6, 30)),
        ("２０２１年６月３０日以前", date(2021, 6, 30)),
        ("2021-06-30", date(2021, 6, 30)),
        ("2021/6/30", date(2021, 6, 30)),
        ("2021.6.30", date(2021, 6, 30)),
        ("2021 年 6 月 30 日", date(2021, 6, 30)),
        ("2021年2月30日", None),
        ("2021年13月底", None),
        ("0000年底", None),
        ("2021年1月", None),
        ("2021年", None),
        ("44227", None),
        ("20210630", None),
        ("1月底", None),
        ("2021-6/30", None),
        ("尽快", None),
        ("", None),
    ],
)
def test_a_day_is_read_only_where_words_name_one(words: str, day: date | None) -> None:
    assert day_of(words) == day
    assert told(row_of(complete=words)) == ([] if day else [("complete", "day_unreadable")])


@pytest.mark.parametrize(
    ("changed", "faults"),
    [
        ({"disposition": "相关内容删除"}, [("disposition", "disposition_outside")]),
        ({"disposition": ""}, [("disposition", "disposition_outside")]),
        ({"basis": "无"}, [("national_basis", "basis_contradicted")]),
        ({"basis": ""}, [("national_basis", "basis_contradicted")]),
        ({"basis": "/"}, [("national_basis", "basis_contradicted")]),
        (
            {"local_basis": "是", "basis": "无"},
            [("national_basis", "basis_contradicted"), ("local_basis", "basis_contradicted")],
        ),
        ({"national_basis": "否", "basis": "无"}, [("disposition", "no_basis_for_disposition")]),
        ({"national_basis": "否", "basis": "无", "disposition": "修订"}, [("disposition", "no_basis_for_disposition")]),
        ({"national_basis": "否", "basis": "无", "disposition": "废止"}, []),
        ({"national_basis": "否", "basis": "", "disposition": "立法"}, []),
        ({"disposition": "废止"}, [("disposition", "basis_beside_disposition")]),
        ({"disposition": "立法"}, [("disposition", "basis_beside_disposition")]),
        ({"touches_list": "有"}, [("touches_list", "yes_no_other")]),
        ({"touches_information": ""}, [("touches_information", "yes_no_other")]),
        ({"national_basis": "有"}, [("national_basis", "yes_no_other")]),
        ({"national_basis": "有", "basis": ""}, [("national_basis", "yes_no_other"), ("basis", "cell_blank")]),
        ({"document": "《示例市信用管理办法》"}, [("document", "number_missing")]),
        ({"document": "《示例市信用管理办法》（文号）"}, [("document", "number_missing")]),
        ({"document": "《示例市信用条例》（市人大常委会公告第5号）"}, []),
        ({"document": "示政发[2019]12号"}, []),
        ({"document": "示政发【2019】第12号"}, []),
        ({"document": "《示例办法》（省政府令273号）"}, []),
        ({"document": "《示例办法》（12号令）"}, []),
        ({"document": "《示例第三医院管理办法》（2019）"}, [("document", "number_missing")]),
        ({"document": ""}, [("document", "cell_blank")]),
        ({"unit": ""}, [("unit", "cell_blank")]),
        ({"person": ""}, [("person", "cell_blank")]),
        ({"telephone": ""}, [("telephone", "cell_blank")]),
        ({"ordinal": ""}, [("ordinal", "cell_blank")]),
        ({"content": ""}, [("content", "cell_blank")]),
        ({"ordinal": "示例"}, [("ordinal", "example_row")]),
        ({"unit": "XX市财政局"}, [("unit", "placeholder")]),
        ({"person": "ＸＸＸ"}, [("person", "placeholder")]),
        ({"person": "××，局长"}, [("person", "placeholder")]),
        ({"telephone": "办公电话"}, [("telephone", "placeholder")]),
        ({"person": "Maxxim，局长"}, []),
    ],
)
def test_each_fault_is_named_by_its_column(changed: dict[str, Any], faults: list[tuple[str, str]]) -> None:
    row = row_of(**changed)
    assert told(row) == faults
    assert row.in_order is (not faults)
    for fault in row.faults:
        for said in (*column_words(LULIANG, fault), *fault_words(LULIANG, fault)):
            assert said
            assert "{" not in said


def test_every_fault_has_words_and_ways() -> None:
    assert FAULTS.keys() == WAYS.keys()
    assert WAY_WORDS.keys() == {w.value for w in Way}


def test_a_document_entered_twice_is_named_by_the_row_it_stands_in() -> None:
    other = GOOD["document"].replace("（", "(").replace("）", ") ")
    arrived = [
        ArrivedRow(2, cells()),
        ArrivedRow(3, cells(document=other)),
        ArrivedRow(4, cells(document="《丙》第3号")),
    ]
    rows = tuple(read_ledger(FORMS, LULIANG, arrived, lambda name: "1.9" if "丙" in name else None))
    assert [told(row) for row in rows] == [[], [("document", "document_twice")], [("document", "document_twice")]]
    assert [dict(row.faults[0].about)["row"] for row in rows[1:]] == ["2", "1.9"]


@pytest.mark.parametrize("gap", range(13))
def test_a_missing_cell_leaves_its_column_unread_and_no_other_misread(gap: int) -> None:
    whole = cells()
    row = read_row(LULIANG, ArrivedRow(2, (*whole[:gap], *whole[gap + 1 :])))
    assert row.faults[0].code == "cells_short"
    assert row.value(LULIANG.fields[gap]) is None
    for name, was in zip(LULIANG.fields, whole, strict=True):
        assert row.value(name) in (None, was)


@pytest.mark.parametrize("more", range(14))
def test_a_surplus_cell_leaves_no_column_misread(more: int) -> None:
    whole = cells()
    row = read_row(LULIANG, ArrivedRow(2, (*whole[:more], "多出的内容", *whole[more:])))
    assert row.faults[0].code == "cells_long"
    for name, was in zip(LULIANG.fields, whole, strict=True):
        assert row.value(name) in (None, was)


def test_in_a_sheet_whose_rows_are_filled_up_a_moved_row_is_found() -> None:
    whole = cells(DALIAN)
    row = read_row(DALIAN, ArrivedRow(2, (*whole[:8], *whole[9:], "")))
    assert row.faults[0].code == "cells_short"
    last = read_row(DALIAN, ArrivedRow(2, (*whole[:13], "")))
    assert told(last) == [("telephone", "cell_blank")]


def test_a_row_with_most_cells_gone_is_not_read_at_all() -> None:
    row = read_row(LULIANG, ArrivedRow(2, ("合计", "3")))
    assert told(row) == [("", "cells_short")]
    assert set(row.values) == {None}
    assert row.cells == ("合计", "3")


def test_a_value_settles_a_fault_and_what_hangs_on_it() -> None:
    row = row_of(national_basis="是", basis="无", disposition="废止")
    made = settled(row, Way.VALUE, national_basis="否")
    assert isinstance(made, LedgerRow)
    assert (made.faults, made.disposition, made.value("national_basis")) == ((), "abolish", "否")
    assert made.cells == row.cells


def test_a_value_may_bring_a_fault_of_its_own() -> None:
    made = settled(row_of(disposition="删除"), Way.VALUE, disposition="废止")
    assert isinstance(made, LedgerRow)
    assert told(made) == [("disposition", "basis_beside_disposition")]
    assert made.disposition == "abolish"


def test_what_stands_stays_settled_until_its_column_changes() -> None:
    made = settled(row_of(document="《示例市信用管理办法》", unit=""), Way.STANDS, "该文件没有文号")
    assert isinstance(made, LedgerRow)
    assert told(made) == [("unit", "cell_blank")]
    filled = settled(made, Way.VALUE, unit="示例市财政局")
    assert isinstance(filled, LedgerRow)
    assert filled.in_order
    again = settled(row_of(unit="", document="《甲》"), Way.STANDS, "没有文号")
    assert isinstance(again, LedgerRow)
    renamed = settled(again, Way.VALUE, unit="示例市财政局", document="《乙》")
    assert isinstance(renamed, LedgerRow)
    assert told(renamed) == [("document", "number_missing")]


def test_a_struck_row_counts_for_nothing_and_stays() -> None:
    made = settled(row_of(ordinal="示例"), Way.STRUCK, "样表示例")
    assert isinstance(made, LedgerRow)
    assert made.struck
    figures = summary_of([made, row_of()])
    assert (figures.rows, figures.struck, figures.faults, dict(figures.by_disposition)["keep"]) == (1, 1, 0, 1)


def test_the_cells_a_short_row_lacks_are_given_by_a_person() -> None:
    whole = cells(DALIAN)
    row = read_row(DALIAN, ArrivedRow(2, (*whole[:8], *whole[9:])))
    lacking: dict[str, Any] = {name: GOOD[name] for name in DALIAN.fields if row.value(name) is None}
    assert "basis" in lacking
    some = dict(list(lacking.items())[:1])
    assert settled(row, Way.VALUE, **some) == "value_unfit"
    made = settled(row, Way.VALUE, **lacking)
    assert isinstance(made, LedgerRow)
    assert made.faults == ()
    assert tuple(made.value(name) for name in DALIAN.fields) == whole


def test_a_surplus_cell_stays_a_fault_until_a_person_settles_it() -> None:
    whole = cells(unit="")
    row = read_row(LULIANG, ArrivedRow(2, (*whole[:3], "多出", *whole[3:])))
    assert told(row) == [("", "cells_long"), ("unit", "cell_blank")]
    assert None not in [row.value(name) for name in LULIANG.fields]
    blank = Settlement("cell_blank", "unit", Way.VALUE, "已核实", "wang", AT, (("unit", "示例市财政局"),))
    filled = settle(LULIANG, row, blank)
    assert isinstance(filled, LedgerRow)
    assert told(filled) == [("", "cells_long")]
    made = settled(filled, Way.VALUE, "多出的一格系误填", touches_information="是")
    assert isinstance(made, LedgerRow)
    assert made.in_order


def test_what_cannot_settle_changes_nothing() -> None:
    row = row_of(disposition="删除")
    assert settled(row, Way.VALUE, disposition="也删除") == "value_unfit"
    assert settled(row, Way.VALUE) == "value_missing"
    assert settled(row, Way.VALUE, touches_measure="否") == "value_missing"
    assert settled(row, Way.STANDS) == "way_not_open"
    assert settled(row, Way.STRUCK, "  ") == "reason_missing"
    other = Settlement("cell_blank", "unit", Way.VALUE, "已核实", "wang", AT, (("unit", "示例市财政局"),))
    assert settle(LULIANG, row, other) == "fault_not_open"
    assert settled(row_of(document="《甲》"), Way.VALUE, twin=7, document="《乙》第1号") != "value_unfit"


def test_a_document_given_that_stands_elsewhere_is_named() -> None:
    made = settled(row_of(document=""), Way.VALUE, twin=7, document="《乙》第1号")
    assert isinstance(made, LedgerRow)
    assert [(f.code, dict(f.about)) for f in made.faults] == [("document_twice", {"row": "7"})]


def test_every_fault_of_a_row_is_said_in_both_languages() -> None:
    zh, en = row_words(FORMS, row_of(unit="", disposition="删除"))
    assert zh.splitlines() == ["第9栏“处置方式”：“删除”不是保留、修订、立法、废止之一", "第11栏“责任单位”：没有填写"]
    assert en.splitlines()[1] == "column 11 “Responsible unit”: is blank"


def test_fields_are_those_the_forms_ask() -> None:
    assert set(FIELDS) == set(DALIAN.fields)
