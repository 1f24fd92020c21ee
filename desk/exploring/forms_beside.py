"""The forms of the acts that leave the road where it is: persons, parties, law, calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from desk.exploring.forming import DAY, LONG_BEFORE, NOBODY_HERE, Facts, Form, Making, filing
from desk.exploring.people import CASE_OFFICER, CHAIR, HEAD, KEEPER, MANY_HATS
from models.law.counting import reach
from models.law.days import Calendar
from models.records.cases import CaseState
from models.records.commands import GIVEN
from models.steps.fields import FIELDS, Field, Kind

# Of whom a recusal is declared: the officer of several posts, and the head.
CHALLENGED = (MANY_HATS.id, HEAD.id)


def plain_beside(m: Making) -> Iterator[Form]:
    """Each act in its plain form."""
    for of in CHALLENGED:
        yield Form("declare_recusal", {"of": of, "reason": GIVEN}, (*filing(m.unit), CASE_OFFICER))
        yield Form("decide_recusal", {"of": of, "outcome": "recused"})
    yield Form("hand_over", {"to": CASE_OFFICER.id, "of": MANY_HATS.id})
    yield Form("change_address", {"address": GIVEN, "by_party": m.unit}, (CASE_OFFICER,))
    yield Form("appoint_agent", {"agent": GIVEN, "power_of_attorney": GIVEN, "by_party": m.unit}, filing(m.unit))
    for p in m.world.parties:
        yield Form("record_succession", {"by_party": p.id, "on": m.on})
        yield Form("record_succession", {"by_party": p.id, "on": m.on, "successor": GIVEN})
    yield Form("appoint_deputy", _deputy(m))
    yield Form("set_disposition", {"document": GIVEN, "disposition": "abolish"})
    yield Form("set_disposition", {"document": GIVEN, "disposition": "keep"})


def _deputy(m: Making, **other: object) -> Facts:
    """The case officer stands in for the head, for some days."""
    lent = {"of": HEAD.id, "to": CASE_OFFICER.id, "roles": ["head"], "from": m.on}
    return {**lent, "until": (m.today + 10 * DAY).isoformat(), **other}


def other_beside(m: Making) -> Iterator[Form]:
    """Every other form the law tells apart."""
    yield Form("declare_recusal", {"of": m.unit, "reason": GIVEN}, (CASE_OFFICER,))
    for of in CHALLENGED:
        yield Form("decide_recusal", {"of": of, "outcome": "refused"}, (HEAD, MANY_HATS))
    yield Form("decide_recusal", {"outcome": "recused"}, (HEAD, MANY_HATS))
    yield Form("hand_over", {"to": MANY_HATS.id, "of": CASE_OFFICER.id}, (HEAD,))
    yield Form("hand_over", {"to": MANY_HATS.id, "of": MANY_HATS.id}, (HEAD,))
    for other in ({"to": HEAD.id}, {"to": m.unit}, {"roles": ["no-such-post"]}, {"until": m.early}):
        yield Form("appoint_deputy", _deputy(m, **other), (HEAD,))
    yield Form("announce_law", {"confirmed_by": HEAD.id, "version": "no-such-law"}, (HEAD, MANY_HATS))
    yield Form("announce_law", {"confirmed_by": HEAD.id, "version": GIVEN}, (HEAD, MANY_HATS, CASE_OFFICER))
    for act, facts in (
        ("change_address", {"address": GIVEN}),
        ("appoint_agent", {"agent": GIVEN, "power_of_attorney": GIVEN}),
        ("record_succession", {}),
    ):
        yield Form(act, {**facts, "by_party": NOBODY_HERE, "on": m.on}, (CASE_OFFICER,))
        yield Form(act, {**facts, "by_party": m.unit, "on": m.later}, (CASE_OFFICER,))


def announcements(m: Making, state: CaseState) -> Iterator[Form]:
    """The next year's days off become known once: fewer than the regulation's, and more."""
    if state.announced:
        return
    year = m.today.year
    facts = {"confirmed_by": HEAD.id, "year": year, "working": [], "notice": GIVEN}
    yield Form("announce_calendar", {**facts, "off": []}, (KEEPER,))
    yield Form("announce_calendar", {**facts, "off": [f"{year}-03-01/{year}-03-20", f"{year}-10-01/{year}-10-20"]})
    yield Form("announce_calendar", {**facts, "off": [], "confirmed_by": KEEPER.id}, (KEEPER,))
    yield Form("announce_calendar", {**facts, "off": ["no day"]}, (KEEPER,))
    yield Form("announce_calendar", {**facts, "off": [f"{year + 1}-01-01"]}, (KEEPER,))
    yield Form("announce_calendar", {**facts, "off": [], "year": year + 100}, (KEEPER,))


def hearings(m: Making, state: CaseState, calendar: Calendar) -> Iterator[Form]:
    """The day of a hearing is named a day too early and just in time; it is held on its day, or told later."""
    lead, hearing = m.law.period("hearing_lead"), state.hearing
    if lead is None or hearing is None or hearing.over:
        return
    if not calendar.holds(m.today + LONG_BEFORE):
        return
    last = reach(m.today, lead.amount, lead.unit, lead.roll, calendar).due
    yield _scheduled(last, CHAIR.id)
    for chair in (CHAIR.id, MANY_HATS.id):
        yield _scheduled(last + DAY, chair)
    if hearing.on is None:
        return
    parties, on = list(hearing.parties), hearing.on.isoformat()
    yield _held(on, parties)
    yield _held(on, [])
    yield _held(on, [], excused=parties)
    yield _held(on, parties[:1], excused=parties[1:])
    yield _held(on, [NOBODY_HERE])
    yield _held((hearing.on + DAY).isoformat(), parties)


def _scheduled(on: date, chair: str) -> Form:
    return Form("schedule_hearing", {"on": on.isoformat(), "chair": chair}, (CASE_OFFICER,))


def _held(on: str, attended: list[str], **more: Any) -> Form:
    return Form("hold_hearing", {"on": on, "record": GIVEN, "attended": attended, **more})


def by_its_fields(act: str, m: Making) -> Iterator[Form]:
    """The plain form of an act that has none of its own here: every required field, each choice of a code once."""
    required = [f for f in FIELDS[act] if f.required]
    choices = next((f for f in required if f.among), None)
    for word in choices.among if choices else ("",):
        yield Form(act, {f.name: word if f is choices else _some(f, m) for f in required})


def _some(wanted: Field, m: Making) -> Any:
    if wanted.among:
        return wanted.among[0]
    if wanted.name == "by_party":
        return m.unit
    made = {Kind.DAY: m.on, Kind.FLAG: True, Kind.WORDS: [GIVEN], Kind.NUMBER: m.today.year, Kind.PLACES: []}
    return made.get(wanted.kind, GIVEN)
