"""A case carried through the forms with the real Temporal server and the real worker."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
from temporalio.client import WorkflowExecutionStatus, WorkflowHandle
from temporalio.testing import WorkflowEnvironment

from activities.record import Record
from desk.hiring import hire
from models.contracts.listing import Asked, Receipt, View, workflow_id
from models.records.commands import Actor, Command
from models.steps.forms import legal_part
from models.tables import schema as t
from models.tables.opening import open_engine
from portal.app import make_app
from portal.temporal import Courier
from tests.portal.house import (
    BOOK,
    NAMES,
    NUMBERS,
    OFFICERS,
    OPENING,
    PASSWORD,
    ROOT,
    W1,
    House,
    hidden,
    make_house,
    told,
)
from tests.workflow.test_listing_case import until
from workflows.connecting import data_converter
from workflows.listing_case import ListingCaseWorkflow

CLI = ROOT / ".tools" / "bin" / "temporal"
pytestmark = pytest.mark.skipif(not CLI.is_file(), reason="the Temporal server is not there: make tools")


@dataclass
class Officer:
    """An officer's browser."""

    web: httpx2.AsyncClient

    async def page(self, address: str) -> str:
        return (await self.web.get(address)).text

    async def sheet(self, address: str) -> dict[str, str]:
        page = await self.page(address)
        return {n: hidden(page, n) for n in ("csrf", "key", "version") if f'name="{n}"' in page}

    async def send(self, address: str, typed: dict[str, Any], held: dict[str, str] | None = None) -> str:
        answer = await self.web.post(address, data={**(held or await self.sheet(address)), **typed})
        assert answer.status_code == 303, told(answer.text)
        return str(answer.headers["location"])


async def officer(house: House, who: str) -> Officer:
    app = make_app(house.settings, log=house.log, book=BOOK)
    web = httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://127.0.0.1")
    assert (await web.post("/sign-in", data={"name": who, "password": PASSWORD})).status_code == 303
    return Officer(web)


@asynccontextmanager
async def open_house(folder: Path) -> AsyncIterator[tuple[House, WorkflowEnvironment]]:
    async with await WorkflowEnvironment.start_local(
        dev_server_existing_path=str(CLI), data_converter=data_converter(), dev_server_log_level="error"
    ) as env:
        house = make_house(folder, temporal=env.client.service_client.config.target_host)
        yield house, env
        house.stop()


@asynccontextmanager
async def working(house: House, env: WorkflowEnvironment) -> AsyncIterator[None]:
    engine = open_engine(house.settings.record_url)
    async with hire(env.client, Record(engine), house.log):
        yield
    engine.dispose()


async def test_a_case_goes_from_opening_to_an_approved_notice_through_the_forms(tmp_path: Path) -> None:
    async with open_house(tmp_path) as (house, env), working(house, env):
        li, qian = await officer(house, "li"), await officer(house, "qian")
        receipt = await li.send("/new", OPENING)
        case = receipt.split("/")[2]
        assert "已办理" in told(await li.page(receipt))

        draft, approve = f"/case/{case}/act/draft_notice", f"/case/{case}/act/approve_notice"
        receipt = await li.send(draft, {"facts": f"{NAMES[0]}拖欠工资", "measures": ["bidding", "travel"]})
        assert "告知书待批" in told(await li.page(receipt))

        held = {**await li.sheet(f"/case/{case}"), "key": "the-same-person-tries", "version": "2"}
        refused = told(await li.page(await li.send(approve, {}, held)))
        assert "同一人不能" in refused
        assert "The same person may not" in refused

        held = await qian.sheet(approve)
        receipt = await qian.send(approve, {}, held)
        assert "告知书待送达" in told(await qian.page(receipt))
        assert await qian.send(approve, {}, held) == receipt

        view: View = await env.client.get_workflow_handle(workflow_id(case)).query(ListingCaseWorkflow.view)
        assert (view.version, view.step) == (3, "notice_approved")
        assert [r.act for r in house.rows(t.act)] == ["open_case", "draft_notice", "approve_notice"]
        assert [r.outcome for r in house.rows(t.command)] == ["done", "done", "refused", "done"]

        history = await env.client.get_workflow_handle(workflow_id(case)).fetch_history()
        told_outside = history.to_json() + "\n".join(house.lines)
        for secret in (*NAMES, *NUMBERS):
            assert secret not in told_outside


async def test_without_a_worker_the_form_is_kept_and_done_once_when_one_comes(tmp_path: Path) -> None:
    async with open_house(tmp_path) as (house, env):
        house.settings = replace(house.settings, patience=timedelta(seconds=1))
        li = await officer(house, "li")
        receipt = await li.send("/new", OPENING)
        assert "已收到，尚未办理" in told(await li.page(receipt))
        row = house.rows(t.command)[0]
        assert row.outcome == "received"
        async with working(house, env):
            asked = Asked(
                Command(
                    row.key,
                    row.act,
                    Actor("li", OFFICERS["li"][1]),
                    legal_part(row.act, json.loads(row.body)),
                ),
                0,
            )
            patient = Courier(replace(house.settings, patience=timedelta(seconds=20)))
            answer = await patient.hand_over(row.case_id, asked)
            assert isinstance(answer, Receipt)
            assert "已办理" in told(await li.page(receipt))
            assert [r.act for r in house.rows(t.act)] == ["open_case"]


async def test_a_case_that_temporal_has_lost_keeps_the_form(tmp_path: Path) -> None:
    async with open_house(tmp_path) as (house, env), working(house, env):
        house.bring("training-2026-LOST", 1)
        li = await officer(house, "li")
        receipt = await li.send(
            "/case/training-2026-LOST/act/draft_notice", {"facts": "x", "measures": ["bidding"]}
        )
        assert "已收到，尚未办理" in told(await li.page(receipt))


async def test_a_removed_case_is_woken_from_the_counter_and_a_refusal_lets_it_sleep(tmp_path: Path) -> None:
    case = "training-2026-REMOVED"
    wake = f"/case/{case}/act/find_false_materials"
    async with open_house(tmp_path) as (house, env), working(house, env):
        house.bring(case, len(W1.events))
        handle = env.client.get_workflow_handle_for(ListingCaseWorkflow.run, workflow_id(case))
        qian = await officer(house, "qian")
        assert "认定虚假材料" in told(await qian.page(f"/case/{case}"))

        refused = told(await qian.page(await qian.send(wake, {"on": "2026-11-16"})))
        assert "未达情节严重" in refused
        assert await handle.result() == "removed"
        assert (await handle.describe()).status is WorkflowExecutionStatus.COMPLETED

        # The last paper is served: the case stays closed, and its run ends.
        li = await officer(house, "li")
        served = {"document": "restoration_decision", "method": "direct", "on": "2026-11-16", "proof": "送达回证"}
        receipt = await li.send(f"/case/{case}/act/record_service", served)
        assert "已办理" in told(await li.page(receipt))
        assert await handle.result() == "removed"
        assert house.rows(t.case_file)[0].closed

        receipt = await qian.send(wake, {"on": "2026-11-16", "serious": "1", "reason": "伪造凭证"})
        assert "列入名单" in told(await qian.page(receipt))
        row = house.rows(t.case_file)[0]
        assert (row.closed, row.step) == (False, "listed")
        assert [(p.channel, p.desired) for p in house.rows(t.publication)] == [("authority-site", "shown")]
        await until(lambda: armed(handle))
        view: View = await handle.query(ListingCaseWorkflow.view)
        assert (view.step, view.version, view.timer_at) == ("listed", row.version, view.earliest_at)


async def armed(handle: WorkflowHandle[ListingCaseWorkflow, str]) -> bool:
    return (await handle.query(ListingCaseWorkflow.view)).timer_at is not None
