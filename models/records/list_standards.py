"""The state of a list's standard (名单认定标准): a fold of its acts, with nothing personal in it.

One file is the standard of one list: the draft on its road, and the edition that stands meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.records.cases import Hand, Paper
from models.records.deadlines import Deadline, Standing

# The road of a draft, and where a standard stands when no draft is on its road.
UNCONSULTED, CONSULTING, CONSULTED = "proposed", "consulting", "consulted"
DRAFTING = (UNCONSULTED, CONSULTING, CONSULTED)
ADOPTED, PUBLISHED, ENTERED = "adopted", "published", "entered"
IN_FORCE, KEPT = "in_force", "kept"
RESTING = (IN_FORCE, KEPT)
FINAL = ("withdrawn", "abolished")
STEPS = (*DRAFTING, ADOPTED, PUBLISHED, ENTERED, *RESTING, *FINAL)
TAKEN, PARTLY, NOT_TAKEN = "adopted", "partly", "not-adopted"
KEEP, REVISE, ABOLISH = "keep", "revise", "abolish"
AGREED, OBJECTED = "agreed", "objected"

Span = tuple[int, int]
# Room in the record, not law: no list gets more comments than such a number can say.
_DIGITS = 7


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft on its road: the digest of its text, the rank it is meant for, and how far it has come.

    `entered`: no draft of ours, but a standard already in force; `adjust`: one that the transition must renew.
    """

    text: str
    rank: str
    adopted_on: date | None = None
    in_force_on: date | None = None
    entered: bool = False
    adjust: bool = False


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition that stands or stood (施行的标准): its text, its rank, since when, and its last day.

    One that needs adjusting has its last day from the beginning: the transition's.  `over`: it has ended.
    """

    number: int
    text: str
    rank: str
    since: date
    adjust: bool = False
    until: date | None = None
    over: bool = False


@dataclass(frozen=True, slots=True)
class Consultation:
    """A public consultation (公开征求意见): from when, to which day, on which text."""

    since: date
    until: date
    text: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """A department asked for its opinion; unanswered while `finding` is empty."""

    body: str
    asked_on: date
    finding: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class StandardState:
    """Where a list's standard stands after `version` acts.

    Comments are counted from 1 through all editions, those on this draft from `first_comment`; `answered` and `taken`
    are spans of their numbers, so that ten thousand comments weigh no more than one.
    """

    standard_id: str
    mode: str
    step: str = "none"
    version: int = 0
    list_id: str = ""
    scope: str = ""
    draft: Draft | None = None
    editions: tuple[Edition, ...] = ()
    consultation: Consultation | None = None
    comments: int = 0
    first_comment: int = 1
    answered: tuple[Span, ...] = ()
    taken: tuple[Span, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    commissioned: bool = False
    finding: str = ""
    deadlines: tuple[Deadline, ...] = ()
    hands: tuple[Hand, ...] = ()
    papers: tuple[Paper, ...] = ()

    @property
    def case_id(self) -> str:
        """Its id where cases and other proceedings stand in one log."""
        return self.standard_id

    @property
    def is_closed(self) -> bool:
        """Whether nobody owes anything any more; a standard in force stays open for its next evaluation."""
        return self.step in FINAL

    @property
    def standing(self) -> Edition | None:
        """The edition that stands."""
        last = self.editions[-1] if self.editions else None
        return None if last is None or last.over else last

    @property
    def unanswered(self) -> int:
        """How many comments wait for their answer."""
        return self.comments - sum(last - first + 1 for first, last in self.answered)

    def opinion(self, body: str) -> Opinion | None:
        """What that department was asked."""
        return next((o for o in self.opinions if o.body == body), None)

    def open_deadlines(self) -> tuple[Deadline, ...]:
        """The deadlines that still run."""
        return tuple(d for d in self.deadlines if d.standing is Standing.OPEN)

    def earliest(self) -> Deadline | None:
        """The running deadline whose instant comes first."""
        return min(self.open_deadlines(), key=lambda d: (d.ends_at, d.key), default=None)

    def did(self, task: str, person: str) -> bool:
        """Whether that person has done a task that bars from another."""
        return any(h.task == task and h.person == person for h in self.hands)


def spans_of(words: tuple[str, ...]) -> tuple[Span, ...] | None:
    """The numbers that words such as “3” and “5-9” name, joined and in order; None where one is no number."""
    found: list[Span] = []
    for word in words:
        first, dash, last = word.partition("-")
        if not (_is_number(first) and (_is_number(last) if dash else not last)):
            return None
        pair = (int(first), int(last or first))
        if not 0 < pair[0] <= pair[1]:
            return None
        found.append(pair)
    return joined(tuple(found)) if found else None


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= _DIGITS


def joined(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The same numbers in as few spans as can be."""
    kept: list[Span] = []
    for first, last in sorted(spans):
        if kept and first <= kept[-1][1] + 1:
            kept[-1] = (kept[-1][0], max(kept[-1][1], last))
        else:
            kept.append((first, last))
    return tuple(kept)


def meet(one: tuple[Span, ...], other: tuple[Span, ...]) -> bool:
    """Whether a number stands in both."""
    return any(a[0] <= b[1] and b[0] <= a[1] for a in one for b in other)


def within(inner: tuple[Span, ...], outer: tuple[Span, ...]) -> bool:
    """Whether every number of the one stands in the other."""
    return all(any(b[0] <= a[0] and a[1] <= b[1] for b in outer) for a in inner)
