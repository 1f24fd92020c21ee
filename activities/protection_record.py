"""What the record adds to a matter of protection: the register as it is frozen, in the transaction that writes it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from activities.proceeding_record import Asking, Room
from models.law.protection_rules import ProtectionLaw
from models.records.protection import ProtectionState
from models.tables.protections import PROTECTION
from models.tables.queries import frozen


def _known(connection: Connection, state: ProtectionState, law: ProtectionLaw, asking: Asking) -> dict[str, Any]:
    """How much was registered since the last time, its digest, and what of it is abnormal."""
    if asking.act != "draw_register" or state.register is None:
        return {}
    return frozen(connection, state.register.last_entry, state.mode, law)


ROOM: Room[ProtectionState, ProtectionLaw] = Room(
    PROTECTION, known=_known, adds=("last_entry", "entries", "digest", "abnormal")
)
