"""The state of a case: a fold of its acts, with nothing personal in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from models.law.days import CalendarYear
from models.records.deadlines import Deadline, Standing
from models.records.proceedings import (
    HIDING,
    Agent,
    Basis,
    Complaint,
    Deputy,
    Earlier,
    Hearing,
    Objection,
    Recusal,
    Span,
    Succession,
    Undoing,
)

MODES = ("real", "training", "rehearsal")


@dataclass(frozen=True, slots=True)
class Party:
    """A subject of the case, by its id in the file; names stay in the record."""

    id: str
    kind: str
    role: str


@dataclass(frozen=True, slots=True)
class Service:
    """Service of one document on one party; `pending` while an announcement runs."""

    document: str
    party: str
    method: str
    on: date
    pending: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement and defence received from a party."""

    party: str
    on: date
    answered: bool = False
    in_time: bool = True


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision being prepared."""

    outcome: str
    measures: tuple[str, ...]
    by: str
    grave: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """The signed decision; its day is the day of listing (列入之日)."""

    outcome: str
    measures: tuple[str, ...]
    on: date


@dataclass(frozen=True, slots=True)
class Shown:
    """A channel on which the listing is shown, from a day until a day.

    `paused`: taken off by a stay or a shield, to be shown again when that ends.
    """

    channel: str
    since: date
    until: date | None = None
    personal: tuple[str, ...] = ()
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Application:
    """An application for restoration that stands."""

    party: str
    on: date
    received_by: str
    bars: tuple[str, ...] = ()
    accepted: bool = False
    requested: tuple[str, ...] = ()
    asked: bool = False
    pre_reviewed: bool = False
    extended: bool = False


@dataclass(frozen=True, slots=True)
class Leg:
    """One recipient of one leg of the removal, and the day it was seen done."""

    leg: str
    recipient: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that was made, and its day."""

    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class Hand:
    """Who did a task that bars the same person from another."""

    task: str
    person: str


@dataclass(frozen=True, slots=True)
class CaseState:
    """Where a case stands after `version` acts."""

    case_id: str
    mode: str
    step: str = "none"
    version: int = 0
    settled_to: datetime | None = None
    parties: tuple[Party, ...] = ()
    grounds: tuple[str, ...] = ()
    performance_due_on: date | None = None
    measures_told: tuple[str, ...] = ()
    hands: tuple[Hand, ...] = ()
    services: tuple[Service, ...] = ()
    statements: tuple[Statement, ...] = ()
    waived: tuple[str, ...] = ()
    cured: bool = False
    extended: bool = False
    draft: Draft | None = None
    reviewed: bool = False
    decision: Decision | None = None
    shown: tuple[Shown, ...] = ()
    corrected_on: date | None = None
    violated: bool = False
    application: Application | None = None
    restoration: str = ""
    papers: tuple[Paper, ...] = ()
    removal: str = ""
    legs: tuple[Leg, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    level: str = ""
    basis: Basis = field(default_factory=Basis)
    hearing: Hearing | None = None
    discussed: str = ""
    agreed: bool = False
    objections: tuple[Objection, ...] = ()
    suspended: tuple[Span, ...] = ()
    recusals: tuple[Recusal, ...] = ()
    handler: str = ""
    relieved: tuple[str, ...] = ()
    agents: tuple[Agent, ...] = ()
    successions: tuple[Succession, ...] = ()
    stopped: bool = False
    announced: tuple[CalendarYear, ...] = ()
    barred_until: date | None = None
    listed_on: date | None = None
    procedural: bool = False
    earlier: tuple[Earlier, ...] = ()
    deputies: tuple[Deputy, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    undoings: tuple[Undoing, ...] = ()
    # Who a law that was replaced had the listing shared with, and whose measures it brought.
    recipients: tuple[tuple[str, str], ...] = ()

    @property
    def first_shown_on(self) -> date | None:
        """The day this listing was first shown on any channel; an earlier listing of the file is none of it."""
        since = self.decision.on if self.decision else date.max
        return min((s.since for s in self.shown if s.since >= since), default=None)

    def open_deadlines(self) -> tuple[Deadline, ...]:
        """The deadlines that still run."""
        return tuple(d for d in self.deadlines if d.standing is Standing.OPEN)

    def running(self, kind: str, party: str = "") -> Deadline | None:
        """The running deadline of a kind for a party."""
        for d in self.deadlines:
            if d.kind == kind and d.party == party and d.standing is Standing.OPEN:
                return d
        return None

    def paper(self, kind: str) -> Paper | None:
        """The latest document of a kind."""
        return next((p for p in reversed(self.papers) if p.kind == kind), None)

    def earliest(self) -> Deadline | None:
        """The running deadline whose instant comes first."""
        first: Deadline | None = None
        for d in self.deadlines:
            if d.standing is Standing.OPEN and (first is None or (d.ends_at, d.key) < (first.ends_at, first.key)):
                first = d
        return first

    def served(self, document: str, party: str) -> Service | None:
        """Completed service of a document on a party."""
        for s in self.services:
            if s.document == document and s.party == party and not s.pending:
                return s
        return None

    def hand(self, task: str) -> str:
        """Who did a task last, empty where nobody has."""
        return next((h.person for h in reversed(self.hands) if h.task == task), "")

    def party(self, party_id: str) -> Party | None:
        """The party of that id."""
        return next((p for p in self.parties if p.id == party_id), None)

    def all_served(self, document: str) -> bool:
        """Whether service of a document is complete on every party."""
        return all(self.served(document, p.id) for p in self.parties)

    def did(self, task: str, person: str) -> bool:
        """Whether that person has done a task that bars from another."""
        return any(h.task == task and h.person == person for h in self.hands)

    def is_recused(self, person: str) -> bool:
        """Whether the head has decided that this person may not act here."""
        return any(r.person == person and r.outcome == "recused" for r in self.recusals)

    def held_by(self, *grounds: str) -> bool:
        """Whether a suspension on one of these grounds lasts."""
        return any(s.until is None and s.ground in grounds for s in self.suspended)

    def showing(self) -> tuple[Shown, ...]:
        """For each channel the latest showing that still lasts or is only paused."""
        latest = {s.channel: s for s in self.shown}
        return tuple(s for s in latest.values() if s.until is None or s.paused)

    @property
    def is_hidden(self) -> bool:
        """Whether a stay or a shield keeps the name off every channel."""
        return self.held_by(*HIDING)

    @property
    def hearing_pending(self) -> bool:
        """Whether a hearing asked for is still to be held."""
        return self.hearing is not None and not self.hearing.over

    @property
    def principal(self) -> Party:
        """The principal subject: the first party of the file."""
        return self.parties[0]

    @property
    def is_over(self) -> bool:
        """Whether the listing has ended everywhere, or never began."""
        if self.step in ("not_listed", "removed", "terminated"):
            return True
        return self.step == "revoked" and all(leg.on for leg in self.legs)

    @property
    def is_closed(self) -> bool:
        """Whether nobody owes anything any more: it is over, no complaint waits, no wrong is left to undo."""
        return self.is_over and all(c.finding for c in self.complaints) and all(u.on for u in self.undoings)
