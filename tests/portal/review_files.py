"""Reviews in the house of these tests: a file of docs/reviews played into the record as far as it is wanted."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import select

from activities.proceeding_record import ProceedingRecord
from activities.rooms import REVIEWS as ROOM
from desk.playing_beside import staged
from desk.proceedingfile import file_of as file_told
from desk.served import ProceedingFile
from desk.serving_reviews import REVIEWS
from models.contracts.errands import RecordRequest
from models.law.reading import read_yaml
from models.records.commands import Actor, Command
from models.steps.measure_fields import FIELDS, review_part
from models.tables import schema as t
from models.tables.measure_reviews import REVIEW
from models.tables.opening import create_all, open_engine
from models.tables.proceedings import ProceedingOpening, open_proceeding, receive_in
from models.tables.receiving import Sent
from portal.sessions import make_account
from tests.portal.house import BOOK, PASSWORD, ROOT, House, at

PEOPLE = {
    "ding": ("丁经办", ("issuing-officer",)),
    "tan": ("谭负责", ("issuing-head",)),
    "fang": ("方经办", ("commission-officer",)),
    "he": ("何负责", ("commission-head",)),
    "su": ("苏司法", ("judicial-officer",)),
    "luo": ("罗分管", ("commission-leader",)),
}


@cache
def file_of(name: str) -> ProceedingFile:
    return file_told(REVIEWS, read_yaml(ROOT / "docs" / "reviews" / f"{name}.yaml"))


@cache
def _accounts() -> list[dict[str, Any]]:
    engine = open_engine("sqlite://")
    create_all(engine)
    with engine.begin() as connection:
        for account, (name, roles) in PEOPLE.items():
            make_account(connection, account, name, roles, PASSWORD)
        return [dict(row._mapping) for row in connection.execute(select(t.account))]


def people(house: House) -> None:
    """The accounts of those who work in a review."""
    with house.engine.begin() as connection:
        connection.execute(t.account.insert(), _accounts())


def bring_review(house: House, name: str, upto: str, review_id: str = "", mode: str = "training") -> str:
    """Play a file's events up to an instant by the legal transaction itself; the clock then stands there."""
    told, review_id = file_of(name), review_id or f"review-training-{name}"
    played = staged(REVIEWS, told, BOOK)
    with house.engine.begin() as connection:
        where = (told.lead["name"], told.lead["level"], "141100")
        began = told.events[0].at
        opening = ProceedingOpening(review_id, mode, *where, played.law, played.calendar, began)
        open_proceeding(connection, REVIEW, opening)
    for number, event in enumerate(told.events, start=1):
        if event.at > at(upto):
            break
        if event.act in FIELDS:
            act(house, review_id, event.at, event.by, event.act, event.body, f"{number:03d}")
    house.now = at(upto) + timedelta(minutes=10)
    return review_id


def act(house: House, review_id: str, when: Any, by: Actor, name: str, body: dict[str, Any], key: str) -> Any:
    """Receive a command and have it recorded."""
    sent = Sent(f"{review_id}-{key}", review_id, name, by, body, 0)
    with house.engine.begin() as connection:
        receive_in(connection, REVIEW, sent)
    command = Command(sent.key, name, by, review_part(name, body))
    return ProceedingRecord(house.engine, ROOM).record(RecordRequest(review_id, 0, when, command))
