"""A re-plan campaign (重算期限): a year's days off become known, and running deadlines are counted anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

PREVIEWING, PREVIEWED, CONFIRMED, ABANDONED, DONE = "previewing", "previewed", "confirmed", "abandoned", "done"
# While one of these stands, no other campaign may begin.
UNDER_WAY = (PREVIEWING, PREVIEWED, CONFIRMED)


class Way(StrEnum):
    """What becomes of a deadline: it falls later, earlier, stays though it would fall earlier, or is firm now."""

    LATER = "later"
    EARLIER = "earlier"
    KEPT = "kept"
    FIRM = "firm"


@dataclass(frozen=True, slots=True)
class YearAnnounced:
    """A year as its notice announces it: days or ranges off, weekend days worked, the notice."""

    year: int
    off: tuple[str, ...]
    working: tuple[str, ...]
    notice: str

    def facts(self, confirmed_by: str) -> dict[str, Any]:
        """What the act says in each case."""
        return {
            "confirmed_by": confirmed_by,
            "year": self.year,
            "off": list(self.off),
            "working": list(self.working),
            "notice": self.notice,
        }


@dataclass(frozen=True, slots=True)
class Moved:
    """One deadline of a case: its day before and after."""

    kind: str
    party: str
    channel: str
    matter: str
    was: date
    due: date
    way: Way


@dataclass(frozen=True, slots=True)
class Effect:
    """What an announcement does in one case; `refused` is the code where the case does not take it."""

    moved: tuple[Moved, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Replan:
    """A campaign as it stands."""

    id: str
    announced: YearAnnounced
    entered_by: str
    standing: str
    preview_sha256: str = ""
    confirmed_by: str = ""
