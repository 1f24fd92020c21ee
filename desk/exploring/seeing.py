"""What an onlooker of the acts knows of a case."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from desk.exploring.people import hat


@dataclass(frozen=True, slots=True)
class Seen:
    """What the onlooker knows of a case."""

    parties: tuple[str, ...] = ()
    noticed: dict[str, date] = field(default_factory=dict)
    windows: dict[str, date] = field(default_factory=dict)
    closed: frozenset[str] = frozenset()
    waiting: frozenset[str] = frozenset()
    owed: frozenset[tuple[str, str]] = frozenset()
    opener: str = ""
    noticer: str = ""
    investigators: frozenset[str] = frozenset()
    measures_told: tuple[str, ...] = ()
    proposed: bool = False
    penalties: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    mark: str = ""
    hearing: frozenset[str] = frozenset()
    hearing_on: date | None = None
    chair: str = ""
    invited: dict[str, date] = field(default_factory=dict)
    drafter: str = ""
    draft_lacks: tuple[str, ...] = ()
    draft_lists: bool = False
    grave: bool = False
    discussed: str = ""
    agreed: bool = False
    reviewer: str = ""
    decision_extended: bool = False
    decided_without: tuple[str, ...] | None = None
    decided_on: date | None = None
    counted_from: date | None = None
    shown_from: date | None = None
    decision_served: frozenset[str] = frozenset()
    published: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    objecting: frozenset[str] = frozenset()
    violated: bool = False
    earliest_on: date | None = None
    applied_on: date | None = None
    received_by: str = ""
    accepted_by: str = ""
    accepted: bool = False
    asked_for: bool = False
    restoration_extended: bool = False
    barred_until: date | None = None
    ground_to_leave: str = ""
    unconfirmed: frozenset[tuple[str, str]] | None = None
    recused: frozenset[str] = frozenset()
    doubted: frozenset[str] = frozenset()
    deputies: tuple[tuple[str, tuple[str, ...], date, date], ...] = ()
    complaints: int = 0
    undoing: frozenset[str] = frozenset()
    relieved: frozenset[str] = frozenset()
    orphans: frozenset[str] = frozenset()
    stopped: bool = False
    earlier: tuple[tuple[str, tuple[str, ...], bool], ...] = ()

    def lent_to(self, person: str, today: date) -> tuple[str, ...]:
        """The posts a person holds today for another."""
        lent = (roles for to, roles, first, last in self.deputies if to == person and first <= today <= last)
        return tuple(role for roles in lent for role in roles)

    def told(self) -> tuple[object, ...]:
        """The part of the account that can still matter, for the canonical form."""
        if self.decided_without is None:
            told = (self.draft_lacks, self.draft_lists, self.grave, self.discussed, self.agreed)
            drafted = (hat(self.drafter), hat(self.reviewer), bool(self.reviewer), told)
            heard = (tuple(sorted(self.hearing)), self.decision_extended)
            return (*self._served(), heard, drafted if self.drafter else ())
        left = self.unconfirmed if self.unconfirmed is None else tuple(sorted(self.unconfirmed))
        served = tuple(sorted(self.decision_served))
        standing = not self.ground_to_leave
        prolonged = self.restoration_extended and self.applied_on is not None
        barred = standing and (self.violated, self.barred_until is not None, prolonged)
        return (self.decided_without, served, barred, self.ground_to_leave, left, tuple(sorted(self.hidden)))

    def at_rest(self) -> tuple[object, ...]:
        """What still matters once the listing has ended everywhere, or never began."""
        return (self.ground_to_leave, tuple(sorted(self.unconfirmed or ())))

    def _served(self) -> tuple[object, ...]:
        return tuple((p in self.noticed, p in self.closed, p in self.waiting) for p in self.parties)
