"""Filling in the forms of a campaign's acts: what may be chosen, and what a new form already says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from models.records.campaigns import Unit
from models.records.commands import Actor
from models.steps.cleanup_fields import FIELDS
from models.steps.cleanup_judging import UNIT_OFFICER
from portal.campaign_reading import CampaignFile
from portal.case_choices import CaseGroup
from portal.choosing import Officer
from portal.proceeding_kind import Choices, Offer

# What the page itself knows, so that nobody types it.
GIVEN = ("digest", "plan")


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
    groups: tuple[CaseGroup, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)
    # What a new form already says of the ledger: the document a stop is about, the rows a plan is for.
    said: Mapping[str, list[str]] = field(default_factory=dict)
    documents: Choices = ()

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


def _items(offer: CampaignOffer) -> Choices:
    return tuple(i.id for i in offer.campaign.state.items if i.unit == offer.unit and not i.done)


def _findings(offer: CampaignOffer) -> Choices:
    return tuple(f.id for f in offer.campaign.state.findings if f.unit == offer.unit and not f.settled)


def _faults(offer: CampaignOffer) -> Choices:
    unit = offer.of_unit()
    return unit.ledger.faults if unit and unit.ledger else ()


CHOICES: dict[str, Callable[[CampaignOffer], Choices | None]] = {
    "enrol_unit.unit": lambda _: None,
    "unit": lambda o: (o.unit,) if o.unit else o.units(),
    "stop": lambda o: (o.stop,) if o.stop else None,
    "parent": lambda o: tuple(u.id for u in o.campaign.state.units),
    "officers": lambda o: tuple(a.id for a in o.officers if UNIT_OFFICER in a.roles),
    "kind": lambda o: tuple(k for k in o.campaign.law.unit_kinds if k != "lead"),
    "item": _items,
    "finding": _findings,
    "fault": _faults,
    "values.field": lambda o: o.columns,
    "items.document": lambda o: o.documents or None,
    "propose_stop.document": lambda o: o.documents or None,
    "regimes": lambda o: o.regimes,
    "measures": lambda o: o.measures,
}


def fresh(act: str, offer: CampaignOffer | Offer, today: date) -> dict[str, list[str]]:
    """What a new form already says beside today: the unit or stop it is for, this month."""
    if isinstance(offer, Offer):
        return {}
    said: dict[str, list[str]] = {}
    said |= {"unit": [offer.unit]} if offer.unit else {}
    said |= {"stop": [offer.stop]} if offer.stop else {}
    said |= {name: [value] for name, value in offer.given.items()}
    if act == "issue_monthly_notice":
        said["month"] = [today.isoformat()[:7]]
    if act == "propose_stop":
        said["stop"] = [f"s{len(offer.campaign.state.stops) + 1}"]
    said |= offer.said
    if act == "settle_fault" and offer.column:
        said["values[1].field"] = [offer.column]
    return said
