"""Histories that were kept replay with the workflow as it is now; a changed workflow is found out."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from temporalio import workflow
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer, UnsandboxedWorkflowRunner

from desk.casefile import read_case_file
from desk.hiring import PROCEEDINGS, runner
from models.contracts.listing import WORKFLOW, CaseStart
from tests.workflow.making_histories import HISTORIES, W1
from workflows.connecting import data_converter
from workflows.listing_case import ListingCaseWorkflow

FILES = sorted(HISTORIES.glob("*.json"))


@workflow.defn(name=WORKFLOW)
class ImpatientWorkflow(ListingCaseWorkflow):
    """The case's workflow without its timer."""

    @workflow.init
    def __init__(self, start: CaseStart) -> None:
        super().__init__(start)

    @workflow.run
    async def run(self, start: CaseStart) -> str:  # noqa: ARG002
        await workflow.wait_condition(lambda: self._state.is_closed)
        return self._state.step


def history(file: Path) -> WorkflowHistory:
    return WorkflowHistory.from_json("listing/rehearsal-W1", file.read_text(encoding="utf-8"))


def test_there_is_a_history_of_every_stage() -> None:
    ends = [json.loads(file.read_text(encoding="utf-8"))["events"][-1]["eventType"] for file in FILES]
    again, done = "EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW", "EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED"
    assert ends == [again, again, done]


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
async def test_kept_history_replays(file: Path) -> None:
    replayer = Replayer(workflows=list(PROCEEDINGS), workflow_runner=runner(), data_converter=data_converter())
    result = await replayer.replay_workflow(history(file))
    assert result.replay_failure is None


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
async def test_replay_finds_a_workflow_that_was_changed(file: Path) -> None:
    replayer = Replayer(
        workflows=[ImpatientWorkflow],
        workflow_runner=UnsandboxedWorkflowRunner(),
        data_converter=data_converter(),
    )
    with pytest.raises(workflow.NondeterminismError):
        await replayer.replay_workflow(history(file))


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_kept_history_holds_nothing_personal(file: Path) -> None:
    words = "\n".join(_said(json.loads(file.read_text(encoding="utf-8"))))
    assert "statement_period" in words
    for party in read_case_file(W1).parties:
        for said in ("name", "uscc", "id_number"):
            assert said not in party or party[said] not in words


def _said(value: Any, name: str = "") -> Iterator[str]:
    """Every text of a history; payloads are opened."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _said(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _said(inner, name)
    elif isinstance(value, str):
        yield base64.b64decode(value).decode("utf-8", "replace") if name == "data" else value
