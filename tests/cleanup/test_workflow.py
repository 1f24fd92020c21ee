"""A campaign through real workflows: both engines alike, histories that replay, nothing personal, nothing lost."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from temporalio import workflow
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer, UnsandboxedWorkflowRunner

from activities.campaign_record import ROOM, campaign_record
from activities.verifying import verify
from desk.hiring import PROCEEDINGS, runner
from desk.places import test_server as server
from desk.playing_beside import staged
from desk.playing_proceeding import ProceedingPlayer, player_of, tell
from desk.proceedingfile import file_of
from desk.recalling_proceedings import proceeding_ids, replay_proceeding
from desk.rehearsing_beside import rehearse
from desk.serving_campaigns import CAMPAIGNS
from models.contracts.cleanup import CAMPAIGN_WAY, CampaignStart
from models.contracts.errands import RecordRequest
from models.contracts.listing import View
from models.law.lawbook import Lawbook
from models.law.reading import read_yaml
from models.records.campaigns import CampaignState
from models.records.commands import Command
from models.steps.cleanup_fields import campaign_part
from models.tables.campaigns import CAMPAIGN
from models.tables.opening import create_all, open_engine
from models.tables.packing import pack
from models.tables.proceedings import receive_in, start_of
from models.tables.receiving import Sent
from tests.cleanup.making_histories import FILES, HISTORIES
from workflows.cleanup_campaign import CleanupCampaignWorkflow
from workflows.connecting import data_converter

KEPT = sorted(HISTORIES.glob("*-run-*.json"))
BOOK = Lawbook()
TOLD = {file.stem: file_of(CAMPAIGNS, read_yaml(file)) for file in FILES}


@workflow.defn(name=CAMPAIGN_WAY.workflow)
class ImpatientCampaign(CleanupCampaignWorkflow):
    """The campaign's workflow without its timer."""

    @workflow.init
    def __init__(self, start: CampaignStart) -> None:
        super().__init__(start)

    @workflow.run
    async def run(self, start: CampaignStart) -> str:  # noqa: ARG002
        await workflow.wait_condition(lambda: self._state.is_closed)
        return self._state.step


def history(file: Path) -> WorkflowHistory:
    return WorkflowHistory.from_json("kept", file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_both_engines_tell_the_same(file: Path) -> None:
    _, found = rehearse(CAMPAIGNS, read_yaml(file), BOOK, "both")
    assert found == []


def test_each_campaign_has_a_history_of_each_stage() -> None:
    assert [f.name for f in KEPT] == [f"{stem}-run-{n}.json" for stem in TOLD for n in (1, 2)]


@pytest.mark.parametrize("file", KEPT, ids=lambda f: f.stem)
async def test_a_kept_history_replays(file: Path) -> None:
    replayer = Replayer(workflows=list(PROCEEDINGS), workflow_runner=runner(), data_converter=data_converter())
    assert (await replayer.replay_workflow(history(file), raise_on_replay_failure=False)).replay_failure is None


async def test_a_workflow_without_its_timer_is_found_out() -> None:
    replayer = Replayer(
        workflows=[ImpatientCampaign], workflow_runner=UnsandboxedWorkflowRunner(), data_converter=data_converter()
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
def test_no_name_and_no_number_leaves_the_record(file: Path) -> None:
    told = " ".join(payloads(json.loads(file.read_text(encoding="utf-8"))))
    assert any(lead in told for lead in ("fgw", "xinyongban", "fagaiwei"))
    for personal in (
        "韩某某", "蒋某某", "某某", "0358-0000000", "010-0000000", "约谈记录", "示例市交通运输局", "示交发〔2019〕12号",
    ):  # fmt: skip
        assert personal not in told


@pytest.mark.parametrize("name", TOLD)
def test_the_start_input_is_small(name: str) -> None:
    played = staged(CAMPAIGNS, TOLD[name], BOOK)
    start = CampaignStart(CampaignState("k", "rehearsal"), played.law, played.calendar.between(2021, 2023))
    assert len(pack(start)) < 100_000


@pytest.fixture
async def half_told(tmp_path: Path) -> AsyncIterator[tuple[ProceedingPlayer, Engine]]:
    """Dalian's campaign after its first ledger, with its workflow running."""
    engine = open_engine(f"sqlite:///{tmp_path}/record.db")
    create_all(engine)
    told = TOLD["dalian-2021"]
    async with AsyncExitStack() as stack:
        player = await player_of(stack, engine, staged(CAMPAIGNS, told, BOOK), server())
        await tell(player, told.events[:5])
        yield player, engine
    engine.dispose()


def in_the_record(engine: Engine, campaign_id: str) -> CampaignStart:
    with engine.connect() as connection:
        found = start_of(connection, CAMPAIGN, campaign_id)
    assert found is not None
    return found


async def test_a_workflow_behind_the_record_catches_up(half_told: tuple[ProceedingPlayer, Engine]) -> None:
    player, engine = half_told
    event = next(e for e in TOLD["dalian-2021"].events if e.act == "report_ledgers_up")
    campaign_id = player.id
    by = replace(event.by, id="xu")
    sent = Sent("beside", campaign_id, "hold_interview", by, INTERVIEW, 0, legal_at=TOLD["dalian-2021"].events[4].at)
    with engine.begin() as connection:
        receive_in(connection, CAMPAIGN, sent)
    assert sent.legal_at is not None
    command = Command(sent.key, sent.act, by, campaign_part(sent.act, INTERVIEW))
    # A record that is ahead: the act is in the log, and the workflow was never told.
    reply = campaign_record(engine).record(RecordRequest(campaign_id, 0, sent.legal_at, command))
    assert reply.refused is None
    handle = player.client.get_workflow_handle(player.workflow_id)
    before: View = await handle.query(CleanupCampaignWorkflow.view)
    await handle.signal(CleanupCampaignWorkflow.catch_up)
    await player._settled(sent.legal_at)
    after: View = await handle.query(CleanupCampaignWorkflow.view)
    assert after.version == before.version + 1
    assert await handle.query(CleanupCampaignWorkflow.state) == in_the_record(engine, campaign_id).state


INTERVIEW = {"unit": "jingfa", "on": "2021-01-28", "with": "负责人", "record": "记录"}


async def test_a_new_run_goes_on_where_the_old_one_ended(half_told: tuple[ProceedingPlayer, Engine]) -> None:
    player, engine = half_told
    handle = player.client.get_workflow_handle(player.workflow_id)
    run_id = (await handle.describe()).run_id
    await handle.signal(CleanupCampaignWorkflow.roll)
    told = TOLD["dalian-2021"]
    await tell(player, told.events[5:], first=6)
    assert (await handle.describe()).run_id != run_id
    assert in_the_record(engine, player.id).state.step == "closed"
    assert verify(engine) == []
    with engine.connect() as connection:
        assert proceeding_ids(connection, ROOM) == [player.id]
        kept, apart = replay_proceeding(connection, ROOM, player.id)
    assert len(kept.acts) == 25
    assert len(kept.denials) == 3
    assert apart == []


async def test_an_act_that_would_now_be_decided_otherwise_is_named(
    half_told: tuple[ProceedingPlayer, Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    player, engine = half_told
    monkeypatch.setattr("models.steps.cleanup_judging.UNIT_OFFICER", "nobody")
    monkeypatch.setattr("models.steps.cleanup_ledgers._named", lambda *_: [])
    with engine.connect() as connection:
        _, apart = replay_proceeding(connection, ROOM, player.id)
    assert ("enrol_unit", "facts.dues") in [(d.act, d.field) for d in apart]
