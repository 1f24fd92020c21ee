"""The small worlds of a month of oversight: each a focus, exhaustive within its bounds, and what is tried in it.

What only the record knows stands in the commands as the record would add it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from desk.exploring_beside.month_rules import EDGE_RULES, POSTS, STATE_RULES
from desk.exploring_beside.walking import Small
from models.law.days import SHANGHAI, Calendar, law_day
from models.law.lawbook import Lawbook
from models.law.oversight import HOUSE
from models.law.oversight_months import month_law
from models.records.acts import Act, Answer
from models.records.commands import Actor, Command
from models.records.oversight_months import MonthState
from models.steps import month_deciding
from models.steps.month_fold import fold

_GAO, _XU = Actor("gao", ("lead-officer",)), Actor("xu", ("lead-head",))
_HAN = Actor("han", ("unit-officer",))
# Who holds every post meets every rule of two people.
_MANY = Actor("many", ("lead-officer", "lead-head", "unit-officer"))
_BEFORE = "2020-01-02"
# Who does these in the worlds, so that somebody is left to check.
_ONLY = {"report_measure": ("han", "many"), "hold_interview": ("xu", "many")}
Said = dict[str, list[dict[str, Any]]]
Bodies = Callable[[MonthState, date], Said]


def _ahead(today: date) -> str:
    """A day that lies far enough ahead for any letter."""
    return today.replace(year=today.year + 1, day=1).isoformat()


def _drawn(*units: tuple[str, ...], doubled: str = "") -> dict[str, Any]:
    named = [{"id": f"u{n}", "name": f"unit {n}", "lines": list(lines)} for n, lines in enumerate(units, start=1)]
    lines = [{"line": "misapplied", "fresh": 1, "standing": 1, "settled": 0}]
    told = {"digest": "d", "last_act": 1, "lines": lines, "units": named}
    return {**told, "doubled": doubled} if doubled else told


def _notice(*units: tuple[str, ...]) -> Said:
    """The shortest way to a notice that was issued."""
    return {
        "draw_notice": [{"month": "2026-02", "drawn": _drawn(*units)}],
        "confirm_notice": [{"digest": "d", "again": {"digest": "d"}}],
        "issue_notice": [{}],
    }


def _drawing(_: MonthState, today: date) -> Said:
    """Every way to draw and confirm, and two units that answer, are late, dispute."""
    on = today.isoformat()
    months = [{"month": m, "drawn": _drawn(("misapplied",))} for m in ("2026-02", "2026-01", "2026-03", "2026-3")]
    doubled = {"month": "2026-02", "drawn": _drawn(("misapplied",), doubled="other")}
    answers = [
        {"unit": u, "on": day, "stand": stand, "text": "given"}
        for u, day, stand in (
            ("u1", on, "accepted"), ("u1", on, "disputed"), ("u1", _BEFORE, "accepted"), ("u9", on, "accepted"),
        )
    ]  # fmt: skip
    return {
        "draw_notice": [*months, doubled],
        "redraw_notice": [{"drawn": _drawn(("misapplied",))}],
        "confirm_notice": [
            {"digest": "d", "again": {"digest": "d"}},
            {"digest": "e", "again": {"digest": "d"}},
            {"digest": "d", "again": {"digest": "e"}},
        ],
        "issue_notice": [{}],
        "answer_notice": answers,
        "settle_dispute": [
            {"unit": u, "finding": finding, "lines": lines, "reasons": "given"}
            for u, finding, lines in (
                ("u1", "kept", []), ("u1", "kept", ["misapplied"]), ("u1", "corrected", ["misapplied"]),
                ("u1", "corrected", []), ("u9", "kept", []),
            )
        ],
        "spare_interview": [{"unit": "u1", "reasons": "given"}],
        "close_month": [{}],
    }  # fmt: skip


def _promising(state: MonthState, today: date) -> Said:
    """An interview for a line that stands; what was promised is reported, checked, promised anew."""
    on, ahead = today.isoformat(), _ahead(today)
    said = {"interview": "a", "measure": "m", "on": on}
    whole = _interviewing(state, today)
    return {
        **_notice(("misapplied",)),
        "answer_notice": [{"unit": "u1", "on": on, "stand": "accepted", "text": "given"}],
        **{act: whole[act] for act in ("spare_interview", "hold_interview", "report_measure", "close_month")},
        "ask_interview": whole["ask_interview"][:1],
        "check_measure": [
            {**said, "finding": "done", "reasons": "given"},
            {**said, "finding": "not-done", "reasons": "given", "until": ahead},
            {**said, "finding": "not-done", "reasons": "given"},
        ],
    }


def _interviewing(_: MonthState, today: date) -> Said:
    """One unit under two lines, asked for its silence or a line; one line may be withdrawn."""
    on, ahead, soon = today.isoformat(), _ahead(today), (today + timedelta(1)).isoformat()
    asked = {"unit": "u1", "meet_on": ahead, "time": "given", "place": "given", "with": "given"}
    held = {"interview": "a", "on": on, "attended": "given", "record": "given"}
    said = {"interview": "a", "measure": "m", "on": on}
    return {
        **_notice(("misapplied", "missed-date")),
        "answer_notice": [{"unit": "u1", "on": on, "stand": "disputed", "text": "given"}],
        "settle_dispute": [
            {"unit": "u1", "finding": "corrected", "lines": ["misapplied"], "reasons": "given"},
        ],
        "spare_interview": [{"unit": "u1", "reasons": "given"}],
        "ask_interview": [
            {**asked, "interview": "a", "ground": "misapplied"}, {**asked, "interview": "a", "ground": "late-answer"},
            {**asked, "interview": "a", "ground": "leak"},
            {**asked, "interview": "a", "ground": "misapplied", "meet_on": soon},
        ],
        "hold_interview": [
            {**held, "measures": [{"id": "m", "what": "given", "due": ahead}]},
            {**held, "measures": []}, {**held, "measures": [{"id": "m", "what": "given", "due": _BEFORE}]},
        ],
        "report_measure": [{**said, "proof": "given"}],
        "check_measure": [
            {**said, "finding": "done", "reasons": "given"},
        ],
        "close_month": [{}],
    }  # fmt: skip


def _source(**more: Any) -> dict[str, Any]:
    return {"there": True, "ground": True, "noticed": False, "over": True, "unit": "unit 1", **more}


def _incidents(_: MonthState, __: date) -> Said:
    """An incident of public opinion and a leak, as their own files have them at one time or another."""
    opened = {"incident": "a", "kind": "opinion", "file": "r", "matter": "x", "reasons": "given"}
    leak = {"incident": "b", "kind": "leak", "file": "l", "reasons": "given"}
    sources = (_source(), _source(there=False), _source(noticed=True), _source(ground=False), _source(doubled="f"))
    return {
        **_notice(),
        "open_incident": [*({**opened, "source": s} for s in sources), {**leak, "source": _source()}],
        "notify_incident": [{"incident": i, "to": "given", "description": "given"} for i in ("a", "b", "z")],
        "close_incident": [
            {"incident": i, "reasons": "given", "source": s}
            for i in ("a", "b") for s in (_source(noticed=True), _source(), _source(noticed=True, over=False))
        ],
        "close_month": [{}],
    }  # fmt: skip


def _referring(_: MonthState, today: date) -> Said:
    """Cases found and not found, of units heard and not heard, to bodies that may and may not decide."""
    on, found = today.isoformat(), {"there": True, "line": "misapplied", "unit": "u1", "place": "r"}
    opened = {"referral": "a", "finding": "found", "reasons": "given"}
    return {
        **_notice(("misapplied", "missed-date")),
        "answer_notice": [{"unit": "u1", "on": on, "stand": s, "text": "given"} for s in ("accepted", "disputed")],
        "settle_dispute": [
            {"unit": "u1", "finding": "kept", "reasons": "given"},
            {"unit": "u1", "finding": "corrected", "lines": ["misapplied"], "reasons": "given"},
        ],
        "spare_interview": [{"unit": "u1", "reasons": "given"}],
        "open_accountability": [
            {**opened, "found": found},
            {**opened, "finding": "other", "found": {"there": False}},
            {**opened, "found": {**found, "doubled": "f"}},
            {**opened, "found": {**found, "line": "missed-date"}},
            {**opened, "found": {**found, "unit": "-"}},
        ],
        "drop_accountability": [{"referral": "a", "reasons": "given"}],
        "refer_accountability": [
            {"referral": "a", "to": to, "body": "given"} for to in ("government", "supervision")
        ],
        "record_referral_answer": [
            {"referral": "a", "on": day, "outcome": said, "document": "m"}
            for day, said in ((on, "acted"), (on, "no-jurisdiction"), (_BEFORE, "acted"))
        ],
        "close_accountability": [{"referral": "a", "reasons": "given"}],
        "close_month": [{}],
    }  # fmt: skip


_FEW, _ALL = (_GAO, _XU, _HAN), (_GAO, _XU, _HAN, _MANY)
_WORLDS: tuple[tuple[str, Bodies, tuple[Actor, ...]], ...] = (
    ("a notice drawn in every way, its unit answers or does not", _drawing, _ALL),
    ("interviews and a line withdrawn", _interviewing, _FEW),
    ("measures promised", _promising, _FEW),
    ("an incident of public opinion and a leak", _incidents, (_GAO, _XU, _MANY)),
    ("cases referred", _referring, _FEW),
)


def worlds(book: Lawbook) -> Iterator[Small[MonthState]]:
    """Every small world of February 2026, from 2 March on."""
    calendar, began = book.calendar(), datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
    law = month_law(book, HOUSE, law_day(began))
    for name, bodies, people in _WORLDS:
        yield Small(
            name,
            MonthState("explored", "rehearsal"),
            began,
            partial(_commands, bodies, people),
            partial(_decided, law, calendar),
            partial(_settled, law, calendar),
            fold,
            form_of,
            lambda state: state.is_closed,
            STATE_RULES,
            EDGE_RULES,
            law,
        )


def _commands(
    bodies: Bodies, people: tuple[Actor, ...], state: MonthState, now: datetime, everybody: bool
) -> Iterator[Command]:
    """Every act of the world by everybody, in every form a rule could tell apart; who lacks the post, in one."""
    for act, said in bodies(state, law_day(now)).items():
        for n, body in enumerate(said):
            for by in people:
                if by.id not in _ONLY.get(act, (by.id,)):
                    continue
                if everybody or n == 0 or any(r in POSTS[act] for r in by.roles):
                    yield Command(f"{act}-{n}-{by.id}", act, by, body)


def _decided(law: Any, calendar: Calendar, state: MonthState, command: Command, now: datetime) -> Answer:
    return month_deciding.decide_month(state, command, law, calendar, now)


def _settled(law: Any, calendar: Calendar, state: MonthState, now: datetime) -> tuple[Act, ...]:
    return month_deciding.settle_month(state, law, calendar, now)


def form_of(state: MonthState, _now: datetime) -> str:
    """The state as far as it can change what follows: of days only which come first."""
    ends = sorted(state.open_deadlines(), key=lambda d: (d.ends_at, d.key))
    over = sorted((d.key, d.standing.value) for d in state.deadlines if d not in ends)
    held = (
        state.step,
        state.month,
        tuple(
            (u.id, u.answered_on is not None, u.stand, u.late, u.spared, u.finding, u.withdrawn) for u in state.units
        ),
        tuple(
            (i.id, i.ground, i.held_on is not None, i.late, i.dropped,
             tuple((p.id, p.reported_on is not None, p.finding, p.late) for p in i.promises))
            for i in state.interviews
        ),
        tuple((i.id, i.kind, i.file, i.noticed_on is not None, i.closed_on is not None) for i in state.incidents),
        tuple(
            (r.id, r.finding, r.line, r.unit, r.to, r.referred_on is not None, r.outcome, r.late, r.dropped,
             r.closed_on is not None)
            for r in state.referrals
        ),
        tuple(d.key for d in ends),
        tuple(over),
        tuple(sorted((h.task, h.person) for h in state.hands)),
    )  # fmt: skip
    return repr(held)
