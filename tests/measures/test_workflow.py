"""A review through real workflows: histories that replay, nothing personal, nothing lost, decided the same again."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from temporalio import workflow
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer, UnsandboxedWorkflowRunner

from activities.proceeding_record import ProceedingRecord
from activities.rooms import REVIEWS as ROOM
from activities.verifying import verify
from desk.hiring import PROCEEDINGS, runner
from desk.places import test_server as server
from desk.playing_beside import staged
from desk.playing_proceeding import ProceedingPlayer, player_of, tell
from desk.proceedingfile import file_of
from desk.recalling_proceedings import proceeding_ids, replay_proceeding
from desk.serving_reviews import REVIEWS
from models.contracts.errands import RecordRequest
from models.contracts.listing import View
from models.contracts.reviews import REVIEW_WAY, ReviewStart
from models.law.lawbook import Lawbook
from models.law.reading import read_yaml
from models.records.commands import Actor, Command
from models.records.measure_reviews import ReviewState
from models.steps import measure_consents
from models.steps.judging import No
from models.steps.measure_fields import review_part
from models.tables.measure_reviews import REVIEW
from models.tables.opening import create_all, open_engine
from models.tables.packing import pack
from models.tables.proceedings import receive_in, start_of
from models.tables.receiving import Sent
from tests.measures.making_histories import FILES, HISTORIES
from workflows.connecting import data_converter
from workflows.measure_review import MeasureReviewWorkflow

KEPT = sorted(HISTORIES.glob("*-run-*.json"))
BOOK = Lawbook()
TOLD = {file.stem: file_of(REVIEWS, read_yaml(file)) for file in FILES}
LATE = TOLD["incident-late"]


@workflow.defn(name=REVIEW_WAY.workflow)
class ImpatientReview(MeasureReviewWorkflow):
    """The review's workflow without its timer."""

    @workflow.init
    def __init__(self, start: ReviewStart) -> None:
        super().__init__(start)

    @workflow.run
    async def run(self, start: ReviewStart) -> str:  # noqa: ARG002
        await workflow.wait_condition(lambda: self._state.is_closed)
        return self._state.step


def history(file: Path) -> WorkflowHistory:
    return WorkflowHistory.from_json("kept", file.read_text(encoding="utf-8"))


def test_a_measure_has_a_history_of_each_stage() -> None:
    assert [f.stem for f in KEPT] == [
        "found-anew-run-1", "incident-late-run-1", "incident-late-run-2", "report-late-run-1",
    ]  # fmt: skip


@pytest.mark.parametrize("file", KEPT, ids=lambda f: f.stem)
async def test_a_kept_history_replays(file: Path) -> None:
    replayer = Replayer(workflows=list(PROCEEDINGS), workflow_runner=runner(), data_converter=data_converter())
    assert (await replayer.replay_workflow(history(file), raise_on_replay_failure=False)).replay_failure is None


async def test_a_workflow_without_its_timer_is_found_out() -> None:
    replayer = Replayer(
        workflows=[ImpatientReview], workflow_runner=UnsandboxedWorkflowRunner(), data_converter=data_converter()
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
def test_no_text_and_no_number_leaves_the_record(file: Path) -> None:
    told = " ".join(payloads(json.loads(file.read_text(encoding="utf-8"))))
    assert "rehearsal-" in told
    for text in ("示例", "群众来信", "与子女入学", "条例第十条", "电子邮件", "工作开展情况"):
        assert text not in told


@pytest.mark.parametrize("name", TOLD)
def test_the_start_input_is_small(name: str) -> None:
    played = staged(REVIEWS, TOLD[name], BOOK)
    start = ReviewStart(ReviewState("r", "rehearsal"), played.law, played.calendar.between(2022, 2024))
    assert len(pack(start)) < 100_000


@pytest.fixture
async def issued(tmp_path: Path) -> AsyncIterator[tuple[ProceedingPlayer, Engine]]:
    """A measure just issued, with its workflow running."""
    engine = open_engine(f"sqlite:///{tmp_path}/record.db")
    create_all(engine)
    async with AsyncExitStack() as stack:
        player = await player_of(stack, engine, staged(REVIEWS, LATE, BOOK), server())
        await tell(player, LATE.events[:4])
        yield player, engine
    engine.dispose()


def in_the_record(engine: Engine, review_id: str) -> ReviewState:
    with engine.connect() as connection:
        found = start_of(connection, REVIEW, review_id)
    assert found is not None
    return found.state


async def test_a_workflow_behind_the_record_catches_up(issued: tuple[ProceedingPlayer, Engine]) -> None:
    player, engine = issued
    review_id, at = player.id, LATE.events[3].at
    body = {"incident": "beside", "on": "2022-11-07", "source": "网", "description": "报道"}
    by = Actor("fang", ("commission-officer",))
    with engine.begin() as connection:
        receive_in(connection, REVIEW, Sent("beside", review_id, "record_incident", by, body, 0, legal_at=at))
    command = Command("beside", "record_incident", by, review_part("record_incident", body))
    # A record that is ahead: the act is in the log, and the workflow was never told.
    reply = ProceedingRecord(engine, ROOM).record(RecordRequest(review_id, 0, at, command))
    assert reply.refused is None
    handle = player.client.get_workflow_handle(player.workflow_id)
    before: View = await handle.query(MeasureReviewWorkflow.view)
    await handle.signal(MeasureReviewWorkflow.catch_up)
    await player._settled(at)
    after: View = await handle.query(MeasureReviewWorkflow.view)
    assert (before.earliest, after.earliest[0]) == ((), "incident_answer")
    assert await handle.query(MeasureReviewWorkflow.state) == in_the_record(engine, review_id)


async def test_issued_it_goes_on_in_a_new_run_to_its_end_and_is_decided_the_same_again(
    issued: tuple[ProceedingPlayer, Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    player, engine = issued
    await tell(player, LATE.events[4:], first=5)
    assert in_the_record(engine, player.id).step == "ended"
    assert verify(engine) == []
    with engine.connect() as connection:
        assert proceeding_ids(connection, ROOM) == [player.id]
        kept, differences = replay_proceeding(connection, ROOM, player.id)
        assert (len(kept.acts), len(kept.denials), differences) == (11, 2, [])
        # Judged by another rule the same record shows where: nobody may consent any more.
        monkeypatch.setattr(measure_consents, "_refuse_basis", lambda *_: No("basis_missing", "x"))
        _, differences = replay_proceeding(connection, ROOM, player.id)
    assert [d.act for d in differences] == ["consent_measure"]
