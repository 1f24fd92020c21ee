"""Keep campaigns' histories: `python -m tests.cleanup.making_histories [--anew]`, from the project's root.

Each campaign file of the documentation is played on a time-skipping server, and each run of its workflow is one
file.  A campaign whose files are there is left alone: running campaigns have such histories.  `--anew` makes them
again, and is right only when a change of the workflow is meant to break with running campaigns (never, in use).
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from temporalio.client import WorkflowHistory
from temporalio.service import RPCError

from desk.places import test_server
from desk.playing_beside import staged
from desk.playing_proceeding import ProceedingPlayer, player_of, tell
from desk.playing_temporal import quiet_core
from desk.proceedingfile import file_of
from desk.served import Served
from desk.serving_campaigns import CAMPAIGNS
from models.law.lawbook import Lawbook
from models.law.reading import read_yaml
from models.tables.opening import create_all, open_engine
from tests.crash.servers import PAUSE, TRIES
from tests.workflow.making_histories import plain

HISTORIES = Path(__file__).parent / "histories"
FILES = sorted((Path(__file__).parents[2] / "docs" / "campaigns").glob("*.yaml"))


async def play_through(served: Served[Any, Any], file: Path) -> list[WorkflowHistory]:
    """A proceeding from its first event to its last, and what Temporal keeps of each run."""
    told, runs = file_of(served, read_yaml(file)), list[str]()
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{folder}/record.db")
        create_all(engine)
        async with AsyncExitStack() as stack:
            player = await player_of(stack, engine, staged(served, told, Lawbook()), test_server())
            for number, event in enumerate(told.events, start=1):
                await tell(player, (event,), first=number)
                runs += [run for run in await runs_of(player) if run not in runs]
            found = [await history_of(player, run) for run in runs]
        engine.dispose()
    return found


async def runs_of(player: ProceedingPlayer) -> list[str]:
    """The runs there are by now, the earliest first."""
    run_id, back = await _latest(player), list[str]()
    while run_id and run_id not in back:
        back.insert(0, run_id)
        began = (await history_of(player, run_id)).events[0].workflow_execution_started_event_attributes
        run_id = began.continued_execution_run_id
    return back


async def _latest(player: ProceedingPlayer) -> str:
    handle = player.client.get_workflow_handle(player.workflow_id)
    for _ in range(TRIES):
        try:
            return (await handle.describe()).run_id or ""
        except RPCError:
            await asyncio.sleep(PAUSE)
    raise AssertionError(f"{player.id} has no run")


async def history_of(player: ProceedingPlayer, run_id: str) -> WorkflowHistory:
    """What Temporal keeps of one run."""
    return await player.client.get_workflow_handle(player.workflow_id, run_id=run_id).fetch_history()


async def keep(served: Served[Any, Any], files: list[Path], folder: Path, *, anew: bool) -> None:
    """Play what has no history yet, or all of it anew."""
    folder.mkdir(exist_ok=True)  # noqa: ASYNC240 - a script of one task
    for file in files:
        kept = sorted(folder.glob(f"{file.stem}-run-*.json"))  # noqa: ASYNC240
        if kept and not anew:
            continue
        for old in kept:
            old.unlink()
        for number, history in enumerate(await play_through(served, file), start=1):
            made = folder / f"{file.stem}-run-{number}.json"
            made.write_text(plain(history), encoding="utf-8")
            sys.stdout.write(f"{made.name}: {len(history.events)} events\n")


if __name__ == "__main__":
    quiet_core()
    asyncio.run(keep(CAMPAIGNS, FILES, HISTORIES, anew="--anew" in sys.argv[1:]))
