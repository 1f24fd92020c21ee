"""Filling in the forms of a review's acts: what may be chosen, and what a new form already says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from models.law.campaign_rules import LEVELS
from models.records.measure_reviews import ReviewState
from models.steps.cleanup_judging import is_above
from models.steps.fields import Field, Kind
from models.steps.measure_fields import FIELDS, review_faults
from portal.filling import Posted, Widget, widget
from portal.proceeding_filling import Choices, places
from portal.proceeding_wording import ProceedingSpeech

# Days that an act names lie ahead, or were told elsewhere: a form does not propose today for them.
_NOT_TODAY = ("issue_measure.in_force_on", "record_incident.on")


@dataclass(frozen=True, slots=True)
class ReviewOffer:
    """What there is to choose from: where the review stands, and the measures that the lists held name."""

    state: ReviewState
    measures: Choices = ()


def choices(act: str, name: str, held: Field, offer: ReviewOffer) -> Choices | None:
    """The codes to choose from; None where a field is typed freely."""
    make = _CHOICES.get(f"{act}.{name}")
    return make(offer) if make else held.among or None


def _levels_above(offer: ReviewOffer) -> Choices:
    measure = offer.state.measure
    return tuple(level for level in LEVELS if measure is None or is_above(level, measure.level))


_CHOICES: dict[str, Callable[[ReviewOffer], Choices | None]] = {
    "propose_measure.list_item": lambda o: o.measures or None,
    "obtain_upper_consent.level": _levels_above,
    "answer_incident.incident": lambda o: tuple(i.id for i in o.state.incidents if not i.finding),
    "notify_incident.incident": lambda o: tuple(
        i.id for i in o.state.incidents if i.asks_for_a_notice and i.noticed_on is None
    ),
}


def widgets(
    speech: ProceedingSpeech, act: str, offer: ReviewOffer, posted: Posted, wrong: Mapping[str, str]
) -> tuple[Widget, ...]:
    """The form of an act."""
    made: list[Widget] = []
    choose = partial(choices, act, offer=offer)
    for held in FIELDS[act]:
        if held.kind is Kind.PLACES:
            made.extend(places(speech, act, held, choose, posted, wrong))
        else:
            made.append(widget(speech, act, held, choose(held.name, held), posted, wrong))
    return tuple(made)


def fresh(act: str, today: date) -> dict[str, list[str]]:
    """What a new form already says: today, where the act is of today as a rule."""
    days = (f.name for f in FIELDS[act] if f.kind is Kind.DAY and f"{act}.{f.name}" not in _NOT_TODAY)
    return {name: [today.isoformat()] for name in days}


def wrong_fields(speech: ProceedingSpeech, act: str, body: Mapping[str, Any]) -> dict[str, str]:
    """Every faulty field with its one sentence."""
    return {fault.field: speech.fault(fault) for fault in reversed(review_faults(act, body))}
