"""A file of honours told in a few lines: who acts, and the bodies of the acts that tests ask for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from models.law.days import Calendar
from models.law.honour_rules import HonourLaw
from models.law.honours import honour_law
from models.law.lawbook import Lawbook
from models.records.acts import Act, Decided, Refused
from models.records.commands import Actor, Command
from models.records.honours import HonourState
from models.steps.honour_deciding import decide_honour, settle_honour
from models.steps.honour_fields import honour_part
from models.steps.honour_fold import fold

ON = date(2026, 3, 2)
SHANGHAI = ZoneInfo("Asia/Shanghai")
UNIT = {
    "id": "s1",
    "kind": "organisation",
    "role": "unit",
    "name": "示例江城面粉有限公司",
    "uscc": "91140100MA0TE6014B",
}
PERSON = {"kind": "person", "name": "赵示例", "id_number": "140100198502030027"}

OFFICER, OTHER = Actor("fang", ("honour-officer",)), Actor("guo", ("honour-officer",))
HEAD, PUBLISHER = Actor("he", ("honour-head",)), Actor("sun", ("publisher",))
LEAD, APPROVER = Actor("lei", ("lead-officer",)), Actor("shi", ("approval-officer",))
RECORD = Actor("qian", ("record",))


@cache
def book() -> Lawbook:
    return Lawbook()


@cache
def law(notice: str = "huangshi-honours") -> HonourLaw:
    return honour_law(book(), notice, ON)


@cache
def calendar() -> Calendar:
    return book().calendar_for(2025, 2029)


def at(day: str, hour: int = 10) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(hour), SHANGHAI).astimezone(UTC)


@dataclass
class Life:
    """A file as it goes: its state, its acts, and each refusal."""

    mode: str = "rehearsal"
    notice: str = "huangshi-honours"
    state: HonourState = field(default_factory=lambda: HonourState("rehearsal-2026-h1", "rehearsal"))
    acts: list[Act] = field(default_factory=list)

    def ask(self, day: str, by: Actor, act: str, known: dict[str, Any] | None = None, /, **body: Any) -> Refused | None:
        facts = {**honour_part(act, body), **(known or {})}
        command = Command(f"k{len(self.acts)}-{act}", act, by, facts)
        answer = decide_honour(self.state, command, law(self.notice), calendar(), at(day))
        self._take(answer.acts if isinstance(answer, Decided) else answer.settled)
        return answer if isinstance(answer, Refused) else None

    def do(self, day: str, by: Actor, act: str, known: dict[str, Any] | None = None, /, **body: Any) -> HonourState:
        refused = self.ask(day, by, act, known, **body)
        assert refused is None, refused
        return self.state

    def wait(self, day: str) -> HonourState:
        self._take(settle_honour(self.state, law(self.notice), calendar(), at(day)))
        return self.state

    def _take(self, acts: tuple[Act, ...]) -> None:
        self.acts.extend(acts)
        self.state = fold(self.state, acts)


PROPOSAL = {
    "subject": UNIT,
    "class": "red-list",
    "standard": "rehearsal-2026-s1",
    "title": "诚信食品企业",
    "evidence": "连续两年抽检合格",
}


def recognised(until: str = "2027-03-01", **more: Any) -> Life:
    """An honour in force from 3 March 2026, its paper served."""
    life = Life()
    life.do("2026-03-02", OFFICER, "propose_honour", **{**PROPOSAL, **more})
    life.do("2026-03-03", HEAD, "recognise_honour", until=until, reasons="符合标准")
    life.do("2026-03-04", OFFICER, "serve_paper", paper="honour_decision", on="2026-03-04", method="direct", proof="p1")
    return life


def shown(**more: Any) -> Life:
    """The same, shown on two channels."""
    life = recognised(**more)
    life.do("2026-03-05", PUBLISHER, "publish_honour", channels=["own-site", "credit-china"], on="2026-03-05")
    return life


def deleted(life: Life, day: str) -> HonourState:
    """Everything seen gone and served after the exit."""
    for channel in life.state.showing():
        life.do(day, PUBLISHER, "confirm_deletion", channel=channel, on=day, proof="p3")
    return life.do(day, OFFICER, "serve_paper", paper="honour_exit", on=day, method="mail", proof="p4")
