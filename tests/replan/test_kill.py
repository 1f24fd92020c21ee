"""A worker that dies in the middle of a campaign: its successor does every case once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from bench.road import open_on
from desk.rebuilding import rebuild
from models.records.replans import CONFIRMED, DONE
from models.tables.opening import create_all, open_engine
from tests.crash.harness import Harness
from tests.crash.servers import DevServer
from tests.replan.keeping import BOOK, Keepers, announced, walk_in_record
from tests.workflow.house import House

CASES = [f"training-{n}" for n in range(6)]
STRUCK = CASES[3]
WALKED = 4
# The server gives a killed worker's errand to another when its heartbeat has been missed.
TRIES, PAUSE = 1200, 0.1


@pytest_asyncio.fixture
async def harness(tmp_path: Path) -> AsyncIterator[Harness]:
    server = DevServer(tmp_path)
    engine = open_engine(f"sqlite:///{tmp_path / 'record.db'}")
    create_all(engine)
    for case_id in CASES:
        walk_in_record(engine, case_id, WALKED)
    made = Harness(tmp_path, server, engine, open_on(engine, [], BOOK), await server.start(), {})
    try:
        yield made
    finally:
        made.dismiss()
        server.end()
        engine.dispose()


@pytest.mark.parametrize("point", ["before-commit", "after-commit"])
async def test_worker_killed_midway_does_every_case_once(harness: Harness, tmp_path: Path, point: str) -> None:
    house = House(harness.client, harness.engine, harness.server, harness.today, [])
    keepers = Keepers.of(house, tmp_path)
    keepers.start = replace(keepers.start, batch=len(CASES))
    await harness.hire({"KILL_CASE": STRUCK, "KILL_VERSION": str(WALKED), "KILL_POINT": point})
    assert (await rebuild(harness.client, harness.engine)).started == len(CASES)
    shown = await keepers.shown("one", announced(harness.today, free=3))
    assert await keepers.confirm("one", shown.preview_sha256) == CONFIRMED
    await died(harness)
    assert keepers.replan("one").standing == CONFIRMED
    await harness.hire({})
    for _ in range(TRIES):
        if keepers.replan("one").standing == DONE:
            break
        await asyncio.sleep(PAUSE)
    effects = keepers.effects("one")
    assert {e.outcome for e in effects.values()} == {"done"}
    assert not any(e.differs for e in effects.values())
    assert all(keepers.announcements(case_id) == [f"replan:one:{case_id}"] for case_id in CASES)
    assert {d.key: d.due for d in await keepers.deadlines_held(STRUCK)} == keepers.open_deadlines(STRUCK)


async def died(harness: Harness) -> None:
    assert harness.worker is not None
    for _ in range(TRIES):
        if harness.worker.poll() is not None:
            return
        await asyncio.sleep(PAUSE)
    raise AssertionError("the worker never reached its point")
