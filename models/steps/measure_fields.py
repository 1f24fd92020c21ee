"""The fields of each act of a review of a measure: what it must say, and of what kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.law.campaign_rules import DISPOSITIONS, LEVELS
from models.law.measure_rules import KINDS, TRIGGERS
from models.law.ranks import RANKS
from models.records.measure_reviews import CORRECTED, KEPT, LARGE, LAWFUL, ORDINARY, STOPPED
from models.steps.cleanup_fields import CASES, FOUND, GROUPS, SHOWN
from models.steps.fields import CODE, Field, Kind
from models.steps.forms import FieldFault, faults_in, legal_in

_WORD, _DAY, _FLAG, _MARK = Kind.WORD, Kind.DAY, Kind.FLAG, Kind.MARK
INCIDENT_ID = 32
_BODIES = ("department", "territory")


def _f(name: str, kind: Kind = Kind.TEXT, *, must: bool = True, among: tuple[str, ...] = (), longest: int = 0) -> Field:
    return Field(name, kind, must, among, (), longest)


_TEXT_DIGEST = _f("text", _WORD, longest=CODE)
_INCIDENT = _f("incident", _WORD, longest=INCIDENT_ID)
# The number of a letter that the office has sent itself; without it the house prints the letter and numbers it.
_NUMBER = _f("document", _MARK, must=False)
_BASES = Field(
    "bases",
    Kind.PLACES,
    required=False,
    inner=(_f("rank", _WORD, among=RANKS), _f("number", _MARK), _f("provision")),
)

FIELDS: dict[str, tuple[Field, ...]] = {
    "propose_measure": (
        _f("title"),
        _f("department"),
        _f("level", _WORD, among=LEVELS),
        _f("kind", _WORD, among=KINDS),
        _f("object", _WORD, among=("person", "organisation", "both")),
        _f("trigger", _WORD, among=TRIGGERS),
        _TEXT_DIGEST,
        _f("instrument", _WORD, must=False),
        _BASES,
        _f("list_item", _WORD, must=False),
        _f("heavier", _FLAG, must=False),
        _f("obliges", _FLAG, must=False),
    ),
    "withdraw_measure": (_f("reason"),),
    "find_impact": (_f("impact", _WORD, among=(LARGE, ORDINARY)), _f("reasons")),
    "request_opinion": (_f("of"), _NUMBER),
    "give_opinion": (
        _f("finding", _WORD, among=(LAWFUL, "no-basis", "unlawful")),
        _f("reasons"),
        _f("on", _DAY),
        _f("document", _MARK),
    ),
    "consent_measure": (_NUMBER, _f("reasons", must=False), _f("upper_document", _MARK, must=False)),
    "refuse_consent": (_f("reasons"), _NUMBER),
    "obtain_upper_consent": (
        _f("outcome", _WORD, among=("consented", "refused")),
        _f("by_body"),
        _f("level", _WORD, among=LEVELS),
        _f("on", _DAY),
        _f("document", _MARK),
    ),
    "issue_measure": (_f("document", _MARK), _f("on", _DAY), _f("in_force_on", _DAY), _TEXT_DIGEST),
    "enter_import": (
        _f("title"),
        _f("rank", _WORD, among=RANKS),
        _f("document", _MARK),
        _f("instrument", _WORD),
        _TEXT_DIGEST,
        _f("reason"),
    ),
    "confirm_import": (_TEXT_DIGEST,),
    "record_incident": (_INCIDENT, _f("on", _DAY), _f("source"), _f("description")),
    "answer_incident": (
        _INCIDENT,
        _f("on", _DAY),
        _f("finding", _WORD, among=(KEPT, CORRECTED, STOPPED)),
        _f("reasons"),
    ),
    "dispose_cases": (_INCIDENT, _f("plan", _WORD), _f("others", _WORD, among=DISPOSITIONS), GROUPS, CASES),
    "notify_incident": (_INCIDENT, _f("to"), _f("accountability", _FLAG, must=False), _NUMBER),
    "open_report": (_f("body"), _f("kind", _WORD, among=_BODIES), _f("level", _WORD, among=LEVELS)),
    "sign_report": (_f("document", _MARK),),
    "file_report": (_f("document", _MARK), _f("on", _DAY), _f("proof")),
}

# What the record adds, never its sender: what rests on a measure, and the running cases.
_OF_THE_RECORD = {"answer_incident": (FOUND, SHOWN), "dispose_cases": (SHOWN,)}

# Under which field an act says the number of its letter.
LETTER_NUMBERS = {
    "opinion_request": "document",
    "measure_consent": "document",
    "measure_refusal": "document",
    "upper_request": "upper_document",
    "incident_notice": "document",
}


def review_faults(act: str, body: Mapping[str, Any]) -> tuple[FieldFault, ...]:
    """Every fault in what a command of a review says, each with its field."""
    if act not in FIELDS:
        return (FieldFault("act", f"not-among:{act[:CODE]}"),)
    return faults_in(FIELDS[act], body)


def review_part(act: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """What `decide_review` may know of a command: ids, days and codes; of a text only that it is given."""
    return legal_in(FIELDS.get(act, ()), body)


def review_legal_faults(act: str, facts: Mapping[str, Any]) -> tuple[FieldFault, ...]:
    """The faults of the part `decide_review` sees, with what the record has added."""
    return faults_in((*FIELDS[act], *_OF_THE_RECORD.get(act, ())), facts)
