"""The state of an edition of catalogue or measures list (目录、清单的一版): a fold of its acts, nothing personal in it.

One file is one edition: from the call for proposals to the day it takes effect, and what becomes of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from models.law.edition_content import REMOVE, after_removal, content_digest
from models.law.edition_rules import KEPT
from models.records.cases import Hand, Paper
from models.records.deadlines import Deadline, Standing

BEFORE_APPROVAL = ("collecting", "gathered", "consulting", "consulted", "submitted")
STANDING = ("approved", "published", "in_force")
FINAL = ("withdrawn", "revoked", "replaced")
STEPS = (*BEFORE_APPROVAL, *STANDING, *FINAL)
TAKEN, LEFT_OUT, AMEND_LAW = "taken", "left-out", "amend-law"
FINDINGS = (TAKEN, LEFT_OUT, AMEND_LAW)
ADOPTED, PARTLY, NOT_ADOPTED = "adopted", "partly", "not-adopted"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of an edition: its key, the digest of what it says, the category or class it stands under."""

    key: str
    sha256: str
    category: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed change of one entry; not settled while `finding` is empty. `comment`: why it was left out later."""

    id: str
    change: str
    entry: Entry
    by: str
    finding: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment received in the consultation; unanswered while `finding` is empty."""

    id: str
    of: str
    on: date
    finding: str = ""


@dataclass(frozen=True, slots=True)
class Amendment:
    """A proposal that a law be changed (修法建议): the rank of the text, when it was sent, what came of it."""

    id: str
    rank: str
    sent_on: date | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class EditionState:
    """Where an edition stands after `version` acts; `before` is the digest of the edition before it."""

    edition_id: str
    mode: str
    step: str = "none"
    version: int = 0
    of: str = ""
    scope: str = ""
    level: str = ""
    instrument: str = ""
    before: str = ""
    entries: tuple[Entry, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    asked: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
    gathered_on: date | None = None
    consulted_text: str = ""
    planned_on: date | None = None
    text: str = ""
    effect: str = ""
    approved_on: date | None = None
    published_on: date | None = None
    in_force_on: date | None = None
    entered_on: date | None = None
    ended_on: date | None = None
    amendments: tuple[Amendment, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    hands: tuple[Hand, ...] = ()
    papers: tuple[Paper, ...] = ()

    @property
    def case_id(self) -> str:
        """Its id where cases and other proceedings stand in one log."""
        return self.edition_id

    @property
    def is_closed(self) -> bool:
        """Whether nobody owes anything any more: it is over, and every proposal to change the law has its answer."""
        return self.step in FINAL and all(a.outcome for a in self.amendments)

    @property
    def asks_nobody(self) -> bool:
        """Whether it is made without a consultation: the list systems that are kept are only gathered (H-179)."""
        return self.of == KEPT

    def taken(self) -> tuple[Proposal, ...]:
        """The proposals that were taken in."""
        return tuple(p for p in self.proposals if p.finding == TAKEN)

    def open_proposals(self) -> tuple[Proposal, ...]:
        """The proposals that nobody has settled."""
        return tuple(p for p in self.proposals if not p.finding)

    def content(self) -> tuple[Entry, ...]:
        """The entries of this edition: those before it, with what was taken in."""
        held = {e.key: e for e in self.entries}
        for proposal in self.taken():
            if proposal.change == REMOVE:
                left = after_removal(((e.key, e.sha256, e.category) for e in held.values()), proposal.entry.key)
                held = {key: Entry(key, sha256, category) for key, sha256, category in left}
            else:
                held[proposal.entry.key] = proposal.entry
        return tuple(held[key] for key in sorted(held))

    def digest(self) -> str:
        """The digest of what this edition says (H-171)."""
        return content_digest((e.key, e.sha256) for e in self.content())

    def proposal(self, proposal_id: str) -> Proposal | None:
        """The proposal of that name."""
        return next((p for p in self.proposals if p.id == proposal_id), None)

    def comment(self, comment_id: str) -> Comment | None:
        """The comment of that name."""
        return next((c for c in self.comments if c.id == comment_id), None)

    def amendment(self, amendment_id: str) -> Amendment | None:
        """The proposal to change the law of that name."""
        return next((a for a in self.amendments if a.id == amendment_id), None)

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


def with_proposal(state: EditionState, proposal_id: str, finding: str, comment: str = "") -> EditionState:
    """The state with one proposal settled."""
    held = tuple(
        replace(p, finding=finding, comment=comment or p.comment) if p.id == proposal_id else p
        for p in state.proposals
    )
    return replace(state, proposals=held)
