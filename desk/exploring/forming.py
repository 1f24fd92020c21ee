"""What a form of an act is, and what every form is made from: the law's codes, the world's people, today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from desk.exploring.worlds import World
from models.law.regimes import Law
from models.records.commands import GIVEN, PARTY, Actor

Facts = dict[str, Any]
DAY = date.resolution
LONG_BEFORE = 400 * DAY
NO_DAY = "not a day"
NOBODY_HERE = "p8"


class Form(NamedTuple):
    """One way to ask for an act; without `by` everybody whose post fits is tried."""

    act: str
    facts: Facts
    by: tuple[Actor, ...] | None = None


@dataclass(frozen=True, slots=True)
class Making:
    """What forms are made from."""

    world: World
    law: Law
    today: date

    @property
    def on(self) -> str:
        """Today as facts spell it."""
        return self.today.isoformat()

    @property
    def later(self) -> str:
        """A day that is still to come."""
        return (self.today + DAY).isoformat()

    @property
    def early(self) -> str:
        """A day long before."""
        return (self.today - LONG_BEFORE).isoformat()

    @property
    def unit(self) -> str:
        """The principal subject."""
        return self.world.parties[0].id

    @property
    def measures(self) -> list[str]:
        """The measures the notice tells: the first two of the list."""
        return list(self.law.measures[:2])

    @property
    def untold(self) -> str:
        """A measure of the list that no notice here tells."""
        return self.law.measures[-1]

    def by_party(self, party: str, **other: Any) -> Facts:
        """What a party's filing says."""
        return {"by_party": party, "on": self.on, **other}

    def basis(self, **other: Any) -> Facts:
        """The basis document, effective and its own period over; a penalty where the regime lists on one."""
        ordered = self.today - 15 * DAY
        kind = self.law.grounds[0].basis_kinds[0]
        with_unit = self.law.says("parties-listed-with-unit")
        named = [p.id for p in self.world.parties[: 1 if with_unit else None]]
        basis = {"kind": kind, "number": "m1", "issuer": GIVEN, "issued_on": ordered, "parties": named}
        if self.world.proposed:
            return {**_spelt(basis), "status": "proposed"}
        basis |= {"served_on": ordered, "effective_on": ordered}
        if self.law.says("basis-period-ended"):
            basis["performance_due_on"] = self.today - DAY
        if self.law.heavy_penalties:
            basis["penalties"] = [self.law.heavy_penalties[0]]
        return _spelt({**basis, **other})

    def opening(self, **other: Any) -> Facts:
        """What an opening says."""
        facts = {
            "grounds": [self.law.grounds[0].code],
            "basis": self.basis(),
            "parties": self.world.described,
            "level": self.world.level,
        }
        return {**facts, **other}

    def service(self, **other: Any) -> Facts:
        """What a recorded service says."""
        return {"document": "notice", "method": "direct", "on": self.on, "proof": GIVEN, **other}

    def announcement(self, **other: Any) -> Facts:
        """What a service by announcement says."""
        return self.service(method="announcement", unknown_whereabouts=GIVEN, **other)


def _spelt(facts: Facts) -> Facts:
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in facts.items()}


def filing(party: str) -> tuple[Actor, ...]:
    """The party by itself."""
    return (Actor(party, (PARTY,)),)


_NEVER = (
    NOBODY_HERE, "death", "television", "pigeon", "village", "no day", "NO-GROUND",
    "no-such-paper", "no-such-document", "no-such-ground", "no-such-post", "no-such-law",
)  # fmt: skip


def wrong_in_itself(form: Form, m: Making) -> bool:
    """Whether no case can take it: it names a code the law has not, a party unknown, or a day to come as done."""
    return any(word in _NEVER or word == m.later for word in _words(form.facts))


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _words(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _words(inner)
