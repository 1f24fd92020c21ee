"""A case told act by act, each day at nine, for what the exploration found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from desk.exploring.people import CASE_OFFICER, HEAD, PERSON, PUBLISHER, REVIEWER, UNIT
from desk.exploring.trying import Trying
from desk.exploring.worlds import ALONE, WITH_PERSON, World
from models.law.days import Calendar, start_of
from models.law.regimes import Law
from models.records.acts import Answer, Decided, Refused
from models.records.cases import CaseState
from models.records.commands import GIVEN, PARTY, Actor, Command
from models.steps.deciding import decide, settle
from models.steps.fold import fold

P1, P2 = Actor(UNIT.id, (PARTY,)), Actor(PERSON.id, (PARTY,))
OPENED_ON = date(2025, 9, 23)


class Told:
    """A case told act by act; each day's acts are asked for at nine."""

    def __init__(
        self, law: Law, calendar: Calendar, *, pair: bool = False, on: date = OPENED_ON, world: World = ALONE
    ) -> None:
        self.law, self.calendar = law, calendar
        self.state = CaseState("told", "training")
        self.on = on
        self.trying = Trying(WITH_PERSON if pair else world, law, calendar)
        first = next(c for c in self.trying.commands(self.state, on) if c.act == "open_case" and c.by.roles)
        self.do("open_case", CASE_OFFICER, **first.facts)
        self.do("draft_notice", CASE_OFFICER, facts=GIVEN, measures=self.trying.measures)
        self.do("approve_notice", HEAD)

    def ask(self, act: str, by: Actor, **facts: Any) -> Answer:
        return decide(
            self.state, Command(f"k{self.state.version}", act, by, facts), self.law, self.calendar,
            start_of(self.on) + timedelta(hours=9),
        )  # fmt: skip

    def do(self, act: str, by: Actor, **facts: Any) -> None:
        answer = self.ask(act, by, **facts)
        assert isinstance(answer, Decided), answer
        self.state = fold(self.state, answer.acts)

    def refused(self, act: str, by: Actor, **facts: Any) -> tuple[str, Any]:
        answer = self.ask(act, by, **facts)
        assert isinstance(answer, Refused), answer
        return answer.code, answer.detail.get("what", answer.detail.get("missing", ""))

    def wait(self, days: int) -> None:
        self.on += timedelta(days=days)
        self.state = fold(self.state, settle(self.state, self.law, self.calendar, start_of(self.on)))

    def serve(self, document: str, **more: Any) -> None:
        facts = {"document": document, "method": "direct", "on": self.on.isoformat(), "proof": GIVEN}
        self.do("record_service", CASE_OFFICER, **{**facts, **more})

    def announce(self, document: str, **more: Any) -> None:
        self.serve(document, method="announcement", unknown_whereabouts=GIVEN, **more)

    def state_by(self, party: Actor) -> None:
        self.do("file_statement", party, by_party=party.id, on=self.on.isoformat(), text=GIVEN)

    def answer(self) -> None:
        self.do("answer_statement", CASE_OFFICER, finding="rejected", reasons=GIVEN)

    def draft(self) -> None:
        self.do("draft_decision", CASE_OFFICER, outcome="list", reasons=GIVEN, measures=self.trying.measures)

    def decide_listing(self) -> None:
        self.draft()
        self.do("legal_review", REVIEWER, opinion="pass")
        self.do("approve_decision", HEAD)

    def heard(self) -> None:
        self.serve("notice")
        for p in self.trying.world.parties:
            self.do("waive_statement", Actor(p.id, (PARTY,)), by_party=p.id, on=self.on.isoformat())

    def list_it(self) -> None:
        self.heard()
        self.decide_listing()
        self.serve("decision")
        self.do("publish", PUBLISHER)

    def running(self, kind: str) -> list[str]:
        return [d.matter for d in self.state.open_deadlines() if d.kind == kind]


Tell = Callable[..., Told]
