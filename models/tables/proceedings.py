"""Files of proceedings beside listing cases: one description a kind, by which each is opened, received and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import ColumnElement, Connection, Table, select, update

from models.contracts.listing import KEYS_KEPT, Applied
from models.contracts.proceedings import ProceedingStart, Way
from models.law.days import Calendar
from models.records.acts import Act, Answer
from models.records.commands import CLOCK, Command
from models.records.deadlines import Deadline
from models.steps.forms import FieldFault, key_faults
from models.tables.packing import pack, unpack
from models.tables.proceeding_schema import proceeding_due
from models.tables.receiving import CommandFault, Sent, keep_command, keep_pin
from models.tables.schema import act, outbox, pin

Form = Callable[[str, dict[str, Any]], Sequence[FieldFault]]
Rows = dict[Table, list[dict[str, Any]]]


class State(Protocol):
    """What every proceeding's state says of itself."""

    @property
    def case_id(self) -> str:
        """Its id in the log."""

    @property
    def version(self) -> int:
        """How many acts it was folded from."""

    @property
    def step(self) -> str:
        """Where it stands."""

    @property
    def is_closed(self) -> bool:
        """Whether it is over."""


S = TypeVar("S", bound=State)
L = TypeVar("L")


@dataclass(frozen=True, slots=True)
class Dues:
    """Where what falls due is kept: the table, its column that names the file, and the one that names what it is."""

    table: Table
    file: str
    what: str


SHARED_DUES = Dues(proceeding_due, "file_id", "kind")


def _nothing_beside(_state: Any) -> dict[str, Any]:
    return {}


def _every_paper(act: Act) -> tuple[str, ...]:
    return act.documents


@dataclass(frozen=True, slots=True)
class FileKind(Generic[S, L]):
    """One kind of proceeding beside the listing: how it is called, kept and decided.

    `law_kind` is the word its law is pinned under.  `columns` are what of a state stands beside it in the file's own
    table, `rows` what stands of it in other tables.  `papers` are those of an act that the house prints.
    """

    way: Way
    table: Table
    dues: Dues
    state: type[S]
    law: type[L]
    law_kind: str
    acts: tuple[str, ...]
    form: Form
    part: Callable[[str, dict[str, Any]], dict[str, Any]]
    decide: Callable[[S, Command, L, Calendar, datetime], Answer]
    settle: Callable[[S, L, Calendar, datetime], tuple[Act, ...]]
    apply: Callable[[S, Act], S]
    rows: Callable[[S], Rows]
    columns: Callable[[S], dict[str, Any]] = _nothing_beside
    papers: Callable[[Act], tuple[str, ...]] = _every_paper
    # What a closed file still takes.
    after_the_end: tuple[str, ...] = ()

    def empty(self, file_id: str, mode: str) -> S:
        """The state before the first act."""
        return self.state(file_id, mode)  # type: ignore[call-arg]

    def fold(self, state: S, acts: Iterable[Act]) -> S:
        """The state after these acts."""
        return reduce(self.apply, acts, state)


# Without slots: on Python 3.11 a frozen value with slots cannot be made through its own parametrised name.
@dataclass(frozen=True)
class ProceedingOpening(Generic[L]):
    """What a new file is opened with: whose it is, and the law and the calendar it pins."""

    id: str
    mode: str
    authority: str
    level: str
    region: str
    law: L
    calendar: Calendar
    opened_at: datetime
    rehearsal_offset: int = 0


def open_proceeding(connection: Connection, kind: FileKind[Any, Any], opening: ProceedingOpening[Any]) -> None:
    """Make an empty file with its law and calendar pinned; the id is never used twice."""
    keep_pin(connection, opening.law.version, kind.law_kind, pack(opening.law))
    keep_pin(connection, opening.calendar.version, "calendar", pack(opening.calendar))
    state = kind.empty(opening.id, opening.mode)
    connection.execute(
        kind.table.insert().values(
            id=opening.id,
            mode=opening.mode,
            notice=opening.law.notice,
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
            **kind.columns(state),
        )
    )


def receive_in(connection: Connection, kind: FileKind[Any, Any], sent: Sent) -> bool:
    """Write a command of a proceeding as received, whatever becomes of it; False where the same one is there.

    The kind's form names the faults of what it says: `CommandFault` for the first, and nothing is written.
    """
    for fault in (*key_faults(sent.key), *kind.form(sent.act, sent.body)):
        raise CommandFault(sent.act, fault.field, fault.zh, fault.en)
    return keep_command(connection, sent)


def start_of(connection: Connection, kind: FileKind[S, L], file_id: str) -> ProceedingStart[S, L] | None:
    """State, law and calendar as pinned, and the keys that have their answer; None without such a file."""
    row = connection.execute(select(kind.table).where(kind.table.c.id == file_id)).first()
    if row is None:
        return None
    return ProceedingStart(
        unpack(kind.state, row.state),
        unpack(kind.law, pinned_text(connection, row.law_version)),
        unpack(Calendar, pinned_text(connection, row.calendar_version)),
        float(row.rehearsal_offset),
        answered(connection, file_id),
    )


def project(
    connection: Connection, kind: FileKind[S, L], before: S, after: S, acts: tuple[Act, ...], first_seq: int
) -> None:
    """Write what changed between two states of a file, and order the papers its acts sign."""
    order_papers(connection, after.case_id, [replace(act, documents=kind.papers(act)) for act in acts], first_seq)
    moved = {"version": after.version, "step": after.step, "closed": after.is_closed, "state": pack(after)}
    own = kind.table.c.id == after.case_id
    connection.execute(update(kind.table).where(own).values(**moved, **kind.columns(after)))
    was = kind.rows(before)
    for table, rows in kind.rows(after).items():
        _keep_rows(connection, table, was.get(table, []), rows)


def _keep_rows(connection: Connection, table: Table, was: list[dict[str, Any]], now: list[dict[str, Any]]) -> None:
    names = [column.name for column in table.primary_key.columns]
    held, stand = ({tuple(row[name] for name in names): row for row in rows} for rows in (was, now))
    for key, row in held.items():
        if key not in stand:
            connection.execute(table.delete().where(*_same(table, row)))
    for key, row in stand.items():
        if key not in held:
            connection.execute(table.insert().values(**row))
        elif held[key] != row:
            connection.execute(update(table).where(*_same(table, row)).values(**row))


def _same(table: Table, row: dict[str, Any]) -> list[ColumnElement[bool]]:
    return [column == row[column.name] for column in table.primary_key.columns]


def due_rows(file_id: str, deadlines: Iterable[Deadline]) -> list[dict[str, Any]]:
    """Deadlines as the shared table keeps them."""
    return [
        {
            "file_id": file_id,
            "kind": d.kind,
            "party": d.party,
            "channel": d.channel,
            "matter": d.matter,
            "start_on": d.start_on,
            "due": d.due,
            "ends_at": d.ends_at,
            "provisional": d.provisional,
            "standing": d.standing.value,
            "cite": d.cite,
        }
        for d in deadlines
    ]


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
