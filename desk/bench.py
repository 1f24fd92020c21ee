"""`duecourse bench`: acts a second beside a bare workflow on the same server, and the law alone."""

from __future__ import annotations

import subprocess
import sys
from typing import Annotated

import typer

from desk.places import HOUSE


def command(
    pairs: Annotated[int, typer.Option(help="Pairs of laps, house and bare by turns.")] = 5,
    cases: Annotated[int, typer.Option(help="Cases a lap.")] = 16,
    at_once: Annotated[int, typer.Option(help="Cases under way at the same time.")] = 4,
    held: Annotated[int, typer.Option(help="Cases opened to measure the memory of one.")] = 150,
) -> None:
    """Measure acts a second beside a bare workflow, and deadlines a second; print a plain table."""
    # The bench is no room of the house: it is run from the project's root as a program of its own.
    numbers = (("--pairs", pairs), ("--cases", cases), ("--at-once", at_once), ("--held", held))
    line = [sys.executable, "-m", "bench", *(word for name, value in numbers for word in (name, str(value)))]
    raise typer.Exit(subprocess.run(line, cwd=HOUSE, check=False).returncode)
