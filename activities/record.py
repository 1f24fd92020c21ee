"""The legal transaction: one commit is the act.

Lock the case row, decide from what is stored, lock the head, write act, leaf,
deadlines, outbox, projections and the command's outcome, commit. Everything
else in this house only asks for it, waits for it, or shows it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, Row, bindparam, insert, select, update

from activities.earlier import earlier_listings
from activities.projecting import project
from models.contracts.errands import RecordReply, RecordRequest
from models.law.days import Calendar
from models.law.regimes import Law
from models.records.acts import Act, Decided, Refused
from models.records.cases import CaseState
from models.records.commands import Actor, Command
from models.steps.announcing import ACT as ANNOUNCE_LAW
from models.steps.announcing import law_versions
from models.steps.deciding import decide, settle
from models.steps.fold import fold
from models.steps.forms import legal_part
from models.tables import schema as t
from models.tables.campaign_stops import standing_stops
from models.tables.honours import HONOUR, is_listing, told_of_a_listing
from models.tables.packing import pack, unpack
from models.tables.proceedings import FileKind, pinned_text, receive_in
from models.tables.proceedings import project as project_file
from models.tables.receiving import Sent, write_parties


class RecordError(Exception):
    """The family of faults of the record itself; the errand is tried again."""


class CaseMissing(RecordError):
    """No case file of that id."""


class CommandMissing(RecordError):
    """A command was never received: its texts and identities are nowhere."""


class CommandOfAnother(Exception):
    """A command that was received for another file: no try can mend that, and nothing is done."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """The law and calendar of a case, parsed once for each version."""

    law: Law
    calendar: Calendar


# The statements of the transaction, made once: making them anew costs as much as running them.
_FIND_CASE = select(t.case_file).where(t.case_file.c.id == bindparam("case"))
_FIND_LAW_VERSION = select(t.case_file.c.law_version).where(t.case_file.c.id == bindparam("case"))
_FIND_COMMAND = select(t.command).where(t.command.c.key == bindparam("of"))
_FIND_HEAD = select(t.head.c.size).where(t.head.c.id == 1)
_FIND_ACTS = (
    select(t.act.c.content)
    .where(t.act.c.case_id == bindparam("case"), t.act.c.version > bindparam("after"))
    .order_by(t.act.c.version)
)
_INSERT_ACT = insert(t.act)
_INSERT_LEAF = insert(t.leaf)
_MOVE_HEAD = update(t.head).where(t.head.c.id == 1).values(size=bindparam("to"))
_CLOSE = (
    update(t.command)
    .where(t.command.c.key == bindparam("k"))
    .values(outcome=bindparam("o"), answer=bindparam("a"), answered_at=bindparam("t"))
)

# A named point of the transaction, for the kill harness: it may end the process there.
Point = Callable[[str], None]


def nowhere(_: str) -> None:
    """No point is named: nothing happens there."""


class Record:
    """The record of one database."""

    def __init__(self, engine: Engine, at_point: Point = nowhere) -> None:
        """Keep the engine; parsed laws and calendars are shared by all cases."""
        self.engine = engine
        self._pins: dict[tuple[str, str], Pinned] = {}
        self._laws: dict[str, Law] = {}
        self._at = at_point
        locking = engine.dialect.name == "postgresql"
        self._turn: AbstractContextManager[Any] = nullcontext() if locking else Lock()
        self._find_case = _FIND_CASE.with_for_update() if locking else _FIND_CASE
        # Locked too: a counter keeps a validator's refusal without the case's lock.
        self._find_command = _FIND_COMMAND.with_for_update() if locking else _FIND_COMMAND

    def record(self, request: RecordRequest) -> RecordReply:
        """Do the act a request asks for, once; the reply carries every act the asker lacks."""
        self._at("before-transaction")
        with self._transaction() as connection:
            case = self._case(connection, request.case_id)
            self._at("case-locked")
            acts, refused, duplicate = self._answer(connection, case, request)
            version = acts[-1].version if acts else int(case.version)
            law = self._law_lacking(connection, request, law_versions(acts, case.law_version)[-1])
            if request.known_version < case.version:
                acts = acts_after(connection, request.case_id, request.known_version)
            self._at("before-commit")
        self._at("after-commit")
        return RecordReply(version, acts, refused, duplicate, law)

    def read(self, request: RecordRequest) -> RecordReply:
        """Every act after a version, and the law where it changed, for a workflow that is behind."""
        with self.engine.connect() as connection:
            acts = acts_after(connection, request.case_id, request.known_version)
            # Read after the acts: a law older than the state would refuse what is open now.
            version = connection.execute(_FIND_LAW_VERSION, {"case": request.case_id}).scalar()
            law = self._law_lacking(connection, request, version or request.law_version)
            return RecordReply(request.known_version + len(acts), acts, law=law)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        # SQLite has one writer: those of this process stand in line instead of asking again and again.
        with self._turn, self.engine.begin() as connection:
            yield connection

    def _case(self, connection: Connection, case_id: str) -> Row[Any]:
        row = connection.execute(self._find_case, {"case": case_id}).first()
        if row is None:
            raise CaseMissing(case_id)
        return row

    def _answer(
        self, connection: Connection, case: Row[Any], request: RecordRequest
    ) -> tuple[tuple[Act, ...], Refused | None, bool]:
        """The acts done now, the refusal if it is one, and whether the key had its answer already."""
        state = unpack(CaseState, case.state)
        pins = self.pinned(connection, case.law_version, case.calendar_version)
        if request.command is None:
            acts = settle(state, pins.law, pins.calendar, request.at)
            self._write(connection, state, acts)
            return acts, None, False
        row = own_command(self._received(connection, request.command.key), request)
        if row.outcome != "received":
            return (), (unpack(Refused, row.answer) if row.outcome == "refused" else None), True
        # An instant of the sender's own is for rehearsals: no real act is ever back-dated.
        at = (row.legal_at if case.mode == "rehearsal" else None) or request.at
        command = command_of(row)
        if row.act == "open_case":
            earlier = earlier_listings(connection, case, json.loads(row.body))
            command = replace(command, facts={**command.facts, "earlier": earlier}) if earlier else command
        stops = standing_stops(connection, case, command, state, pins.law)
        command = replace(command, facts={**command.facts, "stops": stops}) if stops else command
        announced = self.law(connection, command.word("version")) if row.act == ANNOUNCE_LAW else None
        answer = decide(state, command, pins.law, pins.calendar, at, announced)
        acts = answer.acts if isinstance(answer, Decided) else answer.settled
        self._at("decided")
        self._write(connection, state, acts)
        if row.act == "open_case" and isinstance(answer, Decided):
            write_parties(connection, state.case_id, json.loads(row.body))
        if isinstance(answer, Decided) and is_listing(answer.own):
            self._end_honours(connection, case, answer.own)
        self._close(connection, row.key, answer)
        return acts, (answer if isinstance(answer, Refused) else None), False

    def _received(self, connection: Connection, key: str) -> Row[Any]:
        row = connection.execute(self._find_command, {"of": key}).first()
        if row is None:
            raise CommandMissing(key)
        return row

    def _write(self, connection: Connection, state: CaseState, acts: tuple[Act, ...]) -> None:
        if not acts:
            return
        append(
            connection,
            state.case_id,
            acts,
            lambda first: self._project(connection, state, acts, first),
            self._at,
        )

    def _end_honours(self, connection: Connection, case: Row[Any], listing: Act) -> None:
        """A listing ends the honours that the same body gave, and orders other bodies to delete theirs (H-186)."""
        for row, sent in told_of_a_listing(connection, case, listing):
            tell(connection, HONOUR, row, sent, listing.at)
            self._at("honour-told")

    def _project(self, connection: Connection, state: CaseState, acts: tuple[Act, ...], first_seq: int) -> None:
        project(connection, state, fold(state, acts), acts, first_seq)

    def _close(self, connection: Connection, key: str, answer: Decided | Refused) -> None:
        close_command(connection, key, answer)
        self._at("outcome-written")

    def pinned(self, connection: Connection, law: str, calendar: str) -> Pinned:
        """The law and calendar of these versions."""
        held = self._pins.get((law, calendar))
        if held is None:
            texts = {
                r.kind: r.content for r in connection.execute(select(t.pin).where(t.pin.c.version.in_((law, calendar))))
            }
            held = Pinned(unpack(Law, texts["law"]), unpack(Calendar, texts["calendar"]))
            self._pins[law, calendar] = held
        return held

    def law(self, connection: Connection, version: str) -> Law | None:
        """The law of that version, or None where the record holds none."""
        held = self._laws.get(version)
        if held is None:
            found = select(t.pin.c.content).where(t.pin.c.version == version, t.pin.c.kind == "law")
            content = connection.execute(found).scalar()
            if content is None:
                return None
            held = self._laws[version] = unpack(Law, content)
        return held

    def _law_lacking(self, connection: Connection, request: RecordRequest, version: str) -> Law | None:
        """The case's law where the asker holds another; it says which, unless it is older than this."""
        return None if request.law_version in ("", version) else self.law(connection, version)


def own_command(row: Row[Any], request: RecordRequest) -> Row[Any]:
    """The command asked for, as it was received for this file and no other."""
    if row.case_id != request.case_id:
        raise CommandOfAnother(row.key)
    return row


def command_of(row: Row[Any]) -> Command:
    """The command as `decide` sees it, from the row that was received."""
    actor = Actor(row.actor, tuple(json.loads(row.roles)))
    return Command(row.key, row.act, actor, legal_part(row.act, json.loads(row.body)))


def acts_after(connection: Connection, case_id: str, version: int) -> tuple[Act, ...]:
    """The acts of a case after a version, in order."""
    found = connection.execute(_FIND_ACTS, {"case": case_id, "after": version}).scalars()
    return tuple(unpack(Act, content) for content in found)


def append(
    connection: Connection,
    file_id: str,
    acts: tuple[Act, ...],
    project_in: Callable[[int], None],
    at_point: Point = nowhere,
) -> None:
    """Write acts of a file into the one gapless log, and what follows from them where they stand first in it."""
    locking = connection.dialect.name == "postgresql"
    size = connection.execute(_FIND_HEAD.with_for_update() if locking else _FIND_HEAD).scalar_one()
    at_point("head-locked")
    rows, leaves = [], []
    now = datetime.now(UTC)
    for seq, act in enumerate(acts, start=size + 1):
        content = pack(act)
        rows.append(_act_row(seq, file_id, act, content, now))
        leaves.append({"seq": seq, "sha256": hashlib.sha256(content.encode()).digest()})
    connection.execute(_INSERT_ACT, rows)
    at_point("act-written")
    connection.execute(_INSERT_LEAF, leaves)
    at_point("leaf-written")
    project_in(size + 1)
    at_point("projected")
    connection.execute(_MOVE_HEAD, {"to": size + len(acts)})
    at_point("head-moved")


def tell(connection: Connection, kind: FileKind[Any, Any], row: Row[Any], sent: Sent, at: datetime) -> None:
    """Do an act in another file of the same record, in the same commit: its command is received and answered here.

    A refusal is kept as its outcome; the file's workflow learns of the act as of any that the record has ahead of it.
    """
    if not receive_in(connection, kind, sent):
        return
    state, law = unpack(kind.state, row.state), unpack(kind.law, pinned_text(connection, row.law_version))
    calendar = unpack(Calendar, pinned_text(connection, row.calendar_version))
    command = Command(sent.key, sent.act, sent.by, kind.part(sent.act, sent.body))
    answer = kind.decide(state, command, law, calendar, at)
    acts = answer.acts if isinstance(answer, Decided) else answer.settled
    if acts:
        after = kind.fold(state, acts)
        append(connection, row.id, acts, lambda first: project_file(connection, kind, state, after, acts, first))
    close_command(connection, sent.key, answer)


def close_command(connection: Connection, key: str, answer: Decided | Refused) -> None:
    """Keep what became of a command: the act it asked for, or the refusal."""
    outcome = "refused" if isinstance(answer, Refused) else "done"
    content = pack(answer) if isinstance(answer, Refused) else pack(answer.own)
    connection.execute(_CLOSE, {"k": key, "o": outcome, "a": content, "t": datetime.now(UTC)})


def _act_row(seq: int, case_id: str, act: Act, content: str, now: datetime) -> dict[str, Any]:
    return {
        "seq": seq,
        "case_id": case_id,
        "version": act.version,
        "key": act.key,
        "act": act.act,
        "actor": act.by.id,
        "at": act.at,
        "recorded_at": now,
        "step_from": act.step_from,
        "step_to": act.step_to,
        "cite": act.cite,
        "content": content,
    }
