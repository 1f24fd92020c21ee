"""The small worlds of an edition: each a focus, exhaustive within its bounds, and the commands tried in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

from desk.exploring_beside.edition_rules import EDGE_RULES, POSTS, STATE_RULES
from desk.exploring_beside.walking import Small
from models.law.compiling import compilation_law
from models.law.days import SHANGHAI, Calendar, law_day
from models.law.edition_rules import ASKED
from models.law.lawbook import Lawbook
from models.records.acts import Act, Answer
from models.records.commands import Actor, Command
from models.records.list_editions import FINAL, EditionState
from models.steps import edition_deciding
from models.steps.edition_fold import fold
from models.steps.edition_table import MOVES

_EVERY = ("member-officer", "lead-officer", "lead-head", "approving-head", "legal-reviewer")
_MEMBER, _OFFICER = Actor("meng", ("member-officer",)), Actor("liao", ("lead-officer",))
_HEAD, _APPROVING = Actor("he", ("lead-head",)), Actor("an", ("approving-head",))
# Who holds every post meets every rule of two people.
_MANY = Actor("many", _EVERY)
_ANYBODY = Actor("public", ("public",))
_FOUR = (_MEMBER, _OFFICER, _HEAD, _APPROVING)
PEOPLE = (*_FOUR, _MANY)
# A day before everything that happens in these worlds, and one after all of it.
_BEFORE, _AFTER = "2020-01-02", "2032-01-05"
_PROPOSING, _PROPOSERS = ("propose_entry", "propose_amendment"), (_MEMBER, _MANY)
Said = dict[str, list[dict[str, Any]]]
Bodies = Callable[[EditionState, date], Said]

_HELD = [
    {"key": "listed_measures/access", "sha256": "a", "category": "reducing"},
    {"key": "listed_measures/reports", "sha256": "b", "category": "own-accord"},
    {"key": "rows/access/licence", "sha256": "c"},
    {"key": "others/reports", "sha256": "d"},
]
_CLASSES = [
    {"key": "catalogue/judicial", "sha256": "a"},
    {"key": "records/judgment", "sha256": "b", "category": "judicial"},
]
_NATIONAL = {
    "of": "measures-list", "scope": "base", "level": "nation", "title": "given", "lead": "given",
    "instrument": "measures-list", "entries": _HELD,
}  # fmt: skip
_LOCAL = {
    **_NATIONAL, "scope": "supplement", "level": "province", "instrument": "example",
    "founded_on": [{"rank": "local-regulation", "number": "m", "provision": "given"}],
}  # fmt: skip
_KEPT = {**_NATIONAL, "of": "kept-lists", "instrument": "kept-lists", "entries": []}
_BASIS = [{"rank": "law", "number": "m", "provision": "given"}]
_ROW = {
    "proposal": "p", "department": "given", "change": "add", "part": "rows", "item": "access", "entry": "tender",
    "bodies": ["public-management-body"], "objects": ["organisation"], "grounds": ["wages"], "basis": _BASIS,
    "sha256": "e", "reasons": "given",
}  # fmt: skip
_GONE = {
    "proposal": "q", "department": "given", "change": "remove", "part": "rows", "item": "access", "entry": "licence",
    "reasons": "given",
}  # fmt: skip
_SYSTEM = {
    "proposal": "p", "department": "given", "change": "add", "part": "kept_lists", "entry": "wages",
    "category": "legal-duty", "rank": "departmental-rule", "sha256": "e", "reasons": "given",
}  # fmt: skip


def _settling(*names: str, findings: tuple[str, ...] = ("taken", "left-out")) -> list[dict[str, Any]]:
    return [{"proposal": name, "finding": said, "reasons": "given"} for name in names for said in findings]


def _ending(state: EditionState, today: date) -> Said:
    """From the text gathered to the end of the edition."""
    on, text = today.isoformat(), state.text or state.digest()
    published = {"channel": "given", "on": on, "in_force_on": on, "text": text}
    return {
        "submit_edition": [
            {"text": text, "to": "given", "in_force_on": _AFTER},
            {"text": "u", "to": "given", "in_force_on": _AFTER},
            {"text": text, "to": "given", "in_force_on": _BEFORE},
        ],
        "approve_edition": [
            {"text": text, "by_body": "given", "on": on, "document": "m"},
            {"text": "u", "by_body": "given", "on": on, "document": "m"},
            {"text": text, "by_body": "given", "on": on, "document": "m", "effect": "f", "sheet": "held"},
            {"text": text, "by_body": "given", "on": on, "document": "m", "effect": "f", "sheet": "moved"},
        ],
        "show_effect": [
            {"shown": {"effect": "f", "cases": 1}},
            {"shown": {"fault": "given"}},
        ],
        "return_edition": [{"reasons": "given"}],
        "publish_edition": [
            published,
            {**published, "in_force_on": _AFTER},
            {**published, "text": "u"},
            {**published, "on": _BEFORE},
            {**published, "in_force_on": _BEFORE},
        ],
        "enter_edition": [{"text": text}, {"text": "u"}],
        "withdraw_edition": [{"reasons": "given"}],
        "revoke_edition": [{"on": on, "reasons": "given"}, {"on": _BEFORE, "reasons": "given"}],
        "replace_edition": [{"by_edition": "given", "on": on}, {"by_edition": "given", "on": _BEFORE}],
    }


def _whole_road(state: EditionState, today: date) -> Said:
    """One row from its proposal to the edition's end, unasked for comment but to all."""
    on, text = today.isoformat(), state.digest()
    asking = {"on": on, "channel": "given", "send_to": "given", "asked": list(ASKED), "text": text}
    return {
        "open_edition": [_NATIONAL],
        "propose_entry": [_ROW],
        "withdraw_entry": [{"proposal": "p", "reason": "given"}],
        "settle_entry": _settling("p"),
        "gather_entries": [{}],
        "reopen_gathering": [{"reasons": "given"}],
        "begin_consultation": [
            asking,
            {**asking, "asked": ["public"]},
            {**asking, "text": "u"},
            {**asking, "on": _BEFORE},
        ],
        **_ending(state, today),
    }


def _comments(state: EditionState, today: date) -> Said:
    """Two changes laid before all, two comments, and what follows from them."""
    road, on = _whole_road(state, today), today.isoformat()
    asked = next((d.due.isoformat() for d in state.deadlines if d.kind == "edition_consultation"), on)
    said = {"from": "given", "says": "given"}
    return {
        "open_edition": [_NATIONAL],
        "propose_entry": [_ROW, _GONE],
        "settle_entry": [
            *_settling("p", "q", findings=("taken",)),
            {"proposal": "p", "finding": "left-out", "comment": "a", "reasons": "given"},
            {"proposal": "p", "finding": "left-out", "comment": "x", "reasons": "given"},
        ],
        "gather_entries": [{}],
        "begin_consultation": road["begin_consultation"][:1],
        "record_comment": [
            {"comment": "a", "of": "expert", "on": on, **said},
            {"comment": "a", "of": "public", "on": min(on, asked), **said},
            {"comment": "b", "of": "public", "on": _BEFORE, **said},
        ],
        "send_comment": [] if state.comment("public-1") else [{"of": "public", **said}],
        "answer_comment": [
            {"comment": "public-1", "finding": "not-adopted", "reasons": "given"},
            {"comment": "a", "finding": "adopted", "reasons": "given"},
            {"comment": "a", "finding": "not-adopted", "reasons": "given"},
        ],
        "submit_edition": road["submit_edition"][:1],
        "return_edition": road["return_edition"],
        "withdraw_edition": road["withdraw_edition"],
    }


def _unfit(_: EditionState, today: date) -> Said:
    """What no edition can take in, and the proposal to change the law that is open instead."""
    rows: tuple[dict[str, Any], ...] = (
        {"heavier": True},
        {"basis": []},
        {"basis": [{"rank": "normative-document", "number": "m", "provision": "given"}]},
        {"basis": [{"rank": "local-regulation", "number": "m", "provision": "given"}]},
        {"bodies": ["media"]},
        {"bodies": ["media"], "item": "reports"},
        {"bodies": ["nobody"]},
        {"grounds": ["credit-score"], "objects": ["person"]},
        {"item": "unknown"},
        {"entry": "licence"},
        {"part": "catalogue"},
        {"change": "change"},
        {"sha256": ""},
    )
    new = {**_ROW, "part": "listed_measures", "item": None, "entry": "seats", "category": "reducing"}
    said: list[dict[str, Any]] = [{**_ROW, **change} for change in rows]
    said += [new, {**new, "category": "none"}]
    return {
        "open_edition": [_NATIONAL, _LOCAL],
        "propose_entry": [{k: v for k, v in body.items() if v is not None and v != ""} for body in said],
        "settle_entry": _settling("p", findings=("taken",)),
        "gather_entries": [{}],
        "withdraw_edition": [{"reasons": "given"}],
        **_amending("a", today),
    }


def _amending(name: str, today: date) -> Said:
    on = today.isoformat()
    said = {"department": "given", "law": "given", "provision": "given", "weakness": "given", "change": "given"}
    answer = {"amendment": name, "outcome": "taken-up", "document": "m"}
    return {
        "propose_amendment": [
            {"amendment": name, "rank": rank, **said} for rank in ("law", "local-regulation", "normative-document")
        ],
        "send_amendment": [{"amendment": name, "to": "given"}, {"amendment": "x", "to": "given"}],
        "record_amendment_answer": [{**answer, "on": on}, {**answer, "on": _BEFORE}],
    }


def _amended(state: EditionState, today: date) -> Said:
    """A proposal to change the law beside an edition on its way, and what becomes of it after the edition."""
    road = _whole_road(state, today)
    short = {name: bodies[:1] for name, bodies in road.items() if name not in ("reopen_gathering", "withdraw_entry")}
    # Published for a later day, so that something happens between.
    short["publish_edition"] = road["publish_edition"][1:2]
    amending = _amending("a", today)
    return {**short, **amending, "propose_amendment": amending["propose_amendment"][:1]}


def _twice(_: EditionState, _today: date) -> Said:
    """Two proposals on one entry, items and rows that need each other, classes and the records under them."""
    item = {**_ROW, "part": "listed_measures", "item": None, "entry": "seats", "category": "reducing", "proposal": "i"}
    plain = {k: v for k, v in item.items() if v is not None}
    return {
        "open_edition": [_NATIONAL],
        "propose_entry": [
            _ROW,
            {**_ROW, "proposal": "r", "sha256": "f"},
            plain,
            {**_ROW, "item": "seats", "entry": "chair", "proposal": "s"},
        ],
        "settle_entry": [*_settling("p", "r", "i", findings=("taken",)), *_settling("s")],
        "gather_entries": [{}],
        "withdraw_edition": [{"reasons": "given"}],
    }


def _catalogue(_: EditionState, _today: date) -> Said:
    """Classes, the records under them, and what may be shown of a person."""
    new = {
        "proposal": "p", "department": "given", "change": "add", "part": "catalogue", "entry": "stars",
        "public": True, "basis": [{"rank": "central-policy", "number": "m", "provision": "given"}], "sha256": "e",
        "reasons": "given",
    }  # fmt: skip
    record = {**new, "proposal": "q", "part": "records", "entry": "award", "under": "stars"}
    return {
        "open_edition": [{**_NATIONAL, "of": "catalogue", "instrument": "credit-catalogue", "entries": _CLASSES}],
        "propose_entry": [
            new,
            {**new, "personal": True},
            record,
            {**record, "under": "unknown"},
            {**_GONE, "proposal": "r", "part": "catalogue", "entry": "judicial", "item": None},
        ],
        "settle_entry": _settling("p", "q", "r"),
        "gather_entries": [{}],
        "withdraw_edition": [{"reasons": "given"}],
    }


def _kept(state: EditionState, today: date) -> Said:
    """The list systems that are kept, by the end of 2021."""
    return {
        "open_edition": [_KEPT, {**_KEPT, "level": "city"}, {**_KEPT, "scope": "supplement", "level": "city"}],
        "propose_entry": [_SYSTEM, {**_SYSTEM, "rank": "normative-document"}, {**_SYSTEM, "category": "none"}],
        "settle_entry": _settling("p", findings=("taken",)),
        "gather_entries": [{}],
        "begin_consultation": _whole_road(state, today)["begin_consultation"][:1],
        **_ending(state, today),
        "publish_edition": _ending(state, today)["publish_edition"][:1],
        "revoke_edition": _ending(state, today)["revoke_edition"][:1],
    }


def _openings(_: EditionState, _today: date) -> Said:
    """Who may make what: the nation a base edition, a place a supplement on a local regulation."""
    return {
        "open_edition": [
            _LOCAL,
            {**_LOCAL, "founded_on": [{"rank": "normative-document", "number": "m", "provision": "given"}]},
            {**_LOCAL, "founded_on": []},
            {**_LOCAL, "level": "nation"},
            {**_NATIONAL, "level": "city"},
            {**_KEPT, "scope": "supplement", "level": "city"},
        ],
        "propose_entry": [
            {**_ROW, "basis": [{"rank": "local-regulation", "number": "m", "provision": "given"}]},
            _ROW,
        ],
        "withdraw_edition": [{"reasons": "given"}],
    }


_WORLDS: tuple[tuple[str, str, str, Bodies, tuple[Actor, ...]], ...] = (
    ("one row, from the call to the end of the edition", "gb49-editions", "2021-11-22", _whole_road, _FOUR),
    ("two changes, two comments and what follows", "gb49-editions", "2021-10-25", _comments, (*_FOUR, _ANYBODY)),
    ("what no edition can take in", "gb49-editions", "2026-03-02", _unfit, _FOUR),
    ("a proposal to change the law, beside an edition and after it", "gb49-editions", "2026-03-02", _amended, _FOUR),
    ("entries that need each other", "gb49-editions", "2026-03-02", _twice, _FOUR),
    ("classes and records of a catalogue", "gb49-editions", "2026-03-02", _catalogue, _FOUR),
    ("the lists that are kept, by the end of 2021", "gb49-editions", "2021-11-22", _kept, PEOPLE),
    ("a supplement of Henan, and who may make what", "henan-editions", "2026-03-02", _openings, PEOPLE),
    ("a supplement of Lüliang without a local regulation", "luliang-editions", "2026-03-02", _openings, PEOPLE),
)


def worlds(book: Lawbook) -> Iterator[Small[EditionState]]:
    """Every small world, under its own law."""
    calendar = book.calendar()
    for name, text, began, bodies, people in _WORLDS:
        law = compilation_law(book, text, date.fromisoformat(began))
        yield Small(
            name,
            EditionState("explored", "rehearsal"),
            datetime.fromisoformat(f"{began} 09:00").replace(tzinfo=SHANGHAI),
            partial(_commands, bodies, people),
            partial(_decided, law, calendar),
            partial(_settled, law, calendar),
            fold,
            form_of,
            is_at_rest,
            STATE_RULES,
            EDGE_RULES,
        )


def _commands(
    bodies: Bodies, people: tuple[Actor, ...], state: EditionState, now: datetime, everybody: bool
) -> Iterator[Command]:
    """Every act that is open, by everybody of its post, in every form; in some states every act by everybody.

    Of those who may propose one does, so that whose proposal it is multiplies no states.
    """
    for act, said in bodies(state, law_day(now)).items():
        is_open = bool(MOVES.ways(act, state.step))
        for n, body in enumerate(said):
            for by in people:
                mays = any(r in POSTS[act] for r in by.roles) and (act not in _PROPOSING or by in _PROPOSERS)
                if (is_open and mays) or (everybody and n == 0):
                    yield Command(f"{act}-{n}-{by.id}", act, by, body)


def _decided(law: Any, calendar: Calendar, state: EditionState, command: Command, now: datetime) -> Answer:
    return edition_deciding.decide_edition(state, command, law, calendar, now)


def _settled(law: Any, calendar: Calendar, state: EditionState, now: datetime) -> tuple[Act, ...]:
    return edition_deciding.settle_edition(state, law, calendar, now)


def is_at_rest(state: EditionState) -> bool:
    """Over, or in force and entered, with nothing owed."""
    return state.is_closed or (state.step in ("in_force", *FINAL) and not state.open_deadlines())


def form_of(state: EditionState, now: datetime) -> str:
    """The state as far as it can change what follows: of days only which come first."""
    ends = sorted(state.open_deadlines(), key=lambda d: (d.ends_at, d.key))
    over = sorted((d.key, d.standing.value) for d in state.deadlines if d not in ends)
    held = (
        (state.step, state.of, state.scope),
        tuple(sorted((p.id, p.by, p.finding, p.comment, p.entry.key, p.entry.sha256) for p in state.proposals)),
        tuple(sorted((c.id, c.finding) for c in state.comments)),
        tuple(sorted((a.id, a.rank, a.sent_on is not None, a.outcome) for a in state.amendments)),
        (state.text, state.effect, bool(state.asked), state.entered_on is not None),
        (state.in_force_on is not None and state.in_force_on > law_day(now)),
        tuple(d.key for d in ends),
        tuple(over),
        tuple(sorted((h.task, h.person) for h in state.hands)),
    )
    return repr(held)
