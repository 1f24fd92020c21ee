"""The fields of each act of a month of oversight: what it must say, of what kind, and what only the record adds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.law.month_rules import BODIES
from models.records.oversight_months import (
    ACCEPTED,
    CORRECTED,
    DISPUTED,
    DONE,
    ELSEWHERE,
    KEPT,
    LEAK,
    NOT_DONE,
    OPINION,
)
from models.steps.fields import CODE, Field, Kind
from models.steps.forms import FieldFault, faults_in, legal_in

_WORD, _WORDS, _DAY, _FLAG, _MARK = Kind.WORD, Kind.WORDS, Kind.DAY, Kind.FLAG, Kind.MARK
# Two names and a dot between them make the matter of a deadline.
NAME = 15
OUTCOMES = ("acted", "no-action", ELSEWHERE)


def _f(name: str, kind: Kind = Kind.TEXT, *, must: bool = True, among: tuple[str, ...] = (), longest: int = 0) -> Field:
    return Field(name, kind, must, among, (), longest)


_UNIT = _f("unit", _WORD, longest=NAME)
_INTERVIEW, _MEASURE = _f("interview", _WORD, longest=NAME), _f("measure", _WORD, longest=NAME)
_INCIDENT, _REFERRAL = _f("incident", _WORD, longest=NAME), _f("referral", _WORD, longest=NAME)
_REASONS = _f("reasons")
# The number of a letter that the office has sent itself; without it the house prints the letter and numbers it.
_NUMBER = _f("document", _MARK, must=False)
_PROMISES = Field("measures", Kind.PLACES, inner=(_f("id", _WORD, longest=NAME), _f("what"), _f("due", _DAY)))

FIELDS: dict[str, tuple[Field, ...]] = {
    "draw_notice": (_f("month", _WORD),),
    "redraw_notice": (),
    "confirm_notice": (_f("digest", _WORD, longest=CODE),),
    "issue_notice": (_f("copies_to", must=False), _NUMBER),
    "answer_notice": (_UNIT, _f("on", _DAY), _f("stand", _WORD, among=(ACCEPTED, DISPUTED)), _f("text"), _NUMBER),
    "settle_dispute": (
        _UNIT,
        _f("finding", _WORD, among=(KEPT, CORRECTED)),
        _f("lines", _WORDS, must=False),
        _REASONS,
        _NUMBER,
    ),
    "spare_interview": (_UNIT, _REASONS),
    "ask_interview": (
        _INTERVIEW,
        _UNIT,
        _f("ground", _WORD),
        _f("meet_on", _DAY),
        _f("time"),
        _f("place"),
        _f("with"),
        _NUMBER,
    ),
    "hold_interview": (_INTERVIEW, _f("on", _DAY), _f("attended"), _f("record"), _PROMISES, _NUMBER),
    "report_measure": (_INTERVIEW, _MEASURE, _f("on", _DAY), _f("proof")),
    "check_measure": (
        _INTERVIEW,
        _MEASURE,
        _f("on", _DAY),
        _f("finding", _WORD, among=(DONE, NOT_DONE)),
        _REASONS,
        _f("until", _DAY, must=False),
    ),
    "open_incident": (
        _INCIDENT,
        _f("kind", _WORD, among=(OPINION, LEAK)),
        _f("file", _WORD),
        _f("matter", _WORD, must=False),
        _REASONS,
    ),
    "notify_incident": (_INCIDENT, _f("to"), _f("description"), _NUMBER),
    "close_incident": (_INCIDENT, _REASONS),
    "open_accountability": (_REFERRAL, _f("finding", _WORD, longest=CODE), _REASONS),
    "drop_accountability": (_REFERRAL, _REASONS),
    "refer_accountability": (_REFERRAL, _f("to", _WORD, among=BODIES), _f("body"), _NUMBER),
    "record_referral_answer": (
        _REFERRAL,
        _f("on", _DAY),
        _f("outcome", _WORD, among=OUTCOMES),
        _f("answer", must=False),
        _f("document", _MARK),
    ),
    "close_accountability": (_REFERRAL, _REASONS),
    "close_month": (),
}

# Under which field an act says the number of its letter.
LETTER_NUMBERS = {
    "month_notice": "document",
    "notice_correction": "document",
    "interview_letter": "document",
    "interview_minutes": "document",
    "case_notice": "document",
    "referral_letter": "document",
}

_THERE, _DOUBLED = _f("there", _FLAG), _f("doubled", _WORD, must=False)
_COUNT = Kind.NUMBER
_SOURCE = Field(
    "source",
    Kind.PLACE,
    required=False,
    inner=(
        _THERE,
        _DOUBLED,
        _f("unit", must=False),
        _f("on", _DAY, must=False),
        _f("ground", _FLAG),
        _f("noticed", _FLAG),
        _f("over", _FLAG),
    ),
)
# What only the record knows, and no sender says: the notice as its queries draw it, the case a query found,
# the incident of another file.
_DRAWN = Field(
    "drawn",
    Kind.PLACE,
    required=False,
    inner=(
        _DOUBLED,
        _f("digest", _WORD, longest=CODE),
        _f("last_act", _COUNT),
        Field(
            "lines",
            Kind.PLACES,
            inner=(_f("line", _WORD), _f("fresh", _COUNT), _f("standing", _COUNT), _f("settled", _COUNT)),
        ),
        Field("units", Kind.PLACES, inner=(_f("id", _WORD), _f("name"), _f("lines", _WORDS))),
    ),
)
KNOWN: dict[str, Field] = {
    "draw_notice": _DRAWN,
    "redraw_notice": _DRAWN,
    "confirm_notice": Field("again", Kind.PLACE, required=False, inner=(_f("digest", _WORD, longest=CODE),)),
    "open_accountability": Field(
        "found",
        Kind.PLACE,
        required=False,
        inner=(
            _THERE,
            _DOUBLED,
            _f("line", _WORD, must=False),
            _f("unit", must=False),
            _f("place", _WORD, must=False),
        ),
    ),
    "open_incident": _SOURCE,
    "notify_incident": _SOURCE,
    "close_incident": _SOURCE,
}


def month_faults(act: str, body: Mapping[str, Any]) -> tuple[FieldFault, ...]:
    """Every fault in what a command of a month says, each with its field."""
    if act not in FIELDS:
        return (FieldFault("act", f"not-among:{act[:CODE]}"),)
    return faults_in(FIELDS[act], body)


def month_part(act: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """What `decide_month` may know of a command: ids, days and codes; of a text only that it is given."""
    return legal_in(FIELDS.get(act, ()), body)


def month_legal_faults(act: str, facts: Mapping[str, Any]) -> tuple[FieldFault, ...]:
    """The faults of the part `decide_month` sees, with what the record has added."""
    known = KNOWN.get(act)
    return faults_in((*FIELDS[act], known) if known else FIELDS[act], facts)
