"""What a change of the law would do to the open cases of a record; nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, Engine, Row, select

from activities.record import Record
from desk.announcing import turned
from desk.law_differing import Side
from desk.recalling import recall
from desk.refolding import Course, Turn, refold, turns
from desk.replaying import Decisions
from models.law.days import Calendar, law_day
from models.law.editions import case_law, says_the_same
from models.law.reading import LawMissing
from models.law.regimes import Law
from models.records.proceedings import conduct_ended_on
from models.tables import schema as t


@dataclass(frozen=True, slots=True)
class Effect:
    """One open case: its list and mode, whether it pins the old side's law, and what would be otherwise.

    A case that pins another law than the old side's is held against the law it pins.
    """

    case_id: str
    regime: str
    mode: str
    pins_old: bool
    turns: tuple[Turn, ...]


def effects(engine: Engine, old: Side, new: Side, now: datetime) -> Iterator[Effect]:
    """Every open case of the lists compared, folded again under the law of either side.

    Both sides count as reviewed: whether a text is, is another question than what it would do.
    """
    record = Record(engine)
    lists = tuple(dict.fromkeys((*old.lists, *new.lists)))
    with engine.connect() as connection:
        for case in _open_cases(connection, lists):
            yield _effect(record, connection, case, (old, new), now)


def _open_cases(connection: Connection, lists: Sequence[str]) -> Sequence[Row[tuple[object, ...]]]:
    """A file whose opening was refused has no act and is no case."""
    found = select(t.case_file).where(
        t.case_file.c.closed.is_(False), t.case_file.c.version > 0, t.case_file.c.regime.in_(lists)
    )
    return connection.execute(found.order_by(t.case_file.c.id)).all()


def _effect(
    record: Record, connection: Connection, case: Row[tuple[object, ...]], sides: tuple[Side, Side], now: datetime
) -> Effect:
    kept = recall(connection, case.id)
    pins = record.pinned(connection, case.law_version, kept.calendar_version)
    try:
        since = next(
            (day for act in kept.acts if act.act == "open_case" and (day := conduct_ended_on(act.facts))), None
        )
        one, other = (_law(side, sides[0], pins.law, case, since) for side in sides)
    except LawMissing as missing:
        gone = Turn("law", case.regime, "", str(missing))
        return Effect(case.id, case.regime, case.mode, pins_old=False, turns=(gone,))
    # Of one day is asked what the case pins for that day.
    held = pins.law.on(sides[0].on) if sides[0].on else pins.law
    pins_old = says_the_same(one, held)
    if not pins_old:
        one = held
    same = says_the_same(one, other)
    at = _instant(case, kept, now)
    found = () if same else _turns(kept, (_unmarked(one), _unmarked(other)), pins.calendar, at)
    return Effect(case.id, case.regime, case.mode, pins_old, tuple(found))


def _unmarked(law: Law) -> Law:
    """What a law says on every day, as if all of it were reviewed."""
    changes = tuple(replace(change, law=_unmarked(change.law)) for change in law.changes)
    return replace(law, version="", reviewed=True, unreviewed=0, changes=changes)


def _law(side: Side, old: Side, pinned: Law, case: Row[tuple[object, ...]], since: date | None) -> Law:
    """The law of a side on its day, else from that of the conduct or of the opening on, with the case's supplements."""
    day = side.on or law_day(case.opened_at)
    local = old.book.local_of(pinned, day) if case.regime in old.book.regimes else ()
    local = tuple(name for name in local if name in side.book.instruments)
    if side.on:
        return side.book.law(case.regime, day, local)
    return case_law(side.book, case.regime, day, local, since=since)


def _turns(kept: Decisions, laws: tuple[Law, Law], calendar: Calendar, now: datetime) -> Iterator[Turn]:
    one, other = (refold(kept, law, calendar, now) for law in laws)
    yield from turns(one, other, (laws[0].on(law_day(now)), laws[1].on(law_day(now))))
    yield from _periods_to_come(one, laws, now)


def _periods_to_come(course: Course, laws: tuple[Law, Law], now: datetime) -> Iterator[Turn]:
    """Periods that differ and that nothing has opened yet; where they differ only from a later day on, with the day."""
    if course.state.is_closed:
        return
    opened = {d.kind for d in course.state.deadlines}
    for found in turned(course.state, *laws, law_day(now)):
        if found.turn.what == "period" and found.turn.name not in opened:
            yield replace(found.turn, name=f"{found.turn.name} {found.on}" if found.on else found.turn.name)


def _instant(case: Row[tuple[object, ...]], kept: Decisions, now: datetime) -> datetime:
    """The case's own now: a rehearsal's clock is its own, and no case is looked at before its last act."""
    return max(now - timedelta(seconds=case.rehearsal_offset), kept.acts[-1].at)
