"""The review of law as it is stored: values confirmed by two people, withdrawn by two, and proposals that wait."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Row, Select, and_, select

from models.law.reviewing import Value
from models.records.acts import Refused
from models.records.commands import Actor
from models.records.reviews import ABANDONED, CONFIRM, DONE, Proposal, Seen, ValueSeen
from models.tables.packing import pack_plain
from models.tables.schema import law_confirmation, law_proposal, law_proposal_end, law_withdrawal

_C, _W, _P, _E = law_confirmation.c, law_withdrawal.c, law_proposal.c, law_proposal_end.c
_SAME = and_(*(_C[key.name] == _W[key.name] for key in law_withdrawal.primary_key))
_BESIDE = law_confirmation.outerjoin(law_withdrawal, _SAME)
_STANDS = _W.withdrawn_at.is_(None)
_ENDED = law_proposal.outerjoin(law_proposal_end, _E.proposal_id == _P.id)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One value confirmed: which, as it stood, where it was read, by whom and when; and whether it still counts."""

    value: ValueSeen
    seen: Seen
    people: tuple[str, str]
    at: datetime
    withdrawn: Withdrawal | None = None

    @property
    def key(self) -> str:
        """The value by its key in the text."""
        return self.value.key


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A confirmation found wrong: why, by whom and when."""

    reason: str
    people: tuple[str, str]
    at: datetime


def confirmed(connection: Connection) -> frozenset[str]:
    """The digests of all values two people have confirmed, each as it stood, and nobody has withdrawn since."""
    return frozenset(connection.execute(select(_C.sha256).select_from(_BESIDE).where(_STANDS)).scalars())


def confirmations(connection: Connection, text: str, in_force_on: date) -> tuple[Confirmation, ...]:
    """The confirmations of one text, by value and in the order they were made, the withdrawn ones too."""
    of_withdrawal = (_W.reason, _W.withdrawn_by, _W.beside.label("other"), _W.withdrawn_at)
    found = select(law_confirmation, *of_withdrawal).select_from(_BESIDE)
    found = found.where(_C.text == text, _C.in_force_on == in_force_on)
    return tuple(_confirmation(row) for row in connection.execute(found.order_by(_C.value_key, _C.confirmed_at)))


def _confirmation(row: Row[tuple[object, ...]]) -> Confirmation:
    withdrawn = Withdrawal(row.reason, (row.withdrawn_by, row.other), row.withdrawn_at) if row.withdrawn_at else None
    value, seen = ValueSeen(row.value_key, row.sha256, row.content), Seen(row.gazette, row.page, row.gazette_on)
    return Confirmation(value, seen, (row.confirmed_by, row.beside), row.confirmed_at, withdrawn)


def keep_confirmation(
    connection: Connection, values: tuple[Value, ...], seen: Seen, people: tuple[Actor, Actor], at: datetime
) -> None:
    """Write what two people have confirmed; a value that stands confirmed is not written again."""
    for text, in_force_on in dict.fromkeys((v.text, v.in_force_on) for v in values):
        of_text = tuple(v for v in values if (v.text, v.in_force_on) == (text, in_force_on))
        _keep(connection, (text, in_force_on), held_values(of_text), seen, (people[0].id, people[1].id), at)


def held_values(values: Iterable[Value]) -> tuple[ValueSeen, ...]:
    """The values as a proposal or a confirmation keeps them."""
    return tuple(ValueSeen(v.key, v.sha256, v.content) for v in values)


def _keep(
    connection: Connection, of: tuple[str, date], values: tuple[ValueSeen, ...], seen: Seen,
    people: tuple[str, str], at: datetime,
) -> None:  # fmt: skip
    held = confirmed(connection)
    rows = [
        {
            "text": of[0],
            "in_force_on": of[1],
            "value_key": v.key,
            "sha256": v.sha256,
            "content": v.content,
            "confirmed_by": people[0],
            "beside": people[1],
            "confirmed_at": at,
            **asdict(seen),
        }
        for v in values
        if v.sha256 not in held
    ]
    if rows:
        connection.execute(law_confirmation.insert(), rows)


def keep_withdrawal(
    connection: Connection, sha256: Iterable[str], reason: str, people: tuple[str, str], at: datetime
) -> int:
    """Write that two people withdraw every standing confirmation of these values; how many they were."""
    key = [_C[column.name] for column in law_withdrawal.primary_key]
    found = select(*key).select_from(_BESIDE).where(_STANDS, _C.sha256.in_(tuple(sha256)))
    said = {"reason": reason, "withdrawn_by": people[0], "beside": people[1], "withdrawn_at": at}
    rows = [{**row._mapping, **said} for row in connection.execute(found)]  # noqa: SLF001 - the row's public mapping
    if rows:
        connection.execute(law_withdrawal.insert(), rows)
    return len(rows)


def propose(connection: Connection, proposal: Proposal) -> None:
    """Write what one person proposes; nothing counts yet."""
    connection.execute(
        law_proposal.insert().values(
            id=proposal.id,
            kind=proposal.kind,
            text=proposal.text,
            in_force_on=proposal.in_force_on,
            held=pack_plain([asdict(value) for value in proposal.values]),
            reason=proposal.reason or None,
            proposed_by=proposal.proposed_by,
            proposed_at=proposal.proposed_at,
            **(asdict(proposal.seen) if proposal.seen else {}),
        )
    )


def end_proposal(
    connection: Connection, proposal_id: str, judge: Callable[[Proposal], Refused | None], by: Actor, at: datetime,
    *, confirmed: bool,
) -> Refused | None:  # fmt: skip
    """End a proposal once, judged as it stands in this transaction; confirmed, it counts with the same commit."""
    # Two people who end it at the same time come one after the other.
    connection.execute(select(_P.id).where(_P.id == proposal_id).with_for_update())
    held = proposal(connection, proposal_id)
    if held is None:
        raise LookupError(f"the record holds no proposal {proposal_id}")
    refused = judge(held)
    if refused is not None:
        return refused
    ended = {"outcome": DONE if confirmed else ABANDONED, "ended_by": by.id, "ended_at": at}
    connection.execute(law_proposal_end.insert().values(proposal_id=held.id, proposed_by=held.proposed_by, **ended))
    if confirmed:
        _carry_out(connection, held, by, at)
    return None


def _carry_out(connection: Connection, held: Proposal, by: Actor, at: datetime) -> None:
    people = (held.proposed_by, by.id)
    if held.seen is not None and held.kind == CONFIRM:
        _keep(connection, (held.text, held.in_force_on), held.values, held.seen, people, at)
    else:
        keep_withdrawal(connection, held.digests, held.reason, people, at)


def proposal(connection: Connection, proposal_id: str) -> Proposal | None:
    """A proposal with its end, or None."""
    row = connection.execute(_proposals().where(_P.id == proposal_id)).first()
    return None if row is None else _proposal(row)


def proposals(connection: Connection, *, waiting: bool, limit: int) -> tuple[Proposal, ...]:
    """The proposals that wait for another person, or those that ended; the latest first."""
    found = _proposals().where(_E.ended_at.is_(None) if waiting else _E.ended_at.is_not(None))
    return tuple(map(_proposal, connection.execute(found.order_by(_P.proposed_at.desc(), _P.id).limit(limit))))


def _proposals() -> Select[tuple[object, ...]]:
    return select(law_proposal, _E.outcome, _E.ended_by, _E.ended_at).select_from(_ENDED)


def _proposal(row: Row[tuple[object, ...]]) -> Proposal:
    return Proposal(
        row.id, row.kind, row.text, row.in_force_on, tuple(_values(row.held)), row.proposed_by, row.proposed_at,
        Seen(row.gazette, row.page, row.gazette_on) if row.gazette else None, row.reason or "",
        row.outcome or "", row.ended_by or "", row.ended_at,
    )  # fmt: skip


def _values(held: str) -> Iterator[ValueSeen]:
    yield from (ValueSeen(**value) for value in json.loads(held))
