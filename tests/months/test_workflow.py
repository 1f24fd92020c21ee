"""A month through real workflows: histories that replay, no text in them, and a start input that stays small."""

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
from desk.serving_months import MONTHS
from models.contracts.months import MonthStart
from models.law.lawbook import Lawbook
from models.law.reading import read_yaml
from models.records.oversight_months import Addressee, MonthState
from models.tables.packing import pack
from tests.months.making_histories import FILES, HISTORIES
from workflows.connecting import data_converter

KEPT = sorted(HISTORIES.glob("*-run-*.json"))
# A province's notice at its worst: every unit named under several lines.
_UNITS = 300


def history(file: Path) -> WorkflowHistory:
    return WorkflowHistory.from_json("kept", file.read_text(encoding="utf-8"))


def test_a_month_has_a_history_of_each_stage() -> None:
    assert [f.stem for f in KEPT] == ["luliang-2021-01-run-1", "luliang-2021-01-run-2"]


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
def test_no_text_leaves_the_record(file: Path) -> None:
    """Units by their names, and nothing that was written by hand."""
    told = " ".join(payloads(json.loads(file.read_text(encoding="utf-8"))))
    assert "rehearsal-" in told
    for text in ("口头报送", "仅迟一个工作日", "分管负责同志", "SELECT"):
        assert text not in told


def test_the_start_input_is_small(book: Lawbook) -> None:
    played = staged(MONTHS, file_of(MONTHS, read_yaml(FILES[0])), book)
    lines = ("no-ledger", "missed-date", "restoration-late")
    units = tuple(Addressee(f"u{n}", f"示例市示例区第{n}号单位", lines) for n in range(_UNITS))
    state = MonthState("m", "rehearsal", units=units)
    assert len(pack(MonthStart(state, played.law, played.calendar.between(2021, 2023)))) < 100_000
