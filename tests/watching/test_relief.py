"""The watchdog and the commands beside an open house: a real Temporal server, a worker, and what goes wrong there."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, update
from temporalio.client import Client, WorkflowExecutionStatus

from activities.record import Record
from bench.road import open_on
from desk import places
from desk.hiring import hire
from desk.migrating import migrate
from desk.rebuild import _rebuild as rebuild_named
from desk.rebuilding import Rebuilt, rebuild, status_of
from desk.temporal_server import HouseError
from desk.watching import Finding, Patience, look, relieve, watching
from models.contracts.listing import workflow_id
from models.law.days import law_day
from models.law.reminding import rung_day
from models.tables import schema as t
from models.tables.opening import open_engine
from tests.crash.servers import PAUSE, TRIES, DevServer
from tests.rebuilding.scenes import BOOK, PROOF, SAMR, WAGES, Told, walk
from workflows.listing_case import ListingCaseWorkflow

HOUSE = Path(__file__).parents[2]
DUECOURSE = str(Path(sys.executable).with_name("duecourse"))
STRICT = Patience(timedelta(), timedelta())


@dataclass(slots=True)
class Desk:
    """A record, a server, and what stands beside them."""

    folder: Path
    server: DevServer
    engine: Engine
    client: Client

    def tell(self, case_id: str, step: str, day: date | None = None, regime: str = WAGES) -> Told:
        """A case told to the record alone, all on one day."""
        with self.engine.connect() as connection:
            serial = len(connection.execute(select(t.case_file.c.id)).all())
        case = Told(Record(self.engine), serial, case_id, regime, law_day(datetime.now(UTC)))
        case.day = day or case.day
        return walk(case, step)

    def duecourse(self, *words: str, **environment: str) -> tuple[int, str]:
        """A command typed beside the house: how it ended, and what it said."""
        own = {**self.environment(), **environment}
        done = subprocess.run([DUECOURSE, *words], env=own, capture_output=True, text=True, check=False)
        return done.returncode, (done.stdout + done.stderr).strip()

    def environment(self) -> dict[str, str]:
        own = {places.DATA: str(self.folder), places.TEMPORAL_ADDRESS: self.server.address, "PYTHONPATH": str(HOUSE)}
        return {**os.environ, **own}

    async def duecourse_says(self, *words: str, **environment: str) -> tuple[int, str]:
        return await asyncio.to_thread(lambda: self.duecourse(*words, **environment))

    async def settled(self, case_id: str) -> None:
        """Wait until the clock's acts of a case are in the record."""
        late = select(t.deadline.c.kind).where(
            t.deadline.c.case_id == case_id, t.deadline.c.standing == "open", t.deadline.c.ends_at < datetime.now(UTC)
        )
        for _ in range(TRIES):
            with self.engine.connect() as connection:
                if connection.execute(late).first() is None:
                    return
            await asyncio.sleep(PAUSE)
        raise AssertionError("the case does not settle")


async def version_held(client: Client, case: Told) -> int:
    """The version of the case that its workflow holds."""
    handle = client.get_workflow_handle_for(ListingCaseWorkflow.run, workflow_id(case.case_id))
    return (await handle.query(ListingCaseWorkflow.view)).version


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    folder = tmp_path / "data"
    folder.mkdir()
    url = f"sqlite:///{folder / 'record.db'}"
    migrate(url)
    engine, server = open_engine(url), DevServer(tmp_path)
    try:
        yield Desk(folder, server, engine, await server.start())
    finally:
        server.end()
        engine.dispose()


async def test_what_is_missing_is_found_and_rebuilt(desk: Desk) -> None:
    """Of three open cases one is live, one was never started, one was ended by somebody's hand."""
    for case in ("training-a", "training-b", "training-c"):
        desk.tell(case, "opened")
    # An opening that waits for the relay is no open case yet.
    open_on(desk.engine, ["training-d"], BOOK)
    await rebuild(desk.client, desk.engine, ["training-a", "training-c"])
    await desk.client.get_workflow_handle(workflow_id("training-c")).terminate()
    found = await look(desk.client, desk.engine, STRICT)
    assert found == (Finding("missing", "training-b"), Finding("missing", "training-c"))
    code, said = await desk.duecourse_says("watch", "--once")
    assert code == 1
    assert said.splitlines() == [f"training-{c}  在办案件没有流程 An open case has no live workflow" for c in "bc"]

    assert await relieve(desk.client, desk.engine, found) == found
    assert await look(desk.client, desk.engine, STRICT) == ()
    assert await status_of(desk.client, "training-c") is WorkflowExecutionStatus.RUNNING
    assert await desk.duecourse_says("watch", "--once") == (0, "✓ 没有发现 Nothing found.")


async def test_a_passed_deadline_is_found_and_the_case_settles(desk: Desk) -> None:
    """The live workflow does not know the deadline: the record went ahead of it, and nobody has told it."""
    case = desk.tell("training-a", "notice_approved", law_day(datetime.now(UTC)) - timedelta(weeks=8), SAMR)
    late = Patience(timedelta(weeks=2), timedelta())
    async with hire(desk.client, Record(desk.engine), lambda *_, **__: None):
        await rebuild(desk.client, desk.engine)
        assert await version_held(desk.client, case) == case.version
        case.do("li", "record_service", document="notice", on=str(case.day), **PROOF)
        assert await version_held(desk.client, case) == case.version - 1
        assert await look(desk.client, desk.engine, Patience(timedelta(weeks=100), timedelta())) == ()
        assert [f.of for f in await look(desk.client, desk.engine, late)] == ["hearing_request"]

        stop, said = asyncio.Event(), list[str]()
        seen = asyncio.create_task(
            watching(desk.client, desk.engine, stop, every_seconds=PAUSE, patience=late, say=said.append)
        )
        await desk.settled("training-a")
        stop.set()
        await seen
        assert await version_held(desk.client, case) == case.version + 1
    assert await look(desk.client, desk.engine, late) == ()
    assert [line.split("  ")[:3] for line in said] == [
        ["⚠ training-a", "期限已过，案件仍未处理 A deadline has passed and the case has not moved",
         "申请听证期限 Time to ask for a hearing"],
    ]  # fmt: skip


async def test_an_open_house_rebuilds_by_itself_and_says_it_once(desk: Desk) -> None:
    desk.tell("training-a", "listed")
    stop, said = asyncio.Event(), list[str]()
    seen = asyncio.create_task(
        watching(desk.client, desk.engine, stop, every_seconds=PAUSE, patience=STRICT, say=said.append)
    )
    for _ in range(TRIES):
        if await status_of(desk.client, "training-a") is not None:
            break
        await asyncio.sleep(PAUSE)
    stop.set()
    await seen
    assert said == ["⚠ training-a  在办案件没有流程 An open case has no live workflow"]
    assert await status_of(desk.client, "training-a") is WorkflowExecutionStatus.RUNNING


async def test_rebuild_says_how_many_and_starts_no_second(desk: Desk) -> None:
    for case in ("training-a", "training-b"):
        desk.tell(case, "decided")
    assert await desk.duecourse_says("rebuild", "training-a") == (
        0, "已重建 1 件，0 件已有流程。 1 rebuilt, 0 had their workflow.",
    )  # fmt: skip
    first = (await desk.client.get_workflow_handle(workflow_id("training-a")).describe()).run_id
    assert await desk.duecourse_says("rebuild", "--all") == (
        0, "已重建 1 件，1 件已有流程。 1 rebuilt, 1 had their workflow.",
    )  # fmt: skip
    assert (await desk.client.get_workflow_handle(workflow_id("training-a")).describe()).run_id == first
    both = await asyncio.gather(*(rebuild(desk.client, desk.engine) for _ in range(4)))
    assert both == [Rebuilt(0, 2)] * 4


async def test_rebuilds_at_once_start_one(desk: Desk) -> None:
    desk.tell("training-a", "decided")
    done = await asyncio.gather(*(rebuild(desk.client, desk.engine) for _ in range(4)))
    assert sum(one.started for one in done) == 1
    assert len([found async for found in desk.client.list_workflows()]) <= 1


async def test_what_cannot_be_rebuilt_is_one_sentence(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.tell("training-a", "decided")
    desk.tell("training-ahead", "decided")
    desk.tell("training-over", "opened").do("li", "terminate_case", ground="basis-fell", reason="依据失效")
    open_on(desk.engine, ["training-waits"], BOOK)
    with desk.engine.begin() as connection:
        ahead = update(t.case_file).where(t.case_file.c.id == "training-ahead")
        connection.execute(ahead.values(rehearsal_offset=3600))
    for name, value in desk.environment().items():
        monkeypatch.setenv(name, value)
    for cases, everything, sentence in (
        ([], False, "Name the cases to rebuild, or say --all for every open case."),
        (["training-a"], True, "Name the cases to rebuild, or say --all for every open case."),
        (
            ["training-a", "training-x"], False,
            "There is no case or proceeding training-x in the record. Nothing was started.",
        ),
        (["training-over"], False, "training-over is closed: it needs no workflow. Nothing was started."),
        (["training-waits"], False, "The opening of training-waits waits for the relay. Nothing was started."),
        (
            ["training-ahead"], False,
            "The rehearsal training-ahead has a clock and a server of its own. Nothing was started.",
        ),
    ):  # fmt: skip
        with pytest.raises(HouseError, match=f"^{re.escape(sentence)}$"):
            await rebuild_named(cases, everything)
    assert [found async for found in desk.client.list_workflows()] == []
    assert await status_of(desk.client, "training-a") is None


async def test_who_does_not_answer_is_named_in_one_sentence(desk: Desk) -> None:
    nobody = "127.0.0.1:9"
    code, said = await desk.duecourse_says("rebuild", "--all", DUECOURSE_TEMPORAL_ADDRESS=nobody)
    assert (code, said.count("\n")) == (1, 0)
    assert f"Temporal does not answer at {nobody}" in said
    code, said = await desk.duecourse_says("watch", "--once", DUECOURSE_TEMPORAL_ADDRESS=nobody)
    assert (code, said) == (1, "流程服务没有应答 Temporal does not answer")
    none = desk.folder / "none.db"
    for command in (("rebuild", "--all"), ("watch", "--once"), ("remind",)):
        code, said = await desk.duecourse_says(*command, DUECOURSE_RECORD_URL=f"sqlite:///{none}")
        assert (code, said) == (1, f"✗ There is no record at {none}: open the house once with `make run`.")
    assert not none.exists()


async def test_the_watch_goes_on_until_it_is_told_to_stop(desk: Desk) -> None:
    def watched() -> tuple[list[str], int]:
        # Tests begun in the background inherit an ignored Ctrl-C.
        line = ["env", "--default-signal=INT", DUECOURSE, "watch", "--every", "1"]
        process = subprocess.Popen(line, env=desk.environment(), stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        lines = [process.stdout.readline().strip() for _ in range(2)]
        process.send_signal(signal.SIGINT)
        return lines, process.wait(30)

    assert await asyncio.to_thread(watched) == (["✓ 没有发现 Nothing found."] * 2, 0)


async def test_remind_prints_what_it_told_and_once_only(desk: Desk) -> None:
    """Served on the fourth working day before today: the five for a statement end in two or less."""
    today = law_day(datetime.now(UTC))
    desk.tell("training-a", "statement_period", day=rung_day(today, 4, BOOK.calendar()))
    code, said = await desk.duecourse_says("remind")
    *lines, counts = said.splitlines()
    with desk.engine.connect() as connection:
        told = list(connection.execute(select(t.reminder.c.told)).scalars())
    assert code == 0
    assert [line for line in lines if re.search("training-a  陈述申辩期限.*提醒承办人.*told: case officer", line)]
    assert len(lines) == told.count("case-officer")
    assert counts.endswith(f"{len(lines)} told, {told.count('skipped')} skipped.")
    assert (await desk.duecourse_says("remind"))[1] == "已提醒 0 项，略过 0 项。 0 told, 0 skipped."
