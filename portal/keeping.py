"""What calendar-keepers do, at the counter and at a terminal: enter a year, confirm or abandon it."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection

from models.contracts.replan import ABANDON, CONFIRM, Entry, ReplanStart, Said
from models.law.lawbook import Lawbook
from models.records.acts import Refused
from models.records.commands import Actor
from models.records.replans import UNDER_WAY, Replan, YearAnnounced
from models.steps.replanning import ACT, refuse_abandoning, refuse_beside, refuse_confirmation, refuse_entry
from models.tables.replanning import as_announced, campaigns
from portal.temporal import Courier

_BETWEEN = re.compile(r"[\s,，、;；]+")
_MARK_BYTES = 4
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Typed:
    """A year as it was typed, each field a text."""

    year: str = ""
    off: str = ""
    working: str = ""
    number: str = ""
    notice_on: str = ""

    def read(self) -> YearAnnounced | Refused:
        """The year it says; a year or a day that is none is refused by what was typed."""
        try:
            year = int(self.year)
        except ValueError:
            return Refused("condition_unmet", ACT, "", "house.fields", _field("year", "not-a-number"))
        try:
            on = date.fromisoformat(self.notice_on)
        except ValueError:
            return Refused("condition_unmet", ACT, "", "house.fields", _field("notice_on", "not-a-day"))
        notice = f"{self.number.strip()}（{on.isoformat()}）" if self.number.strip() else ""
        return YearAnnounced(year, _days(self.off), _days(self.working), notice)


@dataclass(frozen=True, slots=True)
class Keeping:
    """One way in for both: the judgment first, so that a refused word never reaches a workflow."""

    courier: Courier
    ask: Callable[[Callable[[Connection], T]], T]
    book: Lawbook

    def posts(self, today: date) -> tuple[str, ...]:
        """The posts that keep the calendar, by the house's own rules."""
        rule = self.book.law(self.book.regimes[0], today).act_rule(ACT)
        return rule.roles if rule else ()

    async def enter(self, by: Actor, typed: Typed, today: date) -> str | Refused:
        """The new campaign's id, or why the year is not taken."""
        announced = typed.read()
        if isinstance(announced, Refused):
            return announced
        calendar, posts = self.book.calendar(), self.posts(today)
        refused = self._refuse_entry(by, announced, today)
        if refused is not None:
            return refused
        replan_id = f"{announced.year}-{secrets.token_hex(_MARK_BYTES)}"
        answer = await self.courier.begin_campaign(ReplanStart(replan_id, posts, Entry(announced, by, calendar)))
        return answer if isinstance(answer, Refused) else replan_id

    def _refuse_entry(self, by: Actor, announced: YearAnnounced, today: date) -> Refused | None:
        calendar = self.ask(lambda connection: as_announced(connection, self.book.calendar()))
        refused = refuse_entry(by, announced, self.posts(today), calendar)
        if refused is None:
            refused = next((refuse_beside(held) for held in self._under_way()), None)
        return refused

    async def confirm(self, by: Actor, replan: Replan, preview_sha256: str, today: date) -> str | Refused:
        """How the campaign stands when the second person has confirmed what was seen, or why not."""
        refused = refuse_confirmation(by, replan, self.posts(today), preview_sha256)
        return refused or await self.courier.tell_campaign(replan.id, CONFIRM, Said(by, preview_sha256))

    async def abandon(self, by: Actor, replan: Replan, today: date) -> str | Refused:
        """How the campaign stands when it is given up, or why not."""
        refused = refuse_abandoning(by, replan, self.posts(today))
        return refused or await self.courier.tell_campaign(replan.id, ABANDON, Said(by))

    async def go_on(self, today: date) -> tuple[str, ...]:
        """Bring back the workflows of campaigns under way, from the record; beside a live one none is begun."""
        held = self._under_way()
        for replan in held:
            await self.courier.begin_campaign(ReplanStart(replan.id, self.posts(today)))
        return tuple(replan.id for replan in held)

    def _under_way(self) -> tuple[Replan, ...]:
        return tuple(r for r in self.ask(campaigns) if r.standing in UNDER_WAY)


def _days(typed: str) -> tuple[str, ...]:
    return tuple(part for part in _BETWEEN.split(typed) if part)


def _field(name: str, fault: str) -> dict[str, str]:
    return {"what": "field", "field": name, "fault": fault}
