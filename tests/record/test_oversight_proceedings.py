"""Each line of the clean-up and of incidents finds its units, as the campaign's own notices do, on both engines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk.playing_beside import play
from desk.proceedingfile import file_of
from desk.serving_campaigns import CAMPAIGNS
from models.law.reading import read_yaml
from models.tables.campaign_schema import campaign, campaign_unit
from models.tables.ledgers import unit_ledger
from tests.measures.review_house import DING, FANG, HE, MEASURE, TAN, ReviewHouse
from tests.record.campaign_house import HAN, QIAN, WANG, CampaignHouse
from tests.record.house import BOOK, House
from tests.record.oversight_house import ROOT, counts, found, keep_acts, line_of, month_of
from tests.record.test_ledgers import asked, some, take

LINES = ("no-ledger", "rule-not-entered", "new-rule", "missed-date")
FINDING = {"id": "f1", "line": "rule-not-entered", "document": "示运〔2020〕9号"}


@pytest.fixture
def clean(house: House) -> CampaignHouse:
    """A campaign with one department, whose contact was named in time."""
    made = CampaignHouse(house, mode="training")
    made.open()
    made.done(
        "2021-01-15 16:30",
        WANG,
        "enrol_unit",
        unit="jt",
        kind="department",
        level="city",
        name="甲局",
        officers=["han"],
    )
    made.done("2021-01-16 09:00", HAN, "name_contact", unit="jt", name="甲", post="乙", phone="1")
    return made


def test_the_calendar_of_2021_is_told_as_the_campaigns_own_notices_tell_it(house: House) -> None:
    """Every month for which Lüliang's file issues a notice: the same lines name the same units."""
    told = file_of(CAMPAIGNS, read_yaml(ROOT / "docs" / "campaigns" / "luliang-2021.yaml"))
    played = play(CAMPAIGNS, told, BOOK)
    law, acts = played.law, played.acts
    file = {"id": "k", "mode": "training", "law_version": law.version, "notice": law.notice, "level": "city"}
    keep_acts(house, campaign, {**file, "calendar_version": "", "authority": "示例市发展和改革委员会"}, acts)
    names = [a.facts["unit"] for a in acts if a.act == "enrol_unit"]
    with house.engine.begin() as connection:
        for place, name in enumerate(names):
            row = {"campaign_id": "k", "id": name, "place": place, "parent": "", "kind": "", "level": "", "name": ""}
            connection.execute(campaign_unit.insert().values(**row, late=False))
    own = {a.facts["month"]: a.facts["lines"] for a in acts if a.act == "issue_monthly_notice"}
    assert sorted(own) == ["2021-01", "2021-02", "2021-03", "2021-06", "2021-11"]
    arose: dict[str, set[str]] = {line: set() for line in LINES}
    for month in range(1, 12):
        notice = month_of(house, f"2021-{month:02d}")
        for line in LINES:
            cases = line_of(notice, line).cases
            arose[line] |= {f.unit for f in cases if f.since >= notice.month.first.isoformat()}
            if notice.month.name in own:
                told_of = arose[line] | {f.unit for f in cases if not f.until}
                assert set(own[notice.month.name][line]) == told_of, (notice.month.name, line)
                arose[line] = set()


def test_a_ledger_not_filed_stands_until_it_is(house: House, clean: CampaignHouse) -> None:
    assert counts(month_of(house, "2021-01"), "no-ledger") == (1, 1, 0)  # the day alone says it: no clock has acted
    clean.done("2021-01-28 09:00", WANG, "spot_check", unit="jt", on="2021-01-28", record="查阅", findings=[])
    (case,) = line_of(month_of(house, "2021-01"), "no-ledger").cases
    assert (case.place, case.unit, case.since, case.until) == ("k", "甲局", "2021-01-20", "")
    clean.done(
        "2021-02-01 09:00",
        QIAN,
        "hold_interview",
        unit="jt",
        on="2021-02-01",
        **{"with": "分管负责人", "record": "约谈"},
    )
    notice = month_of(house, "2021-02")
    assert counts(notice, "no-ledger") == (0, 1, 0)
    assert [t.figure.count for t in notice.tallies if t.tally.id in ("interviews", "checks")] == [1, 0]


def test_who_filed_in_time_is_not_found(house: House, clean: CampaignHouse) -> None:
    rows = some(2)
    take(house, rows, replace(asked(rows), campaign="k", unit="jt"))
    with house.engine.connect() as connection:
        held = unit_ledger(connection, "k", "jt")
    assert held is not None
    clean.done("2021-01-20 16:00", HAN, "file_ledger", unit="jt", digest=held.digest)
    clean.done("2021-01-28 09:00", WANG, "spot_check", unit="jt", on="2021-01-28", record="查阅", findings=[])
    assert counts(month_of(house, "2021-01"), "no-ledger") == (0, 0, 0)


def test_what_a_check_found_stands_until_it_is_settled(house: House, clean: CampaignHouse) -> None:
    clean.done("2021-02-22 09:00", WANG, "spot_check", unit="jt", on="2021-02-20", record="查阅", findings=[FINDING])
    assert counts(month_of(house, "2021-01"), "rule-not-entered") == (0, 0, 0)
    assert counts(month_of(house, "2021-02"), "rule-not-entered") == (1, 1, 0)
    assert counts(month_of(house, "2021-02"), "new-rule") == (0, 0, 0)
    clean.done("2021-03-02 09:00", HAN, "settle_finding", unit="jt", finding="f1", on="2021-03-02", reason="已补入")
    assert counts(month_of(house, "2021-02"), "rule-not-entered") == (1, 1, 0)
    assert counts(month_of(house, "2021-03"), "rule-not-entered") == (0, 0, 1)
    assert counts(month_of(house, "2021-04"), "rule-not-entered") == (0, 0, 0)


def test_a_new_rule_is_a_line_of_its_own(house: House, clean: CampaignHouse) -> None:
    finding = {**FINDING, "line": "new-rule"}
    clean.done(
        "2021-02-22 09:00",
        WANG,
        "third_party_check",
        unit="jt",
        on="2021-02-20",
        by_body="某机构",
        record="报告",
        findings=[finding],
    )
    assert [(f.unit, f.detail) for f in found(house.engine, "new-rule")] == [("甲局", "f1")]
    assert found(house.engine, "rule-not-entered") == []


def test_a_date_missed_is_found_and_put_right(house: House, clean: CampaignHouse) -> None:
    items = [{"id": "j1", "document": "示交发〔2019〕12号", "disposition": "revise", "due": "2021-08-31"}]
    clean.done("2021-03-17 09:00", HAN, "file_plan", unit="jt", items=items)
    rows = [(f.what, f.since, f.until) for f in found(house.engine, "missed-date", until="2021-03-31")]
    assert rows == [("plan", "2021-03-15", "2021-03-17")]
    assert counts(month_of(house, "2021-03"), "missed-date") == (1, 0, 1)


@pytest.fixture
def issued(house: House) -> ReviewHouse:
    """A measure in force."""
    made = ReviewHouse(house.engine, mode="training")
    made.done("2025-09-01 09:00", DING, "propose_measure", **MEASURE)
    made.done("2025-09-02 09:00", FANG, "find_impact", impact="ordinary", reasons="范围小")
    made.done("2025-09-03 09:00", HE, "consent_measure", document="示发改函〔2025〕8号")
    made.done(
        "2025-09-04 09:00",
        TAN,
        "issue_measure",
        document="示发〔2025〕30号",
        on="2025-09-04",
        in_force_on="2025-09-10",
        text="t-1",
    )
    made.done(
        "2025-10-09 09:00", FANG, "record_incident", incident="i1", on="2025-10-09", source="监测", description="报道"
    )
    return made


def test_an_incident_in_time_and_kept_is_not_found(house: House, issued: ReviewHouse) -> None:
    issued.done(
        "2025-10-10 09:00", DING, "answer_incident", incident="i1", on="2025-10-10", finding="kept", reasons="已说明"
    )
    assert found(house.engine, "incident-late", until="2025-12-31") == []
    assert found(house.engine, "misapplied", until="2025-12-31") == []


def test_an_incident_handled_late_stands_until_its_notice(house: House, issued: ReviewHouse) -> None:
    assert counts(month_of(house, "2025-10"), "incident-late") == (1, 1, 0)  # the day alone says it
    issued.done(
        "2025-10-20 09:00", DING, "answer_incident", incident="i1", on="2025-10-20", finding="kept", reasons="已说明"
    )
    assert counts(month_of(house, "2025-10"), "incident-late") == (1, 1, 0)
    issued.done("2025-11-03 09:00", HE, "notify_incident", incident="i1", to="示例市人民政府")
    assert counts(month_of(house, "2025-11"), "incident-late") == (0, 0, 1)
    assert [t.figure.count for t in month_of(house, "2025-11").tallies if t.tally.id == "incident-notices"] == [1]


def test_a_measure_found_wrong_stands_until_its_notice(house: House, issued: ReviewHouse) -> None:
    issued.done(
        "2025-10-10 09:00",
        DING,
        "answer_incident",
        incident="i1",
        on="2025-10-10",
        finding="corrected",
        reasons="删去一条",
    )
    (case,) = found(house.engine, "misapplied")
    assert (case.place, case.what, case.detail, case.since, case.until) == ("r", "corrected", "i1", "2025-10-10", "")
    assert found(house.engine, "incident-late", until="2025-12-31") == []
