"""The fields of each act of a file of honours: what it must say, and of what kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.law.honour_rules import CLASSES, EXITS, GROUNDS, PARTY_KINDS, PLEDGES, SOURCES
from models.law.identifiers import identity_number_fault, uscc_fault
from models.records.honours import (
    BROKEN,
    EXIT,
    FAILS,
    KEPT,
    MEETS,
    ORIGINS,
    OTHER,
    RECOGNITION,
    REJECTED,
    SUBJECT,
    UPHELD,
)
from models.steps.fields import CODE, Field, Kind
from models.steps.forms import FieldFault, faults_in, legal_in

_WORD, _WORDS, _DAY, _FLAG, _MARK = Kind.WORD, Kind.WORDS, Kind.DAY, Kind.FLAG, Kind.MARK
OBJECTION_ID, PAPER_ID = 32, 32
STANDARD_PARTS = ("conditions", "procedure", "validity", "exits", "remedies")
SERVED_PAPERS = (
    "honour_decision", "honour_refusal", "honour_renewal", "removal_notice", "honour_exit", "honour_objection_answer",
    "promise_broken", "pledge_breach",
)  # fmt: skip


def _f(name: str, kind: Kind = Kind.TEXT, *, must: bool = True, among: tuple[str, ...] = (), longest: int = 0) -> Field:
    return Field(name, kind, must, among, (), longest)


# One subject; who it is stays in the record.
_SUBJECT = Field(
    "subject",
    Kind.PLACE,
    inner=(
        _f("kind", _WORD, among=PARTY_KINDS),
        _f("name"),
        _f("uscc", must=False, longest=CODE),
        _f("id_number", must=False, longest=CODE),
    ),
)
# The number of a letter that the body has sent itself; without it the house prints the letter and numbers it.
_NUMBER = _f("document", _MARK, must=False)
_TEXT_DIGEST = _f("text", _WORD, longest=CODE)
_OBJECTION = _f("objection", _WORD, longest=OBJECTION_ID)
_FILE = 40
_MISSING = Field(
    "missing",
    Kind.PLACES,
    required=False,
    inner=(_f("id", _WORD, longest=PAPER_ID), _f("name"), _f("required_by_law", _FLAG)),
)

FIELDS: dict[str, tuple[Field, ...]] = {
    "draft_standard": (
        _f("name", _WORD, longest=CODE),
        _f("title"),
        _f("origin", _WORD, among=ORIGINS),
        _f("document", _MARK),
        _f("parts", _WORDS, among=STANDARD_PARTS),
        _f("aligned_with", must=False),
        _f("replaces", _WORD, must=False, longest=_FILE),
        _TEXT_DIGEST,
    ),
    "file_standard": (_f("on", _DAY), _f("proof")),
    "register_filing": (_f("by_body"), _f("number", _MARK), _f("on", _DAY)),
    "return_filing": (_f("by_body"), _f("reasons")),
    "publish_standard": (_f("on", _DAY), _f("in_force_on", _DAY), _f("where"), _TEXT_DIGEST),
    "withdraw_draft": (_f("reason"),),
    "abolish_standard": (_f("on", _DAY), _f("reasons"), _f("document", _MARK)),
    "replace_standard": (_f("successor", _WORD, longest=_FILE),),
    "propose_honour": (
        _SUBJECT,
        _f("class", _WORD, among=CLASSES),
        _f("source", _WORD, must=False, among=SOURCES),
        _f("recommended_by", must=False),
        _f("standard", _WORD, must=False, longest=_FILE),
        _f("title"),
        _f("evidence"),
        _f("consent", _FLAG, must=False),
    ),
    "withdraw_proposal": (_f("reason"),),
    "recognise_honour": (_f("until", _DAY), _f("reasons"), _NUMBER),
    "refuse_honour": (_f("reasons"), _NUMBER),
    "publish_honour": (_f("channels", _WORDS), _f("on", _DAY)),
    "withdraw_consent": (_f("on", _DAY),),
    "serve_paper": (
        _f("paper", _WORD, among=SERVED_PAPERS),
        _f("on", _DAY),
        _f("method", _WORD, among=("direct", "mail", "electronic", "left")),
        _f("proof"),
    ),
    "review_honour": (_f("finding", _WORD, among=(MEETS, FAILS)), _f("reasons")),
    "renew_honour": (_f("until", _DAY), _f("reasons"), _NUMBER),
    "file_objection": (
        _OBJECTION,
        _f("against", _WORD, among=(RECOGNITION, EXIT)),
        _f("objector", _WORD, among=(SUBJECT, OTHER)),
        _f("from_whom"),
        _f("on", _DAY),
        _f("reasons"),
    ),
    "answer_objection": (_OBJECTION, _f("finding", _WORD, among=(UPHELD, REJECTED)), _f("reasons"), _NUMBER),
    "end_by_listing": (_f("case", _WORD, longest=_FILE), _f("on", _DAY)),
    "order_removal": (_f("case", _WORD, longest=_FILE), _f("on", _DAY), _f("by_body")),
    "note_standard_change": (_f("standard", _WORD, longest=_FILE), _f("on", _DAY)),
    "record_listing": (_f("by_body"), _f("list"), _f("document", _MARK), _f("on", _DAY)),
    "find_misuse": (_f("facts"), _f("evidence"), _f("on", _DAY)),
    "reexamine_honour": (_f("finding", _WORD, among=(MEETS, FAILS)), _f("reasons")),
    "drop_ground": (_f("reasons"),),
    "notify_removal": (_f("facts"), _f("reasons"), _NUMBER),
    "file_statement": (_f("on", _DAY), _f("text")),
    "end_honour": (_f("way", _WORD, among=EXITS), _f("facts"), _f("reasons"), _f("on_statement", must=False), _NUMBER),
    "confirm_deletion": (_f("channel", _WORD), _f("on", _DAY), _f("proof")),
    "grant_benefit": (
        _SUBJECT,
        _f("benefit", _WORD),
        _f("ground", _WORD, among=GROUNDS),
        _f("honour", _WORD, must=False, longest=_FILE),
        _f("matter"),
        _f("report", _MARK, must=False),
        _f("report_on", _DAY, must=False),
        _MISSING,
        _f("promise", _MARK, must=False),
        _f("promised_by", _DAY, must=False),
        _NUMBER,
    ),
    "supply_papers": (_f("papers", _WORDS), _f("on", _DAY)),
    "make_pledge": (
        _SUBJECT,
        _f("form", _WORD, among=PLEDGES),
        _f("purpose"),
        _f("on", _DAY),
        _f("until", _DAY, must=False),
        _f("public", _FLAG),
        _f("consent", _FLAG, must=False),
        _TEXT_DIGEST,
    ),
    "verify_pledge": (_f("finding", _WORD, among=(KEPT, BROKEN)), _f("reasons"), _f("on", _DAY), _NUMBER),
    "withdraw_pledge": (_f("on", _DAY),),
}
# Of the subject only what it is, and whether its number may be one.
_KNOWN_OF_SUBJECT = Field(
    "subject", Kind.PLACE, inner=(_f("kind", _WORD, among=PARTY_KINDS), _f("fault", _WORD, must=False))
)
# What the record adds to a command, never its sender: the standard as it stands, the cases that list the subject,
# the honour an incentive rests on, and what the record holds against three clean years or another promise.
_LISTED = _f("listed", _WORDS, must=False)
_OF_STANDARD = _f("standard_step", _WORD, must=False)
_OF_THE_RECORD: dict[str, tuple[Field, ...]] = {
    "propose_honour": (_LISTED, _OF_STANDARD),
    "recognise_honour": (_LISTED, _OF_STANDARD),
    "renew_honour": (_LISTED, _OF_STANDARD),
    "drop_ground": (_LISTED,),
    "draft_standard": (_f("replaced_step", _WORD, must=False),),
    "publish_standard": (_f("replaced_step", _WORD, must=False),),
    "grant_benefit": (
        _f("honour_class", _WORD, must=False),
        _f("stains", _WORDS, must=False),
        _f("unkept", _WORDS, must=False),
    ),
}
OF_THE_RECORD = tuple(dict.fromkeys(f.name for fields in _OF_THE_RECORD.values() for f in fields))
# Under which field an act says the number of its letter.
LETTER_NUMBER = "document"
_NUMBERED = ("recognise_honour", "refuse_honour", "renew_honour", "answer_objection", "notify_removal", "end_honour",
             "grant_benefit", "verify_pledge")  # fmt: skip


def honour_faults(act: str, body: Mapping[str, Any]) -> tuple[FieldFault, ...]:
    """Every fault in what a command of a file says, each with its field."""
    if act not in FIELDS:
        return (FieldFault("act", f"not-among:{act[:CODE]}"),)
    return faults_in(FIELDS[act], body)


def honour_part(act: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """What `decide_honour` may know of a command: ids, days and codes; of a text only that it is given."""
    part = legal_in(FIELDS.get(act, ()), body)
    said = body.get("subject") if isinstance(body, Mapping) else None
    if isinstance(part.get("subject"), dict) and isinstance(said, Mapping):
        part["subject"] = _known_of(part["subject"], said)
    return part


def _known_of(known: dict[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    organisation = known.get("kind") == "organisation"
    number = said.get("uscc") if organisation else said.get("id_number")
    check = uscc_fault if organisation else identity_number_fault
    fault = (check(str(number)) or "") if number else "missing"
    kind = {"kind": known["kind"]} if "kind" in known else {}
    return {**kind, **({"fault": fault} if fault else {})}


def honour_legal_faults(act: str, facts: Mapping[str, Any]) -> tuple[FieldFault, ...]:
    """The faults of the part `decide_honour` sees; a subject's identifier is judged, not read."""
    fields = tuple(_KNOWN_OF_SUBJECT if f.name == "subject" else f for f in FIELDS[act])
    return faults_in((*fields, *_OF_THE_RECORD.get(act, ())), facts)


def is_sent(act: str, facts: Mapping[str, Any]) -> bool:
    """Whether the body has sent this act's letter itself, under a number of its own."""
    return act in _NUMBERED and bool(facts.get(LETTER_NUMBER))
