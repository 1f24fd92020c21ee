"""`duecourse cleanup import` and `export` as they are typed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from desk.cleanup import command
from desk.migrating import migrate
from models.sheets.arriving import read_sheet
from models.steps.ledgers import read_ledger
from tests.ledgers.ledger_files import FORMS, GIVEN, cells, given, text_file

TYPED = CliRunner()
WRITING = """
import hashlib, sys
from models.sheets.workbook_writing import write_workbook
from models.sheets.writing import table_of
from tests.ledgers.ledger_files import FORMS, LULIANG, given
rows = given("dalian-14")[1]
print(hashlib.sha256(write_workbook(table_of(LULIANG, rows, FORMS), "示例市")).hexdigest())
"""


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record of this house, made as the house makes it."""
    url = f"sqlite:///{tmp_path / 'record.db'}"
    migrate(url)
    monkeypatch.setenv("DUECOURSE_RECORD_URL", url)
    return tmp_path


def typed(*words: str) -> Result:
    return TYPED.invoke(command, words)


@pytest.mark.parametrize("form", FORMS)
def test_a_given_table_is_looked_at_and_nothing_is_kept(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUECOURSE_RECORD_URL", f"sqlite:///{tmp_path / 'none.db'}")
    back = tmp_path / "back.xlsx"
    done = typed("import", str(GIVEN[form]), "--dry-run", "--given-back", str(back))
    assert done.exit_code == 0, done.output
    for row in given(form)[1]:
        for fault in row.faults:
            assert any(f"第{row.place}行" in line and f"[{fault.code}]" in line for line in done.stdout.splitlines())
    assert "未保存 nothing kept；3 行 rows" in done.stdout
    assert not (tmp_path / "none.db").exists()
    arrived = read_sheet(back.read_bytes(), FORMS)
    rows = tuple(read_ledger(FORMS, arrived.form, arrived.rows))
    assert [(r.values, r.faults) for r in rows] == [(r.values, r.faults) for r in given(form)[1]]


def test_both_given_tables_go_in_and_out_in_the_other_form(record: Path) -> None:
    for form, other in (("luliang-13", "dalian-14"), ("dalian-14", "luliang-13")):
        assert typed("import", str(GIVEN[form]), "--unit", form).exit_code == 0
        for kind in ("xlsx", "csv"):
            out = record / f"{form}.{kind}"
            done = typed("export", str(out), "--unit", form, "--form", other)
            assert done.exit_code == 0, done.output
            arrived = read_sheet(out.read_bytes(), FORMS)
            assert arrived.form.id == other
            rows = tuple(read_ledger(FORMS, arrived.form, arrived.rows))
            known = [[v for v in r.values if v] for r in rows]
            assert known == [[v for v in r.values if v] for r in given(form)[1]]
    again = typed("import", str(GIVEN["luliang-13"]), "--unit", "luliang-13")
    assert "这份文件已经导入过" in again.stdout
    both = record / "both.csv"
    assert typed("export", str(both), "--unit", "luliang-13", "--unit", "dalian-14", "--faults").exit_code == 0
    assert len(read_sheet(both.read_bytes(), FORMS).rows) == 6
    assert "第9栏“处置方式”：“相关内容删除”不是" in both.read_text(encoding="utf-8-sig")
    english = record / "english.csv"
    assert typed("export", str(english), "--unit", "dalian-14", "--faults", "--english").exit_code == 0
    assert "column 9 “Disposition”: “相关内容删除” is none of" in english.read_text(encoding="utf-8-sig")


def test_a_file_that_cannot_be_taken_changes_nothing(record: Path) -> None:
    bad = record / "bad.csv"
    bad.write_bytes(text_file(cells(unit="=1")))
    done = typed("import", str(bad), "--unit", "甲")
    assert done.exit_code == 1
    assert done.stderr.strip() == (
        "✗ bad.csv：第2行第11列（K2）是公式，请改为文字或数值。 row 2, column 11 (K2) holds a formula: "
        "enter its result instead."
    )
    assert typed("export", str(record / "out.csv"), "--unit", "甲").exit_code == 1
    assert "没有这样的台账" in typed("export", str(record / "out.csv"), "--unit", "甲").stderr


def test_a_second_ledger_of_a_unit_is_asked_about(record: Path) -> None:
    one, two = record / "one.csv", record / "two.csv"
    one.write_bytes(text_file(cells()))
    two.write_bytes(text_file(cells(), cells(ordinal="2", document="《甲》第2号")))
    assert typed("import", str(one), "--unit", "甲").exit_code == 0
    refused = typed("import", str(two), "--unit", "甲")
    assert (refused.exit_code, "该单位已有台账" in refused.stderr) == (1, True)
    added = typed("import", str(two), "--unit", "甲", "--way", "add")
    assert "该文件已在第1.2行" in added.stdout
    assert "台账 ledger: 3 行 rows" in added.stdout
    replaced = typed("import", str(one), "--unit", "乙")
    assert replaced.exit_code == 0
    assert "台账 ledger: 2 行 rows" in typed("import", str(two), "--unit", "乙", "--way", "replace").stdout


def test_words_that_ask_for_what_is_not_there_are_refused_in_a_sentence(record: Path) -> None:
    there = record / "there.csv"
    there.write_bytes(text_file(cells()))
    for words, said in (
        (("import", str(record / "none.csv")), "文件不能读取"),
        (("import", str(there), "--campaign", "C-2021-none", "--unit", "甲"), "没有这一清理规范工作"),
        (("import", str(there), "--given-back", str(there)), "已存在，不予覆盖"),
        (("import", str(there), "--given-back", str(record / "x.pdf")), "须为 .xlsx 或 .csv"),
        (("export", str(record / "out.csv"), "--unit", "甲", "--form", "beijing-15"), "没有样式 beijing-15"),
    ):
        done = typed(*words)
        assert (done.exit_code, said in done.stderr) == (1, True), done.output


def test_without_a_record_only_a_look_is_possible(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUECOURSE_RECORD_URL", f"sqlite:///{tmp_path / 'none.db'}")
    done = typed("import", str(GIVEN["luliang-13"]))
    assert (done.exit_code, "There is no record at" in done.stderr) == (1, True)


def test_the_same_rows_are_the_same_bytes_in_another_process(house: Path) -> None:
    """No order of a set, no clock and no random number is in the file."""
    found = set()
    for seed in ("1", "2", "3"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(house)}
        line = [sys.executable, "-c", WRITING]
        done = subprocess.run(line, cwd=house, env=environment, capture_output=True, text=True, check=True)
        found.add(done.stdout.strip())
    assert len(found) == 1
    assert len(found.pop()) == hashlib.sha256().digest_size * 2
