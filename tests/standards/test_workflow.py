"""A standard through real workflows: the history kept replays, holds nobody's name, and fails without its timer."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from temporalio import workflow
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer, UnsandboxedWorkflowRunner

from desk.hiring import PROCEEDINGS, runner
from models.contracts.list_standards import STANDARD_WAY, StandardStart
from tests.standards.making_histories import HISTORIES
from workflows.connecting import data_converter
from workflows.list_standard import ListStandardWorkflow

KEPT = sorted(HISTORIES.glob("*-run-*.json"))


@workflow.defn(name=STANDARD_WAY.workflow)
class ImpatientStandard(ListStandardWorkflow):
    """The standard's workflow without its timer."""

    @workflow.init
    def __init__(self, start: StandardStart) -> None:
        super().__init__(start)

    @workflow.run
    async def run(self, start: StandardStart) -> str:  # noqa: ARG002
        await workflow.wait_condition(lambda: self._state.is_closed)
        return self._state.step


def history(file: Path) -> WorkflowHistory:
    return WorkflowHistory.from_json("kept", file.read_text(encoding="utf-8"))


def test_the_road_has_a_run_for_each_stage() -> None:
    assert [f.stem for f in KEPT] == [f"consulted-in-full-run-{n}" for n in (1, 2, 3)]


@pytest.mark.parametrize("file", KEPT, ids=lambda f: f.stem)
async def test_a_kept_history_replays(file: Path) -> None:
    replayer = Replayer(workflows=list(PROCEEDINGS), workflow_runner=runner(), data_converter=data_converter())
    assert (await replayer.replay_workflow(history(file), raise_on_replay_failure=False)).replay_failure is None


async def test_a_workflow_without_its_timer_is_found_out() -> None:
    replayer = Replayer(
        workflows=[ImpatientStandard], workflow_runner=UnsandboxedWorkflowRunner(), data_converter=data_converter()
    )
    done = await replayer.replay_workflow(history(KEPT[0]), raise_on_replay_failure=False)
    assert done.replay_failure is not None


def payloads(value: Any) -> list[str]:
    """Every payload of a history as it was written."""
    if isinstance(value, dict):
        own = [base64.b64decode(value["data"]).decode()] if isinstance(value.get("data"), str) else []
        return own + [text for inner in value.values() for text in payloads(inner)]
    return [text for inner in value for text in payloads(inner)] if isinstance(value, list) else []


def test_no_history_holds_who_commented_or_what_was_said() -> None:
    """Names, contacts and comments stay in the record: the clock and courier know that one came."""
    whole = "".join(text for f in KEPT for text in payloads(json.loads(f.read_text(encoding="utf-8"))))
    assert "receive_comment" in whole
    for said in ("甲某", "示例邮箱", "示例协会", "第五条的次数", "移出条件过严"):
        assert said not in whole
