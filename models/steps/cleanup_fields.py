"""The fields of each act of a clean-up campaign: what it must say, and of what kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.law.campaign_rules import DISPOSITIONS, KINDS, LEVELS, OUTCOMES, WHATS
from models.steps.fields import CODE, Field, Kind
from models.steps.forms import FieldFault, faults_in, legal_in

UNIT_ID, ITEM_ID = 32, 32
_WORD, _WORDS, _DAY, _NUMBER = Kind.WORD, Kind.WORDS, Kind.DAY, Kind.NUMBER


def _f(name: str, kind: Kind = Kind.TEXT, *, must: bool = True, among: tuple[str, ...] = (), longest: int = 0) -> Field:
    return Field(name, kind, must, among, (), longest)


_UNIT = _f("unit", _WORD, longest=UNIT_ID)
# The proven instant of receipt, where it lies before the entry: 2021-01-29 11:40.
_RECEIVED = _f("received_at", _WORD, must=False)
_FINDINGS = Field(
    "findings",
    Kind.PLACES,
    required=False,
    inner=(
        _f("id", _WORD, longest=ITEM_ID),
        _f("line", _WORD, among=("rule-not-entered", "new-rule")),
        _f("document"),
    ),
)
_ITEMS = Field(
    "items",
    Kind.PLACES,
    inner=(
        _f("id", _WORD, longest=ITEM_ID),
        _f("document", Kind.MARK),
        _f("disposition", _WORD, among=DISPOSITIONS),
        _f("due", _DAY),
        _f("channel", _WORD, must=False),
        _f("in_name_of", _WORD, must=False, among=("party-committee", "government")),
    ),
)
_STOP = _f("stop", _WORD, longest=ITEM_ID)
CASES = Field(
    "cases",
    Kind.PLACES,
    required=False,
    inner=(_f("case", _WORD), _f("disposition", _WORD, among=DISPOSITIONS)),
)

# Many running cases are chosen for together: all at a step, or all of a list.
GROUPS = Field(
    "groups",
    Kind.PLACES,
    required=False,
    inner=(
        _f("by", _WORD, among=("step", "list")),
        _f("name", _WORD),
        _f("disposition", _WORD, among=DISPOSITIONS),
    ),
)

FIELDS: dict[str, tuple[Field, ...]] = {
    "open_campaign": (_f("lead", _WORD, longest=UNIT_ID), _f("level", _WORD, among=LEVELS), _f("name")),
    "enrol_unit": (
        _UNIT,
        _f("kind", _WORD, among=KINDS),
        _f("level", _WORD, among=LEVELS),
        _f("parent", _WORD, must=False),
        _f("name"),
        _f("officers", _WORDS, must=False),
    ),
    "name_contact": (
        _UNIT,
        _f("name"),
        _f("post"),
        _f("phone"),
        _f("mobile", must=False),
        _f("email", must=False),
        _RECEIVED,
    ),
    "file_ledger": (_UNIT, _f("digest", _WORD), _f("paper", must=False), _RECEIVED),
    "settle_fault": (
        _UNIT,
        _f("fault", _WORD, longest=CODE),
        _f("way", _WORD, among=("value", "stands", "struck")),
        _f("reason"),
        Field("values", Kind.PLACES, required=False, inner=(_f("field", _WORD), _f("value"))),
    ),
    "report_ledgers_up": (_f("to", _WORD, among=LEVELS), _f("paper", must=False)),
    "except_ledger": (
        _UNIT,
        _f("change", _WORD, among=("add", "change")),
        _f("digest", _WORD),
        _f("reason"),
        _f("finding", _WORD, must=False),
    ),
    "file_plan": (_UNIT, _ITEMS, _f("paper", must=False), _RECEIVED),
    "propose_clean_up": (_UNIT, _f("item", _WORD), _f("on", _DAY), _f("paper", must=False)),
    "draft_abolition": (_UNIT, _f("item", _WORD), _f("reason"), _f("channel", _WORD, must=False)),
    "complete_item": (
        _UNIT,
        _f("item", _WORD),
        _f("outcome", _WORD, among=OUTCOMES[1:]),
        _f("on", _DAY),
        _f("document", must=False),
        _f("channel", _WORD, must=False),
    ),
    "file_report": (_UNIT, _f("paper", must=False), _RECEIVED),
    "file_summary": (_UNIT, _f("paper", must=False), _RECEIVED),
    "publish_result": (
        _UNIT,
        _f("what", _WORD, among=WHATS[WHATS.index("catalogue") :]),
        _f("on", _DAY),
        _f("place", must=False),
        _f("not_needed", must=False),
    ),
    "issue_monthly_notice": (_f("month", _WORD),),
    "hold_interview": (_UNIT, _f("on", _DAY), _f("with"), _f("record")),
    "spot_check": (_UNIT, _f("on", _DAY), _f("record"), _FINDINGS),
    "third_party_check": (_UNIT, _f("on", _DAY), _f("by_body"), _f("record"), _FINDINGS),
    "settle_finding": (_UNIT, _f("finding", _WORD), _f("on", _DAY), _f("reason")),
    "propose_stop": (
        _STOP,
        _f("document", Kind.MARK),
        _f("disposition", _WORD, among=DISPOSITIONS),
        _f("without_basis", Kind.FLAG, must=False),
        _f("regimes", _WORDS, must=False),
        _f("measures", _WORDS, must=False),
    ),
    "stop_rule": (_STOP, _f("plan", _WORD, must=False), _f("others", _WORD, among=DISPOSITIONS), GROUPS, CASES),
    "propose_resume": (_STOP, _f("reason")),
    "resume_rule": (_STOP, _f("others", _WORD, among=DISPOSITIONS), GROUPS, CASES),
    "close_campaign": (),
}

# What the record adds to a command, never its sender: a ledger in figures, the running cases a stop meets.
LEDGER = Field(
    "ledger",
    Kind.PLACE,
    required=False,
    inner=(
        _f("digest", _WORD, must=False),
        _f("rows", _NUMBER, must=False),
        *(_f(name, _NUMBER, must=False) for name in (*DISPOSITIONS, "unread")),
        _f("faults", _WORDS, must=False),
        _f("faults_beyond", _NUMBER, must=False),
        _f("fault", _WORD, must=False),
    ),
)
SHOWN = Field("shown", Kind.PLACE, required=False, inner=(_f("cases", _NUMBER), _f("plan", _WORD)))
_RESTING = (
    _f("regimes", _WORDS, must=False),
    _f("measures", _WORDS, must=False),
    _f("texts", _WORDS, must=False),
)
# The documents that a filed ledger stops at once and on which something rests, as the record's law says.
AT_ONCE = Field(
    "stops",
    Kind.PLACES,
    required=False,
    inner=(_STOP, _f("document", _WORD), _f("disposition", _WORD, among=DISPOSITIONS), *_RESTING),
)
FOUND = Field("found", Kind.PLACE, required=False, inner=_RESTING)
STILL = _f("still_stopped", Kind.FLAG, must=False)
_OF_THE_RECORD = {
    "file_ledger": (LEDGER, AT_ONCE),
    "settle_fault": (LEDGER, AT_ONCE),
    "except_ledger": (LEDGER, AT_ONCE),
    "propose_stop": (SHOWN, FOUND),
    "stop_rule": (SHOWN,),
    "propose_resume": (STILL,),
    "resume_rule": (STILL,),
}


def campaign_faults(act: str, body: Mapping[str, Any]) -> tuple[FieldFault, ...]:
    """Every fault in what a command of a campaign says, each with its field."""
    if act not in FIELDS:
        return (FieldFault("act", f"not-among:{act[:CODE]}"),)
    return faults_in(FIELDS[act], body)


def campaign_part(act: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """What `decide_campaign` may know of a command: ids, days and codes; of a text only that it is given."""
    return legal_in(FIELDS.get(act, ()), body)


def campaign_legal_faults(act: str, facts: Mapping[str, Any]) -> tuple[FieldFault, ...]:
    """The faults of the part `decide_campaign` sees, with what the record has added."""
    return faults_in((*FIELDS[act], *_OF_THE_RECORD.get(act, ())), facts)
