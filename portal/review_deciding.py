"""Which acts of a review are open to an officer now, and why the others are not: `decide_review` is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from models.law.campaign_rules import LEVELS
from models.law.days import law_day
from models.records.acts import Answer, Refused
from models.records.commands import Actor, Command
from models.records.measure_reviews import LARGE, LAWFUL, ORDINARY, ReviewState
from models.steps.cleanup_judging import is_above
from models.steps.measure_deciding import decide_review, settle_review
from models.steps.measure_fields import review_part
from models.steps.measure_fold import fold
from models.steps.measure_table import ACTS, MOVES, OPENINGS
from portal.deciding import Door, Waiting, door_of
from portal.review_reading import ReviewFile

Body = dict[str, Any]
_KEY, _SOME = "assumed", "~"
ELSEWHERE = OPENINGS


def standing(held: ReviewFile, now: datetime) -> ReviewFile:
    """The review with every day that has passed counted, as the next act would find it."""
    settled = settle_review(held.state, held.law, held.calendar, now)
    return replace(held, state=fold(held.state, settled)) if settled else held


def doors(held: ReviewFile, actor: Actor, now: datetime) -> tuple[Door, ...]:
    """Every act of the table for this officer at this instant."""
    held = standing(held, now)
    here = () if held.state.is_closed else MOVES.open_acts(held.state.step)
    return tuple(door(held, act, actor, now, at_this_step=act in here) for act in ACTS if act not in ELSEWHERE)


def door(held: ReviewFile, act: str, actor: Actor, now: datetime, *, at_this_step: bool = True) -> Door:
    """One act: open, or the first refusal that stands before it."""
    bodies = _MAKERS[act](held.state, law_day(now).isoformat())
    answers = (_answer(held, Command(_KEY, act, actor, review_part(act, body)), now) for body in bodies)
    return door_of(act, answers, at_this_step=at_this_step)


def judged(held: ReviewFile, command: Command, now: datetime) -> Refused | None:
    """What `decide_review` would refuse of a command now."""
    answer = _answer(held, command, now)
    return answer if isinstance(answer, Refused) else None


def waiting(held: ReviewFile, now: datetime) -> tuple[Waiting, ...]:
    """The acts this review waits for, and the posts that may do each."""
    held = standing(held, now)
    rules = ((act, held.law.act_rule(act)) for act in _wanted(held.state))
    return tuple(Waiting(act, rule.roles) for act, rule in rules if rule is not None)


def awaits(held: ReviewFile, actor: Actor, now: datetime) -> tuple[str, ...]:
    """The acts that bring this review forward and are open to this officer now."""
    held = standing(held, now)
    return tuple(act for act in _wanted(held.state) if door(held, act, actor, now).is_open)


def _wanted(state: ReviewState) -> tuple[str, ...]:
    """What brings a review forward from where it stands; nobody waits for a withdrawal or for an incident."""
    if state.is_closed:
        return ()
    wanted = ("request_opinion",) if state.step == "weighed" and state.is_large else _FORWARD.get(state.step, ())
    said = ("answer_incident",) if any(not i.finding for i in state.incidents) else ()
    noticed = any(i.asks_for_a_notice and i.noticed_on is None for i in state.incidents)
    return (*wanted, *said, *(("notify_incident",) if noticed else ()))


_FORWARD = {
    "proposed": ("find_impact",),
    "weighed": ("consent_measure", "refuse_consent"),
    "opinion_requested": ("give_opinion",),
    "opinion_given": ("consent_measure", "refuse_consent"),
    "consented": ("obtain_upper_consent",),
    "cleared": ("issue_measure",),
    "import_entered": ("confirm_import",),
    "reporting": ("sign_report",),
    "report_signed": ("file_report",),
}


def _answer(held: ReviewFile, command: Command, now: datetime) -> Answer:
    return decide_review(held.state, command, held.law, held.calendar, now)


def _plain(*bodies: Body) -> Callable[[ReviewState, str], Iterator[Body]]:
    def make(_: ReviewState, today: str) -> Iterator[Body]:
        yield from ({k: (today if v == "on" else v) for k, v in body.items()} for body in bodies)

    return make


def _upper(state: ReviewState, today: str) -> Iterator[Body]:
    own = state.measure.level if state.measure else LEVELS[-1]
    above = [level for level in LEVELS if is_above(level, own)] or [LEVELS[0]]
    said = {"by_body": _SOME, "level": above[-1], "on": today, "document": _SOME}
    yield from ({"outcome": outcome, **said} for outcome in ("consented", "refused"))


def _same_text(**more: str) -> Callable[[ReviewState, str], Iterator[Body]]:
    def make(state: ReviewState, today: str) -> Iterator[Body]:
        text = state.measure.text if state.measure else _SOME
        yield {"text": text, **{k: (today if v == "on" else v) for k, v in more.items()}}

    return make


def _of_incidents(**more: str) -> Callable[[ReviewState, str], Iterator[Body]]:
    def make(state: ReviewState, today: str) -> Iterator[Body]:
        said = {k: (today if v == "on" else v) for k, v in more.items()}
        yield from ({"incident": i.id, **said} for i in state.incidents)
        if not state.incidents:
            yield {"incident": _SOME, **said}

    return make


def _as_signed(state: ReviewState, today: str) -> Iterator[Body]:
    signed = state.report.signed if state.report else ""
    yield {"document": signed or _SOME, "on": today, "proof": _SOME}


_MAKERS: dict[str, Callable[[ReviewState, str], Iterator[Body]]] = {
    "withdraw_measure": _plain({"reason": _SOME}),
    "find_impact": _plain({"impact": LARGE, "reasons": _SOME}, {"impact": ORDINARY, "reasons": _SOME}),
    "request_opinion": _plain({"of": _SOME}),
    "give_opinion": _plain({"finding": LAWFUL, "reasons": _SOME, "on": "on", "document": _SOME}),
    "consent_measure": _plain({"reasons": _SOME}),
    "refuse_consent": _plain({"reasons": _SOME}),
    "obtain_upper_consent": _upper,
    "issue_measure": _same_text(document=_SOME, on="on", in_force_on="on"),
    "confirm_import": _same_text(),
    "record_incident": _plain({"incident": _SOME, "on": "on", "source": _SOME, "description": _SOME}),
    "answer_incident": _of_incidents(on="on", finding="kept", reasons=_SOME),
    "notify_incident": _of_incidents(to=_SOME),
    "sign_report": _plain({"document": _SOME}),
    "file_report": _as_signed,
}
