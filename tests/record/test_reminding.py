"""Reminders on both engines: each rung of a deadline once, whatever stands still, dies or comes twice."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Event as Moment
from typing import Any

import pytest
from sqlalchemy import event as listening
from sqlalchemy import insert, select, update

from desk.reminding import Reminder, Reminding
from models.law.days import SHANGHAI
from models.law.reminding import SKIPPED
from models.records.commands import Actor
from models.tables import schema as t
from models.tables.opening import open_engine
from models.tables.receiving import Sent
from tests.record.house import BOOK, House
from tests.record.test_writers import at_once

# In W1 the decision is due on 24 October 2025: its rungs lie on 29 September, 15, 22 and 24 October.
DUE, RUNGS = date(2025, 10, 24), {14: "2025-09-29", 7: "2025-10-15", 2: "2025-10-22", 0: "2025-10-24"}
HEAD = Actor("qian", ("head",))
KEEPER = Actor("yue", ("calendar-keeper",))


def morning(day: str) -> datetime:
    return datetime.fromisoformat(f"{day} 08:30").replace(tzinfo=SHANGHAI)


def tell(house: House, day: str) -> tuple[Reminder, ...]:
    """A pass by a house that was just opened."""
    return Reminding(house.engine, BOOK).pass_once(morning(day))


def rungs(made: tuple[Reminder, ...], kind: str = "decision") -> list[tuple[int, bool]]:
    """Which rungs of a kind were written, and whether somebody was told."""
    return [(r.rung, r.told != SKIPPED) for r in made if r.deadline.kind == kind]


def held(house: House) -> list[tuple[Any, ...]]:
    r = t.reminder.c
    return [tuple(row) for row in house.all(select(r.kind, r.due, r.rung, r.told).order_by(r.kind, r.due, r.rung))]


def do(house: House, by: Actor, act: str, at: str, **body: Any) -> None:
    """An act that W1 does not tell."""
    version = house.value(select(t.case_file.c.version))
    key = f"a-{act}-{version}"
    reply = house.send(Sent(key, "a", act, by, body, version, legal_at=morning(at)), version)
    assert reply.refused is None, reply.refused


def sign_in(house: House, *people: str) -> None:
    rows = [{"id": p, "name": p, "roles": "[]", "password": "", "active": True} for p in people]
    house.change(lambda connection: connection.execute(insert(t.account), rows))


def test_each_rung_is_told_on_its_day_and_never_again(house: House) -> None:
    house.play("a", until=4)
    told = {}
    for ordinal in range(date(2025, 9, 24).toordinal(), DUE.toordinal() + 1):
        day = date.fromordinal(ordinal).isoformat()
        made = tell(house, day)
        told.update({rung: day for rung, told in rungs(made) if told})
        assert tell(house, day) == ()
    assert told == RUNGS
    assert held(house) == [("decision", DUE, rung, "case-officer") for rung in (0, 2, 7, 14)]


def test_a_house_left_open_tells_each_rung_too(house: House) -> None:
    """The same passes by one that remembers what it looked at: a new day and an act make it look again."""
    house.play("a", until=4)
    passes = Reminding(house.engine, BOOK)
    assert passes.pass_once(morning("2025-09-24")) == ()
    # The service is recorded late: its period ends in four working days, and is seen although the day is the same.
    house.send(house.sent("a", 4), 3)
    made = [passes.pass_once(morning(day)) for day in ("2025-09-26", "2025-09-28", "2025-09-28", "2025-09-30")]
    assert [rungs(m, "statement_period") for m in made] == [[], [(2, True)] * 2, [], [(0, True)] * 2]


def test_after_a_standstill_only_the_latest_rung_is_told(house: House) -> None:
    house.play("a", until=4)
    assert rungs(tell(house, "2025-10-23")) == [(2, True), (7, False), (14, False)]
    assert rungs(tell(house, "2025-10-24")) == [(0, True)]
    assert [(rung, told) for *_, rung, told in held(house)] == [
        (0, "case-officer"), (2, "case-officer"), (7, SKIPPED), (14, SKIPPED),
    ]  # fmt: skip


def test_a_deadline_whose_end_has_come_is_left_to_the_clock(house: House) -> None:
    house.play("a", until=4)
    assert tell(house, "2025-10-25") == ()
    assert held(house) == []


def test_a_short_period_has_no_rung_before_it_began(house: House) -> None:
    """Five working days from 24 September: no fourteenth or seventh before their end."""
    house.play("a", until=5)
    assert tell(house, "2025-09-25") == ()
    assert rungs(tell(house, "2025-09-28"), "statement_period") == [(2, True), (2, True)]


def test_the_first_day_for_an_application_is_no_deadline_to_be_reminded_of(house: House) -> None:
    house.play("a", until=18)
    kinds = {d.kind: d for d in house.state("a").open_deadlines()}
    assert kinds["restoration_earliest"].due == date(2026, 6, 16)
    assert tell(house, "2026-06-15") == ()
    # The end of the listing, which comes by itself, is told.
    assert rungs(tell(house, "2028-10-18"), "publication_end") == [(2, True), (7, False), (14, False)]


def test_a_moved_deadline_has_rungs_of_its_own(house: House) -> None:
    house.play("a", until=4)
    assert rungs(tell(house, "2025-10-22")) == [(2, True), (7, False), (14, False)]
    off = ["2025-01-01", "2025-10-01/2025-10-08", "2025-10-23/2025-10-24"]
    said = {"confirmed_by": "he", "year": 2025, "off": off, "working": [], "notice": "示例通知"}
    do(house, KEEPER, "announce_calendar", "2025-10-22", **said)
    moved = next(d.due for d in house.state("a").open_deadlines())
    assert moved > DUE
    made = tell(house, "2025-10-22")
    assert {r.deadline.due for r in made} == {moved}
    assert [told for _, told in rungs(made)] == [True, False]
    # And by the days off as they are known now: two working days before the new last day.
    assert rungs(tell(house, (moved - timedelta(days=1)).isoformat())) == [(2, True)]


def test_a_closed_case_gets_none(house: House) -> None:
    house.play("a", until=4)
    officer = Actor("li", ("case-officer",))
    do(house, officer, "terminate_case", "2025-10-14", ground="basis-fell", reason="原决定被撤销")
    assert house.value(select(t.case_file.c.closed)) is True
    assert tell(house, "2025-10-15") == ()
    assert held(house) == []


def test_a_rehearsal_with_a_clock_of_its_own_gets_none(house: House) -> None:
    house.play("a", until=4)
    house.change(lambda connection: connection.execute(update(t.case_file).values(rehearsal_offset=3600)))
    assert tell(house, "2025-10-15") == ()


def test_told_is_whoever_handles_the_case_or_stands_in(house: House) -> None:
    house.play("a", until=4)
    sign_in(house, "li", "wang")
    assert [r.told for r in tell(house, "2025-09-29")] == ["li"]
    do(house, HEAD, "hand_over", "2025-10-14", to="wang")
    assert [r.told for r in tell(house, "2025-10-15")] == ["wang"]
    leave = {"of": "wang", "to": "li", "roles": ["case-officer"], "from": "2025-10-20", "until": "2025-10-22"}
    do(house, HEAD, "appoint_deputy", "2025-10-20", **leave)
    assert [r.told for r in tell(house, "2025-10-22")] == ["li"]
    house.change(lambda c: c.execute(update(t.account).where(t.account.c.id == "wang").values(active=False)))
    assert [r.told for r in tell(house, "2025-10-24")] == ["case-officer"]


def test_two_passes_at_once_tell_once(house: House) -> None:
    """The second computes while the first has not written yet; it waits for the case and finds it told."""
    house.play("a", until=4)
    other = open_engine(house.url)
    begun = Moment()

    @listening.listens_for(other, "before_cursor_execute")
    def _begun(_c: Any, _u: Any, statement: str, *_: Any) -> None:
        if "FOR UPDATE" in statement or "BEGIN" in statement:
            begun.set()

    @listening.listens_for(house.engine, "before_cursor_execute")
    def _hold(_c: Any, _u: Any, statement: str, *_: Any) -> None:
        if statement.startswith("INSERT INTO reminder"):
            begun.wait(30)

    both = [Reminding(engine, BOOK) for engine in (house.engine, other)]
    made = at_once([lambda one=one: one.pass_once(morning("2025-10-15")) for one in both])  # type: ignore[misc]
    other.dispose()
    assert begun.is_set()
    assert sorted(rungs(m) for m in made) == [[], [(7, True), (14, False)]]
    assert [(rung, told) for *_, rung, told in held(house)] == [(7, "case-officer"), (14, SKIPPED)]


DYING = """
import os, sys
from datetime import datetime
from sqlalchemy import event
from desk.reminding import Reminding
from models.law.lawbook import Lawbook
from models.tables.opening import open_engine
engine = open_engine(sys.argv[1])
@event.listens_for(engine, sys.argv[3])
def die(*args):
    if sys.argv[3] == "commit" or args[2].startswith("INSERT INTO reminder"):
        os._exit(9)
Reminding(engine, Lawbook()).pass_once(datetime.fromisoformat(sys.argv[2]))
"""


@pytest.mark.parametrize("point", ["before_cursor_execute", "after_cursor_execute", "commit"])
def test_who_dies_between_computing_and_writing_has_told_nobody(house: House, point: str) -> None:
    house.play("a", until=4)
    house.engine.dispose()
    died = subprocess.run(
        [sys.executable, "-c", DYING, house.url, morning("2025-10-15").isoformat(), point],
        cwd=Path(__file__).parents[2], env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert died.returncode == 9, died.stderr
    assert rungs(tell(house, "2025-10-15")) == [(7, True), (14, False)]
    assert tell(house, "2025-10-15") == ()
