"""Each line of accountability finds the case that has its fault, and none in a record that has not, on both engines."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from activities.record import Record
from models.contracts.errands import RecordRequest
from models.records.oversight import Asking, is_of
from models.tables import schema as t
from portal.sessions import make_account
from portal.writing import Writer
from tests.portal.house import at
from tests.rebuilding.scenes import SCENES, Told
from tests.record.house import House
from tests.record.oversight_house import FILES, counts, damage, found, line_of, month_of, moved, played, told

LINES = ("outside-catalogue", "outside-list", "without-procedure", "restoration-late", "leak")
ACT = "UPDATE act SET content = replace(content, '{was}', '{now}') WHERE case_id = 'a' AND act = '{act}'"
GONE = "DELETE FROM act WHERE case_id = 'a' AND act = '{act}'"


def whats(house: House, line: str) -> list[tuple[str, str]]:
    return [(f.what, f.detail) for f in found(house.engine, line)]


def test_no_case_decided_by_the_law_is_found(house: House) -> None:
    """Every acceptance case ran through the legal transaction: nothing was outside the rules of its day."""
    for name in FILES:
        played(house, name, case_id=name)
    assert [(line, whats(house, line)) for line in LINES if line != "restoration-late" and whats(house, line)] == []


def test_no_open_case_of_any_step_is_found(house: House) -> None:
    """A case in every step in which one can be open: announced, heard, stayed, shielded, restored, revoked."""
    record, today = Record(house.engine), date(2026, 11, 20)
    for serial, scene in enumerate(SCENES):
        scene.tell(Told(record, serial, f"training-2026-{serial:04d}", scene.regime, today))
    assert [f for line in LINES for f in found(house.engine, line, until=str(today))] == []


@pytest.mark.parametrize(
    ("name", "statement", "expected"),
    [
        ("W1", GONE.format(act="approve_notice"), [("notice-missing", "")]),
        ("W1", GONE.format(act="answer_statement"), [("statement-unanswered", "p1")]),
        ("W1", GONE.format(act="legal_review"), [("review-missing", "")]),
        ("W1", ACT.format(was='"pass"', now='"return"', act="legal_review"), [("review-missing", "")]),
        ("W1", "UPDATE act SET actor = 'qian' WHERE act = 'draft_decision'", [("same-person", "qian")]),
        ("W1", ACT.format(was="HRSS-5-1", now="HRSS-9-9", act="open_case"), [("ground-outside", "HRSS-9-9")]),
        ("S1", GONE.format(act="hold_hearing"), [("hearing-not-held", "p1")]),
        ("S1", GONE.format(act="answer_statement"), [("statement-unanswered", "p1")]),
    ],
)
def test_a_listing_without_a_step_is_found(
    house: House, name: str, statement: str, expected: list[tuple[str, str]]
) -> None:
    played(house, name)
    assert whats(house, "without-procedure") == []
    damage(house, statement)
    assert whats(house, "without-procedure") == expected
    assert {f.place for f in found(house.engine, "without-procedure")} == {"a"}


def test_a_party_who_was_not_served_is_named(house: House) -> None:
    played(house, "W1")
    damage(house, ACT.format(was='"served":["p1","p2"]', now='"served":["p1"]', act="record_service"))
    assert whats(house, "without-procedure") == [("notice-unserved", "p2")]


def test_a_decision_before_the_last_day_to_state_is_found(house: House) -> None:
    """The statement period of W1 ends on 2025-09-30; on that day nothing may be decided yet, on the next it may."""
    played(house, "W1")
    moved(house, "a", "approve_decision", "2025-10-01")
    assert whats(house, "without-procedure") == []
    with house.engine.begin() as connection:
        own = t.act.c.act == "approve_decision"
        held = connection.execute(t.act.select().where(own)).one().at
        connection.execute(t.act.update().where(own).values(at=held - timedelta(1)))
    assert ("statement-period-open", "p1") in whats(house, "without-procedure")


def test_who_waived_has_no_day_left(house: House) -> None:
    played(house, "C03")
    assert whats(house, "without-procedure") == []
    damage(house, f"{GONE.format(act='waive_statement')} AND content LIKE '%p2%'")
    assert whats(house, "without-procedure") == [("statement-period-open", "p2")]


def test_a_measure_outside_the_list_of_the_day_is_found(house: House) -> None:
    played(house, "W1")
    damage(house, ACT.format(was='"bidding"', now='"no-train-tickets"', act="approve_decision"))
    rows = found(house.engine, "outside-list")
    assert [(f.what, f.detail, f.since, f.until) for f in rows] == [
        ("measure-outside", "no-train-tickets", "2025-10-20", "2026-07-07")
    ]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (ACT.format(was="order-to-pay", now="newspaper", act="open_case"), ("basis-outside", "newspaper")),
        (ACT.format(was='["authority-site"]', now='["wall"]', act="publish"), ("channel-outside", "wall")),
        (
            ACT.format(was='"channels":["authority-site"]', act="publish",
                       now='"channels":["authority-site"],"personal":[{"party":"p2","ground":"because"}]'),
            ("person-without-ground", "p2"),
        ),
        ("UPDATE case_file SET regime = 'unknown-list'", ("list-not-in-force", "unknown-list")),
    ],
)  # fmt: skip
def test_what_is_recorded_or_shown_outside_is_found(house: House, statement: str, expected: tuple[str, str]) -> None:
    played(house, "W1")
    damage(house, statement)
    assert expected in whats(house, "outside-catalogue")
    if expected[0] != "list-not-in-force":
        assert len(whats(house, "outside-catalogue")) == 1


def test_a_person_shown_on_a_ground_of_the_day_is_not_found(house: House) -> None:
    played(house, "W1")
    shown = '["authority-site"],"personal":[{"party":"p2","ground":"consent"}]'
    damage(house, ACT.format(was='["authority-site"]', now=shown, act="publish"))
    assert whats(house, "outside-catalogue") == []


def test_a_case_opened_before_its_list_was_law_is_found(house: House) -> None:
    played(house, "W1")
    moved(house, "a", "open_case", "2021-12-31")
    assert ("list-not-in-force", "mohrss-wages") in whats(house, "outside-catalogue")


def restoring(house: House, *, tick: str = "", decide: str = "") -> None:
    """W1 up to the application of 2026-06-16, to be decided by 2026-07-08."""
    case = told("W1")
    applied = [n for n, e in enumerate(case.events, start=1) if e.act == "apply_restoration"][-1]
    played(house, "W1", applied)
    assert case.events[applied].act == "decide_restoration"
    if tick:
        Record(house.engine).record(RecordRequest("a", 0, at(tick)))
    if decide:
        event = case.events[applied]
        from models.tables.receiving import Sent  # noqa: PLC0415
        from tests.portal.house import do  # noqa: PLC0415

        do(Record(house.engine), Sent("a-late", "a", event.act, event.by, event.body), at(decide))


def test_a_decision_in_time_is_not_found(house: House) -> None:
    restoring(house, decide="2026-07-08 23:00")
    assert found(house.engine, "restoration-late", until="2026-07-14") == []
    assert (
        counts(month_of(house, "2026-07"), "restoration-late")[0] == 1
    )  # its three legs were not confirmed by 15 July


@pytest.mark.parametrize("tick", ["", "2026-07-10 09:00"])
def test_a_last_day_that_passed_is_found_whether_the_clock_has_acted_or_not(house: House, tick: str) -> None:
    restoring(house, tick=tick)
    rows = found(house.engine, "restoration-late", until="2026-07-31")
    assert [(f.place, f.what, f.since, f.until) for f in rows] == [("a", "restoration_decision", "2026-07-08", "")]
    assert counts(month_of(house, "2026-06"), "restoration-late") == (0, 0, 0)
    assert counts(month_of(house, "2026-07"), "restoration-late") == (1, 1, 0)


def test_what_is_done_late_stands_until_that_day(house: House) -> None:
    restoring(house, tick="2026-07-10 09:00", decide="2026-08-03 09:00")
    july, august = month_of(house, "2026-07"), month_of(house, "2026-08")
    assert counts(july, "restoration-late") == (1, 1, 0)
    assert [(f.since, f.until) for f in line_of(july, "restoration-late").cases] == [("2026-07-08", "")]
    handled = [f for f in line_of(august, "restoration-late").cases if f.what == "restoration_decision"]
    assert [(f.since, f.until) for f in handled] == [("2026-07-08", "2026-08-03")]
    assert counts(august, "restoration-late")[2] == 1


def test_other_modes_and_units_are_left_out(house: House) -> None:
    restoring(house)
    assert counts(month_of(house, "2026-07", mode="real"), "restoration-late") == (0, 0, 0)
    authority = told("W1").authority["name"]
    assert counts(month_of(house, "2026-07", unit=authority), "restoration-late") == (1, 1, 0)
    assert counts(month_of(house, "2026-07", unit="别的单位"), "restoration-late") == (0, 0, 0)


def looked(house: House) -> Writer:
    """A house with people who handle cases and one who keeps the calendar."""
    played(house, "W1")
    with house.engine.begin() as connection:
        for name, roles in (
            ("li", ("case-officer", "head")),
            ("yue", ("calendar-keeper",)),
            ("meng", ("case-officer",)),
        ):
            make_account(connection, name, name, roles, "x")
    return Writer(house.engine)


def test_looks_by_who_handles_the_case_are_not_found(house: House) -> None:
    writer = looked(house)
    writer.note_access("li", "a", "case", at("2026-06-20 09:00"))
    writer.note_access("li", "a", "id_number:p2", at("2026-06-20 09:01"))
    writer.note_access("meng", "a", "case", at("2026-06-20 09:02"))
    assert found(house.engine, "leak") == []


def test_a_look_beyond_the_posts_is_found_once_a_day(house: House) -> None:
    writer = looked(house)
    for hour in (9, 10):
        writer.note_access("yue", "a", "case", at(f"2026-06-20 {hour:02d}:00"))
    rows = found(house.engine, "leak")
    assert [(f.what, f.detail, f.since, f.until) for f in rows] == [("beyond-posts", "yue", "2026-06-20", "")]
    assert counts(month_of(house, "2026-06"), "leak") == (1,)
    assert counts(month_of(house, "2026-07"), "leak") == (0,)


def test_a_look_by_nobody_known_is_found(house: House) -> None:
    looked(house).note_access("ghost", "a", "case", at("2026-06-20 09:00"))
    assert whats(house, "leak") == [("beyond-posts", "ghost")]


def test_a_full_number_opened_by_who_did_nothing_there_is_found(house: House) -> None:
    looked(house).note_access("meng", "a", "id_number:p2", at("2026-06-20 09:00"))
    assert whats(house, "leak") == [("number-without-act", "meng")]


def test_every_figure_counts_the_cases_beside_it(house: House) -> None:
    restoring(house, tick="2026-07-20 09:00")
    damage(house, GONE.format(act="legal_review"))
    for name in ("2025-10", "2026-06", "2026-07", "2026-08"):
        notice = month_of(house, name)
        for line in notice.lines:
            for figure in line.figures:
                own = [f for f in line.cases if is_of(f, figure.of, notice.month)]
                assert figure.count == len(own), (name, line.line.id, figure.of)


def as_printed(house: House, asking: Asking) -> list[tuple[object, ...]]:
    """The query as it is printed, its values put in by hand."""
    given = dict(asking.given)
    sql = re.sub(r"(?<!:):(\w+)", lambda found: "'" + given[found[1]].replace("'", "''") + "'", asking.sql)
    if house.engine.dialect.name == "postgresql":
        sql = sql.replace("%", "%%")  # the driver's own sign
    with house.engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(sql).all()]


def test_the_query_printed_beside_a_figure_gives_it(house: House) -> None:
    restoring(house, tick="2026-07-20 09:00")
    looked_at = Writer(house.engine)
    looked_at.note_access("ghost", "a", "case", at("2026-07-20 09:00"))
    damage(house, GONE.format(act="legal_review"))
    notice = month_of(house, "2026-07")
    for line in notice.lines:
        assert len(as_printed(house, line.asking)) == len(line.cases)
        for figure in line.figures:
            assert as_printed(house, figure.asking) == [(figure.count,)], (line.line.id, figure.of)
    for tally in notice.tallies:
        assert as_printed(house, tally.figure.asking) == [(tally.figure.count,)]
    assert sum(len(line.cases) for line in notice.lines) == 3
