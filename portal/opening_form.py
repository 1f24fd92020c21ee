"""The form that opens a case: its grounds, the basis document, and the parties."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.law.regimes import Law
from models.steps.forms import Field
from portal.choosing import field_of
from portal.filling import Posted, Widget, typed_again, value_of, whole, widget
from portal.opening_law import grounds as law_grounds
from portal.wording import Speech

ACT = "open_case"
MODES = ("training", "real")
MOST_PARTIES = 12
_PARTIES_SHOWN = 2
_GIVEN_BY_HOUSE = ("id", "born")
_NOT_CONFUSED = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_RANDOM_LENGTH = 10


@dataclass(frozen=True, slots=True)
class PartyForm:
    """The widgets of one party, and whether the basis document names it."""

    id: str
    widgets: tuple[Widget, ...]
    named: bool


@dataclass(frozen=True, slots=True)
class OpeningForm:
    """The whole form."""

    grounds: Widget
    basis: tuple[Widget, ...]
    new_facts: Widget
    parties: tuple[PartyForm, ...]


def new_case_id(mode: str, year: int) -> str:
    """A case's id: its mode, the year, and a drawn part; nothing personal."""
    return f"{mode}-{year}-{''.join(secrets.choice(_NOT_CONFUSED) for _ in range(_RANDOM_LENGTH))}"


def form(speech: Speech, law: Law, posted: Posted, wrong: Mapping[str, str], count: int) -> OpeningForm:
    """The form with what was typed so far."""
    grounds = widget(speech, ACT, field_of(ACT, "grounds"), law_grounds(law), posted, wrong)
    basis = tuple(
        widget(speech, ACT, f, _basis_choices(law, f), posted, wrong, path=f"basis.{f.name}")
        for f in _basis_fields(law)
    )
    new_facts = widget(speech, ACT, field_of(ACT, "new_facts"), None, posted, wrong)
    parties = tuple(_party(speech, law, posted, wrong, n) for n in range(1, count + 1))
    return OpeningForm(grounds, basis, new_facts, parties)


def _basis_fields(law: Law) -> list[Field]:
    """What is asked of the basis document: nothing that this law does not look at."""
    asked = {
        "parties": False,
        "status": law.says("notice-merged"),
        "penalties": bool(law.heavy_penalties),
    }
    return [f for f in field_of(ACT, "basis").inner if asked.get(f.name, True)]


def _basis_choices(law: Law, field: Field) -> tuple[str, ...] | None:
    if field.name == "kind":
        return tuple(dict.fromkeys(k for g in law.grounds for k in g.basis_kinds))
    return law.heavy_penalties if field.name == "penalties" else field.among or None


def _party(speech: Speech, law: Law, posted: Posted, wrong: Mapping[str, str], place: int) -> PartyForm:
    made = []
    for f in _party_fields():
        options = law.principal_roles if place == 1 else law.roles_listed
        among = options if f.name == "role" else f.among or None
        made.append(widget(speech, ACT, f, among, posted, wrong, path=f"parties[{place}].{f.name}"))
    named = f"p{place}" in posted.get("basis.parties", ())
    return PartyForm(f"p{place}", tuple(made), named)


def _party_fields() -> tuple[Field, ...]:
    return tuple(f for f in field_of(ACT, "parties").inner if f.name not in _GIVEN_BY_HOUSE)


def how_many(posted: Posted) -> int:
    """How many parties the form shows; one more where that was asked for."""
    count = whole("".join(posted.get("count", ())), _PARTIES_SHOWN)
    return min(max(count + ("more" in posted), 1), MOST_PARTIES)


def body_of(posted: Posted, level: str) -> dict[str, Any]:
    """What was typed as the command's body; a party left wholly blank is none."""
    body: dict[str, Any] = {"level": level}
    grounds = value_of(field_of(ACT, "grounds"), posted, "grounds")
    if grounds:
        body["grounds"] = grounds
    new_facts = value_of(field_of(ACT, "new_facts"), posted, "new_facts")
    if new_facts:
        body["new_facts"] = new_facts
    parties = _parties(posted)
    basis = {
        f.name: value
        for f in field_of(ACT, "basis").inner
        if f.name != "parties" and (value := value_of(f, posted, f"basis.{f.name}")) is not None
    }
    ids = [p["id"] for p in parties]
    basis["parties"] = [p for p in posted.get("basis.parties", ()) if p in ids]
    return {**body, "basis": basis, "parties": parties}


def _parties(posted: Posted) -> list[dict[str, Any]]:
    parties: list[dict[str, Any]] = []
    for place in range(1, how_many(posted) + 1):
        found: dict[str, Any] = {}
        for f in _party_fields():
            value = value_of(f, posted, f"parties[{place}].{f.name}")
            if value is not None:
                found[f.name] = value.strip().upper() if f.name in ("uscc", "id_number") else value
        typed = [k for k in found if k not in ("kind", "role")]
        if typed or place == 1:
            parties.append({"id": f"p{place}", **found})
    return parties


def posted_name(fault_field: str, body: Mapping[str, Any]) -> str:
    """The widget a fault belongs to: parties left blank do not shift the places of the others."""
    if not fault_field.startswith("parties["):
        return fault_field
    place = int(fault_field[len("parties[") : fault_field.index("]")])
    party = body["parties"][place - 1]["id"]
    return f"parties[{party[1:]}]" + fault_field[fault_field.index("]") + 1 :]


def typed(body: Mapping[str, Any]) -> dict[str, list[str]]:
    """An opening that was refused, as it was typed, to be corrected and sent again."""
    said = {"grounds": list(body.get("grounds", ())), "count": [str(max(len(body["parties"]), 1))]}
    said["new_facts"] = [body.get("new_facts", "")]
    for name, values in typed_again(body["basis"]).items():
        said[f"basis.{name}"] = values
    for place, party in enumerate(body["parties"], start=1):
        for name, values in typed_again(party).items():
            said[f"parties[{place}].{name}"] = values
    named = [party["id"] for party in body["parties"]]
    said["basis.parties"] = [f"p{named.index(p) + 1}" for p in body["basis"].get("parties", ()) if p in named]
    return said
