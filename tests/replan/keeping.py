"""What the calendar-keepers do in these tests, in a house with cases at several steps."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, select

from activities.record import Record, command_of
from bench.road import open_on, road
from desk.relay import relay_once
from models.contracts.errands import RecordReply, RecordRequest
from models.contracts.replan import ABANDON, CONFIRM, Entry, ReplanStart, Said
from models.law.lawbook import Lawbook
from models.records.acts import Refused
from models.records.commands import Actor
from models.records.deadlines import Deadline
from models.records.replans import PREVIEWING, Replan, YearAnnounced
from models.tables import schema as t
from models.tables.receiving import receive
from models.tables.replanning import CaseEffect, Totals, campaign, every_effect, totals
from portal.settings import Settings
from portal.temporal import Courier
from tests.workflow.house import PATIENCE, House
from tests.workflow.test_listing_case import until
from workflows.listing_case import ListingCaseWorkflow

POSTS = ("calendar-keeper",)
BOOK = Lawbook()
YUE, QIAN, LI = Actor("yue", POSTS), Actor("qian", POSTS), Actor("li", ("case-officer",))
SATURDAY = 5
T = TypeVar("T")


def announced(today: date, *, free: int = 0, worked: bool = False, notice: str = "演练用放假安排一") -> YearAnnounced:
    """The year of the coming weeks as held, with its next so many working days off, or all its Saturdays worked.

    Days off push what is counted in working days on; Saturdays worked pull it back.
    """
    ahead = [today + timedelta(days=n) for n in range(1, 22)]
    calendar = BOOK.calendar()
    held = calendar.year(ahead[-1].year)
    off = [day for day in ahead if calendar.is_working(day)][:free]
    saturdays = [day for day in ahead if day.weekday() == SATURDAY and day not in held.off] if worked else []
    said_off, said_worked = sorted({*held.off, *off}), sorted({*held.working, *saturdays} - {*off})
    return YearAnnounced(held.year, tuple(map(str, said_off)), tuple(map(str, said_worked)), notice)


def walk_in_record(engine: Engine, case_id: str, number: int) -> None:
    """A new training case walked to that act of the road by the legal transaction alone."""
    today = open_on(engine, [case_id], BOOK)
    record = Record(engine)
    for sent in road(case_id, today)[:number]:
        with engine.begin() as connection:
            receive(connection, sent)
        answer(record, sent.key)


def answer(record: Record, key: str) -> RecordReply:
    """What the case's workflow has done with a command received."""
    with record.engine.connect() as connection:
        row = connection.execute(select(t.command).where(t.command.c.key == key)).one()
    now = datetime.now(UTC).replace(microsecond=0)
    return record.record(RecordRequest(row.case_id, 0, now, command_of(row)))


@dataclass(slots=True)
class Keepers:
    """Two calendar-keepers of a house."""

    house: House
    courier: Courier
    start: ReplanStart

    @staticmethod
    def of(house: House, folder: Path) -> Keepers:
        settings = Settings(str(house.engine.url), house.server.address, folder, patience=PATIENCE)
        start = ReplanStart("", POSTS, look_again_seconds=0.2, batch=2, batches_a_run=2)
        return Keepers(house, Courier(settings), start)

    def ask(self, question: Callable[[Connection], T]) -> T:
        with self.house.engine.connect() as connection:
            return question(connection)

    async def enter(self, replan_id: str, year: YearAnnounced, by: Actor = YUE) -> str | Refused:
        start = replace(self.start, replan_id=replan_id, entry=Entry(year, by, BOOK.calendar()))
        return await self.courier.begin_campaign(start)

    async def shown(self, replan_id: str, year: YearAnnounced, by: Actor = YUE) -> Replan:
        """Entered, and its preview made."""
        assert await self.enter(replan_id, year, by) == PREVIEWING
        await self.reach(replan_id, "previewed")
        return self.replan(replan_id)

    async def confirm(self, replan_id: str, sha256: str, by: Actor = QIAN) -> str | Refused:
        return await self.courier.tell_campaign(replan_id, CONFIRM, Said(by, sha256))

    async def abandon(self, replan_id: str, by: Actor = QIAN) -> str | Refused:
        return await self.courier.tell_campaign(replan_id, ABANDON, Said(by))

    async def until(self, condition: Callable[[], Awaitable[bool]]) -> None:
        await until(condition)

    async def relay(self) -> None:
        await relay_once(self.house.client, self.house.engine, older_than_seconds=0)

    async def reach(self, replan_id: str, standing: str) -> None:
        async def there() -> bool:
            return self.replan(replan_id).standing == standing

        await until(there)

    def replan(self, replan_id: str) -> Replan:
        found = self.ask(lambda c: campaign(c, replan_id))
        assert found is not None
        return found

    def effects(self, replan_id: str) -> dict[str, CaseEffect]:
        return {e.case_id: e for e in self.ask(lambda c: list(every_effect(c, replan_id)))}

    def totals(self, replan_id: str) -> Totals:
        return self.ask(lambda c: totals(c, replan_id))

    def open_deadlines(self, case_id: str) -> dict[tuple[str, str, str, str], date]:
        """The running deadlines of a case as the tables show them."""
        d = t.deadline.c
        found = select(t.deadline).where(d.case_id == case_id, d.standing == "open")
        rows = self.ask(lambda c: list(c.execute(found)))
        return {(r.kind, r.party, r.channel, r.matter): r.due for r in rows}

    def announcements(self, case_id: str) -> list[str]:
        return [a.key for a in self.house.acts(case_id) if a.act == "announce_calendar"]

    async def deadlines_held(self, case_id: str) -> tuple[Deadline, ...]:
        """The running deadlines the workflow itself holds."""
        state = await self.house.handle(case_id).query(ListingCaseWorkflow.state, rpc_timeout=PATIENCE)
        return state.open_deadlines()
