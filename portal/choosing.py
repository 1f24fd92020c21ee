"""What may be chosen in a field of an act: the law's lists, the case's own parties and papers."""

from __future__ import annotations

from collections.abc import Callable

from models.law.regimes import Law
from models.records.cases import CaseState
from models.steps.forms import FIELDS, Field

Choices = tuple[str, ...]


def choices(act: str, field: Field, state: CaseState, law: Law) -> Choices | None:
    """The codes to choose from; None where a field is typed freely."""
    if field.among:
        return field.among
    make = _BY_ACT.get(f"{act}.{field.name}") or _BY_FIELD.get(field.name)
    return make(state, law) if make else None


def field_of(act: str, name: str) -> Field:
    """The field of an act by its name."""
    return next(f for f in FIELDS[act] if f.name == name)


def servable(state: CaseState) -> Choices:
    """The papers of a case that can be served, the latest first."""
    return tuple(dict.fromkeys(p.kind for p in reversed(state.papers)))


def persons(state: CaseState) -> Choices:
    """The natural persons among the parties."""
    return tuple(p.id for p in state.parties if p.kind == "person")


def _parties(state: CaseState, _: Law) -> Choices:
    return tuple(p.id for p in state.parties)


def _addressees(state: CaseState, law: Law) -> Choices:
    return ("all", *_parties(state, law))


def _awaiting(state: CaseState, _: Law) -> Choices:
    return ("all", *dict.fromkeys(s.party for s in state.statements if not s.answered))


_BY_FIELD: dict[str, Callable[[CaseState, Law], Choices]] = {
    "measures": lambda _, law: law.measures,
    "method": lambda _, law: law.service_methods,
    "tried": lambda _, law: tuple(m for m in law.service_methods if m not in ("announcement", "electronic")),
    "by_party": _parties,
    "channels": lambda _, law: law.channels,
    "materials": lambda _, law: law.materials,
    "recipient": lambda state, _: tuple(dict.fromkeys(x.recipient for x in state.legs if x.on is None)),
    "leniency": lambda _state, _law: ("cure",),
}
_BY_ACT: dict[str, Callable[[CaseState, Law], Choices]] = {
    "record_service.document": lambda state, _: servable(state),
    "record_service.to": _addressees,
    "answer_statement.to": _awaiting,
    "draft_decision.measures": lambda state, _: state.measures_told,
}
