"""What each act must say: its fields, and one sentence for every fault in them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models.law.identifiers import born_on, identity_number_fault, uscc_fault
from models.records.commands import GIVEN, as_day
from models.steps.fields import EARLIER, FIELDS, LEGAL_PARTIES, Field, Kind

__all__ = ["FIELDS", "Field", "FieldFault", "Kind", "faults", "legal_faults", "legal_part", "mark"]


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


_MARK_LENGTH = 16


def faults(act: str, body: Mapping[str, Any]) -> tuple[FieldFault, ...]:
    """Every fault in what a command says, each with its field."""
    return tuple(_faults(FIELDS[act], body, ""))


def legal_faults(act: str, facts: Mapping[str, Any]) -> tuple[FieldFault, ...]:
    """The faults of the part `decide` sees; a party's own fault is a legal question, not one of form."""
    fields = tuple(LEGAL_PARTIES if f.name == "parties" else f for f in FIELDS[act])
    if act == "open_case":
        fields = (*fields, EARLIER)
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
    if field.kind in (Kind.TEXT, Kind.MARK):
        return "not-a-text" if not isinstance(value, str) else ("" if value.strip() else "blank")
    if field.kind is Kind.WORD:
        if not isinstance(value, str):
            return "not-a-word"
        if not value.strip():
            # Left empty where it may be: what that means is a question of law.
            return "blank" if field.required else ""
        return f"not-among:{value}" if field.among and value not in field.among else ""
    if field.kind is Kind.WORDS:
        return "" if isinstance(value, (list, tuple)) and all(isinstance(v, str) for v in value) else "not-words"
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


def mark(number: str) -> str:
    """The digest of a document's number: enough to tell one document from another."""
    return hashlib.sha256(number.encode()).hexdigest()[:_MARK_LENGTH]


def legal_part(act: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """What `decide` may know of a command: ids, days and codes; of a text only that it is given."""
    part = _legal(FIELDS[act], body)
    if act == "open_case":
        issued_on = as_day(part.get("basis", {}).get("issued_on"))
        for known, said in zip(part.get("parties", ()), body.get("parties") or (), strict=True):
            age = _age(said, issued_on) if "fault" not in known else None
            if age is not None:
                known["age"] = age
    return part


def _age(party: Mapping[str, Any], on: date | None) -> int | None:
    """A person's whole years on the day of the basis document; the day of birth itself is not told."""
    if party.get("kind") != "person" or on is None:
        return None
    born = as_day(party.get("born")) or born_on(str(party.get("id_number") or ""))
    if born is None or born > on:
        return None
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


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
        elif field.kind is Kind.MARK:
            part[field.name] = mark(str(value))
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
