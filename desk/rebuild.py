"""`duecourse rebuild`: workflows of open cases, started from the record where they are missing."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Annotated

import typer
from sqlalchemy import Engine, select

from desk.joining import joined_record, joined_temporal, leave
from desk.rebuilding import Rebuilt, rebuild, rebuild_proceedings
from desk.temporal_server import HouseError
from models.tables.schema import case_file


class RebuildRefused(HouseError):
    """A case that cannot be rebuilt, or none named."""


def command(
    cases: Annotated[list[str] | None, typer.Argument(help="The cases, by their ids.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every open case.")] = False,
) -> None:
    """Bring workflows back from the record; a case that has its workflow keeps it."""
    try:
        done = asyncio.run(_rebuild(cases or [], everything))
    except HouseError as bad:
        typer.echo(f"✗ {bad}", err=True)
        leave(1)
    typer.echo(
        f"已重建 {done.started} 件，{done.already_live} 件已有流程。 "
        f"{done.started} rebuilt, {done.already_live} had their workflow."
    )
    leave(0)


async def _rebuild(cases: Sequence[str], everything: bool) -> Rebuilt:
    if everything is bool(cases):
        raise RebuildRefused("Name the cases to rebuild, or say --all for every open case.")
    with joined_record() as engine:
        _refuse_not_open(engine, cases)
        client = await joined_temporal()
        done = await rebuild(client, engine, None if everything else cases)
        beside = (await rebuild_proceedings(client, engine)).started if everything else 0
        return Rebuilt(done.started + beside, done.already_live)


def _refuse_not_open(engine: Engine, cases: Sequence[str]) -> None:
    """Nothing is started where one of the cases named is unknown, closed, or lives on a server of its own."""
    c = case_file.c
    found = select(c.id, c.version, c.closed, c.rehearsal_offset).where(c.id.in_(cases))
    with engine.connect() as connection:
        held = {row.id: row for row in connection.execute(found)}
    for case in cases:
        if case not in held:
            raise RebuildRefused(f"There is no case {case} in the record. Nothing was started.")
        if held[case].closed:
            raise RebuildRefused(f"The case {case} is closed: it needs no workflow. Nothing was started.")
        if held[case].rehearsal_offset:
            raise RebuildRefused(f"The rehearsal {case} has a clock and a server of its own. Nothing was started.")
        if not held[case].version:
            raise RebuildRefused(f"The opening of {case} waits for the relay. Nothing was started.")
