"""The state of a review of a measure (信用措施审查): a fold of its acts, with nothing personal in it.

One proceeding is one file: a measure from its proposal to its issue and what becomes of it, the entry of
national law that needs no consent, or a body's report on the review itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.records.campaigns import AT_ONCE, Stop
from models.records.cases import Hand, Paper
from models.records.deadlines import Deadline, Standing

UNISSUED = ("proposed", "weighed", "opinion_requested", "opinion_given", "consented", "cleared")
IN_FORCE = ("issued", "ended")
IMPORT = ("import_entered", "imported")
REPORT = ("reporting", "report_signed", "reported")
FINAL = ("refused", "withdrawn", "imported", "reported")
STEPS = (*UNISSUED, *IN_FORCE, "refused", "withdrawn", *IMPORT, *REPORT)
LARGE, ORDINARY = "large", "ordinary"
SAME_LEVEL, UPPER = "same-level", "upper"
KEPT, CORRECTED, STOPPED = "kept", "corrected", "stopped"
LAWFUL = "lawful"


@dataclass(frozen=True, slots=True)
class Basis:
    """A document a measure rests on: its rank, and what tells it from another."""

    rank: str
    mark: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A reward or penalty as it was proposed; `text` is the digest of what is to be issued.

    `trigger`: what it hangs on; `heavier`: it adds to what the law sets, or makes it heavier;
    `obliges`: it has banks, credit services, associations or media punish.
    """

    kind: str
    level: str
    object: str
    trigger: str
    text: str
    instrument: str = ""
    bases: tuple[Basis, ...] = ()
    list_item: str = ""
    heavier: bool = False
    obliges: bool = False


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent of the commission of the same level, or of the one above, and its day."""

    of: str
    on: date


@dataclass(frozen=True, slots=True)
class Incident:
    """An incident of public opinion (舆情), named; unanswered while `finding` is empty."""

    id: str
    on: date
    finding: str = ""
    answered_on: date | None = None
    late: bool = False
    noticed_on: date | None = None

    @property
    def asks_for_a_notice(self) -> bool:
        """Whether one notice is due for this one case: it was handled late, or the measure was found wrong."""
        return self.late or self.finding in (CORRECTED, STOPPED)


@dataclass(frozen=True, slots=True)
class Report:
    """A body's report: by which level, and the text its leader has signed."""

    level: str
    signed: str = ""
    filed_on: date | None = None
    in_time: bool = True


@dataclass(frozen=True, slots=True)
class ReviewState:
    """Where a review stands after `version` acts."""

    review_id: str
    mode: str
    step: str = "none"
    version: int = 0
    measure: Measure | None = None
    impact: str = ""
    opinion: str = ""
    opinion_asked_on: date | None = None
    opinion_on: date | None = None
    consents: tuple[Consent, ...] = ()
    issued_on: date | None = None
    in_force_on: date | None = None
    ended_on: date | None = None
    incidents: tuple[Incident, ...] = ()
    report: Report | None = None
    rank: str = ""
    deadlines: tuple[Deadline, ...] = ()
    hands: tuple[Hand, ...] = ()
    issued_as: str = ""
    # Where an incident has stopped the measure: what rested on it, and whether its running cases were chosen for.
    stops: tuple[Stop, ...] = ()
    papers: tuple[Paper, ...] = ()

    @property
    def case_id(self) -> str:
        """Its id where cases and other proceedings stand in one log."""
        return self.review_id

    @property
    def is_closed(self) -> bool:
        """Whether nobody owes anything any more; a measure in force stays open for what is said of it."""
        if self.step == "ended":
            told = all(i.finding and (i.noticed_on or not i.asks_for_a_notice) for i in self.incidents)
            return told and not self.undisposed()
        return self.step in FINAL

    @property
    def is_large(self) -> bool:
        """Whether its impact on society was found large."""
        return self.impact == LARGE

    @property
    def standing(self) -> tuple[str, str] | None:
        """The text that stands after the review, by id and digest: issued, or an import confirmed; else None."""
        if self.measure is None or not self.measure.instrument or self.step not in ("issued", "imported"):
            return None
        return self.measure.instrument, self.measure.text

    def stop(self, incident_id: str) -> Stop | None:
        """What an incident has stopped."""
        return next((s for s in self.stops if s.id == incident_id), None)

    def undisposed(self) -> tuple[Stop, ...]:
        """The stops whose running cases nobody has chosen for yet."""
        return tuple(s for s in self.stops if s.standing == AT_ONCE)

    def consented(self, of: str) -> bool:
        """Whether that commission's consent stands."""
        return any(c.of == of for c in self.consents)

    def incident(self, incident_id: str) -> Incident | None:
        """The incident of that name."""
        return next((i for i in self.incidents if i.id == incident_id), None)

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
