"""What each act must say: its fields, and one sentence for every fault in them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models.law.identifiers import born_on, identity_number_fault, uscc_fault
from models.records.commands import GIVEN, as_day
from models.steps.fields import ASK_THE_STOPS, CODE, EARLIER, FIELDS, LEGAL_PARTIES, STOPS, Field, Kind

__all__ = [
    "FIELDS", "Field", "FieldFault", "Kind", "faults", "faults_in", "key_faults", "legal_faults", "legal_in",
    "legal_part", "mark",
]  # fmt: skip


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
    "too-long": ("过长，字符数上限见括号", "has more characters than may be"),
    "not-characters": ("含有无法书写的字符", "holds a character that cannot be written"),
}

_SHOWN = 40
_MARK_LENGTH = 16


def faults(act: str, body: Mapping[str, Any]) -> tuple[FieldFault, ...]:
    """Every fault in what a command says, each with its field; whatever it says, this is an answer."""
    if act not in FIELDS:
        return (FieldFault("act", f"not-among:{_shown(act)}"),)
    return faults_in(FIELDS[act], body)


def faults_in(fields: tuple[Field, ...], body: object) -> tuple[FieldFault, ...]:
    """Every fault in what is said by these fields."""
    if not isinstance(body, Mapping):
        return (FieldFault("body", "not-a-place"),)
    return tuple(_faults(fields, body, ""))


def legal_in(fields: tuple[Field, ...], body: Mapping[str, Any]) -> dict[str, Any]:
    """What of these fields may travel: ids, days and codes; of a text only that it is given."""
    return _legal(fields, body)


def key_faults(key: str) -> tuple[FieldFault, ...]:
    """The faults of a sender's key, which stands beside the command and names it for ever."""
    return tuple(_fault(Field("key", Kind.WORD), key, ""))


_KNOWN_OF_PARTY = ("id", "kind", "role")
_LEGAL_FIELDS = {
    act: tuple(LEGAL_PARTIES if f.name == "parties" else f for f in fields) for act, fields in FIELDS.items()
}
_LEGAL_FIELDS["open_case"] = (*_LEGAL_FIELDS["open_case"], EARLIER)
for _act in ASK_THE_STOPS:
    _LEGAL_FIELDS[_act] = (*_LEGAL_FIELDS[_act], STOPS)


def legal_faults(act: str, facts: Mapping[str, Any]) -> tuple[FieldFault, ...]:
    """The faults of the part `decide` sees; a party's own fault is a legal question, not one of form."""
    return tuple(_faults(_LEGAL_FIELDS[act], facts, ""))


def _faults(fields: tuple[Field, ...], body: Mapping[str, Any], at: str) -> list[FieldFault]:
    known = [f.name for f in fields]
    found = [FieldFault(at + _shown(name), "unknown") for name in body if name not in known]
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
    if field.kind is Kind.DAY:
        return "" if _is_day(value) else f"not-a-day:{_shown(value)}"
    if field.kind is Kind.FLAG:
        return "" if isinstance(value, bool) else "not-a-flag"
    if field.kind is Kind.NUMBER:
        return "" if isinstance(value, int) and not isinstance(value, bool) else f"not-a-number:{_shown(value)}"
    if field.kind is Kind.WORDS:
        if not isinstance(value, (list, tuple)) or not all(isinstance(v, str) for v in value):
            return "not-words"
        return next((bad for v in value if (bad := _string_fault(field, v))), "")
    if not isinstance(value, str):
        return "not-a-word" if field.kind is Kind.WORD else "not-a-text"
    return _string_fault(field, value)


def _string_fault(field: Field, value: str) -> str:
    if not value.strip():
        return "" if field.may_be_blank else "blank"
    if not _can_be_written(value):
        return "not-characters"
    longest = field.longest or (0 if field.kind in (Kind.TEXT, Kind.MARK) else CODE)
    if longest and len(value) > longest:
        return f"too-long:{longest}"
    return f"not-among:{_shown(value)}" if field.among and value not in field.among else ""


def _can_be_written(value: str) -> bool:
    """Whether a database and a printer can take every character: no half of a pair, no nought."""
    return not any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in value)


def _shown(value: object) -> str:
    """As much of a wrong value as a sentence can bear."""
    whole = "".join(c if _can_be_written(c) and c.isprintable() else "\ufffd" for c in str(value)[: _SHOWN + 1])
    return whole if len(whole) <= _SHOWN else f"{whole[:_SHOWN]}…"


def _is_day(value: object) -> bool:
    if isinstance(value, datetime):
        return False
    if isinstance(value, date):
        return True
    try:
        # Python takes 20260401 and 2026-W14-3 too; one day has one spelling here.
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def legal_part(act: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """What `decide` may know of a command: ids, days and codes; of a text only that it is given.

    What is not of its field's kind becomes something of no kind, so that it is
    refused for its form and a text in the wrong place still never travels.
    """
    part = _legal(FIELDS.get(act, ()), body)
    if act == "open_case" and isinstance(body, Mapping):
        _add_ages(part, body)
    return part


def mark(number: str) -> str:
    """The digest of a document's number: enough to tell one document from another."""
    return hashlib.sha256(number.encode()).hexdigest()[:_MARK_LENGTH]


def _add_ages(part: dict[str, Any], body: Mapping[str, Any]) -> None:
    basis, said = part.get("basis"), body.get("parties")
    if not isinstance(basis, dict) or not isinstance(said, (list, tuple)):
        return
    on = basis.get("issued_on")
    for known, party in zip(part["parties"], said, strict=True):
        age = _age(party, as_day(on)) if isinstance(known, dict) and "fault" not in known and on else None
        if age is not None:
            known["age"] = age


def _age(party: Mapping[str, Any], on: date | None) -> int | None:
    """A person's whole years on the day of the basis document; the day of birth itself is not told."""
    if party.get("kind") != "person" or on is None:
        return None
    born = born_on(str(party.get("id_number") or ""))
    if born is None or born > on:
        return None
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _legal(fields: tuple[Field, ...], body: object) -> dict[str, Any]:
    if not isinstance(body, Mapping):
        return {}
    return {f.name: _legal_value(f, body[f.name]) for f in fields if body.get(f.name) is not None}


def _legal_value(field: Field, value: Any) -> Any:
    if field.kind is Kind.PLACE:
        return _legal(field.inner, value) if isinstance(value, Mapping) else _of_no_kind()
    if field.kind is Kind.PLACES:
        if not isinstance(value, (list, tuple)):
            return _of_no_kind()
        return [_legal_place(field, v) if isinstance(v, Mapping) else _of_no_kind() for v in value]
    wrong = _plain_fault(field, value)
    if wrong == "blank" and isinstance(value, str):
        return ""
    if wrong and not wrong.startswith("not-among"):
        return _of_no_kind()
    if field.kind in (Kind.TEXT, Kind.MARK):
        return GIVEN if field.kind is Kind.TEXT else mark(value)
    if field.kind is Kind.DAY:
        return value if isinstance(value, str) else value.isoformat()
    return list(value) if isinstance(value, (list, tuple)) else value


def _legal_place(field: Field, value: Mapping[str, Any]) -> dict[str, Any]:
    return _legal_party(field, value) if field.name == "parties" else _legal(field.inner, value)


def _of_no_kind() -> list[list[str]]:
    """Neither text, code, day, flag nor place: every field refuses it."""
    return [[]]


def _legal_party(field: Field, party: Mapping[str, Any]) -> dict[str, Any]:
    """A party without name and number: whether its identifier is valid is all that is told."""
    organisation = party.get("kind") == "organisation"
    code = party.get("uscc") if organisation else party.get("id_number")
    check = uscc_fault if organisation else identity_number_fault
    fault = "missing" if not code else (check(str(code)) or "")
    known = _legal(tuple(f for f in field.inner if f.name in _KNOWN_OF_PARTY), party)
    return {**known, "fault": fault} if fault else known
