"""A month of oversight in a record, and what a counter and an errand do with it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine, select

from activities.month_record import ROOM
from activities.proceeding_record import ProceedingRecord
from activities.record import acts_after
from models.contracts.errands import RecordReply, RecordRequest
from models.law.days import SHANGHAI
from models.law.oversight import HOUSE
from models.law.oversight_months import month_law
from models.records.acts import Act, Refused
from models.records.commands import Actor, Command
from models.records.oversight_months import MonthState
from models.steps.month_fields import month_part
from models.tables.month_schema import oversight_month
from models.tables.months import MONTH
from models.tables.packing import unpack
from models.tables.proceedings import ProceedingOpening, open_proceeding, receive_in
from models.tables.receiving import Sent
from tests.record.house import BOOK, CALENDAR

GAO, WEN, XU = Actor("gao", ("lead-officer",)), Actor("wen", ("lead-officer",)), Actor("xu", ("lead-head",))
HAN = Actor("han", ("unit-officer",))
LEAD = "示例市发展和改革委员会"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


class MonthHouse:
    """One month's file beside all that a record holds."""

    def __init__(self, engine: Engine, month_id: str = "m", mode: str = "rehearsal", lead: str = LEAD) -> None:
        self.engine, self.id, self.number = engine, month_id, 0
        law = month_law(BOOK, HOUSE, date(2026, 1, 5))
        opening = ProceedingOpening(month_id, mode, lead, "city", "141100", law, CALENDAR, at("2026-01-05 09:00"))
        with engine.begin() as connection:
            open_proceeding(connection, MONTH, opening)

    def do(self, when: str, by: Actor, act: str, **body: Any) -> RecordReply:
        """Receive a command and have it recorded."""
        self.number += 1
        key = f"{self.id}-{self.number:03d}"
        with self.engine.begin() as connection:
            receive_in(connection, MONTH, Sent(key, self.id, act, by, body, 0, legal_at=at(when)))
        command = Command(key, act, by, month_part(act, body))
        request = RecordRequest(self.id, self.state().version, at(when), command)
        return ProceedingRecord(self.engine, ROOM).record(request)

    def refused(self, when: str, by: Actor, act: str, **body: Any) -> Refused:
        reply = self.do(when, by, act, **body)
        assert reply.refused is not None, reply
        return reply.refused

    def done(self, when: str, by: Actor, act: str, **body: Any) -> Act:
        reply = self.do(when, by, act, **body)
        assert reply.refused is None, reply.refused
        return reply.acts[-1]

    def issue(self, month: str, when: str) -> MonthState:
        """A notice drawn, confirmed and issued in one morning."""
        self.done(f"{when} 09:00", GAO, "draw_notice", month=month)
        self.done(f"{when} 09:30", WEN, "confirm_notice", digest=self.digest())
        self.done(f"{when} 10:00", XU, "issue_notice")
        return self.state()

    def digest(self) -> str:
        notice = self.state().notice
        assert notice is not None
        return notice.digest

    def state(self) -> MonthState:
        asked = select(oversight_month.c.state).where(oversight_month.c.id == self.id)
        with self.engine.connect() as connection:
            return unpack(MonthState, connection.execute(asked).scalar_one())

    def acts(self) -> tuple[Act, ...]:
        with self.engine.connect() as connection:
            return acts_after(connection, self.id, 0)
