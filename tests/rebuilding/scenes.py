"""Scenes: an open case in every step in which one can be open, told to the record act by act, in days just past."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from activities.record import Record, command_of
from models.contracts.errands import RecordRequest
from models.law.days import start_of
from models.law.identifiers import uscc_fault
from models.law.lawbook import Lawbook
from models.records.commands import PARTY, Actor
from models.tables import schema as t
from models.tables.receiving import Opening, Sent, open_file, receive

BOOK = Lawbook()
WAGES, SAMR = "mohrss-wages", "samr-serious-illegal"
WHERE = {
    WAGES: ("示例县人力资源和社会保障局", "county", "140121"),
    SAMR: ("示例省市场监督管理局", "province", "140000"),
}
POSTS = {
    "li": "case-officer", "wang": "case-officer", "he": "hearing-chair", "zhao": "legal-reviewer",
    "qian": "head", "sun": "publisher", "zhou": "restoration-officer", "yue": "calendar-keeper", "p1": PARTY,
}  # fmt: skip
MEASURES = {WAGES: ["bidding"], SAMR: ["key-supervision"]}
CHANNEL = {WAGES: "authority-site", SAMR: "enterprise-credit-system"}
PROOF = {"method": "direct", "proof": "送达回证"}
_CHECKS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
Said = tuple[str, str, dict[str, Any]]


def unit(serial: int) -> dict[str, str]:
    """An invented unit with a code of its own, so that no earlier listing bars it."""
    ends = (f"{organisation}{whole}" for organisation in "0123456789X" for whole in _CHECKS)
    code = next(c for end in ends if uscc_fault(c := f"91140100MA0T{serial:04d}{end}") is None)
    return {"id": "p1", "kind": "organisation", "name": "示例甲建筑劳务有限公司", "uscc": code}


def actor(who: str) -> Actor:
    return Actor(who, (POSTS[who],))


@dataclass(slots=True)
class Told:
    """One case as it is told: every act is received and recorded at an instant of a day gone by."""

    record: Record
    serial: int
    case_id: str
    regime: str
    today: date
    version: int = 0
    number: int = 0
    day: date = field(init=False)

    def __post_init__(self) -> None:
        self.on(1)

    def on(self, weeks: int) -> Told:
        """What follows happens on the day before today, so many weeks less one ago."""
        self.day = self.today - timedelta(days=1) - timedelta(weeks=weeks - 1)
        return self

    def open(self) -> None:
        day = self.day
        years = BOOK.calendar().years
        law, calendar = BOOK.law(self.regime, day), BOOK.calendar_for(years[0].year, years[-1].year)
        with self.record.engine.begin() as connection:
            open_file(connection, Opening(self.case_id, "training", *WHERE[self.regime], law, calendar, start_of(day)))
        ordered, due = str(day - timedelta(weeks=3)), str(day - timedelta(weeks=1))
        basis = {"number": "示例第7号", "issuer": WHERE[self.regime][0], "issued_on": ordered, "parties": ["p1"]}
        if self.regime == WAGES:
            basis |= {"kind": "order-to-pay", "effective_on": ordered, "performance_due_on": due}
            parties = [{**unit(self.serial), "role": "employer"}]
            self.do("li", "open_case", grounds=["HRSS-5-1"], basis=basis, parties=parties, level="county")
        else:
            basis |= {"kind": "penalty-decision", "status": "proposed"}
            parties = [{**unit(self.serial), "role": "offender"}]
            self.do("li", "open_case", grounds=["SAMR-7"], basis=basis, parties=parties, level="province")

    def do(self, who: str, act: str, **body: Any) -> Told:
        """An act that must be open."""
        self.number += 1
        at = start_of(self.day) + timedelta(hours=9, minutes=self.number)
        sent = Sent(f"{self.case_id}-{self.number:02d}", self.case_id, act, actor(who), body, self.version)
        with self.record.engine.begin() as connection:
            receive(connection, sent)
            row = connection.execute(select(t.command).where(t.command.c.key == sent.key)).one()
        reply = self.record.record(RecordRequest(self.case_id, self.version, at, command_of(row)))
        assert reply.refused is None, (self.case_id, reply.refused)
        self.version = reply.version
        return self

    def today_comes(self) -> None:
        """What the clock does until now."""
        now = datetime.now(UTC).replace(microsecond=0)
        self.version = self.record.record(RecordRequest(self.case_id, self.version, now)).version


ROAD: tuple[tuple[str, Callable[[Told], None]], ...] = (
    ("opened", lambda c: c.open()),
    ("notice_drafted", lambda c: _do(c, "li", "draft_notice", **_notice(c))),
    ("notice_approved", lambda c: _do(c, "qian", "approve_notice")),
    ("statement_period", lambda c: _served(c, "notice")),
    ("statement_closed", lambda c: _do(c, "p1", "waive_statement", by_party="p1", on=str(c.day))),
    ("decision_drafted", lambda c: _do(c, "li", "draft_decision", **_draft(c))),
    ("legal_reviewed", lambda c: _do(c, "zhao", "legal_review", opinion="pass")),
    ("decided", lambda c: _do(c, "qian", "approve_decision", **_signed(c))),
    ("decision_served", lambda c: _served(c, "decision")),
    ("listed", lambda c: _do(c, "sun", "publish", channels=[CHANNEL[c.regime]])),
)


def walk(c: Told, step: str) -> Told:
    """The road to a step, all on one day."""
    for name, act in ROAD:
        act(c)
        if name == step:
            return c
    raise AssertionError(step)


def _do(c: Told, who: str, act: str, **body: Any) -> None:
    c.do(who, act, **body)


def _notice(c: Told) -> dict[str, Any]:
    merged = {"merged_with": "示例第7号"} if c.regime == SAMR else {}
    return {"facts": "事实", "measures": MEASURES[c.regime], **merged}


def _served(c: Told, document: str) -> None:
    c.do("li", "record_service", document=document, on=str(c.day), **PROOF)


def _draft(c: Told) -> dict[str, Any]:
    return {"outcome": "list", "reasons": "理由", "measures": MEASURES[c.regime]}


def _signed(c: Told) -> dict[str, Any]:
    if c.regime == WAGES:
        return {}
    return {"basis": {"number": "示例第8号", "issued_on": str(c.day), "penalties": ["heavy-fine"]}}


def announced(c: Told) -> None:
    tried = ["direct", "mail", "electronic"]
    walk(c, "notice_approved").do(
        "li", "record_service", document="notice", method="announcement", on=str(c.day), proof="公告截图",
        tried=tried, unknown_whereabouts="查无此址",
    )  # fmt: skip


def stated(c: Told) -> None:
    walk(c, "statement_period").do("p1", "file_statement", by_party="p1", on=str(c.day), text="申辩")


def heard(c: Told) -> None:
    walk(c, "statement_period").do("p1", "request_hearing", by_party="p1", on=str(c.day))


def scheduled(c: Told) -> None:
    heard(c)
    c.do("li", "schedule_hearing", on=str(c.today + timedelta(weeks=3)), chair="he")
    _served(c, "hearing_notice")


def cured(c: Told) -> None:
    walk(c, "statement_closed").do("li", "record_cure", on=str(c.day), evidence="凭证", commitment=True)


def discussed(c: Told) -> None:
    walk(c, "legal_reviewed").do(
        "qian", "collective_discussion", on=str(c.day), attended=["qian"], outcome="list", record="笔录"
    )


def objected(c: Told) -> None:
    walk(c, "listed").do("p1", "file_objection", by_party="p1", on=str(c.day), claims="金额有误")


def stayed(c: Told) -> None:
    walk(c, "listed").do("li", "impose_stay", on=str(c.day), by_body="示例县人民法院", document="停1号")


def shielded(c: Told) -> None:
    walk(c, "listed").do("li", "shield_bankruptcy", ruling="破1号", on=str(c.day))


def complained(c: Told) -> None:
    walk(c, "listed").do("p1", "file_complaint", by_party="p1", on=str(c.day), claims="措施有误")


def corrected(c: Told) -> None:
    walk(c, "listed").do("li", "record_correction_of_conduct", on=str(c.day), evidence="凭证")


def applied(c: Told) -> None:
    walk(c.on(40), "listed").on(39)
    c.do("li", "record_correction_of_conduct", on=str(c.day), evidence="凭证")
    materials = list(BOOK.law(c.regime, c.today).materials)
    c.on(1).do("p1", "apply_restoration", by_party="p1", on=str(c.day), materials=materials)


def granted(c: Told) -> None:
    applied(c)
    c.do("qian", "decide_restoration", outcome="grant", reasons="已支付")


def half_removed(c: Told) -> None:
    granted(c)
    c.do("sun", "confirm_leg", leg="publication", recipient=CHANNEL[c.regime], on=str(c.day))


def revoked(c: Told) -> None:
    walk(c, "listed").do("li", "revoke_basis", on=str(c.day), by_body="示例市人民政府", document="复决5号")


def handed_over(c: Told) -> None:
    walk(c, "decided").do("qian", "hand_over", to="wang")


@dataclass(frozen=True, slots=True)
class Scene:
    """How a case comes to a step, an act that is open there, and one that is not."""

    step: str
    regime: str
    tell: Callable[[Told], Any]
    follows: Callable[[date], Said]
    refused: Said = ("zhou", "accept_restoration", {})


def _to(step: str) -> Callable[[Told], Any]:
    return lambda c: walk(c, step)


def _says(who: str, act: str, *, dated: bool = False, **body: Any) -> Callable[[date], Said]:
    return lambda day: (who, act, {**body, "on": str(day)} if dated else body)


def _sign(day: date) -> Said:
    basis = {"number": "示例第8号", "issued_on": str(day), "penalties": ["heavy-fine"]}
    return "qian", "approve_decision", {"basis": basis}


_ALTER = _says("li", "change_address", address="示例路1号", by_party="p1")
_DRAFT = _says("li", "draft_decision", outcome="not_list", reasons="理由")

SCENES: tuple[Scene, ...] = (
    *(
        Scene(step, regime, _to(step), follows)
        for regime in (WAGES, SAMR)
        for step, follows in (
            ("opened", _ALTER),
            ("notice_drafted", _says("qian", "approve_notice")),
            ("notice_approved", _says("li", "record_service", dated=True, document="notice", **PROOF)),
            ("statement_period", _says("p1", "file_statement", dated=True, by_party="p1", text="申辩")),
            ("statement_closed", _DRAFT),
            ("decision_drafted", _says("zhao", "legal_review", opinion="pass")),
            ("legal_reviewed", _sign),
            ("decided", _says("li", "record_service", dated=True, document="decision", **PROOF)),
            ("decision_served", _says("sun", "publish", channels=[CHANNEL[regime]])),
            ("listed", _says("li", "record_correction_of_conduct", dated=True, evidence="凭证")),
        )
    ),
    Scene("notice_approved", WAGES, announced, _ALTER),
    Scene("statement_received", WAGES, stated, _says("li", "answer_statement", finding="rejected", reasons="理由")),
    Scene("statement_received", SAMR, stated, _says("li", "answer_statement", finding="rejected", reasons="理由")),
    Scene("hearing_pending", SAMR, heard, _ALTER),
    Scene("hearing_pending", SAMR, scheduled, _ALTER),
    Scene("statement_closed", WAGES, cured, _DRAFT),
    Scene("legal_reviewed", SAMR, discussed, _sign),
    Scene("decided", WAGES, handed_over, _says("wang", "change_address", address="示例路1号", by_party="p1")),
    Scene("listed", WAGES, objected, _says("li", "answer_objection", finding="upheld", reasons="理由")),
    Scene("listed", WAGES, stayed, _says("li", "lift_stay", dated=True, by_body="示例县人民法院", document="停2号")),
    Scene("listed", WAGES, shielded, _says("li", "end_shield", dated=True, ruling="破2号", outcome="failed")),
    Scene("listed", SAMR, complained, _says("li", "answer_complaint", finding="upheld", reasons="理由")),
    Scene("listed", WAGES, corrected, _ALTER),
    Scene("listed", WAGES, applied, _says("qian", "decide_restoration", outcome="grant", reasons="已支付")),
    Scene("listed", WAGES, half_removed, _says("li", "record_violation", dated=True, description="再犯")),
    *(
        Scene("revoked", regime, revoked, _says("sun", "confirm_leg", dated=True, leg="publication", recipient=channel))
        for regime, channel in CHANNEL.items()
    ),
)
