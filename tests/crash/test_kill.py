"""`kill -9` at every named point of an act: the act is in the record once, and the workflow knows it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.crash.harness import Kill, chain
from tests.widths import NIGHT

# Every point of the transaction, and the points before and after it; the acts are those that open
# the case, arm and move the timer, end a stage (a new run follows), and an ordinary one.
KILLS = (
    Kill("validated", 5),
    Kill("handler-begun", 4),
    Kill("before-transaction", 1),
    Kill("case-locked", 5),
    Kill("decided", 4),
    Kill("head-locked", 12),
    Kill("act-written", 5),
    Kill("leaf-written", 13),
    Kill("projected", 4),
    Kill("head-moved", 14),
    Kill("outcome-written", 5),
    Kill("before-commit", 12),
    Kill("after-commit", 1),
    Kill("after-commit", 4),
    Kill("errand-answering", 12),
    Kill("receipt-made", 5),
    Kill("clock:before-commit", 4),
    Kill("clock:after-commit", 4),
)
# The worker falls at every point each day; with its server at those where an act could be torn, and at all by night.
TORN = ("leaf-written", "before-commit", "after-commit", "receipt-made", "clock:after-commit")
TOGETHER = tuple(kill for kill in KILLS if NIGHT or kill.point in TORN)
FORGOTTEN = (Kill("after-commit", 5), Kill("receipt-made", 5))


@pytest.fixture(scope="module")
def worker_killed(tmp_path_factory: pytest.TempPathFactory) -> dict[Kill, list[str]]:
    return asyncio.run(chain(tmp_path_factory.mktemp("worker"), KILLS, together=False))


@pytest.fixture(scope="module")
def both_killed(tmp_path_factory: pytest.TempPathFactory) -> dict[Kill, list[str]]:
    return asyncio.run(chain(tmp_path_factory.mktemp("both"), TOGETHER, together=True))


@pytest.mark.parametrize("kill", KILLS, ids=lambda k: f"{k.point}-{k.number}")
def test_act_is_done_once_though_the_worker_is_killed(kill: Kill, worker_killed: dict[Kill, list[str]]) -> None:
    assert worker_killed[kill] == []


@pytest.mark.parametrize("kill", TOGETHER, ids=lambda k: f"{k.point}-{k.number}")
def test_act_is_done_once_though_worker_and_server_are_killed(kill: Kill, both_killed: dict[Kill, list[str]]) -> None:
    assert both_killed[kill] == []


def test_without_the_check_of_keys_the_same_harness_reports_duplicates(tmp_path: Path) -> None:
    found = asyncio.run(chain(tmp_path, FORGOTTEN, together=False, forgetful=True))
    for kill in FORGOTTEN:
        assert any(fault.startswith("done 2 times") for fault in found[kill]), found
