"""Keep reviews' histories: `python -m tests.measures.making_histories [--anew]`, from the project's root.

As for campaigns: each run of a review's workflow is one file, and a review whose files are there is left alone.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

from temporalio.client import WorkflowHistory

from desk.places import test_server
from desk.playing_review_temporal import review_player, tell
from desk.playing_temporal import quiet_core
from desk.reviewfile import review_of
from models.law.lawbook import Lawbook
from models.law.reading import read_yaml
from models.tables.opening import create_all, open_engine
from tests.cleanup.making_histories import history_of, runs_of
from tests.workflow.making_histories import plain

HISTORIES = Path(__file__).parent / "histories"
_DOCS = Path(__file__).parents[2] / "docs" / "reviews"
# A measure through both stages, one found anew and refused from above, a report filed late.
FILES = [_DOCS / f"{name}.yaml" for name in ("found-anew", "incident-late", "report-late")]


async def play_through(file: Path) -> list[WorkflowHistory]:
    """A review from its first event to its last, and what Temporal keeps of each run."""
    told, runs = review_of(read_yaml(file)), list[str]()
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{folder}/record.db")
        create_all(engine)
        async with AsyncExitStack() as stack:
            player = await review_player(stack, engine, told, Lawbook(), test_server())
            for number, event in enumerate(told.events, start=1):
                await tell(player, replace(told, events=(event,)), first=number)
                runs += [run for run in await runs_of(player) if run not in runs]
            found = [await history_of(player, run) for run in runs]
        engine.dispose()
    return found


async def main(*, anew: bool) -> None:
    HISTORIES.mkdir(exist_ok=True)
    for file in FILES:
        kept = sorted(HISTORIES.glob(f"{file.stem}-run-*.json"))
        if kept and not anew:
            continue
        for old in kept:
            old.unlink()
        for number, history in enumerate(await play_through(file), start=1):
            made = HISTORIES / f"{file.stem}-run-{number}.json"
            made.write_text(plain(history), encoding="utf-8")
            sys.stdout.write(f"{made.name}: {len(history.events)} events\n")


if __name__ == "__main__":
    quiet_core()
    asyncio.run(main(anew="--anew" in sys.argv[1:]))
