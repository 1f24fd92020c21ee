"""What reviewers of law do at the counter: one proposes what was read in the gazette, another confirms it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import Connection

from models.law.days import law_day
from models.law.lawbook import Instrument, Lawbook
from models.law.reading import LawMissing
from models.law.regimes import Certainty
from models.law.reviewing import Value, reviewers
from models.records.acts import Refused
from models.records.commands import Actor
from models.records.reviews import CONFIRM, WITHDRAW, Proposal, Seen
from models.steps.reviewing import ACT, refuse_ending, refuse_proposal, refuse_second, refuse_withdrawal
from models.tables.resting import real_cases_on
from models.tables.reviewing import confirmations, confirmed, held_values
from portal.writing import Writer

_MARK_BYTES = 10
_TOLD_ALREADY = ("zh", "article")
T = TypeVar("T")


def coded(content: str) -> str:
    """What a value says beside its words and its article: amounts, units, starts, kinds of document."""
    said = json.loads(content)["says"] if content else {}
    return "；".join(f"{name}: {_plain(value)}" for name, value in said.items() if _is_more(name, value))


def sourced(value: Value, own: str) -> tuple[str, str]:
    """Where a value was read; the source of its text is none of what was written from memory."""
    if value.certainty is Certainty.RECALL and value.source == own:
        return "凭记忆写下，没有来源", "written from memory, no source"
    return value.source, value.source


def _is_more(name: str, value: object) -> bool:
    return name not in _TOLD_ALREADY and value is not None


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


@dataclass(frozen=True, slots=True)
class Typed:
    """A form as it was typed: the values ticked, and where they were read or why they were wrong."""

    kind: str = CONFIRM
    keys: tuple[str, ...] = ()
    gazette: str = ""
    page: str = ""
    gazette_on: str = ""
    reason: str = ""

    def seen(self) -> Seen | Refused:
        """The place in the gazette; a day that is none is refused by what was typed."""
        try:
            on = date.fromisoformat(self.gazette_on.strip())
        except ValueError:
            fault = "not-a-day" if self.gazette_on.strip() else "missing"
            detail = {"what": "field", "field": "gazette_on", "fault": fault}
            return Refused("condition_unmet", ACT, "", "house.fields", detail)
        return Seen(self.gazette.strip(), self.page.strip(), on)


@dataclass(frozen=True, slots=True)
class Reviewing:
    """The way in of those who confirm law; each is judged before anything is written."""

    writer: Writer
    ask: Callable[[Callable[[Connection], T]], T]
    book: Lawbook

    def posts(self, now: datetime) -> tuple[str, ...]:
        """The posts that confirm law, by the house's own rules (H-29)."""
        return reviewers(self.book, law_day(now))

    def propose(self, by: Actor, text: Instrument, typed: Typed, now: datetime) -> str | Refused:
        """The new proposal's id, or why it is not taken."""
        mark, at = secrets.token_hex(_MARK_BYTES), now.replace(microsecond=0)
        made = Proposal(mark, typed.kind, text.id, text.in_force_on, (), by.id, at)
        held = self._confirming(by, text, typed, made) if typed.kind == CONFIRM else self._withdrawing(by, typed, made)
        if isinstance(held, Refused):
            return held
        self.writer.propose_law(held)
        return held.id

    def _confirming(self, by: Actor, text: Instrument, typed: Typed, made: Proposal) -> Proposal | Refused:
        standing = self.ask(confirmed)
        values = tuple(v for v in text.values if v.key in typed.keys and v.sha256 not in standing)
        seen = typed.seen()
        if isinstance(seen, Refused):
            return seen
        today = law_day(made.proposed_at)
        refused = refuse_proposal(by, values, seen, reviewers(self.book, today), today)
        return refused or replace(made, values=held_values(values), seen=seen)

    def _withdrawing(self, by: Actor, typed: Typed, made: Proposal) -> Proposal | Refused:
        found = self.ask(lambda connection: confirmations(connection, made.text, made.in_force_on))
        values = tuple(c.value for c in found if c.value.sha256 in typed.keys and c.withdrawn is None)
        posts = reviewers(self.book, law_day(made.proposed_at))
        refused = refuse_withdrawal((by,), tuple(v.key for v in values), typed.reason, posts)
        return refused or replace(made, values=values, reason=typed.reason.strip())

    def cases(self, held: Proposal) -> tuple[str, ...]:
        """The open real cases that rest on the text of a withdrawal; told before it is done."""
        return self.ask(lambda connection: self._cases(connection, held))

    def _cases(self, connection: Connection, held: Proposal) -> tuple[str, ...]:
        if held.kind != WITHDRAW:
            return ()
        return real_cases_on(connection, self.book, held.text, held.in_force_on)

    def confirm(self, by: Actor, proposal_id: str, shown_sha256: str, now: datetime) -> Refused | None:
        """The second person's word: of what was shown, with the cases as they are now; or why it does not count."""

        def judge(connection: Connection, held: Proposal) -> Refused | None:
            same = shown_sha256 == held.shown_sha256(self._cases(connection, held))
            return refuse_second(by, held, self.posts(now), self._standing(connection, held), same=same)

        return self.writer.end_law_proposal(proposal_id, judge, by, now.replace(microsecond=0), confirmed=True)

    def _standing(self, connection: Connection, held: Proposal) -> frozenset[str]:
        """The values as they stand now: in the law's file, or confirmed."""
        if held.kind == WITHDRAW:
            return confirmed(connection)
        try:
            text = self.book.instrument(held.text, held.in_force_on)
        except LawMissing:
            return frozenset()
        return frozenset(value.sha256 for value in text.values)

    def abandon(self, by: Actor, proposal_id: str, now: datetime) -> Refused | None:
        """Give a proposal up before it counts, or why not."""

        def judge(_: Connection, held: Proposal) -> Refused | None:
            return refuse_ending(by, held, self.posts(now))

        return self.writer.end_law_proposal(proposal_id, judge, by, now.replace(microsecond=0), confirmed=False)
