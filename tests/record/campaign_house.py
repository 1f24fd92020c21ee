"""A campaign in a record, and what a counter and an errand do with it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from activities.campaign_record import campaign_record
from activities.record import Point, acts_after, nowhere
from models.contracts.errands import RecordReply, RecordRequest
from models.law.cleanup import campaign_law
from models.law.days import SHANGHAI
from models.records.acts import Act, Refused
from models.records.campaigns import CampaignState
from models.records.commands import Actor, Command
from models.steps.cleanup_fields import campaign_part
from models.tables.campaign_schema import campaign
from models.tables.campaigns import CAMPAIGN as KIND
from models.tables.packing import unpack
from models.tables.proceedings import ProceedingOpening, open_proceeding, receive_in
from models.tables.receiving import Sent
from tests.record.house import BOOK, CALENDAR, House

NOTICE = campaign_law(BOOK, "luliang-cleanup", date(2021, 1, 15))
WANG, QIAN, ZHOU = Actor("wang", ("lead-officer",)), Actor("qian", ("lead-head",)), Actor("zhou", ("lead-head",))
HAN = Actor("han", ("unit-officer",))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


class CampaignHouse:
    """One campaign beside the cases of a house."""

    def __init__(self, house: House, campaign_id: str = "k", mode: str = "rehearsal") -> None:
        self.house, self.id = house, campaign_id
        self.number = 0
        self.record = campaign_record(house.engine)
        with house.engine.begin() as connection:
            opening = ProceedingOpening(
                campaign_id, mode, "示例市发展和改革委员会", "city", "141100", NOTICE, CALENDAR, at("2021-01-15 16:00")
            )
            open_proceeding(connection, KIND, opening)

    def do(self, when: str, by: Actor, act: str, point: Point = nowhere, **body: Any) -> RecordReply:
        """Receive a command and have it recorded."""
        self.number += 1
        sent = Sent(f"{self.id}-{self.number:03d}", self.id, act, by, body, 0, legal_at=at(when))
        with self.house.engine.begin() as connection:
            receive_in(connection, KIND, sent)
        command = Command(sent.key, act, by, campaign_part(act, body))
        record = self.record if point is nowhere else campaign_record(self.house.engine, point)
        return record.record(RecordRequest(self.id, self.state().version, at(when), command))

    def refused(self, when: str, by: Actor, act: str, **body: Any) -> Refused:
        reply = self.do(when, by, act, **body)
        assert reply.refused is not None, reply
        return reply.refused

    def done(self, when: str, by: Actor, act: str, **body: Any) -> Act:
        reply = self.do(when, by, act, **body)
        assert reply.refused is None, reply.refused
        return reply.acts[-1]

    def open(self) -> None:
        self.done("2021-01-15 16:00", QIAN, "open_campaign", lead="fgw", level="city", name="示例市发展和改革委员会")

    def state(self) -> CampaignState:
        with self.house.engine.connect() as connection:
            found = connection.execute(select(campaign.c.state).where(campaign.c.id == self.id)).scalar_one()
        return unpack(CampaignState, found)

    def acts(self) -> tuple[Act, ...]:
        with self.house.engine.connect() as connection:
            return acts_after(connection, self.id, 0)
