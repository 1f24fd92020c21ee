"""Which acts are open to an officer now, and why the others are not: `decide` is asked, nothing is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.law.days import law_day
from models.law.regimes import Law
from models.records.acts import Decided, Refused
from models.records.cases import CaseState
from models.records.commands import GIVEN, Actor, Command
from models.steps.barring import open_acts
from models.steps.deciding import decide
from models.steps.forms import FIELDS, Field, Kind
from models.steps.table import ACTS, REOPENING
from portal.choosing import choices, servable
from portal.reading import CaseFile

# Acts that bring a case forward, and where: what waits for one of them waits for an officer.
# A draft may be made anew at a later step too, but nothing waits for that. Empty: wherever it is open.
FORWARD: dict[str, tuple[str, ...]] = {
    "draft_notice": ("opened",),
    "approve_notice": (),
    "record_service": (),
    "answer_statement": (),
    "draft_decision": ("statement_closed",),
    "legal_review": (),
    "approve_decision": (),
    "publish": ("decision_served",),
    "decide_restoration": (),
    "confirm_leg": (),
}
_KEY = "assumed"


@dataclass(frozen=True, slots=True)
class Door:
    """An act: open to this officer or not, and the refusal that stands before it.

    An open act may carry a refusal too: the party may insist, and the filing
    then stands although it is too early.
    """

    act: str
    is_open: bool
    refused: Refused | None
    at_this_step: bool


def doors(case: CaseFile, actor: Actor, now: datetime) -> tuple[Door, ...]:
    """Every act of the table for this officer at this instant."""
    here = _acts_here(case)
    return tuple(_door(case, act, actor, now, at_this_step=act in here) for act in ACTS if act != "open_case")


def _acts_here(case: CaseFile) -> tuple[str, ...]:
    """The acts of the present step; of a closed case those that it still takes."""
    here = open_acts(case.law, case.state.step)
    return tuple(a for a in here if a in REOPENING) if case.closed else here


def forward(case: CaseFile, act: str) -> bool:
    """Whether that act brings this case forward from where it stands."""
    steps = FORWARD.get(act)
    return steps is not None and (not steps or case.state.step in steps)


def awaits(case: CaseFile, actor: Actor, now: datetime) -> tuple[str, ...]:
    """The acts that bring this case forward and are open to this officer now."""
    here = _acts_here(case)
    found = []
    for act in FORWARD:
        rule = case.law.act_rule(act)
        mine = act in here and forward(case, act) and rule is not None and any(r in rule.roles for r in actor.roles)
        if mine and _door(case, act, actor, now, at_this_step=True).is_open:
            found.append(act)
    return tuple(found)


def judged(case: CaseFile, command: Command, now: datetime) -> Refused | None:
    """What `decide` would refuse of a command now."""
    answer = decide(case.state, command, case.law, case.calendar, now)
    return answer if isinstance(answer, Refused) else None


def _door(case: CaseFile, act: str, actor: Actor, now: datetime, *, at_this_step: bool) -> Door:
    first: Refused | None = None
    for facts in _assumed(act, case.state, case.law, now):
        answer = decide(case.state, Command(_KEY, act, actor, facts), case.law, case.calendar, now)
        if isinstance(answer, Decided):
            caution = first if facts.get("insist") else None
            return Door(act, is_open=True, refused=caution, at_this_step=at_this_step)
        first = first or answer
    return Door(act, is_open=False, refused=first, at_this_step=at_this_step)


def _assumed(act: str, state: CaseState, law: Law, now: datetime) -> Iterator[dict[str, Any]]:
    """What an officer could plausibly say: the required fields filled, the choices that matter varied."""
    today = law_day(now).isoformat()
    base = {f.name: _filled(act, f, state, law, today) for f in FIELDS[act] if f.required}
    for varied in _variants(act, state, law):
        yield {**base, **varied}


def _variants(act: str, state: CaseState, law: Law) -> Iterator[dict[str, Any]]:
    if act == "record_service":
        yield from ({"document": kind} for kind in servable(state) or ("notice",))
    elif act == "confirm_leg":
        pending = [x for x in state.legs if x.on is None]
        yield from ({"leg": x.leg, "recipient": x.recipient} for x in pending)
        yield {"leg": "publication", "recipient": "-"}
    elif act == "publish":
        yield from ({"channels": [c]} for c in law.channels)
    elif act == "decide_restoration":
        yield from ({"outcome": outcome} for outcome in ("grant", "refuse"))
    elif act == "draft_decision":
        yield {"outcome": "list", "reasons": GIVEN, "measures": list(state.measures_told)}
        yield {"outcome": "not_list", "reasons": GIVEN}
    elif act in ("file_statement", "waive_statement"):
        yield from ({"by_party": p.id} for p in state.parties)
    elif act == "apply_restoration":
        yield from ({"by_party": p.id} for p in state.parties)
        yield from ({"by_party": p.id, "insist": True} for p in state.parties)
    else:
        yield {}


def _filled(act: str, field: Field, state: CaseState, law: Law, today: str) -> Any:
    among = choices(act, field, state, law)
    if field.kind is Kind.DAY:
        return today
    if field.kind is Kind.FLAG:
        return True
    if field.kind is Kind.WORDS:
        return list(among or ())
    if field.kind is Kind.WORD:
        return among[0] if among else "-"
    return GIVEN
