"""Files of honours in a record beside its cases, and what a counter and an errand do with them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine, select

from activities.honour_record import HONOURS
from activities.proceeding_record import ProceedingRecord
from activities.record import Point, acts_after, nowhere
from models.contracts.errands import RecordReply, RecordRequest
from models.law.days import SHANGHAI
from models.law.honours import honour_law
from models.records.acts import Act, Refused
from models.records.commands import Actor, Command
from models.records.honours import HonourState
from models.steps.honour_fields import honour_part
from models.tables.honour_schema import honour_file
from models.tables.honours import HONOUR
from models.tables.packing import unpack
from models.tables.proceedings import ProceedingOpening, open_proceeding, receive_in
from models.tables.receiving import Sent
from tests.honours.lives import HEAD, OFFICER, PUBLISHER
from tests.record.house import BOOK, CALENDAR

LAW = honour_law(BOOK, "huangshi-honours", date(2025, 9, 1))
# The body that decides the case W1, and another.
OWN_BODY, OTHER_BODY = "示例县人力资源和社会保障局", "示例县税务局"
# The subject that W1 lists.
LISTED_ONE = {
    "kind": "organisation", "name": "示例甲建筑劳务有限公司", "uscc": "91140100MA0TE5T16X",
}  # fmt: skip
CLEAN_ONE = {**LISTED_ONE, "name": "示例甲一装饰工程有限公司", "uscc": "91140100MA0TE6014B"}
PROPOSAL = {"class": "red-list", "standard": "s", "title": "诚信用工单位", "evidence": "三年无欠薪"}
STANDARD = {
    "name": "honest-employer", "title": "诚信用工单位认定标准", "origin": "own", "document": "示人社〔2025〕1号",
    "parts": ["conditions", "procedure", "validity", "exits", "remedies"], "aligned_with": "省级标准", "text": "d1",
}  # fmt: skip


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


class HonourHouse:
    """One file beside the cases of a house."""

    def __init__(
        self,
        engine: Engine,
        file_id: str = "h",
        body: str = OWN_BODY,
        mode: str = "rehearsal",
        at_point: Point = nowhere,
    ) -> None:
        self.engine, self.id, self.number = engine, file_id, 0
        self.record = ProceedingRecord(engine, HONOURS, at_point)
        opening = ProceedingOpening(file_id, mode, body, "county", "140121", LAW, CALENDAR, at("2025-09-01 09:00"))
        with engine.begin() as connection:
            open_proceeding(connection, HONOUR, opening)

    def receive(self, when: str, by: Actor, act: str, **body: Any) -> Sent:
        """Receive a command as a counter does."""
        self.number += 1
        sent = Sent(f"{self.id}-{self.number:03d}", self.id, act, by, body, 0, legal_at=at(when))
        with self.engine.begin() as connection:
            receive_in(connection, HONOUR, sent)
        return sent

    def ask(self, sent: Sent) -> RecordReply:
        """Have it decided and recorded as the errand does."""
        command = Command(sent.key, sent.act, sent.by, honour_part(sent.act, sent.body))
        assert sent.legal_at is not None
        return self.record.record(RecordRequest(self.id, 0, sent.legal_at, command))

    def done(self, when: str, by: Actor, act: str, /, **body: Any) -> HonourState:
        """Receive and record what must be done."""
        reply = self.ask(self.receive(when, by, act, **body))
        assert reply.refused is None, reply.refused
        return self.state()

    def refused(self, when: str, by: Actor, act: str, /, **body: Any) -> Refused:
        """Receive and record what must be refused."""
        reply = self.ask(self.receive(when, by, act, **body))
        assert reply.refused is not None
        return reply.refused

    def tick(self, when: str) -> RecordReply:
        """What the workflow's timer asks for."""
        return self.record.record(RecordRequest(self.id, 0, at(when)))

    def state(self) -> HonourState:
        """The projection."""
        with self.engine.connect() as connection:
            found = select(honour_file.c.state).where(honour_file.c.id == self.id)
            return unpack(HonourState, connection.execute(found).scalar_one())

    def acts(self) -> tuple[Act, ...]:
        """All acts of the file."""
        with self.engine.connect() as connection:
            return acts_after(connection, self.id, 0)


def standard(
    engine: Engine, file_id: str = "s", body: str = OWN_BODY, day: str = "2025-09-01", **more: Any
) -> HonourHouse:
    """A standard, published (of the nation where nothing else is said)."""
    house = HonourHouse(engine, file_id, body)
    house.done(f"{day} 09:00", OFFICER, "draft_standard", **{**STANDARD, "origin": "nation", **more})
    publish = {"on": day, "in_force_on": day, "where": "门户网站", "text": "d1"}
    house.done(f"{day} 10:00", HEAD, "publish_standard", **publish)
    return house


def honoured(
    engine: Engine, file_id: str = "h", body: str = OWN_BODY, subject: dict[str, Any] | None = None
) -> HonourHouse:
    """An honour recognised and shown in September 2025, under the standard `s`."""
    house = HonourHouse(engine, file_id, body)
    house.done("2025-09-02 09:00", OFFICER, "propose_honour", subject=subject or LISTED_ONE, **PROPOSAL)
    house.done("2025-09-03 09:00", HEAD, "recognise_honour", until="2026-12-31", reasons="符合标准")
    house.done("2025-09-03 10:00", PUBLISHER, "publish_honour", channels=["own-site", "credit-china"], on="2025-09-03")
    return house
