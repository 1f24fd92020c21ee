"""Make the golden histories: `python -m tests.workflow.making_histories`, from the project's root.

W1 is played on a time-skipping server; each run of its workflow is one file. They are made
anew only when a change of the workflow is meant to break with running cases (never, in use).
"""

from __future__ import annotations

import asyncio
import json
import re
import tempfile
from pathlib import Path

from temporalio.client import Client, WorkflowHistory
from temporalio.testing import WorkflowEnvironment

from activities.record import Record
from desk.casefile import read_case_file
from desk.hiring import hire
from desk.places import test_server
from desk.playing import Story, pinned
from desk.playing_temporal import Player
from models.contracts.listing import CaseStart, workflow_id
from models.law.lawbook import Lawbook
from models.records.cases import CaseState
from models.tables.opening import create_all, open_engine
from models.tables.receiving import Opening, open_file
from workflows.connecting import data_converter

HISTORIES = Path(__file__).parent / "histories"
W1 = Path(__file__).parents[1] / "given" / "cases" / "W1-wages-life.yaml"


async def runs_of(client: Client, case_id: str) -> list[WorkflowHistory]:
    """The histories of every run of a case, the first one first."""
    found: list[WorkflowHistory] = []
    run_id: str | None = None
    while True:
        history = await client.get_workflow_handle(workflow_id(case_id), run_id=run_id).fetch_history()
        found.insert(0, history)
        before = history.events[0].workflow_execution_started_event_attributes.continued_execution_run_id
        if not before:
            return found
        run_id = before


async def play_w1() -> list[WorkflowHistory]:
    """W1 from its first event to its last, and what Temporal keeps of it."""
    case, book = read_case_file(W1), Lawbook()
    law, calendar = pinned(book, case)
    state = CaseState("rehearsal-W1", "rehearsal")
    async with await WorkflowEnvironment.start_time_skipping(
        test_server_existing_path=str(test_server()), data_converter=data_converter()
    ) as env:
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
                for number, event in enumerate(case.events, start=1):
                    await player.move_to(event.at)
                    await player.send(number, event)
            engine.dispose()
        return await runs_of(env.client, state.case_id)


async def main() -> None:
    HISTORIES.mkdir(exist_ok=True)
    for number, history in enumerate(await play_w1(), start=1):
        (HISTORIES / f"W1-run-{number}.json").write_text(_plain(history), encoding="utf-8")


def _plain(history: WorkflowHistory) -> str:
    """One event a line, without the name of the machine that made it."""
    events = json.loads(re.sub(r'"identity": "[^"]*"', '"identity": "maker"', history.to_json()))["events"]
    lines = ",\n".join(json.dumps(event, separators=(",", ":"), sort_keys=True) for event in events)
    return f'{{"events": [\n{lines}\n]}}\n'


if __name__ == "__main__":
    asyncio.run(main())
