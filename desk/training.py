"""Training data: accounts with passwords printed once, and a case to begin with."""

from __future__ import annotations

import secrets
import string
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, func, select

from models.law.days import law_day
from models.law.lawbook import Lawbook
from models.records.commands import Actor
from models.tables import schema as t
from models.tables.receiving import Opening, Sent, open_file, receive
from portal.sessions import make_account

# Invented people, one a post; the same ids as in the show case.
PEOPLE = (
    ("li", "李承办", ("case-officer",), "承办人 case officer"),
    ("wang", "王承办", ("case-officer",), "承办人 case officer"),
    ("zhao", "赵审核", ("legal-reviewer",), "法制审核 legal reviewer"),
    ("qian", "钱负责", ("head",), "负责人 head"),
    ("sun", "孙公示", ("publisher",), "公示岗 publisher"),
    ("zhou", "周修复", ("restoration-officer",), "修复岗 restoration officer"),
)
_ALPHABET = "".join(c for c in string.ascii_letters + string.digits if c not in "0O1lI")
_LENGTH = 12
REGIME = "mohrss-wages"
AUTHORITY = ("示例县人力资源和社会保障局", "county", "140121")


def make_training(engine: Engine, book: Lawbook) -> list[tuple[str, str, str]]:
    """Make accounts and a first training case in an empty record; the passwords, or nothing later."""
    with engine.connect() as connection:
        if connection.execute(select(func.count()).select_from(t.account)).scalar_one():
            return []
    made = []
    with engine.begin() as connection:
        for name, shown, posts, words in PEOPLE:
            password = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
            make_account(connection, name, shown, posts, password)
            made.append((name, password, words))
        _first_case(connection, book)
    return made


def _first_case(connection: Any, book: Lawbook) -> None:
    """A training case received from the first officer; the relay brings it to its workflow."""
    now = datetime.now(UTC).replace(microsecond=0)
    today = law_day(now)
    law = book.law(REGIME, today)
    years = book.calendar().years
    calendar = book.calendar_for(years[0].year, years[-1].year)
    case_id = f"training-{today.year}-{secrets.token_hex(4)}"
    open_file(connection, Opening(case_id, "training", *AUTHORITY, law, calendar, now))
    # The order and its time to pay lie in the weeks before today; no rule is stated here.
    ordered, due = (today - timedelta(weeks=3)).isoformat(), (today - timedelta(weeks=1)).isoformat()
    body = {
        "grounds": [law.grounds[0].code],
        "basis": {
            "kind": law.grounds[0].basis_kinds[0],
            "number": f"示人社监令字〔{today.year}〕第88号",
            "issuer": AUTHORITY[0],
            "issued_on": ordered,
            "served_on": ordered,
            "effective_on": ordered,
            "performance_due_on": due,
            "parties": ["p1"],
        },
        "level": AUTHORITY[1],
        "parties": [
            {
                "id": "p1",
                "kind": "organisation",
                "role": "employer",
                "name": "示例丰登装饰工程有限公司",
                "uscc": "91140100MA0TE5T24Q",
            },
            {
                "id": "p2",
                "kind": "person",
                "role": "legal-representative",
                "name": "陈示例",
                "id_number": "14010019800101001X",
            },
        ],
    }
    receive(connection, Sent(f"{case_id}-open", case_id, "open_case", Actor("li", ("case-officer",)), body))
