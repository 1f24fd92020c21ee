"""`duecourse oversight month 2026-10` and `letter`: what a month comes to, each figure computed by its query."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Annotated, Any
from zipfile import BadZipFile

import typer
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine

from activities.oversight_paper import PARTS, Issue, compose_oversight
from activities.papers import print_paper
from desk import places, signing
from desk.joining import joined_record
from desk.temporal_server import HouseError
from models.law.days import law_day
from models.law.lawbook import Lawbook
from models.records.cases import MODES
from models.records.oversight import FIGURES, Notice
from models.records.papers import PaperError
from models.records.told_months import Month, month_named
from models.tables.oversight import added_since, notice_of
from portal.oversight_telling import (
    added_lines,
    basis_lines,
    figure_name,
    figures_csv,
    heading,
    in_language,
    line_name,
    says,
    workbook,
)
from portal.wording import Speech

command = typer.Typer(no_args_is_help=True, add_completion=False)
_LAST_ACT = re.compile(r"第 (\d+) 条；|the last of them act (\d+);")


@command.callback()
def _oversight() -> None:
    """Oversight (监督问责): monthly notices computed from the record."""


@command.command("month")
def month_command(
    name: Annotated[str, typer.Argument(help="A month that is over: 2026-10.")],
    unit: Annotated[str, typer.Option("--unit", help="One unit by its name; none: all.")] = "",
    mode: Annotated[str, typer.Option("--mode", help="real, training or rehearsal.")] = MODES[0],
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help="Write it here; a file there is compared.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print the figures as CSV.")] = False,
    english: Annotated[bool, typer.Option("--english", help="In English.")] = False,
) -> None:  # fmt: skip
    """Compute the notice of a month; computed again it is the same, or says what was entered since for the month."""
    month, speech = _month(name), in_language("en" if english else "zh")
    _refuse_mode(mode)
    if xlsx is not None and xlsx.suffix != ".xlsx":
        raise signing.ended(f"{xlsx.name}：须为 .xlsx。 The name must end in .xlsx.")
    with _joined() as engine:
        notice = _computed(engine, month, mode, unit)
        _print(speech, notice, as_csv=as_csv)
        if xlsx is not None:
            _keep(engine, speech, notice, xlsx)


@command.command("letter")
def letter_command(
    name: Annotated[str, typer.Argument(help="A month that is over: 2026-10.")],
    file: Annotated[Path, typer.Argument(help="The PDF to write; none is overwritten.")],
    symbol: Annotated[str, typer.Option("--symbol", help="The letter's number (文号).")] = "",
    authority: Annotated[str, typer.Option("--authority", help="Who issues the letter.")] = "",
    to: Annotated[list[str] | None, typer.Option("--to", help="To whom; none: the unit, or all units.")] = None,
    unit: Annotated[str, typer.Option("--unit", help="One unit by its name; none: all.")] = "",
    mode: Annotated[str, typer.Option("--mode", help="real, training or rehearsal.")] = MODES[0],
) -> None:
    """Print the notice of a month as an official letter; one that lacks a part is not printed."""
    month = _month(name)
    _refuse_mode(mode)
    if file.exists():
        raise signing.ended(f"{file.name} 已存在，不予覆盖。 It is there already and is not overwritten.")
    with _joined() as engine:
        notice = _computed(engine, month, mode, unit)
    issue = Issue(authority, symbol, tuple(to or ()), law_day(datetime.now(UTC)))
    try:
        paper = print_paper(compose_oversight(notice, issue), PARTS, places.fonts_folder())
    except PaperError as bad:
        raise signing.ended(f"没有印出。 Not printed: {bad}") from bad
    file.write_bytes(paper.pdf)
    typer.echo(f"已印出 printed: {file}，{paper.pages} 页 pages")


@contextmanager
def _joined() -> Iterator[Engine]:
    """The record for reading; where none is there, the command ends in a sentence."""
    try:
        with joined_record(reading=True) as engine:
            yield engine
    except HouseError as bad:
        raise signing.ended(str(bad)) from bad


def _computed(engine: Engine, month: Month, mode: str, unit: str) -> Notice:
    with engine.connect() as connection:
        return notice_of(connection, Lawbook(), month, mode, unit)


def _refuse_mode(mode: str) -> None:
    if mode not in MODES:
        raise signing.ended(f"没有这种性质：{mode}。 There is no mode {mode} (there are: {', '.join(MODES)}).")


def _month(name: str) -> Month:
    """A month that is over; another ends the command in a sentence."""
    month = month_named(name)
    if month is None:
        raise signing.ended(f"“{name}”不是月份，应写成 2026-10。 “{name}” is no month: write it like 2026-10.")
    if not month.is_over(law_day(datetime.now(UTC))):
        raise signing.ended(f"{name}尚未结束，不能通报。 {name} is not over yet: it cannot be told.")
    return month


def _print(speech: Speech, notice: Notice, *, as_csv: bool) -> None:
    if as_csv:
        typer.echo(figures_csv(speech, notice), nl=False)
        return
    typer.echo(heading(speech, notice))
    for said in basis_lines(speech, notice):
        typer.echo(said)
    table = Table(show_header=True, header_style="bold")
    for title in (speech.t("情形", "Line"), speech.t("依据", "Article"), *(figure_name(speech, of) for of in FIGURES)):
        table.add_column(title)
    for line in notice.lines:
        counted = [line.figure(of) for of in FIGURES]
        shown = [str(figure.count) if figure else "—" for figure in counted]
        table.add_row(line_name(speech, line), str(line.line.law.citation), *shown)
    for told in notice.tallies:
        table.add_row(
            says(speech, told.tally.words), told.tally.words.citation.article, str(told.figure.count), "—", "—"
        )
    Console().print(table)


def _keep(engine: Engine, speech: Speech, notice: Notice, file: Path) -> None:
    """Write the notice; a notice that is there already stays, and what differs is told."""
    made = workbook(speech, notice)
    if not file.exists():
        file.write_bytes(made)
        typer.echo(speech.t(f"已写出：{file}", f"Written: {file}"))
        return
    held = file.read_bytes()
    if held == made:
        typer.echo(speech.t(f"{file}：与原通报一致。", f"{file}: the same as the notice there."))
        return
    for said in _differs(engine, speech, notice, held):
        typer.echo(said)
    raise signing.ended(
        f"{file.name} 与案卷不一致，未改动；重新通报请另起文件名。 It differs from the record and was left as it is: "
        "write the new notice under another name."
    )


def _differs(engine: Engine, speech: Speech, notice: Notice, held: bytes) -> list[str]:
    """What makes the notice another than the one kept: figures that moved, acts entered since for the month."""
    before, last_act = _read(held)
    if before is None:
        return [speech.t("那不是本系统写出的通报。", "That is no notice written by this service.")]
    told = []
    for name, figures in _figures_of(_rows_of(workbook(speech, notice))).items():
        was = before.get(name)
        if was != figures:
            told.append(f"{name}: {'/'.join(was) if was else '—'} → {'/'.join(figures)}")
    with engine.connect() as connection:
        added = added_since(connection, notice.month, notice.mode, last_act)
    if added:
        told.append(speech.t("通报之后为该月及以前补记的：", "Entered since for the month or before it:"))
        told += [f"  {said}" for said in added_lines(speech, added)]
    else:
        told.append(
            speech.t("没有补记的行为：语言、单位、规定、帐号或者查阅登记有变化。",
                     "No act was entered since: the language, unit, law, accounts or looks are others.")
        )  # fmt: skip
    return told


def _read(held: bytes) -> tuple[Mapping[str, tuple[str, ...]] | None, int]:
    """The figures of a notice kept, and the last act it counted."""
    try:
        rows = _rows_of(held)
    except (BadZipFile, InvalidFileException, KeyError, ValueError):
        return None, 0
    said = next((found for row in rows[:4] if (found := _LAST_ACT.search(row[0]))), None)
    if said is None:
        return None, 0
    return _figures_of(rows), int(said[1] or said[2])


def _rows_of(content: bytes) -> list[tuple[str, ...]]:
    book: Any = load_workbook(BytesIO(content), read_only=True)
    return [tuple(str(cell or "") for cell in row) for row in book.worksheets[0].iter_rows(values_only=True)]


def _figures_of(rows: list[tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The figures by line: number, name, law, article, certainty, then the three figures."""
    return {row[1]: row[5:8] for row in rows if row[0].isdigit()}
