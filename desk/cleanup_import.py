"""`duecourse cleanup import FILE`: every row in, every fault named, the file given back with a column of faults."""

from __future__ import annotations

import getpass
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from sqlalchemy import Connection, and_, select
from sqlalchemy.exc import IntegrityError

from desk import signing
from desk.cleanup_export import keep_file, refuse_name
from desk.joining import joined_record
from desk.temporal_server import HouseError
from models.law.ledger_forms import LedgerForm
from models.law.ledger_reading import read_forms
from models.records.ledgers import LedgerFault, LedgerRow, LedgerSummary, summary_of
from models.sheets.arriving import Arrived, read_sheet, refuse_size
from models.sheets.faults import SheetFault
from models.steps.ledgers import read_ledger
from models.tables.campaign_schema import campaign_unit
from models.tables.ledger_keeping import (
    ADD,
    NEW,
    REPLACE,
    ImportAsked,
    ImportRefused,
    begin_import,
    keep_ledger,
    waiting_ledger,
)
from models.tables.ledgers import document_digest, held_documents, unit_ledger
from portal.ledger_telling import column_words, fault_words
from portal.words.ledgers import DISPOSITIONS, REFUSED

OUTSIDE = "-"
_NAMED = 60
_LONGEST = 64

Campaign = Annotated[str, typer.Option("--campaign", help="The campaign (清理规范工作); none: outside any.")]


class _Way(StrEnum):
    """How a file goes into a unit's ledger."""

    NEW = NEW
    ADD = ADD
    REPLACE = REPLACE


@dataclass(frozen=True, slots=True)
class _Wish:
    """Whose ledger the file is, and how it goes in."""

    campaign: str
    unit: str
    way: str
    exception: bool = False


def import_ledger(  # noqa: PLR0913, PLR0917 - an option each
    file: Annotated[Path, typer.Argument(help="The ledger: .xlsx, .csv or .tsv.")],
    campaign: Campaign = OUTSIDE,
    unit: Annotated[str, typer.Option("--unit", help="Whose ledger (责任单位); none: the file's name.")] = "",
    sheet: Annotated[str, typer.Option("--sheet", help="The sheet, where a workbook has several.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and name every fault; keep nothing.")] = False,
    way: Annotated[
        _Way, typer.Option("--way", help="Where the unit has a ledger: beside its rows, or in place.")
    ] = _Way.NEW,
    exception: Annotated[
        bool, typer.Option("--exception", help="Ledgers reported up: lay the file ready for the head's approval.")
    ] = False,
    given_back: Annotated[Path | None, typer.Option("--given-back", help="Write the file with its faults.")] = None,
    english: Annotated[bool, typer.Option("--english", help="Its faults in English.")] = False,
) -> None:
    """Take a ledger in: every row, with every fault named by row and column; nothing is guessed."""
    warnings.filterwarnings("ignore", module="openpyxl")
    console, began = Console(highlight=False), monotonic()
    if given_back is not None:
        refuse_name(given_back)
    forms = read_forms()
    wish = _Wish(campaign, unit or file.stem[:_LONGEST], way.value, exception)
    if max(len(campaign), len(wish.unit)) > _LONGEST:
        raise signing.ended(f"单位、编号不超过{_LONGEST}字。 Campaign and unit have at most {_LONGEST} letters.")
    try:
        arrived = _arrived(file, forms, sheet)
        rows, held = _judged(arrived, forms) if dry_run else _kept(file, arrived, forms, wish)
    except SheetFault as bad:
        raise signing.ended(f"{file.name}：{bad}") from bad
    except IntegrityError as bad:  # two began a file of one unit in one moment
        raise signing.ended(" ".join(REFUSED["import_overtaken"])) from bad
    except (ImportRefused, HouseError) as bad:
        raise signing.ended(" ".join(REFUSED[bad.code]) if isinstance(bad, ImportRefused) else str(bad)) from bad
    _tell(console, forms, arrived, rows, held)
    if given_back is not None:
        keep_file(given_back, arrived.form, rows, forms, with_faults=True, english=english)
        console.print(f"已写回 given back: {given_back}", soft_wrap=True)
    seconds = monotonic() - began
    kept = "未保存 nothing kept" if dry_run else f"已存入 kept: {wish.campaign} / {wish.unit}"
    if not dry_run and wish.campaign != OUTSIDE:
        console.print(
            "导入不是报送：由单位经办人报送。 Taken in is not filed: the unit's officer files it.", soft_wrap=True
        )
    console.print(f"{kept}；{len(rows)} 行 rows，{seconds:.1f} s，{len(rows) / max(seconds, 0.001):.0f} 行/秒 rows/s")


def _arrived(file: Path, forms: dict[str, LedgerForm], sheet: str) -> Arrived:
    try:
        refuse_size(file.stat().st_size)
        with _bar(None) as told:
            found = read_sheet(file.read_bytes(), forms, sheet, lambda done: told("读取 Reading", done))
    except OSError as bad:
        raise signing.ended(f"{file.name}：文件不能读取。 The file cannot be read ({bad.strerror}).") from bad
    return found


def _judged(arrived: Arrived, forms: dict[str, LedgerForm]) -> tuple[tuple[LedgerRow, ...], LedgerSummary]:
    rows = tuple(read_ledger(forms, arrived.form, arrived.rows))
    return rows, summary_of(rows)


def _kept(
    file: Path, arrived: Arrived, forms: dict[str, LedgerForm], wish: _Wish
) -> tuple[tuple[LedgerRow, ...], LedgerSummary]:
    """Keep the rows; a file that is there already, whole or in part, is gone on with."""
    now = datetime.now(UTC).replace(microsecond=0)
    asked = ImportAsked(
        wish.campaign, wish.unit, file.name, arrived.sha256, arrived.sheet, arrived.form.id, len(arrived.rows),
        wish.way, f"terminal:{getpass.getuser()}", now, wish.exception,
    )  # fmt: skip
    with joined_record() as engine:
        with engine.begin() as connection:
            _refuse_unknown(connection, wish)
            begun = begin_import(connection, asked)
            there = _documents(connection, wish) if wish.way == ADD and not begun.is_done else {}
        with _bar(len(arrived.rows)) as told:
            judged = read_ledger(forms, arrived.form, arrived.rows, lambda name: there.get(document_digest(name) or ""))
            rows = tuple(_counted(judged, told))
            if not begun.is_done:
                keep_ledger(engine, begun, asked, rows, lambda done: told("存入 Keeping", done))
        with engine.connect() as connection:
            waits = waiting_ledger(connection, wish.campaign, wish.unit)
            held = waits or unit_ledger(connection, wish.campaign, wish.unit)
    if waits is not None:
        typer.echo(
            "备好待批准：牵头单位负责人办理关闭后的增补、修改后才计入；以下为批准后的台账。"
            " Laid ready: it counts once the lead's head has approved it; below is the ledger as it will stand."
        )
    if begun.is_done:
        typer.echo("这份文件已经导入过，没有变动。 This file is there already: nothing was changed.")
    elif begun.rows_done:
        typer.echo(f"从第{begun.rows_done + 1}行续存。 Gone on after {begun.rows_done} rows kept before.")
    return rows, held or summary_of(rows)


def _refuse_unknown(connection: Connection, wish: _Wish) -> None:
    """A campaign or a unit that does not exist has no ledger."""
    own = and_(campaign_unit.c.campaign_id == wish.campaign, campaign_unit.c.id == wish.unit)
    if wish.campaign != OUTSIDE and connection.execute(select(campaign_unit.c.id).where(own)).first() is None:
        raise ImportRefused("unit_unknown")


def _documents(connection: Connection, wish: _Wish) -> dict[str, str]:
    return held_documents(connection, wish.campaign, wish.unit)


def _counted(rows: Iterator[LedgerRow], told: Told) -> Iterator[LedgerRow]:
    for at, row in enumerate(rows, 1):
        if at % 500 == 0:
            told("检查 Judging", at)
        yield row


class Told:
    """Moves the bar: what is being done, and how many rows."""

    def __init__(self, progress: Progress, total: int | None) -> None:
        """One task, renamed as the work goes on."""
        self._progress, self._task = progress, progress.add_task("读取 Reading", total=total)

    def __call__(self, what: str, done: int) -> None:
        """So many rows done of this."""
        self._progress.update(self._task, description=what, completed=done)


@contextmanager
def _bar(total: int | None) -> Iterator[Told]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield Told(progress, total)


def _tell(
    console: Console, forms: dict[str, LedgerForm], arrived: Arrived, rows: Sequence[LedgerRow], held: LedgerSummary
) -> None:
    form = arrived.form
    told = f"{len(form.columns)}栏 columns，{form.number}{form.part}《{form.printed_title}》"
    console.print(f"样式 form: {form.id}（{told}）", soft_wrap=True)
    faults = sum(len(row.faults) for row in rows)
    if faults:
        for row, fault in islice(_faults(rows), _NAMED):
            own = forms[row.form]
            place, said = column_words(own, fault), fault_words(own, fault)
            console.print(f"第{row.place}行{place[0]}：{said[0]}  [{fault.code}]", soft_wrap=True, markup=False)
            console.print(f"  row {row.place}, {place[1]}: {said[1]}", soft_wrap=True, markup=False, style="dim")
        if faults > _NAMED:
            console.print(
                f"另有 {faults - _NAMED} 项，见写回的文件（--given-back）。 {faults - _NAMED} more: --given-back."
            )
        counted = Counter(fault.code for _, fault in _faults(rows))
        console.print("  ".join(f"{code} {count}" for code, count in counted.most_common()), soft_wrap=True)
    counts = "  ".join(f"{DISPOSITIONS[name][0]} {DISPOSITIONS[name][1]}: {n}" for name, n in held.by_disposition)
    wrong = f"{held.not_in_order} 行有问题 not in order，{held.faults} 项问题 faults"
    console.print(f"台账 ledger: {held.rows} 行 rows，{wrong}；{counts}", soft_wrap=True)
    console.print(f"摘要 digest: {held.digest}", soft_wrap=True)


def _faults(rows: Sequence[LedgerRow]) -> Iterator[tuple[LedgerRow, LedgerFault]]:
    for row in rows:
        for fault in row.faults:
            yield row, fault
