"""The protection of credit information at the counter: what its pages and forms are made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from models.law.days import law_day
from models.law.protection import CATALOGUE, protecting, protection_law, protection_words
from models.law.protection_rules import FORM_PARTS, NOTICE_PARTS, ProtectionLaw
from models.records.deadlines import Deadline, Standing
from models.records.protection import Conduct, Leak, ProtectionState
from models.steps.protection_fields import FIELDS
from models.steps.protection_table import MOVES, OPENINGS
from models.tables.protections import PROTECTION as KEPT
from portal.counter import Counter
from portal.proceeding_kind import Body, Forms, Kind, Lawful, Names, Pages, Said, Table
from portal.proceeding_reading import Held
from portal.proceeding_wording import ProceedingSpeech, vocabulary
from portal.words import protection

ProtectionFile = Held[ProtectionState, ProtectionLaw]
_SOME = "~"
# What a consent's form and a notice of a leak have to say: its absence is refused and kept.
_OWED = (
    *(f"ask_consent.{part}" for part in ("until", *FORM_PARTS)),
    "ask_permission.until",
    *(f"{act}.{part}" for act in ("notify_authority", "notify_subjects") for part in NOTICE_PARTS),
)
_WANTED = {
    "found": ("contain_leak",),
    "contained": ("assess_leak",),
    "consent_asked": ("give_consent", "decline_consent"),
    "consent_over": ("confirm_erasure",),
    "permission_asked": ("endorse_permission", "refuse_permission"),
    "permission_endorsed": ("grant_permission", "refuse_permission"),
    "permission_suspended": ("resume_permission", "end_permission"),
    "register_kept": ("draw_register",),
    "conduct_proposed": ("notify_conduct",),
}


def _wanted(state: ProtectionState) -> tuple[str, ...]:
    leak = state.leak
    if state.step == "register_drawn" and state.register is not None:
        return ("settle_query",) if state.register.unsettled else ("conclude_review",)
    if state.conduct is not None:
        return _wanted_of(state, state.conduct)
    if leak is None:
        return _WANTED.get(state.step, ())
    telling = ("notify_authority",) if _is_untold(leak) else ()
    if state.step != "assessed":
        return (*_WANTED.get(state.step, ()), *telling)
    owed = (
        *telling,
        *(() if leak.everybody_told else ("notify_subjects",)),
        *(() if leak.remedied_on else ("record_remedy_done",)),
        *(("refer_leak",) if _refers(state) else ()),
    )
    return owed or ("close_leak",)


def _wanted_of(state: ProtectionState, conduct: Conduct) -> tuple[str, ...]:
    """What brings a record of conduct forward: the answer to what was stated, then the decision."""
    if state.step == "conduct_notified":
        owed = conduct.stated and not conduct.answered
        waits = state.running("conduct_statement") is not None and not conduct.stated
        return ("answer_conduct",) if owed else () if waits else ("decide_conduct",)
    if state.step == "conduct_recorded":
        return ("answer_conduct_objection",) if conduct.objected else ()
    return _WANTED.get(state.step, ())


def _is_untold(leak: Leak) -> bool:
    return leak.authority_told_on is None or leak.due_again


def _refers(state: ProtectionState) -> bool:
    """Whether a referral is owed: a day for it was set, and nothing was referred."""
    held = [d for d in state.deadlines if d.kind == "leak_referral" and d.standing is not Standing.DROPPED]
    return bool(held) and state.leak is not None and state.leak.referred_on is None


def _is_owed(state: ProtectionState, due: Deadline) -> bool:
    """A day that passed stays owed until what it was for is done (H-195)."""
    leak, kind = state.leak, due.kind
    if due.standing in (Standing.MET, Standing.DROPPED) or state.is_closed:
        return False
    if leak is None:
        still = {
            "conduct_objection": "conduct_recorded" if state.conduct and state.conduct.objected else "",
            "erasure": "consent_over",
            "register_review": "register_kept",
            "register_settlement": "register_drawn",
        }
        return due.standing is Standing.OPEN or still.get(kind) == state.step
    return {
        "leak_stop": state.step == "found",
        "authority_notice": _is_untold(leak),
        "leak_assessment": leak.assessed_on is None,
        "subject_notice": not leak.everybody_told,
        "leak_remedy": leak.remedied_on is None,
        "leak_referral": leak.referred_on is None,
    }[kind]


def _told(_: ProtectionFile, today: str, __: Mapping[str, str]) -> Iterator[Body]:
    """A notice with every part the law may name."""
    yield {**dict.fromkeys(NOTICE_PARTS, _SOME), "on": today, "count": 1, "method": "letter", "to": _SOME}


def _to_authority(held: ProtectionFile, today: str, said: Mapping[str, str]) -> Iterator[Body]:
    for body in _told(held, today, said):
        yield {k: v for k, v in body.items() if k not in ("self_help", "count", "method")}


def _assessed(held: ProtectionFile, _: str, __: Mapping[str, str]) -> Iterator[Body]:
    told = held.state.leak.told if held.state.leak else 0
    yield {"affected": told, "cause": "unknown", "kinds": _SOME, "harm": _SOME, "reasons": _SOME}


def _given(_: ProtectionFile, today: str, __: Mapping[str, str]) -> Iterator[Body]:
    yield {"on": today, "proof": _SOME, "by_guardian": True}


def _used(held: ProtectionFile, today: str, _: Mapping[str, str]) -> Iterator[Body]:
    consent = held.state.consent
    if consent is not None:
        yield {"on": today, "purpose": consent.purpose, "scope": list(consent.scope), "use": _SOME}


def _decided(held: ProtectionFile, _: str, __: Mapping[str, str]) -> Iterator[Body]:
    """Spared with reasons: open whenever a decision is."""
    del held
    yield {"decision": "spare", "reasons": _SOME}


def _settled(held: ProtectionFile, _: str, __: Mapping[str, str]) -> Iterator[Body]:
    for entry in (held.state.register.unsettled if held.state.register else ())[:1]:
        yield {"entry": entry, "finding": "explained", "reasons": _SOME}


def _names(counter: Counter, lang: str, _: ProtectionFile | None) -> Names:
    """What the classes of the catalogue are called, and who may hold a permission."""
    rows = counter.book.instrument(CATALOGUE, law_day(counter.now())).place.rows("catalogue")
    named = {r.text("id"): str((r.get("en") if lang == "en" else None) or r.text("zh")) for r in rows}
    return {"catalogue": named, "officer": counter.reader.names()}


def _tags(speech: ProceedingSpeech, held: ProtectionFile) -> tuple[str, ...]:
    leak = held.state.leak
    if held.state.permission is not None:
        return (speech.choice("level", held.state.permission.level),)
    if leak is None:
        return ()
    doubt = () if leak.certain else (speech.t("可能发生", "possible"),)
    whose = (speech.t("个人信息", "personal data"),) if leak.personal else ()
    return (speech.choice("what", leak.what), *doubt, *whose)


def _headline(_: Counter, speech: ProceedingSpeech, held: ProtectionFile) -> str:
    """What a file is called: its matter and what it is about; never whom it concerns."""
    told = {
        "leak": ("泄露事件：{}", "Leak: {}", "system"),
        "consent": ("授权：{}", "Consent: {}", "purpose"),
        "permission": ("查询权限：{}", "Permission to query: {}", "unit"),
        "register": ("查询登记：{}", "Register of queries: {}", "body"),
        "conduct": ("失信行为记录：{}", "Record of conduct: {}", "document"),
    }.get(held.state.matter)
    if told is None:
        return held.id
    zh, en, said = told
    return speech.t(zh, en).format(held.said.get(said) or held.id)


def _in_file(_: Any, __: Any, speech: ProceedingSpeech, ___: Any, held: ProtectionFile, ____: Any) -> dict[str, Any]:
    """For which causes somebody answers, by the law of the file; and that a record of conduct is no listing."""
    return {
        "faults": held.law.named("fault_causes"),
        "no_listing": speech.rule("protection.conduct_no_listing"),
    }


PROTECTION: Kind[ProtectionFile] = Kind(
    kept=KEPT,
    home="/protection",
    prefix="protection",
    look="protection",
    table=Table(
        FIELDS,
        OPENINGS,
        MOVES,
        wanted=_wanted,
        bodies={
            "notify_authority": _to_authority,
            "notify_subjects": _told,
            "assess_leak": _assessed,
            "give_consent": _given,
            "use_consent": _used,
            "settle_query": _settled,
            "decide_conduct": _decided,
            "conclude_review": lambda _, __, ___: iter([{"measures": _SOME}]),
        },
    ),
    lawful=Lawful(protecting, protection_law, protection_words, "protection-house"),
    said=Said(
        vocabulary(protection, {"scope": "catalogue", "item": "catalogue", "holder": "officer"}),
        protection.GROUPS,
        thing=("信息保护事项", "matter of protection"),
        menu=("信息保护", "Protection"),
        title=("信息安全和隐私保护", "Security and privacy"),
        heading=("信用信息安全和隐私保护", "Security and privacy of credit information"),
        subject=("事项", "Matter"),
        file=("信息保护事项", "Matter of protection"),
    ),
    forms=Forms(
        choices={
            "ask_consent.scope": lambda o: tuple(o.names["catalogue"]),
            "propose_conduct.item": lambda o: tuple(o.names["catalogue"]),
            "ask_permission.scope": lambda o: tuple(o.names["catalogue"]),
            "ask_permission.holder": lambda o: tuple(officer.id for officer in o.officers) or None,
            "use_consent.purpose": lambda o: (o.state.consent.purpose,) if o.state.consent else (),
            "use_consent.scope": lambda o: o.state.consent.scope if o.state.consent else (),
        },
        not_today=("ask_consent.until", "ask_permission.until", "decide_conduct.until", "propose_conduct.effective_on"),
        owed=_OWED,
        weighing=(
            "assess_leak",
            "give_consent",
            "use_consent",
            "waive_subject_notice",
            "close_leak",
            "dismiss_leak",
            "decide_conduct",
        ),
    ),
    pages=Pages(desk="protections.html", file="protection.html", in_file=_in_file, headline=_headline, tags=_tags),
    names=_names,
    is_owed=_is_owed,
    # A day may have passed for a duty, done late, or for a right, not used: of both it is true that it passed.
    ended=("期限已过", "its day has passed"),
)
