"""Gathering the facts of one paper from the record: only what had happened when it was ordered."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, select

from activities.writing import Asked, Instruments, Made, PaperFacts, Said, Subject
from models.law.days import law_day
from models.law.lawbook import Lawbook
from models.law.regimes import Law, Period
from models.records.acts import Act, Refused
from models.records.cases import CaseState
from models.steps.announcing import law_versions
from models.steps.fold import fold
from models.tables import schema as t
from models.tables.packing import unpack

_OPENING = "open_case"


@dataclass(frozen=True, slots=True)
class Order:
    """A paper that is due: by which command, of which kind; for a refusal no act signed it."""

    case_id: str
    key: str
    kind: str
    act_seq: int
    outbox_seq: int | None


@dataclass(frozen=True, slots=True)
class _Case:
    row: Row[Any]
    law: Law
    opened_on: date
    local: tuple[str, ...]

    def edition_day(self, made_on: date) -> date:
        """A day on which the edition that a paper of this day is made by was law, as the case knows it."""
        return max(self.opened_on, self.law.on(made_on).since)


def gather(connection: Connection, order: Order, book: Lawbook) -> PaperFacts:
    """The facts of one paper, and nothing that happened after it was ordered."""
    every = acts = _acts(connection, order.case_id)
    asked = None
    if order.act_seq:
        version = next(a.version for a in acts if a.key == order.key)
        acts = tuple(a for a in acts if a.version <= version)
        made_on = law_day(acts[-1].at)
    else:
        asked, at = _asked(connection, order)
        acts = tuple(a for a in acts if a.at <= at)
        made_on = law_day(at)
    case = _case(connection, order.case_id, book, every, len(acts))
    return PaperFacts(
        kind=order.kind,
        mode=case.row.mode,
        authority=case.row.authority,
        level=case.row.level,
        instruments=_instruments(book, case, made_on),
        subjects=_subjects(connection, order.case_id),
        said=_of_this_case(_said(connection, acts)),
        state=fold(CaseState(order.case_id, case.row.mode), acts),
        made_on=made_on,
        law=case.law.on(made_on),
        words=book.words(case.law.regime, case.edition_day(made_on), case.local),
        made=_made(connection, order.case_id),
        officers=_officers(connection, acts),
        asked=asked,
        whole=case.law,
        changed=_changed(book, case, made_on),
    )


def _case(connection: Connection, case_id: str, book: Lawbook, acts: tuple[Act, ...], at: int) -> _Case:
    """The case with the law it stood under after so many acts: a paper is of the law of its own time."""
    row = connection.execute(select(t.case_file).where(t.case_file.c.id == case_id)).one()
    version = law_versions(acts, row.law_version)[at]
    content = connection.execute(select(t.pin.c.content).where(t.pin.c.version == version)).scalar_one()
    law, opened_on = unpack(Law, content), law_day(row.opened_at)
    return _Case(row, law, opened_on, book.local_of(law, opened_on))


def _acts(connection: Connection, case_id: str) -> tuple[Act, ...]:
    found = select(t.act.c.content).where(t.act.c.case_id == case_id).order_by(t.act.c.version)
    return tuple(unpack(Act, content) for content in connection.execute(found).scalars())


def _said(connection: Connection, acts: tuple[Act, ...]) -> tuple[Said, ...]:
    found = select(t.command.c.key, t.command.c.body).where(t.command.c.key.in_([a.key for a in acts]))
    bodies = {row.key: json.loads(row.body) for row in connection.execute(found)}
    return tuple(Said(act, bodies.get(act.key, {})) for act in acts)


def _of_this_case(said: tuple[Said, ...]) -> tuple[Said, ...]:
    """A rehearsal's second case in one file begins with its own opening."""
    openings = [n for n, one in enumerate(said) if one.act.act == _OPENING]
    return said[openings[-1] :] if openings else said


def _asked(connection: Connection, order: Order) -> tuple[Asked, datetime]:
    """A refused application and its legal instant; in a rehearsal the server's clock runs ahead."""
    row = connection.execute(select(t.command).where(t.command.c.key == order.key)).one()
    offset = select(t.case_file.c.rehearsal_offset).where(t.case_file.c.id == order.case_id)
    at: datetime = row.legal_at or row.answered_at - timedelta(seconds=connection.execute(offset).scalar_one())
    return Asked(json.loads(row.body), unpack(Refused, row.answer)), at


def _subjects(connection: Connection, case_id: str) -> tuple[Subject, ...]:
    rows = connection.execute(select(t.party).where(t.party.c.case_id == case_id).order_by(t.party.c.place))
    return tuple(Subject(r.id, r.kind, r.role, r.name, r.uscc or "", r.id_number or "") for r in rows)


def _made(connection: Connection, case_id: str) -> dict[tuple[str, str], Made]:
    found = select(t.document).where(t.document.c.case_id == case_id)
    return {(row.command_key, row.kind): Made(row.symbol, row.made_on) for row in connection.execute(found)}


def _officers(connection: Connection, acts: tuple[Act, ...]) -> dict[str, str]:
    """The names of those who chair a hearing: the law lets the party know and challenge them."""
    chairs = {str(act.facts["chair"]) for act in acts if "chair" in act.facts}
    found = select(t.account.c.id, t.account.c.name).where(t.account.c.id.in_(chairs))
    return {row.id: row.name for row in connection.execute(found)}


def _changed(book: Lawbook, case: _Case, made_on: date) -> frozenset[str]:
    """The periods of which the words held now say otherwise than the edition that the paper's day is judged by."""
    held = book.law(case.law.regime, case.edition_day(made_on), case.local)
    was, now = ({_row(p) for p in law.periods} for law in (case.law.on(made_on), held))
    return frozenset(key.partition(".")[0] for key, *_ in was ^ now)


def _row(period: Period) -> tuple[str, int, str, tuple[str, ...]]:
    """A row under its own key: one that holds for some grounds only is held against its like."""
    return period.key, period.amount, period.unit, period.grounds


def _instruments(book: Lawbook, case: _Case, made_on: date) -> Instruments:
    """The names of the texts of the edition that the paper's day is judged by."""
    on = case.edition_day(made_on)
    regime, *general = book.bundle(case.law.regime, on, case.local)
    short = {text.place.inner("instrument").text("short"): text.place.inner("title").text("zh") for text in general}
    instrument = regime.place.inner("instrument")
    return Instruments(
        list_name=regime.place.inner("title").text("zh"),
        regime_title=instrument.text("short"),
        regime_number=instrument.text("number"),
        short=instrument.text("short"),
        names={name: f"《{title}》" for name, title in short.items()},
    )
