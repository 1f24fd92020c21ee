"""`duecourse remind`: one pass of the reminders; in an open house `duecourse run` makes them by itself."""

from __future__ import annotations

from datetime import UTC, datetime

import typer

from desk.joining import joined_record
from desk.reminding import Reminder, Reminding
from desk.temporal_server import HouseError
from models.law.library import lawbook
from models.law.reminding import SKIPPED
from portal.words.places import DEADLINES, POSTS


def command() -> None:
    """Tell once what is due soon and was not told yet, and print it."""
    try:
        with joined_record() as engine:
            made = Reminding(engine, lawbook()).pass_once(datetime.now(UTC))
    except HouseError as bad:
        typer.echo(f"✗ {bad}", err=True)
        raise typer.Exit(1) from bad
    told = [r for r in made if r.told != SKIPPED]
    for one in told:
        typer.echo(_line(one))
    skipped = len(made) - len(told)
    typer.echo(f"已提醒 {len(told)} 项，略过 {skipped} 项。 {len(told)} told, {skipped} skipped.")


def _line(one: Reminder) -> str:
    """A reminder in both languages: ids, kinds and days only."""
    kind, due = one.deadline.kind, one.deadline.due
    zh, en = DEADLINES.get(kind, (kind, kind))
    whom = POSTS.get(one.told, (one.told, one.told))
    return (
        f"{one.case_id}  {zh}{due}届满，提前{one.rung}个工作日提醒{whom[0]}  "
        f"{en}: last day {due}, {one.rung} working days before; told: {whom[1]}"
    )
