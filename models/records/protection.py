"""The state of a proceeding that protects credit information: a fold of its acts, with nothing personal in it.

One file is one matter: a leak from its finding to its end, or a consent from its form to the erasure.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.records.cases import Hand, Paper
from models.records.deadlines import Deadline, Standing

LEAK_STEPS = ("found", "contained", "assessed", "leak_closed", "leak_dismissed")
LEAK_OPEN = ("found", "contained", "assessed")
CONSENT_STEPS = ("consent_asked", "consent_given", "consent_over", "consent_declined", "consent_erased")
PERMISSION_STEPS = (
    "permission_asked", "permission_endorsed", "permission_granted", "permission_suspended", "permission_over",
    "permission_refused",
)  # fmt: skip
REGISTER_STEPS = ("register_kept", "register_drawn", "register_over")
CONDUCT_STEPS = ("conduct_proposed", "conduct_notified", "conduct_recorded", "conduct_spared", "conduct_ended")
FINAL = (
    "leak_closed",
    "leak_dismissed",
    "consent_declined",
    "consent_erased",
    "permission_over",
    "permission_refused",
    "register_over",
    "conduct_spared",
    "conduct_ended",
)
STEPS = (*LEAK_STEPS, *CONSENT_STEPS, *PERMISSION_STEPS, *REGISTER_STEPS, *CONDUCT_STEPS)
ANNOUNCEMENT = "announcement"


@dataclass(frozen=True, slots=True)
class Leak:
    """A leak (泄露), alteration or loss of credit information, or one that may have been.

    `affected`: how many subjects, as last assessed; `told`: how many of them were told; `due_again`: the authority
    is owed a supplement, for more was found than it was told.
    """

    what: str
    certain: bool
    personal: bool
    found_on: date
    contained_on: date | None = None
    assessed_on: date | None = None
    affected: int = 0
    cause: str = ""
    authority_told_on: date | None = None
    due_again: bool = False
    told: int = 0
    waived_on: date | None = None
    ordered_on: date | None = None
    remedied_on: date | None = None
    referred_on: date | None = None
    closed_on: date | None = None

    @property
    def everybody_told(self) -> bool:
        """Whether each of those affected was told, or need not be and nobody has ordered it."""
        waived = self.waived_on is not None and self.ordered_on is None
        return waived or self.told >= self.affected


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent (授权) of a subject: one purpose, a scope, a last day; who it is stays in the record.

    `ended` is "withdrawn" or "expired" once it is over.
    """

    of: str
    purpose: str
    scope: tuple[str, ...]
    until: date
    child: bool = False
    given_on: date | None = None
    ended: str = ""
    ended_on: date | None = None
    uses: int = 0
    last_used_on: date | None = None
    kept_by_law: bool = False
    erased_on: date | None = None


@dataclass(frozen=True, slots=True)
class Permission:
    """A permission (查询权限) of an officer to query: at which level, for what, within which scope, until when."""

    holder: str
    level: str
    purposes: tuple[str, ...]
    scope: tuple[str, ...]
    until: date
    granted_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Abnormal:
    """A query found abnormal when the register was frozen: its number, whose it is, why; `finding` empty: open."""

    entry: int
    account: str
    kinds: tuple[str, ...]
    finding: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """The register of queries (查询登记) of a body: frozen up to which entry, with which digest, what was abnormal."""

    kept_on: date
    reviews: int = 0
    reviewed_on: date | None = None
    drawn_on: date | None = None
    last_entry: int = 0
    entries: int = 0
    digest: str = ""
    abnormal: tuple[Abnormal, ...] = ()

    @property
    def unsettled(self) -> tuple[int, ...]:
        """The abnormal queries nobody has dealt with."""
        return tuple(a.entry for a in self.abnormal if not a.finding)


@dataclass(frozen=True, slots=True)
class Conduct:
    """Conduct established and short of a listing (失信行为): its class, document, leniency, and how long it is kept.

    `document_on` is the day of the document it stands on; `ended` is "expired", "restored", "objection" or "revoked".
    """

    of: str
    degree: str
    rests_on: str
    item: str
    document_on: date
    lenient: tuple[str, ...] = ()
    notified_on: date | None = None
    stated: bool = False
    answered: bool = False
    recorded_on: date | None = None
    until: date | None = None
    objected: bool = False
    ended: str = ""
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class ProtectionState:
    """Where a proceeding stands after `version` acts."""

    protection_id: str
    mode: str
    step: str = "none"
    version: int = 0
    leak: Leak | None = None
    consent: Consent | None = None
    permission: Permission | None = None
    register: Register | None = None
    conduct: Conduct | None = None
    deadlines: tuple[Deadline, ...] = ()
    hands: tuple[Hand, ...] = ()
    papers: tuple[Paper, ...] = ()

    @property
    def case_id(self) -> str:
        """Its id where cases and other proceedings stand in one log."""
        return self.protection_id

    @property
    def is_closed(self) -> bool:
        """Whether nobody owes anything any more."""
        return self.step in FINAL

    @property
    def matter(self) -> str:
        """Which matter it is; empty before its first act."""
        held = {
            "leak": self.leak,
            "consent": self.consent,
            "permission": self.permission,
            "register": self.register,
            "conduct": self.conduct,
        }
        return next((name for name, matter in held.items() if matter is not None), "")

    def running(self, kind: str) -> Deadline | None:
        """The running deadline of a kind."""
        return next((d for d in self.open_deadlines() if d.kind == kind), None)

    def open_deadlines(self) -> tuple[Deadline, ...]:
        """The deadlines that still run."""
        return tuple(d for d in self.deadlines if d.standing is Standing.OPEN)

    def earliest(self) -> Deadline | None:
        """The running deadline whose instant comes first."""
        return min(self.open_deadlines(), key=lambda d: (d.ends_at, d.key), default=None)

    def did(self, task: str, person: str) -> bool:
        """Whether that person has done a task that bars from another."""
        return any(h.task == task and h.person == person for h in self.hands)
