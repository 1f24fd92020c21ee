"""What an officer could plausibly say in an act, so that `decide` can be asked whether the act is open at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from models.law.days import law_day
from models.law.regimes import Law
from models.records.cases import CaseState
from models.records.commands import GIVEN
from models.steps.forms import FIELDS, Field, Kind
from portal.choosing import Offer, choices, recipients, servable

Facts = dict[str, Any]
# A day that certainly lies ahead; only its lying ahead is asked.
_LATER = date.max.isoformat()


def assumed(act: str, state: CaseState, law: Law, now: datetime) -> Iterator[Facts]:
    """The required fields filled, the choices that matter varied."""
    today = law_day(now).isoformat()
    offer = Offer(state, law)
    base = {f.name: _filled(act, f, offer, today) for f in FIELDS[act] if f.required}
    make = _VARIED.get(act)
    for varied in make(state, law, today) if make else ({},):
        yield {**base, **varied}


def _filled(act: str, field: Field, offer: Offer, today: str) -> Any:
    among = choices(act, field, offer)
    if field.kind is Kind.DAY:
        return today
    if field.kind is Kind.FLAG:
        return True
    if field.kind is Kind.WORDS:
        return list(among or ())
    if field.kind is Kind.WORD:
        return among[0] if among else "-"
    return GIVEN


def _by_each_party(state: CaseState, _: Law, __: str) -> Iterator[Facts]:
    yield from ({"by_party": p.id} for p in state.parties)


def _papers(state: CaseState, _: Law, __: str) -> Iterator[Facts]:
    yield from ({"document": kind} for kind in servable(state) or ("notice",))


def _returned(state: CaseState, _: Law, __: str) -> Iterator[Facts]:
    yield from ({"document": s.document, "to": s.party} for s in state.services)
    yield from ({"to": p.id} for p in state.parties)


def _legs(state: CaseState, _: Law, __: str) -> Iterator[Facts]:
    yield from ({"leg": x.leg, "recipient": x.recipient} for x in state.legs if x.on is None)
    yield {"leg": "publication", "recipient": "-"}


def _channels(_: CaseState, law: Law, __: str) -> Iterator[Facts]:
    yield from ({"channels": [c]} for c in law.channels)


def _restoration(_: CaseState, __: Law, ___: str) -> Iterator[Facts]:
    yield from ({"outcome": outcome} for outcome in ("grant", "refuse"))


def _drafts(state: CaseState, _: Law, __: str) -> Iterator[Facts]:
    yield {"outcome": "list", "reasons": GIVEN, "measures": list(state.measures_told)}
    yield {"outcome": "not_list", "reasons": GIVEN}


def _signed(state: CaseState, law: Law, today: str) -> Iterator[Facts]:
    if state.basis.proposed:
        yield {"basis": {"number": GIVEN, "issued_on": today, "penalties": list(law.heavy_penalties)}}
    else:
        yield {}


def _applications(state: CaseState, _: Law, __: str) -> Iterator[Facts]:
    yield from ({"by_party": p.id} for p in state.parties)
    yield from ({"by_party": p.id, "insist": True} for p in state.parties)


def _hearing_requests(state: CaseState, _: Law, today: str) -> Iterator[Facts]:
    """What was posted on the last day of the window is in time, whenever it comes."""
    for party in state.parties:
        yield {"by_party": party.id}
        ends = (d.due for d in state.deadlines if d.kind == "hearing_request" and d.party == party.id)
        yield from ({"by_party": party.id, "posted_on": min(due.isoformat(), today)} for due in ends)


def _hearings(state: CaseState, _: Law, __: str) -> Iterator[Facts]:
    hearing = state.hearing
    yield {"on": hearing.on.isoformat(), "attended": list(hearing.parties)} if hearing and hearing.on else {}


def _objections(_: CaseState, __: Law, ___: str) -> Iterator[Facts]:
    yield {"finding": "upheld", "reasons": GIVEN}


def _complaints(state: CaseState, _: Law, __: str) -> Iterator[Facts]:
    yield from ({"by_party": p.id} for p in state.parties)
    yield {"by_body": GIVEN}


def _undone(_: CaseState, law: Law, __: str) -> Iterator[Facts]:
    yield {"finding": "upheld"}
    yield {"finding": "wrongful", "undo": list(recipients(law))}


def _deputies(_: CaseState, __: Law, ___: str) -> Iterator[Facts]:
    yield {"of": "-", "to": "--"}


_VARIED: dict[str, Callable[[CaseState, Law, str], Iterator[Facts]]] = {
    "record_service": _papers,
    "record_returned_mail": _returned,
    "confirm_leg": _legs,
    "publish": _channels,
    "decide_restoration": _restoration,
    "draft_decision": _drafts,
    "approve_decision": _signed,
    "file_statement": _by_each_party,
    "waive_statement": _by_each_party,
    "request_hearing": _hearing_requests,
    "schedule_hearing": lambda _, __, ___: iter(({"on": _LATER},)),
    "hold_hearing": _hearings,
    "collective_discussion": lambda _, __, ___: iter(({"attended": ["-"]},)),
    "apply_restoration": _applications,
    "file_objection": _by_each_party,
    "answer_objection": _objections,
    "bar_restoration": lambda _, __, ___: iter(({"until": _LATER},)),
    "file_complaint": _complaints,
    "answer_complaint": _undone,
    "appoint_deputy": _deputies,
    "appoint_agent": _by_each_party,
    "record_succession": _by_each_party,
}
