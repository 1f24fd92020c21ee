"""What the record does in the transaction of an edition: the effect on its open cases is made and kept (H-173)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from activities.proceeding_record import Asking, Room
from models.law.days import law_day
from models.law.edition_rules import KEPT, EditionLaw
from models.law.edition_trying import book_with
from models.law.library import lawbook
from models.law.reading import LawError
from models.records.commands import as_day
from models.records.list_editions import EditionState
from models.tables.edition_effects import Effect, effect_of, keep_effect, kept_effect, standing_of
from models.tables.edition_texts import edition_texts, file_of
from models.tables.editions import EDITION

_REHEARSAL = "rehearsal"


def _known(connection: Connection, state: EditionState, _law: EditionLaw, asking: Asking) -> dict[str, Any]:
    """The effect as the record's cases stand, and whether those of the sheet shown have moved on: no sender can say it.

    A rehearsal has a record of its own, where no case is open.
    """
    if state.mode == _REHEARSAL:
        return {}
    if asking.act in ("submit_edition", "show_effect"):
        return {"shown": _shown(connection, state, asking)}
    if asking.act == "approve_edition":
        return {"sheet": standing_of(connection, state.edition_id, state.effect, state.text)}
    return {}


def _shown(connection: Connection, state: EditionState, asking: Asking) -> dict[str, Any]:
    try:
        effect = _effect(connection, state, asking)
    except LawError as fault:
        return {"fault": str(fault)}
    cases = len({turn.case_id for turn in effect.cases})
    return {"effect": keep_effect(connection, state.edition_id, effect, asking.at), "cases": cases}


def _effect(connection: Connection, state: EditionState, asking: Asking) -> Effect:
    """What the edition would do from the day planned on, by the law files as they are now and with it."""
    today, book = law_day(asking.at), lawbook()
    on = as_day(asking.body.get("in_force_on")) or state.planned_on or today
    texts = edition_texts(connection, state)
    digest = state.text or state.digest()
    file = file_of(state, texts, texts.opening["lead"], today, on)
    tried = book_with(book, state.instrument, on, file)
    if state.of == KEPT:
        return kept_effect(connection, book, texts.after, digest, on)
    return effect_of(connection, (book, tried), digest, on)


EDITIONS: Room[EditionState, EditionLaw] = Room(
    EDITION, _known, adds=("shown", "sheet"), by_the_record=("effect_moved_on", "edition_unreadable")
)
