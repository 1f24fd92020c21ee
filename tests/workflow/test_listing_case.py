"""The case's workflow on a real server: what an update does, and what it leaves as it was."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from temporalio.client import WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError, RPCStatusCode

from activities.record import Record
from bench.road import open_on
from desk.rebuilding import read_start
from models.contracts.errands import HOUSE_FAULT
from models.contracts.listing import Asked
from models.law.lawbook import Lawbook
from models.records.commands import Actor, Command
from tests.workflow.house import House
from workflows.connecting import data_converter, refusal_of
from workflows.listing_case import ListingCaseWorkflow

pytestmark = pytest.mark.asyncio(loop_scope="package")
_NUMBERS = itertools.count(1)
LIMIT = 100_000


@pytest.fixture
def case_id() -> str:
    return f"training-case-{next(_NUMBERS):03d}"


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    for _ in range(600):
        if await condition():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it never came true")


async def test_refusal_by_the_validator_writes_no_history(house: House, case_id: str) -> None:
    await house.walk(case_id, 4)
    before = await house.events(case_id)
    sent = next(s for s in house.road(case_id) if s.act == "draft_decision")
    with pytest.raises(WorkflowUpdateFailedError) as failed:
        await house.send(replace(sent, seen_version=4))
    refused = refusal_of(failed.value)
    assert refused is not None
    assert refused.code == "statement_period_open"
    assert await house.events(case_id) == before
    assert len(house.acts(case_id)) == 4


async def test_same_key_gives_the_same_receipt_and_one_act(house: House, case_id: str) -> None:
    walked = await house.walk(case_id, 1)
    draft = house.road(case_id)[1]
    first = await house.send(draft)
    assert await house.send(draft) == first
    # Another update of the same key is a retry too, whatever Temporal calls it.
    assert await house.ask(case_id, house.receive(draft), f"{draft.key}-again") == first
    assert [a.key for a in house.acts(case_id)] == [walked[0].key, draft.key]


async def test_thirty_duplicates_at_once_give_one_act(house: House, case_id: str) -> None:
    await house.walk(case_id, 4)
    filing = house.road(case_id)[4]
    asked = house.receive(filing)
    receipts = await asyncio.gather(
        *(house.ask(case_id, asked, filing.key if n % 2 else f"{filing.key}-{n}") for n in range(30))
    )
    assert {r.version for r in receipts} == {5}
    assert [a.key for a in house.acts(case_id)].count(filing.key) == 1


async def test_new_run_at_a_stage_keeps_the_keys_it_has_answered(house: House, case_id: str) -> None:
    walked = await house.walk(case_id, 11)
    first = await house.run_id(case_id)
    await house.send(house.road(case_id)[11])

    async def rolled() -> bool:
        return await house.run_id(case_id) != first

    await until(rolled)
    again = await house.ask(case_id, house.receive(walked[4]))
    assert again.version == 5
    assert len(house.acts(case_id)) == 12
    assert (await house.view(case_id)).version == 12


async def test_roll_begins_a_new_run_with_the_same_state(house: House, case_id: str) -> None:
    await house.walk(case_id, 4)
    first, before = await house.run_id(case_id), await house.view(case_id)
    await house.handle(case_id).signal(ListingCaseWorkflow.roll)

    async def rolled() -> bool:
        return await house.run_id(case_id) != first

    await until(rolled)
    after = await house.view(case_id)
    assert replace(after, legal_now=before.legal_now) == before
    assert after.timer_at is not None
    await house.send(house.road(case_id)[4])


async def test_start_input_stays_under_its_limit(house: House, case_id: str) -> None:
    open_on(house.engine, [case_id], Lawbook())
    begun = read_start(Record(house.engine), case_id)
    await house.walk(f"{case_id}-b", 18)
    late = read_start(Record(house.engine), f"{case_id}-b")
    assert len(late.applied) == 18
    full = replace(late, applied=tuple(replace(a, key=f"{n:064d}") for a in late.applied[:1] for n in range(200)))
    for start in (begun, late, full):
        payloads = await data_converter().encode([start])
        assert sum(len(p.data) for p in payloads) < LIMIT


async def test_update_for_a_case_nobody_opened_is_not_found(house: House) -> None:
    asked = Asked(Command("no-case-1", "draft_notice", Actor("li", ("case-officer",))), 0)
    with pytest.raises(RPCError) as failed:
        await house.ask("training-no-such-case", asked)
    assert failed.value.status is RPCStatusCode.NOT_FOUND


async def test_case_without_a_file_is_refused_and_not_tried_for_ever(house: House, case_id: str) -> None:
    open_on(house.engine, [case_id], Lawbook())
    start = read_start(Record(house.engine), case_id)
    start = replace(start, state=replace(start.state, case_id=f"{case_id}-none"))
    sent = house.road(case_id)[0]
    with pytest.raises(WorkflowUpdateFailedError) as failed:
        await house.open(house.receive(sent), start)
    assert isinstance(failed.value.cause, ApplicationError)
    assert failed.value.cause.type == "CaseMissing"


async def test_command_that_was_never_received_is_refused_and_the_case_goes_on(house: House, case_id: str) -> None:
    await house.walk(case_id, 2)
    stray = Asked(Command(f"{case_id}-stray", "approve_notice", Actor("qian", ("head",))), 2)
    with pytest.raises(WorkflowUpdateFailedError) as failed:
        await house.ask(case_id, stray)
    assert isinstance(failed.value.cause, ApplicationError)
    assert failed.value.cause.type == "CommandMissing"
    assert (await house.send(house.road(case_id)[2])).version == 3


async def test_an_instant_of_its_own_is_for_rehearsals_only(house: House, case_id: str) -> None:
    open_on(house.engine, [case_id], Lawbook())
    start = replace(read_start(Record(house.engine), case_id), rehearsal_offset=86_400.0)
    await house.client.start_workflow(ListingCaseWorkflow.run, start, id=f"wrong/{case_id}", task_queue="duecourse")
    with pytest.raises(Exception, match="Workflow execution failed") as failed:
        await house.client.get_workflow_handle(f"wrong/{case_id}").result()
    assert "rehearsals only" in str(failed.value.__cause__)


async def test_errands_log_ids_and_codes_only(house: House, case_id: str) -> None:
    await house.walk(case_id, 5)
    mine = [line for line in house.lines if line.get("case_id") == case_id]
    assert len(mine) >= 5
    known = {"event", "errand", "case_id", "version", "acts", "refused", "duplicate", "fault"}
    assert all(set(line) <= known for line in mine)
    assert HOUSE_FAULT not in str(mine)
