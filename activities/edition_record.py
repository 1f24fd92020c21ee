"""What the record does in the transaction of an edition: the effect sheet named is the one kept for it (H-173)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from activities.proceeding_record import Asking, Room
from models.law.edition_rules import EditionLaw
from models.records.list_editions import EditionState
from models.tables.edition_effects import standing_of
from models.tables.editions import EDITION


def _known(connection: Connection, state: EditionState, _law: EditionLaw, asking: Asking) -> dict[str, Any]:
    """Whether the sheet was shown, and whether the cases it names stand where they stood: no sender can say it."""
    effect = asking.body.get("effect")
    if asking.act != "approve_edition" or not effect:
        return {}
    return {"sheet": standing_of(connection, state.edition_id, str(effect), state.text)}


EDITIONS: Room[EditionState, EditionLaw] = Room(
    EDITION, _known, adds=("sheet",), by_the_record=("effect_moved_on", "effect_not_shown")
)
