"""A campaign in the house of these tests: Lüliang's calendar played into the record as far as it is wanted."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import select

from activities.campaign_record import campaign_record
from desk.playing_beside import staged
from desk.proceedingfile import file_of
from desk.served import ProceedingFile
from desk.serving_campaigns import CAMPAIGNS, FILES_A_LEDGER
from desk.taking_ledgers import take_ledger
from models.contracts.errands import RecordReply, RecordRequest
from models.law.reading import read_yaml
from models.records.commands import Actor, Command
from models.steps.cleanup_fields import campaign_part
from models.tables import schema as t
from models.tables.campaigns import CAMPAIGN as KIND
from models.tables.ledger_keeping import waiting_ledger
from models.tables.ledgers import unit_ledger
from models.tables.opening import create_all, open_engine
from models.tables.proceedings import ProceedingOpening, open_proceeding, receive_in
from models.tables.receiving import Sent
from portal.sessions import make_account
from tests.portal.house import BOOK, PASSWORD, ROOT, House, at

CAMPAIGN = "cleanup-training-2021-TEST"
LULIANG = ROOT / "docs" / "campaigns" / "luliang-2021.yaml"
PEOPLE = {
    "gao": ("高牵头", ("lead-officer",)),
    "qiu": ("邱负责", ("lead-head",)),
    "ding": ("丁负责", ("lead-head",)),
    "han": ("韩经办", ("unit-officer",)),
    "jiang": ("蒋经办", ("unit-officer",)),
    "chen": ("陈经办", ("unit-officer",)),
    "wei": ("卫经办", ("unit-officer",)),
}
# Who acts in the file, by the accounts of the house.
_NAMED = {"wang": "gao", "qian": "qiu", "zhou": "ding"}


@cache
def told() -> ProceedingFile:
    return file_of(CAMPAIGNS, read_yaml(LULIANG))


@cache
def _accounts() -> list[dict[str, Any]]:
    engine = open_engine("sqlite://")
    create_all(engine)
    with engine.begin() as connection:
        for account, (name, roles) in PEOPLE.items():
            make_account(connection, account, name, roles, PASSWORD)
        return [dict(row._mapping) for row in connection.execute(select(t.account))]


def people(house: House) -> None:
    """The accounts of those who work in a campaign."""
    with house.engine.begin() as connection:
        connection.execute(t.account.insert(), _accounts())


def bring_campaign(house: House, upto: str, mode: str = "training") -> None:
    """Play the file's events up to an instant by the legal transaction itself; the clock then stands there."""
    played = staged(CAMPAIGNS, told(), BOOK)
    lead = told().lead
    people(house)
    with house.engine.begin() as connection:
        where = (lead["name"], lead["level"], "141100")
        opening = ProceedingOpening(CAMPAIGN, mode, *where, played.law, played.calendar, told().events[0].at)
        open_proceeding(connection, KIND, opening)
    for number, event in enumerate(told().events, start=1):
        if event.at > at(upto):
            break
        if event.attached is not None:
            take_ledger(house.engine, CAMPAIGN, event.body["unit"], event)
        body = dict(event.body)
        if event.act in FILES_A_LEDGER:
            body["digest"] = digest(house, body["unit"])
        act(house, event.at, event.by, event.act, body, f"{number:03d}")
    house.now = at(upto) + timedelta(minutes=10)


def digest(house: House, unit: str) -> str:
    with house.engine.connect() as connection:
        held = waiting_ledger(connection, CAMPAIGN, unit) or unit_ledger(connection, CAMPAIGN, unit)
    return held.digest if held else "0" * 64


def act(house: House, when: datetime, by: Actor, name: str, body: dict[str, Any], key: str) -> RecordReply:
    """Receive a command and have it recorded."""
    actor = Actor(_NAMED.get(by.id, by.id), by.roles)
    sent = Sent(f"{CAMPAIGN}-{key}", CAMPAIGN, name, actor, body, 0)
    with house.engine.begin() as connection:
        receive_in(connection, KIND, sent)
    command = Command(sent.key, name, actor, campaign_part(name, body))
    return campaign_record(house.engine).record(RecordRequest(CAMPAIGN, 0, when, command))
