"""Receiving: what comes in is written first, whoever sends it, with Temporal down too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import Connection, Table, select, update
from sqlalchemy.dialects import postgresql, sqlite

from models.law.days import Calendar
from models.law.regimes import Law
from models.records.acts import Refused
from models.records.cases import CaseState
from models.records.commands import Actor
from models.steps.forms import faults, key_faults
from models.tables.packing import digest, pack, pack_plain
from models.tables.schema import case_file, command, party, pin


class ReceivingError(Exception):
    """The family of faults in what is sent."""


class CommandFault(ReceivingError):
    """A command says something that cannot be read: the sentence names the field."""

    def __init__(self, act: str, field_name: str, zh: str, en: str) -> None:
        """Keep the place and both sentences."""
        super().__init__(f"{act}: {en}")
        self.act, self.field, self.zh, self.en = act, field_name, zh, en


class KeyTaken(ReceivingError):
    """The same key came with another body: the first keeps it."""

    code: ClassVar[str] = "duplicate_command"

    def __init__(self, key: str) -> None:
        """Name the key."""
        super().__init__(f"the key {key} belongs to another command")
        self.key = key


@dataclass(frozen=True, slots=True)
class Sent:
    """A command as it was sent: all that was said, and the case version its sender had read."""

    key: str
    case_id: str
    act: str
    by: Actor
    body: dict[str, Any] = field(default_factory=dict)
    seen_version: int = 0
    legal_at: datetime | None = None

    def sha256(self) -> str:
        """The digest that makes the same key and body the same command."""
        return digest(pack_plain([self.case_id, self.act, self.by.id, self.body]))


@dataclass(frozen=True, slots=True)
class Opening:
    """What a new case file is opened with."""

    case_id: str
    mode: str
    authority: str
    level: str
    region: str
    law: Law
    calendar: Calendar
    opened_at: datetime
    rehearsal_offset: int = 0


def keep_refusal(connection: Connection, key: str, refused: Refused) -> None:
    """Keep a validator's refusal as the outcome of its command; one that has its answer keeps that."""
    connection.execute(
        update(command)
        .where(command.c.key == key, command.c.outcome == "received")
        .values(outcome="refused", answer=pack(refused), answered_at=datetime.now(UTC))
    )


def check_form(sent: Sent) -> None:
    """Refuse a command whose fields cannot be read, in one sentence with the place."""
    for fault in (*key_faults(sent.key), *faults(sent.act, sent.body)):
        raise CommandFault(sent.act, fault.field, fault.zh, fault.en)


def open_file(connection: Connection, opening: Opening) -> None:
    """Make an empty case file with its law and calendar pinned; the id is never used twice."""
    keep_law(connection, opening.law)
    keep_pin(connection, opening.calendar.version, "calendar", pack(opening.calendar))
    state = CaseState(opening.case_id, opening.mode)
    connection.execute(
        case_file.insert().values(
            id=opening.case_id,
            mode=opening.mode,
            regime=opening.law.regime,
            law_version=opening.law.version,
            calendar_version=opening.calendar.version,
            authority=opening.authority,
            level=opening.level,
            region=opening.region,
            opened_at=opening.opened_at,
            rehearsal_offset=opening.rehearsal_offset,
            version=0,
            step=state.step,
            closed=False,
            state=pack(state),
            applied_version=0,
        )
    )


def keep_law(connection: Connection, law: Law) -> None:
    """Hold a law before it is announced; one that is held stays as it is."""
    keep_pin(connection, law.version, "law", pack(law))


def keep_pin(connection: Connection, version: str, kind: str, content: str) -> None:
    """Keep a law or a calendar by its version, once."""
    if connection.execute(select(pin.c.kind).where(pin.c.version == version)).first() is None:
        _insert_once(connection, pin, version=version, kind=kind, content=content)


def receive(connection: Connection, sent: Sent) -> bool:
    """Write a command as received; False where the same one is there already.

    Raises `CommandFault` for an unreadable body and `KeyTaken` for a key that
    belongs to another command; nothing is written then.
    """
    check_form(sent)
    if not keep_command(connection, sent):
        return False
    if sent.act == "open_case":
        known = connection.execute(select(party.c.id).where(party.c.case_id == sent.case_id)).first()
        if known is None:
            write_parties(connection, sent.case_id, sent.body)
    return True


def keep_command(connection: Connection, sent: Sent) -> bool:
    """Write a command as received; False where the same one is there already, `KeyTaken` where another is."""
    written = _insert_once(
        connection,
        command,
        key=sent.key,
        case_id=sent.case_id,
        act=sent.act,
        actor=sent.by.id,
        roles=pack_plain(list(sent.by.roles)),
        on_behalf_of=sent.body.get("by_party"),
        body=pack_plain(sent.body),
        body_sha256=sent.sha256(),
        seen_version=sent.seen_version,
        legal_at=sent.legal_at,
        received_at=datetime.now(UTC),
        outcome="received",
    )
    if not written:
        held = select(command.c.body_sha256).where(command.c.key == sent.key)
        if connection.execute(held).scalar_one() != sent.sha256():
            raise KeyTaken(sent.key)
    return written


def _insert_once(connection: Connection, table: Table, **values: Any) -> bool:
    """Insert a row unless its key is there, also when two do it at the same moment."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    keys = [c.name for c in table.primary_key.columns]
    statement = dialect.insert(table).values(**values).on_conflict_do_nothing(index_elements=keys)
    # A row that was not inserted returns nothing; a count of rows some drivers do not keep.
    return connection.execute(statement.returning(*table.primary_key.columns)).first() is not None


def write_parties(connection: Connection, case_id: str, body: Mapping[str, Any]) -> None:
    """Write the parties an opening names, in the place of those of an opening that was not done."""
    connection.execute(party.delete().where(party.c.case_id == case_id))
    rows = [
        {
            "case_id": case_id,
            "id": p["id"],
            "place": place,
            "kind": p["kind"],
            "role": p["role"],
            "name": p["name"],
            "uscc": p.get("uscc"),
            "id_number": p.get("id_number"),
        }
        for place, p in enumerate(body["parties"])
    ]
    if rows:
        connection.execute(party.insert(), rows)
