"""The fields of each act of the protection of credit information: what it must say, and of what kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.law.protection_rules import (
    BASES,
    CAUSES,
    FORM_PARTS,
    GENERAL,
    HARMS,
    LENIENT,
    LEVELS,
    METHODS,
    MINOR,
    NOTICE_PARTS,
)
from models.steps.fields import CODE, Field, Kind
from models.steps.forms import FieldFault, faults_in, legal_in

_WORD, _WORDS, _DAY, _FLAG, _MARK, _NUMBER = Kind.WORD, Kind.WORDS, Kind.DAY, Kind.FLAG, Kind.MARK, Kind.NUMBER


def _f(name: str, kind: Kind = Kind.TEXT, *, must: bool = True, among: tuple[str, ...] = (), longest: int = 0) -> Field:
    return Field(name, kind, must, among, (), longest)


_ON = _f("on", _DAY)
# What a notice tells: that a part is missing is a question of law, not of form.
_PARTS = tuple(_f(part, must=False) for part in NOTICE_PARTS)
# The number of a letter that the office has sent itself; without it the house prints the letter and numbers it.
_LETTER = _f("document", _MARK, must=False)

LEAK_FIELDS: dict[str, tuple[Field, ...]] = {
    "report_leak": (
        _f("what", _WORD, among=HARMS),
        _f("certain", _FLAG),
        _f("personal", _FLAG),
        _ON,
        _f("system"),
        _f("how"),
        _f("kinds"),
    ),
    "contain_leak": (_ON, _f("measures")),
    "assess_leak": (_f("affected", _NUMBER), _f("cause", _WORD, among=CAUSES), _f("kinds"), _f("harm"), _f("reasons")),
    "notify_authority": (_ON, _f("to"), *(f for f in _PARTS if f.name != "self_help"), _LETTER),
    "notify_subjects": (
        _ON,
        _f("count", _NUMBER),
        _f("method", _WORD, among=METHODS),
        _f("to", must=False),
        *_PARTS,
        _f("reasons", must=False),
        _LETTER,
    ),
    "waive_subject_notice": (_f("reasons"), _f("evidence")),
    "order_subject_notice": (_ON, _f("by_body"), _f("document", _MARK)),
    "record_remedy_done": (_ON, _f("measures"), _f("evidence")),
    "refer_leak": (_f("to"), _f("reasons"), _LETTER),
    "close_leak": (_f("reasons", must=False),),
    "dismiss_leak": (_f("reasons"),),
}
CONSENT_FIELDS: dict[str, tuple[Field, ...]] = {
    "ask_consent": (
        _f("subject"),
        _f("of", _WORD, among=("person", "organisation")),
        _f("child", _FLAG, must=False),
        _f("purposes", _WORDS),
        _f("scope", _WORDS),
        _f("until", _DAY, must=False),
        *(_f(part, must=False) for part in FORM_PARTS),
        # What makes it forced, and what ties it to another: asked for, so that it can be refused by name.
        _f("conditions", _FLAG, must=False),
        _f("needed", _FLAG, must=False),
        _f("tied_to", _WORDS, must=False),
    ),
    "give_consent": (_ON, _f("proof"), _f("by_guardian", _FLAG, must=False)),
    "decline_consent": (_ON,),
    "use_consent": (_ON, _f("purpose", _WORD), _f("scope", _WORDS), _f("use")),
    "withdraw_consent": (_f("reason", must=False),),
    "confirm_erasure": (_ON, _f("outcome", _WORD, among=("erased", "kept-by-law")), _f("basis", must=False)),
}
QUERY_FIELDS: dict[str, tuple[Field, ...]] = {
    "ask_permission": (
        _f("holder", _WORD),
        _f("unit"),
        _f("level", _WORD, among=LEVELS),
        _f("purposes", _WORDS),
        _f("scope", _WORDS),
        _f("basis"),
        _f("until", _DAY, must=False),
    ),
    "endorse_permission": (),
    "grant_permission": (),
    "refuse_permission": (_f("reasons"),),
    "suspend_permission": (_f("reasons"),),
    "resume_permission": (_f("reasons"),),
    "end_permission": (_f("reasons"),),
    "keep_register": (_f("body"),),
    "draw_register": (),
    "settle_query": (_f("entry", _NUMBER), _f("finding", _WORD, among=("explained", "irregular")), _f("reasons")),
    "conclude_review": (_f("measures", must=False),),
    "end_register": (_f("reasons"),),
}
CONDUCT_FIELDS: dict[str, tuple[Field, ...]] = {
    "propose_conduct": (
        _f("subject"),
        _f("of", _WORD, among=("person", "organisation")),
        _f("degree", _WORD, among=(MINOR, GENERAL)),
        _f("rests_on", _WORD, among=BASES),
        _f("document", _MARK),
        _f("issuer"),
        _f("document_on", _DAY),
        _f("effective_on", _DAY, must=False),
        _f("item", _WORD),
        _f("facts"),
        _f("lenient", _WORDS, must=False, among=LENIENT),
    ),
    "notify_conduct": (_ON, _f("proof")),
    "state_conduct": (_ON, _f("text")),
    "answer_conduct": (_f("answer", _WORD, among=("adopted", "partly", "rejected")), _f("reasons")),
    "decide_conduct": (
        _f("decision", _WORD, among=("record", "spare")),
        _f("until", _DAY, must=False),
        _f("reasons", must=False),
    ),
    "object_conduct": (_ON, _f("claims")),
    "answer_conduct_objection": (_f("answer", _WORD, among=("upheld", "corrected", "removed")), _f("reasons")),
    "restore_conduct": (_f("evidence"), _f("reasons")),
    "revoke_conduct": (_ON, _f("by_body"), _f("document", _MARK)),
}
FIELDS: dict[str, tuple[Field, ...]] = {**LEAK_FIELDS, **CONSENT_FIELDS, **QUERY_FIELDS, **CONDUCT_FIELDS}
# What the record adds where the act is written: no sender says it.
DRAWN = (
    _f("last_entry", _NUMBER, must=False),
    _f("entries", _NUMBER, must=False),
    _f("digest", _WORD, must=False),
    Field(
        "abnormal",
        Kind.PLACES,
        required=False,
        inner=(_f("entry", _NUMBER), _f("account", _WORD), _f("kinds", _WORDS)),
    ),
)
_LEGAL: dict[str, tuple[Field, ...]] = {**FIELDS, "draw_register": DRAWN}

# Under which field an act says the number of its letter.
LETTER_NUMBERS = {
    "leak_authority_notice": "document",
    "leak_subject_notice": "document",
    "leak_referral": "document",
}


def protection_faults(act: str, body: Mapping[str, Any]) -> tuple[FieldFault, ...]:
    """Every fault in what a command says, each with its field."""
    if act not in FIELDS:
        return (FieldFault("act", f"not-among:{act[:CODE]}"),)
    return faults_in(FIELDS[act], body)


def protection_part(act: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """What `decide_protection` may know of a command: ids, days and codes; of a text only that it is given."""
    return legal_in(FIELDS.get(act, ()), body)


def protection_legal_faults(act: str, facts: Mapping[str, Any]) -> tuple[FieldFault, ...]:
    """The faults of the part `decide_protection` sees."""
    return faults_in(_LEGAL[act], facts)
