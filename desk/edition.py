"""`duecourse edition show`, `file`, `check`: an edition, the law file it becomes, and whether the files hold it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Connection, Engine, select

from desk.joining import joined_record
from desk.temporal_server import HouseError
from models.law.days import law_day
from models.law.edition_content import content_of, differences, digest_of
from models.law.library import lawbook
from models.law.reading import LawError, LawMissing
from models.records.list_editions import EditionState
from models.tables.edition_effects import kept
from models.tables.edition_schema import list_edition
from models.tables.edition_texts import EditionTexts, edition_texts, file_of
from models.tables.packing import unpack
from portal.words.editions import CHOICES, STEPS

command = typer.Typer(no_args_is_help=True, add_completion=False)
_Id = Annotated[str, typer.Argument(metavar="ID", help="The edition's id.")]


@command.callback()
def _edition() -> None:
    """Editions of the catalogue and the list of measures (目录、清单的编制)."""


@command.command("show")
def show_command(edition_id: _Id) -> None:
    """Tell where an edition stands, what differs from the one before, and whom it touches."""
    with _found(edition_id) as (connection, state, texts, _):
        typer.echo(f"{edition_id}  {texts.opening.get('title', '')}  {' '.join(STEPS.get(state.step, (state.step,)))}")
        typer.echo(f"内容摘要 digest {state.text or state.digest()}")
        for line in _changes(texts):
            typer.echo(line)
        sheet = kept(connection, edition_id, state.effect) if state.effect else None
        if sheet is None:
            typer.echo("没有影响表。 No effect sheet: it is made when the edition is laid before the approving body.")
            return
        touched = len({turn.case_id for turn in sheet.cases})
        all_of = sheet.looked_at
        typer.echo(f"{all_of} 件在办案件中 {touched} 件受影响 of {all_of} open cases {touched} are touched")
        for turn in sheet.cases:
            typer.echo(f"    {turn.case_id}  {turn.regime}  {turn.what} {turn.id}: {turn.turns} ({turn.missing})")


@command.command("file")
def file_command(
    edition_id: _Id,
    to: Annotated[Path | None, typer.Option("--to", help="Write it here; never into the law files themselves.")] = None,
) -> None:
    """Give out the law file the edition becomes; a person enters it into regimes/ and commits it."""
    with _found(edition_id) as (_, state, texts, issuer):
        text = file_of(state, texts, str(texts.opening.get("lead") or issuer), _today())
    if to is None:
        typer.echo(text, nl=False)
        return
    if to.exists() or lawbook().root in (to.resolve(), *to.resolve().parents):
        raise _refused(f"{to} 已有，或者是法规文件夹。 {to} is there already, or lies among the law files.")
    to.write_text(text, encoding="utf-8")
    typer.echo(f"✓ {to}")


@command.command("check")
def check_command(edition_id: _Id) -> None:
    """Compare the law files with what was published: exit 0 where they agree entry by entry, 1 where not."""
    with _found(edition_id) as (_, state, texts, __):
        if state.in_force_on is None:
            raise _refused("还没有公布。 It is not published yet.")
        try:
            held = lawbook().instrument(state.instrument, state.in_force_on)
        except LawError as bad:
            raise _refused(f"法规文件中没有。 The law files do not hold it. {bad}") from bad
    found = content_of(state.of, held.place)
    if held.in_force_on == state.in_force_on and digest_of(found) == state.text:
        typer.echo(f"✓ {held.place.file.name}: 逐条一致 agrees entry by entry, {state.text}")
        typer.echo("在办案件 open cases: duecourse law announce")
        return
    typer.echo(f"✗ {state.instrument} {held.in_force_on}: {digest_of(found)} ≠ {state.text}")
    for turn in differences(texts.after, found):
        typer.echo(f"    {turn[1]} {turn[0]}")
    raise typer.Exit(1)


def _changes(texts: EditionTexts) -> Iterator[str]:
    for key, how, _, now in texts.changes:
        words = " ".join(CHOICES["change"][how])
        said = now.get("zh") or (now.get("content") or {}).get("zh") or ""
        yield f"    {words}  {key}  {said}"


@contextmanager
def _found(edition_id: str) -> Iterator[tuple[Connection, EditionState, EditionTexts, str]]:
    try:
        with joined_record(reading=True) as engine:
            yield from _read(engine, edition_id)
    except (HouseError, LawMissing) as bad:
        raise _refused(str(bad)) from bad


def _read(engine: Engine, edition_id: str) -> Iterator[tuple[Connection, EditionState, EditionTexts, str]]:
    c = list_edition.c
    with engine.connect() as connection:
        row = connection.execute(select(c.state, c.version, c.authority).where(c.id == edition_id)).first()
        if row is None or not row.version:
            raise _refused(f"没有这一版：{edition_id} There is no edition {edition_id}.")
        state = unpack(EditionState, row.state)
        yield connection, state, edition_texts(connection, state), row.authority


def _refused(said: str) -> typer.Exit:
    typer.echo(f"✗ {said}", err=True)
    return typer.Exit(2)


def _today() -> date:
    return law_day(datetime.now(UTC))
