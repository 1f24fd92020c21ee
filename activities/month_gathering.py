"""What a paper of a month of oversight is made of: gathered from the record as it stood with the act that sends it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from activities.gathering import Order
from activities.phrasing import Unsaid, articles
from models.law.days import law_day
from models.law.lawbook import Lawbook
from models.law.month_rules import MonthLaw
from models.law.oversight_months import month_bundle
from models.records.acts import Act
from models.records.oversight import Found, LineTold, Notice
from models.records.oversight_months import Addressee, Interview, MonthState
from models.records.papers import MONTH_KINDS, PaperUnknown
from models.steps.month_fold import apply
from models.tables import schema as t
from models.tables.month_schema import oversight_month
from models.tables.months import finding_of, frozen
from models.tables.packing import unpack
from models.tables.proceedings import pinned_text

NOTICE = "month_notice"
# The rule each paper rests on.
_RULES = {
    NOTICE: "oversight.named",
    "notice_correction": "oversight.dispute",
    "interview_letter": "cleanup.interview",
    "interview_minutes": "oversight.interview",
    "case_notice": "oversight.one_case",
    "referral_letter": "oversight.accountability",
}
Said = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class MonthLetter:
    """What a paper is made of: the act that sends it, what was said before, the notice as drawn, the law's names."""

    kind: str
    own: Act
    after: MonthState
    said: Said
    body: dict[str, Any]
    authority: str
    law: MonthLaw
    names: dict[str, str]
    notice: Notice
    numbered: str = ""

    @property
    def mode(self) -> str:
        """Real, training or rehearsal."""
        return self.after.mode

    @property
    def made_on(self) -> date:
        """The day of the act that sends it."""
        return law_day(self.own.at)

    @property
    def month(self) -> str:
        """The month told, in prose."""
        return f"{self.notice.month.first.year}年{self.notice.month.first.month}月"

    def rule(self, key: str = "") -> str:
        """A rule by the name of its text and its article: the one the paper rests on where none is named."""
        asked = key or _RULES[self.kind]
        return articles((self.law.citation(asked if self.law.holds(asked) else "oversight.one_notice"),), self.names)

    def due(self, kind: str, matter: str = "") -> date:
        """The last day of a deadline of the file."""
        found = [d.due for d in self.after.deadlines if (d.kind, d.matter) == (kind, matter)]
        if not found:
            raise Unsaid
        return found[-1]

    def line(self, line_id: str) -> LineTold:
        """A line of the notice."""
        found = next((told for told in self.notice.lines if told.line.id == line_id), None)
        if found is None:
            raise Unsaid
        return found

    def unit(self) -> Addressee:
        """The unit the paper is about."""
        found = self.after.unit(self._unit_id())
        if found is None:
            raise Unsaid
        return found

    def interview(self) -> Interview:
        """The interview the paper is about."""
        found = self.after.interview(str(self.body.get("interview", "")))
        if found is None:
            raise Unsaid
        return found

    def found(self) -> tuple[LineTold, Found]:
        """The case that is referred, as its query found it."""
        referral = self.after.referral(str(self.body.get("referral", "")))
        held = finding_of(self.notice, referral.finding) if referral is not None else None
        if held is None:
            raise Unsaid
        return self.line(held[0]), held[1]

    def _unit_id(self) -> str:
        if "unit" in self.body:
            return str(self.body["unit"])
        referral = self.after.referral(str(self.body.get("referral", "")))
        return referral.unit if referral is not None else self.interview().unit


def gather_month(connection: Connection, order: Order, book: Lawbook) -> MonthLetter:
    """What the record holds for one paper of an act, as it stood then."""
    file = connection.execute(select(oversight_month).where(oversight_month.c.id == order.case_id)).one()
    asked = select(t.act.c.content).where(t.act.c.case_id == order.case_id).order_by(t.act.c.version)
    commands = select(t.command.c.key, t.command.c.body).where(t.command.c.case_id == order.case_id)
    bodies = {r.key: json.loads(r.body) for r in connection.execute(commands)}
    state, said = MonthState(order.case_id, file.mode), Said()
    for content in connection.execute(asked).scalars():
        act = unpack(Act, content)
        state = apply(state, act)
        said[_name(act)] = bodies.get(act.key, {})
        if act.key == order.key:
            if order.kind not in MONTH_KINDS or order.kind not in act.documents or state.notice is None:
                raise PaperUnknown("kind", order.kind)
            law = unpack(MonthLaw, pinned_text(connection, file.law_version))
            names = _names(book, law, law_day(file.opened_at))
            notice = frozen(connection, state.notice.digest)
            number = _number(connection, order.case_id, said)
            return MonthLetter(
                order.kind, act, state, said, bodies[order.key], file.authority, law, names, notice, number
            )  # fmt: skip
    raise LookupError(order.key)


def _name(act: Act) -> str:
    """An act by its name, and by the unit, interview, incident or case it is about."""
    about = next((act.facts[n] for n in ("interview", "incident", "referral", "unit") if act.facts.get(n)), "")
    return f"{act.act}.{about}" if about else act.act


def _number(connection: Connection, file_id: str, said: Said) -> str:
    """The number of the notice: as the office gave it, else as the house has printed it."""
    d = t.document.c
    printed = select(d.symbol).where(d.case_id == file_id, d.kind == NOTICE).order_by(d.act_seq.desc())
    return str(said.get("issue_notice", {}).get("document") or connection.execute(printed).scalar() or "")


def _names(book: Lawbook, law: MonthLaw, on: date) -> dict[str, str]:
    found = {}
    for held in month_bundle(book, law.notice, on):
        short = held.place.inner("instrument").text("short")
        title = held.place.inner("title").text("zh").partition("（")[0]
        found[short] = f"《{title}》" if short == title else f"《{title}》（{short}）"
    return found
