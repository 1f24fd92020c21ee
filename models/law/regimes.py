"""What the law says, as values: the bundle of dated rules one case is judged by.

A `Law` holds no article texts, only what `decide` needs, so that it can travel
in a workflow's start input; the words stand in `models.law.reading.LawBook`.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from models.law.days import Roll, Unit
from models.law.lightest import lightest
from models.law.outside import Outside

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
    """A period as the law writes it: so many units from an event.

    A row that holds for some grounds only names them, and stands under a key of its own, as `publication_end.grave`.
    """

    key: str
    amount: int
    unit: Unit
    start: str
    roll: Roll
    citation: Citation
    grounds: tuple[str, ...] = field(default=(), repr=False)

    @property
    def name(self) -> str:
        """What it is the period of, whichever grounds it holds for."""
        return self.key.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Limit:
    """A number the law sets that counts no time: so many at the most."""

    key: str
    amount: int
    citation: Citation


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground for listing and the kinds of basis document it needs.

    Where it says so, only parties of some roles are listed on it, and only some levels decide on it.
    """

    code: str
    basis_kinds: tuple[str, ...]
    citation: Citation
    roles: tuple[str, ...] = field(default=(), repr=False)
    levels: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class ActRule:
    """Who may do an act, and whose earlier task bars the same person from it."""

    act: str
    roles: tuple[str, ...]
    apart_from: tuple[str, ...]
    citation: Citation


@dataclass(frozen=True)
class Law:
    """The rules of one regime with the general law under it, as in force on a day.

    A case pins one with its `changes`: what is law from a later day on, as far as
    it was known.  `on` gives the edition of a day; that has no changes of its own,
    and says in `since` from which day on it is the case's law.
    """

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
    changes: tuple[LawChange, ...] = ()
    since: date = date.min
    # From which day on the law that a case pins is known as it was; nothing where no other is known before.
    reaches_on: date = date.min
    outside: tuple[Outside, ...] = ()
    # Who decides on the list where it is no department; the acts of this service are those of a department.
    decider: str = ""
    # Local texts that were not issued after a review of measures.
    unconsented: tuple[str, ...] = ()
    # Whether the record holds no standard of the list in force.
    unstandarded: bool = False

    def on(self, day: date) -> Law:
        """The edition in force on a day: before the first change the law as it was first pinned."""
        reached = sum(change.on <= day for change in self.changes)
        if reached not in self._editions:
            self._editions[reached] = _edition(self, self.changes[:reached])
        return self._editions[reached]

    def period(self, key: str, grounds: tuple[str, ...] = ()) -> Period | None:
        """The period of that name for a case on these grounds, or None where the regime is silent.

        Where the grounds of one case have different periods, the law does not say which
        applies: the one that burdens the party least is taken (`models.law.lightest`).
        """
        if key not in self._by_ground or not grounds:
            return self._periods.get(key)
        return lightest(key, [self._period_on(key, ground) for ground in grounds])

    def differs(self, key: str, grounds: tuple[str, ...]) -> bool:
        """Whether the grounds of a case have different periods of that name."""
        rows = [self._period_on(key, ground) for ground in grounds]
        return any(row != rows[0] for row in rows)

    def periods_of(self, key: str) -> tuple[Period, ...]:
        """Every row of a period: the plain one, and those that hold for some grounds only."""
        plain = self._periods.get(key)
        return (*((plain,) if plain else ()), *self._by_ground.get(key, ()))

    def _period_on(self, key: str, ground: str) -> Period | None:
        """The row of a period that holds for one ground: its own, else the plain one."""
        own = (p for p in self._by_ground.get(key, ()) if ground in p.grounds)
        return next(own, self._periods.get(key))

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
        return {p.key: p for p in self.periods if not p.grounds}

    @cached_property
    def _by_ground(self) -> dict[str, tuple[Period, ...]]:
        rows = [p for p in self.periods if p.grounds]
        return {name: tuple(p for p in rows if p.name == name) for name in dict.fromkeys(p.name for p in rows)}

    @cached_property
    def _citations(self) -> dict[str, Citation]:
        return {c.key: c for c in self.citations}

    @cached_property
    def text_digest(self) -> str:
        """The digest of what this edition says, however far it is reviewed: papers print it."""
        return law_digest(replace(self, reviewed=False, unreviewed=0, unstandarded=False))

    @cached_property
    def carried_bytes(self) -> int:
        """How much a case carries in it: the bytes of its content as JSON."""
        return len(json.dumps(asdict(self), default=str, ensure_ascii=False, separators=(",", ":")).encode())

    @cached_property
    def open_acts(self) -> dict[tuple[str, bool], tuple[str, ...]]:
        """Which acts are open at which step under this law, as far as it was asked (`steps.barring`)."""
        return {}

    @cached_property
    def _editions(self) -> dict[int, Law]:
        """The editions as far as they were asked for: cases share them with the law they pin."""
        return {} if self.changes else {0: self}

    @cached_property
    def _acts(self) -> dict[str, ActRule]:
        return {a.act: a for a in self.acts}


@dataclass(frozen=True)
class LawChange:
    """What is otherwise from a day on: rows new or in the place of those of their key, keys gone, fields replaced.

    `law` holds these rows and fields only; what it leaves empty stays as it was.
    """

    on: date
    law: Law
    gone: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()


# Rows that have a key of their own: a change names those it changes.
KEYED = {"grounds": "code", "periods": "key", "citations": "key", "acts": "act", "limits": "key"}
# What a law pinned before it could say it leaves out keeps its digest.
_LEFT_OUT_EMPTY = ("unreviewed", "changes", "decider", "outside", "unconsented", "unstandarded")
_NOT_CONTENT = ("version", "since", "reaches_on")


def _edition(law: Law, changes: tuple[LawChange, ...]) -> Law:
    found = replace(law, changes=(), version="", reaches_on=date.min)
    for change in changes:
        merged: dict[str, Any] = {name: getattr(change.law, name) for name in change.replaced}
        for name, key in KEYED.items():
            held = {getattr(row, key): row for law in (found, change.law) for row in getattr(law, name)}
            merged[name] = tuple(row for at, row in held.items() if f"{name}.{at}" not in change.gone)
        found = replace(found, **merged, since=change.on)
    return replace(found, version=law_digest(found))


def law_digest(law: Law) -> str:
    """The digest of a law's content (its own version left out)."""
    left_out = (*_NOT_CONTENT, *(name for name in _LEFT_OUT_EMPTY if not getattr(law, name)))
    content = "\n".join(f"{f.name}={getattr(law, f.name)!r}" for f in fields(law) if f.name not in left_out)
    # Rows that hold for every ground, role and level say nothing of them: older laws keep their digest.
    narrow: list[tuple[str, tuple[object, ...]]] = [(p.key, p.grounds) for p in law.periods if p.grounds]
    narrow += [(f"grounds.{g.code}", (g.roles, g.levels)) for g in law.grounds if g.roles or g.levels]
    content += f"\nnarrow={narrow!r}" if narrow else ""
    return hashlib.sha256(content.encode()).hexdigest()[:_VERSION_LENGTH]


_HELD: dict[str, Law] = {}


def shared(law: Law) -> Law:
    """One object for equal laws.

    Cases carry their law by value; the version is a digest of the content, so
    all cases of a worker can share the first copy (memory, and warm indexes).
    """
    return _HELD.setdefault(law.version, law)
