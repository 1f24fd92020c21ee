"""A list's standard in a record, and what a counter and an errand do with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine, select

from activities.proceeding_record import ProceedingRecord
from activities.record import Point, acts_after, nowhere
from activities.rooms import STANDARDS as ROOM
from models.contracts.errands import RecordReply, RecordRequest
from models.law.days import SHANGHAI
from models.law.lawbook import Lawbook
from models.law.list_standards import standard_law
from models.law.measures import text_digest
from models.law.standard_rules import StandardLaw
from models.records.acts import Act, Refused
from models.records.commands import Actor, Command
from models.records.list_standards import StandardState
from models.steps.standard_fields import standard_part
from models.tables.list_standards import STANDARD
from models.tables.packing import unpack
from models.tables.proceedings import ProceedingOpening, open_proceeding, receive_in
from models.tables.receiving import Sent
from models.tables.standard_schema import list_standard
from tests.record.house import BOOK, CALENDAR

LAW = standard_law(BOOK, "gb49-standards", date(2026, 3, 2))
DING, NING = Actor("ding", ("issuing-officer",)), Actor("ning", ("issuing-officer",))
TAN, FANG = Actor("tan", ("issuing-head",)), Actor("fang", ("commission-officer",))
PUBLIC = Actor("public", ("public",))
ENTERED = {
    "title": "示例管理办法", "department": "示例部", "list": "example-list", "scope": "nation",
    "rank": "departmental-rule",
    "text": "text-1", "document": "示例部令第9号", "in_force_on": "2022-01-01", "reason": "已施行的国家规定",
}  # fmt: skip
_PARTS = {"grounds": "第三条", "procedure": "第八条", "removal": "第二十条", "remedies": "第二十三条"}
DRAFT = {"text": "draft-1", "rank": "departmental-rule", "rank_reason": "尚无行政法规", **_PARTS}
PROPOSED = {
    "title": "示例管理办法", "department": "示例部", "list": "example-list", "scope": "nation",
    "category": "fair-market", "basis": "《示例法》第四十条", "basis_rank": "law", **DRAFT,
}  # fmt: skip
OPENED = {
    "until": "2026-04-01", "where": "示例部网站", "contact": "示例部法规司",
    "circles": ["lead", "departments", "market-subjects", "associations", "legal-services", "experts", "public"],
}  # fmt: skip
ADOPTED = {
    "rank": "departmental-rule", "rank_reason": "尚无行政法规", "text": "draft-1", "by_body": "示例部",
    "on": "2026-04-02", "document": "示例部令第10号", "removal": "第二十条", "procedure": "第八条",
    "remedies": "第二十三条",
}  # fmt: skip
PUBLISHED = {
    "text": "draft-1", "on": "2026-04-07", "in_force_on": "2026-05-01", "channels": ["credit-site", "department-site"],
    "shown": ["removal", "procedure", "remedies", "measures"], "where": "两网站",
}  # fmt: skip


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def sound(book: Lawbook = BOOK, notice: str = "gb49-standards", on: date = date(2026, 3, 2)) -> StandardLaw:
    """The law as if two people had confirmed all of it."""
    return replace(standard_law(book, notice, on), unreviewed=0, version=f"sound-{notice}")


class StandardHouse:
    """One standard beside the cases of a house."""

    def __init__(self, engine: Engine, file_id: str = "s", mode: str = "rehearsal", law: StandardLaw = LAW) -> None:
        self.engine, self.id = engine, file_id
        self.number = 0
        with engine.begin() as connection:
            opening = ProceedingOpening(
                file_id, mode, "示例部", "nation", "100000", law, CALENDAR, at("2026-03-02 09:00")
            )
            open_proceeding(connection, STANDARD, opening)

    def do(self, when: str, by: Actor, act: str, point: Point = nowhere, **body: Any) -> RecordReply:
        """Receive a command as a counter does, and have it recorded."""
        self.number += 1
        sent = Sent(f"{self.id}-{self.number:03d}", self.id, act, by, body, 0, legal_at=at(when))
        with self.engine.begin() as connection:
            receive_in(connection, STANDARD, sent)
        command = Command(sent.key, act, by, standard_part(act, body))
        request = RecordRequest(self.id, self.state().version, at(when), command)
        return ProceedingRecord(self.engine, ROOM, point).record(request)

    def clock(self, when: str) -> RecordReply:
        """Have recorded what has fallen due."""
        request = RecordRequest(self.id, self.state().version, at(when), None)
        return ProceedingRecord(self.engine, ROOM).record(request)

    def refused(self, when: str, by: Actor, act: str, **body: Any) -> Refused:
        reply = self.do(when, by, act, **body)
        assert reply.refused is not None, reply
        return reply.refused

    def done(self, when: str, by: Actor, act: str, **body: Any) -> Act:
        reply = self.do(when, by, act, **body)
        assert reply.refused is None, reply.refused
        return reply.acts[-1]

    def enter(self, when: str = "2026-03-02", **said: Any) -> None:
        """A standard in force, entered by two people."""
        body = {**ENTERED, **said}
        self.done(f"{when} 09:00", DING, "enter_standard", **body)
        self.done(f"{when} 10:00", TAN, "confirm_standard", text=body["text"])

    def consult(self) -> None:
        """A draft out for comment, on 2 March 2026."""
        self.done("2026-03-02 09:00", DING, "propose_standard", **PROPOSED)
        self.done("2026-03-02 10:00", TAN, "open_consultation", **OPENED)

    def adopt(self) -> None:
        """The short road from the consultation to the adoption: both leads agree, on 2 April."""
        for body in ("development-reform", "central-bank"):
            self.done("2026-03-03 09:00", NING, "request_opinion", body=body, to="示例部门")
            said = {"body": body, "finding": "agreed", "opinion": "同意", "on": "2026-03-10", "document": f"{body}-1"}
            self.done("2026-03-10 09:00", NING, "give_opinion", **said)
        self.done("2026-04-02 09:00", TAN, "adopt_standard", **ADOPTED)

    def state(self) -> StandardState:
        with self.engine.connect() as connection:
            found = connection.execute(select(list_standard.c.state).where(list_standard.c.id == self.id)).scalar_one()
        return unpack(StandardState, found)

    def acts(self) -> tuple[Act, ...]:
        with self.engine.connect() as connection:
            return acts_after(connection, self.id, 0)


def stand(engine: Engine, book: Lawbook, regime: str, on: date, file_id: str = "standard-real-2026-A") -> StandardHouse:
    """The standard of a list, entered and confirmed in a real file with what its law file says."""
    house = StandardHouse(engine, file_id, "real", sound())
    house.enter(list=regime, text=text_digest(book.instrument(regime, on)))
    return house
