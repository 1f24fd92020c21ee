"""`duecourse run`: opens, refuses in one sentence, comes back, closes, and opens again on the same data."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from activities.record import Record
from desk import places
from desk.temporal_server import free_row
from models.contracts.listing import workflow_id
from models.law.days import law_day
from models.law.reminding import rung_day
from models.tables.opening import open_engine
from tests.rebuilding.scenes import BOOK, WAGES, Told, walk
from workflows.connecting import connect
from workflows.listing_case import ListingCaseWorkflow

HOUSE = places.HOUSE
_PATIENCE = 90
DUECOURSE = str(Path(sys.executable).with_name("duecourse"))


def _is_free(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) != 0


class Running:
    """A house in a process of its own, and what it has printed."""

    def __init__(self, folder: Path, first: int, **environment: str) -> None:
        self.first = first
        self.log = folder.with_name(f"{folder.name}-{first}-{len(list(folder.parent.iterdir()))}.out")
        self.process = subprocess.Popen(
            [DUECOURSE, "run", "--no-show", "--port", str(first), "--temporal-port", str(first + 1)],
            stdout=self.log.open("wb"),
            stderr=subprocess.STDOUT,
            env={**os.environ, places.DATA: str(folder), "PYTHONPATH": str(HOUSE), **environment},
            start_new_session=True,
        )

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def wait_for(self, words: str) -> str:
        until = time.monotonic() + _PATIENCE
        while words not in self.said():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < until, self.said()
            time.sleep(0.05)
        return self.said()

    def close(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(_PATIENCE)


@contextmanager
def house(folder: Path, first: int, **environment: str) -> Iterator[Running]:
    running = Running(folder, first, **environment)
    try:
        yield running
    finally:
        if running.process.poll() is None:
            running.close()


def _ask(folder: Path, question: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(folder / "record.db") as connection:
        return list(connection.execute(question))


def _until(folder: Path, question: str, answer: list[tuple[object, ...]]) -> None:
    until = time.monotonic() + _PATIENCE
    while _ask(folder, question) != answer:
        assert time.monotonic() < until, _ask(folder, question)
        time.sleep(0.05)


def _something_due_soon_and_something_stopped(folder: Path) -> None:
    """A case served on the fourth working day before today, and its paper an order that was stopped."""
    engine = open_engine(f"sqlite:///{folder / 'record.db'}")
    today = law_day(datetime.now(UTC))
    case = Told(Record(engine), 1, "training-soon", WAGES, today)
    case.day = rung_day(today, 4, BOOK.calendar())
    walk(case, "statement_period")
    with engine.begin() as connection:
        connection.execute(text("update outbox set state = 'stopped' where case_id = 'training-soon'"))
    engine.dispose()


async def _workflow_version(first: int, case_id: str) -> int:
    client = await connect(f"127.0.0.1:{first + 1}")
    handle = client.get_workflow_handle_for(ListingCaseWorkflow.run, workflow_id(case_id))
    return (await handle.query(ListingCaseWorkflow.view)).version


async def test_house_opens_comes_back_and_opens_again(tmp_path: Path) -> None:
    folder, first = tmp_path / "data", free_row(4)
    with house(folder, first) as running:
        said = running.wait_for("closes the house")
        assert f"http://127.0.0.1:{first}/" in said
        assert said.count("case officer") == 2
        # The training case was received before Temporal knew of it; the relay brings it.
        _until(folder, "select step, version from case_file", [("opened", 1)])
        [(case_id,)] = _ask(folder, "select id from case_file")
        worker = int((folder / "worker.ready").read_text(encoding="ascii"))
        os.kill(worker, signal.SIGKILL)
        running.wait_for("The worker ended; it is started again.")
        assert running.close() == 0
        assert "everything is kept" in running.said()
    assert all(_is_free(first + n) for n in range(4))

    _something_due_soon_and_something_stopped(folder)
    # The same data again, with a Temporal file of another version: set aside, rebuilt from the record.
    (folder / "temporal.db.version").write_text("1.0.0", encoding="ascii")
    with house(folder, first) as running:
        said = running.wait_for("closes the house")
        assert "version 1.0.0; it is set aside" in said
        assert "2 open case(s) rebuilt from the record." in said
        _until(folder, "select distinct told from reminder where kind = 'statement_period'", [("li",)])
        running.wait_for("⚠ training-soon  待办事项已停止 An order was stopped")
        assert "printed at the first start" in said
        assert await _workflow_version(first, str(case_id)) == 1
        assert list(folder.glob("temporal.db.1.0.0.*"))
        refused = await asyncio.to_thread(
            subprocess.run,
            [DUECOURSE, "run", "--port", str(first), "--temporal-port", str(first + 1)],
            capture_output=True, text=True, check=False, timeout=_PATIENCE,
            env={**os.environ, places.DATA: str(folder), "PYTHONPATH": str(HOUSE)},
        )  # fmt: skip
        assert refused.returncode == 1
        assert "is open already" in refused.stderr
        assert running.close() == 0


def _bound(held: socket.socket, taken: int) -> int:
    """The first of four ports, of which one is taken now; another test may have been quicker."""
    for _ in range(20):
        first = free_row(4)
        try:
            held.bind(("127.0.0.1", first + taken))
        except OSError:
            continue
        held.listen()
        return first
    raise AssertionError("no port could be taken")


@pytest.mark.parametrize("taken", [0, 1], ids=["counters", "Temporal"])
def test_a_taken_port_is_one_sentence_and_nothing_is_left_running(tmp_path: Path, taken: int) -> None:
    with socket.socket() as held:
        first = _bound(held, taken)
        with house(tmp_path / "data", first) as running:
            assert running.process.wait(_PATIENCE) == 1
        lines = running.said().strip().splitlines()
    assert len(lines) == 1
    assert f"Port {first + taken} " in lines[0]
    assert "is taken by another program" in lines[0]
    assert _is_free(first + 1 - taken)


def test_a_wrong_temporal_is_one_sentence(tmp_path: Path) -> None:
    other = tmp_path / "temporal"
    other.write_text("#!/bin/sh\necho 'temporal version 9.9.9 (Server 9.9.9, UI 0)'\n", encoding="ascii")
    other.chmod(0o755)
    with house(tmp_path / "data", free_row(4), DUECOURSE_TEMPORAL_CLI=str(other)) as running:
        assert running.process.wait(_PATIENCE) == 1
    assert "is Temporal server 9.9.9, but this house needs 1.29.1" in running.said()
    assert len(running.said().strip().splitlines()) == 1
