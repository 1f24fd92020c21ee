"""The two tables as the notices print them: every row in, every fault named by row and column, nothing guessed."""

from datetime import date

import pytest

from models.law.ledger_forms import LedgerForm
from models.records.ledgers import LedgerRow
from tests.ledgers.ledger_files import DALIAN, FORMS, GIVEN, LULIANG, given, titles

SAMPLE = [("unit", "placeholder"), ("person", "placeholder"), ("telephone", "placeholder")]
NAME = [("document", "number_missing"), ("document", "placeholder")]
BASIS = [("national_basis", "basis_contradicted"), ("disposition", "basis_beside_disposition")]


def faults(row: LedgerRow) -> list[tuple[str, str]]:
    return [(f.field, f.code) for f in row.faults]


@pytest.mark.parametrize("form", [LULIANG, DALIAN], ids=lambda f: f.id)
def test_the_titles_are_those_printed(form: LedgerForm) -> None:
    assert GIVEN[form.id].read_text(encoding="utf-8").splitlines()[0].split("\t") == titles(form)


def test_every_fault_of_luliang_is_named() -> None:
    arrived, rows = given("luliang-13")
    assert (arrived.form.id, [row.place for row in rows]) == ("luliang-13", [2, 3, 4])
    assert faults(rows[0]) == [*NAME, ("disposition", "no_basis_for_disposition"), *SAMPLE]
    assert faults(rows[1]) == [*NAME, *BASIS, *SAMPLE]
    assert faults(rows[2]) == [*NAME, *BASIS, *SAMPLE]
    assert [row.disposition for row in rows] == ["revise", "abolish", "abolish"]
    assert {row.complete_on for row in rows} == {date(2021, 1, 31)}


def test_every_fault_of_dalian_is_named() -> None:
    arrived, rows = given("dalian-14")
    assert (arrived.form.id, [row.place for row in rows]) == ("dalian-14", [2, 3, 4])
    example = [("ordinal", "example_row"), *NAME]
    assert faults(rows[0]) == [("", "cells_short"), *example, *SAMPLE]
    assert faults(rows[1]) == [*example, ("disposition", "no_basis_for_disposition"), *SAMPLE]
    assert faults(rows[2]) == [*example, ("disposition", "disposition_outside"), *SAMPLE]
    assert [row.disposition for row in rows] == ["", "revise", ""]


def test_of_a_row_one_cell_short_only_the_certain_is_read() -> None:
    """Its “保留” might be the basis and “是” too: which of four columns lost its cell, nobody can tell."""
    row = given("dalian-14")[1][0]
    unread = [name for name in DALIAN.fields if row.value(name) is None]
    assert unread == ["national_basis", "local_basis", "basis", "disposition"]
    assert dict(row.faults[0].about) == {"cells": "13", "asked": "14", "unread": " ".join(unread)}
    assert (row.value("content") or "").startswith("在行政审批过程中")
    assert (row.value("complete"), row.value("unit")) == ("2021年1月底", "XX区经发局")
    assert row.cells[8] == "保留"


def test_a_cell_outside_the_four_is_kept_as_it_stands() -> None:
    row = given("dalian-14")[1][2]
    assert row.value("disposition") == "相关内容删除"
    assert [d.word for d in FORMS["dalian-14"].dispositions] == ["保留", "修订", "立法", "废止"]
