"""A review in a record, and what a counter and an errand do with it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine, select

from activities.proceeding_record import ProceedingRecord
from activities.record import Point, acts_after, nowhere
from activities.rooms import REVIEWS as ROOM
from models.contracts.errands import RecordReply, RecordRequest
from models.law.days import SHANGHAI
from models.law.measure_rules import MeasureLaw
from models.law.measures import review_law
from models.records.acts import Act, Refused
from models.records.commands import Actor, Command
from models.records.measure_reviews import ReviewState
from models.steps.measure_fields import review_part
from models.tables.measure_reviews import REVIEW
from models.tables.measure_schema import measure_review
from models.tables.packing import unpack
from models.tables.proceedings import ProceedingOpening, open_proceeding, receive_in
from models.tables.receiving import Sent
from tests.record.house import BOOK, CALENDAR

LAW = review_law(BOOK, "measure-house", date(2025, 9, 1))
DING, TAN = Actor("ding", ("issuing-officer",)), Actor("tan", ("issuing-head",))
FANG, HE = Actor("fang", ("commission-officer",)), Actor("he", ("commission-head",))
MEASURE = {
    "title": "示例办法", "department": "示例市局", "level": "city", "kind": "reward", "object": "organisation",
    "trigger": "record", "text": "t-1", "instrument": "example",
}  # fmt: skip


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


class ReviewHouse:
    """One review beside the cases of a house."""

    def __init__(self, engine: Engine, review_id: str = "r", mode: str = "rehearsal", law: MeasureLaw = LAW) -> None:
        self.engine, self.id = engine, review_id
        self.number = 0
        self.record = ProceedingRecord(engine, ROOM)
        with engine.begin() as connection:
            opening = ProceedingOpening(
                review_id, mode, "示例市发展和改革委员会", "city", "141100", law, CALENDAR, at("2025-09-01 09:00")
            )
            open_proceeding(connection, REVIEW, opening)

    def receive(self, when: str, by: Actor, act: str, **body: Any) -> Sent:
        """Receive a command as a counter does."""
        self.number += 1
        sent = Sent(f"{self.id}-{self.number:03d}", self.id, act, by, body, 0, legal_at=at(when))
        with self.engine.begin() as connection:
            receive_in(connection, REVIEW, sent)
        return sent

    def do(self, when: str, by: Actor, act: str, point: Point = nowhere, **body: Any) -> RecordReply:
        """Receive a command and have it recorded."""
        return self.send(self.receive(when, by, act, **body), point)

    def tell(self, when: datetime, by: Actor, act: str, body: dict[str, Any]) -> RecordReply:
        """One event of a review file, done or refused."""
        return self.do(when.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M"), by, act, **body)

    def send(self, sent: Sent, point: Point = nowhere) -> RecordReply:
        """Have a received command recorded."""
        command = Command(sent.key, sent.act, sent.by, review_part(sent.act, sent.body))
        record = self.record if point is nowhere else ProceedingRecord(self.engine, ROOM, point)
        when = sent.legal_at
        assert when is not None
        return record.record(RecordRequest(self.id, self.state().version, when, command))

    def refused(self, when: str, by: Actor, act: str, **body: Any) -> Refused:
        reply = self.do(when, by, act, **body)
        assert reply.refused is not None, reply
        return reply.refused

    def done(self, when: str, by: Actor, act: str, **body: Any) -> Act:
        reply = self.do(when, by, act, **body)
        assert reply.refused is None, reply.refused
        return reply.acts[-1]

    def issue(self, **measure: str) -> None:
        """The whole road of an ordinary reward."""
        said = {**MEASURE, **measure}
        self.done("2025-09-01 09:00", DING, "propose_measure", **said)
        self.done("2025-09-02 09:00", FANG, "find_impact", impact="ordinary", reasons="范围小")
        self.done("2025-09-03 09:00", HE, "consent_measure", document="示发改函1号")
        self.done(
            "2025-09-04 09:00", TAN, "issue_measure",
            document="示局发1号", on="2025-09-04", in_force_on="2025-10-01", text=said["text"],
        )  # fmt: skip

    def stop(self) -> None:
        """An incident that stops the measure."""
        self.done(
            "2025-11-03 09:00", FANG, "record_incident", incident="e", on="2025-11-02", source="网", description="报道"
        )
        self.done(
            "2025-11-04 09:00",
            DING,
            "answer_incident",
            incident="e",
            on="2025-11-04",
            finding="stopped",
            reasons="停止",
        )

    def state(self) -> ReviewState:
        with self.engine.connect() as connection:
            found = connection.execute(
                select(measure_review.c.state).where(measure_review.c.id == self.id)
            ).scalar_one()
        return unpack(ReviewState, found)

    def acts(self) -> tuple[Act, ...]:
        with self.engine.connect() as connection:
            return acts_after(connection, self.id, 0)
