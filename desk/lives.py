"""`duecourse lives`: random lives of cases in which everything may fail at any step, and nothing may be lost."""

from __future__ import annotations

import random
import time
from typing import Annotated

import typer

from desk.living.reporting import Tally, lines, lives, story

_SAID_EVERY = 1000
_MOST_VIOLATED = 20
_SEEDS = 10**6


def command(
    number: Annotated[int, typer.Option("--lives", help="How many lives.")] = 20_000,
    seed: Annotated[int | None, typer.Option(help="The lot; without one it is drawn, and printed.")] = None,
    only: Annotated[int | None, typer.Option(help="Live this one life only, and tell it.")] = None,
) -> None:
    """Live random lives with faults at every step, the production workflow and record in them."""
    chosen = random.SystemRandom().randrange(_SEEDS) if seed is None else seed
    print(f"seed {chosen}", flush=True)
    began = time.perf_counter()
    tally = Tally(chosen)
    for lived in lives(chosen, range(number) if only is None else (only,), tally):
        if only is not None:
            print("\n".join(story(chosen, lived)))
        elif lived.broken:
            print(f"life {lived.number}: {lived.broken[0].rule}: {lived.broken[0].what}", flush=True)
        if tally.lives % _SAID_EVERY == 0:
            print(f"{tally.lives} lives, {len(tally.violated)} with violations", flush=True)
        if len(tally.violated) >= _MOST_VIOLATED:
            break
    for line in lines(tally, time.perf_counter() - began):
        print(line)
    if tally.violated:
        raise typer.Exit(1)
