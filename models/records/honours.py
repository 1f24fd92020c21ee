"""The state of a file of honours (守信激励): a fold of its acts, with nothing personal in it.

One proceeding is one file: an honour of one subject from its proposal to its exit, a standard by which honours
are given, an incentive one subject was granted, or a commitment one subject made.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.records.cases import Hand, Paper
from models.records.deadlines import Deadline, Standing

STANDARD_STEPS = ("standard_drafted", "standard_filed", "standard_registered", "standard_published", "standard_ended")
# Honoured: from the recognition to the exit; shown or not yet.
HONOURED = ("recognised", "honour_published")
HONOUR_STEPS = ("proposed", "honour_refused", "proposal_withdrawn", *HONOURED, "honour_ended")
BENEFIT_STEPS = ("benefit_given", "benefit_promised", "promise_kept", "promise_broken", "promise_kept_late")
PLEDGE_STEPS = ("pledged", "pledge_verified", "pledge_broken", "pledge_withdrawn", "pledge_ended")
STEPS = (*STANDARD_STEPS, *HONOUR_STEPS, *BENEFIT_STEPS, *PLEDGE_STEPS)
FINAL = (
    "standard_ended", "honour_refused", "proposal_withdrawn", "honour_ended", "benefit_given", "promise_kept",
    "promise_broken", "promise_kept_late", "pledge_broken", "pledge_withdrawn", "pledge_ended",
)  # fmt: skip
OWN = "own"
ORIGINS = (OWN, "province", "nation")
MEETS, FAILS = "meets", "fails"
UPHELD, REJECTED = "upheld", "rejected"
KEPT, BROKEN = "kept", "broken"
RECOGNITION, EXIT = "recognition", "ending"
SUBJECT, OTHER = "subject", "other"


@dataclass(frozen=True, slots=True)
class HonourStandard:
    """A standard of honours; `text` is the digest of what is published, `replaces` the file of the one before."""

    name: str
    origin: str
    text: str
    parts: tuple[str, ...]
    replaces: str = ""
    registered: str = ""
    published_on: date | None = None
    in_force_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A channel the honour is shown on; deleted on `deleted_on`, once it is seen gone."""

    channel: str
    since: date
    deleted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection to the recognition or to the exit; unanswered while `finding` is empty."""

    id: str
    against: str
    by: str
    on: date
    finding: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground for deleting an honour that was found and is not settled: which exit, since when, by what.

    `of`: the objection, or the case that lists; `heard`: the subject was told and its period is over or used.
    """

    exit: str
    on: date
    of: str = ""
    by_subject: bool = False
    told_on: date | None = None
    served_on: date | None = None
    stated: bool = False
    period_over: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class Unserved:
    """A paper that is to be served, and the day it was; unserved while `on` is empty."""

    paper: str
    made_on: date
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Exit:
    """How an honour ended: which of the ways the law names, when, and for which ground."""

    way: str
    on: date
    of: str = ""


@dataclass(frozen=True, slots=True)
class Benefit:
    """An incentive granted: on which ground; papers to be brought by a day where it rests on a promise."""

    id: str
    ground: str
    honour: str = ""
    missing: tuple[str, ...] = ()
    brought: tuple[str, ...] = ()
    promised_by: date | None = None


@dataclass(frozen=True, slots=True)
class Pledge:
    """A commitment or self-report: its form, its text by digest, its last day if it has one, and what was verified."""

    form: str
    text: str
    public: bool
    until: date | None = None
    finding: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class HonourState:
    """Where a file stands after `version` acts."""

    honour_id: str
    mode: str
    step: str = "none"
    version: int = 0
    # What the subject is, an organisation or a person; who it is stays in the record.
    subject: str = ""
    standard: HonourStandard | None = None
    kind: str = ""
    source: str = ""
    by_standard: str = ""
    consent: bool = False
    consent_withdrawn_on: date | None = None
    recognised_on: date | None = None
    until: date | None = None
    reviewed_on: date | None = None
    reviewed_as: str = ""
    shown: tuple[Shown, ...] = ()
    objections: tuple[Objection, ...] = ()
    ground: Ground | None = None
    reexamined_for: str = ""
    exit: Exit | None = None
    benefit: Benefit | None = None
    pledge: Pledge | None = None
    serving: tuple[Unserved, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    hands: tuple[Hand, ...] = ()
    papers: tuple[Paper, ...] = ()

    @property
    def case_id(self) -> str:
        """Its id where cases and other proceedings stand in one log."""
        return self.honour_id

    @property
    def is_closed(self) -> bool:
        """Whether nobody owes anything any more: an honour that ended is deleted everywhere, told and answered."""
        over = self.step in FINAL and not self.showing() and not self.unserved()
        return over and all(o.finding for o in self.objections)

    @property
    def is_honoured(self) -> bool:
        """Whether the subject holds this honour."""
        return self.step in HONOURED

    def showing(self) -> tuple[str, ...]:
        """The channels on which it is shown, or not seen gone yet."""
        return tuple(s.channel for s in self.shown if s.deleted_on is None)

    def unserved(self) -> tuple[str, ...]:
        """The papers made that are still to be served, the latest of a kind."""
        return tuple(dict.fromkeys(u.paper for u in self.serving if u.on is None))

    def made(self, paper: str) -> date | None:
        """The day of the latest paper of a kind that is to be served."""
        return next((u.made_on for u in reversed(self.serving) if u.paper == paper and u.on is None), None)

    def objection(self, objection_id: str) -> Objection | None:
        """The objection of that name."""
        return next((o for o in self.objections if o.id == objection_id), None)

    def running(self, kind: str, matter: str = "") -> Deadline | None:
        """The running deadline of a kind."""
        for d in self.deadlines:
            if d.kind == kind and d.matter == matter and d.standing is Standing.OPEN:
                return d
        return None

    def open_deadlines(self) -> tuple[Deadline, ...]:
        """The deadlines that still run."""
        return tuple(d for d in self.deadlines if d.standing is Standing.OPEN)

    def earliest(self) -> Deadline | None:
        """The running deadline whose instant comes first."""
        return min(self.open_deadlines(), key=lambda d: (d.ends_at, d.key), default=None)

    def did(self, task: str, person: str) -> bool:
        """Whether that person has done a task that bars from another."""
        return any(h.task == task and h.person == person for h in self.hands)
