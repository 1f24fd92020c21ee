"""Side proceedings inside a case: hearing, objection, suspension, recusal, succession, agents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.records.commands import as_day

OBJECTION, COMPLAINT, STAY, SHIELD = "objection", "complaint", "stay", "shield"
# Both take the name off every channel while they last; an objection or complaint takes off only measures.
HIDING = (STAY, SHIELD)


@dataclass(frozen=True, slots=True)
class Hearing:
    """A hearing (听证) asked for by these parties; held or lapsed when `over`."""

    parties: tuple[str, ...]
    on: date | None = None
    chair: str = ""
    over: bool = False


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection after listing (异议); unanswered while `finding` is empty."""

    party: str
    on: date
    finding: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """From when until when measures were suspended, and why; open while `until` is empty."""

    ground: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Recusal:
    """A recusal (回避) declared against a person; undecided while `outcome` is empty."""

    person: str
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Deputy:
    """Who stands in for whom, in which posts, from a day to a day, both included."""

    of: str
    to: str
    roles: tuple[str, ...]
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint about a measure (投诉), or an error its executor found; unanswered while `finding` is empty.

    `party` is empty where a department reports; `measure` where none is named.
    """

    party: str
    measure: str
    on: date
    finding: str = ""


@dataclass(frozen=True, slots=True)
class Undoing:
    """Where a wrongful measure is to be undone and reputation restored, and the day it was seen done."""

    recipient: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Agent:
    """An agent a party has appointed; who it is stays in the record."""

    party: str


@dataclass(frozen=True, slots=True)
class Succession:
    """A party that died or was dissolved, and whether somebody succeeds it."""

    party: str
    on: date
    succeeded: bool


@dataclass(frozen=True, slots=True)
class Basis:
    """The basis document as far as the law judges it; `mark` tells one document from another."""

    kind: str = ""
    mark: str = ""
    proposed: bool = False
    penalties: tuple[str, ...] = ()
    conduct_ended_on: date | None = None


def conduct_ended_on(opening: Mapping[str, Any]) -> date | None:
    """The day on which an opening says that the conduct ended; one that is no day is refused with its form."""
    basis = opening.get("basis")
    try:
        return as_day(basis.get("conduct_ended_on")) if isinstance(basis, Mapping) else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Earlier:
    """A revoked listing on the same unit: the document it stood on, its grounds, and why it fell."""

    mark: str
    grounds: tuple[str, ...]
    procedural: bool
