"""`duecourse explore`: every act by every role in every reachable state, with the production `decide`."""

from __future__ import annotations

import time
from typing import Annotated

import typer

from desk.exploring.exploration import explore_all, laws_of, whole
from desk.exploring.reporting import lines
from desk.exploring.worlds import DEEP, TESTED
from desk.exploring_beside.exploration import WORLDS, walks


def command(
    states: Annotated[int, typer.Option(help="End each walk after so many states (0: when nothing is left).")] = 0,
    processes: Annotated[int, typer.Option(help="How many walks go at once.")] = 2,
    *,
    deep: Annotated[bool, typer.Option("--deep", help="Also the wide worlds that are walked at night.")] = False,
    of: Annotated[list[str] | None, typer.Option("--of", help="Other proceedings instead of cases, by name.")] = None,
    cleanup: Annotated[bool, typer.Option("--cleanup", help="The same as --of campaign.")] = False,
    reviews: Annotated[bool, typer.Option("--reviews", help="The same as --of review.")] = False,
) -> None:
    """Try every act by every role in every reachable state, and hold each answer to the invariants."""
    began = time.perf_counter()
    kinds = [*(of or ()), *(["campaign"] if cleanup else ()), *(["review"] if reviews else ())]
    if kinds:
        _beside(kinds, states)
        return
    worlds = (*DEEP, *TESTED) if deep else TESTED
    walked = explore_all(worlds, states, processes)
    found = whole(walked, laws_of(worlds))
    for line in lines(walked, found, time.perf_counter() - began):
        print(line)
    if found.broken:
        raise typer.Exit(1)


def _beside(kinds: list[str], states: int) -> None:
    unknown = [kind for kind in kinds if kind not in WORLDS]
    if unknown:
        typer.echo(f"✗ “{unknown[0]}” is no kind of proceeding; those that are: {', '.join(WORLDS)}", err=True)
        raise typer.Exit(2)
    told = [one for kind in kinds for one in walks(kind, states)]
    for line, _ in told:
        print(line)
    if any(is_broken for _, is_broken in told):
        raise typer.Exit(1)
