"""The state of a clean-up campaign (清理规范): a fold of its acts, with nothing personal in it.

The rows of a ledger stay in the record (`models.records.ledgers`); the state holds of each unit what it has
filed and when, its ledger in figures, what it owes by which day, and the items of its plan.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from models.records.cases import Paper
from models.records.deadlines import Standing

STEPS = ("opened", "ledgers_reported", "summarised", "closed")
# Where the ledgers were reported up and are closed.
AFTER_REPORTING = STEPS[1:]
PROPOSED, IN_FORCE, RESUMING, RESUMED = "proposed", "in_force", "resuming", "resumed"
# Stopped by the filing of a ledger alone; and while two people choose what happens to the running cases.
AT_ONCE, CONFIRMING = "at_once", "confirming"
STANDING = (IN_FORCE, RESUMING, AT_ONCE, CONFIRMING)
DueKey = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Due:
    """What a unit owes by a day: named by the notice, by its own plan, or counted by a house rule.

    `late` once the day has passed without it; `named` once a monthly notice has said so.
    """

    what: str
    unit: str
    item: str
    due: date
    ends_at: datetime
    cite: str
    standing: Standing = Standing.OPEN
    late: bool = False
    named: bool = False

    @property
    def key(self) -> DueKey:
        """What makes it one and the same: in the shape of a case's deadlines, without a channel."""
        return (self.what, self.unit, "", self.item)

    @property
    def kind(self) -> str:
        """What is owed: its name beside other deadlines."""
        return self.what

    @property
    def is_owed(self) -> bool:
        """Whether it is still to be done, in time or late."""
        return self.standing in (Standing.OPEN, Standing.ENDED)


@dataclass(frozen=True, slots=True)
class Ledger:
    """A unit's ledger as it was filed: its figures, the faults still open, and those filed below it."""

    digest: str
    rows: int
    counts: tuple[tuple[str, int], ...]
    faults: tuple[str, ...]
    filed_on: date
    revision: int
    included: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the campaign (责任单位), under one above it; who may file for it, by sign-in name."""

    id: str
    kind: str
    level: str
    parent: str
    officers: tuple[str, ...] = ()
    contact: bool = False
    ledger: Ledger | None = None
    planned: bool = False
    reports: tuple[str, ...] = ()
    summary_on: date | None = None
    exceptions: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a rectification plan (规范完善方案): a document, what is done with it, by when.

    `in_name_of`: issued in the name of the Party committee or the government, to which the department
    that drafted it makes a proposal.  `channel` issued the document and announces its abolition.
    """

    id: str
    unit: str
    document: str
    disposition: str
    due: date
    channel: str = ""
    in_name_of: str = ""
    proposed_on: date | None = None
    done: str = ""
    done_on: date | None = None
    drafted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: a rule not entered in the ledger, or a new rule without basis."""

    id: str
    unit: str
    line: str
    on: date
    settled: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """A document that is no longer carried out: proposed by one person, confirmed by another; and its end.

    `plan` is the digest of the running cases shown, `cases` their count; `resumed_by` has asked for the end.
    What a filed ledger stops at once is stopped before anybody proposes it: `unit` is whose ledger, `texts` the
    local texts that rest on the document.
    """

    id: str
    document: str
    disposition: str
    regimes: tuple[str, ...]
    measures: tuple[str, ...]
    standing: str
    proposed_by: str
    cases: int = 0
    plan: str = ""
    confirmed_by: str = ""
    resume_by: str = ""
    texts: tuple[str, ...] = ()
    unit: str = ""

    @property
    def is_unconfirmed(self) -> bool:
        """Whether no second person has chosen yet what happens to the running cases, its end asked for or not."""
        asked = self.standing == RESUMING and not self.confirmed_by
        return asked or self.standing in (PROPOSED, AT_ONCE, CONFIRMING)


@dataclass(frozen=True, slots=True)
class Told:
    """A monthly notice: its month, and under each line the units it names."""

    month: str
    on: date
    lines: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class CampaignState:
    """Where a campaign stands after `version` acts."""

    campaign_id: str
    mode: str
    step: str = "none"
    version: int = 0
    settled_to: datetime | None = None
    root: str = ""
    units: tuple[Unit, ...] = ()
    dues: tuple[Due, ...] = ()
    items: tuple[Item, ...] = ()
    findings: tuple[Finding, ...] = ()
    stops: tuple[Stop, ...] = ()
    notices: tuple[Told, ...] = ()
    interviews: tuple[str, ...] = ()
    checked: tuple[str, ...] = ()
    reported_on: date | None = None
    published: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ()

    @property
    def case_id(self) -> str:
        """Its id where cases and campaigns stand in one log."""
        return self.campaign_id

    @property
    def is_closed(self) -> bool:
        """Whether the campaign is over; stops it made may still be undone."""
        return self.step == "closed"

    def unit(self, unit_id: str) -> Unit | None:
        """The unit of that id."""
        return next((u for u in self.units if u.id == unit_id), None)

    def below(self, unit_id: str) -> tuple[Unit, ...]:
        """The units directly under one."""
        return tuple(u for u in self.units if u.parent == unit_id)

    def under(self, unit_id: str) -> tuple[Unit, ...]:
        """A unit and all under it, the one first."""
        found = [u for u in self.units if u.id == unit_id]
        for unit in found:
            found.extend(self.below(unit.id))
        return tuple(found)

    def above(self, unit_id: str) -> tuple[str, ...]:
        """The units a unit stands under, nearest first, itself left out."""
        found: list[str] = []
        unit = self.unit(unit_id)
        while unit is not None and unit.parent:
            found.append(unit.parent)
            unit = self.unit(unit.parent)
        return tuple(found)

    def rolled_up(self, unit_id: str) -> int:
        """How many rows a unit's ledger holds with those filed below it."""
        return sum(u.ledger.rows for u in self.under(unit_id) if u.ledger is not None)

    def stale(self) -> tuple[str, ...]:
        """Units whose ledger lacks one filed, or filed anew, below it since (the root rolls up as it reports)."""
        return tuple(u.id for u in self.units if u.ledger and u.ledger.included != self.filed_below(u.id))

    def filed_below(self, unit_id: str) -> tuple[tuple[str, int], ...]:
        """The ledgers filed directly under a unit, each with its revision."""
        return tuple((u.id, u.ledger.revision) for u in self.below(unit_id) if u.ledger is not None)

    def item(self, unit_id: str, item_id: str) -> Item | None:
        """The item of that id in a unit's plan."""
        return next((i for i in self.items if (i.unit, i.id) == (unit_id, item_id)), None)

    def stop(self, stop_id: str) -> Stop | None:
        """The stop of that id."""
        return next((s for s in self.stops if s.id == stop_id), None)

    def owed(self, what: str, unit_id: str, item: str = "") -> Due | None:
        """What a unit still owes of a kind, in time or late: the first of several."""
        for due in self.dues:
            if due.what == what and due.unit == unit_id and due.is_owed and item in ("", due.item):
                return due
        return None

    def outstanding(self) -> tuple[Due, ...]:
        """Everything owed and not done."""
        return tuple(d for d in self.dues if d.is_owed)

    def late_units(self) -> tuple[str, ...]:
        """The units that have let a day pass and still owe what was due."""
        return tuple(dict.fromkeys(d.unit for d in self.outstanding() if d.late))

    def earliest(self) -> Due | None:
        """What falls due first of all that is not yet late."""
        first: Due | None = None
        for due in self.dues:
            if due.standing is Standing.OPEN and (first is None or (due.ends_at, due.key) < (first.ends_at, first.key)):
                first = due
        return first
