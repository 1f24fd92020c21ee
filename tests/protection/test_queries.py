"""Queries: no show without a row, abnormal ones found, the register frozen with its digest and examined."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select, update
from sqlalchemy.exc import DBAPIError

from activities.verifying import verify
from models.law.days import law_day
from models.records.commands import Actor
from models.steps.querying import Query, refuse_query
from models.tables.opening import create_all, open_engine
from models.tables.protection_schema import query_entry, query_permission, query_register
from models.tables.queries import Entry, entries_between, kinds_of, register_digest, register_query, shown_digest
from tests.protection.protection_house import FANG, HE, LAW, LI, ProtectionHouse, at
from tests.record.house import CALENDAR

HEAD = Actor("zhou", ("head",))
ASKED = {
    "holder": "li", "unit": "示例市公共信用信息中心", "level": "full", "purposes": ["行政审批"],
    "scope": ["serious-dishonesty"], "basis": "审批前核查", "until": "2026-12-31",
}  # fmt: skip
OTHER = Actor("wang", ("credit-officer",))


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    made = open_engine(f"sqlite:///{tmp_path}/record.db")
    create_all(made)
    return made


def granted(engine: Engine, **more: Any) -> ProtectionHouse:
    house = ProtectionHouse(engine, "permission")
    house.done("2026-03-02 09:00", FANG, "ask_permission", **{**ASKED, **more})
    house.done("2026-03-02 10:00", HEAD, "endorse_permission")
    house.done("2026-03-02 11:00", HE, "grant_permission")
    return house


def ask(engine: Engine, when: str, by: Actor = LI, **more: Any) -> int:
    said: dict[str, Any] = {"own": False, "permission": "permission", "level": "full", "purpose": "行政审批", **more}
    entry = Entry("rehearsal", at(when), by, asked="示例商贸有限公司", basis="审批〔2026〕1号", **said)
    with engine.begin() as connection:
        return register_query(connection, entry, CALENDAR)


def kinds(engine: Engine) -> dict[int, tuple[str, ...]]:
    with engine.connect() as connection:
        return {row.id: kinds_of(connection, row, LAW) for row in connection.execute(select(query_entry))}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"until": None}, "permission_endless"),
        ({"until": "2027-03-03"}, "permission_too_long"),
        ({"scope": ["health"]}, "outside_catalogue"),
        ({"purposes": []}, "condition_unmet"),
    ],
)
def test_a_permission_has_an_end_a_purpose_and_a_scope(engine: Engine, said: dict[str, Any], code: str) -> None:
    body = {k: v for k, v in {**ASKED, **said}.items() if v is not None}
    assert ProtectionHouse(engine).refused("2026-03-02 09:00", FANG, "ask_permission", **body).code == code


def test_two_people_grant_it_and_neither_holds_it(engine: Engine) -> None:
    house = ProtectionHouse(engine)
    house.done("2026-03-02 09:00", FANG, "ask_permission", **{**ASKED, "holder": "he"})
    assert house.refused("2026-03-02 09:10", Actor("fang", ("head",)), "endorse_permission").code == "same_person"
    house.done("2026-03-02 10:00", HEAD, "endorse_permission")
    refused = house.refused("2026-03-02 11:00", HE, "grant_permission")
    assert (refused.code, refused.detail) == ("same_person", {"why": "holder"})
    both = Actor("zhou", ("security-head",))
    assert house.refused("2026-03-02 11:10", both, "grant_permission").code == "same_person"
    house.done("2026-03-02 12:00", Actor("tan", ("security-head",)), "grant_permission")
    assert house.state().step == "permission_granted"


def test_it_ends_by_itself_on_its_last_day_and_nothing_is_shown_then(engine: Engine) -> None:
    house = granted(engine, until="2026-03-20")
    query, state = Query(LI, "行政审批"), house.state()
    assert refuse_query(query, state, LAW, law_day(at("2026-03-20 23:59"))) is None
    late = refuse_query(query, state, LAW, law_day(at("2026-03-21 00:00")))
    assert late is not None
    assert late.code == "permission_missing"
    assert house.refused("2026-03-23 09:00", HE, "suspend_permission", reasons="到期后").code == "step_not_open"
    assert house.state().step == "permission_over"
    with engine.connect() as connection:
        assert connection.execute(select(query_permission.c.ended_on)).scalar_one().isoformat() == "2026-03-20"


def refusal(house: ProtectionHouse, by: Actor = LI, purpose: str = "行政审批", *, own: bool = False) -> str:
    no = refuse_query(Query(by, purpose, own), house.state(), LAW, law_day(at("2026-03-10 09:00")))
    return no.code if no else ""


def test_a_query_keeps_to_its_permission(engine: Engine) -> None:
    house = granted(engine)
    assert refusal(house) == ""
    assert refusal(house, purpose="招聘") == "beyond_permission"
    assert refusal(house, OTHER) == "permission_missing"
    assert refusal(house, Actor("li", ("party",))) == "not_authorised"
    assert refuse_query(Query(LI, "行政审批"), None, LAW, law_day(at("2026-03-10 09:00"))) is not None
    house.done("2026-03-11 09:00", FANG, "suspend_permission", reasons="夜间查询")
    assert refusal(house) == "permission_missing"
    house.done("2026-03-12 09:00", HE, "resume_permission", reasons="已说明")
    assert refusal(house) == ""
    house.done("2026-03-13 09:00", HE, "end_permission", reasons="岗位变动")
    assert refusal(house) == "permission_missing"


def test_a_subject_sees_its_own_data_without_any_permission(engine: Engine) -> None:
    house = ProtectionHouse(engine)
    assert refusal(house, Actor("x", ("case-officer",)), own=True) == ""
    assert refusal(house, Actor("x", ("hearing-chair",)), own=True) == "not_authorised"


def test_abnormal_is_what_is_outside_hours_too_much_or_without_permission(engine: Engine) -> None:
    granted(engine)
    fine = ask(engine, "2026-03-10 09:00")
    night = ask(engine, "2026-03-10 18:00")
    early = ask(engine, "2026-03-11 07:59")
    opens = ask(engine, "2026-03-11 08:00")
    sunday = ask(engine, "2026-03-15 10:00")
    worked_sunday = ask(engine, "2026-05-09 10:00")
    refused = ask(engine, "2026-03-16 10:00", refused="permission_missing")
    not_mine = ask(engine, "2026-03-16 10:05", OTHER)
    other_purpose = ask(engine, "2026-03-16 10:06", purpose="招聘")
    before = ask(engine, "2026-02-27 10:00")
    own = ask(engine, "2026-03-16 10:07", OTHER, own=True, permission="", purpose="")
    found = kinds(engine)
    outside, none = ("outside-hours",), ("no-permission",)
    assert [found[n] for n in (fine, opens, worked_sunday, own)] == [(), (), (), ()]
    assert [found[n] for n in (night, early, sunday)] == [outside] * 3
    assert [found[n] for n in (refused, not_mine, other_purpose, before)] == [none] * 4


def test_more_in_a_day_than_the_limit_of_the_level(engine: Engine) -> None:
    granted(engine)
    numbers = [ask(engine, "2026-03-10 09:00") for _ in range(11)]
    found = kinds(engine)
    assert [found[n] for n in numbers] == [*[()] * 10, ("too-many",)]
    next_day = ask(engine, "2026-03-11 09:00")
    assert kinds(engine)[next_day] == ()
    masked = [ask(engine, "2026-03-12 09:00", level="masked") for _ in range(51)]
    assert [kinds(engine)[n] for n in masked[-2:]] == [(), ("too-many",)]


def test_no_entry_is_ever_changed(engine: Engine) -> None:
    ask(engine, "2026-03-10 09:00")
    with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(update(query_entry).values(asked="x"))
    with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(query_entry.delete())


def test_the_digest_tells_what_was_shown() -> None:
    one = [{"name": "示例商贸有限公司", "listed_on": "2026-01-05"}]
    assert shown_digest(one) == shown_digest([dict(reversed(one[0].items()))])
    assert shown_digest(one) != shown_digest([{**one[0], "listed_on": "2026-01-06"}])
    assert shown_digest(()) != shown_digest(one)


def review(engine: Engine) -> ProtectionHouse:
    granted(engine)
    register = ProtectionHouse(engine, "register")
    register.done("2026-03-02 12:00", HE, "keep_register", body="示例市公共信用信息中心")
    ask(engine, "2026-03-10 09:00")
    ask(engine, "2026-03-10 22:00")
    ask(engine, "2026-03-16 10:00", HE, refused="permission_missing")
    return register


def test_the_register_is_frozen_with_its_digest_and_each_abnormal_query_dealt_with(engine: Engine) -> None:
    house = review(engine)
    house.done("2026-04-01 09:00", FANG, "draw_register")
    held = house.state().register
    assert held is not None
    assert (held.entries, held.last_entry, [a.kinds for a in held.abnormal]) == (
        3, 3, [("outside-hours",), ("no-permission",)],
    )  # fmt: skip
    with engine.connect() as connection:
        assert register_digest(entries_between(connection, 0, 3, "rehearsal")) == held.digest
    said = {"finding": "explained", "reasons": "值班"}
    assert house.refused("2026-04-02 09:00", HE, "settle_query", entry=1, **said).detail["what"] == "query_not_abnormal"
    house.done("2026-04-02 09:10", HE, "settle_query", entry=2, **said)
    own = house.refused("2026-04-02 09:20", HE, "settle_query", entry=3, **said)
    assert (own.code, own.detail) == ("same_person", {"why": "own_query"})
    assert house.refused("2026-04-02 09:30", HE, "conclude_review").code == "register_unsettled"
    tan = Actor("tan", ("security-head",))
    house.done("2026-04-02 09:40", tan, "settle_query", entry=3, finding="irregular", reasons="无权限")
    assert house.refused("2026-04-02 09:50", HE, "conclude_review").detail["what"] == "irregular_without_measures"
    house.done("2026-04-02 10:00", HE, "conclude_review", measures="暂停查询权限，登记泄露事件")
    due = house.state().running("register_review")
    assert due is not None
    # A month after 2 April, a Saturday in the holidays: the first working day after it.
    assert due.due.isoformat() == "2026-05-06"
    with engine.connect() as connection:
        row = connection.execute(select(query_register)).one()
    assert (row.reviews, row.entries, row.abnormal, row.unsettled) == (1, 3, 2, 0)
    assert verify(engine) == []


def test_the_next_review_takes_up_where_the_last_one_ended_and_a_late_one_is_recorded(url: str) -> None:
    engine = open_engine(url)
    create_all(engine)
    house = review(engine)
    house.done("2026-04-01 09:00", FANG, "draw_register")
    for entry, by in ((2, HE), (3, Actor("tan", ("security-head",)))):
        house.done("2026-04-02 09:10", by, "settle_query", entry=entry, finding="explained", reasons="值班")
    house.done("2026-04-02 10:00", HE, "conclude_review")
    ask(engine, "2026-04-07 10:00")
    drawn = house.do("2026-06-01 09:00", FANG, "draw_register")
    assert [a.act for a in drawn.acts][-2:] == ["pass_register_review", "draw_register"]
    held = house.state().register
    assert held is not None
    assert (held.entries, held.last_entry, held.abnormal) == (1, 4, ())
    with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(update(query_entry).values(asked="x"))
    engine.dispose()


def test_nobody_concludes_what_he_froze(engine: Engine) -> None:
    house, both = review(engine), Actor("duo", ("security-officer", "security-head"))
    house.done("2026-04-01 09:00", both, "draw_register")
    for entry in (2, 3):
        house.done("2026-04-02 09:10", both, "settle_query", entry=entry, finding="explained", reasons="值班")
    assert house.refused("2026-04-02 10:00", both, "conclude_review").code == "same_person"


def test_hours_are_those_of_shanghai(engine: Engine) -> None:
    ask(engine, "2026-03-10 23:30")
    with engine.connect() as connection:
        row = connection.execute(select(query_entry)).one()
    assert (row.asked_on.isoformat(), row.hour, row.working) == ("2026-03-10", 23, True)
    assert isinstance(row.at, datetime)


def test_in_earnest_a_leak_is_recorded_at_once_and_nothing_is_granted_under_law_nobody_confirmed(
    engine: Engine,
) -> None:
    leak = ProtectionHouse(engine, "leak", mode="real")
    body = {
        "what": "leak",
        "certain": True,
        "personal": True,
        "on": "2026-03-02",
        "system": "s",
        "how": "h",
        "kinds": "k",
    }
    command = leak.do("2026-03-02 09:00", FANG, "report_leak", **body)
    assert command.refused is None
    asked = ProtectionHouse(engine, "asked", mode="real").refused("2026-03-02 09:00", FANG, "ask_permission", **ASKED)
    assert (asked.code, asked.cite) == ("regime_unreviewed", "protection.reviewed")
