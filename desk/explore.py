"""`duecourse explore`: every act by every role in every reachable state, with the production `decide`."""

from __future__ import annotations

import time
from typing import Annotated

import typer

from desk.exploring.exploration import explore_all, laws_of, whole
from desk.exploring.reporting import lines
from desk.exploring.worlds import DEEP, TESTED
from desk.exploring_beside.exploration import review_walks
from desk.exploring_cleanup.exploration import campaign_walks


def command(
    states: Annotated[int, typer.Option(help="End each walk after so many states (0: when nothing is left).")] = 0,
    processes: Annotated[int, typer.Option(help="How many walks go at once.")] = 2,
    *,
    deep: Annotated[bool, typer.Option("--deep", help="Also the wide worlds that are walked at night.")] = False,
    cleanup: Annotated[bool, typer.Option("--cleanup", help="The clean-up campaign instead of cases.")] = False,
    reviews: Annotated[bool, typer.Option("--reviews", help="The review of measures instead of cases.")] = False,
) -> None:
    """Try every act by every role in every reachable state, and hold each answer to the invariants."""
    began = time.perf_counter()
    if cleanup or reviews:
        walks_beside = [*(campaign_walks(states) if cleanup else ()), *(review_walks(states) if reviews else ())]
        for line, _ in walks_beside:
            print(line)
        if any(is_broken for _, is_broken in walks_beside):
            raise typer.Exit(1)
        return
    worlds = (*DEEP, *TESTED) if deep else TESTED
    walks = explore_all(worlds, states, processes)
    found = whole(walks, laws_of(worlds))
    for line in lines(walks, found, time.perf_counter() - began):
        print(line)
    if found.broken:
        raise typer.Exit(1)
