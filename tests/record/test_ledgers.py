"""Ledgers in the record, on both engines: taken batch by batch, begun again after a stop, each fault settled once."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from models.records.ledgers import ArrivedRow, LedgerRow, Settlement, Way, summary_of
from models.steps.ledgers import read_ledger
from models.tables.ledger_keeping import ADD, NEW, REPLACE, ImportAsked, ImportRefused, begin_import, keep_ledger
from models.tables.ledger_schema import ledger_fault, ledger_import, ledger_row
from models.tables.ledgers import (
    StoredRow,
    document_digest,
    fault_name,
    fault_named,
    held_documents,
    keep_settlement,
    ledger_rows,
    open_faults,
    unit_ledger,
)
from tests.ledgers.ledger_files import FORMS, GOOD, LULIANG, cells, given
from tests.record.house import House

CAMPAIGN, UNIT = "luliang-2021", "示例市财政局"
AT = datetime(2021, 1, 19, 2, 0, tzinfo=UTC)


def some(count: int, *, wrong: int = 0, first: int = 1) -> tuple[LedgerRow, ...]:
    """Rows of which the first `wrong` have a disposition outside the four."""
    made = [
        cells(
            ordinal=str(n),
            document=GOOD["document"].replace("12号", f"{n}号"),
            disposition="删除" if n < first + wrong else "保留",
        )
        for n in range(first, first + count)
    ]
    return tuple(read_ledger(FORMS, LULIANG, [ArrivedRow(at, row) for at, row in enumerate(made, 2)]))


def asked(rows: Sequence[LedgerRow], file: str = "a", way: str = NEW, unit: str = UNIT) -> ImportAsked:
    return ImportAsked(CAMPAIGN, unit, f"{file}.csv", file * 64, "", "luliang-13", len(rows), way, "terminal:wang", AT)


def take(house: House, rows: tuple[LedgerRow, ...], wish: ImportAsked, batch: int = 2) -> list[int]:
    told: list[int] = []
    with house.engine.begin() as connection:
        begun = begin_import(connection, wish)
    if not begun.is_done:
        keep_ledger(house.engine, begun, wish, rows, told.append, batch)
    return told


def held(house: House, unit: str = UNIT) -> tuple[StoredRow, ...]:
    with house.engine.connect() as connection:
        return ledger_rows(connection, CAMPAIGN, unit)


def settle(
    house: House, fault: str, way: Way, reason: str = "已核实", by: str = "wang", **values: str
) -> StoredRow | str:
    with house.engine.begin() as connection:
        told = Settlement("", "", way, reason, by, AT, tuple(values.items()))
        return keep_settlement(connection, FORMS, CAMPAIGN, UNIT, fault, told)


@pytest.mark.parametrize("form", FORMS)
def test_a_given_table_is_kept_as_it_came(house: House, form: str) -> None:
    rows = given(form)[1]
    assert take(house, rows, replace(asked(rows), form=form)) == [0, 2, 3]
    assert [stored.row for stored in held(house)] == list(rows)
    with house.engine.connect() as connection:
        assert unit_ledger(connection, CAMPAIGN, UNIT) == summary_of(rows)
        assert unit_ledger(connection, CAMPAIGN, "another") is None
        names = open_faults(connection, CAMPAIGN, UNIT)
    assert names == tuple(name for stored in held(house) for name in stored.faults)
    assert len(names) == sum(len(row.faults) for row in rows)


def test_an_import_stopped_in_the_middle_counts_for_nothing_and_is_gone_on_with(house: House) -> None:
    rows = some(7, wrong=3)

    def stop(done: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    wish = asked(rows)
    with house.engine.begin() as connection:
        begun = begin_import(connection, wish)
    with pytest.raises(KeyboardInterrupt):
        keep_ledger(house.engine, begun, wish, rows, stop, 2)
    assert held(house) == ()
    assert house.count(ledger_row) == 4
    assert take(house, rows, wish) == [4, 6, 7]
    assert [stored.row for stored in held(house)] == list(rows)
    assert (house.count(ledger_row), house.count(ledger_import), house.count(ledger_fault)) == (7, 1, 3)


def test_the_same_file_again_changes_nothing(house: House) -> None:
    rows = some(3)
    take(house, rows, asked(rows))
    assert take(house, rows, asked(rows)) == []
    assert take(house, rows, asked(rows, way=REPLACE)) == []
    assert house.count(ledger_row) == 3


def test_another_file_is_refused_unless_it_replaces_or_adds(house: House) -> None:
    first, second = some(3), some(2, first=10)
    take(house, first, asked(first))
    with pytest.raises(ImportRefused, match="ledger_there"):
        take(house, second, asked(second, "b"))
    assert [stored.row for stored in held(house)] == list(first)
    take(house, second, asked(second, "b", ADD))
    assert [(stored.turn, stored.row.place) for stored in held(house)] == [(1, 2), (1, 3), (1, 4), (2, 2), (2, 3)]
    third = some(1, first=20)
    take(house, third, asked(third, "c", REPLACE))
    assert [stored.row for stored in held(house)] == list(third)
    assert house.count(ledger_row) == 6
    take(house, first, asked(first, "a", REPLACE))
    assert [stored.turn for stored in held(house)] == [4, 4, 4]


def test_a_replacement_stopped_in_the_middle_leaves_the_ledger_as_it_was(house: House) -> None:
    first, second = some(3), some(4, first=10)
    take(house, first, asked(first))
    wish = asked(second, "b", REPLACE)
    with house.engine.begin() as connection:
        begin_import(connection, wish)
    assert [stored.row for stored in held(house)] == list(first)
    other = some(1, first=30)
    take(house, other, asked(other, "c", REPLACE))
    with house.engine.connect() as connection:
        states = connection.execute(select(ledger_import.c.turn, ledger_import.c.state).order_by(ledger_import.c.turn))
        assert [tuple(row) for row in states] == [(1, "superseded"), (2, "done")]


def test_two_who_bring_the_same_file_do_not_keep_it_twice(house: House) -> None:
    rows = some(4)
    wish = asked(rows)
    with house.engine.begin() as connection:
        begun = begin_import(connection, wish)
    take(house, rows[:4], wish)
    with pytest.raises(ImportRefused, match="import_overtaken"):
        keep_ledger(house.engine, begun, wish, rows, lambda _: None, 2)
    assert house.count(ledger_row) == 4


def test_a_document_in_an_earlier_file_is_found(house: House) -> None:
    rows = some(2)
    take(house, rows, asked(rows))
    with house.engine.connect() as connection:
        there = held_documents(connection, CAMPAIGN, UNIT)
    assert there[document_digest(GOOD["document"].replace("12号", "2号")) or ""] == "1.3"


def test_a_fault_is_settled_once_and_the_ledger_says_by_whom(house: House) -> None:
    rows = some(3, wrong=2)
    take(house, rows, asked(rows))
    before = held(house)[0]
    (fault,) = before.faults
    made = settle(house, fault, Way.VALUE, disposition="修订")
    assert isinstance(made, StoredRow)
    assert (made.row.disposition, made.row.in_order) == ("revise", True)
    assert held(house)[0] == made
    assert settle(house, fault, Way.VALUE, disposition="保留") == "fault_not_open"
    assert settle(house, "2.3.disposition.disposition_outside", Way.STRUCK) == "fault_not_open"
    assert settle(house, "nonsense", Way.STRUCK) == "fault_not_open"
    with house.engine.connect() as connection:
        kept = connection.execute(select(ledger_fault).where(ledger_fault.c.place == 2)).one()
        figures = unit_ledger(connection, CAMPAIGN, UNIT)
    assert (kept.standing, kept.settled_by, kept.reason, kept.way) == ("settled", "wang", "已核实", "value")
    assert figures == summary_of([stored.row for stored in held(house)])
    assert figures is not None
    assert figures.digest != summary_of(rows).digest
    assert made.row.cells == rows[0].cells


def test_a_fault_gone_with_another_may_come_again(house: House) -> None:
    whole = cells(national_basis="是", basis="无", disposition="废止", unit="")
    row = tuple(read_ledger(FORMS, LULIANG, [ArrivedRow(2, whole)]))
    take(house, row, asked(row))

    def standing() -> dict[str, str]:
        with house.engine.connect() as connection:
            found = connection.execute(select(ledger_fault.c.code, ledger_fault.c.standing))
            return {row.code: row.standing for row in found}

    contradicted = "2.national_basis.basis_contradicted"
    assert isinstance(settle(house, contradicted, Way.VALUE, national_basis="否"), StoredRow)
    assert standing() == {
        "basis_contradicted": "settled",
        "basis_beside_disposition": "gone",
        "cell_blank": "open",
    }
    made = settle(house, "2.unit.cell_blank", Way.VALUE, unit="示例市财政局", national_basis="是")
    assert isinstance(made, StoredRow)
    assert made.faults == (contradicted, "2.disposition.basis_beside_disposition")
    assert standing() == {"basis_contradicted": "open", "basis_beside_disposition": "open", "cell_blank": "settled"}
    assert held(house)[0] == made


def test_a_struck_row_is_kept_and_counts_for_nothing(house: House) -> None:
    rows = some(2, wrong=1)
    take(house, rows, asked(rows))
    assert isinstance(settle(house, "2.disposition.disposition_outside", Way.STRUCK, "不属清理范围"), StoredRow)
    with house.engine.connect() as connection:
        figures = unit_ledger(connection, CAMPAIGN, UNIT)
    assert figures is not None
    assert (figures.rows, figures.struck, figures.faults) == (1, 1, 0)
    assert len(held(house)) == 2


def test_a_document_given_by_hand_that_stands_elsewhere_is_named(house: House) -> None:
    wrong = [cells(document=""), cells(document="《甲》第1号")]
    rows = tuple(read_ledger(FORMS, LULIANG, [ArrivedRow(at, row) for at, row in enumerate(wrong, 2)]))
    take(house, rows, asked(rows))
    made = settle(house, "2.document.cell_blank", Way.VALUE, document="《甲》 第1号")
    assert isinstance(made, StoredRow)
    assert [(f.code, dict(f.about)["row"]) for f in made.row.faults] == [("document_twice", "1.3")]
    assert held(house)[0].row.faults == made.row.faults


def test_a_fault_is_named_and_found_by_its_name() -> None:
    for parts in (
        (1, 2, "cells_short", ""),
        (1, 40, "disposition_outside", "disposition"),
        (3, 9, "cell_blank", "unit"),
    ):
        assert fault_named(fault_name(*parts)) == parts
    assert fault_name(1, 2, "cells_short", "") == "2.row.cells_short"
    assert fault_named("2.row") is None


KILLED = """
import os, sys
from sqlalchemy import event
from desk import main
from models.tables.opening import open_engine
import desk.joining

commits, last = [0], int(sys.argv[1])
def opened(url, **more):
    engine = open_engine(url, **more)
    @event.listens_for(engine, "commit")
    def _(connection):
        commits[0] += 1
        if commits[0] == last:
            os._exit(9)
    return engine
desk.joining.open_engine = opened
sys.argv = ["duecourse", *sys.argv[2:]]
main.main()
"""


def test_a_house_killed_while_a_file_is_taken_in_begins_it_again(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process ends in the middle of a commit; the same words typed again keep every row once."""
    rows = some(1500)
    file = tmp_path / "ledger.csv"
    titles = [c.zh for c in LULIANG.columns]
    file.write_text("\n".join(",".join(line) for line in (titles, *(row.cells for row in rows))), encoding="utf-8")
    monkeypatch.setenv("DUECOURSE_RECORD_URL", house.url)
    words = ["cleanup", "import", str(file), "--unit", UNIT]
    root = Path(__file__).parents[2]

    def type_in(die: int) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-c", KILLED, str(die), *words]
        return subprocess.run(
            line, cwd=root, env={**os.environ, "PYTHONPATH": str(root)}, capture_output=True, text=True, check=False
        )

    # The first commit begins the file, the second keeps a thousand rows, in the third the process ends.
    assert type_in(3).returncode == 9
    with house.engine.connect() as connection:
        assert unit_ledger(connection, "-", UNIT) is None
    assert house.count(ledger_row) == 1000
    done = type_in(0)
    assert done.returncode == 0, done.stderr
    assert "从第1001行续存" in done.stdout
    assert house.count(ledger_row) == 1500
    with house.engine.connect() as connection:
        assert unit_ledger(connection, "-", UNIT) == summary_of(rows)
        assert connection.execute(select(func.count()).select_from(ledger_import)).scalar_one() == 1
