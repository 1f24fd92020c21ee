"""`duecourse watch`: what should not be found in the record; exit 1 where something is."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Annotated

import typer

from desk.joining import joined_record, lazy_temporal, leave
from desk.temporal_server import HouseError
from desk.watching import USUAL_MINUTES, Finding, Patience, look


def command(
    once: Annotated[bool, typer.Option("--once", help="Look once; else again and again until Ctrl-C.")] = False,
    late: Annotated[int, typer.Option(min=0, help="Minutes a passed deadline may stand open.")] = USUAL_MINUTES,
    unanswered: Annotated[int, typer.Option(min=0, help="Minutes a command may lie unanswered.")] = USUAL_MINUTES,
    every: Annotated[int, typer.Option(min=1, help="Seconds between two looks.")] = 60,
) -> None:
    """Name passed deadlines, cases without a workflow, unanswered commands and stopped orders; change nothing."""
    patience = Patience(timedelta(minutes=late), timedelta(minutes=unanswered))
    try:
        found = asyncio.run(_watch(patience, None if once else every))
    except HouseError as bad:
        typer.echo(f"✗ {bad}", err=True)
        leave(1)
    except KeyboardInterrupt:
        leave(0)
    leave(1 if found else 0)


async def _watch(patience: Patience, every: int | None) -> tuple[Finding, ...]:
    client = await lazy_temporal()
    with joined_record(reading=True) as engine:
        while True:
            found = await look(client, engine, patience)
            for one in found:
                typer.echo(one.line())
            if not found:
                typer.echo("✓ 没有发现 Nothing found.")
            if every is None:
                return found
            await asyncio.sleep(every)
