"""What each act must say: its fields, and one sentence for every fault in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from models.law.identifiers import identity_number_fault, uscc_fault
from models.records.commands import GIVEN


class Kind(StrEnum):
    """What a field holds; a text never leaves the record."""

    TEXT = "text"
    WORD = "word"
    WORDS = "words"
    DAY = "day"
    FLAG = "flag"
    PLACE = "place"
    PLACES = "places"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an act; an inner field belongs to a place of the same name."""

    name: str
    kind: Kind
    required: bool = True
    among: tuple[str, ...] = ()
    inner: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldFault:
    """What is wrong with one field of a command."""

    field: str
    fault: str

    @property
    def zh(self) -> str:
        """The sentence for an officer."""
        return f"“{self.field}”{_FAULTS[self.fault.partition(':')[0]][0]}{self._more('zh')}"

    @property
    def en(self) -> str:
        """The same in English."""
        return f"“{self.field}” {_FAULTS[self.fault.partition(':')[0]][1]}{self._more('en')}"

    def _more(self, tongue: str) -> str:
        more = self.fault.partition(":")[2]
        if not more:
            return ""
        return f"（{more}）" if tongue == "zh" else f" ({more})"


_FAULTS = {
    "missing": ("未填写", "is missing"),
    "unknown": ("不是该事项的填写项", "is no field of this act"),
    "not-a-day": ("不是日期，应如2026-04-01", "is not a day like 2026-04-01"),
    "not-a-word": ("应为单个代码", "must be one code"),
    "not-words": ("应为代码清单", "must be a list of codes"),
    "not-a-text": ("应为文字", "must be a text"),
    "not-a-flag": ("应为是或否", "must be true or false"),
    "not-a-place": ("应为一组填写项", "must be a group of fields"),
    "not-among": ("不在可选范围内", "is not one of the choices"),
    "not-a-number": ("不是整数", "is not a whole number"),
    "blank": ("为空白", "is blank"),
}


def _f(name: str, kind: Kind = Kind.TEXT, *, must: bool = True, among: tuple[str, ...] = ()) -> Field:
    return Field(name, kind, must, among)


_DAY, _WORD, _WORDS, _FLAG = Kind.DAY, Kind.WORD, Kind.WORDS, Kind.FLAG
_BASIS = Field(
    "basis",
    Kind.PLACE,
    inner=(
        _f("kind", _WORD),
        _f("number"),
        _f("issuer"),
        _f("issued_on", _DAY),
        _f("served_on", _DAY, must=False),
        _f("effective_on", _DAY, must=False),
        _f("performance_due_on", _DAY, must=False),
        _f("parties", _WORDS),
        _f("status", _WORD, must=False, among=("proposed", "final")),
    ),
)
_PARTIES = Field(
    "parties",
    Kind.PLACES,
    inner=(
        _f("id", _WORD),
        _f("kind", _WORD, among=("organisation", "person")),
        _f("role", _WORD),
        _f("name"),
        _f("uscc", must=False),
        _f("id_number", must=False),
        _f("born", _DAY, must=False),
    ),
)
_PERSONAL = Field(
    "personal", Kind.PLACES, required=False, inner=(_f("party", _WORD), _f("ground", _WORD, must=False))
)
_BY_PARTY = _f("by_party", _WORD)

FIELDS: dict[str, tuple[Field, ...]] = {
    "open_case": (_f("grounds", _WORDS), _BASIS, _PARTIES, _f("level", _WORD)),
    "draft_notice": (_f("facts"), _f("measures", _WORDS)),
    "approve_notice": (),
    "return_notice": (_f("reason"),),
    "record_service": (
        _f("document", _WORD),
        _f("to", _WORD, must=False),
        _f("method", _WORD),
        _f("on", _DAY),
        _f("proof"),
        _f("consent", must=False),
        _f("tried", _WORDS, must=False),
        _f("unknown_whereabouts", must=False),
    ),
    "file_statement": (_BY_PARTY, _f("on", _DAY), _f("posted_on", _DAY, must=False), _f("text")),
    "waive_statement": (_BY_PARTY, _f("on", _DAY)),
    "answer_statement": (
        _f("finding", _WORD, among=("adopted", "partly", "rejected")),
        _f("reasons"),
        _f("to", _WORD, must=False),
    ),
    "record_cure": (_f("on", _DAY), _f("evidence"), _f("commitment", _FLAG)),
    "extend_decision": (_f("reason"),),
    "draft_decision": (
        _f("outcome", _WORD, among=("list", "not_list")),
        _f("reasons", must=False),
        _f("measures", _WORDS, must=False),
        _f("leniency", _WORD, must=False),
    ),
    "legal_review": (_f("opinion", _WORD, among=("pass", "return")), _f("reason", must=False)),
    "approve_decision": (),
    "publish": (_f("channels", _WORDS, must=False), _PERSONAL),
    "record_correction_of_conduct": (_f("on", _DAY), _f("evidence")),
    "apply_restoration": (
        _BY_PARTY,
        _f("on", _DAY),
        _f("materials", _WORDS),
        _f("insist", _FLAG, must=False),
    ),
    "decide_restoration": (_f("outcome", _WORD, among=("grant", "refuse")), _f("reasons")),
    "confirm_leg": (
        _f("leg", _WORD, among=("publication", "sharing", "measures")),
        _f("recipient", _WORD),
        _f("on", _DAY),
    ),
    "revoke_basis": (_f("on", _DAY), _f("by_body"), _f("document"), _f("procedural", _FLAG, must=False)),
    "record_violation": (_f("on", _DAY), _f("description")),
    "request_hearing": (_BY_PARTY, _f("on", _DAY), _f("posted_on", _DAY, must=False)),
    "schedule_hearing": (_f("on", _DAY), _f("chair", _WORD)),
    "hold_hearing": (
        _f("on", _DAY),
        _f("record"),
        _f("attended", _WORDS),
        _f("excused", _WORDS, must=False),
        _f("signature_refused", must=False),
    ),
    "collective_discussion": (
        _f("on", _DAY),
        _f("attended", _WORDS),
        _f("outcome", _WORD, among=("list", "not_list")),
        _f("record"),
    ),
    "obtain_consent": (_f("on", _DAY), _f("by_body"), _f("document")),
    "file_objection": (_BY_PARTY, _f("on", _DAY), _f("claims")),
    "answer_objection": (
        _f("finding", _WORD, among=("upheld", "corrected", "revoked")),
        _f("reasons", must=False),
        Field("corrections", Kind.PLACE, required=False, inner=(_f("facts", must=False), _f("name", must=False))),
    ),
    "impose_stay": (_f("on", _DAY), _f("by_body"), _f("document")),
    "lift_stay": (_f("on", _DAY), _f("by_body"), _f("document")),
    "request_materials": (_f("missing", _WORDS),),
    "supply_materials": (_BY_PARTY, _f("on", _DAY), _f("materials", _WORDS)),
    "accept_restoration": (),
    "refuse_acceptance": (_f("reason"),),
    "extend_restoration": (_f("reason"),),
    "find_false_materials": (_f("on", _DAY), _f("serious", _FLAG), _f("reason", must=False)),
    "declare_recusal": (_f("of", _WORD), _f("reason")),
    "decide_recusal": (_f("of", _WORD), _f("outcome", _WORD, among=("recused", "refused"))),
    "set_disposition": (
        _f("document"),
        _f("disposition", _WORD, among=("keep", "revise", "legislate", "abolish")),
    ),
    "record_returned_mail": (_f("document", _WORD), _f("to", _WORD), _f("on", _DAY)),
    "change_address": (_f("party", _WORD), _f("address"), _f("on", _DAY)),
    "appoint_agent": (_BY_PARTY, _f("agent"), _f("power_of_attorney")),
    "record_succession": (_f("party", _WORD), _f("on", _DAY), _f("successor", must=False)),
    "shield_bankruptcy": (_f("ruling"), _f("on", _DAY)),
    "end_shield": (_f("ruling"), _f("on", _DAY), _f("outcome", _WORD, among=("completed", "failed"))),
    "bar_restoration": (_f("until", _DAY), _f("reason")),
    "hand_over": (_f("to", _WORD), _f("of", _WORD, must=False)),
    "announce_calendar": (
        _f("confirmed_by", _WORD),
        _f("year", Kind.NUMBER),
        _f("off", _WORDS),
        _f("working", _WORDS),
        _f("notice"),
    ),
    "record_remedy": (
        _f("kind", _WORD, among=("reconsideration", "litigation")),
        _f("body"),
        _f("on", _DAY),
        _f("document", must=False),
    ),
    "terminate_case": (
        _f("ground", _WORD, among=("basis-fell", "no-successor", "no-jurisdiction")),
        _f("reason"),
    ),
}


def faults(act: str, body: Mapping[str, Any]) -> tuple[FieldFault, ...]:
    """Every fault in what a command says, each with its field."""
    return tuple(_faults(FIELDS[act], body, ""))


_LEGAL_PARTIES = Field(
    "parties",
    Kind.PLACES,
    inner=(_f("id", _WORD), _f("kind", _WORD), _f("role", _WORD), _f("fault", must=False)),
)


def legal_faults(act: str, facts: Mapping[str, Any]) -> tuple[FieldFault, ...]:
    """The faults of the part `decide` sees; a party's own fault is a legal question, not one of form."""
    fields = tuple(_LEGAL_PARTIES if f.name == "parties" else f for f in FIELDS[act])
    return tuple(_faults(fields, facts, ""))


def _faults(fields: tuple[Field, ...], body: Mapping[str, Any], at: str) -> list[FieldFault]:
    known = {f.name: f for f in fields}
    found = [FieldFault(at + str(name), "unknown") for name in body if name not in known]
    for field in fields:
        value = body.get(field.name)
        if value is None:
            if field.required:
                found.append(FieldFault(at + field.name, "missing"))
        else:
            found.extend(_fault(field, value, at))
    return found


def _fault(field: Field, value: object, at: str) -> list[FieldFault]:
    name = at + field.name
    if field.kind is Kind.PLACE:
        if not isinstance(value, Mapping):
            return [FieldFault(name, "not-a-place")]
        return _faults(field.inner, value, f"{name}.")
    if field.kind is Kind.PLACES:
        if not isinstance(value, (list, tuple)) or not all(isinstance(v, Mapping) for v in value):
            return [FieldFault(name, "not-a-place")]
        return [bad for n, v in enumerate(value) for bad in _faults(field.inner, v, f"{name}[{n + 1}].")]
    wrong = _plain_fault(field, value)
    return [FieldFault(name, wrong)] if wrong else []


def _plain_fault(field: Field, value: object) -> str:
    if field.kind is Kind.TEXT:
        return "not-a-text" if not isinstance(value, str) else ("" if value.strip() else "blank")
    if field.kind is Kind.WORD:
        if not isinstance(value, str):
            return "not-a-word"
        if not value.strip():
            return "blank"
        return f"not-among:{value}" if field.among and value not in field.among else ""
    if field.kind is Kind.WORDS:
        return (
            "" if isinstance(value, (list, tuple)) and all(isinstance(v, str) for v in value) else "not-words"
        )
    if field.kind is Kind.FLAG:
        return "" if isinstance(value, bool) else "not-a-flag"
    if field.kind is Kind.NUMBER:
        return "" if isinstance(value, int) and not isinstance(value, bool) else f"not-a-number:{value}"
    return "" if _is_day(value) else f"not-a-day:{value}"


def _is_day(value: object) -> bool:
    if isinstance(value, datetime):
        return False
    if isinstance(value, date):
        return True
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return isinstance(value, str)


def legal_part(act: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """What `decide` may know of a command: ids, days and codes; of a text only that it is given."""
    return _legal(FIELDS[act], body)


def _legal(fields: tuple[Field, ...], body: Mapping[str, Any]) -> dict[str, Any]:
    part: dict[str, Any] = {}
    for field in fields:
        value = body.get(field.name)
        if value is None:
            continue
        if field.name == "parties" and field.kind is Kind.PLACES:
            part["parties"] = [_legal_party(v) for v in value]
        elif field.kind is Kind.PLACES:
            part[field.name] = [_legal(field.inner, v) for v in value]
        elif field.kind is Kind.PLACE:
            part[field.name] = _legal(field.inner, value)
        elif field.kind is Kind.TEXT:
            part[field.name] = GIVEN
        elif field.kind is Kind.DAY:
            part[field.name] = value if isinstance(value, str) else value.isoformat()
        else:
            part[field.name] = list(value) if isinstance(value, tuple) else value
    return part


def _legal_party(party: Mapping[str, Any]) -> dict[str, Any]:
    """A party without name and number: whether its identifier is valid is all that is told."""
    organisation = party.get("kind") == "organisation"
    code = party.get("uscc") if organisation else party.get("id_number")
    check = uscc_fault if organisation else identity_number_fault
    fault = "missing" if not code else (check(str(code)) or "")
    known = {"id": party.get("id"), "kind": party.get("kind"), "role": party.get("role")}
    return {**known, "fault": fault} if fault else known
