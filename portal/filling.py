"""Filling in a form: the fields of an act as a page shows them, and what was typed as a body."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.law.regimes import Law
from models.records.cases import CaseState
from models.steps.forms import FIELDS, Field, Kind, faults
from portal.choosing import Offer, asked, choices, persons
from portal.wording import Rule, Speech

# What was posted: every name with all its values, in their order.
Posted = Mapping[str, Sequence[str]]
Asked = Mapping[str, tuple[Field, ...]]

_LONG = (
    "facts", "text", "reasons", "reason", "evidence", "description", "proof", "unknown_whereabouts", "consent",
    "claims", "comment", "record", "signature_refused", "new_facts", "address", "not_needed",
)  # fmt: skip
# Lists of which an empty one says something: nobody came, no weekend is worked.
_MAY_BE_EMPTY = ("hold_hearing.attended",)
# Days that an act names lie ahead: a form does not propose today for them.
_AHEAD = ("schedule_hearing.on", "bar_restoration.until", "appoint_deputy.until")
_BETWEEN_WORDS = re.compile(r"[\s,，、;；]+")
_YES = "1"
_MOST_DIGITS = 9


def anchor(name: str) -> str:
    """A field's name as it may stand in an address."""
    return "".join(c if c.isalnum() else "-" for c in name)


@dataclass(frozen=True, slots=True)
class Widget:
    """One field as a page shows it, with what was typed and what is wrong with it."""

    name: str
    label: str
    shape: str
    required: bool
    options: tuple[tuple[str, str], ...] = ()
    values: tuple[str, ...] = ()
    fault: str = ""
    help: str = ""
    rule: Rule | None = None
    inner: tuple[Widget, ...] = ()
    # May be left out of the form, so that the law refuses it: nothing beside it says that it is optional.
    owed: bool = False

    @property
    def value(self) -> str:
        """The one value of a plain field."""
        return self.values[0] if self.values else ""

    @property
    def id(self) -> str:
        """The name as an element's id."""
        return "f-" + anchor(self.name)


def widget(
    speech: Speech, act: str, field: Field, options: Sequence[str] | None, posted: Posted, wrong: Mapping[str, str],
    *, path: str = "",
) -> Widget:  # fmt: skip
    """The widget of a field; `path` is its place inside a group."""
    name = path or field.name
    plain = ".".join(part.partition("[")[0] for part in name.split("."))
    values = tuple(posted.get(name, ()))
    words = tuple((code, speech.choice(plain, code, act)) for code in options or ())
    if field.kind is Kind.WORD and field.required and not values and len(words) == 1:
        values = (words[0][0],)
    shape = _shape(field, options)
    helped, rule = speech.help(act, plain)
    return Widget(
        name, speech.field_name(act, name), shape, field.required, words, values, wrong.get(name, ""), helped, rule
    )


# Beside a digest its text's file may be chosen: it is sent under the field's name with this.
FILE_OF = "_file"


def _shape(field: Field, options: Sequence[str] | None) -> str:
    if field.kind is Kind.DAY:
        return "day"
    if field.kind is Kind.FLAG:
        return "flag"
    if field.kind is Kind.NUMBER:
        return "number"
    if field.kind is Kind.WORDS:
        return "list" if options is None else "checks"
    if field.kind in (Kind.WORD, Kind.MARK) and options is not None:
        return "select"
    return "long" if field.name in _LONG else "line"


def widgets(speech: Speech, act: str, offer: Offer, posted: Posted, wrong: Mapping[str, str]) -> tuple[Widget, ...]:
    """The form of an act in a case; the groups are told apart by their names."""
    made: list[Widget] = []
    for field in FIELDS[act]:
        if not asked(act, field, offer):
            continue
        if field.kind is Kind.PLACES:
            made.extend(_personal(speech, offer.state, offer.law, posted, wrong))
        elif field.kind is Kind.PLACE:
            made.append(_group(speech, act, field, offer, posted, wrong))
        else:
            made.append(widget(speech, act, field, choices(act, field, offer), posted, wrong))
    return tuple(made)


def _group(speech: Speech, act: str, field: Field, offer: Offer, posted: Posted, wrong: Mapping[str, str]) -> Widget:
    """The fields of a group together, under its name."""
    inner = []
    for held in field.inner:
        path = f"{field.name}.{held.name}"
        inner.append(widget(speech, act, held, choices(act, held, offer, path=path), posted, wrong, path=path))
    helped, rule = speech.help(act, field.name)
    return Widget(
        field.name, speech.field_name(act, field.name), "group", field.required,
        fault=wrong.get(field.name, ""), help=helped, rule=rule, inner=tuple(inner),
    )  # fmt: skip


def _personal(speech: Speech, state: CaseState, law: Law, posted: Posted, wrong: Mapping[str, str]) -> list[Widget]:
    grounds = ((g, speech.choice("personal.ground", g)) for g in law.personal_grounds)
    options = (("", speech.t("不公示", "not shown")), *grounds)
    return [
        Widget(
            f"personal.{p}",
            speech.t(f"公示{speech.parties.get(p, p)}的依据", f"Ground for showing {speech.parties.get(p, p)}"),
            "select",
            required=False,
            options=options,
            values=tuple(posted.get(f"personal.{p}", ())),
            fault=wrong.get("personal", ""),
        )
        for p in persons(state)
    ]


def fresh(act: str, state: CaseState, law: Law, today: date) -> dict[str, list[str]]:
    """What a new form already says: today, all parties, the measures that were told, the usual channels."""
    said: dict[str, list[str]] = {}
    for field in FIELDS[act]:
        if field.kind is Kind.DAY and field.required and f"{act}.{field.name}" not in _AHEAD:
            said[field.name] = [today.isoformat()]
        elif f"{act}.{field.name}" in ("record_service.to", "answer_statement.to"):
            said["to"] = ["all"]
        elif f"{act}.{field.name}" == "hold_hearing.on" and state.hearing and state.hearing.on:
            said["on"] = [state.hearing.on.isoformat()]
        elif field.name == "channels":
            said["channels"] = list(law.default_channels)
        elif field.name == "measures" and act == "draft_decision":
            said["measures"] = list(state.measures_told)
    return said


def body_of(act: str, posted: Posted, state: CaseState) -> dict[str, Any]:
    """What was typed, as the command's body; what was left blank is left out."""
    body: dict[str, Any] = {}
    for field in FIELDS[act]:
        if field.kind is Kind.PLACES:
            shown = [(p, _first(posted, f"personal.{p}")) for p in persons(state)]
            rows = [{"party": p, "ground": ground} for p, ground in shown if ground]
            if rows:
                body[field.name] = rows
            continue
        value = value_of(field, posted, field.name)
        if value is None and f"{act}.{field.name}" in _MAY_BE_EMPTY:
            value = []
        if value is not None:
            body[field.name] = value
    return body


def value_of(field: Field, posted: Posted, name: str) -> Any:
    """The value typed under a name, in the field's own kind; None where nothing was."""
    if field.kind is Kind.FLAG:
        ticked = _first(posted, name) == _YES
        return ticked if ticked or field.required else None
    if field.kind is Kind.WORDS:
        found = [word for v in posted.get(name, ()) for word in _BETWEEN_WORDS.split(v) if word]
        return found or None
    if field.kind is Kind.PLACE:
        inner = ((f.name, value_of(f, posted, f"{name}.{f.name}")) for f in field.inner)
        return {k: v for k, v in inner if v is not None} or None
    typed = _first(posted, name)
    if field.kind is Kind.NUMBER and typed.strip():
        return whole(typed.strip(), -1) if typed.strip().isdigit() else typed
    if field.kind is Kind.TEXT:
        return typed or None
    return typed.strip() or None


def typed_again(body: Mapping[str, Any]) -> dict[str, list[str]]:
    """A body as it was typed, to be corrected and sent again."""
    said: dict[str, list[str]] = {}
    for name, value in body.items():
        if name == "personal":
            said.update({f"personal.{p['party']}": [p.get("ground", "")] for p in value})
        elif isinstance(value, Mapping):
            said.update({f"{name}.{k}": v for k, v in typed_again(value).items()})
        elif isinstance(value, bool):
            said[name] = [_YES] if value else []
        elif isinstance(value, list):
            said[name] = [str(v) for v in value]
        else:
            said[name] = [str(value)]
    return said


def wrong_fields(speech: Speech, act: str, body: Mapping[str, Any]) -> dict[str, str]:
    """Every faulty field with its one sentence."""
    return {fault.field: speech.fault(fault) for fault in reversed(faults(act, body))}


def said(speech: Speech, act: str, body: Mapping[str, Any], asked: Asked = FIELDS) -> list[tuple[str, str]]:
    """What a command said, for the timeline; parties with their numbers are never repeated here.

    `asked` are the fields of the acts of its proceeding.
    """
    lines: list[tuple[str, str]] = []
    for name, value in body.items():
        if name == "parties" or (name == "subject" and isinstance(value, Mapping)):
            continue
        if isinstance(value, Mapping):
            inner = ((f"{name}.{k}", v) for k, v in value.items())
            lines.extend((speech.field_name(act, path), _word(speech, act, path, v, asked)) for path, v in inner)
        else:
            lines.append((speech.field_name(act, name), _word(speech, act, name, value, asked)))
    return lines


def _word(speech: Speech, act: str, path: str, value: Any, asked: Asked) -> str:
    if isinstance(value, bool):
        return speech.t("是", "yes") if value else speech.t("否", "no")
    if isinstance(value, Mapping):
        return speech.listing(_word(speech, act, f"{path}.{k}", v, asked) for k, v in value.items())
    if isinstance(value, list):
        return speech.listing(_word(speech, act, path, v, asked) for v in value)
    return str(value) if _is_text(act, path, asked) else speech.choice(path, str(value), act)


def _is_text(act: str, path: str, asked: Asked) -> bool:
    """Whether the field is typed freely, so that its words are shown as they are."""
    outer, _, inner = path.partition(".")
    field = next(f for f in asked[act] if f.name == outer)
    if inner:
        field = next((f for f in field.inner if f.name == inner), field)
    return field.kind in (Kind.TEXT, Kind.MARK, Kind.DAY, Kind.NUMBER)


def _first(posted: Posted, name: str) -> str:
    values = posted.get(name) or ("",)
    return values[0]


def whole(typed: str, otherwise: int) -> int:
    """A whole number that was typed, or another where it is none."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= _MOST_DIGITS else otherwise
