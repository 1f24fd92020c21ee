"""The campaign's kept history replays with the workflow as it is now, and holds nothing personal."""

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
from models.contracts.replan import WORKFLOW, ReplanStart
from tests.replan.making_history import HISTORIES
from workflows.connecting import data_converter
from workflows.replan_campaign import ReplanCampaignWorkflow

FILES = sorted(HISTORIES.glob("*.json"))


@workflow.defn(name=WORKFLOW)
class HastyWorkflow(ReplanCampaignWorkflow):
    """The campaign without its preview and its second person."""

    @workflow.init
    def __init__(self, start: ReplanStart) -> None:
        super().__init__(start)

    @workflow.run
    async def run(self, start: ReplanStart) -> str:
        await self._carry_out(start)
        return self._standing()


def history(file: Path) -> WorkflowHistory:
    return WorkflowHistory.from_json("replan/2027-0000abcd", file.read_text(encoding="utf-8"))


def test_there_is_a_history_of_the_beginning_and_of_the_end() -> None:
    ends = [json.loads(file.read_text(encoding="utf-8"))["events"][-1]["eventType"] for file in FILES]
    assert ends[0] == "EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW"
    assert ends[-1] == "EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED"


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
async def test_kept_history_replays(file: Path) -> None:
    replayer = Replayer(workflows=list(PROCEEDINGS), workflow_runner=runner(), data_converter=data_converter())
    assert (await replayer.replay_workflow(history(file))).replay_failure is None


@pytest.mark.filterwarnings("ignore:.*TMPRL1102")
@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
async def test_replay_finds_a_workflow_that_was_changed(file: Path) -> None:
    replayer = Replayer(
        workflows=[HastyWorkflow],
        workflow_runner=UnsandboxedWorkflowRunner(),
        data_converter=data_converter(),
    )
    with pytest.raises(workflow.NondeterminismError):
        await replayer.replay_workflow(history(file))


def test_histories_name_no_party() -> None:
    words = "\n".join(_opened(json.loads(file.read_text(encoding="utf-8"))) for file in FILES)
    assert "演练用放假安排一" in words
    for said in ("示例甲建筑劳务有限公司", "张示例", "91140100MA0TE5T16X", "14010019800101001X"):
        assert said not in words


def _opened(value: Any, name: str = "") -> str:
    """Every text of a history; payloads are opened."""
    if isinstance(value, dict):
        return "\n".join(_opened(inner, key) for key, inner in value.items())
    if isinstance(value, list):
        return "\n".join(_opened(inner, name) for inner in value)
    if isinstance(value, str):
        return base64.b64decode(value).decode("utf-8", "replace") if name == "data" else value
    return ""
