"""The state of a month of oversight (监督月报): a fold of its acts, with nothing personal in it.

One file is one month of one lead department: the notice drawn, confirmed and issued; what the units named
answer; interviews and what was promised in them; incidents with their one notice; what is referred to those who
may decide on it.  The notice itself, its cases and query texts, stays in the record under its digest.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.records.cases import Hand, Paper
from models.records.deadlines import Deadline, Standing

STEPS = ("drawn", "confirmed", "issued", "closed")
ACCEPTED, DISPUTED = "accepted", "disputed"
KEPT, CORRECTED = "kept", "corrected"
LATE_ANSWER = "late-answer"
OPINION, LEAK = "opinion", "leak"
DONE, NOT_DONE, WAIVED = "done", "not-done", "waived"
ELSEWHERE = "no-jurisdiction"


@dataclass(frozen=True, slots=True)
class Counted:
    """A line of the notice with its figures; a line whose cases do not last has only what arose."""

    line: str
    fresh: int
    standing: int = 0
    settled: int = 0


@dataclass(frozen=True, slots=True)
class Drawn:
    """The notice as it was drawn: the digest of the whole, counted up to which act, its figures."""

    digest: str
    last_act: int
    lines: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Addressee:
    """A unit that the notice names, and what became of it; `withdrawn`: lines corrected since."""

    id: str
    name: str
    lines: tuple[str, ...]
    answered_on: date | None = None
    stand: str = ""
    late: bool = False
    spared: bool = False
    finding: str = ""
    withdrawn: tuple[str, ...] = ()

    @property
    def stands_under(self) -> tuple[str, ...]:
        """The lines it is still named under."""
        return tuple(line for line in self.lines if line not in self.withdrawn)


@dataclass(frozen=True, slots=True)
class Promise:
    """A measure promised in an interview (整改措施), by its day; unchecked while `finding` is empty."""

    id: str
    due: date
    reported_on: date | None = None
    finding: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Interview:
    """An interview (约谈) with a unit: on which ground it was asked, for which day, when held, what was promised."""

    id: str
    unit: str
    ground: str
    on: date
    held_on: date | None = None
    late: bool = False
    dropped: bool = False
    promises: tuple[Promise, ...] = ()

    @property
    def is_over(self) -> bool:
        """Held with every measure checked as done, or dropped with the case it stood on."""
        return self.dropped or (self.held_on is not None and all(p.finding in (DONE, WAIVED) for p in self.promises))


@dataclass(frozen=True, slots=True)
class Incident:
    """One case, one notice (一案例、一通报): the incident of another file that it is about."""

    id: str
    kind: str
    file: str
    matter: str
    unit: str
    on: date
    noticed_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Referral:
    """A case opened for accountability (问责线索): what a query found, to whom it went, what came back."""

    id: str
    finding: str
    line: str
    unit: str
    place: str
    on: date
    to: str = ""
    referred_on: date | None = None
    answered_on: date | None = None
    outcome: str = ""
    late: bool = False
    dropped: bool = False
    closed_on: date | None = None

    @property
    def is_over(self) -> bool:
        """Dropped before it was referred, or closed after its answer."""
        return self.dropped or self.closed_on is not None


@dataclass(frozen=True, slots=True)
class MonthState:
    """Where a month's file stands after `version` acts."""

    month_id: str
    mode: str
    step: str = "none"
    version: int = 0
    month: str = ""
    notice: Drawn | None = None
    issued_on: date | None = None
    units: tuple[Addressee, ...] = ()
    interviews: tuple[Interview, ...] = ()
    incidents: tuple[Incident, ...] = ()
    referrals: tuple[Referral, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    hands: tuple[Hand, ...] = ()
    papers: tuple[Paper, ...] = ()

    @property
    def case_id(self) -> str:
        """Its id where cases and other proceedings stand in one log."""
        return self.month_id

    @property
    def is_closed(self) -> bool:
        """Whether nobody owes anything any more."""
        return self.step == "closed"

    def unit(self, unit_id: str) -> Addressee | None:
        """The unit of that id."""
        return next((u for u in self.units if u.id == unit_id), None)

    def interview(self, interview_id: str) -> Interview | None:
        """The interview of that id."""
        return next((i for i in self.interviews if i.id == interview_id), None)

    def incident(self, incident_id: str) -> Incident | None:
        """The incident of that id."""
        return next((i for i in self.incidents if i.id == incident_id), None)

    def referral(self, referral_id: str) -> Referral | None:
        """The case opened under that id."""
        return next((r for r in self.referrals if r.id == referral_id), None)

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

    def left(self) -> tuple[str, ...]:
        """What keeps the file open, by kind and name."""
        found = [f"answer:{u.id}" for u in self.units if not self._has_answered(u)]
        found += [f"dispute:{u.id}" for u in self.units if u.stand == DISPUTED and not u.finding]
        found += [f"interview:{i.id}" for i in self.interviews if not i.is_over]
        found += [f"incident:{i.id}" for i in self.incidents if i.closed_on is None]
        return (*found, *(f"referral:{r.id}" for r in self.referrals if not r.is_over))

    def _has_answered(self, unit: Addressee) -> bool:
        """In time, or late and then asked to an interview or spared; a unit named for nothing any more owes nothing."""
        if unit.answered_on is not None and not unit.late:
            return True
        asked = any(i.unit == unit.id and i.ground == LATE_ANSWER for i in self.interviews)
        return not unit.stands_under or (unit.late and (unit.spared or asked))
