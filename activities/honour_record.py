"""The legal transaction of a file of honours: what the record knows of the subject, what a new standard leads to."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection

from activities.proceeding_record import Asking, Room
from activities.record import tell
from models.law.days import law_day
from models.law.honour_rules import CLEAN, HonourLaw
from models.records.acts import Act
from models.records.honours import HonourState
from models.steps.honour_fields import OF_THE_RECORD
from models.steps.honour_table import OPENINGS
from models.tables.honours import (
    HONOUR,
    honour_of,
    keep_subject,
    listing_cases,
    stains,
    standard_step,
    subject_in,
    take_turn,
    told_of_a_standard,
    unkept,
)

_ASKS_LISTINGS = ("propose_honour", "recognise_honour", "renew_honour", "drop_ground")
_ASKS_STANDARD = ("propose_honour", "recognise_honour", "renew_honour")
_ASKS_REPLACED = ("draft_standard", "publish_standard")
_UNKNOWN_IN_REHEARSAL = "rehearsal"


def _known(connection: Connection, state: HonourState, law: HonourLaw, asking: Asking) -> dict[str, Any]:
    """What the record adds: who is listed, where the standard stands, what speaks against an incentive.

    A rehearsal has a record of its own: a file it names and does not hold is taken as it was said.
    """
    found: dict[str, Any] = {}
    today = law_day(asking.at)
    whom = subject_in(connection, state.honour_id, asking.body)
    if asking.act in _ASKS_LISTINGS and whom is not None:
        take_turn(connection)
        found["listed"] = listing_cases(connection, state.mode, whom)
    if asking.act in _ASKS_STANDARD:
        standard = asking.body.get("standard") or state.by_standard
        found |= _standing(connection, state, standard, today, "standard_step")
    if asking.act in _ASKS_REPLACED:
        replaced = asking.body.get("replaces") or (state.standard.replaces if state.standard else "")
        found |= _standing(connection, state, replaced, today, "replaced_step")
    if asking.act == "grant_benefit" and whom is not None:
        found |= _of_benefit(connection, state, law, asking, whom, today)
    return found


def _standing(connection: Connection, state: HonourState, standard: str, today: date, name: str) -> dict[str, str]:
    if not standard:
        return {}
    step = standard_step(connection, state.mode, state.honour_id, standard, today)
    if step is None and state.mode == _UNKNOWN_IN_REHEARSAL:
        return {}
    return {name: step or "none"}


def _of_benefit(
    connection: Connection, state: HonourState, law: HonourLaw, asking: Asking, whom: Any, today: date
) -> dict[str, Any]:
    found: dict[str, Any] = {"unkept": unkept(connection, state.mode, whom)}
    years = law.limit("clean_years")
    if asking.body.get("ground") == CLEAN and years is not None:
        found["stains"] = stains(connection, state.mode, whom, _years_before(today, years))
    honour = asking.body.get("honour")
    held = honour_of(connection, state.mode, whom, honour) if honour else None
    if held is not None or (honour and state.mode != _UNKNOWN_IN_REHEARSAL):
        found["honour_class"] = held or "none"
    return found


def _years_before(day: date, years: int) -> date:
    """The corresponding day so many years before; the day before it where that year lacks it."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return (day - timedelta(1)).replace(year=day.year - years)


def _done(connection: Connection, state: HonourState, act: Act, asking: Asking) -> None:
    """What a done act leads to in the same commit: the subject beside its file, the honours a new standard meets."""
    if act.act in OPENINGS and asking.body.get("subject"):
        keep_subject(connection, state.honour_id, asking.body)
    if act.act == "publish_standard":
        for row, sent in told_of_a_standard(connection, state, act):
            tell(connection, HONOUR, row, sent, act.at)


HONOURS: Room[HonourState, HonourLaw] = Room(
    HONOUR,
    known=_known,
    done=_done,
    adds=OF_THE_RECORD,
    by_the_record=(
        "standard_unknown", "honour_not_held", "honour_listed", "standard_not_published", "years_not_clean",
        "promise_unkept",
    ),
)  # fmt: skip
