"""What the record holds for one paper of a proceeding beside the listing: its acts up to the one that signs it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, select

from activities.gathering import Order
from models.law.days import law_day
from models.records.acts import Act
from models.records.papers import PaperUnknown
from models.tables import schema as t
from models.tables.packing import unpack
from models.tables.proceedings import FileKind, pinned_text

S = TypeVar("S")
L = TypeVar("L")


# Without slots: on Python 3.11 a frozen value with slots cannot be made through its own parametrised name.
@dataclass(frozen=True)
class Gathered(Generic[S, L]):
    """One paper's file as it stood when it was signed: the acts, what each said, the law pinned."""

    kind: str
    state: S
    acts: tuple[Act, ...]
    bodies: dict[str, dict[str, Any]]
    authority: str
    opened_on: date
    law: L
    mode: str

    @property
    def own(self) -> Act:
        """The act that signs the paper."""
        return self.acts[-1]

    @property
    def body(self) -> dict[str, Any]:
        """All that it says."""
        return self.bodies[self.own.key]

    @property
    def made_on(self) -> date:
        """The day of the act that signs it."""
        return law_day(self.own.at)

    def said(self, *names: str) -> dict[str, Any]:
        """What the last act of these names said; nothing where there was none."""
        return next((self.bodies.get(a.key, {}) for a in reversed(self.acts) if a.act in names), {})


def gathered(connection: Connection, kind: FileKind[Any, Any], order: Order) -> Gathered[Any, Any]:
    """The file up to the act whose paper was ordered; a paper that the act does not sign is unknown."""
    file = connection.execute(select(kind.table).where(kind.table.c.id == order.case_id)).one()
    asked = select(t.act.c.content).where(t.act.c.case_id == order.case_id).order_by(t.act.c.version)
    acts = [unpack(Act, content) for content in connection.execute(asked).scalars()]
    last = next((n for n, act in enumerate(acts, start=1) if act.key == order.key), 0)
    if not last:
        raise LookupError(order.key)
    upto = tuple(acts[:last])
    if order.kind not in upto[-1].documents:
        raise PaperUnknown("kind", order.kind)
    commands = select(t.command.c.key, t.command.c.body).where(t.command.c.case_id == order.case_id)
    return Gathered(
        order.kind,
        kind.fold(kind.empty(order.case_id, file.mode), upto),
        upto,
        {row.key: json.loads(row.body) for row in connection.execute(commands)},
        file.authority,
        law_day(file.opened_at),
        unpack(kind.law, pinned_text(connection, file.law_version)),
        file.mode,
    )
