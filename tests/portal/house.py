"""A house for these tests: a real record in a file, officers, and a case brought where it is wanted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select
from starlette.testclient import TestClient

from activities.record import Record
from desk.casefile import ADVANCE, read_case_file
from desk.casefile import CaseFile as Told
from models.contracts.errands import RecordRequest
from models.law.days import SHANGHAI
from models.law.lawbook import Lawbook
from models.law.regimes import Law
from models.records.commands import Actor, Command
from models.steps.forms import legal_part
from models.tables import schema as t
from models.tables.opening import create_all, open_engine
from models.tables.receiving import Opening, Sent, open_file, receive
from portal.app import make_app
from portal.sessions import make_account
from portal.settings import Settings

ROOT = Path(__file__).parents[2]
BOOK = Lawbook()
FILES = {
    file.stem.partition("-")[0]: file
    for folder in (ROOT / "tests" / "given" / "cases", ROOT / "docs" / "cases")
    for file in sorted(folder.glob("[A-Z]*[0-9]-*.yaml"))
}
W1 = read_case_file(ROOT / "tests" / "given" / "cases" / "W1-wages-life.yaml")
OFFICERS = {
    "li": ("李承办", ("case-officer", "head")),
    "wang": ("王承办", ("case-officer",)),
    "zhao": ("赵法审", ("legal-reviewer",)),
    "qian": ("钱负责", ("head",)),
    "sun": ("孙公示", ("publisher",)),
    "zhou": ("周修复", ("restoration-officer",)),
}
PASSWORD = "correct horse 电池"
NAMES = ("示例甲建筑劳务有限公司", "张示例")
NUMBERS = ("91140100MA0TE5T16X", "14010019800101001X")


def at(text: str) -> datetime:
    """An instant of Shanghai."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(UTC)


@dataclass
class House:
    """The record, the clock that tests set, and the lines logged."""

    settings: Settings
    engine: Engine
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    lines: list[str] = field(default_factory=list)

    def log(self, event: str, **fields: Any) -> None:
        self.lines.append(f"{event} {fields}")

    def client(self) -> TestClient:
        app = make_app(self.settings, clock=lambda: self.now, log=self.log, book=BOOK)
        return TestClient(app, follow_redirects=False)

    def rows(self, table: Any) -> list[Any]:
        with self.engine.connect() as connection:
            return list(connection.execute(select(table)))

    def bring(self, case_id: str, upto: int, mode: str = "training", told: Told = W1) -> None:
        """Play the first acts of a case file by the legal transaction itself; the clock then stands at the last."""
        bring(self.engine, case_id, upto, mode, told)
        self.now = told.events[:upto][-1].at + timedelta(minutes=10)

    def act(
        self,
        record: Record,
        case_id: str,
        key: str,
        by: Actor,
        act: str,
        body: dict[str, Any],
        when: datetime,
    ) -> None:
        do(record, Sent(key, case_id, act, by, body), when)

    def act_at(self, when: str, case_id: str, who: str, act: str, body: dict[str, Any]) -> None:
        """An officer of the house acts at an instant of Shanghai; the clock then stands there."""
        self.now = at(when)
        sent = Sent(f"{case_id}-{who}-{act}", case_id, act, Actor(who, OFFICERS[who][1]), body)
        do(Record(self.engine), sent, self.now)

    def stop(self) -> None:
        self.engine.dispose()


def bring(
    engine: Engine, case_id: str, upto: int, mode: str = "training", told: Told = W1, law: Law | None = None
) -> None:
    """Play the first acts of a case file into a record by the legal transaction itself."""
    first = told.events[0]
    law = law or BOOK.law(told.regime, first.at.date(), told.local)
    years = BOOK.calendar().years
    calendar = BOOK.calendar_for(years[0].year, years[-1].year, told.known_until)
    with engine.begin() as connection:
        where = (told.authority["name"], told.authority["level"], told.authority["region"])
        open_file(connection, Opening(case_id, mode, *where, law, calendar, first.at))
    record = Record(engine)
    for number, event in enumerate(told.events[:upto], start=1):
        if event.act == ADVANCE:
            record.record(RecordRequest(case_id, 0, event.at))
        else:
            do(record, Sent(f"{case_id}-{number:03d}", case_id, event.act, event.by, event.body), event.at)


def do(record: Record, sent: Sent, when: datetime) -> None:
    """Receive a command and have it decided at an instant."""
    with record.engine.begin() as connection:
        receive(connection, sent)
    command = Command(sent.key, sent.act, sent.by, legal_part(sent.act, sent.body))
    record.record(RecordRequest(sent.case_id, 0, when, command))


@cache
def _accounts() -> list[dict[str, Any]]:
    """The officers' rows as the counter makes them; hashing is slow on purpose, so it is done once."""
    engine = open_engine("sqlite://")
    create_all(engine)
    with engine.begin() as connection:
        for account, (name, roles) in OFFICERS.items():
            make_account(connection, account, name, roles, PASSWORD)
        return [dict(row._mapping) for row in connection.execute(select(t.account))]


def make_house(folder: Path, *, temporal: str = "127.0.0.1:1") -> House:
    """A fresh record with the officers of W1; Temporal is away unless its address is given."""
    url = f"sqlite:///{folder / 'record.db'}"
    engine = open_engine(url)
    create_all(engine)
    (folder / "papers").mkdir(exist_ok=True)
    patience = timedelta(seconds=1 if temporal.endswith(":1") else 20)
    settings = Settings(url, temporal, folder / "papers", patience=patience)
    with engine.begin() as connection:
        connection.execute(t.account.insert(), _accounts())
    return House(settings, engine)


def hidden(page: str, name: str) -> str:
    """The value of a hidden field of the page's main form (the last one of that name)."""
    found = re.findall(rf'<input type="hidden" name="{name}" value="([^"]*)"', page)
    assert found, f"no hidden field {name}"
    return unescape(found[-1])


def told(page: str) -> str:
    """The text of a page, without its markup."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def signed_in(house: House, who: str) -> TestClient:
    """A browser of that officer."""
    client = house.client()
    answer = client.post("/sign-in", data={"name": who, "password": PASSWORD})
    assert answer.status_code == 303
    return client


def sheet(client: TestClient, address: str) -> dict[str, str]:
    """The hidden fields of the form on a page."""
    page = client.get(address).text
    return {name: hidden(page, name) for name in ("csrf", "key", "version") if f'name="{name}"' in page}


def send(
    client: TestClient, address: str, typed: Mapping[str, Any], held: Mapping[str, str] | None = None
) -> Any:
    """Fill in the form on a page and send it."""
    return client.post(address, data={**(held or sheet(client, address)), **typed})


OPENING: dict[str, Any] = {
    "mode": "training",
    "grounds": "HRSS-5-1",
    "basis.kind": "order-to-pay",
    "basis.number": "示人社监令字〔2026〕第1号",
    "basis.issuer": "示例县人力资源和社会保障局",
    "basis.issued_on": "2026-11-02",
    "basis.served_on": "2026-11-02",
    "basis.effective_on": "2026-11-02",
    "basis.performance_due_on": "2026-11-16",
    "basis.parties": "p1",
    "count": "2",
    "parties[1].kind": "organisation",
    "parties[1].role": "employer",
    "parties[1].name": NAMES[0],
    "parties[1].uscc": NUMBERS[0],
    "parties[2].kind": "person",
    "parties[2].role": "legal-representative",
    "parties[2].name": NAMES[1],
    "parties[2].id_number": NUMBERS[1],
}
