"""What the watchdog finds in the record by SQL, on both engines, while no Temporal answers."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import update

from desk.temporal_server import free_ports
from desk.watching import Finding, Patience, look
from models.tables import schema as t
from tests.record.house import House
from workflows.connecting import connect

NONE, AGES = timedelta(), timedelta(weeks=5200)


async def seen(house: House, patience: Patience) -> list[Finding]:
    """A look with a client whose server is not there."""
    client = await connect(f"127.0.0.1:{free_ports().grpc}", lazy=True)
    *found, last = await look(client, house.engine, patience)
    assert last == Finding("silent")
    return found


def stop_order(house: House, reason: str) -> None:
    first = update(t.outbox).where(t.outbox.c.seq == 1)
    house.change(lambda connection: connection.execute(first.values(state="stopped", reason=reason)))


async def test_what_lies_too_long_is_found_and_told_without_names(house: House) -> None:
    house.play("a", until=4)
    house.receive(house.sent("a", 4))
    stop_order(house, "赵示例")
    found = await seen(house, Patience(NONE, NONE))
    assert [(f.what, f.case_id, f.of) for f in found] == [
        ("overdue", "a", "decision"), ("unanswered", "a", "record_service"), ("stopped", "a", "print_paper"),
    ]  # fmt: skip
    lines = [f.line() for f in found]
    assert "作出决定期限 Time to decide" in lines[0]
    assert "2025-10-25 00:00" in lines[0]
    assert "已收到的指令没有结果 A command was received and has no answer" in lines[1]
    assert "待办事项已停止 An order was stopped" in lines[2]
    assert not [line for line in lines if "赵示例" in line or "\n" in line]


async def test_each_has_its_patience(house: House) -> None:
    house.play("a", until=4)
    house.receive(house.sent("a", 4))
    assert [f.what for f in await seen(house, Patience(NONE, AGES))] == ["overdue"]
    assert [f.what for f in await seen(house, Patience(AGES, NONE))] == ["unanswered"]
    assert await seen(house, Patience(AGES, AGES)) == []


async def test_a_sound_house_and_a_closed_case_are_not_found(house: House) -> None:
    house.play("a")
    assert await seen(house, Patience(NONE, NONE)) == []


async def test_a_rehearsal_with_a_clock_of_its_own_is_left_out(house: House) -> None:
    house.play("a", until=4)
    house.receive(house.sent("a", 4))
    stop_order(house, "")
    house.change(lambda connection: connection.execute(update(t.case_file).values(rehearsal_offset=3600)))
    assert await seen(house, Patience(NONE, NONE)) == []
