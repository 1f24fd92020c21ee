"""The small worlds of honours: each a focus, exhaustive within its bounds, and the commands tried in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

from desk.exploring_beside.honour_rules import EDGE_RULES, POSTS, STATE_RULES
from desk.exploring_beside.walking import Small
from models.law.days import SHANGHAI, Calendar, law_day
from models.law.honours import honour_law
from models.law.lawbook import Lawbook
from models.records.acts import Act, Answer, Decided
from models.records.commands import Actor, Command
from models.records.honours import HonourState
from models.steps import honour_deciding
from models.steps.honour_fold import fold

_OFFICER, _OTHER = Actor("fang", ("honour-officer",)), Actor("guo", ("honour-officer",))
_HEAD, _PUBLISHER = Actor("he", ("honour-head",)), Actor("sun", ("publisher",))
_LEAD, _APPROVER = Actor("lei", ("lead-officer",)), Actor("shi", ("approval-officer",))
_RECORD, _SUBJECT = Actor("qian", ("record",)), Actor("s1", ("party",))
_EVERY = ("honour-officer", "honour-head", "publisher", "lead-officer", "approval-officer")
# Who holds every post meets every rule of two people.
_MANY = Actor("many", _EVERY)
_BEFORE = "2020-01-02"
_NOTICE, _BEGAN = "huangshi-honours", "2026-03-02"
_UNTIL, _LONGER = "2026-06-30", "2026-09-30"
Bodies = Callable[[HonourState, date], dict[str, list[dict[str, Any]]]]

_UNIT, _PERSON = {"kind": "organisation"}, {"kind": "person"}
_PROPOSAL = {"class": "red-list", "standard": "s", "title": "given", "evidence": "given"}
_STANDARD = {
    "name": "n", "title": "given", "origin": "own", "document": "m", "aligned_with": "given", "text": "t",
    "parts": ["conditions", "procedure", "validity", "exits", "remedies"],
}  # fmt: skip
_STANDS, _GONE = {"standard_step": "standard_published"}, {"standard_step": "standard_ended"}
_RECOGNISING = {"until": _UNTIL, "reasons": "given"}
_LISTED = {"listed": ["c"]}


def _standards(_: HonourState, today: date) -> dict[str, list[dict[str, Any]]]:
    """From the draft to another standard in its place."""
    on = today.isoformat()
    issue = {"on": on, "in_force_on": on, "where": "given", "text": "t"}
    without = {k: v for k, v in _STANDARD.items() if k != "aligned_with"}
    return {
        "draft_standard": [
            _STANDARD, without, {**_STANDARD, "parts": ["conditions"]}, {**_STANDARD, "origin": "province"},
            {**_STANDARD, "replaces": "o", "replaced_step": "standard_published"},
            {**_STANDARD, "replaces": "o", "replaced_step": "standard_ended"},
        ],
        "file_standard": [{"on": on, "proof": "given"}],
        "register_filing": [{"by_body": "given", "number": "m", "on": on}],
        "return_filing": [{"by_body": "given", "reasons": "given"}],
        "publish_standard": [
            issue, {**issue, "text": "u"}, {**issue, "in_force_on": _BEFORE},
            {**issue, "replaced_step": "standard_ended"},
        ],
        "withdraw_draft": [{"reason": "given"}],
        "abolish_standard": [{"on": on, "reasons": "given", "document": "m"}],
        "replace_standard": [{"successor": "s2"}],
    }  # fmt: skip


def _recognising(_: HonourState, today: date) -> dict[str, list[dict[str, Any]]]:
    """From the proposal to the end of the validity, renewed once."""
    on = today.isoformat()
    return {
        "propose_honour": [
            {**_PROPOSAL, "subject": _UNIT, **_STANDS}, {**_PROPOSAL, "subject": _UNIT, **_GONE},
            {**_PROPOSAL, "subject": _UNIT, **_LISTED}, {**_PROPOSAL, "subject": _UNIT, "class": "exemplar"},
            {**_PROPOSAL, "subject": {**_UNIT, "fault": "check"}},
        ],
        "withdraw_proposal": [{"reason": "given"}],
        "recognise_honour": [
            _RECOGNISING, {**_RECOGNISING, **_LISTED}, {**_RECOGNISING, **_GONE}, {**_RECOGNISING, "until": on},
        ],
        "refuse_honour": [{"reasons": "given"}],
        "publish_honour": [{"channels": ["own-site"], "on": on}, {"channels": ["x"], "on": on}],
        "review_honour": [{"finding": said, "reasons": "given"} for said in ("meets", "fails")],
        "renew_honour": [
            {"until": _LONGER, "reasons": "given"}, {"until": _UNTIL, "reasons": "given"},
            {"until": _LONGER, "reasons": "given", **_LISTED}, {"until": _LONGER, "reasons": "given", **_GONE},
        ],
        "serve_paper": _serving(on, "honour_decision", "honour_refusal", "honour_renewal", "honour_exit"),
        "confirm_deletion": [{"channel": "own-site", "on": on, "proof": "given"}],
    }  # fmt: skip


def _serving(on: str, *papers: str) -> list[dict[str, Any]]:
    said = [{"paper": paper, "on": on, "method": "direct", "proof": "given"} for paper in papers]
    return [*said, {**said[0], "on": _BEFORE}]


def _ending(_: HonourState, today: date) -> dict[str, list[dict[str, Any]]]:
    """An honour that is shown, and every ground to end it."""
    on = today.isoformat()
    return {
        "end_by_listing": [{"case": "c", "on": on}],
        "order_removal": [{"case": "c", "on": on, "by_body": "given"}],
        "record_listing": [{"by_body": "given", "list": "given", "document": "m", "on": on}],
        "find_misuse": [{"facts": "given", "evidence": "given", "on": on}],
        "note_standard_change": [{"standard": "s2", "on": on}],
        "reexamine_honour": [{"finding": said, "reasons": "given"} for said in ("meets", "fails")],
        "drop_ground": [{"reasons": "given"}, {"reasons": "given", **_LISTED}],
        "notify_removal": [{"facts": "given", "reasons": "given"}],
        "serve_paper": _serving(on, "removal_notice", "honour_exit"),
        "file_statement": [{"on": on, "text": "given"}, {"on": _BEFORE, "text": "given"}],
        "end_honour": [
            {"way": way, "facts": "given", "reasons": "given"} for way in ("listed", "misuse", "standard", "expired")
        ] + [
            {"way": way, "facts": "given", "reasons": "given", "on_statement": "given"}
            for way in ("misuse", "standard")
        ],
        "confirm_deletion": [{"channel": "own-site", "on": on, "proof": "given"}],
    }  # fmt: skip


def _noting(state: HonourState, today: date) -> dict[str, list[dict[str, Any]]]:
    """An honour that is not shown yet, and what is noted against it."""
    acts = (
        "end_by_listing", "order_removal", "record_listing", "find_misuse", "note_standard_change",
        "reexamine_honour", "drop_ground",
    )  # fmt: skip
    return {
        **{act: said for act, said in _ending(state, today).items() if act in acts},
        "serve_paper": _serving(today.isoformat(), "honour_exit"),
    }


def _objecting(_: HonourState, today: date) -> dict[str, list[dict[str, Any]]]:
    """An honour, or its refusal, and an objection of the subject or of another."""
    on = today.isoformat()
    filed = {"from_whom": "given", "on": on, "reasons": "given"}
    return {
        "refuse_honour": [{"reasons": "given"}],
        "recognise_honour": [_RECOGNISING],
        "file_objection": [
            {"objection": name, "against": against, "objector": by, **filed}
            for name, against, by in (
                ("a", "recognition", "subject"), ("a", "recognition", "other"), ("a", "ending", "subject"),
            )
        ],
        "answer_objection": [
            {"objection": name, "finding": said, "reasons": "given"}
            for name, said in (("a", "upheld"), ("a", "rejected"), ("b", "upheld"))
        ],
        "notify_removal": [{"facts": "given", "reasons": "given"}],
        "file_statement": [{"on": on, "text": "given"}],
        "confirm_deletion": [{"channel": "own-site", "on": on, "proof": "given"}],
        "serve_paper": _serving(
            on, "removal_notice", "honour_objection_answer", "honour_exit", "honour_refusal", "honour_decision"
        ),
        "end_honour": [{"way": "error", "facts": "given", "reasons": "given", "on_statement": "given"}],
    }  # fmt: skip


def _consenting(_: HonourState, today: date) -> dict[str, list[dict[str, Any]]]:
    """A person, with consent or without, who may withdraw it."""
    on = today.isoformat()
    said = {**_PROPOSAL, "subject": _PERSON, "class": "exemplar", "source": "volunteer"}
    return {
        "propose_honour": [said, {**said, "consent": True}],
        "recognise_honour": [_RECOGNISING],
        "publish_honour": [
            {"channels": [channel], "on": day}
            for channel, day in (("own-site", on), ("credit-china", on), ("own-site", _BEFORE))
        ],
        "withdraw_consent": [{"on": on}],
        "confirm_deletion": [
            {"channel": channel, "on": day, "proof": "given"}
            for channel, day in (("own-site", on), ("credit-china", on), ("own-site", _BEFORE))
        ],
        "serve_paper": _serving(on, "honour_decision", "honour_exit"),
    }


def _granting(_: HonourState, today: date) -> dict[str, list[dict[str, Any]]]:
    """Incentives with every condition met, or one of them not."""
    on = today.isoformat()
    paper, by_law = ({"id": n, "name": "given", "required_by_law": must} for n, must in (("p", False), ("q", True)))
    whole = {
        "subject": _UNIT, "benefit": "deferred-papers", "ground": "clean", "matter": "given", "report": "m",
        "report_on": _BEFORE, "missing": [paper], "promise": "m", "promised_by": "2026-03-20",
    }  # fmt: skip
    loan = {"subject": _UNIT, "benefit": "credit-loan", "ground": "red-list", "honour": "h", "matter": "given"}
    told = (
        whole, {**whole, "missing": [by_law]}, {**whole, "missing": []}, {**whole, "promise": None},
        {**whole, "promised_by": _BEFORE}, {**whole, "stains": ["c"]}, {**whole, "unkept": ["b"]},
        {**whole, "report": None}, {**whole, "benefit": "x"}, {**whole, "ground": "red-list"},
        {**whole, "missing": [paper, {**paper, "id": "r"}]}, loan, {**loan, "honour_class": "none"},
        {**loan, "benefit": "public-services"}, {**loan, "missing": [paper]},
    )  # fmt: skip
    return {
        "grant_benefit": [{k: v for k, v in body.items() if v is not None} for body in told],
        "supply_papers": [{"papers": papers, "on": on} for papers in (["p"], ["r"], ["x"])],
        "serve_paper": _serving(on, "promise_broken"),
    }


def _pledging(_: HonourState, today: date) -> dict[str, list[dict[str, Any]]]:
    """A commitment of a unit, with an end or without."""
    on = today.isoformat()
    said = {"subject": _UNIT, "form": "special", "purpose": "given", "on": on, "public": True, "text": "t"}
    return {
        "make_pledge": [said, {**said, "until": _UNTIL}, {**said, "until": _BEFORE}, {**said, "subject": _PERSON}],
        "verify_pledge": [{"finding": f, "reasons": "given", "on": on} for f in ("kept", "broken")],
        "withdraw_pledge": [{"on": on}],
        "serve_paper": _serving(on, "pledge_breach"),
    }


# Acts already done where a world begins: its focus is what follows.
_RECOGNISED: tuple[tuple[Actor, str, dict[str, Any]], ...] = (
    (_OFFICER, "propose_honour", {**_PROPOSAL, "subject": _UNIT}),
    (_HEAD, "recognise_honour", _RECOGNISING),
)
_SHOWN = (
    *_RECOGNISED,
    (_OFFICER, "serve_paper", _serving(_BEGAN, "honour_decision")[0]),
    (_PUBLISHER, "publish_honour", {"channels": ["own-site"], "on": _BEGAN}),
)
_WORLDS: tuple[tuple[str, tuple[Actor, ...], tuple[tuple[Actor, str, dict[str, Any]], ...], Bodies], ...] = (
    ("a standard, filed or of the province", (_OFFICER, _HEAD, _LEAD, _MANY, _RECORD), (), _standards),
    ("recognised, shown, renewed, expired", (_OFFICER, _HEAD, _PUBLISHER), (), _recognising),
    ("every ground to end an honour", (_OFFICER, _HEAD, _PUBLISHER, _RECORD), _SHOWN, _ending),
    ("one not shown yet", (_OFFICER, _HEAD, _RECORD), _SHOWN[:3], _noting),
    ("an objection to it", (_OFFICER, _OTHER, _HEAD, _PUBLISHER), _SHOWN, _objecting),
    ("an objection to a refusal, or to one not shown", (_OFFICER, _OTHER, _HEAD), _RECOGNISED[:1], _objecting),
    ("a person who consents, or not", (_OFFICER, _HEAD, _PUBLISHER), (), _consenting),
    ("incentives and their conditions", (_APPROVER, _OFFICER), (), _granting),
    ("commitments", (_OFFICER, _OTHER, _SUBJECT), (), _pledging),
)


def worlds(book: Lawbook) -> Iterator[Small[HonourState]]:
    """Every small world, under its own law."""
    calendar = book.calendar()
    law = honour_law(book, _NOTICE, date.fromisoformat(_BEGAN))
    began = datetime.fromisoformat(f"{_BEGAN} 09:00").replace(tzinfo=SHANGHAI)
    for name, people, done, bodies in _WORLDS:
        yield Small(
            name,
            _after(law, calendar, done, began),
            began,
            partial(_commands, people, bodies),
            partial(_decided, law, calendar),
            partial(_settled, law, calendar),
            fold,
            form_of,
            is_at_rest,
            STATE_RULES,
            EDGE_RULES,
            law=(law, calendar),
        )


def _after(
    law: Any, calendar: Calendar, done: tuple[tuple[Actor, str, dict[str, Any]], ...], began: datetime
) -> HonourState:
    state = HonourState("explored", "rehearsal")
    for n, (by, act, body) in enumerate(done):
        answer = _decided(law, calendar, state, Command(f"before-{n}", act, by, body), began)
        if not isinstance(answer, Decided):
            raise LookupError(f"{act}: {answer.code} {answer.detail}")  # noqa: TRY004 - a fault of this world
        state = fold(state, answer.acts)
    return state


def _commands(
    people: tuple[Actor, ...], bodies: Bodies, state: HonourState, now: datetime, everybody: bool
) -> Iterator[Command]:
    """Every act of the world by everybody, in every form a rule could tell apart; who lacks the post, in one."""
    for act, said in bodies(state, law_day(now)).items():
        for n, body in enumerate(said):
            for by in people:
                if (everybody and n == 0) or any(r in POSTS[act] for r in by.roles):
                    yield Command(f"{act}-{n}-{by.id}", act, by, body)


def _decided(law: Any, calendar: Calendar, state: HonourState, command: Command, now: datetime) -> Answer:
    return honour_deciding.decide_honour(state, command, law, calendar, now)


def _settled(law: Any, calendar: Calendar, state: HonourState, now: datetime) -> tuple[Act, ...]:
    return honour_deciding.settle_honour(state, law, calendar, now)


def is_at_rest(state: HonourState) -> bool:
    """Over; or a standard published, a commitment verified without an end: nobody owes anything."""
    standing = state.step in ("standard_published", "pledge_verified")
    return state.is_closed or (standing and not state.open_deadlines())


def form_of(state: HonourState, now: datetime) -> str:
    """The state as far as it can change what follows: of days only which come first, and which have come.

    A command of these worlds says today, a day before everything, or one of two days to come.
    """
    today, ground = law_day(now).isoformat(), state.ground
    ends = sorted(state.open_deadlines(), key=lambda d: (d.ends_at, d.key))
    held = (
        state.step,
        state.subject,
        state.standard,
        (state.kind, state.by_standard, state.consent, state.consent_withdrawn_on is not None),
        (state.until, state.reviewed_as, state.reexamined_for),
        tuple((s.channel, s.deleted_on is None) for s in state.shown),
        tuple((o.id, o.against, o.by, o.finding, o.late) for o in state.objections),
        (ground.exit, ground.by_subject, ground.told_on is not None, ground.served_on is not None) if ground else (),
        (ground.stated, ground.period_over, ground.late) if ground else (),
        state.exit.way if state.exit else "",
        state.benefit,
        state.pledge,
        state.unserved(),
        tuple(d.key for d in ends),
        tuple(sorted((h.task, h.person) for h in state.hands)),
        tuple(today >= day for day in (_UNTIL, _LONGER, "2026-03-20")),
    )
    return repr(held)
