"""Histories that were kept replay with the workflow as it is now; a changed workflow is found out."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from temporalio import workflow
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer, UnsandboxedWorkflowRunner

from desk.casefile import ADVANCE, CaseFile, read_case_file
from desk.hiring import PROCEEDINGS, runner
from models.contracts.listing import WORKFLOW, CaseStart
from models.steps.forms import legal_part
from tests.replaying.making_decisions import CASES
from tests.workflow.making_histories import HISTORIES
from tests.workflow.stages import STAGES, read_history, stages, standing, states
from workflows.connecting import data_converter
from workflows.listing_case import ListingCaseWorkflow

FILES = sorted(HISTORIES.glob("*-run-*.json"))
AGAIN, DONE = "EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW", "EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED"


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


async def replayed(history: WorkflowHistory) -> Exception | None:
    replayer = Replayer(workflows=list(PROCEEDINGS), workflow_runner=runner(), data_converter=data_converter())
    return (await replayer.replay_workflow(history, raise_on_replay_failure=False)).replay_failure


@cache
def stands() -> dict[str, tuple[Path, int]]:
    """For each stage a history and after how many of its events the case stands there."""
    found: dict[str, tuple[Path, int]] = {}
    for file in FILES:
        for after, state in states(read_history(file)):
            for stage in stages(state):
                found.setdefault(stage, (file, after))
    return found


def test_there_are_histories_before_and_after_a_run_began_anew() -> None:
    last, first = dict[str, str](), dict[str, str]()
    for file in FILES:
        events = json.loads(file.read_text(encoding="utf-8"))["events"]
        last[file.stem] = events[-1]["eventType"]
        first[file.stem] = next(states(read_history(file)))[1].step
    assert (last["W1-run-1"], last["W1-run-2"]) == (AGAIN, DONE)
    assert (first["W1-run-1"], first["W1-run-2"]) == ("none", "listed")
    # A case that was closed and woken: a run that begins where the other ended.
    assert first["C05-run-3"] == "removed"


@pytest.mark.parametrize("stage", STAGES)
async def test_a_case_that_stands_at_this_stage_replays(stage: str) -> None:
    assert stage in stands(), "no kept history reaches it: python -m tests.workflow.making_histories"
    file, after = stands()[stage]
    assert await replayed(standing(read_history(file), after)) is None


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
async def test_kept_history_replays(file: Path) -> None:
    assert await replayed(read_history(file)) is None


@pytest.mark.parametrize("name", ["W1-run-1", "W1-run-2", "T02-run-2", "S1-run-2"])
async def test_replay_finds_a_workflow_that_was_changed(name: str) -> None:
    replayer = Replayer(
        workflows=[ImpatientWorkflow],
        workflow_runner=UnsandboxedWorkflowRunner(),
        data_converter=data_converter(),
    )
    with pytest.raises(workflow.NondeterminismError):
        await replayer.replay_workflow(read_history(HISTORIES / f"{name}.json"))


@cache
def told() -> dict[str, CaseFile]:
    return {case.name: case for case in map(read_case_file, CASES)}


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_kept_history_holds_nothing_personal(file: Path) -> None:
    words = "\n".join(_said(json.loads(file.read_text(encoding="utf-8"))))
    assert "publication_end" in words
    case = told()[file.stem.partition("-")[0]]
    assert [word for word in personal(case) if word in words] == []


def personal(case: CaseFile) -> list[str]:
    """All that the case says and the law is not told: names, numbers, texts."""
    kept = [party.get(said) for party in case.parties for said in ("name", "uscc", "id_number")]
    for event in case.events:
        if event.act != ADVANCE:
            legal = set(_words(legal_part(event.act, event.body)))
            kept += [word for word in _words(event.body) if word not in legal]
    found = sorted({word for word in kept if word and not word.isascii()} | {w for w in kept if w and w.isalnum()})
    assert found
    return found


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner)
    elif isinstance(value, str):
        yield value


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
