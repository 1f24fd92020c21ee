"""The relay after an outage, and the rebuild after Temporal was wiped."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, update

from activities.record import Record
from bench.road import open_on
from desk.hiring import hire
from desk.rebuilding import Rebuilt, rebuild
from desk.relay import Relayed, relay, relay_once
from models.law.lawbook import Lawbook
from models.tables import schema as t
from tests.crash.servers import DevServer
from tests.workflow.house import House
from tests.workflow.test_listing_case import until

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
    assert await relay_once(house.client, house.engine, older_than_seconds=3600) == Relayed()
    done = await relay_once(house.client, house.engine, older_than_seconds=0)
    assert done.delivered == 7
    assert [a.key for a in house.acts(case_id)] == [s.key for s in house.road(case_id)[:7]]
    assert (await relay_once(house.client, house.engine, older_than_seconds=0)).delivered == 0


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
