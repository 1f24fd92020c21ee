"""Make the golden history: `python -m tests.replan.making_history`, from the project's root.

One campaign over three cases; each run of its workflow is one file.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from temporalio.client import WorkflowHistory

from models.records.replans import CONFIRMED, DONE
from tests.replan.keeping import YUE, Keepers, announced
from tests.workflow.house import House, open_house
from tests.workflow.making_histories import plain

HISTORIES = Path(__file__).parent / "histories"
# A refused update carries where in the code it was refused, with this machine's paths.
_STACK = re.compile(r'"stackTrace":"(?:[^"\\]|\\.)*"')


async def runs(house: House) -> list[WorkflowHistory]:
    """The histories of every run of the campaign, the first one first."""
    found: list[WorkflowHistory] = []
    run_id: str | None = None
    while True:
        history = await house.client.get_workflow_handle("replan/2027-0000abcd", run_id=run_id).fetch_history()
        found.insert(0, history)
        before = history.events[0].workflow_execution_started_event_attributes.continued_execution_run_id
        if not before:
            return found
        run_id = before


async def play(folder: Path) -> list[WorkflowHistory]:
    """A campaign from its entry to its end; its first confirmation is refused."""
    async with open_house(folder) as house:
        keepers = Keepers.of(house, folder)
        for number in range(1, 4):
            await house.walk(f"training-{number}", 4)
        shown = await keepers.shown("2027-0000abcd", announced(house.today, free=3))
        await keepers.confirm(shown.id, shown.preview_sha256, YUE)
        assert await keepers.confirm(shown.id, shown.preview_sha256) == CONFIRMED
        assert await house.client.get_workflow_handle("replan/2027-0000abcd").result() == DONE
        return await runs(house)


async def main() -> None:
    HISTORIES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for number, history in enumerate(await play(Path(folder)), start=1):
            kept = _STACK.sub('"stackTrace":""', plain(history))
            (HISTORIES / f"campaign-run-{number}.json").write_text(kept, encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(main())
