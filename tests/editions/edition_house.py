"""An edition in a record, and what a counter and an errand do with it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from activities.edition_record import EDITIONS as ROOM
from activities.proceeding_record import ProceedingRecord
from activities.record import acts_after
from desk.proceedingfile import file_of
from desk.serving_editions import EDITIONS
from models.contracts.errands import RecordReply, RecordRequest
from models.law.compiling import compilation_law
from models.law.days import SHANGHAI, law_day
from models.law.edition_rules import EditionLaw
from models.law.reading import read_yaml
from models.records.acts import Act, Refused
from models.records.commands import Actor, Command
from models.records.list_editions import EditionState
from models.steps.edition_fields import edition_part
from models.tables.edition_schema import list_edition
from models.tables.editions import EDITION
from models.tables.packing import unpack
from models.tables.proceedings import ProceedingOpening, open_proceeding, receive_in
from models.tables.receiving import Sent
from tests.record.house import BOOK, CALENDAR

DOCS = Path(__file__).parents[2] / "docs" / "editions"
LAW = compilation_law(BOOK, "gb49-editions", date(2026, 3, 2))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


class EditionHouse:
    """One edition beside the cases of a house."""

    def __init__(self, engine: Engine, edition_id: str = "e", mode: str = "rehearsal", law: EditionLaw = LAW) -> None:
        self.engine, self.id, self.number = engine, edition_id, 0
        self.record = ProceedingRecord(engine, ROOM)
        with engine.begin() as connection:
            opening = ProceedingOpening(
                edition_id, mode, "示例国家牵头部门", "nation", "000000", law, CALENDAR, at("2021-11-01 09:00")
            )
            open_proceeding(connection, EDITION, opening)

    def do(self, when: str, by: Actor, act: str, **body: Any) -> RecordReply:
        """Receive a command as a counter does, and have it recorded."""
        self.number += 1
        sent = Sent(f"{self.id}-{self.number:03d}", self.id, act, by, body, 0, legal_at=at(when))
        with self.engine.begin() as connection:
            receive_in(connection, EDITION, sent)
        command = Command(sent.key, sent.act, sent.by, edition_part(sent.act, sent.body))
        return self.record.record(RecordRequest(self.id, self.state().version, at(when), command))

    def done(self, when: str, by: Actor, act: str, **body: Any) -> Act:
        reply = self.do(when, by, act, **body)
        assert reply.refused is None, reply.refused
        return reply.acts[-1]

    def refused(self, when: str, by: Actor, act: str, **body: Any) -> Refused:
        reply = self.do(when, by, act, **body)
        assert reply.refused is not None, reply
        return reply.refused

    def state(self) -> EditionState:
        with self.engine.connect() as connection:
            asked = select(list_edition.c.state).where(list_edition.c.id == self.id)
            return unpack(EditionState, connection.execute(asked).scalar_one())

    def acts(self) -> tuple[Act, ...]:
        with self.engine.connect() as connection:
            return acts_after(connection, self.id, 0)


def told(engine: Engine, stem: str, until: str = "") -> EditionHouse:
    """An edition's file told into a record, event by event, up to an act (that one too) where one is named."""
    file = file_of(EDITIONS, read_yaml(DOCS / f"{stem}.yaml"))
    house = EditionHouse(engine, law=compilation_law(BOOK, file.law, law_day(file.events[0].at)))
    for event in file.events:
        if event.act != "advance":
            when = event.at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
            house.do(when, event.by, event.act, **event.body)
        if event.act == until:
            break
    return house
