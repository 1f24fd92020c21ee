"""Every act tried in a state: by everybody in its plain form, and in every form the law tells apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from desk.exploring.people import CASE_OFFICER, HEAD, MANY_HATS, PUBLISHER, REVIEWER, STRANGER, World
from models.law.days import start_of
from models.law.regimes import Law
from models.records.cases import CaseState
from models.records.commands import ANY_OFFICER, GIVEN, PARTY, Actor, Command
from models.steps.machine import ways
from models.steps.table import LISTED

Facts = dict[str, Any]
_DAY = date.resolution
_LONG_BEFORE = 400 * _DAY
_NO_DAY = "not a day"


class Trying:
    """What is tried under one law in one world; the law gives the codes, the world the people."""

    def __init__(self, world: World, law: Law) -> None:
        """Commands are made once for each day and step."""
        self.world = world
        self.law = law
        self._plain: dict[date, tuple[Command, ...]] = {}
        self._forms: dict[tuple[date, str], tuple[Command, ...]] = {}

    def commands(self, state: CaseState, today: date) -> Iterator[Command]:
        """Everybody tries every act; then every other form of the acts that the step knows."""
        plain = self._plain.get(today)
        if plain is None:
            plain = self._plain[today] = tuple(self._by_everybody(today))
        forms = self._forms.get((today, state.step))
        if forms is None:
            forms = self._forms[today, state.step] = tuple(self._other_forms(today, state.step))
        yield from plain
        yield from forms
        yield from _looking_back(state, today, self.world)

    @property
    def measures(self) -> list[str]:
        """The measures the notice tells: the first two of the list."""
        return list(self.law.measures[:2])

    @property
    def untold(self) -> str:
        """A measure of the list that no notice here tells."""
        return self.law.measures[-1]

    def _by_everybody(self, today: date) -> Iterator[Command]:
        for act in self.world.only or tuple(_PLAIN):
            facts = _PLAIN[act](self, today)
            for by in self.world.people:
                if self._worth_trying(act, by):
                    yield Command(f"plain-{act}-{by.id}", act, by, facts)

    def _worth_trying(self, act: str, by: Actor) -> bool:
        """Who holds several posts tries what one of them may do; a stranger, what a party may do."""
        rule = self.law.act_rule(act)
        roles = rule.roles if rule else ()
        if by is STRANGER:
            return PARTY in roles
        if by is MANY_HATS and not any(r in roles or ANY_OFFICER in roles for r in by.roles):
            return False
        return act != "open_case" or by in self.world.openers or "case-officer" not in by.roles

    def _other_forms(self, today: date, step: str) -> Iterator[Command]:
        for n, (act, by, facts) in enumerate(_forms(self, today, step)):
            if ways(act, step) and (not self.world.only or act in self.world.only):
                yield Command(f"form-{act}-{n}", act, by, facts)


def _basis(today: date, world: World, **other: Any) -> Facts:
    ordered = today - 15 * _DAY
    basis = {
        "kind": "order-to-pay",
        "number": GIVEN,
        "issuer": GIVEN,
        "issued_on": ordered.isoformat(),
        "served_on": ordered.isoformat(),
        "effective_on": ordered.isoformat(),
        "performance_due_on": (today - _DAY).isoformat(),
        "parties": [world.parties[0].id],
    }
    return {**basis, **{k: v.isoformat() if isinstance(v, date) else v for k, v in other.items()}}


def _open(t: Trying, today: date, **other: Any) -> Facts:
    facts = {
        "grounds": [t.law.grounds[0].code],
        "basis": _basis(today, t.world),
        "parties": t.world.described,
        "level": t.law.levels[0],
    }
    return {**facts, **other}


def _service(today: date, **other: Any) -> Facts:
    return {"document": "notice", "method": "direct", "on": today.isoformat(), "proof": GIVEN, **other}


def _by_party(t: Trying, today: date, **other: Any) -> Facts:
    return {"by_party": t.world.parties[0].id, "on": today.isoformat(), **other}


_PLAIN: dict[str, Callable[[Trying, date], Facts]] = {
    "open_case": _open,
    "draft_notice": lambda t, _: {"facts": GIVEN, "measures": t.measures},
    "approve_notice": lambda _t, _: {},
    "return_notice": lambda _t, _: {"reason": GIVEN},
    "record_service": lambda _, d: _service(d),
    "file_statement": lambda t, d: _by_party(t, d, text=GIVEN),
    "waive_statement": _by_party,
    "answer_statement": lambda _t, _: {"finding": "rejected", "reasons": GIVEN},
    "record_cure": lambda _, d: {"on": d.isoformat(), "evidence": GIVEN, "commitment": True},
    "extend_decision": lambda _t, _: {"reason": GIVEN},
    "draft_decision": lambda t, _: {"outcome": "list", "reasons": GIVEN, "measures": t.measures},
    "legal_review": lambda _t, _: {"opinion": "pass"},
    "approve_decision": lambda _t, _: {},
    "publish": lambda _t, _: {},
    "record_correction_of_conduct": lambda _, d: {"on": d.isoformat(), "evidence": GIVEN},
    "apply_restoration": lambda t, d: _by_party(t, d, materials=list(t.law.materials)),
    "decide_restoration": lambda _t, _: {"outcome": "grant", "reasons": GIVEN},
    "confirm_leg": lambda t, d: {"leg": "publication", "recipient": t.law.channels[0], "on": d.isoformat()},
    "revoke_basis": lambda _, d: {"on": d.isoformat(), "by_body": GIVEN, "document": GIVEN},
    "record_violation": lambda _, d: {"on": d.isoformat(), "description": GIVEN},
    "record_remedy": lambda _, d: {"kind": "reconsideration", "body": GIVEN, "on": d.isoformat()},
    "terminate_case": lambda _t, _: {"ground": "no-jurisdiction", "reason": GIVEN},
}

Form = tuple[str, Actor, Facts]


def _forms(t: Trying, today: date, step: str) -> Iterator[Form]:
    yield from _openings(t, today)
    yield from _before_notice()
    yield from _services(t, today, step)
    yield from _hearing_of_parties(t, today)
    yield from _deciding(t)
    yield from _listing(t, today)
    yield from _restoring(t, today)


def _openings(t: Trying, today: date) -> Iterator[Form]:
    by, unit = t.world.openers[0], t.world.parties[0].id
    later = today + _DAY
    wrong: tuple[Facts, ...] = (
        {"basis": _basis(today, t.world, effective_on=later)},
        {"basis": _basis(today, t.world, effective_on=None)},
        {"basis": _basis(today, t.world, performance_due_on=today)},
        {"basis": _basis(today, t.world, performance_due_on=None)},
        {"basis": _basis(today, t.world, status="proposed")},
        {"basis": _basis(today, t.world, kind="penalty-decision")},
        {"basis": _basis(today, t.world, parties=["p8"])},
        {"basis": _basis(today, t.world, effective_on=_NO_DAY)},
        {"level": "village"},
        {"grounds": ["SAMR-5-1"]},
        {"grounds": []},
        {"parties": []},
        {"parties": [*t.world.described, *t.world.described]},
        {"parties": [{**t.world.described[0], "fault": "checksum"}, *t.world.described[1:]]},
        {"parties": [{"id": unit, "kind": "person", "role": "responsible-person"}]},
    )
    for other in wrong:
        yield "open_case", by, _open(t, today, **other)


def _before_notice() -> Iterator[Form]:
    yield "draft_notice", CASE_OFFICER, {"facts": GIVEN, "measures": ["death"]}
    yield "draft_notice", CASE_OFFICER, {"facts": GIVEN, "measures": []}
    yield "return_notice", HEAD, {}


def _services(t: Trying, today: date, step: str) -> Iterator[Form]:
    by, act = CASE_OFFICER, "record_service"
    for document in _documents(step):
        several = [p.id for p in t.world.parties] if len(t.world.parties) > 1 else []
        for to in (None, *several):
            whom = {"document": document, **({"to": to} if to else {})}
            yield act, by, _service(today, **whom)
            if document in t.world.announced and document in _announced_at(step):
                yield act, by, _announcement(today, **whom)
    yield act, by, _service(today, method="pigeon")
    yield act, by, _service(today, method="electronic")
    yield act, by, _service(today, method="electronic", consent=GIVEN)
    yield act, by, _service(today, method="announcement", tried=["direct"])
    yield act, by, _service(today, to="p8")
    yield act, by, _service(today, on=(today + _DAY).isoformat())
    yield act, by, _service(today, on=(today - _LONG_BEFORE).isoformat())
    yield act, by, _service(today, on=_NO_DAY)


def _announced_at(step: str) -> tuple[str, ...]:
    """An announcement is tried for the paper the step waits for, and for an answer before the decision."""
    return ("decision",) if step in LISTED else () if step == "revoked" else ("notice", "statement_answer")


def _documents(step: str) -> tuple[str, ...]:
    if step in ("decided", "decision_served", "listed", "revoked"):
        return ("statement_answer", "decision", "restoration_decision", "revocation")
    return ("notice", "statement_answer", "decision")


def _announcement(today: date, **other: Any) -> Facts:
    return _service(today, method="announcement", unknown_whereabouts=GIVEN, **other)


def _hearing_of_parties(t: Trying, today: date) -> Iterator[Form]:
    later = (today + _DAY).isoformat()
    for p in t.world.parties[1:]:
        own = Actor(p.id, (PARTY,))
        yield "file_statement", own, _by_party(t, today, by_party=p.id, text=GIVEN)
        yield "waive_statement", own, _by_party(t, today, by_party=p.id)
        yield "answer_statement", CASE_OFFICER, {"finding": "adopted", "reasons": GIVEN, "to": p.id}
    yield "file_statement", CASE_OFFICER, _by_party(t, today, text=GIVEN, on=later)
    yield "file_statement", CASE_OFFICER, _by_party(t, today, text=GIVEN, by_party="p8")
    yield "waive_statement", CASE_OFFICER, _by_party(t, today, by_party="p8")
    yield "waive_statement", CASE_OFFICER, _by_party(t, today, on=later)
    yield "answer_statement", CASE_OFFICER, {"finding": "maybe", "reasons": GIVEN}
    yield "record_cure", CASE_OFFICER, {"on": later, "evidence": GIVEN, "commitment": True}
    yield "record_cure", CASE_OFFICER, {"on": today.isoformat(), "evidence": GIVEN, "commitment": False}


def _looking_back(state: CaseState, today: date, world: World) -> Iterator[Command]:
    """Facts of an earlier day, entered late: a statement posted in time, a service done when the paper was signed."""
    for d in state.deadlines if not world.only or "file_statement" in world.only else ():
        if d.kind == "statement_period" and d.due < today:
            facts = {"by_party": d.party, "on": today.isoformat(), "posted_on": d.due.isoformat(), "text": GIVEN}
            yield Command(f"posted-{d.party}", "file_statement", Actor(d.party, (PARTY,)), facts)
    signed = state.paper("notice")
    if signed is not None and signed.on < today and state.step == "notice_approved":
        on = signed.on.isoformat()
        yield Command("late-entry-direct", "record_service", CASE_OFFICER, _service(today, on=on))
        yield Command("late-entry-announced", "record_service", CASE_OFFICER, _announcement(today, on=on))


def _deciding(t: Trying) -> Iterator[Form]:
    act = "draft_decision"
    for by in (CASE_OFFICER, MANY_HATS):
        yield act, by, {"outcome": "not_list", "reasons": GIVEN}
    yield act, CASE_OFFICER, {"outcome": "list", "measures": t.measures}
    yield act, CASE_OFFICER, {"outcome": "list", "reasons": GIVEN}
    yield act, CASE_OFFICER, {"outcome": "list", "reasons": GIVEN, "measures": ["death"]}
    yield act, CASE_OFFICER, {"outcome": "list", "reasons": GIVEN, "measures": [*t.measures, t.untold]}
    yield act, CASE_OFFICER, {"outcome": "list", "measures": [t.untold]}
    yield act, CASE_OFFICER, {"outcome": "not_list", "reasons": GIVEN, "measures": t.measures}
    yield "legal_review", REVIEWER, {"opinion": "return", "reason": GIVEN}
    yield "legal_review", REVIEWER, {"opinion": "return"}
    yield "legal_review", REVIEWER, {"opinion": "perhaps"}


def _listing(t: Trying, today: date) -> Iterator[Form]:
    later, early = (today + _DAY).isoformat(), (today - _LONG_BEFORE).isoformat()
    yield "publish", PUBLISHER, {"channels": list(t.law.channels)}
    yield "publish", PUBLISHER, {"channels": [t.law.channels[-1]]}
    yield "publish", PUBLISHER, {"channels": ["television"]}
    yield "publish", PUBLISHER, {"personal": [{"party": "p8"}]}
    for p in t.world.parties:
        yield "publish", PUBLISHER, {"personal": [{"party": p.id, "ground": ""}]}
        yield "publish", PUBLISHER, {"personal": [{"party": p.id, "ground": t.law.personal_grounds[0]}]}
    for on in (later, early):
        yield "record_correction_of_conduct", CASE_OFFICER, {"on": on, "evidence": GIVEN}
        yield "record_violation", CASE_OFFICER, {"on": on, "description": GIVEN}
    yield "record_remedy", CASE_OFFICER, {"kind": "litigation", "body": GIVEN, "on": later}
    yield "revoke_basis", CASE_OFFICER, {"on": later, "by_body": GIVEN, "document": GIVEN}
    for leg, recipient in _legs(t):
        yield "confirm_leg", PUBLISHER, {"leg": leg, "recipient": recipient, "on": today.isoformat()}
    yield "confirm_leg", PUBLISHER, {"leg": "publication", "recipient": t.law.channels[0], "on": later}
    yield "confirm_leg", PUBLISHER, {"leg": "publication", "recipient": "television", "on": today.isoformat()}


def _legs(t: Trying) -> Iterator[tuple[str, str]]:
    yield from (("publication", c) for c in t.law.channels[1:])
    yield from (("sharing", r) for r in t.law.sharing_recipients)
    yield from (("measures", r) for r in t.law.measure_recipients)


def _restoring(t: Trying, today: date) -> Iterator[Form]:
    act, whole = "apply_restoration", list(t.law.materials)
    unit = Actor(t.world.parties[0].id, (PARTY,))
    yield act, unit, _by_party(t, today, materials=whole[:1])
    yield act, unit, _by_party(t, today, materials=whole, on=(today + _DAY).isoformat())
    yield act, CASE_OFFICER, _by_party(t, today, materials=whole, by_party="p8")
    for by in (unit, HEAD):
        yield act, by, _by_party(t, today, materials=whole, insist=True)
    for p in t.world.parties[1:]:
        yield act, Actor(p.id, (PARTY,)), _by_party(t, today, materials=whole, by_party=p.id)
        yield act, unit, _by_party(t, today, materials=whole, by_party=p.id)
    yield "decide_restoration", HEAD, {"outcome": "refuse", "reasons": GIVEN}


def at_the_start(t: Trying) -> Iterator[tuple[Command, datetime, str]]:
    """Openings on other days and in another mode: before the law's first day, beyond the calendars, for real."""
    by = t.world.openers[0]
    before = t.law.in_force_on - _DAY
    beyond = date(LAST_YEAR_HELD, 12, 20)
    for on, mode in ((before, "training"), (beyond, "training"), (FIRST_DAY, "real")):
        yield Command(f"start-{mode}-{on}", "open_case", by, _open(t, on)), start_of(on) + OFFICE_HOUR, mode


FIRST_DAY = date(2025, 9, 23)
LAST_YEAR_HELD = 2035
OFFICE_HOUR = timedelta(hours=9)
