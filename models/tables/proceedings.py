"""Files of proceedings beside listing cases: opened with law and calendar pinned, their commands received."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, select

from models.contracts.listing import KEYS_KEPT, Applied
from models.law.days import Calendar
from models.law.proceeding_rules import Rules
from models.records.acts import Act
from models.records.commands import CLOCK
from models.steps.forms import FieldFault, key_faults
from models.tables.packing import pack
from models.tables.receiving import CommandFault, Sent, keep_command, keep_pin
from models.tables.schema import act, outbox, pin

Form = Callable[[str, dict[str, Any]], Sequence[FieldFault]]


@dataclass(frozen=True, slots=True)
class FileOpening:
    """What a new file is opened with; `more` are the columns its own table adds."""

    id: str
    mode: str
    authority: str
    level: str
    region: str
    law: Rules
    law_version: str
    law_kind: str
    calendar: Calendar
    opened_at: datetime
    state: object
    step: str
    rehearsal_offset: int = 0
    more: dict[str, Any] = field(default_factory=dict)


def open_proceeding(connection: Connection, table: Table, opening: FileOpening) -> None:
    """Make an empty file with its law and calendar pinned; the id is never used twice."""
    keep_pin(connection, opening.law_version, opening.law_kind, pack(opening.law))
    keep_pin(connection, opening.calendar.version, "calendar", pack(opening.calendar))
    connection.execute(
        table.insert().values(
            id=opening.id,
            mode=opening.mode,
            law_version=opening.law_version,
            calendar_version=opening.calendar.version,
            authority=opening.authority,
            level=opening.level,
            region=opening.region,
            opened_at=opening.opened_at,
            rehearsal_offset=opening.rehearsal_offset,
            version=0,
            step=opening.step,
            closed=False,
            state=pack(opening.state),
            applied_version=0,
            **opening.more,
        )
    )


def receive_in(connection: Connection, sent: Sent, form: Form) -> bool:
    """Write a command of a proceeding as received, whatever becomes of it; False where the same one is there.

    `form` names the faults of what it says: `CommandFault` for the first, and nothing is written.
    """
    for fault in (*key_faults(sent.key), *form(sent.act, sent.body)):
        raise CommandFault(sent.act, fault.field, fault.zh, fault.en)
    return keep_command(connection, sent)


def order_papers(connection: Connection, file_id: str, acts: Sequence[Act], first_seq: int) -> None:
    """Order every paper that these acts sign: printing it is an errand of its own."""
    orders = [
        {"case_id": file_id, "act_seq": first_seq + n, "errand": "print_paper", "subject": kind, "state": "due"}
        for n, act in enumerate(acts)
        for kind in act.documents
    ]
    if orders:
        connection.execute(outbox.insert(), orders)


def pinned_text(connection: Connection, version: str) -> str:
    """What was pinned under a version, as JSON."""
    return str(connection.execute(select(pin.c.content).where(pin.c.version == version)).scalar_one())


def answered(connection: Connection, proceeding_id: str) -> tuple[Applied, ...]:
    """The last keys that have their answer, in order."""
    found = (
        select(act.c.key, act.c.version)
        .where(act.c.case_id == proceeding_id, act.c.actor != CLOCK)
        .order_by(act.c.version.desc())
        .limit(KEYS_KEPT)
    )
    return tuple(Applied(row.key, row.version) for row in reversed(connection.execute(found).all()))
