"""Which acts are open to an officer now, and why the others are not: `decide` is asked, nothing is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from models.law.days import law_day
from models.records.acts import Answer, Decided, Refused
from models.records.commands import Actor, Command
from models.steps.barring import open_acts
from models.steps.deciding import decide
from models.steps.table import ACTS
from portal.assuming import assumed
from portal.forwarding import FORWARD, forward
from portal.reading import CaseFile

_KEY = "assumed"
# A case is opened on a page of its own; a year and a law are announced for all cases at once, which proves both people.
ELSEWHERE = ("open_case", "announce_calendar", "announce_law")


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


@dataclass(frozen=True, slots=True)
class Waiting:
    """An act that a case waits for, and the posts that may do it."""

    act: str
    roles: tuple[str, ...]


def doors(case: CaseFile, actor: Actor, now: datetime) -> tuple[Door, ...]:
    """Every act of the table for this officer at this instant."""
    here = open_acts(case.law.on(law_day(now)), case.state.step, closed=case.closed)
    return tuple(_door(case, act, actor, now, at_this_step=act in here) for act in ACTS if act not in ELSEWHERE)


def awaits(case: CaseFile, actor: Actor, now: datetime) -> tuple[str, ...]:
    """The acts that bring this case forward and are open to this officer now."""
    # A deputy's posts are lent for some days only; whether today is one of them, `decide` knows.
    posts = (*actor.roles, *(r for d in case.state.deputies if d.to == actor.id for r in d.roles))
    mine = (w.act for w in _wanted(case, now) if any(r in w.roles for r in posts))
    return tuple(act for act in mine if _door(case, act, actor, now, at_this_step=True).is_open)


def waiting(case: CaseFile, now: datetime) -> tuple[Waiting, ...]:
    """The acts this case waits for, whoever does them."""
    chair = case.state.hearing.chair if case.state.hearing else ""
    return tuple(
        w
        for w in _wanted(case, now)
        if _door(case, w.act, Actor(chair if w.act == "hold_hearing" else "", w.roles), now, at_this_step=True).is_open
    )


def _wanted(case: CaseFile, now: datetime) -> tuple[Waiting, ...]:
    law = case.law.on(law_day(now))
    here = open_acts(law, case.state.step, closed=case.closed)
    rules = ((act, law.act_rule(act)) for act in FORWARD if act in here and forward(case.state, law, act))
    return tuple(Waiting(act, rule.roles) for act, rule in rules if rule is not None)


def door_of(act: str, answers: Iterable[Answer], *, at_this_step: bool) -> Door:
    """An act by the answers to what an officer could plausibly say: open at the first that is decided."""
    first: Refused | None = None
    for answer in answers:
        if isinstance(answer, Decided):
            return Door(act, is_open=True, refused=None, at_this_step=at_this_step)
        # A refusal that speaks of the matter tells more than one that speaks of the post.
        if first is None or (first.code == "not_authorised" and answer.code != "not_authorised"):
            first = answer
    return Door(act, is_open=False, refused=first, at_this_step=at_this_step)


def judged(case: CaseFile, command: Command, now: datetime) -> Refused | None:
    """What `decide` would refuse of a command now."""
    answer = decide(case.state, command, case.law, case.calendar, now)
    return answer if isinstance(answer, Refused) else None


def _door(case: CaseFile, act: str, actor: Actor, now: datetime, *, at_this_step: bool) -> Door:
    first: Refused | None = None
    for facts in assumed(act, case.state, case.law.on(law_day(now)), now):
        answer = decide(case.state, Command(_KEY, act, actor, facts), case.law, case.calendar, now)
        if isinstance(answer, Decided):
            caution = first if facts.get("insist") else None
            return Door(act, is_open=True, refused=caution, at_this_step=at_this_step)
        first = first or answer
    return Door(act, is_open=False, refused=first, at_this_step=at_this_step)
