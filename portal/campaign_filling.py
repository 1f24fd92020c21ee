"""Filling in the forms of a campaign's acts: what may be chosen, and what was typed as a body."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.records.campaigns import Unit
from models.records.commands import Actor
from models.steps.cleanup_fields import FIELDS, campaign_faults
from models.steps.cleanup_judging import UNIT_OFFICER
from models.steps.fields import Field, Kind
from portal.campaign_reading import CampaignFile
from portal.choosing import Officer
from portal.filling import Posted, Widget, typed_again, value_of, widget
from portal.proceeding_wording import ProceedingSpeech

Choices = tuple[str, ...]
# How many rows a list of places shows at first, and how many more each time it is asked for more.
_ROWS = {"items": 3, "findings": 1, "values": 1}
_MORE = 3
_MOST_ROWS = 60
# What the page itself knows, so that nobody types it.
GIVEN = ("digest", "plan")
_ROW = re.compile(r"\[(\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class CampaignOffer:
    """What there is to choose from: the campaign, who acts, the unit or stop the form is for, the law's lists."""

    campaign: CampaignFile
    actor: Actor
    unit: str = ""
    stop: str = ""
    officers: tuple[Officer, ...] = ()
    regimes: Choices = ()
    measures: Choices = ()
    columns: Choices = ()
    column: str = ""
    cases: Choices = ()
    given: Mapping[str, str] = field(default_factory=dict)

    def units(self) -> Choices:
        """The units this officer may act for."""
        state = self.campaign.state
        held = [u for u in state.units if self.actor.id in u.officers]
        if any(r != UNIT_OFFICER and r.startswith("lead-") for r in self.actor.roles):
            return tuple(u.id for u in state.units)
        return tuple(dict.fromkeys(u.id for top in held for u in state.under(top.id)))

    def of_unit(self) -> Unit | None:
        """The unit the form is for."""
        return self.campaign.state.unit(self.unit)


def takes_unit(act: str) -> bool:
    """Whether the act speaks of a unit that is there already."""
    return act != "enrol_unit" and any(f.name == "unit" for f in FIELDS[act])


def takes_stop(act: str) -> bool:
    """Whether the act speaks of a stop that is there already."""
    return act != "propose_stop" and any(f.name == "stop" for f in FIELDS[act])


def choices(act: str, name: str, held: Field, offer: CampaignOffer) -> Choices | None:
    """The codes to choose from; None where a field is typed freely."""
    if f"{act}.{name}" == "enrol_unit.unit":
        return None
    make = _CHOICES.get(name)
    if make is not None:
        return make(offer)
    return held.among or None


def _items(offer: CampaignOffer) -> Choices:
    return tuple(i.id for i in offer.campaign.state.items if i.unit == offer.unit and not i.done)


def _findings(offer: CampaignOffer) -> Choices:
    return tuple(f.id for f in offer.campaign.state.findings if f.unit == offer.unit and not f.settled)


def _faults(offer: CampaignOffer) -> Choices:
    unit = offer.of_unit()
    return unit.ledger.faults if unit and unit.ledger else ()


_CHOICES: dict[str, Callable[[CampaignOffer], Choices | None]] = {
    "unit": lambda o: (o.unit,) if o.unit else o.units(),
    "stop": lambda o: (o.stop,) if o.stop else None,
    "parent": lambda o: tuple(u.id for u in o.campaign.state.units),
    "officers": lambda o: tuple(a.id for a in o.officers if UNIT_OFFICER in a.roles),
    "kind": lambda o: tuple(k for k in o.campaign.law.unit_kinds if k != "lead"),
    "item": _items,
    "finding": _findings,
    "fault": _faults,
    "values.field": lambda o: o.columns,
    "regimes": lambda o: o.regimes,
    "measures": lambda o: o.measures,
}


def widgets(
    speech: ProceedingSpeech, act: str, offer: CampaignOffer, posted: Posted, wrong: Mapping[str, str]
) -> tuple[Widget, ...]:
    """The form of an act; what the page itself knows is not asked."""
    made: list[Widget] = []
    for held in FIELDS[act]:
        if held.name in GIVEN:
            continue
        if held.name == "cases":
            made.extend(_cases(speech, act, offer, posted))
        elif held.kind is Kind.PLACES:
            made.extend(_places(speech, act, held, offer, posted, wrong))
        elif held.required or choices(act, held.name, held, offer) != ():
            made.append(widget(speech, act, held, choices(act, held.name, held, offer), posted, wrong))
    return tuple(made)


def _places(
    speech: ProceedingSpeech, act: str, held: Field, offer: CampaignOffer, posted: Posted, wrong: Mapping[str, str]
) -> Iterator[Widget]:
    """A list of places as so many groups, numbered."""
    shown = rows_shown(held.name, posted)
    for n in range(1, shown + 1):
        inner = []
        for f in held.inner:
            path = f"{held.name}[{n}].{f.name}"
            among = choices(act, f"{held.name}.{f.name}", f, offer)
            inner.append(widget(speech, act, f, among, posted, wrong, path=path))
        label = f"{speech.field_name(act, held.name)} {n}" if shown > 1 else speech.field_name(act, held.name)
        helped, rule = speech.help(act, held.name) if n == 1 else ("", None)
        yield Widget(
            f"{held.name}[{n}]", label, "group", held.required and n == 1,
            fault=wrong.get(held.name, "") if n == 1 else "", help=helped, rule=rule, inner=tuple(inner),
        )  # fmt: skip


def _cases(speech: ProceedingSpeech, act: str, offer: CampaignOffer, posted: Posted) -> Iterator[Widget]:
    """What happens to each running case that was shown; what is left open follows the choice for all others."""
    field_of = next(f for f in FIELDS[act] if f.name == "cases").inner[1]
    words = [(code, speech.choice("cases.disposition", code, act)) for code in field_of.among]
    options = (("", speech.t("与其余案件相同", "as all others")), *words)
    for case_id in offer.cases:
        name = f"cases.{case_id}"
        yield Widget(name, case_id, "select", required=False, options=options, values=tuple(posted.get(name, ())))


def rows_shown(name: str, posted: Posted) -> int:
    """How many rows of a list of places the form shows: all that were sent, and more where that was asked."""
    sent = [int(found[1]) for key in posted if key.startswith(f"{name}[") and (found := _ROW.search(key))]
    return min(max([_ROWS.get(name, 1), *sent]) + (_MORE if "more" in posted else 0), _MOST_ROWS)


def grows(act: str) -> bool:
    """Whether the form can be given more rows."""
    return any(f.kind is Kind.PLACES and f.name != "cases" for f in FIELDS[act])


def body_of(act: str, posted: Posted) -> dict[str, Any]:
    """What was typed as the command's body; what was left blank is left out, rows left blank too."""
    body: dict[str, Any] = {}
    for held in FIELDS[act]:
        if held.name == "cases":
            value: Any = _chosen(posted) or None
        elif held.kind is Kind.PLACES:
            value = _rows(held, posted) or None
        else:
            value = value_of(held, posted, held.name)
        if value is not None:
            body[held.name] = value
    return body


def _chosen(posted: Posted) -> list[dict[str, str]]:
    typed = ((name.removeprefix("cases."), values) for name, values in posted.items() if name.startswith("cases."))
    return [{"case": case_id, "disposition": values[0]} for case_id, values in typed if values and values[0]]


def _rows(held: Field, posted: Posted) -> list[dict[str, Any]]:
    found = []
    for n in range(1, rows_shown(held.name, posted) + 1):
        said = ((f.name, value_of(f, posted, f"{held.name}[{n}].{f.name}")) for f in held.inner)
        row = {name: value for name, value in said if value is not None}
        if row:
            found.append(row)
    return found


def typed(body: Mapping[str, Any]) -> dict[str, list[str]]:
    """A body as it was typed, to be corrected and sent again."""
    said = typed_again({k: v for k, v in body.items() if not _is_places(v)})
    for name, value in body.items():
        if name == "cases":
            said.update({f"cases.{c['case']}": [c.get("disposition", "")] for c in value})
        elif _is_places(value):
            for n, row in enumerate(value, start=1):
                said.update({f"{name}[{n}].{k}": v for k, v in typed_again(row).items()})
    return said


def _is_places(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(v, Mapping) for v in value)


def fresh(act: str, offer: CampaignOffer, today: date) -> dict[str, list[str]]:
    """What a new form already says: the unit or stop it is for, today, this month."""
    said: dict[str, list[str]] = {}
    for held in FIELDS[act]:
        if held.kind is Kind.DAY and held.required:
            said[held.name] = [today.isoformat()]
    said |= {"unit": [offer.unit]} if offer.unit else {}
    said |= {"stop": [offer.stop]} if offer.stop else {}
    said |= {name: [value] for name, value in offer.given.items()}
    if act == "issue_monthly_notice":
        said["month"] = [today.isoformat()[:7]]
    if act == "propose_stop":
        said["stop"] = [f"s{len(offer.campaign.state.stops) + 1}"]
    if act == "settle_fault" and offer.column:
        said["values[1].field"] = [offer.column]
    return said


def wrong_fields(speech: ProceedingSpeech, act: str, body: Mapping[str, Any]) -> dict[str, str]:
    """Every faulty field with its one sentence."""
    return {fault.field: speech.fault(fault) for fault in reversed(campaign_faults(act, body))}
