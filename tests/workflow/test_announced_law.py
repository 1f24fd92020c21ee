"""New law through a real server: the workflow gets it with the reply, keeps it, and judges by it."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from temporalio.client import WorkflowUpdateFailedError

from activities.record import Record, command_of
from activities.verifying import verify
from desk.hiring import hire
from desk.rebuilding import Rebuilt, read_start, rebuild
from desk.relay import relay_once
from desk.replay import replay_record
from models.contracts.errands import RecordRequest
from models.law.regimes import Law
from models.records.commands import Actor
from models.tables import schema as t
from models.tables.receiving import Sent, keep_law, receive
from tests.crash.servers import DevServer
from tests.steps.test_announcing import numbered
from tests.workflow.house import House
from tests.workflow.test_listing_case import LIMIT, until
from workflows.connecting import data_converter, refusal_of
from workflows.listing_case import ListingCaseWorkflow

pytestmark = pytest.mark.asyncio(loop_scope="package")
_NUMBERS = itertools.count(1)
ZHAO = Actor("zhao", ("legal-reviewer",))
MEASURE = "a-measure-of-the-new-law"


@pytest.fixture
def case_id() -> str:
    return f"training-law-{next(_NUMBERS):03d}"


def new_law(house: House, case_id: str) -> Law:
    """The case's law with one measure more, held in the record."""
    old = read_start(Record(house.engine), case_id).law
    law = numbered(replace(old, measures=(*old.measures, MEASURE)))
    with house.engine.begin() as connection:
        keep_law(connection, law)
    return law


def announcement(case_id: str, law: Law, seen: int) -> Sent:
    body = {"version": law.version, "confirmed_by": "qian"}
    return Sent(f"law:{law.version}:{case_id}", case_id, "announce_law", ZHAO, body, seen)


def draft(house: House, case_id: str, seen: int, key: str) -> Sent:
    """A notice that tells the measure only the new law knows."""
    sent = house.road(case_id)[1]
    return replace(sent, key=f"{case_id}-{key}", body={**sent.body, "measures": [MEASURE]}, seen_version=seen)


async def refused(house: House, sent: Sent) -> str:
    with pytest.raises(WorkflowUpdateFailedError) as failed:
        await house.send(sent)
    found = refusal_of(failed.value)
    assert found is not None
    return found.code


async def test_the_validator_judges_by_the_law_announced(house: House, case_id: str) -> None:
    await house.walk(case_id, 1)
    law = new_law(house, case_id)
    events = await house.events(case_id)
    assert await refused(house, draft(house, case_id, 1, "before")) == "measure_not_listed"
    # The validator's own answer: it wrote no history, and no errand was sent.
    assert await house.events(case_id) == events
    receipt = await house.send(announcement(case_id, law, 1))
    assert (receipt.version, receipt.act, receipt.step) == (2, "announce_law", "opened")
    assert (await house.send(draft(house, case_id, 2, "after"))).version == 3


async def test_who_lacks_the_act_catches_up_with_the_law(house: House, case_id: str) -> None:
    await house.walk(case_id, 1)
    law = new_law(house, case_id)
    ahead(house, announcement(case_id, law, 1))
    # Judged on a version older than the record's: nothing is kept as the answer, and the sender who knows is let in.
    assert (await house.view(case_id)).version == 1
    await house.handle(case_id).signal(ListingCaseWorkflow.catch_up)

    async def told() -> bool:
        return (await house.view(case_id)).version == 2

    await until(told)
    # The sender had read the version before: only the workflow's own law can let it through.
    assert (await house.send(draft(house, case_id, 1, "after"))).version == 3


async def test_the_next_reply_brings_the_law_to_who_was_behind(house: House, case_id: str) -> None:
    await house.walk(case_id, 1)
    law = new_law(house, case_id)
    ahead(house, announcement(case_id, law, 1))
    assert (await house.send(draft(house, case_id, 2, "after"))).version == 3
    again = replace(draft(house, case_id, 3, "again"), act="approve_notice", by=Actor("qian", ("head",)), body={})
    assert (await house.send(again)).version == 4


def ahead(house: House, sent: Sent) -> None:
    """The act is recorded, and the workflow does not know."""
    with house.engine.begin() as connection:
        receive(connection, sent)
        row = connection.execute(select(t.command).where(t.command.c.key == sent.key)).one()
    now = datetime.now(UTC).replace(microsecond=0)
    reply = Record(house.engine).record(RecordRequest(sent.case_id, 1, now, command_of(row)))
    assert reply.refused is None


async def test_a_new_run_keeps_the_law(house: House, case_id: str) -> None:
    await house.walk(case_id, 1)
    await house.send(announcement(case_id, new_law(house, case_id), 1))
    first = await house.run_id(case_id)
    await house.handle(case_id).signal(ListingCaseWorkflow.roll)

    async def rolled() -> bool:
        return await house.run_id(case_id) != first

    await until(rolled)
    assert (await house.send(draft(house, case_id, 2, "after"))).version == 3


async def test_a_law_the_record_does_not_hold_is_refused_and_the_refusal_kept(house: House, case_id: str) -> None:
    await house.walk(case_id, 1)
    unknown = numbered(replace(new_law(house, case_id), measures=()))
    sent = announcement(case_id, unknown, 1)
    assert await refused(house, sent) == "condition_unmet"
    with house.engine.connect() as connection:
        row = connection.execute(select(t.command).where(t.command.c.key == sent.key)).one()
    assert (row.outcome, "law_unknown" in row.answer) == ("refused", True)


async def test_the_relay_delivers_what_was_received_and_twice_is_once(house: House, case_id: str) -> None:
    await house.walk(case_id, 2)
    sent = announcement(case_id, new_law(house, case_id), 2)
    house.receive(sent)
    house.receive(sent)

    async def done() -> bool:
        await relay_once(house.client, house.engine, older_than_seconds=0)
        return house.acts(case_id)[-1].act == "announce_law"

    await until(done)
    await relay_once(house.client, house.engine, older_than_seconds=0)
    assert [a.act for a in house.acts(case_id)].count("announce_law") == 1


async def test_a_wiped_case_comes_back_under_the_law_announced(house: House, case_id: str, tmp_path: Path) -> None:
    await house.walk(case_id, 1)
    law = new_law(house, case_id)
    await house.send(announcement(case_id, law, 1))
    server = DevServer(tmp_path)
    try:
        client = await server.start()
        async with hire(client, Record(house.engine), lambda *_, **__: None):
            empty = replace(house, client=client, server=server)
            assert await rebuild(client, house.engine, [case_id]) == Rebuilt(started=1, already_live=0)
            assert (await empty.send(draft(empty, case_id, 2, "after"))).version == 3
    finally:
        server.end()
    assert verify(house.engine) == []
    (kept,) = replay_record(house.engine, [case_id])
    assert kept.differences == ()


async def test_a_reply_that_carries_a_law_stays_in_bounds(house: House, case_id: str) -> None:
    await house.walk(case_id, 1)
    law = new_law(house, case_id)
    sent = announcement(case_id, law, 1)
    with house.engine.begin() as connection:
        receive(connection, sent)
        row = connection.execute(select(t.command).where(t.command.c.key == sent.key)).one()
    now = datetime.now(UTC).replace(microsecond=0)
    reply = Record(house.engine).record(RecordRequest(case_id, 1, now, command_of(row), "the old one"))
    assert reply.law == law
    (payload,) = await data_converter().encode([reply])
    assert len(payload.data) < LIMIT
