"""A file of protection in a record, and what a counter and an errand do with it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from activities.proceeding_record import ProceedingRecord
from activities.record import acts_after
from activities.rooms import PROTECTIONS as ROOM
from desk.proceedingfile import file_of
from desk.serving_protections import PROTECTIONS
from models.contracts.errands import RecordReply, RecordRequest
from models.law.days import SHANGHAI, law_day
from models.law.protection import protection_law
from models.law.protection_rules import ProtectionLaw
from models.law.reading import read_yaml
from models.records.acts import Act, Refused
from models.records.commands import Actor, Command
from models.records.protection import ProtectionState
from models.steps.protection_fields import protection_part
from models.tables.opening import create_all, open_engine
from models.tables.packing import unpack
from models.tables.proceedings import ProceedingOpening, open_proceeding, receive_in
from models.tables.protection_schema import protection_file
from models.tables.protections import PROTECTION
from models.tables.receiving import Sent
from tests.record.house import BOOK, CALENDAR

DOCS = Path(__file__).parents[2] / "docs" / "protection"
LAW = protection_law(BOOK, "gb49-protection", date(2026, 3, 2))
FANG, HE = Actor("fang", ("security-officer",)), Actor("he", ("security-head",))
LI, PARTY = Actor("li", ("credit-officer",)), Actor("p1", ("party",))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


class ProtectionHouse:
    """One file of protection beside the cases of a house."""

    def __init__(self, engine: Engine, file_id: str = "p", mode: str = "rehearsal", law: ProtectionLaw = LAW) -> None:
        self.engine, self.id, self.number = engine, file_id, 0
        self.record = ProceedingRecord(engine, ROOM)
        opening = ProceedingOpening(
            file_id, mode, "示例市公共信用信息中心", "city", "141100", law, CALENDAR, at("2026-03-02 09:00")
        )
        with engine.begin() as connection:
            open_proceeding(connection, PROTECTION, opening)

    def do(self, when: str, by: Actor, act: str, **body: Any) -> RecordReply:
        """Receive a command and have it recorded."""
        self.number += 1
        sent = Sent(f"{self.id}-{self.number:03d}", self.id, act, by, body, 0, legal_at=at(when))
        with self.engine.begin() as connection:
            receive_in(connection, PROTECTION, sent)
        command = Command(sent.key, act, by, protection_part(act, body))
        return self.record.record(RecordRequest(self.id, self.state().version, at(when), command))

    def refused(self, when: str, by: Actor, act: str, **body: Any) -> Refused:
        reply = self.do(when, by, act, **body)
        assert reply.refused is not None, reply
        return reply.refused

    def done(self, when: str, by: Actor, act: str, **body: Any) -> Act:
        reply = self.do(when, by, act, **body)
        assert reply.refused is None, reply.refused
        return reply.acts[-1]

    def state(self) -> ProtectionState:
        own = select(protection_file.c.state).where(protection_file.c.id == self.id)
        with self.engine.connect() as connection:
            return unpack(ProtectionState, connection.execute(own).scalar_one())

    def acts(self) -> tuple[Act, ...]:
        with self.engine.connect() as connection:
            return acts_after(connection, self.id, 0)


def record_of(folder: Path, stem: str) -> tuple[Engine, ProtectionHouse]:
    """A file of the docs told into a record of its own."""
    engine = open_engine(f"sqlite:///{folder}/{stem}.db")
    create_all(engine)
    told = file_of(PROTECTIONS, read_yaml(DOCS / f"{stem}.yaml"))
    house = ProtectionHouse(engine, law=protection_law(BOOK, told.law, law_day(told.events[0].at)))
    for event in told.events:
        house.do(event.at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M"), event.by, event.act, **event.body)
    return engine, house
