"""The one file of the counters that writes: commands, ledgers, who looked, sessions, the review of law."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Table, select

from models.law.days import Calendar
from models.records.acts import Refused
from models.records.commands import Actor
from models.records.ledgers import LedgerRow
from models.records.reviews import Proposal
from models.tables import schema as t
from models.tables.ledger_keeping import ImportAsked, begin_import, keep_ledger
from models.tables.proceedings import FileKind, open_proceeding, receive_in
from models.tables.queries import Entry, register_query
from models.tables.receiving import Sent, keep_refusal, open_file, receive
from models.tables.reviewing import end_proposal, propose

_WHAT_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one kind of proceeding: their table, how a command is received and how a file is opened."""

    table: Table
    receive: Callable[[Connection, Sent], bool]
    open: Callable[[Connection, Any], None]


CASES = Files(t.case_file, receive, open_file)


def files_of(kind: FileKind[Any, Any]) -> Files:
    """The files of a proceeding beside the listing."""
    return Files(
        kind.table,
        lambda connection, sent: receive_in(connection, kind, sent),
        lambda connection, opening: open_proceeding(connection, kind, opening),
    )


class Writer:
    """Writes what a counter may write, each in a transaction of its own."""

    def __init__(self, engine: Engine) -> None:
        """Keep the engine for writing."""
        self._engine = engine

    def receive(self, sent: Sent, opening: Any = None, refused: Refused | None = None, files: Files = CASES) -> bool:
        """Keep a command as received, with its file where it opens one; False where it is held.

        A refusal that the counter knows at once is kept in the same commit, so
        that no relay ever delivers what was refused.
        """
        with self._engine.begin() as connection:
            if opening is not None and not _has_file(connection, files.table, sent.case_id):
                files.open(connection, opening)
            fresh = files.receive(connection, sent)
            if fresh and refused is not None:
                keep_refusal(connection, sent.key, refused)
            return fresh

    def keep_refusal(self, key: str, refused: Refused, judged_at: int, files: Files = CASES) -> bool:
        """Keep a validator's refusal; False where the case has moved on since that version.

        No refusal is kept that was judged on a version older than the record's.
        """
        with self._engine.begin() as connection:
            found = (
                select(files.table.c.version)
                .join(t.command, t.command.c.case_id == files.table.c.id)
                .where(t.command.c.key == key)
            )
            if connection.execute(found).scalar_one() > judged_at:
                return False
            keep_refusal(connection, key, refused)
            return True

    def keep_ledger(self, asked: ImportAsked, rows: Sequence[LedgerRow]) -> bool:
        """Take a file's rows into a unit's ledger; whether the same file was there already, whole."""
        with self._engine.begin() as connection:
            begun = begin_import(connection, asked)
        if not begun.is_done:
            keep_ledger(self._engine, begun, asked, rows, lambda _: None)
        return begun.is_done

    def note_access(self, account: str, case_id: str, what: str, at: datetime) -> None:
        """Write down who looks at what, before the bytes leave."""
        with self._engine.begin() as connection:
            connection.execute(
                t.access.insert().values(account=account, case_id=case_id, what=what[:_WHAT_LENGTH], at=at)
            )

    def register_query(self, entry: Entry, calendar: Calendar) -> int:
        """Write a query down, whatever becomes of it, before anything is shown; its number in the register."""
        with self._engine.begin() as connection:
            return register_query(connection, entry, calendar)

    def propose_law(self, proposal: Proposal) -> None:
        """Keep what one person proposes of the law; nothing counts yet."""
        with self._engine.begin() as connection:
            propose(connection, proposal)

    def end_law_proposal(
        self,
        proposal_id: str,
        judge: Callable[[Connection, Proposal], Refused | None],
        by: Actor,
        at: datetime,
        *,
        confirmed: bool,
    ) -> Refused | None:
        """End a proposal, judged inside the transaction that makes it count."""
        with self._engine.begin() as connection:
            return end_proposal(
                connection, proposal_id, lambda held: judge(connection, held), by, at, confirmed=confirmed
            )

    def begin_session(self, token_sha256: str, account: str, csrf: str, expires_at: datetime) -> None:
        """Begin a session; those that have ended are swept away."""
        with self._engine.begin() as connection:
            connection.execute(t.web_session.delete().where(t.web_session.c.expires_at < datetime.now(UTC)))
            connection.execute(
                t.web_session.insert().values(
                    token_sha256=token_sha256, account=account, csrf=csrf, expires_at=expires_at
                )
            )

    def end_session(self, token_sha256: str) -> None:
        """End a session at once."""
        with self._engine.begin() as connection:
            connection.execute(t.web_session.delete().where(t.web_session.c.token_sha256 == token_sha256))


def _has_file(connection: Connection, table: Table, case_id: str) -> bool:
    found = select(table.c.id).where(table.c.id == case_id)
    return connection.execute(found).first() is not None
