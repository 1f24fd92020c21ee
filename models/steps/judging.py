"""The context one command is judged in, and the shapes of what is planned or refused."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from models.law.days import Calendar
from models.law.regimes import Law, Period
from models.records.acts import DeadlineKey
from models.records.cases import CaseState, Party
from models.records.commands import Command, as_day
from models.records.deadlines import Deadline, Standing, deadline

ANNOUNCEMENT = "announcement"


@dataclass(frozen=True, slots=True)
class Context:
    """State, command, law, calendar and the legal now: all that a decision may know.

    `law` is the edition in force on the day of the step, `whole` the case's law with all its editions,
    `new_law` the law that an announcement brings.
    """

    state: CaseState
    command: Command
    law: Law
    calendar: Calendar
    now: datetime
    today: date
    whole: Law
    new_law: Law | None = None

    @property
    def grounds(self) -> tuple[str, ...]:
        """The grounds the case stands on; an opening says its own."""
        opens = self.command.act == "open_case" or not self.state.grounds
        return self.command.words("grounds") if opens else self.state.grounds

    def period(self, key: str) -> Period | None:
        """The period of that name for the grounds of the case, or None where the law is silent."""
        return self.law.period(key, self.grounds)

    def opened(self, kind: str, start_on: date, **more: Any) -> tuple[Deadline, ...]:
        """The deadline a period opens, or none where the regime is silent on it.

        `period` names one of another name; `event`: only where the law counts it from that event.
        """
        return self.opened_by(self.law, kind, start_on, **more)

    def opened_by(
        self, law: Law, kind: str, start_on: date, *, period: str = "", event: str = "", **more: Any
    ) -> tuple[Deadline, ...]:
        """The same by a given edition; the deadline names its day where that of its start is another."""
        found = law.period(period or kind, self.grounds)
        if found is None or event not in ("", found.start):
            return ()
        opened = deadline(found, start_on, self.calendar, kind=kind, **more)
        if self.whole.on(start_on).since != law.since:
            opened = replace(opened, law_on=law.since)
        return (opened,)

    def announced(self, document: str, parties: tuple[str, ...]) -> tuple[DeadlineKey, ...]:
        """The announcements of a document on these parties that still run."""
        return tuple(
            d.key
            for d in self.state.open_deadlines()
            if d.kind == ANNOUNCEMENT and d.matter == document and d.party in parties
        )

    def party(self) -> Party | None:
        """The party the command speaks for: named, else the acting party, else the principal subject."""
        named = self.command.word("by_party")
        if named:
            return self.state.party(named)
        actor = self.command.by
        return self.state.party(actor.id) if actor.is_party else self.state.principal

    def on(self) -> date:
        """The legal day of the act: the day it says, else today."""
        return as_day(self.command.facts.get("on")) or self.today


@dataclass(frozen=True, slots=True)
class No:
    """A refusal before it is dressed: the code, the rule, and what it is about."""

    code: str
    cite: str
    detail: dict[str, Any] = field(default_factory=dict)
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What an act will do; `to` is left empty where the step follows from the facts."""

    to: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    opened: tuple[Deadline, ...] = ()
    met: tuple[DeadlineKey, ...] = ()
    dropped: tuple[DeadlineKey, ...] = ()
    documents: tuple[str, ...] = ()


Judged = Plan | No


def step_day(command: Command, today: date) -> date:
    """The day whose law a step is judged by: its legal day, as far as that has come (程序从新)."""
    try:
        said = as_day(command.facts.get("on"))
    except ValueError:
        return today  # the form is refused, and not for its law
    return min(said or today, today)


def running(state: CaseState, *kinds: str) -> tuple[DeadlineKey, ...]:
    """The keys of running deadlines of these kinds."""
    return tuple(d.key for d in state.deadlines if d.kind in kinds and d.standing is Standing.OPEN)


def refuse_future(ctx: Context, cite: str) -> No | None:
    """A day that is still to come proves nothing."""
    return unmet(cite, "day_in_future", on=ctx.on().isoformat()) if ctx.on() > ctx.today else None


def unmet(cite: str, what: str, **detail: Any) -> No:
    """A condition of the act itself that is not met, named."""
    return No("condition_unmet", cite, {"what": what, **detail})
