"""The relay after an outage, and the rebuild after Temporal was wiped."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, update
from temporalio.client import WorkflowExecutionStatus

from activities.record import Record
from bench.road import open_on
from desk.hiring import hire
from desk.rebuilding import Rebuilt, rebuild, status_of
from desk.relay import relay, relay_once
from models.law.lawbook import Lawbook
from models.records.commands import Actor
from models.tables import schema as t
from models.tables.receiving import Sent
from tests.crash.servers import DevServer
from tests.portal.house import W1, bring
from tests.workflow.house import House
from tests.workflow.test_listing_case import until

QIAN = Actor("qian", ("head",))
pytestmark = pytest.mark.asyncio(loop_scope="package")


def outcomes(house: House, case_id: str) -> list[str]:
    found = select(t.command.c.outcome).where(t.command.c.case_id == case_id).order_by(t.command.c.key)
    with house.engine.connect() as connection:
        return list(connection.execute(found).scalars())


async def test_what_an_outage_left_is_delivered_in_order_and_once(house: House, request: pytest.FixtureRequest) -> None:
    case_id = f"training-relay-{request.node.callspec.id}"
    open_on(house.engine, [case_id], Lawbook())
    for sent in house.road(case_id)[:7]:
        house.receive(sent)
    # Other tests share this record: what is theirs to deliver may be delivered here too.
    await relay_once(house.client, house.engine, older_than_seconds=3600)
    assert house.acts(case_id) == ()

    async def delivered() -> bool:
        # A pass on a busy machine may leave some unanswered; the next one delivers them.
        await relay_once(house.client, house.engine, older_than_seconds=0)
        return len(house.acts(case_id)) == 7

    await until(delivered)
    assert [a.key for a in house.acts(case_id)] == [s.key for s in house.road(case_id)[:7]]
    await relay_once(house.client, house.engine, older_than_seconds=0)
    assert len(house.acts(case_id)) == 7


async def test_refusal_met_by_the_relay_is_kept_under_its_key(house: House, request: pytest.FixtureRequest) -> None:
    case_id = f"training-refuse-{request.node.callspec.id}"
    await house.walk(case_id, 2)
    sent = next(s for s in house.road(case_id) if s.act == "publish")
    house.receive(replace(sent, key=f"{case_id}-99"))
    assert (await relay_once(house.client, house.engine, older_than_seconds=0)).refused == 1
    assert outcomes(house, case_id) == ["done", "done", "refused"]
    assert (await relay_once(house.client, house.engine, older_than_seconds=0)).refused == 0


async def test_loop_writes_back_what_the_workflow_has_applied(house: House, request: pytest.FixtureRequest) -> None:
    case_id = f"training-loop-{request.node.callspec.id}"
    await house.walk(case_id, 3)
    stop = asyncio.Event()
    running = asyncio.create_task(relay(house.client, house.engine, stop, every_seconds=0.01))
    found = select(t.case_file.c.applied_version).where(t.case_file.c.id == case_id)

    async def written() -> bool:
        with house.engine.connect() as connection:
            return bool(connection.execute(found).scalar_one() == 3)

    await until(written)
    stop.set()
    await running


async def test_closed_case_answers_from_the_record(house: House, request: pytest.FixtureRequest) -> None:
    case_id = f"training-closed-{request.node.callspec.id}"
    await house.walk(case_id, 1)
    with house.engine.begin() as connection:
        connection.execute(update(t.case_file).where(t.case_file.c.id == case_id).values(closed=True))
    house.receive(house.road(case_id)[1])
    # The file says closed though its acts do not: the record's own answer is what counts here.
    assert (await relay_once(house.client, house.engine, older_than_seconds=0)).delivered == 1
    assert outcomes(house, case_id) == ["done", "done"]


FALSE_PAPERS = {"on": "2026-11-16", "reason": "伪造的工资支付凭证"}


async def test_false_papers_open_a_closed_case_again(house: House, request: pytest.FixtureRequest) -> None:
    case_id = f"training-false-{request.node.callspec.id}"
    bring(house.engine, case_id, len(W1.events))
    find = Sent(f"{case_id}-false", case_id, "find_false_materials", QIAN, {**FALSE_PAPERS, "serious": True})
    house.receive(find)
    assert (await relay_once(house.client, house.engine, older_than_seconds=0)).delivered == 1
    with house.engine.connect() as connection:
        row = connection.execute(select(t.case_file).where(t.case_file.c.id == case_id)).one()
        shown = connection.execute(select(t.publication).where(t.publication.c.case_id == case_id)).all()
    assert (row.closed, row.step) == (False, "listed")
    assert [(s.channel, s.desired, s.until) for s in shown] == [("authority-site", "shown", None)]

    async def armed() -> bool:
        return (await house.view(case_id)).timer_at is not None

    await until(armed)
    view = await house.view(case_id)
    assert (view.step, view.version, view.timer_at) == ("listed", row.version, view.earliest_at)


async def test_refused_act_of_a_closed_case_leaves_no_live_run(house: House, request: pytest.FixtureRequest) -> None:
    case_id = f"training-mild-{request.node.callspec.id}"
    bring(house.engine, case_id, len(W1.events))
    before = [a.version for a in house.acts(case_id)]
    house.receive(Sent(f"{case_id}-mild", case_id, "find_false_materials", QIAN, {**FALSE_PAPERS, "serious": False}))
    assert (await relay_once(house.client, house.engine, older_than_seconds=0)).refused == 1
    assert outcomes(house, case_id).count("refused") == len(W1.expect["refused"]) + 1

    async def ended() -> bool:
        return await status_of(house.client, case_id) is WorkflowExecutionStatus.COMPLETED

    await until(ended)
    assert [a.version for a in house.acts(case_id)] == before


async def test_open_case_comes_back_on_a_server_that_knows_nothing(
    house: House, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    case_id = f"training-wiped-{request.node.callspec.id}"
    await house.walk(case_id, 13)
    before = await house.view(case_id)
    server = DevServer(tmp_path)
    try:
        client = await server.start()
        async with hire(client, Record(house.engine), lambda *_, **__: None):
            empty = replace(house, client=client, server=server)
            assert await rebuild(client, house.engine, [case_id]) == Rebuilt(started=1, already_live=0)
            assert await rebuild(client, house.engine, [case_id]) == Rebuilt(started=0, already_live=1)

            async def armed() -> bool:
                return (await empty.view(case_id)).timer_at is not None

            await until(armed)
            after = await empty.view(case_id)
            assert replace(after, legal_now=before.legal_now) == before
            retried = await empty.ask(case_id, house.receive(house.road(case_id)[4]))
            assert retried.version == 5
            assert (await empty.send(house.road(case_id)[13])).version == 14
    finally:
        server.end()
    # The first server comes back with its old run: the next act finds it behind, and it catches up.
    assert (await house.send(house.road(case_id)[14])).version == 15
    assert [a.version for a in house.acts(case_id)] == list(range(1, 16))
