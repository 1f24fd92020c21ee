"""A campaign's acts stand in the same log as the cases', and what it stops no case can use."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import select

from activities.record import acts_after
from activities.verifying import verify
from desk.recalling import recall
from desk.replaying import replay
from models.records.commands import Actor
from models.tables import campaign_schema as c
from models.tables import schema as t
from models.tables.campaign_stops import cases_of
from models.tables.receiving import Sent
from tests.record.campaign_house import HAN, QIAN, WANG, ZHOU, CampaignHouse
from tests.record.house import CALENDAR, LAW, House

STOP = {"stop": "s1", "document": "人社部发〔2021〕示例号", "disposition": "abolish", "regimes": [LAW.regime]}
ON = "2025-11-01 "


@pytest.fixture
def both(house: House) -> tuple[House, CampaignHouse]:
    """A case on its road, a case listed, and a campaign."""
    house.play("a", until=2)
    house.play("b")
    campaign = CampaignHouse(house)
    campaign.open()
    return house, campaign


def opened(house: House, case_id: str) -> str:
    """The code with which the next opening is refused; empty where it is done."""
    house.open(case_id)
    refused = house.send(house.sent(case_id, 0)).refused
    return refused.code if refused else ""


def running(house: House) -> list[str]:
    with house.engine.connect() as connection:
        found = select(t.case_file.c.id).where(t.case_file.c.closed.is_(False), t.case_file.c.version > 0)
        return sorted(connection.execute(found).scalars())


def told(house: House, stop: str = "s1") -> dict[str, Any]:
    with house.engine.connect() as connection:
        return {r.case_id: r for r in cases_of(connection, "k", stop)}


def delivered(house: House, key: str) -> None:
    """What the relay does with a command received."""
    with house.engine.connect() as connection:
        row = connection.execute(select(t.command).where(t.command.c.key == key)).one()
    body, by = json.loads(row.body), Actor(row.actor, tuple(json.loads(row.roles)))
    last = house.acts(row.case_id)[-1].at
    house.ask(Sent(key, row.case_id, row.act, by, body, row.seen_version, legal_at=last))


def test_campaign_and_cases_stand_in_one_log(both: tuple[House, CampaignHouse]) -> None:
    house, campaign = both
    campaign.done("2021-01-15 16:30", WANG, "enrol_unit", unit="jt", kind="department", level="city", name="甲局")
    house.play("z", until=1)
    assert [a.act for a in campaign.acts()] == ["open_campaign", "enrol_unit"]
    assert verify(house.engine) == []


def test_a_day_that_passed_is_recorded_before_the_act(both: tuple[House, CampaignHouse]) -> None:
    house, campaign = both
    campaign.done("2021-01-15 16:30", WANG, "enrol_unit", unit="jt", kind="department", level="city", name="甲局")
    campaign.done("2021-01-19 09:00", WANG, "name_contact", unit="jt", name="甲", post="乙", phone="1")
    assert [a.act for a in campaign.acts()][-2:] == ["pass_contact", "name_contact"]
    due = campaign.state().dues[0]
    assert (due.late, due.standing) == (True, "met")
    assert verify(house.engine) == []


def test_a_name_and_a_number_stay_in_the_command(both: tuple[House, CampaignHouse]) -> None:
    _, campaign = both
    campaign.done("2021-01-15 16:30", WANG, "enrol_unit", unit="jt", kind="department", level="city", name="甲局")
    act = campaign.done("2021-01-16 09:00", WANG, "name_contact", unit="jt", name="某人", post="科长", phone="1380")
    assert "某人" not in repr(act)
    assert "1380" not in repr(act)


def test_a_ledger_nobody_took_in_is_not_filed(both: tuple[House, CampaignHouse]) -> None:
    _, campaign = both
    campaign.done("2021-01-15 16:30", WANG, "enrol_unit", unit="jt", kind="department", level="city", name="甲局")
    no = campaign.refused("2021-01-16 09:00", WANG, "file_ledger", unit="jt", digest="0" * 64)
    assert (no.code, no.detail["what"]) == ("condition_unmet", "ledger_missing")


def test_a_stop_refuses_the_next_opening_in_its_own_transaction(both: tuple[House, CampaignHouse]) -> None:
    house, campaign = both
    assert opened(house, "c0") == ""
    shown = campaign.done(ON + "09:00", WANG, "propose_stop", **STOP).facts["shown"]
    assert shown["cases"] == len(running(house))
    assert sorted(told(house)) == running(house)
    assert opened(house, "c1") == ""
    again = campaign.done(ON + "09:30", WANG, "propose_stop", **STOP).facts["shown"]
    assert again["cases"] == shown["cases"] + 1
    chosen = [{"case": "a", "disposition": "keep"}]
    campaign.done(ON + "10:00", QIAN, "stop_rule", stop="s1", plan=again["plan"], others="abolish", cases=chosen)
    assert opened(house, "c2") == "regime_stopped"
    rows = told(house)
    assert {k: r.disposition for k, r in rows.items()} == {k: "keep" if k == "a" else "abolish" for k in rows}
    for row in rows.values():
        delivered(house, row.command_key)
    assert {k: house.state(k).stopped for k in rows} == {k: k != "a" for k in rows}
    assert verify(house.engine) == []


def test_the_cases_shown_are_the_cases_stopped(both: tuple[House, CampaignHouse]) -> None:
    house, campaign = both
    plan = campaign.done(ON + "09:00", WANG, "propose_stop", **STOP).facts["shown"]["plan"]
    assert opened(house, "late") == ""
    no = campaign.refused(ON + "10:00", QIAN, "stop_rule", stop="s1", plan=plan, others="abolish")
    assert no.detail["what"] == "cases_moved_on"
    no = campaign.refused(ON + "10:00", QIAN, "stop_rule", stop="s1", plan="another", others="abolish")
    assert no.detail["what"] == "plan_differs"
    assert opened(house, "later") == ""


def test_the_end_of_a_stop_reaches_the_cases_whoever_proposed_it(both: tuple[House, CampaignHouse]) -> None:
    """Who confirms the end chooses for the cases, and holds a post from which a case takes that."""
    house, campaign = both
    plan = campaign.done(ON + "09:00", WANG, "propose_stop", **STOP).facts["shown"]["plan"]
    campaign.done(ON + "10:00", QIAN, "stop_rule", stop="s1", plan=plan, others="abolish")
    for row in told(house).values():
        delivered(house, row.command_key)
    campaign.done(ON + "11:00", QIAN, "propose_resume", stop="s1", reason="符合要求")
    assert campaign.refused(ON + "12:00", WANG, "resume_rule", stop="s1", others="keep").code == "not_authorised"
    campaign.done(ON + "12:30", WANG, "propose_resume", stop="s1", reason="符合要求")
    campaign.done(ON + "13:00", QIAN, "resume_rule", stop="s1", others="keep")
    for row in told(house).values():
        delivered(house, row.resumed_key)
    assert not any(house.state(name).stopped for name in told(house))


def test_two_people_stop_and_the_same_two_undo(both: tuple[House, CampaignHouse]) -> None:
    house, campaign = both
    plan = campaign.done(ON + "09:00", QIAN, "propose_stop", **STOP).facts["shown"]["plan"]
    assert (
        campaign.refused(ON + "10:00", QIAN, "stop_rule", stop="s1", plan=plan, others="abolish").code == "same_person"
    )
    campaign.done(ON + "10:00", ZHOU, "stop_rule", stop="s1", plan=plan, others="abolish")
    assert campaign.refused(ON + "11:00", WANG, "propose_resume", stop="s1", reason="修订").code == "not_authorised"
    campaign.done(ON + "11:00", ZHOU, "propose_resume", stop="s1", reason="修订后符合要求")
    assert opened(house, "c1") == "regime_stopped"
    assert campaign.refused(ON + "12:00", ZHOU, "resume_rule", stop="s1", others="keep").code == "same_person"
    assert campaign.refused(ON + "12:00", WANG, "resume_rule", stop="s1", others="keep").code == "not_authorised"
    campaign.done(ON + "12:00", QIAN, "resume_rule", stop="s1", others="keep")
    assert opened(house, "c2") == ""
    for row in told(house).values():
        delivered(house, row.command_key)
        delivered(house, row.resumed_key)
        assert not house.state(row.case_id).stopped
    kept = [a.act for a in campaign.acts()]
    assert kept[-4:] == ["propose_stop", "stop_rule", "propose_resume", "resume_rule"]
    assert verify(house.engine) == []


def test_a_measure_stopped_is_refused_where_it_is_named(both: tuple[House, CampaignHouse]) -> None:
    house, campaign = both
    measure = str(house.sent("x", 1).body["measures"][0])
    stop = {**STOP, "regimes": [], "measures": [measure]}
    plan = campaign.done(ON + "09:00", WANG, "propose_stop", **stop).facts["shown"]["plan"]
    campaign.done(ON + "10:00", QIAN, "stop_rule", stop="s1", plan=plan, others="keep")
    assert opened(house, "c") == ""
    refused = house.send(house.sent("c", 1)).refused
    assert refused is not None
    assert (refused.code, refused.detail["measures"]) == ("regime_stopped", [measure])


def test_a_running_case_is_burdened_no_more_before_its_command_has_come(both: tuple[House, CampaignHouse]) -> None:
    """Confirmed is confirmed: the relay may still be on its way."""
    house, campaign = both
    house.play("kept", until=1)
    plan = campaign.done(ON + "09:00", WANG, "propose_stop", **STOP).facts["shown"]["plan"]
    chosen = [{"case": "kept", "disposition": "keep"}]
    campaign.done(ON + "10:00", QIAN, "stop_rule", stop="s1", plan=plan, others="revise", cases=chosen)
    refused = house.send(house.sent("a", 3)).refused
    assert refused is not None
    assert (refused.code, refused.detail["disposition"]) == ("regime_stopped", "abolish")
    assert house.send(house.sent("kept", 1)).refused is None
    campaign.done(ON + "11:00", WANG, "propose_resume", stop="s1", reason="符合要求")
    campaign.done(ON + "12:00", QIAN, "resume_rule", stop="s1", others="keep")
    assert house.send(house.sent("a", 3, key="again")).refused is None


def test_of_two_stops_the_end_of_one_leaves_the_other(both: tuple[House, CampaignHouse]) -> None:
    """A case keeps one mark; what stands is read from the campaigns."""
    house, campaign = both
    for stop, document, hour in (("s1", STOP["document"], "09"), ("s2", "示发〔2019〕9号", "10")):
        said = {**STOP, "stop": stop, "document": document}
        plan = campaign.done(f"{ON}{hour}:00", ZHOU, "propose_stop", **said).facts["shown"]["plan"]
        campaign.done(f"{ON}{hour}:30", QIAN, "stop_rule", stop=stop, plan=plan, others="abolish")
        delivered(house, told(house, stop)["a"].command_key)
    campaign.done(ON + "11:00", QIAN, "propose_resume", stop="s1", reason="修订后符合要求")
    campaign.done(ON + "12:00", ZHOU, "resume_rule", stop="s1", others="keep")
    delivered(house, told(house, "s1")["a"].resumed_key)
    refused = house.send(house.sent("a", 3)).refused
    assert refused is not None
    left = campaign.state().stop("s2")
    assert left is not None
    assert (refused.code, refused.detail["document"]) == ("regime_stopped", left.document)


def test_a_case_kept_goes_on_with_a_measure_that_is_stopped(both: tuple[House, CampaignHouse]) -> None:
    house, campaign = both
    measure = str(house.sent("a", 1).body["measures"][0])
    stop = {**STOP, "regimes": [], "measures": [measure]}
    shown = campaign.done(ON + "09:00", WANG, "propose_stop", **stop).facts["shown"]
    assert sorted(told(house)) == sorted(k for k in running(house) if measure in house.state(k).measures_told)
    chosen = [{"case": "a", "disposition": "keep"}]
    campaign.done(ON + "10:00", QIAN, "stop_rule", stop="s1", plan=shown["plan"], others="revise", cases=chosen)
    assert house.send(house.sent("a", 3)).refused is None


def test_what_the_notice_does_not_stop_is_not_stopped(both: tuple[House, CampaignHouse]) -> None:
    _, campaign = both
    no = campaign.refused(ON + "09:00", WANG, "propose_stop", **{**STOP, "disposition": "keep"})
    assert (no.detail["what"], no.cite) == ("not_stopped_by_notice", "campaign.stops_at_once")
    assert campaign.refused(ON + "09:00", HAN, "propose_stop", **STOP).code == "not_authorised"


def test_a_rehearsal_stops_nothing_real(house: House) -> None:
    house.play("a", until=2)
    campaign = CampaignHouse(house, mode="training")
    campaign.open()
    shown = campaign.done(ON + "09:00", WANG, "propose_stop", **STOP).facts["shown"]
    campaign.done(ON + "10:00", QIAN, "stop_rule", stop="s1", plan=shown["plan"], others="abolish")
    assert shown["cases"] == 0
    assert opened(house, "c") == ""


class Killed(Exception):
    """The process ended at a point of the transaction."""


@pytest.mark.parametrize("where", ["decided", "act-written", "projected", "outcome-written", "before-commit"])
def test_a_stop_is_all_or_nothing(both: tuple[House, CampaignHouse], where: str) -> None:
    house, campaign = both
    plan = campaign.done(ON + "09:00", WANG, "propose_stop", **STOP).facts["shown"]["plan"]

    def point(name: str) -> None:
        if name == where:
            raise Killed

    with pytest.raises(Killed):
        campaign.do(ON + "10:00", QIAN, "stop_rule", point=point, stop="s1", plan=plan, others="abolish")
    assert opened(house, "c") == ""
    assert all(r.command_key is None for r in told(house).values())
    with house.engine.connect() as connection:
        assert connection.execute(select(c.document_stop.c.standing)).scalars().all() == ["proposed"]
        assert [a.act for a in acts_after(connection, "k", 0)] == ["open_campaign", "propose_stop"]
    assert verify(house.engine) == []


def test_a_refused_opening_is_decided_again_alike(both: tuple[House, CampaignHouse]) -> None:
    """The decision replay knows what was stopped then, also when it is stopped no more."""
    house, campaign = both
    plan = campaign.done(ON + "09:00", WANG, "propose_stop", **STOP).facts["shown"]["plan"]
    campaign.done(ON + "10:00", QIAN, "stop_rule", stop="s1", plan=plan, others="keep")
    assert opened(house, "c") == "regime_stopped"
    campaign.done(ON + "11:00", WANG, "propose_resume", stop="s1", reason="符合要求")
    campaign.done(ON + "12:00", QIAN, "resume_rule", stop="s1", others="keep")
    with house.engine.connect() as connection:
        assert replay(recall(connection, "c"), LAW, CALENDAR) == []
