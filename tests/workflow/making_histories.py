"""Keep histories: `python -m tests.workflow.making_histories [--anew] [NAME…]`, from the project's root.

Enough case files are chosen that every stage and every act they tell is in a history; each is
played on a time-skipping server, and each run of its workflow is one file. A case whose files
are there is left alone: running cases have such histories. `--anew` makes them again, and is
right only when a change of the workflow is meant to break with running cases (never, in use).
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from temporalio.client import WorkflowHistory
from temporalio.service import RPCError

from activities.record import Record
from desk.casefile import ADVANCE, CaseFile, read_case_file
from desk.hiring import hire
from desk.places import test_server
from desk.playing import Story, pinned, play
from desk.playing_temporal import Player, quiet_core
from desk.time_skipping import time_skipping
from models.contracts.listing import CaseStart, workflow_id
from models.law.lawbook import Lawbook
from models.records.cases import CaseState
from models.steps.fold import apply
from models.tables.opening import create_all, open_engine
from models.tables.receiving import Opening, open_file
from tests.crash.servers import PAUSE, TRIES
from tests.replaying.making_decisions import CASES
from tests.workflow.stages import stages

HISTORIES = Path(__file__).parent / "histories"
W1 = next(file for file in CASES if file.stem == "W1-wages-life")


def told_by(case: CaseFile, book: Lawbook) -> dict[str, None]:
    """The stages and acts of a case, in the order it tells them."""
    story = play(case, book)
    state, found = story.start, dict[str, None]()
    for act in story.acts:
        state = apply(state, act)
        found |= dict.fromkeys((act.act, *stages(state)))
    return found


def chosen(cases: Iterable[CaseFile], book: Lawbook) -> list[CaseFile]:
    """W1, and then whichever case tells most that is new, until none tells anything new."""
    left = {case.name: (case, told_by(case, book)) for case in cases}
    found, seen = list[CaseFile](), dict[str, None]()
    name = "W1"
    while True:
        case, told = left.pop(name)
        found.append(case)
        seen |= told
        fresh = {n: sum(word not in seen for word in words) for n, (_, words) in left.items()}
        name = max(sorted(fresh), key=lambda n: fresh[n], default="")
        if not name or not fresh[name]:
            return found


async def play_through(case: CaseFile, book: Lawbook) -> list[WorkflowHistory]:
    """A case from its first event to its last, and what Temporal keeps of each run."""
    law, calendar = pinned(book, case)
    state = CaseState(f"rehearsal-{case.name}", "rehearsal")
    async with await time_skipping(test_server()) as env:
        with tempfile.TemporaryDirectory() as folder:
            engine = open_engine(f"sqlite:///{folder}/record.db")
            create_all(engine)
            first = case.events[0].at
            ahead = int((await env.get_current_time() - first).total_seconds())
            head = (case.authority["name"], case.authority["level"], case.authority["region"])
            with engine.begin() as connection:
                open_file(connection, Opening(state.case_id, "rehearsal", *head, law, calendar, first, ahead))
            start = CaseStart(state, law, calendar, float(ahead))
            player = Player(case, env, engine, start, env.client, Story(state))
            async with hire(env.client, Record(engine), lambda *_, **__: None):
                runs = await _runs(player)
            engine.dispose()
            return [await _history(player, run_id) for run_id in runs]


async def _runs(player: Player) -> list[str]:
    """Play it, and note every run: one that began anew names the one before, one woken does not."""
    runs: list[str] = []
    for number, event in enumerate(player.case.events, start=1):
        await player.move_to(event.at)
        if event.act != ADVANCE:
            await player.send(number, event)
        back, run_id = list[str](), await _latest(player) if player._version() else ""
        while run_id and run_id not in runs:
            back.insert(0, run_id)
            began = (await _history(player, run_id)).events[0].workflow_execution_started_event_attributes
            run_id = began.continued_execution_run_id
        runs += back
    return runs


async def _latest(player: Player) -> str:
    """The run that is alive, or was last; between two runs that server knows none for a moment."""
    handle = player.client.get_workflow_handle(workflow_id(player.case_id))
    for _ in range(TRIES):
        try:
            return (await handle.describe()).run_id or ""
        except RPCError:
            await asyncio.sleep(PAUSE)
    raise AssertionError(f"{player.case_id} has no run")


async def _history(player: Player, run_id: str) -> WorkflowHistory:
    return await player.client.get_workflow_handle(workflow_id(player.case_id), run_id=run_id).fetch_history()


async def main(names: Sequence[str], *, anew: bool) -> None:
    HISTORIES.mkdir(exist_ok=True)
    book = Lawbook()
    for case in chosen((read_case_file(file) for file in CASES), book):
        kept = sorted(HISTORIES.glob(f"{case.name}-run-*.json"))
        if (names and case.name not in names) or (kept and not anew):
            continue
        for file in kept:
            file.unlink()
        for number, history in enumerate(await play_through(case, book), start=1):
            file = HISTORIES / f"{case.name}-run-{number}.json"
            file.write_text(plain(history), encoding="utf-8")
            sys.stdout.write(f"{file.name}: {len(history.events)} events\n")


def plain(history: WorkflowHistory) -> str:
    """One event a line, without the name of the machine that made it."""
    events = json.loads(re.sub(r'"identity": "[^"]*"', '"identity": "maker"', history.to_json()))["events"]
    lines = ",\n".join(json.dumps(event, separators=(",", ":"), sort_keys=True) for event in events)
    return f'{{"events": [\n{lines}\n]}}\n'


if __name__ == "__main__":
    quiet_core()
    words = sys.argv[1:]
    asyncio.run(main([word for word in words if not word.startswith("--")], anew="--anew" in words))
