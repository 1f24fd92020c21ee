"""A fault of this house in the middle of an act: the sender is told, and the case goes on."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from temporalio.client import WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError

from activities.record import Record
from desk.relay import relay_once
from models.contracts.errands import HOUSE_FAULT, RecordReply, RecordRequest
from models.records.acts import Act
from models.records.cases import CaseState
from models.steps import fold
from tests.workflow.house import House, open_house
from tests.workflow.test_listing_case import until


class FaultyRecord(Record):
    """A record in which drafting a notice meets a fault of the house, once."""

    faults = 1

    def record(self, request: RecordRequest) -> RecordReply:
        if request.command is not None and request.command.act == "draft_notice" and self.faults:
            self.faults -= 1
            raise KeyError("张示例")
        return super().record(request)


def fault_of(failed: pytest.ExceptionInfo[WorkflowUpdateFailedError]) -> ApplicationError:
    cause = failed.value.cause
    assert isinstance(cause, ApplicationError)
    return cause


async def test_fault_in_the_transaction_is_told_and_the_case_goes_on(tmp_path: Path) -> None:
    async with open_house(tmp_path, FaultyRecord) as house:
        await house.walk("training-fault", 1)
        draft = house.road("training-fault")[1]
        with pytest.raises(WorkflowUpdateFailedError) as failed:
            await house.send(draft)
        assert fault_of(failed).type == HOUSE_FAULT
        assert "张示例" not in str(fault_of(failed))
        again = await house.ask("training-fault", house.receive(draft), f"{draft.key}-again")
        assert again.version == 2
        assert "张示例" not in str(house.lines)


async def test_fault_in_the_handler_does_not_wedge_the_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = fold._CHANGES["draft_notice"]

    def faulty(state: CaseState, act: Act) -> CaseState:
        if threading.current_thread().name.startswith("errand"):
            return real(state, act)
        raise LookupError("no such change")

    async with open_house(tmp_path) as house:
        await house.walk("training-fold", 1)
        with monkeypatch.context() as patch:
            patch.setitem(fold._CHANGES, "draft_notice", faulty)
            with pytest.raises(WorkflowUpdateFailedError) as failed:
                await house.send(house.road("training-fold")[1])
            assert fault_of(failed).type == HOUSE_FAULT
        # The act is in the record; the workflow learns of it as soon as it is told.
        await until(lambda: _caught_up(house))
        assert (await house.send(house.road("training-fold")[2])).version == 3
        assert [a.version for a in house.acts("training-fold")] == [1, 2, 3]


async def _caught_up(house: House) -> bool:
    await relay_once(house.client, house.engine, older_than_seconds=0)
    return (await house.view("training-fold")).version == 2
