"""What the law says, as values: the bundle of dated rules one case is judged by.

A `Law` holds no article texts, only what `decide` needs, so that it can travel
in a workflow's start input; the words stand in `models.law.reading.LawBook`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cached_property

from models.law.days import Roll, Unit

_VERSION_LENGTH = 16


class Certainty(StrEnum):
    """How well a value is known, best to worst; `office` is the authority's own rule."""

    VERBATIM = "verbatim"
    SUMMARY = "summary"
    DERIVED = "derived"
    RECALL = "recall"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a rule stands: the instrument's short name and the article."""

    key: str
    instrument: str
    article: str
    certainty: Certainty

    def __str__(self) -> str:
        """The citation as an officer reads it."""
        if self.certainty is Certainty.OFFICE:
            return f"{self.instrument}（内部规则）{self.article}"
        return self.instrument + "、".join(_article(part) for part in self.article.split(", "))


def _article(part: str) -> str:
    """One article as Chinese law writes it; a document's own numbering stays as it is."""
    number, _, item = part.partition("(")
    if not number.isdigit():
        return part
    return f"第{number}条" + (f"第（{item.rstrip(')')}）项" if item else "")


@dataclass(frozen=True, slots=True)
class Period:
    """A period as the law writes it: so many units from an event."""

    key: str
    amount: int
    unit: Unit
    start: str
    roll: Roll
    citation: Citation


@dataclass(frozen=True, slots=True)
class Limit:
    """A number the law sets that counts no time: so many at the most."""

    key: str
    amount: int
    citation: Citation


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground for listing and the kinds of basis document it needs."""

    code: str
    basis_kinds: tuple[str, ...]
    citation: Citation


@dataclass(frozen=True, slots=True)
class ActRule:
    """Who may do an act, and whose earlier task bars the same person from it."""

    act: str
    roles: tuple[str, ...]
    apart_from: tuple[str, ...]
    citation: Citation


@dataclass(frozen=True)
class Law:
    """The rules of one regime with the general law under it, as in force on a day."""

    regime: str
    version: str
    in_force_on: date
    ends_on: date | None
    reviewed: bool
    grounds: tuple[Ground, ...]
    roles_listed: tuple[str, ...]
    principal_roles: tuple[str, ...]
    levels: tuple[str, ...]
    measures: tuple[str, ...]
    channels: tuple[str, ...]
    default_channels: tuple[str, ...]
    sharing_recipients: tuple[str, ...]
    measure_recipients: tuple[str, ...]
    materials: tuple[str, ...]
    personal_grounds: tuple[str, ...]
    service_methods: tuple[str, ...]
    notice_parts: tuple[str, ...]
    decision_parts: tuple[str, ...]
    switches: tuple[str, ...]
    periods: tuple[Period, ...]
    citations: tuple[Citation, ...]
    acts: tuple[ActRule, ...]
    heavy_penalties: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    unreviewed: int = 0
    # Local texts that were not issued after a review of measures.
    unconsented: tuple[str, ...] = ()

    def period(self, key: str) -> Period | None:
        """The period of that name, or None where the regime is silent."""
        return self._periods.get(key)

    def limit(self, key: str) -> Limit | None:
        """The limit of that name, or None where the law sets none."""
        return next((x for x in self.limits if x.key == key), None)

    def citation(self, key: str) -> Citation:
        """The citation of that name; a missing one is a fault of the law files."""
        return self._citations[key]

    def ground(self, code: str) -> Ground | None:
        """The ground of that code, or None."""
        return next((g for g in self.grounds if g.code == code), None)

    def holds(self, key: str) -> bool:
        """Whether a rule of that name stands in the law of the case."""
        return key in self._citations

    def act_rule(self, act: str) -> ActRule | None:
        """Who may do this act."""
        return self._acts.get(act)

    def says(self, switch: str) -> bool:
        """Whether the regime has that yes-or-no rule."""
        return switch in self.switches

    @cached_property
    def _periods(self) -> dict[str, Period]:
        return {p.key: p for p in self.periods}

    @cached_property
    def _citations(self) -> dict[str, Citation]:
        return {c.key: c for c in self.citations}

    @cached_property
    def open_acts(self) -> dict[tuple[str, bool], tuple[str, ...]]:
        """Which acts are open at which step under this law, as far as it was asked (`steps.barring`)."""
        return {}

    @cached_property
    def _acts(self) -> dict[str, ActRule]:
        return {a.act: a for a in self.acts}


def law_digest(law: Law) -> str:
    """The digest of a law's content (its own version left out)."""
    # A law pinned before it could say it leaves out what it does not say, and keeps its digest.
    empty = (name for name in ("unreviewed", "unconsented") if not getattr(law, name))
    left_out = ("version", *empty)
    content = "\n".join(f"{f.name}={getattr(law, f.name)!r}" for f in fields(law) if f.name not in left_out)
    return hashlib.sha256(content.encode()).hexdigest()[:_VERSION_LENGTH]


_HELD: dict[str, Law] = {}


def shared(law: Law) -> Law:
    """One object for equal laws.

    Cases carry their law by value; the version is a digest of the content, so
    all cases of a worker can share the first copy (memory, and warm indexes).
    """
    return _HELD.setdefault(law.version, law)
