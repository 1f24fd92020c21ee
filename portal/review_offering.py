"""What there is to choose from in the forms of a review: the running cases that rest on a measure stopped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from models.law.days import law_day
from models.records.campaigns import Stop
from models.records.commands import Actor
from models.tables.campaign_stops import RunningCase, plan_of, running_now
from portal.case_choices import SHOWN, CaseGroup, groups_of
from portal.counter import Counter
from portal.filling import Posted
from portal.law_titles import titles
from portal.proceeding_kind import Choices, Kind, Offer
from portal.proceeding_wording import ProceedingSpeech


@dataclass(frozen=True, slots=True)
class ReviewOffer(Offer):
    """A review's choices, with the running cases where a measure was stopped."""

    cases: Choices = ()
    groups: tuple[CaseGroup, ...] = ()


def offer_of(
    kind: Kind[Any], counter: Counter, speech: ProceedingSpeech, held: Any, _: Actor, act: str, __: Posted
) -> ReviewOffer:
    """The running cases as they are now, and their digest: what is confirmed is what stands on this page."""
    plain = (held, counter.reader.officers(), kind.names(counter, speech.lang, held))
    stops = held.state.undisposed() if act == "dispose_cases" else ()
    if not stops:
        return ReviewOffer(*plain)
    stop: Stop = stops[0]

    def ask(connection: Connection) -> tuple[RunningCase, ...]:
        return running_now(connection, held.mode, stop)

    rows = counter.reader.ask(ask)
    groups = groups_of(rows, speech, titles(counter.book, law_day(counter.now()))[0])
    given = {"plan": plan_of([r.id for r in rows])}
    return ReviewOffer(*plain, given, tuple(r.id for r in rows)[:SHOWN], groups)


def fresh(act: str, offer: Offer, _: date) -> dict[str, list[str]]:
    """A new form is for the first stop that waits."""
    if act != "dispose_cases" or not offer.state.undisposed():
        return {}
    return {"incident": [offer.state.undisposed()[0].id]}
