"""Playing every branch of a list and comparing it with what its file expects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from desk.branching import (
    beside_branches,
    decision_branches,
    listing_branches,
    notice_branches,
    opening_branches,
    restoring_branches,
)
from desk.branching.setting import settings
from desk.branching.tale import Tale
from desk.casefile import CaseFile
from desk.expecting import differences
from desk.playing import play_under
from models.law.days import Calendar
from models.law.lawbook import Lawbook
from models.law.regimes import Law

# Each ground lives one life to each end; every branch is played on the first ground of those whose periods are alike.
_ROUTES = (
    notice_branches.branches,
    decision_branches.branches,
    listing_branches.branches,
    restoring_branches.branches,
    beside_branches.branches,
)


@dataclass
class Tried:
    """How many cases of a list were played, of which branches, and which came out otherwise."""

    regime: str
    branches: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[str, list[str]]] = field(default_factory=list)

    @property
    def cases(self) -> int:
        """How many cases were played."""
        return self.branches.total()


def tales(book: Lawbook, regime: str) -> Iterator[Tale]:
    """Every branch of a list's rules, each on every ground, day of its law and supplement that it may depend on."""
    latest, *others = settings(book, regime)
    yield from opening_branches.in_force(book, latest)
    yield from opening_branches.branches(latest)
    for setting in latest.grounds():
        yield from restoring_branches.lives(setting)
    played: list[tuple[object, ...]] = []
    for setting in (latest, *others):
        for place, each in enumerate(tuple(setting.grounds()) or (setting,)):
            if each.rules not in played:
                played.append(each.rules)
                for route in _ROUTES:
                    yield from route(each)
            elif not place and setting is not latest:
                yield from restoring_branches.lives(each)


def tried(book: Lawbook, regime: str, folder: Path | None = None) -> Tried:
    """Play every branch; the files are written where a folder is given."""
    found = Tried(regime)
    for tale in tales(book, regime):
        if folder is not None:
            tale.write(folder)
        found.branches[tale.branch] += 1
        wrong = wrong_under(tale.case(), tale.at.law, tale.at.calendar)
        if wrong:
            found.wrong.append((tale.name, wrong))
    return found


def wrong_under(case: CaseFile, law: Law, calendar: Calendar) -> list[str]:
    """In what a case ends otherwise than its file expects, under this law."""
    return differences(case, play_under(case, law, calendar))
