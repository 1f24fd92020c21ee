"""A command: one act somebody asks for, as `decide` sees it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

CLOCK = "clock"
PARTY = "party"
ANY_OFFICER = "any-officer"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an officer with the roles held, a party, or the clock."""

    id: str
    roles: tuple[str, ...] = ()

    @property
    def is_party(self) -> bool:
        """Whether the act is a party's own filing."""
        return PARTY in self.roles


@dataclass(frozen=True, slots=True)
class Command:
    """An act asked for: its key, the actor, and the facts the law judges it by.

    `facts` holds identifiers, days and codes only. Free texts are replaced by
    the mark `GIVEN` before a command leaves the record, so that neither a
    workflow's history nor a log ever holds them.
    """

    key: str
    act: str
    by: Actor
    facts: dict[str, Any] = field(default_factory=dict)

    def day(self, name: str) -> date | None:
        """The day given under that name."""
        return as_day(self.facts.get(name))

    def word(self, name: str) -> str:
        """The word given under that name, empty where absent."""
        value = self.facts.get(name)
        return value if isinstance(value, str) else ""

    def words(self, name: str) -> tuple[str, ...]:
        """The words given under that name."""
        value = self.facts.get(name) or ()
        return tuple(value) if isinstance(value, (list, tuple)) else ()


# The post that a law names for what it leaves to anybody.
ANYBODY = "public"
GIVEN = "given"


def as_day(value: object) -> date | None:
    """A day from a date or its ISO spelling (facts travel as JSON)."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str) and value:
        return date.fromisoformat(value)
    return None
