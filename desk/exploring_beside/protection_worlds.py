"""The small worlds of the protection of credit information: each a focus, exhaustive within its bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

from desk.exploring_beside.protection_rules import EDGE_RULES, POSTS, STATE_RULES
from desk.exploring_beside.walking import Small
from models.law.days import SHANGHAI, Calendar, law_day
from models.law.lawbook import Lawbook
from models.law.protection import protection_law
from models.law.protection_rules import ProtectionLaw
from models.records.acts import Act, Answer
from models.records.commands import PARTY, Actor, Command
from models.records.protection import ProtectionState
from models.steps import protection_deciding
from models.steps.protection_fold import fold

_OFFICER = Actor("fang", ("security-officer",))
_MANY = Actor("duo", ("security-officer", "security-head"))
_CASES, _SUBJECT = Actor("su", ("case-officer",)), Actor("p1", (PARTY,))
_OTHER_HEAD = Actor("tan", ("security-head",))
_TWO, _THREE, _CONSENT_PEOPLE = (_OFFICER, _OTHER_HEAD), (_OFFICER, _MANY, _OTHER_HEAD), (_CASES, _OFFICER, _SUBJECT)
_HEAD, _SECURITY = Actor("zhou", ("head",)), Actor("he", ("security-head",))
_BOTH = Actor("lin", ("head", "security-head"))
_PERMISSION_PEOPLE = (_CASES, _OFFICER, _HEAD, _BOTH, _SECURITY, _OTHER_HEAD)
_REGISTER_PEOPLE = (_OFFICER, _MANY, _SECURITY, _OTHER_HEAD)
_HEAD_TOO = Actor("qian", ("head",))
_CONDUCT_PEOPLE = (_CASES, _HEAD, _HEAD_TOO, _SUBJECT)
# A day before everything that happens in these worlds.
_BEFORE = "2020-01-02"
_BEGAN = "2026-03-02"
_UNTIL = "2026-03-20"
Bodies = Callable[[ProtectionState, date], dict[str, list[dict[str, Any]]]]

_PARTS = dict.fromkeys(("kinds", "cause", "harm", "measures", "contact"), "given")
_FORM = {
    **dict.fromkeys(("subject", "handler", "contact", "purpose", "method", "retention", "rights"), "given"),
    "of": "person", "purposes": ["loan"], "scope": ["compliance"], "until": _UNTIL,
}  # fmt: skip


def _without(body: dict[str, Any], *names: str) -> dict[str, Any]:
    return {k: v for k, v in body.items() if k not in names}


def _found(on: str, *, certain: bool = True) -> dict[str, Any]:
    return {
        "what": "leak", "certain": certain, "personal": True, "on": on,
        "system": "given", "how": "given", "kinds": "given",
    }  # fmt: skip


def _assessed(affected: int, cause: str) -> dict[str, Any]:
    return {"affected": affected, "cause": cause, "kinds": "given", "harm": "given", "reasons": "given"}


def _leak(counts: tuple[int, ...], cause: str, *left_out: str, faulty: bool = False, early: bool = False) -> Bodies:
    """A leak: who is told how many of, in which order; and what is refused on the way."""

    def bodies(state: ProtectionState, today: date) -> dict[str, list[dict[str, Any]]]:
        on, told = today.isoformat(), state.leak.told if state.leak else 0
        whole: dict[str, Any] = {"on": on, "count": 1, "method": "letter", **_PARTS, "self_help": "given"}
        more = [whole, {**whole, "method": "announcement", "reasons": "given"}] if told < max(counts) else []
        said: dict[str, list[dict[str, Any]]] = {
            "report_leak": [_found(on), *([_found(_BEFORE, certain=False)] if early else [])],
            "contain_leak": [{"on": on, "measures": "given"}],
            "assess_leak": [_assessed(n, cause) for n in counts],
            "notify_authority": [{"on": on, "to": "given", **_PARTS}],
            "notify_subjects": more,
            "waive_subject_notice": [{"reasons": "given", "evidence": "given"}],
            "order_subject_notice": [{"on": on, "by_body": "given", "document": "m"}],
            "record_remedy_done": [{"on": on, "measures": "given", "evidence": "given"}],
            "refer_leak": [{"to": "given", "reasons": "given"}],
            "close_leak": [{}],
            "dismiss_leak": [{"reasons": "given"}],
        }
        if faulty:
            said["contain_leak"].append({"on": _BEFORE, "measures": "given"})
            said["notify_authority"].append({"on": on, "to": "given", **_without(_PARTS, "harm")})
            unsaid, unreasoned = _without(whole, "self_help"), {**whole, "method": "announcement"}
            said["notify_subjects"] += [unsaid, unreasoned, {**whole, "count": 0}]
        return {act: bodies for act, bodies in said.items() if act not in left_out}

    return bodies


def _consent(state: ProtectionState, today: date) -> dict[str, list[dict[str, Any]]]:
    """A consent: forms that may and may not be, who gives it, what it is used for, how it ends."""
    on = today.isoformat()
    use = {"on": on, "purpose": "loan", "scope": ["compliance"], "use": "given"}
    child = bool(state.consent and state.consent.child)
    return {
        "ask_consent": [
            _FORM, {**_FORM, "child": True}, {**_FORM, "conditions": True, "needed": True},
            _without(_FORM, "until"), {**_FORM, "until": "2027-03-03"}, {**_FORM, "until": _BEFORE},
            {**_FORM, "conditions": True}, {**_FORM, "purposes": ["loan", "hiring"]}, {**_FORM, "tied_to": ["account"]},
            {**_FORM, "scope": ["health"]}, {**_FORM, "scope": []}, _without(_FORM, "rights"),
        ],
        "give_consent": [
            {"on": on, "proof": "given"}, {"on": _BEFORE, "proof": "given", "by_guardian": True},
            *([{"on": on, "proof": "given", "by_guardian": True}] if child else []),
        ],
        "decline_consent": [{"on": on}],
        "use_consent": [
            use, {**use, "purpose": "hiring"}, {**use, "scope": ["compliance", "contracts"]}, {**use, "scope": []},
            {**use, "on": _BEFORE},
        ],
        "withdraw_consent": [{}],
        "confirm_erasure": [
            {"on": on, "outcome": "erased"}, {"on": on, "outcome": "kept-by-law"},
            {"on": on, "outcome": "kept-by-law", "basis": "given"}, {"on": _BEFORE, "outcome": "erased"},
        ],
    }  # fmt: skip


_ASKED = {
    "holder": "he", "unit": "given", "level": "full", "purposes": ["approval"], "scope": ["compliance"],
    "basis": "given", "until": _UNTIL,
}  # fmt: skip


def _permission(_: ProtectionState, __: date) -> dict[str, list[dict[str, Any]]]:
    """A permission: what may be asked for, and who may decide on it."""
    why = [{"reasons": "given"}]
    return {
        "ask_permission": [
            _ASKED, _without(_ASKED, "until"), {**_ASKED, "until": "2027-03-03"}, {**_ASKED, "until": _BEFORE},
            {**_ASKED, "scope": ["health"]}, {**_ASKED, "scope": []}, {**_ASKED, "purposes": []},
        ],
        "endorse_permission": [{}],
        "grant_permission": [{}],
        "refuse_permission": why,
        "suspend_permission": why,
        "resume_permission": why,
        "end_permission": why,
    }  # fmt: skip


def _register(state: ProtectionState, _: date) -> dict[str, list[dict[str, Any]]]:
    """The register of queries: frozen with two abnormal ones, or none, and examined once."""
    two = [{"entry": n, "account": who, "kinds": ["outside-hours"]} for n, who in ((1, "he"), (2, "li"))]
    drawn = {"last_entry": 2, "entries": 2, "digest": "d"}
    once = state.register is None or not state.register.reviews
    settled = [(n, said) for n in (1, 2, 3) for said in ("explained", "irregular")]
    return {
        "keep_register": [{"body": "given"}],
        "draw_register": [{**drawn, "abnormal": two}, drawn] if once else [],
        "settle_query": [{"entry": n, "finding": said, "reasons": "given"} for n, said in settled],
        "conclude_review": [{}, {"measures": "given"}],
        "end_register": [{"reasons": "given"}],
    }


# The shortest time of the one class and the longest of the other, from the document of this world.
_LAST_DAY = "2026-05-02"
_CONDUCT = {
    **dict.fromkeys(("subject", "issuer", "facts"), "given"), "document": "m", "of": "organisation", "degree": "minor",
    "rests_on": "penalty-decision", "document_on": "2026-02-02", "effective_on": "2026-02-02", "item": "administrative",
}  # fmt: skip


def _conduct(_: ProtectionState, today: date) -> dict[str, list[dict[str, Any]]]:
    """Conduct short of a listing: of both classes, lenient or not, told, stated on, decided, objected to, ended."""
    on = today.isoformat()
    decided = [
        {"decision": "spare"},
        {"decision": "spare", "reasons": "given"},
        {"decision": "record"},
        {"decision": "record", "until": "2026-05-03", "reasons": "given"},
        {"decision": "record", "until": _LAST_DAY},
        {"decision": "record", "until": "2027-02-03", "reasons": "given"},
        {"decision": "record", "until": _LAST_DAY, "reasons": "given"},
    ]
    return {
        "propose_conduct": [
            _CONDUCT, {**_CONDUCT, "degree": "general", "lenient": ["no-intent"]},
            {**_CONDUCT, "lenient": ["first-and-corrected"]}, {**_CONDUCT, "item": "health"},
            {**_CONDUCT, "effective_on": "2026-12-31"}, _without(_CONDUCT, "effective_on"),
            {**_CONDUCT, "document_on": "2026-02-03"},
        ],
        "notify_conduct": [{"on": on, "proof": "given"}],
        "state_conduct": [{"on": on, "text": "given"}, {"on": _BEFORE, "text": "given"}],
        "answer_conduct": [{"answer": "rejected", "reasons": "given"}],
        "decide_conduct": decided,
        "object_conduct": [{"on": on, "claims": "given"}, {"on": _BEFORE, "claims": "given"}],
        "answer_conduct_objection": [{"answer": said, "reasons": "given"} for said in ("upheld", "removed")],
        "restore_conduct": [{"evidence": "given", "reasons": "given"}],
        "revoke_conduct": [{"on": d, "by_body": "given", "document": "m"} for d in (on, _BEFORE)],
    }  # fmt: skip


# What is decided about telling and dismissing has worlds of its own.
_DECIDED = ("waive_subject_notice", "order_subject_notice", "dismiss_leak")
# Until which day the clock is let run; empty: until nothing is owed.
_WORLDS: tuple[tuple[str, Bodies, tuple[Actor, ...], str], ...] = (
    ("a leak and who may do what", _leak((0, 1), "intrusion", "order_subject_notice"), _THREE, _BEGAN),
    ("a leak that grows", _leak((1, 2), "intrusion", "dismiss_leak", faulty=True), _TWO, _BEGAN),
    ("a leak by somebody's fault", _leak((1,), "negligence", *_DECIDED), _TWO, ""),
    ("a leak found long ago", _leak((1,), "unknown", *_DECIDED, "refer_leak", early=True), _TWO, _BEGAN),
    ("a consent", _consent, _CONSENT_PEOPLE, ""),
    ("conduct short of a listing", _conduct, _CONDUCT_PEOPLE, ""),
    ("a permission to query", _permission, _PERMISSION_PEOPLE, ""),
    ("the register of queries", _register, _REGISTER_PEOPLE, "2026-04-30"),
)


def worlds(book: Lawbook) -> Iterator[Small[ProtectionState]]:
    """Every small world, under the law of the whole country."""
    calendar, law = book.calendar(), protection_law(book, "gb49-protection", date.fromisoformat(_BEGAN))
    for name, bodies, people, until in _WORLDS:
        yield Small(
            name,
            ProtectionState("explored", "rehearsal"),
            datetime.fromisoformat(f"{_BEGAN} 09:00").replace(tzinfo=SHANGHAI),
            partial(_commands, bodies, people),
            partial(_decided, law, calendar),
            partial(_settled, law, calendar),
            fold,
            form_of,
            lambda state: state.is_closed,
            STATE_RULES,
            EDGE_RULES,
            law,
            until,
        )


def _commands(
    bodies: Bodies, people: tuple[Actor, ...], state: ProtectionState, now: datetime, everybody: bool
) -> Iterator[Command]:
    """Every act of the world by everybody, in every form a rule could tell apart; who lacks the post, in one."""
    for act, said in bodies(state, law_day(now)).items():
        for n, body in enumerate(said):
            for by in people:
                if everybody or n == 0 or any(r in POSTS[act] for r in by.roles):
                    yield Command(f"{act}-{n}-{by.id}", act, by, body)


def _decided(law: ProtectionLaw, calendar: Calendar, state: ProtectionState, command: Command, now: datetime) -> Answer:
    return protection_deciding.decide_protection(state, command, law, calendar, now)


def _settled(law: ProtectionLaw, calendar: Calendar, state: ProtectionState, now: datetime) -> tuple[Act, ...]:
    return protection_deciding.settle_protection(state, law, calendar, now)


def form_of(state: ProtectionState, now: datetime) -> str:
    """The state as far as it can change what follows: of days only which come first, and whether they are early."""
    ends = sorted(state.open_deadlines(), key=lambda d: (d.ends_at, d.key))
    over = sorted((d.key, d.standing.value) for d in state.deadlines if d not in ends)
    leak, consent = state.leak, state.consent
    held = (
        state.step,
        leak and (leak.found_on.isoformat() == _BEFORE, leak.affected, leak.cause, leak.told, leak.due_again,
                  [d is not None for d in (leak.assessed_on, leak.authority_told_on, leak.waived_on, leak.ordered_on,
                                           leak.remedied_on, leak.referred_on)]),
        state.conduct and (state.conduct.degree, state.conduct.lenient, state.conduct.stated, state.conduct.answered,
                           state.conduct.until, state.conduct.objected, state.conduct.ended, state.conduct.item,
                           law_day(now).isoformat() > _LAST_DAY),
        state.permission and (state.permission.holder, state.permission.until),
        state.register and (min(state.register.reviews, 1), state.register.abnormal),
        consent and (consent.purpose, consent.scope, consent.until, consent.child, consent.ended),
        tuple(d.key for d in ends),
        tuple(over),
        tuple(sorted((h.task, h.person) for h in state.hands)),
    )  # fmt: skip
    return repr(held)
