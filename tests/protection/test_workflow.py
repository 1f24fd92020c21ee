"""Protection through real workflows: histories that replay, nothing personal in them, the same decided again."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer

from desk.hiring import PROCEEDINGS, runner
from desk.playing_beside import staged
from desk.proceedingfile import file_of
from desk.recalling_proceedings import proceeding_ids, replay_proceeding
from desk.serving_protections import PROTECTIONS
from models.contracts.protection import ProtectionStart
from models.law.reading import read_yaml
from models.records.protection import ProtectionState
from models.steps import consents
from models.steps.judging import No
from models.tables.packing import pack
from tests.protection.making_histories import FILES, HISTORIES
from tests.protection.protection_house import record_of
from tests.record.house import BOOK
from workflows.connecting import data_converter

KEPT = sorted(HISTORIES.glob("*-run-*.json"))


def test_a_leak_opened_again_and_a_consent_given_have_a_history_of_each_run() -> None:
    assert [f.stem for f in KEPT] == [
        "consent-withdrawn-run-1", "consent-withdrawn-run-2",
        "leak-waived-then-ordered-run-1", "leak-waived-then-ordered-run-2",
    ]  # fmt: skip


def history(file: Path) -> WorkflowHistory:
    return WorkflowHistory.from_json("kept", file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", KEPT, ids=lambda f: f.stem)
async def test_a_kept_history_replays(file: Path) -> None:
    replayer = Replayer(workflows=list(PROCEEDINGS), workflow_runner=runner(), data_converter=data_converter())
    assert (await replayer.replay_workflow(history(file), raise_on_replay_failure=False)).replay_failure is None


def payloads(value: Any) -> list[str]:
    """Every payload of a history as it was written."""
    if isinstance(value, dict):
        own = [base64.b64decode(value["data"]).decode()] if isinstance(value.get("data"), str) else []
        return own + [text for inner in value.values() for text in payloads(inner)]
    return [text for inner in value for text in payloads(inner)] if isinstance(value, list) else []


@pytest.mark.parametrize("file", KEPT, ids=lambda f: f.stem)
def test_no_name_and_no_text_leaves_the_record(file: Path) -> None:
    told = " ".join(payloads(json.loads(file.read_text(encoding="utf-8"))))
    assert "rehearsal-" in told
    for text in ("示例", "陈某某", "奖学金评选", "母亲签名", "备份硬盘", "身份信息", "加密记录"):
        assert text not in told


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_the_start_input_is_small(file: Path) -> None:
    played = staged(PROTECTIONS, file_of(PROTECTIONS, read_yaml(file)), BOOK)
    start = ProtectionStart(ProtectionState("p", "rehearsal"), played.law, played.calendar.between(2025, 2027))
    assert len(pack(start)) < 100_000


def test_the_record_is_decided_the_same_again_and_says_where_it_would_not_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, house = record_of(tmp_path, "consent-withdrawn")
    with engine.connect() as connection:
        assert proceeding_ids(connection, PROTECTIONS.room) == [house.id]
        kept, differences = replay_proceeding(connection, PROTECTIONS.room, house.id)
        assert (len(kept.acts), len(kept.denials), differences) == (5, 5, [])
        # By another rule, that no consent may be asked for, the same record shows where.
        monkeypatch.setattr(consents, "_refuse_scope", lambda _: No("outside_catalogue", "x"))
        _, differences = replay_proceeding(connection, PROTECTIONS.room, house.id)
    assert [d.act for d in differences] == ["ask_consent"]
