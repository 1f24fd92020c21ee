"""`duecourse rebuild`: workflows of open cases, started from the record where they are missing."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import typer
from sqlalchemy import Engine, select

from desk.joining import joined_record, joined_temporal, leave
from desk.lines import BESIDE, CASES, Line
from desk.rebuilding import Rebuilt, rebuild, rebuild_proceedings
from desk.temporal_server import HouseError


@dataclass(frozen=True, slots=True)
class _Held:
    """A file as it is looked at before anything is started: its kind, and whether it may be."""

    line: Line
    version: int
    closed: bool
    rehearsal_offset: int


class RebuildRefused(HouseError):
    """A case that cannot be rebuilt, or none named."""


def command(
    cases: Annotated[list[str] | None, typer.Argument(help="Cases and proceedings, by their ids.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every open case and proceeding.")] = False,
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
        held = _held(engine, cases)
        _refuse_not_open(held, cases)
        client = await joined_temporal()
        if everything:
            done, beside = await rebuild(client, engine), await rebuild_proceedings(client, engine)
            return Rebuilt(done.started + beside.started, done.already_live + beside.already_live)
        lines = [(line, [case for case in cases if held[case].line is line]) for line in (CASES, *BESIDE)]
        each = [await rebuild(client, engine, named, line=line) for line, named in lines if named]
        return Rebuilt(sum(one.started for one in each), sum(one.already_live for one in each))


def _held(engine: Engine, names: Sequence[str]) -> dict[str, _Held]:
    """The files named, of whatever kind."""
    found: dict[str, _Held] = {}
    with engine.connect() as connection:
        for line in (CASES, *BESIDE):
            c = line.table.c
            asked = select(c.id, c.version, c.closed, c.rehearsal_offset).where(c.id.in_(names))
            for row in connection.execute(asked):
                found[row.id] = _Held(line, row.version, bool(row.closed), row.rehearsal_offset)
    return found


def _refuse_not_open(held: dict[str, _Held], cases: Sequence[str]) -> None:
    """Nothing is started where one of the files named is unknown, closed, or lives on a server of its own."""
    for case in cases:
        if case not in held:
            raise RebuildRefused(f"There is no case or proceeding {case} in the record. Nothing was started.")
        if held[case].closed:
            raise RebuildRefused(f"{case} is closed: it needs no workflow. Nothing was started.")
        if held[case].rehearsal_offset:
            raise RebuildRefused(f"The rehearsal {case} has a clock and a server of its own. Nothing was started.")
        if not held[case].version:
            raise RebuildRefused(f"The opening of {case} waits for the relay. Nothing was started.")
