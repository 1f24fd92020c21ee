"""The side roads of a case as its page shows them: what happened on each, and the spans that measures rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from models.records.cases import CaseState
from models.records.proceedings import COMPLAINT, OBJECTION, SHIELD, STAY
from portal.deciding import Door
from portal.telling import Happened
from portal.wording import Rule, Speech
from portal.words.groups import GROUPS

# What stands elsewhere on the page, or is the road itself.
_NOT_ASIDE = ("road",)
_SHOWN_ELSEWHERE = ("record_service", "confirm_leg")
# The rule by which measures rest.
_RULES = {
    OBJECTION: "objection-suspends-measures",
    COMPLAINT: "objection-suspends-measures",
    STAY: "stay",
    SHIELD: "bankruptcy_shield",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One side road: its name, and what happened on it, the earliest first."""

    code: str
    title: str
    rows: tuple[Happened, ...]


@dataclass(frozen=True, slots=True)
class Resting:
    """A span of days in which measures rest."""

    why: str
    since: date
    until: date | None
    rule: Rule | None


@dataclass(frozen=True, slots=True)
class Grouped:
    """The acts of one group."""

    code: str
    title: str
    doors: tuple[Door, ...]


def sides(speech: Speech, happened: Sequence[Happened]) -> list[Side]:
    """Every side road on which something happened."""
    made = []
    for code, title, acts in GROUPS:
        rows = tuple(h for h in reversed(happened) if h.act in acts and h.act not in _SHOWN_ELSEWHERE)
        if rows and code not in _NOT_ASIDE:
            made.append(Side(code, speech.t(*title), rows))
    return made


def resting(speech: Speech, state: CaseState) -> list[Resting]:
    """The spans in which measures rested, or rest."""
    made = []
    for span in state.suspended:
        why = speech.word("span", span.ground)
        made.append(Resting(why, span.since, span.until, speech.rule(_RULES[span.ground])))
    return made


def grouped(speech: Speech, doors: Iterable[Door]) -> list[Grouped]:
    """Acts by what they are for, in the order of the groups."""
    held = list(doors)
    made = []
    for code, title, acts in GROUPS:
        found = tuple(sorted((d for d in held if d.act in acts), key=lambda d: acts.index(d.act)))
        if found:
            made.append(Grouped(code, speech.t(*title), found))
    return made
