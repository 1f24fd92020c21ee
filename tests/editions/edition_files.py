"""Editions in the house of the counter's tests: a file of docs/editions played into the record as far as is wanted."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import select

from activities.edition_record import EDITIONS as ROOM
from activities.proceeding_record import ProceedingRecord
from desk.playing_beside import staged
from desk.proceedingfile import file_of as file_told
from desk.served import ProceedingFile
from desk.serving_editions import EDITIONS
from models.contracts.errands import RecordReply, RecordRequest
from models.law.reading import read_yaml
from models.records.commands import Actor, Command
from models.records.list_editions import EditionState
from models.steps.edition_fields import FIELDS, edition_part
from models.tables import schema as t
from models.tables.edition_schema import list_edition
from models.tables.editions import EDITION
from models.tables.opening import create_all, open_engine
from models.tables.packing import unpack
from models.tables.proceedings import ProceedingOpening, open_proceeding, receive_in
from models.tables.receiving import Sent
from portal.sessions import make_account
from tests.portal.house import BOOK, PASSWORD, ROOT, House, at

PEOPLE = {
    "liao": ("廖经办", ("lead-officer",)),
    "he": ("何牵头", ("lead-head",)),
    "meng": ("孟成员", ("member-officer",)),
    "an": ("安审定", ("approving-head",)),
    "fa": ("法审核", ("legal-reviewer",)),
}


@cache
def file_of(name: str) -> ProceedingFile:
    return file_told(EDITIONS, read_yaml(ROOT / "docs" / "editions" / f"{name}.yaml"))


@cache
def _accounts() -> list[dict[str, Any]]:
    engine = open_engine("sqlite://")
    create_all(engine)
    with engine.begin() as connection:
        for account, (name, roles) in PEOPLE.items():
            make_account(connection, account, name, roles, PASSWORD)
        return [dict(row._mapping) for row in connection.execute(select(t.account))]


def people(house: House) -> None:
    """The accounts of those who work on an edition."""
    with house.engine.begin() as connection:
        connection.execute(t.account.insert(), _accounts())


def bring_edition(house: House, name: str, upto: str, edition_id: str = "", mode: str = "training") -> str:
    """Play a file's events up to an instant by the legal transaction itself; the clock then stands there."""
    told, edition_id = file_of(name), edition_id or f"edition-training-{name}"
    played = staged(EDITIONS, told, BOOK)
    with house.engine.begin() as connection:
        where = (told.lead["name"], told.lead["level"], told.lead["region"])
        began = told.events[0].at
        opening = ProceedingOpening(edition_id, mode, *where, played.law, played.calendar, began)
        open_proceeding(connection, EDITION, opening)
    for number, event in enumerate(told.events, start=1):
        if event.at > at(upto):
            break
        if event.act in FIELDS:
            body = event.body
            if event.act == "approve_edition":
                body = {**body, "effect": state_of(house, edition_id).effect}
            act(house, edition_id, event.at, event.by, event.act, body, f"{number:03d}")
    house.now = at(upto) + timedelta(minutes=10)
    return edition_id


def act(house: House, edition_id: str, when: Any, by: Actor, name: str, body: dict[str, Any], key: str) -> RecordReply:
    """Receive a command and have it recorded."""
    sent = Sent(f"{edition_id}-{key}", edition_id, name, by, body, 0)
    with house.engine.begin() as connection:
        receive_in(connection, EDITION, sent)
    command = Command(sent.key, name, by, edition_part(name, body))
    return ProceedingRecord(house.engine, ROOM).record(RecordRequest(edition_id, 0, when, command))


def state_of(house: House, edition_id: str) -> EditionState:
    with house.engine.connect() as connection:
        asked = select(list_edition.c.state).where(list_edition.c.id == edition_id)
        return unpack(EditionState, connection.execute(asked).scalar_one())
