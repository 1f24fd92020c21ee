"""Faults of time: what is counted, from when, until when, and what a pause does."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from desk.expecting import _suspended
from desk.reminding import Reminding
from models.law.counting import reach
from models.law.days import CalendarUnknown, Roll, Unit, end_of, law_day, start_of
from models.law.lawbook import Lawbook
from models.law.regimes import Law
from models.law.reminding import SKIPPED, rung_day
from models.records.acts import Act
from models.records.cases import CaseState
from models.records.commands import CLOCK
from models.records.proceedings import SHIELD, STAY, Span
from models.steps.deciding import settle
from models.steps.fold import fold
from models.steps.forms import faults
from models.tables import schema as t
from portal.reckoning import _working_days
from tests.record.house import ACTS, House
from tests.record.test_reminding import do, morning
from tests.steps.telling import BOOK, CALENDAR, Case, code, decided, listed, noticed, served

ROOT = Path(__file__).parents[2]
ROOMS = ("workflows", "activities", "models", "portal", "desk")
SERVICE = 1 + [e.act for e in ACTS].index("record_service")
FIRST, LAST = date(2021, 1, 4), date(2026, 11, 1)
days = st.dates(FIRST, LAST)


def python() -> Iterator[tuple[str, ast.Module]]:
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*.py")):
            yield str(file.relative_to(ROOT)), ast.parse(file.read_text(encoding="utf-8"))


def clock_acts(state: CaseState, law: Law, at: datetime) -> tuple[Act, ...]:
    return settle(state, law, CALENDAR, at)


@given(st.lists(st.timedeltas(timedelta(0), timedelta(weeks=60)), min_size=1, max_size=6))
def test_f01_a_missed_run_loses_no_day(woken_after: list[timedelta]) -> None:
    """A missed nightly run = lost days: whenever the clock is asked, the acts and their instants are the same."""
    case = served("samr-serious-illegal")
    since = case.acts[-1].at
    last = since + max(woken_after)
    state, told = case.state, list[Act]()
    for after in sorted(woken_after):
        acts = clock_acts(state, case.law, since + after)
        told += acts
        state = fold(state, acts)
    assert tuple(told) == clock_acts(case.state, case.law, last)
    due = {d.ends_at for d in case.state.deadlines}
    assert all(act.at in due for act in told)


def test_f02_the_same_day_of_another_month_is_another_deadline() -> None:
    """A guard that compares only the day of the month: the clock's key has the full date, the case and the party."""
    case = listed()
    first, second = same_day_of_month(case)
    for on in (first, second):
        case.do("li", "file_complaint", f"{on} 09:00", on=str(on), by_body="示例县财政局", claims="措施有误")
        case.do("li", "answer_complaint", f"{on + timedelta(weeks=3)} 09:00", finding="upheld", reasons="核实无误")
    lapsed = [act for act in case.acts if act.act == "lapse_complaint_answer"]
    assert len(lapsed) == 2
    one, other = (date.fromisoformat(act.facts["due"]) for act in lapsed)
    assert (one.day, one.month) != (other.day, other.month)
    assert one.day == other.day
    assert [act.key.split(":")[:3] for act in lapsed] == [[CLOCK, case.state.case_id, "complaint_answer"]] * 2
    assert [str(due) in act.key.split(":") for act, due in zip(lapsed, (one, other), strict=True)] == [True, True]


def same_day_of_month(case: Case) -> tuple[date, date]:
    """Two days on which complaints are received whose answers are due on one day of two months."""
    period = case.law.period("complaint_answer")
    assert period is not None
    start = case.today()
    ends = {on: reach(on, period.amount, period.unit, period.roll, CALENDAR).due for on in within(start, 90)}
    return next(
        (one, other)
        for one, end in ends.items()
        for other, later in ends.items()
        if other > one + timedelta(weeks=3) and later.day == end.day
    )


def within(start: date, number: int) -> Iterator[date]:
    return (start + timedelta(days=n) for n in range(1, number))


def test_f03_one_module_counts_days() -> None:
    """Two working-day functions that disagree: nobody outside models/law knows weekdays or holidays."""
    names = ("weekday", "isoweekday", "isocalendar", "bdate_range", "busday_count")
    # The counter says which day of the week a day is, and counts nothing by it; the branch cases
    # count a second time on purpose, to hold the first to it.
    apart = ("models/law/", "portal/wording.py", "desk/branching/day_by_day.py")
    found = [
        f"{name}:{node.lineno}"
        for name, tree in python()
        if not name.startswith(apart)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in names
    ]
    assert found == []


@given(days, st.integers(1, 40))
def test_f03_what_is_left_what_is_due_and_what_is_reminded_agree(on: date, amount: int) -> None:
    """The same days by the deadline, by the page that says how many are left, and by the rungs of a reminder."""
    due = reach(on, amount, Unit.WORKING_DAY, Roll.FORWARD, CALENDAR).due
    assert _working_days(on, due, CALENDAR) == amount
    assert _working_days(on, due - timedelta(days=1), CALENDAR) == amount - 1
    # As many working days before the last one as are left from the first on.
    first = reach(on, 1, Unit.WORKING_DAY, Roll.FORWARD, CALENDAR).due
    assert rung_day(due, amount - 1, CALENDAR) == (first if amount > 1 else due)


@given(days, st.integers(1, 30))
def test_f04_the_calendar_agrees_with_a_count_day_by_day(on: date, amount: int) -> None:
    """A holiday function knowingly wrong for years: the files read anew, and every day walked."""
    day, left = on, amount
    while left:
        day += timedelta(days=1)
        left -= works(day)
    assert reach(on, amount, Unit.WORKING_DAY, Roll.FORWARD, CALENDAR).due == day


def works(day: date) -> bool:
    off, worked = notices()
    return day in worked or (day.weekday() < 5 and day not in off)


@cache
def notices() -> tuple[set[date], set[date]]:
    """The days off and the weekend days worked of every notice held."""
    off, worked = set[date](), set[date]()
    for file in sorted((ROOT / "regimes" / "calendar").glob("20*.yaml")):
        said = yaml.safe_load(file.read_text(encoding="utf-8"))
        for key, into in (("off", off), ("working", worked)):
            into.update(day for span in said[key] for day in spelled(span))
    return off, worked


def spelled(span: str) -> Iterator[date]:
    """The days of an entry: one day, or the first and the last."""
    ends = [date.fromisoformat(end) for end in span.split("/")]
    yield from (ends[0] + timedelta(days=n) for n in range((ends[-1] - ends[0]).days + 1))


def test_f08_a_reminder_missed_on_its_day_comes_the_day_after(house: House) -> None:
    """A reminder only on the exact day: whoever was away on the day of a rung is told at the next pass, once."""
    house.play("a", until=4)
    made = Reminding(house.engine, Lawbook()).pass_once(morning("2025-10-16"))
    assert [(r.rung, r.told != SKIPPED) for r in made if r.deadline.kind == "decision"] == [(7, True), (14, False)]
    assert Reminding(house.engine, Lawbook()).pass_once(morning("2025-10-17")) == ()


def test_f09_a_reminder_that_falls_into_a_stay_is_not_lost(house: House) -> None:
    """A reminder skipped while on hold and never sent after: a stay moves no period and silences no rung."""
    house.play("a", until=1 + max(n for n, e in enumerate(ACTS) if e.act == "publish"))
    stay = {"by_body": "示例县人民法院", "document": "裁定书"}
    officer = next(e.by for e in ACTS if e.act == "open_case")
    due = next(d for d in house.state("a").open_deadlines() if d.kind == "reconsideration")
    begun, ended = due.due - timedelta(days=20), due.due - timedelta(days=1)
    do(house, officer, "impose_stay", str(begun), **stay, on=str(begun))
    in_it = Reminding(house.engine, Lawbook()).pass_once(morning(str(due.due - timedelta(days=13))))
    do(house, officer, "lift_stay", str(ended), **stay, on=str(ended))
    after = Reminding(house.engine, Lawbook()).pass_once(morning(str(ended)))
    told = [r.rung for r in (*in_it, *after) if r.deadline.key == due.key and r.told != SKIPPED]
    assert len(told) == 2
    assert next(d for d in house.state("a").deadlines if d.key == due.key).due == due.due


def test_f10_a_suspension_is_a_span_with_its_day_and_never_a_flag() -> None:
    """A suspend flag without a date: measures rest only by an entry of the ledger, and only its end ends it."""
    case = listed()
    refused = case.refuses("li", "lift_stay", "06-12 09:00", by_body="示例县人民法院", on="2026-06-12", document="书")
    assert refused.code == "step_not_open"
    case.do("li", "impose_stay", "06-12 09:00", by_body="示例县人民法院", on="2026-06-12", document="裁定书")
    assert case.state.suspended == (Span(STAY, date(2026, 6, 12)),)
    case.do("li", "lift_stay", "06-22 09:00", by_body="示例县人民法院", on="2026-06-22", document="裁定书")
    assert case.state.suspended == (Span(STAY, date(2026, 6, 12), date(2026, 6, 22)),)
    flags = [name for name, kind in CaseState.__annotations__.items() if "suspend" in name and "bool" in str(kind)]
    assert flags == []


def test_f11_a_pause_ends_on_its_legal_day_and_not_on_the_day_it_is_entered() -> None:
    """A pause's end is the server's today: it is the day of the ruling, entered later, and never a day to come."""
    case = listed()
    case.do("li", "impose_stay", "06-15 09:00", by_body="示例县人民法院", on="2026-06-12", document="裁定书")
    refused = case.refuses("li", "lift_stay", "06-29 09:00", by_body="示例县人民法院", on="2026-06-30", document="书")
    assert code(refused) == ("condition_unmet", "day_in_future")
    case.do("li", "lift_stay", "06-29 09:00", by_body="示例县人民法院", on="2026-06-22", document="裁定书")
    assert case.state.suspended == (Span(STAY, date(2026, 6, 12), date(2026, 6, 22)),)
    assert case.today() == date(2026, 6, 29)


def test_f13_whether_a_day_counts_is_law_and_no_setting() -> None:
    """Inclusive or exclusive by an environment variable: the rule is a value of the regime; no setting is read."""
    period = BOOK.law("mohrss-wages", date(2026, 6, 2)).period("publication_end")
    assert period is not None
    dues = []
    for roll in (Roll.NONE, Roll.FORWARD):
        law = listed().law
        law = replace(law, periods=tuple(replace(p, roll=roll) if p.key == period.key else p for p in law.periods))
        dues.append(decided(law=law).due("publication_end"))
    assert dues[0] != dues[1]
    readers = [name for name, tree in python() if name.startswith(("models/", "workflows/")) and reads_settings(tree)]
    assert readers == []


def reads_settings(tree: ast.Module) -> bool:
    return any(isinstance(n, ast.Attribute) and n.attr in ("environ", "getenv") for n in ast.walk(tree))


spans = st.lists(st.tuples(days, st.none() | st.integers(0, 60), st.sampled_from((STAY, SHIELD))), max_size=6)


@given(spans)
def test_f14_overlapping_pauses_are_one(said: list[tuple[date, int | None, str]]) -> None:
    """Overlapping or same-day holds: what is told is their union, each day once."""
    held = tuple(Span(g, on, None if n is None else on + timedelta(days=n)) for on, n, g in said)
    told = list(_suspended(CaseState("a", "rehearsal", suspended=held)))
    end = LAST + timedelta(days=61)

    def covered(since: date, until: date | None) -> set[date]:
        return {since + timedelta(days=n) for n in range(((until or end) - since).days + 1)}

    ends = [(r["from"], date.fromisoformat(r["until"]) if r["until"] else None) for r in told]
    rows = [covered(date.fromisoformat(since), until) for since, until in ends]
    assert sum(len(row) for row in rows) == len(set[date]().union(*rows))
    assert set[date]().union(*rows) == set[date]().union(*(covered(s.since, s.until) for s in held))


def test_f14_a_stay_is_not_imposed_twice() -> None:
    """A second hold while one lasts is refused: there is no pair of spans to disagree."""
    case = listed()
    stay = {"by_body": "示例县人民法院", "document": "裁定书"}
    case.do("li", "impose_stay", "06-12 09:00", **stay, on="2026-06-12")
    assert case.refuses("li", "impose_stay", "06-12 10:00", **stay, on="2026-06-12").code == "condition_unmet"


def test_f15_how_far_an_extension_reaches_is_not_the_senders_to_say() -> None:
    """The extension's date trusted from the client: it names a reason, and the law counts on from the day first due."""
    assert [f.fault for f in faults("extend_decision", {"reason": "情况复杂", "until": "2027-01-01"})] == ["unknown"]
    assert [f.fault for f in faults("extend_decision", {"reason": "情况复杂", "amount": 90})] == ["unknown"]
    case = served()
    before, period = case.due("decision"), case.law.period("decision_extension")
    assert before is not None
    assert period is not None
    case.do("qian", "extend_decision", "06-10 09:00", reason="情况复杂")
    assert case.due("decision") == reach(before, period.amount, period.unit, period.roll, CALENDAR).due


def test_f21_a_year_without_its_notice_is_told_as_provisional() -> None:
    """A holiday library silent about next year: a deadline over such a year says so, and none is guessed beyond."""
    known = BOOK.calendar(2026)
    sure = reach(date(2026, 11, 2), 20, Unit.WORKING_DAY, Roll.FORWARD, known)
    doubtful = reach(date(2026, 12, 21), 20, Unit.WORKING_DAY, Roll.FORWARD, known)
    assert (sure.provisional, doubtful.provisional) == (False, True)
    last = known.years[-1].year
    with pytest.raises(CalendarUnknown):
        reach(date(last, 12, 30), 20, Unit.WORKING_DAY, Roll.FORWARD, known)


def test_f22_an_open_end_is_no_date(house: House) -> None:
    """Sentinel end dates (2999, 9999): what has no end yet has none, in the state, in the table and in what is told."""
    house.play("c", until=1 + max(n for n, e in enumerate(ACTS) if e.act == "publish"))
    (until,) = house.all(t.publication.select().with_only_columns(t.publication.c.until).distinct())
    assert until == (None,)
    assert {shown.until for shown in house.state("c").shown} == {None}
    assert t.publication.c.until.nullable
    kept = "\n".join(f.read_text(encoding="utf-8") for f in (ROOT / "tests/replaying/decisions").glob("*.json"))
    assert max(int(year) for year in re.findall(r'"due":"(\d{4})-', kept)) < LAST.year + 10


def test_f26_a_last_day_runs_to_midnight_in_shanghai(house: House) -> None:
    """A deadline that expires one day early: at 23:59:59 it runs, at 24:00 it is over; the same for who files."""
    house.play("c", until=SERVICE)
    period = next(d for d in house.state("c").open_deadlines() if d.kind == "statement_period")
    version = house.state("c").version
    house.tick("c", end_of(period.due) - timedelta(seconds=1), version)
    assert house.state("c").version == version
    reply = house.tick("c", end_of(period.due), version)
    assert {(a.act, law_day(a.at)) for a in reply.acts} == {("end_statement_period", period.due + timedelta(days=1))}
    assert end_of(period.due) == start_of(period.due + timedelta(days=1))


@pytest.mark.parametrize(("at", "in_time"), [("06-10 23:59", True), ("06-11 00:00", False)])
def test_f26_a_statement_is_in_time_until_midnight(at: str, in_time: bool) -> None:  # noqa: FBT001
    """At 23:59 of the last day it is in time, a minute later it is received and kept, and opens nothing."""
    case = served()
    assert case.due("statement_period", "p1") == date(2026, 6, 10)
    on = f"2026-{at[:5]}"
    case.do("p1", "file_statement", at, by_party="p1", on=on, text="陈述")
    assert [s.in_time for s in case.state.statements] == [in_time]
    assert (case.state.step == "statement_received") is in_time


def test_f30_a_period_that_must_not_move_does_not() -> None:
    """Minimum periods rolled: each deadline has its own rule, none or forward, from its regime."""
    for regime in ("mohrss-wages", "samr-serious-illegal"):
        law = BOOK.law(regime, date(2026, 6, 2))
        rolls = {p.key: p.roll for p in law.periods}
        assert rolls["publication_end"] is Roll.NONE
        for period in law.periods:
            if period.unit is Unit.WORKING_DAY:
                continue
            for on in (date(2026, 2, n) for n in range(1, 29)):
                found = reach(on, period.amount, period.unit, period.roll, CALENDAR)
                assert found.due == found.unrolled if period.roll is Roll.NONE else CALENDAR.is_working(found.due)


def test_f30_the_notice_of_a_hearing_is_never_cut_short() -> None:
    """The lead of a hearing is a minimum: one day less is refused, whatever day it falls on."""
    case = noticed("samr-serious-illegal")
    case.do("li", "record_service", "06-03 09:00", document="notice", method="direct", on="2026-06-03", proof="回证")
    case.do("p1", "request_hearing", "06-04 09:00", by_party="p1", on="2026-06-04")
    lead = case.law.period("hearing_lead")
    assert lead is not None
    over = reach(date(2026, 6, 5), lead.amount, lead.unit, lead.roll, CALENDAR).due
    early = case.refuses("li", "schedule_hearing", "06-05 09:00", on=str(over), chair="he")
    assert code(early) == ("condition_unmet", "lead_too_short")
    case.do("li", "schedule_hearing", "06-05 09:00", on=str(over + timedelta(days=1)), chair="he")
