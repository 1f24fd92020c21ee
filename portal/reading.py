"""The one file of the counters that opens read sessions: every page reads the record by SQL."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Row, Select, Table, func, select

from models.contracts.listing import CaseStart
from models.law.days import Calendar
from models.law.regimes import Law, shared
from models.records.acts import Act, Refused
from models.records.cases import CaseState
from models.tables import schema as t
from models.tables.packing import unpack
from models.tables.starting import start_of_case
from portal.choosing import Officer

PAGE = 50
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Account:
    """Who may sign in, with the posts held."""

    id: str
    name: str
    roles: tuple[str, ...]
    password: str
    active: bool


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case as it stands in the record, with the law and calendar it was opened under."""

    id: str
    mode: str
    regime: str
    authority: str
    level: str
    opened_at: datetime
    offset: int
    version: int
    closed: bool
    state: CaseState
    law: Law
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party with name and numbers; only a page that wrote an access row may show them."""

    id: str
    kind: str
    role: str
    name: str
    uscc: str
    id_number: str


@dataclass(frozen=True, slots=True)
class CommandRow:
    """A command as received, with its outcome."""

    key: str
    case_id: str
    act: str
    actor: str
    body: dict[str, Any]
    received_at: datetime
    outcome: str
    refused: Refused | None


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A printed paper."""

    id: str
    case_id: str
    kind: str
    symbol: str
    made_on: date
    sha256: str
    pages: int
    key: str


class Reader:
    """Reads the record; laws and calendars are parsed once for each version."""

    def __init__(self, engine: Engine) -> None:
        """Keep the engine for reading."""
        self._engine = engine
        self._laws: dict[str, Law] = {}
        self._calendars: dict[str, Calendar] = {}

    def is_open(self) -> bool:
        """Whether the record can be read."""
        with self._engine.connect() as connection:
            return connection.execute(select(t.head.c.size)).first() is not None

    def ask(self, question: Callable[[Connection], T]) -> T:
        """The answer to a question that is put to the stored tables themselves."""
        with self._engine.connect() as connection:
            return question(connection)

    def account(self, account_id: str) -> Account | None:
        """The account of that sign-in name."""
        row = self._one(select(t.account).where(t.account.c.id == account_id))
        if row is None:
            return None
        return Account(row.id, row.name, tuple(json.loads(row.roles)), row.password, bool(row.active))

    def names(self) -> dict[str, str]:
        """The name shown for every account."""
        return {row.id: row.name for row in self._all(select(t.account.c.id, t.account.c.name))}

    def officers(self) -> tuple[Officer, ...]:
        """Everybody who may sign in, by name: those whom an act may name."""
        found = select(t.account).where(t.account.c.active).order_by(t.account.c.name)
        return tuple(Officer(row.id, tuple(json.loads(row.roles))) for row in self._all(found))

    def session(self, token_sha256: str) -> tuple[str, str, datetime] | None:
        """Whose session it is, its form token, and when it ends."""
        row = self._one(select(t.web_session).where(t.web_session.c.token_sha256 == token_sha256))
        return None if row is None else (row.account, row.csrf, row.expires_at)

    def case(self, case_id: str) -> CaseFile | None:
        """A case, or None."""
        row = self._one(select(t.case_file).where(t.case_file.c.id == case_id))
        return None if row is None else self._case(row)

    def version(self, table: Table, file_id: str) -> int:
        """How many acts a file holds; none where there is no such file."""
        row = self._one(select(table.c.version).where(table.c.id == file_id))
        return 0 if row is None else int(row.version)

    def start(self, case_id: str) -> CaseStart | None:
        """What a workflow of that case would start from."""
        with self._engine.connect() as connection:
            return start_of_case(connection, case_id)

    def cases(self, *, closed: bool, limit: int, after: int = 0) -> tuple[CaseFile, ...]:
        """Open cases by their earliest running deadline, or closed ones by the latest opened.

        A file whose opening was refused has no act and is no case.
        """
        earliest = (
            select(t.deadline.c.case_id, func.min(t.deadline.c.ends_at).label("first"))
            .where(t.deadline.c.standing == "open")
            .group_by(t.deadline.c.case_id)
            .subquery()
        )
        found = (
            select(t.case_file)
            .outerjoin(earliest, earliest.c.case_id == t.case_file.c.id)
            .where(t.case_file.c.closed == closed, t.case_file.c.version > 0)
            .order_by(earliest.c.first.is_(None), earliest.c.first, t.case_file.c.opened_at.desc())
            .limit(limit)
            .offset(after)
        )
        return tuple(self._case(row) for row in self._all(found))

    def count(self, *, closed: bool) -> int:
        """How many cases are open, or closed."""
        found = select(func.count()).where(t.case_file.c.closed == closed, t.case_file.c.version > 0)
        with self._engine.connect() as connection:
            return int(connection.execute(found).scalar_one())

    def awaiting(self) -> tuple[CommandRow, ...]:
        """Openings that were received while Temporal was away: their cases have no act yet."""
        found = select(t.command).where(t.command.c.act == "open_case", t.command.c.outcome == "received")
        return tuple(_command(row) for row in self._all(found.order_by(t.command.c.received_at).limit(PAGE)))

    def parties(self, case_id: str) -> tuple[PartyRow, ...]:
        """The parties of a case, the principal subject first."""
        found = select(t.party).where(t.party.c.case_id == case_id).order_by(t.party.c.place)
        return tuple(PartyRow(r.id, r.kind, r.role, r.name, r.uscc or "", r.id_number or "") for r in self._all(found))

    def principals(self, case_ids: tuple[str, ...]) -> dict[str, PartyRow]:
        """The principal subject of each case."""
        found = select(t.party).where(t.party.c.case_id.in_(case_ids), t.party.c.place == 0)
        return {
            r.case_id: PartyRow(r.id, r.kind, r.role, r.name, r.uscc or "", r.id_number or "") for r in self._all(found)
        }

    def acts(self, case_id: str, after: int = 0) -> tuple[Act, ...]:
        """The acts of a case after a version, in order."""
        found = (
            select(t.act.c.content).where(t.act.c.case_id == case_id, t.act.c.version > after).order_by(t.act.c.version)
        )
        return tuple(unpack(Act, row.content) for row in self._all(found))

    def commands(self, case_id: str) -> tuple[CommandRow, ...]:
        """Every command of a case, in the order received."""
        found = select(t.command).where(t.command.c.case_id == case_id).order_by(t.command.c.received_at)
        return tuple(_command(row) for row in self._all(found))

    def command(self, key: str) -> CommandRow | None:
        """The command of that key."""
        row = self._one(select(t.command).where(t.command.c.key == key))
        return None if row is None else _command(row)

    def papers(self, case_id: str) -> tuple[PaperRow, ...]:
        """The printed papers of a case."""
        found = select(t.document).where(t.document.c.case_id == case_id).order_by(t.document.c.made_on)
        return tuple(_paper(row) for row in self._all(found))

    def ordered(self, case_id: str) -> frozenset[tuple[str, str]]:
        """The papers ordered from the house, by the key of the act and their kind; no other is printed by it."""
        joined = t.outbox.join(t.act, t.act.c.seq == t.outbox.c.act_seq)
        found = select(t.act.c.key, t.outbox.c.subject).select_from(joined).where(t.outbox.c.case_id == case_id)
        return frozenset((str(row.key), str(row.subject)) for row in self._all(found))

    def paper(self, paper_id: str) -> PaperRow | None:
        """The paper of that id."""
        row = self._one(select(t.document).where(t.document.c.id == paper_id))
        return None if row is None else _paper(row)

    def _case(self, row: Row[Any]) -> CaseFile:
        return CaseFile(
            id=row.id,
            mode=row.mode,
            regime=row.regime,
            authority=row.authority,
            level=row.level,
            opened_at=row.opened_at,
            offset=row.rehearsal_offset,
            version=row.version,
            closed=bool(row.closed),
            state=unpack(CaseState, row.state),
            law=self._law(row.law_version),
            calendar=self._calendar(row.calendar_version),
        )

    def _law(self, version: str) -> Law:
        if version not in self._laws:
            self._laws[version] = shared(unpack(Law, self._pin(version)))
        return self._laws[version]

    def _calendar(self, version: str) -> Calendar:
        if version not in self._calendars:
            self._calendars[version] = unpack(Calendar, self._pin(version))
        return self._calendars[version]

    def _pin(self, version: str) -> str:
        row = self._one(select(t.pin.c.content).where(t.pin.c.version == version))
        if row is None:
            raise LookupError(f"the record holds no law or calendar of version {version}")
        return str(row.content)

    def _one(self, found: Select[Any]) -> Row[Any] | None:
        with self._engine.connect() as connection:
            return connection.execute(found).first()

    def _all(self, found: Select[Any]) -> list[Row[Any]]:
        with self._engine.connect() as connection:
            return list(connection.execute(found))


def _command(row: Row[Any]) -> CommandRow:
    refused = unpack(Refused, row.answer) if row.outcome == "refused" else None
    return CommandRow(
        row.key, row.case_id, row.act, row.actor, json.loads(row.body), row.received_at, row.outcome, refused
    )


def _paper(row: Row[Any]) -> PaperRow:
    return PaperRow(row.id, row.case_id, row.kind, row.symbol, row.made_on, row.sha256, row.pages, row.command_key)
