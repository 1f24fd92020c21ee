"""Confirmations of law as they are stored: two people, the gazette, and the value as it stood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from models.law.reviewing import Value
from models.records.commands import Actor
from models.steps.reviewing import Seen
from models.tables.schema import law_confirmation


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One value confirmed: which, as it stood, where it was read, by whom and when."""

    key: str
    sha256: str
    seen: Seen
    people: tuple[str, str]
    at: datetime


def confirmed(connection: Connection) -> frozenset[str]:
    """The digests of all values two people have confirmed, each as it stood."""
    return frozenset(connection.execute(select(law_confirmation.c.sha256)).scalars())


def confirmations(connection: Connection, text: str, in_force_on: date) -> tuple[Confirmation, ...]:
    """The confirmations of one text, by value and in the order they were made."""
    c = law_confirmation.c
    found = select(law_confirmation).where(c.text == text, c.in_force_on == in_force_on)
    return tuple(
        Confirmation(
            row.value_key,
            row.sha256,
            Seen(row.gazette, row.page, row.gazette_on),
            (row.confirmed_by, row.beside),
            row.confirmed_at,
        )
        for row in connection.execute(found.order_by(c.value_key, c.confirmed_at))
    )


def keep_confirmation(
    connection: Connection, values: tuple[Value, ...], seen: Seen, people: tuple[Actor, Actor], at: datetime
) -> None:
    """Write what two people have confirmed; a value confirmed as it stands is not written again."""
    held = confirmed(connection)
    rows = [
        {
            "text": v.text,
            "in_force_on": v.in_force_on,
            "value_key": v.key,
            "sha256": v.sha256,
            "content": v.content,
            "gazette": seen.gazette,
            "page": seen.page,
            "gazette_on": seen.gazette_on,
            "confirmed_by": people[0].id,
            "beside": people[1].id,
            "confirmed_at": at,
        }
        for v in values
        if v.sha256 not in held
    ]
    if rows:
        connection.execute(law_confirmation.insert(), rows)
