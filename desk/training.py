"""Training data: accounts with passwords printed once, and a case to begin with."""

from __future__ import annotations

import secrets
import string
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, func, select

from desk.casefile import plain
from desk.places import HOUSE
from models.law.days import law_day
from models.law.editions import case_law
from models.law.lawbook import Lawbook
from models.law.reading import Place, read_yaml
from models.records.commands import Actor
from models.records.proceedings import conduct_ended_on
from models.tables import schema as t
from models.tables.receiving import Opening, Sent, open_file, receive
from models.tables.replanning import as_announced
from portal.sessions import make_account

TRAINING = HOUSE / "docs" / "cases" / "training.yaml"
_ALPHABET = "".join(c for c in string.ascii_letters + string.digits if c not in "0O1lI")
_LENGTH = 12


def make_training(engine: Engine, book: Lawbook, file: Path = TRAINING) -> list[tuple[str, str, str]]:
    """Make accounts and a first training case in an empty record; the passwords, or nothing later."""
    with engine.connect() as connection:
        if connection.execute(select(func.count()).select_from(t.account)).scalar_one():
            return []
    data = read_yaml(file)
    made = []
    with engine.begin() as connection:
        for person in data.rows("people"):
            password = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
            make_account(connection, person.text("id"), person.text("name"), person.words("roles"), password)
            made.append((person.text("id"), password, person.text("post")))
        _first_case(connection, book, data)
    return made


def _first_case(connection: Connection, book: Lawbook, data: Place) -> None:
    """A training case received from the first officer; the relay brings it to its workflow."""
    now = datetime.now(UTC).replace(microsecond=0)
    today = law_day(now)
    body = _body(data, today)
    law = case_law(book, data.text("regime"), today, since=conduct_ended_on(body))
    case_id = f"training-{today.year}-{secrets.token_hex(4)}"
    authority = data.inner("authority")
    calendar = as_announced(connection, book.calendar())
    where = (authority.text("name"), authority.text("level"), authority.text("region"))
    open_file(connection, Opening(case_id, "training", *where, law, calendar, now))
    by = data.inner("opened_by")
    actor = Actor(by.text("id"), by.words("roles"))
    receive(connection, Sent(f"{case_id}-open", case_id, "open_case", actor, body))


def _body(data: Place, today: date) -> dict[str, Any]:
    """The opening as an officer would have typed it, with its days counted back from today."""
    ordered = _days_before(today, data.whole("ordered_days_ago"))
    body: dict[str, Any] = plain(data.inner("body"))
    body["basis"] |= {
        "issued_on": ordered,
        "served_on": ordered,
        "effective_on": ordered,
        "performance_due_on": _days_before(today, data.whole("due_days_ago")),
    }
    return body


def _days_before(today: date, days: int) -> str:
    return date.fromordinal(today.toordinal() - days).isoformat()
