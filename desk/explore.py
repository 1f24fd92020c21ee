"""`duecourse explore`: every act by every role in every reachable state, with the production `decide`."""

from __future__ import annotations

import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor
from typing import Annotated

import typer

from desk.exploring.people import WORLDS, World
from desk.exploring.reporting import Explored, lines, whole
from desk.exploring.trying import FIRST_DAY
from desk.exploring.walking import Walk
from models.law.lawbook import Lawbook

REGIME = "mohrss-wages"


def explore(world: World, cap: int = 0, *, thorough: bool = False) -> Explored:
    """Walk one world to its end, or to the cap."""
    book = Lawbook()
    began = time.perf_counter()
    found = Walk(world, book.law(REGIME, FIRST_DAY), book.calendar(), cap=cap, thorough=thorough).run()
    return Explored(world.name, found, time.perf_counter() - began)


def command(
    states: Annotated[int, typer.Option(help="End each walk after so many states (0: when nothing is left).")] = 0,
    processes: Annotated[int, typer.Option(help="How many walks go at once.")] = 2,
) -> None:
    """Try every act by every role in every reachable state, and hold each answer to the invariants."""
    began = time.perf_counter()
    ordered = sorted(WORLDS, key=lambda w: -len(w.parties))
    with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn")) as pool:
        walks = list(pool.map(explore, ordered, [states] * len(ordered)))
    found = whole(walks, Lawbook().law(REGIME, FIRST_DAY))
    for line in lines(walks, found, time.perf_counter() - began):
        print(line)
    if found.broken:
        raise typer.Exit(1)
