"""The small worlds of a review: each a focus, exhaustive within its bounds, and the commands tried in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any

from desk.exploring_beside.review_rules import EDGE_RULES, POSTS, STATE_RULES
from desk.exploring_beside.walking import Small
from models.law.days import SHANGHAI, Calendar, law_day
from models.law.lawbook import Lawbook
from models.law.measure_rules import ListEdition
from models.law.measures import review_law
from models.records.acts import Act, Answer
from models.records.commands import Actor, Command
from models.records.measure_reviews import ReviewState
from models.steps import measure_deciding
from models.steps.measure_fold import fold

_EVERY = (
    "issuing-officer", "issuing-head", "commission-officer", "commission-head", "commission-leader",
    "judicial-officer",
)  # fmt: skip
_PROPOSER, _ISSUER = Actor("ding", ("issuing-officer",)), Actor("tan", ("issuing-head",))
_OFFICER, _HEAD = Actor("fang", ("commission-officer",)), Actor("he", ("commission-head",))
_LEADER, _JUDGE = Actor("lin", ("commission-leader",)), Actor("su", ("judicial-officer",))
# Who holds every post meets every rule of two people.
_MANY = Actor("many", _EVERY)
PEOPLE = (_PROPOSER, _ISSUER, _OFFICER, _HEAD, _LEADER, _JUDGE, _MANY)
# A day before everything that happens in these worlds.
_BEFORE = "2020-01-02"
_ELSEWHERE = "elsewhere"
Bodies = Callable[[ReviewState, date], dict[str, list[dict[str, Any]]]]

_GOOD = {
    "title": "given", "department": "given", "level": "city", "kind": "penalty", "object": "both",
    "trigger": "conduct", "text": "t", "instrument": "i", "list_item": "x",
    "bases": [{"rank": "local-regulation", "number": "m", "provision": "given"}],
}  # fmt: skip
_REWARD = {**_GOOD, "kind": "reward", "trigger": "record", "bases": [], "list_item": None}
# What the record adds where a measure is stopped: the text that rests on it, and one running case.
_RESTS = {"found": {"texts": ["t"]}, "shown": {"cases": 1, "plan": "one"}}
_FAULTY = (
    {**_GOOD, "bases": [{"rank": "normative-document", "number": "m", "provision": "given"}]},
    {**_GOOD, "bases": [{"rank": "central-policy", "number": "m", "provision": "given"}]},
    {**_GOOD, "bases": []},
    {**_GOOD, "list_item": None},
    {**_GOOD, "list_item": _ELSEWHERE},
    {**_GOOD, "trigger": "score"},
    {**_GOOD, "trigger": "record", "object": "organisation"},
    {**_GOOD, "heavier": True},
    {**_GOOD, "obliges": True},
)


def _weighing(_: ReviewState, today: date) -> dict[str, list[dict[str, Any]]]:
    """From the finding of the impact to the issue."""
    on, before = today.isoformat(), _BEFORE
    paper = {"document": "m"}
    return {
        "find_impact": [{"impact": "large", "reasons": "given"}, {"impact": "ordinary", "reasons": "given"}],
        "request_opinion": [{"of": "given"}],
        "give_opinion": [
            {"finding": "lawful", "reasons": "given", "on": on, **paper},
            {"finding": "no-basis", "reasons": "given", "on": on, **paper},
            {"finding": "lawful", "reasons": "given", "on": before, **paper},
        ],
        "consent_measure": [paper, {**paper, "reasons": "given"}],
        "refuse_consent": [{"reasons": "given"}],
        "obtain_upper_consent": [
            {"outcome": said, "by_body": "given", "level": level, "on": day, **paper}
            for said, level, day in (
                ("consented", "province", on), ("refused", "province", on), ("consented", "city", on),
                ("consented", "county", on), ("consented", "province", before),
            )
        ],
        "withdraw_measure": [{"reason": "given"}],
        "issue_measure": [
            {**paper, "on": on, "in_force_on": on, "text": "t"},
            {**paper, "on": on, "in_force_on": on, "text": "u"},
            {**paper, "on": before, "in_force_on": on, "text": "t"},
            {**paper, "on": on, "in_force_on": before, "text": "t"},
        ],
    }  # fmt: skip


def _proposing(*measures: dict[str, Any]) -> Bodies:
    said = [{k: v for k, v in m.items() if v is not None} for m in measures]

    def bodies(state: ReviewState, today: date) -> dict[str, list[dict[str, Any]]]:
        return {"propose_measure": said, **_weighing(state, today)}

    return bodies


def _incidents(state: ReviewState, today: date) -> dict[str, list[dict[str, Any]]]:
    """A reward in force, two incidents of public opinion; found ordinary, so that its road is short."""
    on, before = today.isoformat(), _BEFORE
    names = ("a", "b")
    road = _weighing(state, today)
    return {
        "propose_measure": [{k: v for k, v in _REWARD.items() if v is not None}],
        "find_impact": road["find_impact"][1:],
        "consent_measure": road["consent_measure"][:1],
        "issue_measure": road["issue_measure"][:1],
        "record_incident": [{"incident": n, "on": on, "source": "given", "description": "given"} for n in names],
        "answer_incident": [
            {"incident": n, "on": day, "finding": said, "reasons": "given"}
            for n, said, day in (("a", "kept", on), ("a", "corrected", on), ("a", "kept", before), ("b", "stopped", on))
        ],
        "notify_incident": [{"incident": n, "to": "given"} for n in names],
    }  # fmt: skip


def _stopping(state: ReviewState, today: date) -> dict[str, list[dict[str, Any]]]:
    """A measure in force on which a running case rests, stopped by an incident."""
    same = _incidents(state, today)
    answered = {"incident": "b", "on": today.isoformat(), "finding": "stopped", "reasons": "given", **_RESTS}
    disposed = {"incident": "b", "plan": "one", "others": "abolish", "shown": _RESTS["shown"]}
    return {
        **{act: same[act] for act in ("propose_measure", "find_impact", "consent_measure", "issue_measure")},
        "record_incident": same["record_incident"][1:],
        "answer_incident": [answered],
        "dispose_cases": [disposed, {**disposed, "plan": "another"}, {**disposed, "incident": "a"}],
        "notify_incident": same["notify_incident"][1:],
    }


def _entering(_: ReviewState, today: date) -> dict[str, list[dict[str, Any]]]:
    """Imports, and the report of a county."""
    entered = {"title": "given", "document": "m", "instrument": "i", "text": "t", "reason": "given"}
    on = today.isoformat()
    return {
        "enter_import": [{**entered, "rank": r} for r in ("law", "local-regulation", "normative-document")],
        "confirm_import": [{"text": "t"}, {"text": "u"}],
        "open_report": [
            {"body": "given", "kind": "territory", "level": "county"},
            {"body": "given", "kind": "territory", "level": "province"},
        ],
        "sign_report": [{"document": "m"}, {"document": "n"}],
        "file_report": [{"document": d, "on": on, "proof": "given"} for d in ("m", "n")],
    }


_WORLDS: tuple[tuple[str, str, str, Bodies], ...] = (
    ("a penalty on a local regulation, its impact found anew too", "pingdingshan", "2022-09-14", _proposing(_GOOD)),
    ("a reward without a basis", "measure-house", "2026-03-02", _proposing(_REWARD)),
    ("penalties that no commission can consent to", "pingdingshan", "2022-09-14", _proposing(*_FAULTY)),
    ("a measure in force and two incidents", "pingdingshan", "2022-11-01", _incidents),
    ("a measure stopped by an incident, and the case that rests on it", "pingdingshan", "2022-11-01", _stopping),
    ("imports, and the report due on 13 September", "pingdingshan", "2022-09-09", _entering),
)  # fmt: skip


def worlds(book: Lawbook) -> Iterator[Small[ReviewState]]:
    """Every small world, under its own law."""
    calendar = book.calendar()
    for name, text, began, bodies in _WORLDS:
        # One item on the list of measures, so that these worlds hang on no edition's words.
        listed = (ListEdition(date.min, (str(_GOOD["list_item"]),)),)
        law = replace(review_law(book, text, date.fromisoformat(began)), editions=listed)
        yield Small(
            name,
            ReviewState("explored", "rehearsal"),
            datetime.fromisoformat(f"{began} 09:00").replace(tzinfo=SHANGHAI),
            partial(_commands, bodies),
            partial(_decided, law, calendar),
            partial(_settled, law, calendar),
            fold,
            form_of,
            is_at_rest,
            STATE_RULES,
            EDGE_RULES,
        )


def _commands(bodies: Bodies, state: ReviewState, now: datetime, everybody: bool) -> Iterator[Command]:
    """Every act of the world by everybody, in every form a rule could tell apart; who lacks the post, in one."""
    for act, said in bodies(state, law_day(now)).items():
        for n, body in enumerate(said):
            for by in PEOPLE:
                if everybody or n == 0 or any(r in POSTS[act] for r in by.roles):
                    yield Command(f"{act}-{n}-{by.id}", act, by, body)


def _decided(law: Any, calendar: Calendar, state: ReviewState, command: Command, now: datetime) -> Answer:
    return measure_deciding.decide_review(state, command, law, calendar, now)


def _settled(law: Any, calendar: Calendar, state: ReviewState, now: datetime) -> tuple[Act, ...]:
    return measure_deciding.settle_review(state, law, calendar, now)


def is_at_rest(state: ReviewState) -> bool:
    """Over, or in force with every incident answered: nobody owes anything."""
    return state.is_closed or (state.step == "issued" and not state.open_deadlines())


def form_of(state: ReviewState, _now: datetime) -> str:
    """The state as far as it can change what follows: of days only which come first.

    A command of these worlds says today, or a day before everything: so the days themselves change no answer.
    """
    ends = sorted(state.open_deadlines(), key=lambda d: (d.ends_at, d.key))
    over = sorted((d.key, d.standing.value) for d in state.deadlines if d not in ends)
    held = (
        state.step,
        state.measure,
        state.impact,
        (state.opinion, state.opinion_asked_on is not None, state.opinion_on is not None),
        tuple(c.of for c in state.consents),
        tuple((i.id, i.finding, i.late, i.noticed_on is not None) for i in state.incidents),
        (state.report.signed, state.report.in_time) if state.report else (),
        tuple((s.id, s.standing, s.proposed_by, s.confirmed_by) for s in state.stops),
        state.rank,
        tuple(d.key for d in ends),
        tuple(over),
        tuple(sorted((h.task, h.person) for h in state.hands)),
    )
    return repr(held)
