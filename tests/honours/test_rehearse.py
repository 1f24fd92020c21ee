"""Files of honours end as they expect, by the law alone and by real workflows, and both tell the same."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer

from desk.expecting import apart
from desk.expecting_beside import differences
from desk.hiring import PROCEEDINGS, runner
from desk.places import test_server as server_script
from desk.playing_beside import play, staged
from desk.playing_proceeding import play_temporal
from desk.proceedingfile import file_of
from desk.served import ProceedingFile
from desk.serving_honours import HONOURS
from models.contracts.honours import HonourStart
from models.law.lawbook import Lawbook
from models.law.reading import read_yaml
from models.records.honours import HonourState
from models.tables.packing import pack
from tests.honours.making_histories import HISTORIES
from workflows.connecting import data_converter

FILES = sorted((Path(__file__).parents[2] / "docs" / "honours").glob("*.yaml"))
# To the exit by the record's hand; every file is played so by `duecourse rehearse --engine both`.
THROUGH_TEMPORAL = [f for f in FILES if f.stem == "listed-here"]
KEPT = sorted(HISTORIES.glob("*-run-*.json"))


def read(file: Path) -> ProceedingFile:
    return file_of(HONOURS, read_yaml(file))


def test_there_is_a_file_for_every_exit() -> None:
    exits = {str(read(f).expect.get("way", "")) for f in FILES} - {""}
    assert exits == {"error", "listed", "misuse", "expired", "standard"}


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_a_file_ends_as_expected_by_the_law_alone(file: Path, book: Lawbook) -> None:
    assert differences(play(HONOURS, read(file), book)) == []


@pytest.mark.parametrize("file", THROUGH_TEMPORAL, ids=lambda f: f.stem)
async def test_real_workflows_tell_the_same_timeline(file: Path, book: Lawbook) -> None:
    told = read(file)
    law, real = play(HONOURS, told, book), await play_temporal(HONOURS, told, book, server_script())
    assert differences(real) == []
    assert apart(law, real) == []
    assert real.state() == law.state()


def test_both_stages_of_an_honour_have_a_history() -> None:
    assert [f.stem for f in KEPT] == ["expired-run-1", "expired-run-2"]


def kept(file: Path) -> WorkflowHistory:
    return WorkflowHistory.from_json("kept", file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", KEPT, ids=lambda f: f.stem)
async def test_a_kept_history_replays(file: Path) -> None:
    history = kept(file)
    replayer = Replayer(workflows=list(PROCEEDINGS), workflow_runner=runner(), data_converter=data_converter())
    assert (await replayer.replay_workflow(history, raise_on_replay_failure=False)).replay_failure is None


def payloads(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [base64.b64decode(value["data"]).decode()] if isinstance(value.get("data"), str) else []
        return own + [text for inner in value.values() for text in payloads(inner)]
    return [text for inner in value for text in payloads(inner)] if isinstance(value, list) else []


@pytest.mark.parametrize("file", KEPT, ids=lambda f: f.stem)
def test_no_name_and_no_number_leaves_the_record(file: Path) -> None:
    told = " ".join(payloads(json.loads(file.read_text(encoding="utf-8"))))
    assert "rehearsal-" in told
    for text in ("示例面粉厂", "91140100MA0TE6014B", "三年抽检合格", "邮寄回执"):
        assert text not in told


def test_the_start_input_is_small(book: Lawbook) -> None:
    played = staged(HONOURS, read(FILES[0]), book)
    start = HonourStart(HonourState("h", "rehearsal"), played.law, played.calendar.between(2026, 2028))
    assert len(pack(start)) < 100_000
