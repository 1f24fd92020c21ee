"""An edition through real workflows: histories that replay, no text in them, both engines tell the same."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from temporalio import workflow
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer, UnsandboxedWorkflowRunner

from desk.expecting import apart
from desk.expecting_beside import differences
from desk.hiring import PROCEEDINGS, runner
from desk.places import test_server as server
from desk.playing_beside import play
from desk.playing_proceeding import play_temporal
from desk.proceedingfile import file_of
from desk.serving_editions import EDITIONS
from models.contracts.editions import EDITION_WAY, EditionStart
from models.law.lawbook import Lawbook
from models.law.reading import read_yaml
from models.tables.packing import pack
from tests.editions.making_histories import HISTORIES
from workflows.connecting import data_converter
from workflows.list_edition import ListEditionWorkflow

KEPT = sorted(HISTORIES.glob("*-run-*.json"))
WHOLE = Path(__file__).parents[2] / "docs" / "editions" / "measures-list-2026.yaml"
MOST = 100_000


@workflow.defn(name=EDITION_WAY.workflow)
class ImpatientEdition(ListEditionWorkflow):
    """The edition's workflow without its timer."""

    @workflow.init
    def __init__(self, start: EditionStart) -> None:
        super().__init__(start)

    @workflow.run
    async def run(self, start: EditionStart) -> str:  # noqa: ARG002
        await workflow.wait_condition(lambda: self._state.is_closed)
        return self._state.step


def history(file: Path) -> WorkflowHistory:
    return WorkflowHistory.from_json("kept", file.read_text(encoding="utf-8"))


def test_an_edition_has_a_history_of_each_stage() -> None:
    assert [f.stem for f in KEPT] == ["kept-lists-late-run-1", "kept-lists-late-run-2"]


@pytest.mark.parametrize("file", KEPT, ids=lambda f: f.stem)
async def test_a_kept_history_replays(file: Path) -> None:
    replayer = Replayer(workflows=list(PROCEEDINGS), workflow_runner=runner(), data_converter=data_converter())
    assert (await replayer.replay_workflow(history(file), raise_on_replay_failure=False)).replay_failure is None


async def test_a_workflow_without_its_timer_is_found_out() -> None:
    replayer = Replayer(
        workflows=[ImpatientEdition], workflow_runner=UnsandboxedWorkflowRunner(), data_converter=data_converter()
    )
    done = await replayer.replay_workflow(history(KEPT[0]), raise_on_replay_failure=False)
    assert done.replay_failure is not None


def payloads(value: Any) -> list[str]:
    """Every payload of a history as it was written."""
    if isinstance(value, dict):
        own = [base64.b64decode(value["data"]).decode()] if isinstance(value.get("data"), str) else []
        return own + [text for inner in value.values() for text in payloads(inner)]
    return [text for inner in value for text in payloads(inner)] if isinstance(value, list) else []


@pytest.mark.parametrize("file", KEPT, ids=lambda f: f.stem)
def test_no_text_leaves_the_record(file: Path) -> None:
    told = " ".join(payloads(json.loads(file.read_text(encoding="utf-8"))))
    assert "rehearsal-" in told
    for text in ("示例", "拖欠农民工工资", "人力资源", "信用中国", "部际联席会议"):
        assert text not in told


async def test_real_workflows_tell_the_same_timeline(book: Lawbook) -> None:
    told = file_of(EDITIONS, read_yaml(WHOLE))
    law, real = play(EDITIONS, told, book), await play_temporal(EDITIONS, told, book, server())
    assert differences(real) == []
    assert apart(law, real) == []
    assert real.state() == law.state()
    # The national list of today, entry by entry, with law and calendar: a run starts from far less than it may.
    start = EditionStart(law.state(), law.law, law.calendar.between(2026, 2028))
    assert len(pack(start)) < MOST
