"""The one file of the counters that writes: commands received, who looked, sessions, the review of law."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, select

from models.records.acts import Refused
from models.records.commands import Actor
from models.records.reviews import Proposal
from models.tables import schema as t
from models.tables.receiving import Opening, Sent, keep_refusal, open_file, receive
from models.tables.reviewing import end_proposal, propose

_WHAT_LENGTH = 64


class Writer:
    """Writes what a counter may write, each in a transaction of its own."""

    def __init__(self, engine: Engine) -> None:
        """Keep the engine for writing."""
        self._engine = engine

    def receive(self, sent: Sent, opening: Opening | None = None, refused: Refused | None = None) -> bool:
        """Keep a command as received, with its case file where it opens one; False where it is held.

        A refusal that the counter knows at once is kept in the same commit, so
        that no relay ever delivers what was refused.
        """
        with self._engine.begin() as connection:
            if opening is not None and not _has_file(connection, opening.case_id):
                open_file(connection, opening)
            fresh = receive(connection, sent)
            if fresh and refused is not None:
                keep_refusal(connection, sent.key, refused)
            return fresh

    def keep_refusal(self, key: str, refused: Refused, judged_at: int) -> bool:
        """Keep a validator's refusal; False where the case has moved on since that version.

        No refusal is kept that was judged on a version older than the record's.
        """
        with self._engine.begin() as connection:
            found = (
                select(t.case_file.c.version)
                .join(t.command, t.command.c.case_id == t.case_file.c.id)
                .where(t.command.c.key == key)
            )
            if connection.execute(found).scalar_one() > judged_at:
                return False
            keep_refusal(connection, key, refused)
            return True

    def note_access(self, account: str, case_id: str, what: str, at: datetime) -> None:
        """Write down who looks at what, before the bytes leave."""
        with self._engine.begin() as connection:
            connection.execute(
                t.access.insert().values(account=account, case_id=case_id, what=what[:_WHAT_LENGTH], at=at)
            )

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


def _has_file(connection: Connection, case_id: str) -> bool:
    found = select(t.case_file.c.id).where(t.case_file.c.id == case_id)
    return connection.execute(found).first() is not None
