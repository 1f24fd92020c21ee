"""The room of a list's standard in the record: what only the record knows of other files of the list."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from activities.proceeding_record import Asking, Room
from models.law.standard_rules import StandardLaw
from models.records.list_standards import StandardState
from models.steps.standard_table import OPENINGS
from models.tables.list_standards import STANDARD, files_of_list


def _known(connection: Connection, state: StandardState, _law: StandardLaw, asking: Asking) -> dict[str, Any]:
    """Which open file the list has already: its standard is revised there (H-162)."""
    if asking.act not in OPENINGS:
        return {}
    others = files_of_list(connection, str(asking.body["list"]), state.mode, state.standard_id)
    return {"other": others[0]} if others else {}


ROOM: Room[StandardState, StandardLaw] = Room(
    STANDARD, known=_known, adds=("other",), by_the_record=("list_has_a_file",)
)
