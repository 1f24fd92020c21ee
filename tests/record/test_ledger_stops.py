"""Filing a ledger stops at once what its notice stops; closed ledgers take no file; cases are chosen for by group."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from activities.verifying import verify
from models.law.resting import RestingIndex, named
from models.tables import campaign_schema as c
from models.tables import schema as t
from models.tables.campaign_names import document_names
from models.tables.campaign_stops import cases_of
from models.tables.ledger_keeping import ADD, ImportRefused
from models.tables.ledger_schema import ledger_import, ledger_row
from models.tables.ledgers import unit_ledger
from tests.record.campaign_house import HAN, NOTICE, QIAN, WANG, ZHOU, CampaignHouse
from tests.record.house import BOOK, LAW, House
from tests.record.ledger_files import bring, refused_opening, row

WAGES = "《拖欠农民工工资失信联合惩戒对象名单管理暂行办法》（人力资源社会保障部令第45号）"
OTHER = "《示例市客运黑名单办法》（示交发〔2019〕12号）"
LULIANG = "《吕梁市关于进一步完善失信约束制度的实施方案》（吕信用办发〔2022〕5号）"
ON = "2021-01-19 "
KEPT = row(OTHER, "保留", national="是", basis="《示例条例》第一条")


@pytest.fixture
def both(house: House) -> tuple[House, CampaignHouse]:
    """Two running cases, and a campaign with one unit."""
    house.play("a", until=2)
    house.play("b", until=1)
    campaign = CampaignHouse(house)
    campaign.open()
    enrolled = {"kind": "department", "level": "city", "name": "示例市交通运输局", "officers": ["han"]}
    campaign.done("2021-01-15 16:30", WANG, "enrol_unit", unit="jt", **enrolled)
    return house, campaign


def filed(both: tuple[House, CampaignHouse], when: str, *rows: tuple[str, ...]) -> dict[str, Any]:
    house, campaign = both
    digest = bring(house.engine, "k", "jt", *rows)
    return campaign.done(when, HAN, "file_ledger", unit="jt", digest=digest).facts


def only_stop(campaign: CampaignHouse) -> Any:
    (held,) = campaign.state().stops
    return held


def test_a_ledger_filed_refuses_the_next_opening_of_what_rests_on_its_document(
    both: tuple[House, CampaignHouse],
) -> None:
    house, campaign = both
    digest = bring(house.engine, "k", "jt", row(WAGES, "废止"), KEPT)
    assert refused_opening(house, "c0") == ""
    campaign.done(ON + "09:00", HAN, "file_ledger", unit="jt", digest=digest)
    held = only_stop(campaign)
    assert (held.standing, held.regimes, held.unit, held.confirmed_by) == ("at_once", (LAW.regime,), "jt", "")
    assert refused_opening(house, "c1") == "regime_stopped"
    # The running cases go on until two people have chosen for them.
    assert house.send(house.sent("a", 3)).refused is None
    with house.engine.connect() as connection:
        assert document_names(connection, "k")[held.document] == WAGES
        assert cases_of(connection, "k", held.id) == []
    assert verify(house.engine) == []


def test_two_people_then_choose_what_happens_to_the_running_cases(both: tuple[House, CampaignHouse]) -> None:
    house, campaign = both
    filed(both, ON + "09:00", row(WAGES, "修订"))
    held = only_stop(campaign)
    no = campaign.refused(ON + "10:00", QIAN, "stop_rule", stop=held.id, others="keep")
    assert no.detail["what"] == "cases_not_shown"
    said = {"stop": held.id, "disposition": "revise"}
    no = campaign.refused(ON + "10:00", WANG, "propose_stop", **said, document=OTHER)
    assert no.detail["what"] == "other_document"
    shown = campaign.done(ON + "10:00", WANG, "propose_stop", **said, document=WAGES).facts["shown"]
    assert shown["cases"] == 2
    assert refused_opening(house, "c1") == "regime_stopped"
    groups = [{"by": "step", "name": house.state("a").step, "disposition": "abolish"}]
    groups += [{"by": "list", "name": LAW.regime, "disposition": "revise"}]
    campaign.done(
        ON + "11:00", QIAN, "stop_rule", stop=held.id, plan=shown["plan"], others="keep", groups=groups,
        cases=[{"case": "a", "disposition": "legislate"}],
    )  # fmt: skip
    with house.engine.connect() as connection:
        chosen = {r.case_id: r.disposition for r in cases_of(connection, "k", held.id)}
    wanted = "abolish" if house.state("b").step == house.state("a").step else "revise"
    assert chosen == {"a": "legislate", "b": wanted}
    assert only_stop(campaign).standing == "in_force"
    assert verify(house.engine) == []


def test_a_group_goes_by_step_before_list_and_leaves_the_others(both: tuple[House, CampaignHouse]) -> None:
    house, campaign = both
    filed(both, ON + "09:00", row(WAGES, "修订"))
    held = only_stop(campaign)
    said = {"stop": held.id, "document": WAGES, "disposition": "revise"}
    plan = campaign.done(ON + "10:00", WANG, "propose_stop", **said).facts["shown"]["plan"]
    steps = {k: house.state(k).step for k in ("a", "b")}
    assert steps["a"] != steps["b"]
    groups = [{"by": "list", "name": LAW.regime, "disposition": "keep"}]
    groups += [{"by": "step", "name": steps["b"], "disposition": "abolish"}]
    campaign.done(ON + "11:00", QIAN, "stop_rule", stop=held.id, plan=plan, others="revise", groups=groups)
    with house.engine.connect() as connection:
        assert {r.case_id: r.disposition for r in cases_of(connection, "k", held.id)} == {"a": "keep", "b": "abolish"}


def test_what_only_a_ledger_stopped_two_people_end_once_the_ledger_says_otherwise(
    both: tuple[House, CampaignHouse],
) -> None:
    house, campaign = both
    filed(both, ON + "09:00", row(WAGES, "废止"))
    held = only_stop(campaign)
    no = campaign.refused(ON + "10:00", WANG, "propose_resume", stop=held.id, reason="误填")
    assert (no.cite, no.detail["what"]) == ("cleanup.at-once", "ledger_still_stops")
    digest = bring(house.engine, "k", "jt", KEPT)
    # Brought in is not filed: the ledger as filed still stops it.
    no = campaign.refused(ON + "10:30", WANG, "propose_resume", stop=held.id, reason="误填")
    assert no.detail["what"] == "ledger_still_stops"
    campaign.done(ON + "11:00", HAN, "file_ledger", unit="jt", digest=digest)
    assert refused_opening(house, "c1") == "regime_stopped"
    campaign.done(ON + "11:30", WANG, "propose_resume", stop=held.id, reason="误填")
    assert campaign.refused(ON + "12:00", WANG, "resume_rule", stop=held.id, others="keep").code == "not_authorised"
    assert refused_opening(house, "c2") == "regime_stopped"
    campaign.done(ON + "12:00", ZHOU, "resume_rule", stop=held.id, others="keep")
    assert refused_opening(house, "c3") == ""
    filed(both, ON + "15:00", row(WAGES, "立法"))
    assert only_stop(campaign).standing == "at_once"
    assert refused_opening(house, "c4") == "regime_stopped"
    assert verify(house.engine) == []


def test_another_ledger_that_says_so_still_stops_the_document(both: tuple[House, CampaignHouse]) -> None:
    house, campaign = both
    enrolled = {"kind": "department", "level": "city", "name": "示例市公路局", "officers": ["han"]}
    campaign.done("2021-01-15 16:40", WANG, "enrol_unit", unit="gl", **enrolled)
    filed(both, ON + "09:00", row(WAGES, "废止"))
    digest = bring(house.engine, "k", "gl", row(WAGES, "废止"))
    campaign.done(ON + "09:30", HAN, "file_ledger", unit="gl", digest=digest)
    filed(both, ON + "11:00", KEPT)
    no = campaign.refused(ON + "11:30", WANG, "propose_resume", stop=only_stop(campaign).id, reason="误填")
    assert no.detail["what"] == "ledger_still_stops"


def test_what_was_abolished_is_not_carried_out_again(both: tuple[House, CampaignHouse]) -> None:
    _, campaign = both
    filed(both, ON + "09:00", row(WAGES, "废止"))
    item = {"id": "i", "document": WAGES, "disposition": "abolish", "due": "2021-02-01", "channel": "政府网站"}
    campaign.done(ON + "09:30", HAN, "file_plan", unit="jt", items=[item])
    done = {"outcome": "abolished", "on": "2021-01-19", "channel": "政府网站", "document": "示发1号"}
    campaign.done(ON + "10:00", HAN, "complete_item", unit="jt", item="i", **done)
    no = campaign.refused(ON + "11:30", WANG, "propose_resume", stop=only_stop(campaign).id, reason="已办结")
    assert no.detail["what"] == "ledger_still_stops"


def test_the_running_cases_can_be_shown_though_one_person_asked_for_the_end(
    both: tuple[House, CampaignHouse],
) -> None:
    _, campaign = both
    filed(both, ON + "09:00", row(WAGES, "废止"))
    held = only_stop(campaign)
    filed(both, ON + "11:00", KEPT)
    campaign.done(ON + "11:30", WANG, "propose_resume", stop=held.id, reason="误填")
    assert only_stop(campaign).is_unconfirmed
    filed(both, ON + "12:00", row(WAGES, "废止"))
    no = campaign.refused(ON + "12:10", ZHOU, "resume_rule", stop=held.id, others="keep")
    assert no.detail["what"] == "ledger_still_stops"
    said = {"stop": held.id, "document": WAGES, "disposition": "abolish"}
    plan = campaign.done(ON + "13:00", WANG, "propose_stop", **said).facts["shown"]["plan"]
    campaign.done(ON + "14:00", QIAN, "stop_rule", stop=held.id, plan=plan, others="keep")
    assert only_stop(campaign).standing == "in_force"


def test_a_stop_somebody_had_proposed_is_in_force_from_the_filing_on(both: tuple[House, CampaignHouse]) -> None:
    house, campaign = both
    said = {"stop": "s1", "document": WAGES, "disposition": "abolish"}
    plan = campaign.done(ON + "08:00", WANG, "propose_stop", **said).facts["shown"]["plan"]
    assert only_stop(campaign).regimes == (LAW.regime,)
    filed(both, ON + "09:00", row(WAGES, "废止"))
    assert only_stop(campaign).standing == "confirming"
    assert refused_opening(house, "c1") == "regime_stopped"
    campaign.done(ON + "10:00", QIAN, "stop_rule", stop="s1", plan=plan, others="keep")
    assert only_stop(campaign).standing == "in_force"


def test_a_local_text_stopped_refuses_the_cases_that_take_it_in_and_no_others(
    both: tuple[House, CampaignHouse],
) -> None:
    house, campaign = both
    assert refused_opening(house, "with", ("luliang",)) == ""
    filed(both, ON + "09:00", row(LULIANG, "修订"))
    held = only_stop(campaign)
    assert (held.regimes, held.texts) == ((), ("吕信用办发〔2022〕5号",))
    assert refused_opening(house, "again", ("luliang",)) == "regime_stopped"
    assert refused_opening(house, "plain") == ""
    said = {"stop": held.id, "document": LULIANG, "disposition": "revise"}
    campaign.done(ON + "10:00", WANG, "propose_stop", **said)
    with house.engine.connect() as connection:
        assert [r.case_id for r in cases_of(connection, "k", held.id)] == ["with"]


def test_a_fault_settled_stops_what_could_not_be_read_before(both: tuple[House, CampaignHouse]) -> None:
    house, campaign = both
    facts = filed(both, ON + "09:00", row(WAGES, "相关内容删除"), KEPT)
    assert campaign.state().stops == ()
    fault = next(f for f in facts["ledger"]["faults"] if f.endswith("disposition_outside"))
    values = [{"field": "disposition", "value": "废止"}]
    said = {"unit": "jt", "fault": fault, "way": "value", "reason": "即废止", "values": values}
    campaign.done(ON + "10:00", HAN, "settle_fault", **said)
    assert only_stop(campaign).standing == "at_once"
    assert refused_opening(house, "c1") == "regime_stopped"


def test_what_is_kept_and_what_nothing_rests_on_makes_no_stop(both: tuple[House, CampaignHouse]) -> None:
    _, campaign = both
    filed(both, ON + "09:00", row(OTHER, "废止"), row(WAGES, "保留", national="是", basis="《示例条例》第一条"))
    assert campaign.state().stops == ()


def test_no_ledger_stops_what_the_clean_up_measures_by() -> None:
    index = RestingIndex(BOOK, NOTICE.yardsticks)
    for yardstick in ("国办发〔2020〕49号", "《保障农民工工资支付条例》", "《行政处罚法》"):
        assert not index.of(yardstick).is_anything, yardstick
    assert index.of(WAGES).regimes == (LAW.regime,)
    assert RestingIndex(BOOK, ()).of("《保障农民工工资支付条例》").regimes == (LAW.regime,)


def test_one_number_is_one_document_and_without_one_the_title_tells() -> None:
    one = named("《某办法》（某发[2020]第3号）")
    assert one.is_the_same(named("某发〔2020〕3号"))
    assert not one.is_the_same(named("《某办法》（某发〔2021〕3号）"))
    assert one.is_the_same(named("《某办法》（文号）"))
    assert not one.is_the_same(named("《关于废止〈某办法〉的通知》"))
    assert not one.is_the_same(named("《关于印发《某办法》的通知》"))


# Closed ledgers (H-123).


def reported(both: tuple[House, CampaignHouse]) -> None:
    _, campaign = both
    filed(both, ON + "09:00", KEPT)
    campaign.done("2021-01-26 09:00", QIAN, "report_ledgers_up", to="province")


def stored(house: House) -> tuple[int, int, Any]:
    with house.engine.connect() as connection:
        asked = [select(func.count()).select_from(table) for table in (ledger_import, ledger_row)]
        files, rows = (connection.execute(one).scalar_one() for one in asked)
        return files, rows, unit_ledger(connection, "k", "jt")


def test_into_a_ledger_reported_up_no_file_is_taken(both: tuple[House, CampaignHouse]) -> None:
    house, _ = both
    reported(both)
    before = stored(house)
    with pytest.raises(ImportRefused, match="ledger_closed"):
        bring(house.engine, "k", "jt", row(OTHER, "废止"))
    assert stored(house) == before


@pytest.mark.parametrize(("way", "change", "rows"), [(ADD, "add", 2), ("replace", "change", 1)])
def test_a_file_laid_ready_counts_from_its_approval_on(
    both: tuple[House, CampaignHouse], way: str, change: str, rows: int
) -> None:
    house, campaign = both
    reported(both)
    before = stored(house)[2]
    digest = bring(house.engine, "k", "jt", row(WAGES, "废止"), way=way, exception=True)
    assert stored(house)[2] == before
    said = {"unit": "jt", "reason": "漏列", "digest": digest}
    assert campaign.refused("2021-02-01 09:00", HAN, "except_ledger", **said, change=change).code == "not_authorised"
    other = "change" if change == "add" else "add"
    assert campaign.refused("2021-02-01 09:00", QIAN, "except_ledger", **said, change=other).detail["what"] == (
        "ledger_differs"
    )
    assert stored(house)[2] == before
    campaign.done("2021-02-01 10:00", QIAN, "except_ledger", **said, change=change)
    now = stored(house)[2]
    assert (now.rows, now.digest) == (rows, digest)
    assert only_stop(campaign).standing == "at_once"
    with house.engine.connect() as connection:
        stops = connection.execute(select(c.document_stop.c.standing)).scalars().all()
        assert stops == ["at_once"]
        assert connection.execute(select(func.count()).select_from(t.act)).scalar_one() > 0
    assert verify(house.engine) == []
