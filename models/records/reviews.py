"""The reviewing of law in the record (核对条文): what one person proposes, and another confirms or gives up."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

CONFIRM, WITHDRAW = "confirm", "withdraw"
DONE, ABANDONED = "done", "abandoned"


@dataclass(frozen=True, slots=True)
class Seen:
    """Where a value was read: the gazette's number, the page, and its day."""

    gazette: str
    page: str
    gazette_on: date


@dataclass(frozen=True, slots=True)
class ValueSeen:
    """One value as it stood when it was proposed: its key, its digest, and what the digest was taken of."""

    key: str
    sha256: str
    content: str

    @property
    def article(self) -> str:
        """Where it stands."""
        return str(self._said.get("article", ""))

    @property
    def zh(self) -> str:
        """Its words as they stood."""
        return str(self._said.get("zh") or self._said.get("value") or "")

    @property
    def _said(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.content)["says"]
        return found


@dataclass(frozen=True, slots=True)
class Proposal:
    """Values of one text that one person has read in the gazette, or whose confirmation is wrong.

    Nothing counts before another person confirms it; `seen` belongs to a confirming, `reason` to a withdrawal.
    """

    id: str
    kind: str
    text: str
    in_force_on: date
    values: tuple[ValueSeen, ...]
    proposed_by: str
    proposed_at: datetime
    seen: Seen | None = None
    reason: str = ""
    outcome: str = ""
    ended_by: str = ""
    ended_at: datetime | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The values by their keys."""
        return tuple(value.key for value in self.values)

    @property
    def digests(self) -> frozenset[str]:
        """The values as they stood."""
        return frozenset(value.sha256 for value in self.values)

    def shown_sha256(self, cases: tuple[str, ...]) -> str:
        """The digest of what the second person is shown: the values, and the open real cases that rest on them."""
        shown = [self.id, *(value.sha256 for value in self.values), *cases]
        return hashlib.sha256(json.dumps(shown).encode()).hexdigest()
