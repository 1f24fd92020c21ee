"""Law that became known after cases were opened: which cases it has not reached, and what it would do there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, select

from activities.record import Record
from desk.refolding import Turn, acts_opened, parts_wanted
from models.law.days import law_day
from models.law.editions import case_law, days_of, review_awaited, rules_of, says_the_same
from models.law.lawbook import Lawbook
from models.law.measures import unconsented, with_consents
from models.law.outside import Outside
from models.law.reading import LawMissing
from models.law.regimes import ActRule, Ground, Law, Limit, Period
from models.records.acts import Refused
from models.records.cases import CaseState
from models.records.commands import Actor, Command
from models.steps.announcing import ACT
from models.steps.barring import open_acts
from models.steps.deciding import decide
from models.tables import schema as t
from models.tables.measure_reviews import issued_texts
from models.tables.packing import unpack
from models.tables.receiving import Sent, keep_law, receive
from models.tables.replanning import open_cases

_A_PAGE = 500
_NONE, _THERE = "", "there"
_REAL = "real"


@dataclass(frozen=True, slots=True)
class Turned:
    """One point in which a case would go on otherwise, from a day on; without a day from now on."""

    on: date | None
    turn: Turn


@dataclass(frozen=True, slots=True)
class Owed:
    """An open case whose law says otherwise than the law held now; without a law where its list is held no more.

    `waiting`: the announcement is received already.  `tried`: how often it was refused before.
    """

    case_id: str
    mode: str
    version: int
    held: Law
    law: Law | None
    turned: tuple[Turned, ...] = ()
    refused: Refused | None = None
    waiting: bool = False
    tried: int = 0

    @property
    def mark(self) -> tuple[str, int, str]:
        """What is announced where: the same again only while nothing has moved."""
        return self.case_id, self.version, self.law.version if self.law else _NONE

    @property
    def may(self) -> bool:
        """Whether an announcement can be sent."""
        return self.law is not None and self.refused is None and not self.waiting


def owed(
    engine: Engine, book: Lawbook, confirmed: frozenset[str], by: Actor, other: str, now: datetime, regime: str = ""
) -> Iterator[Owed]:
    """Every open case that law not known at its opening has not reached, by its id; nothing is written.

    A rehearsal with a clock of its own keeps its law: it is played on a server of its own.
    """
    finding = _Finding(Record(engine), book, confirmed, (by, other), now)
    after = ""
    while True:
        with engine.connect() as connection:
            page = connection.execute(open_cases(after, _A_PAGE)).all()
            found = [finding.case(connection, row) for row in page if regime in ("", row.regime)]
        yield from (case for case in found if case is not None)
        if len(page) < _A_PAGE:
            return
        after = page[-1].id


def send(connection: Connection, case: Owed, people: tuple[Actor, Actor]) -> None:
    """Hold the law, and write the announcement as received in the case: the relay delivers it.

    One key a law and case: sent again it is the same command.  Only after a refusal it takes a new one.
    """
    if case.law is None:
        return
    keep_law(connection, case.law)
    body = {"version": case.law.version, "confirmed_by": people[1].id}
    receive(
        connection, Sent(_key(case.law, case.case_id, case.tried), case.case_id, ACT, people[0], body, case.version)
    )


def _key(law: Law, case_id: str, tried: int) -> str:
    return f"law:{law.version}:{case_id}" + (f":{tried + 1}" if tried else "")


class _Finding:
    """One look through the open cases; laws are made once for cases that were opened alike."""

    def __init__(
        self, record: Record, book: Lawbook, confirmed: frozenset[str], people: tuple[Actor, str], now: datetime
    ) -> None:
        self.record, self.book, self.confirmed, self.people, self.now = record, book, confirmed, people, now
        with record.engine.connect() as connection:
            self.issued = issued_texts(connection, law_day(now))
        self._made: dict[tuple[str, date, date | None], Law | None] = {}
        self._alike: dict[tuple[str, str], bool] = {}

    def case(self, connection: Connection, row: Row[Any]) -> Owed | None:
        """The case where its law says otherwise than the law held now, else nothing."""
        pins = self.record.pinned(connection, row.law_version, row.calendar_version)
        state = unpack(CaseState, row.state)
        law = self._law(pins.law, law_day(row.opened_at), state.basis.conduct_ended_on)
        if law is None:
            return Owed(row.id, row.mode, row.version, pins.law, None)
        if self._same(pins.law, law) and not (row.mode == _REAL and self._confirmed_since(pins.law, law)):
            return None
        sent = select(t.command.c.outcome).where(
            t.command.c.case_id == row.id,
            t.command.c.act == ACT,
            t.command.c.key.startswith(_key(law, row.id, 0), autoescape=True),
        )
        outcomes = list(connection.execute(sent).scalars())
        by, other = self.people
        command = Command(_key(law, row.id, 0), ACT, by, {"version": law.version, "confirmed_by": other})
        answer = decide(state, command, pins.law, pins.calendar, self.now, law)
        return Owed(
            case_id=row.id,
            mode=row.mode,
            version=row.version,
            held=pins.law,
            law=law,
            turned=tuple(turned(state, pins.law, law, law_day(self.now))),
            refused=answer if isinstance(answer, Refused) else None,
            waiting="received" in outcomes,
            tried=outcomes.count("refused"),
        )

    def _same(self, held: Law, law: Law) -> bool:
        key = (held.version, law.version)
        if key not in self._alike:
            self._alike[key] = says_the_same(held, law)
        return self._alike[key]

    def _confirmed_since(self, held: Law, law: Law) -> bool:
        """Whether two people have confirmed meanwhile what a real case stands under: it may go on by that."""
        return review_awaited(held, law, law_day(self.now))

    def _law(self, held: Law, opened_on: date, since: date | None) -> Law | None:
        """The whole law of a case opened that day with the supplements it was opened with, as it is held now.

        It reaches back to the day the conduct ended, as at an opening now.
        """
        key = (held.version, opened_on, since)
        if key not in self._made:
            try:
                local = self.book.local_of(held, opened_on)
                law = case_law(self.book, held.regime, opened_on, local, self.confirmed, since=since)
                self._made[key] = with_consents(law, unconsented(self.book, local, opened_on, self.issued))
            except LawMissing:
                self._made[key] = None
        return self._made[key]


def turned(state: CaseState, held: Law, law: Law, today: date) -> Iterator[Turned]:
    """What would go on otherwise where the case stands: acts open, parts of papers to come, periods, other rules.

    Periods that run are not counted again, and what was done stays; a later day is told where it turns more.
    """
    told: list[Turn] = []
    for day in (None, *(day for day in days_of(held, law) if day > today)):
        one, other = (x.on(day or today) for x in (held, law))
        reviewed = (
            (Turn("rule", "reviewed", _NONE, _THERE),) if state.mode == _REAL and other.reviewed > one.reviewed else ()
        )
        for turn in (*reviewed, *_turns(state, (one, other))):
            if turn not in told:
                told.append(turn)
                yield Turned(day, turn)


def _turns(state: CaseState, laws: tuple[Law, Law]) -> Iterator[Turn]:
    one, other = laws
    yield from acts_opened(*(open_acts(law, state.step, closed=state.is_closed) for law in laws))
    yield from parts_wanted(state, laws)
    was, now = rules_of(one), rules_of(other)
    for key in dict.fromkeys((*was["periods"], *now["periods"])):
        before, after = was["periods"].get(key), now["periods"].get(key)
        if _counted(before) != _counted(after):
            cite = str((after or before).citation)
            yield Turn("period", key, _counted(before), _counted(after), cite)
    yield from _other_rules(was, now)


def _counted(period: Period | None) -> str:
    return _NONE if period is None else f"{period.amount} {period.unit} {period.start}"


# Told by themselves above, or never felt by a case: where a rule stands, and since when.
_TOLD = ("periods", "notice_parts", "decision_parts", "in_force_on", "ends_on", "regime")


def _other_rules(was: dict[str, Any], now: dict[str, Any]) -> Iterator[Turn]:
    """Every other rule that is there under one law only, or says otherwise: grounds, posts, measures, channels."""
    for name in (name for name in was if name not in _TOLD):
        one, other = (_rows(said[name]) for said in (was, now))
        for key in dict.fromkeys((*one, *other)):
            if one.get(key) != other.get(key):
                yield Turn("rule", ".".join(part for part in (name, key) if part), one.get(key, ""), other.get(key, ""))


def _rows(said: Any) -> dict[str, str]:
    """What a list or a field says, by its keys; of a rule without a number or a post that it is there."""
    if isinstance(said, dict):
        return {key: _row(row) for key, row in said.items()}
    if isinstance(said, tuple):
        return {f"{key.what}.{key.id}" if isinstance(key, Outside) else str(key): _THERE for key in said}
    return {"": str(said)} if said else {}


def _row(row: Any) -> str:
    if isinstance(row, ActRule):
        apart = f" ≠ {', '.join(row.apart_from)}" if row.apart_from else ""
        return ", ".join(row.roles) + apart
    if isinstance(row, Ground):
        return ", ".join((*row.basis_kinds, *row.roles, *row.levels))
    return str(row.amount) if isinstance(row, Limit) else _THERE
