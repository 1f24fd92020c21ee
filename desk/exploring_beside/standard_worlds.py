"""The small worlds of a list's standard: each a focus, exhaustive within its bounds, and the commands tried in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from desk.exploring_beside.standard_rules import EDGE_RULES, POSTS, STATE_RULES
from desk.exploring_beside.walking import Small
from models.law.days import SHANGHAI, Calendar, law_day
from models.law.lawbook import Lawbook
from models.law.list_standards import standard_law
from models.records.acts import Act, Answer
from models.records.commands import Actor, Command
from models.records.list_standards import CONSULTED, StandardState
from models.steps import standard_deciding
from models.steps.standard_fold import fold

_DING, _TAN = Actor("ding", ("issuing-officer",)), Actor("tan", ("issuing-head",))
_FANG, _PUBLIC = Actor("fang", ("commission-officer",)), Actor("public", ("public",))
# One who holds every post, and so meets every rule of two people.
_MANY = Actor("many", ("issuing-officer", "issuing-head", "commission-officer"))
_EVERYBODY = (_DING, _TAN, _FANG, _PUBLIC, _MANY)
_FEW = (_DING, _TAN, _FANG, _PUBLIC)
# A day before everything that happens in these worlds.
_BEFORE = "2020-12-08"
# Days the worlds choose: just enough time for comment, a longer one, until an evaluation is due, past a transition.
_ENOUGH, _MORE, _SOON, _PAST, _LONG = 30, 9, 60, 90, 900
_LEADS = ("development-reform", "central-bank")
Said = dict[str, list[dict[str, Any]]]
Bodies = Callable[[StandardState, date], Said]

_CIRCLES = ["lead", "departments", "market-subjects", "associations", "legal-services", "experts", "public"]
_PARTS = {"grounds": "given", "procedure": "given", "removal": "given", "remedies": "given"}
_DRAFT = {"text": "t", "rank": "departmental-rule", "rank_reason": "given", **_PARTS}
_LIST = {"title": "given", "department": "given", "list": "example", "scope": "nation"}
_NEW = {**_LIST, "category": "fair-market", "basis": "given", "basis_rank": "law", **_DRAFT}
_FAULTY = (
    _NEW,
    {**_NEW, "rank": "normative-document"},
    {**_NEW, "rank_reason": None},
    {**_NEW, "rank": "law", "rank_reason": None},
    {**_NEW, "removal": None},
    {**_NEW, "remedies": None, "procedure": None},
    {**_NEW, "category": "loans"},
    {**_NEW, "basis_rank": "departmental-rule"},
    {**_NEW, "scope": "local"},
    {**_NEW, "scope": "local", "rank": "local-regulation"},
    {**_NEW, "other": "r-1"},
)


def _whole(said: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in said.items() if v is not None}


def _faulty(_: StandardState, today: date) -> Said:
    """Proposals of every kind, and what becomes of those that may be made."""
    del today
    return {"propose_standard": [_whole(n) for n in _FAULTY], "withdraw_standard": [{"reason": "given"}]}


def _consulting(state: StandardState, today: date) -> Said:
    """The consultation, its comment, the opinions of the leads and of one more, the adoption."""
    on, text = today.isoformat(), state.draft.text if state.draft else "t"
    opened = {"where": "given", "contact": "given", "circles": _CIRCLES}
    least, held = today + timedelta(_ENOUGH), state.consultation
    posted = (min(held.until, today) if held else today).isoformat()
    adopted = {"rank": "departmental-rule", "rank_reason": "given", "text": text, "by_body": "given", "on": on}
    adopted |= {"document": "m", "removal": "given", "procedure": "given", "remedies": "given"}
    asked = [{"body": b, "to": "given"} for b in _LEADS]
    comment = {"circle": "public", "comment": "given"}
    return {
        "open_consultation": [
            {**opened, "until": least.isoformat()},
            {**opened, "until": (least - timedelta(1)).isoformat()},
            {**opened, "until": least.isoformat(), "circles": _CIRCLES[:-1]},
        ],
        "extend_consultation": [
            {"until": (d or least).isoformat(), "reason": "given"}
            for d in ((held.until, held.until + timedelta(_MORE)) if held else (None,))
        ],
        "receive_comment": [{**comment, "on": d} for d in (on, _BEFORE, posted)] if not state.comments else [],
        "answer_comments": [
            {"comments": [n], "finding": said, "gist": "given", "reasons": "given"}
            for n, said in (("1", "adopted"), ("1", "not-adopted"), ("2", "adopted"), ("x", "adopted"))
        ],
        "request_opinion": asked,
        "give_opinion": [
            {"body": b, "finding": said, "opinion": "given", "on": day, "document": "m"}
            for b, said, day in (
                (_LEADS[0], "agreed", on), (_LEADS[0], "objected", on), (_LEADS[1], "agreed", on),
                (_LEADS[1], "agreed", _BEFORE), ("tax", "agreed", on),
            )
        ],
        "adopt_standard": [
            _whole(a)
            for a in (
                adopted,
                {**adopted, "reasons": "given"},
                {**adopted, "text": "u"},
                {**adopted, "rank": "normative-document"},
                {**adopted, "rank_reason": None},
                {**adopted, "remedies": None},
                {**adopted, "on": _BEFORE},
            )
        ],
    }  # fmt: skip


def _drafted(state: StandardState, today: date) -> Said:
    """A draft on its road to adoption; nothing is changed in it."""
    ends = {"publish_standard": _publishing(state, today)[1:2], "withdraw_standard": [{"reason": "given"}]}
    return {"propose_standard": [_NEW], **_consulting(state, today), **ends}


def _short(state: StandardState, today: date) -> Said:
    """The same road without its forks: opinions once the public has spoken, and all agree."""
    road = _consulting(state, today)
    late = state.step == CONSULTED
    road["extend_consultation"] = []
    spoken = sum(bool(o.finding) for o in state.opinions)
    road["request_opinion"] = road["request_opinion"][spoken : spoken + 1] if late else []
    road["give_opinion"] = [road["give_opinion"][0], road["give_opinion"][2]]
    road["adopt_standard"] = road["adopt_standard"][:1]
    road["open_consultation"] = road["open_consultation"][:1]
    road["receive_comment"] = road["answer_comments"] = []
    return road


def _changed(state: StandardState, today: date) -> Said:
    """A comment, its answer, and a draft changed once in every way."""
    road = _short(state, today)
    whole = _consulting(state, today)
    change = {"text": "v", "description": "given"}
    first = state.draft is not None and state.draft.text == "t"
    return {
        **road,
        "propose_standard": [_NEW],
        "receive_comment": whole["receive_comment"],
        "answer_comments": whole["answer_comments"],
        "amend_draft": [
            {**change, "change": "wording"},
            {**change, "change": "wording", "text": "t"},
            {**change, "change": "lighter"},
            {**change, "change": "lighter", "comments": ["1"]},
            {**change, "change": "heavier", "comments": ["1"]},
        ]
        if first
        else [],
        "publish_standard": _publishing(state, today)[:1],
        "withdraw_standard": [{"reason": "given"}],
    }


def _publishing(state: StandardState, today: date, days: int = 70) -> list[dict[str, Any]]:
    on, later = today.isoformat(), (today + timedelta(days)).isoformat()
    text = state.draft.text if state.draft else "t"
    whole = {"text": text, "on": on, "where": "given", "channels": ["credit-site", "department-site"]}
    whole["shown"] = ["removal", "procedure", "remedies", "measures"]
    return [
        {**whole, "in_force_on": later},
        {**whole, "in_force_on": on},
        {**whole, "in_force_on": on, "text": "u"},
        {**whole, "in_force_on": on, "channels": ["credit-site"]},
        {**whole, "in_force_on": on, "shown": ["removal", "procedure", "remedies"]},
        {**whole, "in_force_on": on, "shown": ["removal", "measures"]},
        {**whole, "in_force_on": on, "on": _BEFORE},
        {**whole, "in_force_on": _BEFORE},
    ]


def _standing(state: StandardState, today: date) -> Said:
    """What every world with an edition that stands tries beside its own."""
    return {
        **_short(state, today),
        "revise_standard": [{"reasons": "given", **_DRAFT}] if len(state.editions) < len(_LEADS) else [],
        "publish_standard": _publishing(state, today),
        "withdraw_standard": [{"reason": "given"}],
    }


def _kept(state: StandardState, today: date) -> Said:
    """Standards entered, of which one needs adjusting, and what renews it or does not."""
    entered = {**_LIST, "rank": "law", "text": "t", "document": "m", "in_force_on": _BEFORE, "reason": "given"}
    long = (today + timedelta(_PAST)).isoformat()
    road = _standing(state, today)
    road["open_consultation"] = [*road["open_consultation"], {**road["open_consultation"][0], "until": long}]
    return {
        **road,
        "enter_standard": [
            {**entered, "rank": "normative-document", "adjust": True},
            entered,
            {**entered, "rank": "normative-document"},
            {**entered, "in_force_on": (today + timedelta(1)).isoformat()},
            {**entered, "other": "r-1"},
        ],
        "confirm_standard": [{"text": "t"}, {"text": "u"}],
        "abolish_standard": [
            {"reasons": "given", "on": day, "document": "m"} for day in (today.isoformat(), "2019-01-01")
        ],
    }  # fmt: skip


def _evaluated(state: StandardState, today: date) -> Said:
    """An edition in force, evaluated in time or late, revised or abolished."""
    on = today.isoformat()
    road = _kept(state, today)
    road["enter_standard"] = road["enter_standard"][1:2]
    road["confirm_standard"] = road["confirm_standard"][:1]
    # A road so long that the edition's own days come on it.
    slow = {**road["open_consultation"][0], "until": (today + timedelta(_LONG)).isoformat()}
    road["open_consultation"] = [road["open_consultation"][0], slow]
    road["publish_standard"] = _publishing(state, today, _LONG)[:2]
    found = {"report": "m", "reasons": "given", "on": on}
    hired = {"evaluator": "given", "kind": "university", "independent": True}
    soon = (today + timedelta(_SOON)).isoformat()
    return {
        **road,
        "commission_evaluation": [
            {**hired, "until": soon},
            {**hired, "until": soon, "independent": False},
            {**hired, "until": _BEFORE},
        ],
        "evaluate_standard": [{**found, "finding": f} for f in ("keep", "revise", "abolish")],
    }


People = tuple[Actor, ...]
_WORLDS: tuple[tuple[str, str, str, str, Bodies, People], ...] = (
    ("proposals of every kind", "gb49-standards", "2026-03-02", "", _faulty, _EVERYBODY),
    ("a draft consulted on", "gb49-standards", "2026-03-02", "2026-12-31", _drafted, _EVERYBODY),
    ("a draft changed while it is consulted on", "gb49-standards", "2026-03-02", "2026-12-31", _changed, _FEW),
    ("standards entered before the transition ends", "gb49-standards", "2021-09-06", "2022-12-31", _kept, _FEW),
    ("the transition of Lüliang", "luliang", "2022-12-01", "2023-06-30", _kept, _FEW),
    ("an edition evaluated and revised", "gb49-standards", "2026-03-02", "2031-12-31", _evaluated, _FEW),
)


def standard_worlds(book: Lawbook) -> Iterator[Small[StandardState]]:
    """Every small world, under its own law."""
    calendar = book.calendar()
    for name, text, began, until, bodies, people in _WORLDS:
        law = standard_law(book, text, date.fromisoformat(began))
        yield Small(
            name,
            StandardState("explored", "rehearsal"),
            datetime.fromisoformat(f"{began} 09:00").replace(tzinfo=SHANGHAI),
            partial(_commands, bodies, people),
            partial(_decided, law, calendar),
            partial(_settled, law, calendar),
            fold,
            form_of,
            is_at_rest,
            STATE_RULES,
            EDGE_RULES,
            law,
            until,
        )


def _commands(
    bodies: Bodies, people: People, state: StandardState, now: datetime, everybody: bool
) -> Iterator[Command]:
    """Every act of the world in every form a rule could tell apart; by who lacks the post, where everybody is tried."""
    for act, said in bodies(state, law_day(now)).items():
        for n, body in enumerate(said):
            for by in people:
                if everybody or any(r in POSTS[act] for r in by.roles):
                    yield Command(f"{act}-{n}-{by.id}", act, by, body)


def _decided(law: Any, calendar: Calendar, state: StandardState, command: Command, now: datetime) -> Answer:
    return standard_deciding.decide_standard(state, command, law, calendar, now)


def _settled(law: Any, calendar: Calendar, state: StandardState, now: datetime) -> tuple[Act, ...]:
    return standard_deciding.settle_standard(state, law, calendar, now)


def is_at_rest(state: StandardState) -> bool:
    """Over, or in force with nothing owed but its next evaluation."""
    return state.is_closed or (state.step == "in_force" and all(d.kind == "evaluation" for d in state.open_deadlines()))


def form_of(state: StandardState, _now: datetime) -> str:
    """The state as far as it can change what follows: of days only which come first.

    A command of these worlds says today, a day so long after it, or a day before everything.
    """
    ends = sorted(state.open_deadlines(), key=lambda d: (d.ends_at, d.key))
    # Of what is over only the evaluation can be owed still.
    over = [d.standing.value for d in state.deadlines if d.kind == "evaluation" and d not in ends]
    draft, standing = state.draft, state.standing
    held = (
        state.step,
        state.scope,
        len(state.editions),
        (draft.text, draft.rank, draft.adjust, draft.entered) if draft else (),
        (standing.text, standing.rank, standing.adjust) if standing else (),
        (state.comments, state.answered, state.taken, state.first_comment),
        tuple(sorted((o.body, o.finding) for o in state.opinions)),
        (state.commissioned, state.finding),
        tuple(d.key for d in ends),
        tuple(over),
        tuple(sorted((h.task, h.person) for h in state.hands)),
    )
    return repr(held)
