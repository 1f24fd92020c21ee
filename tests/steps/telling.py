"""A case told act by act to the law alone, for the tests of single acts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from models.law.days import SHANGHAI, law_day
from models.law.lawbook import Lawbook
from models.law.regimes import Law
from models.records.acts import Act, Decided, Refused
from models.records.cases import CaseState
from models.records.commands import PARTY, Actor, Command
from models.records.deadlines import Deadline
from models.steps.deciding import decide
from models.steps.fold import fold
from models.steps.forms import legal_part

BOOK = Lawbook()
CALENDAR = BOOK.calendar(2026)
POSTS: dict[str, tuple[str, ...]] = {
    "li": ("case-officer",),
    "wang": ("case-officer",),
    "he": ("hearing-chair",),
    "ma": ("hearing-chair",),
    "zhao": ("legal-reviewer",),
    "qian": ("head",),
    "tang": ("head",),
    "sun": ("publisher",),
    "zhou": ("restoration-officer",),
    "yue": ("calendar-keeper",),
}
UNIT = {
    "id": "p1",
    "kind": "organisation",
    "role": "employer",
    "name": "示例工程有限公司",
    "uscc": "91140100MA0TE6014B",
}
OFFENDER = {**UNIT, "role": "offender", "name": "示例食品有限公司"}
HEAD_OF_UNIT = {
    "id": "p2",
    "kind": "person",
    "role": "legal-representative",
    "name": "赵示例",
    "id_number": "140100198502030027",
}
ORDER = {
    "kind": "order-to-pay",
    "number": "示人社监令字〔2026〕第1号",
    "issuer": "示例县人力资源和社会保障局",
    "issued_on": "2026-05-12",
    "effective_on": "2026-05-12",
    "performance_due_on": "2026-06-01",
    "parties": ["p1"],
}
PROPOSED = {
    "kind": "penalty-decision",
    "status": "proposed",
    "number": "示市监罚告〔2026〕1号",
    "issuer": "示例市市场监督管理局",
    "issued_on": "2026-06-01",
    "parties": ["p1"],
}


class Case:
    """A case under one law, from no step on."""

    def __init__(
        self, regime: str, law: Law | None = None, local: tuple[str, ...] = (), mode: str = "rehearsal"
    ) -> None:
        self.law = law or BOOK.law(regime, date(2026, 6, 2), local)
        self.state = CaseState(f"{mode}-told", mode)
        self.acts: list[Act] = []
        self.number = 0

    def ask(self, by: str, act: str, at: str, **body: Any) -> Decided | Refused:
        """What the law answers; `at` is Shanghai time in 2026 like 06-02 09:00."""
        whole = at if at[:2] == "20" else f"2026-{at}"
        now = datetime.fromisoformat(whole).replace(tzinfo=SHANGHAI).astimezone(UTC)
        actor = Actor(by, POSTS.get(by, (PARTY,)))
        self.number += 1
        earlier, announced = body.pop("earlier", None), body.pop("announced", None)
        facts = legal_part(act, body)
        if earlier:
            # The transaction adds this; nobody can send it.
            facts["earlier"] = earlier
        command = Command(f"told-{self.number}", act, actor, facts)
        answer = decide(self.state, command, self.law, CALENDAR, now, announced)
        if announced and isinstance(answer, Decided):
            self.law = announced
        acts = answer.acts if isinstance(answer, Decided) else answer.settled
        self.acts.extend(acts)
        self.state = fold(self.state, acts)
        return answer

    def do(self, by: str, act: str, at: str, **body: Any) -> Case:
        """An act that must be open."""
        answer = self.ask(by, act, at, **body)
        assert isinstance(answer, Decided), answer
        return self

    def refuses(self, by: str, act: str, at: str, **body: Any) -> Refused:
        """An act that must be refused, without any change."""
        before = self.state
        answer = self.ask(by, act, at, **body)
        assert isinstance(answer, Refused), answer.own
        assert not answer.settled
        assert self.state == before
        return answer

    def due(self, kind: str, party: str = "", channel: str = "") -> date | None:
        """The last day of a deadline, whatever became of it."""
        found = self.deadline(kind, party, channel)
        return found.due if found else None

    def deadline(self, kind: str, party: str = "", channel: str = "") -> Deadline | None:
        """The latest deadline of a kind."""
        held = [d for d in self.state.deadlines if (d.kind, d.party, d.channel) == (kind, party, channel)]
        return held[-1] if held else None

    def today(self) -> date:
        """The day of the latest act."""
        return law_day(self.acts[-1].at)


def code(refused: Refused) -> tuple[str, str]:
    """The code, and what it names."""
    return refused.code, str(refused.detail.get("what") or refused.detail.get("missing") or "")


def opened(regime: str = "mohrss-wages", **more: Any) -> Case:
    """A case that was just opened on 2 June 2026."""
    case = Case(regime, **more)
    return case.do("li", "open_case", "06-02 09:00", **opening(regime))


def opening(regime: str = "mohrss-wages") -> dict[str, Any]:
    """What an opening says."""
    if regime == "mohrss-wages":
        return {"grounds": ["HRSS-5-1"], "basis": ORDER, "parties": [UNIT, HEAD_OF_UNIT], "level": "county"}
    return {"grounds": ["SAMR-5"], "basis": PROPOSED, "parties": [OFFENDER], "level": "city"}


def noticed(regime: str = "mohrss-wages", **more: Any) -> Case:
    """The notice is signed, not served."""
    case = opened(regime, **more)
    wages = regime == "mohrss-wages"
    notice: dict[str, Any] = (
        {"measures": ["bidding"]} if wages else {"measures": ["key-supervision"], "merged_with": "1号"}
    )
    return case.do("li", "draft_notice", "06-02 10:00", facts="事实", **notice).do(
        "qian", "approve_notice", "06-02 15:00"
    )


def served(regime: str = "mohrss-wages", **more: Any) -> Case:
    """Every party has the notice since 3 June; windows run to 10 June."""
    case = noticed(regime, **more)
    return case.do(
        "li", "record_service", "06-03 09:00", document="notice", method="direct", on="2026-06-03", proof="回证"
    )


def closed(regime: str = "mohrss-wages", **more: Any) -> Case:
    """Every party has waived."""
    case = served(regime, **more)
    for party in case.state.parties:
        case.do(party.id, "waive_statement", "06-04 09:00", by_party=party.id, on="2026-06-04")
    return case


def reviewed(regime: str = "mohrss-wages", *, grave: bool = False, **more: Any) -> Case:
    """A draft that lists has passed legal review."""
    case = closed(regime, **more)
    measures = ["bidding"] if regime == "mohrss-wages" else ["key-supervision"]
    draft = {"outcome": "list", "reasons": "理由", "measures": measures, **({"grave": True} if grave else {})}
    return case.do("li", "draft_decision", "06-05 09:00", **draft).do(
        "zhao", "legal_review", "06-08 09:00", opinion="pass"
    )


def decided(regime: str = "mohrss-wages", **more: Any) -> Case:
    """Decided on 9 June 2026."""
    case = reviewed(regime, **more)
    if regime == "mohrss-wages":
        return case.do("qian", "approve_decision", "06-09 09:00")
    case.do("li", "obtain_consent", "06-08 10:00", by_body="示例省市场监督管理局", on="2026-06-08", document="函")
    basis = {"number": "示市监处罚〔2026〕1号", "issued_on": "2026-06-09", "penalties": ["heavy-fine"]}
    return case.do("qian", "approve_decision", "06-09 09:00", basis=basis)


def listed(regime: str = "mohrss-wages", **more: Any) -> Case:
    """Served on 10 June, published on 11 June on every channel of the regime."""
    case = decided(regime, **more)
    case.do("li", "record_service", "06-10 09:00", document="decision", method="direct", on="2026-06-10", proof="回证")
    return case.do("sun", "publish", "06-11 09:00", channels=list(case.law.channels))


def applied(regime: str = "mohrss-wages", **more: Any) -> Case:
    """Corrected on 11 June; applied as early as the regime lets it."""
    case = listed(regime, **more)
    case.do("li", "record_correction_of_conduct", "06-11 10:00", on="2026-06-11", evidence="凭证")
    at = "2026-12-14" if regime == "mohrss-wages" else "2027-06-10"
    return case.do("p1", "apply_restoration", f"{at} 09:00", by_party="p1", on=at, materials=list(case.law.materials))


def with_period(law: Law, key: str, like: str) -> Law:
    """The law with a period it does not have, of the length of one it has."""
    found = law.period(like)
    assert found is not None
    period = replace(found, key=key, citation=replace(found.citation, key=key))
    return replace(law, periods=(*law.periods, period), citations=(*law.citations, period.citation))
