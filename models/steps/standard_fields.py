"""The fields of each act on a list's standard: what it must say, and of what kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.law.ranks import RANKS
from models.law.standard_rules import CHANGES, CHANNELS, CIRCLES, LOCAL, NATION, STATED
from models.records.list_standards import ABOLISH, AGREED, KEEP, NOT_TAKEN, OBJECTED, PARTLY, REVISE, TAKEN
from models.steps.fields import CODE, Field, Kind
from models.steps.forms import FieldFault, faults_in, legal_in

_WORD, _WORDS, _DAY, _FLAG, _MARK = Kind.WORD, Kind.WORDS, Kind.DAY, Kind.FLAG, Kind.MARK
BODY_ID = 32
# The bodies that the joint conference's law names are known by these names; others are named by the officer.
EVALUATORS = ("university", "research-institute", "law-firm", "association", "consultancy", "other")


def _f(name: str, kind: Kind = Kind.TEXT, *, must: bool = True, among: tuple[str, ...] = (), longest: int = 0) -> Field:
    return Field(name, kind, must, among, (), longest)


_TEXT_DIGEST = _f("text", _WORD, longest=CODE)
# The number of a letter that the office has sent itself; without it the house prints the letter and numbers it.
_NUMBER = _f("document", _MARK, must=False)
_RANK = _f("rank", _WORD, among=RANKS)
# Which text is drafted, and what of it has to be named: what is left out is refused by the law, not by the form.
_DRAFT = (
    _TEXT_DIGEST,
    _RANK,
    _f("rank_reason", must=False),
    _f("grounds", must=False),
    _f("procedure", must=False),
    _f("removal", must=False),
    _f("remedies", must=False),
)
_LIST = (
    _f("title"),
    _f("department"),
    _f("list", _WORD, longest=CODE),
    _f("scope", _WORD, among=(NATION, LOCAL)),
)

FIELDS: dict[str, tuple[Field, ...]] = {
    "propose_standard": (
        *_LIST,
        _f("category", _WORD, longest=CODE),
        _f("basis"),
        _f("basis_rank", _WORD, among=RANKS),
        *_DRAFT,
    ),
    "revise_standard": (_f("reasons"), *_DRAFT),
    "amend_draft": (
        _TEXT_DIGEST,
        _f("change", _WORD, among=CHANGES),
        _f("comments", _WORDS, must=False),
        _f("description"),
    ),
    "withdraw_standard": (_f("reason"),),
    "open_consultation": (
        _f("until", _DAY),
        _f("circles", _WORDS, among=CIRCLES),
        _f("where"),
        _f("contact"),
        _NUMBER,
    ),
    "extend_consultation": (_f("until", _DAY), _f("reason")),
    "receive_comment": (
        _f("circle", _WORD, among=CIRCLES),
        _f("on", _DAY),
        _f("comment"),
        _f("name", must=False),
        _f("contact", must=False),
    ),
    "answer_comments": (
        _f("comments", _WORDS),
        _f("finding", _WORD, among=(TAKEN, PARTLY, NOT_TAKEN)),
        _f("gist"),
        _f("reasons"),
    ),
    "request_opinion": (_f("body", _WORD, longest=BODY_ID), _f("to"), _NUMBER),
    "give_opinion": (
        _f("body", _WORD, longest=BODY_ID),
        _f("finding", _WORD, among=(AGREED, OBJECTED)),
        _f("opinion"),
        _f("on", _DAY),
        _f("document", _MARK),
    ),
    "adopt_standard": (
        _RANK,
        _f("rank_reason", must=False),
        _TEXT_DIGEST,
        _f("by_body"),
        _f("on", _DAY),
        _f("document", _MARK),
        _f("reasons", must=False),
        _f("removal", must=False),
        _f("procedure", must=False),
        _f("remedies", must=False),
    ),
    "publish_standard": (
        _TEXT_DIGEST,
        _f("on", _DAY),
        _f("in_force_on", _DAY),
        _f("channels", _WORDS, among=CHANNELS),
        _f("shown", _WORDS, among=STATED),
        _f("where"),
    ),
    "enter_standard": (
        *_LIST,
        _RANK,
        _TEXT_DIGEST,
        _f("document", _MARK),
        _f("in_force_on", _DAY),
        _f("adjust", _FLAG, must=False),
        _f("reason"),
    ),
    "confirm_standard": (_TEXT_DIGEST,),
    "commission_evaluation": (
        _f("evaluator"),
        _f("kind", _WORD, among=EVALUATORS),
        _f("independent", _FLAG),
        _f("until", _DAY),
        _NUMBER,
    ),
    "evaluate_standard": (
        _f("finding", _WORD, among=(KEEP, REVISE, ABOLISH)),
        _f("on", _DAY),
        _f("report", _MARK),
        _f("reasons"),
    ),
    "abolish_standard": (_f("reasons"), _f("on", _DAY), _f("document", _MARK)),
}

# Which other file the list has already: added by the transaction, never by a sender.
_OTHER = _f("other", _WORD, must=False, longest=CODE)
_BEGIN = ("propose_standard", "enter_standard")

# Under which field an act says the number of a letter that the office has sent itself.
LETTER_NUMBERS = {
    "consultation_notice": "document",
    "standard_opinion_request": "document",
    "evaluation_notice": "document",
}
# What says who made a comment: it stays in the body of the command, and is told to nobody but the office.
PERSONAL = ("name", "contact")


def standard_faults(act: str, body: Mapping[str, Any]) -> tuple[FieldFault, ...]:
    """Every fault in what a command on a standard says, each with its field."""
    if act not in FIELDS:
        return (FieldFault("act", f"not-among:{act[:CODE]}"),)
    return faults_in(FIELDS[act], body)


def standard_part(act: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """What `decide_standard` may know of a command: ids, days and codes; of a text only that it is given.

    Whether a comment names anybody is nothing that the law judges by: it is not even told.
    """
    known = legal_in(FIELDS.get(act, ()), body)
    return {k: v for k, v in known.items() if k not in PERSONAL} if act == "receive_comment" else known


def standard_legal_faults(act: str, facts: Mapping[str, Any]) -> tuple[FieldFault, ...]:
    """The faults of the part `decide_standard` sees."""
    return faults_in((*FIELDS[act], *((_OTHER,) if act in _BEGIN else ())), facts)
