"""Campaigns in an open house: delivered, brought back, stops that reach the cases, units reminded."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from activities.verifying import verify
from bench.road import REGIME
from desk.proceedings import SERVED
from desk.rebuilding import rebuild_proceedings
from desk.relay import relay_once
from desk.reminding_beside import ProceedingReminding
from desk.watching import MISSING, UNANSWERED, Patience, look, relieve
from models.contracts.cleanup import CAMPAIGN_WAY
from models.law.cleanup import campaign_law
from models.law.lawbook import Lawbook
from models.law.reminding import SKIPPED
from models.records.campaigns import CampaignState
from models.records.cases import CaseState
from models.records.commands import Actor
from models.tables import schema as t
from models.tables.campaign_schema import campaign, stop_case
from models.tables.campaigns import CAMPAIGN
from models.tables.opening import create_all, open_engine
from models.tables.packing import unpack
from models.tables.proceedings import ProceedingOpening, open_proceeding, receive_in
from models.tables.receiving import Sent
from tests.record.campaign_house import QIAN, WANG, CampaignHouse, at
from tests.record.house import House as RecordHouse
from tests.workflow.house import House, open_house

BOOK = Lawbook()
ID = "training-cleanup"


def opened(house: House) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    law = campaign_law(BOOK, "luliang-cleanup", now.date())
    calendar = BOOK.calendar_for(2020, 2027)
    with house.engine.begin() as connection:
        opening = ProceedingOpening(ID, "training", "示例市发展和改革委员会", "city", "141100", law, calendar, now)
        open_proceeding(connection, CAMPAIGN, opening)


def received(house: House, number: int, by: Actor, act: str, **body: Any) -> None:
    with house.engine.begin() as connection:
        receive_in(connection, CAMPAIGN, Sent(f"{ID}-{number}", ID, act, by, body))


def state(house: House) -> CampaignState:
    with house.engine.connect() as connection:
        found = connection.execute(select(campaign.c.state).where(campaign.c.id == ID)).scalar_one()
    return unpack(CampaignState, found)


def case_state(house: House, case_id: str) -> CaseState:
    with house.engine.connect() as connection:
        found = connection.execute(select(t.case_file.c.state).where(t.case_file.c.id == case_id)).scalar_one()
    return unpack(CaseState, found)


async def brought(house: House) -> None:
    """Passes of the relay, as many as a command and what it leads to need."""
    for _ in range(3):
        await relay_once(house.client, house.engine, older_than_seconds=0)


async def test_a_stop_goes_from_the_campaign_to_the_running_case(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        await house.walk("training-a", 2)
        opened(house)
        received(house, 1, QIAN, "open_campaign", lead="fgw", level="city", name="甲委")
        received(house, 2, WANG, "propose_stop", stop="s", document="示例文件", disposition="abolish", regimes=[REGIME])
        await brought(house)
        held = state(house).stop("s")
        assert held is not None
        assert held.cases == 1
        received(house, 3, QIAN, "stop_rule", stop="s", plan=held.plan, others="abolish")
        await brought(house)
        assert state(house).stop("s").standing == "in_force"  # type: ignore[union-attr]
        assert case_state(house, "training-a").stopped
        with house.engine.connect() as connection:
            chosen = connection.execute(select(stop_case.c.case_id, stop_case.c.disposition)).all()
        assert [tuple(row) for row in chosen] == [("training-a", "abolish")]
        assert verify(house.engine) == []


async def test_a_workflow_that_was_lost_comes_back_from_the_record(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        opened(house)
        received(house, 1, QIAN, "open_campaign", lead="fgw", level="city", name="甲委")
        received(house, 2, WANG, "enrol_unit", unit="jt", kind="department", level="city", name="甲局")
        waiting = await look(house.client, house.engine, Patience(timedelta(), timedelta()))
        assert [(one.what, one.of) for one in waiting] == [(UNANSWERED, "open_campaign"), (UNANSWERED, "enrol_unit")]
        await brought(house)
        assert state(house).late_units() == ("jt",)
        handle = house.client.get_workflow_handle(CAMPAIGN_WAY.workflow_id(ID))
        await handle.terminate("lost")
        found = await look(house.client, house.engine, Patience(timedelta(), timedelta()))
        assert [(one.what, one.case_id) for one in found] == [(MISSING, ID)]
        assert await relieve(house.client, house.engine, found) == found
        assert await look(house.client, house.engine, Patience(timedelta(), timedelta())) == ()
        await handle.terminate("lost again")
        assert (await rebuild_proceedings(house.client, house.engine)).started == 1
        assert (await rebuild_proceedings(house.client, house.engine)).started == 0
        received(house, 3, WANG, "issue_monthly_notice", month=datetime.now(UTC).date().isoformat()[:7])
        received(house, 4, WANG, "close_campaign")
        await brought(house)
        assert [n.month for n in state(house).notices] == [datetime.now(UTC).date().isoformat()[:7]]
        asked = select(t.command.c.outcome).where(t.command.c.case_id == ID).order_by(t.command.c.key)
        with house.engine.connect() as connection:
            assert list(connection.execute(asked).scalars()) == ["done", "done", "done", "refused"]
        assert verify(house.engine) == []


def test_every_kind_of_proceeding_is_served_by_its_own_table() -> None:
    assert len({kind.table.name for kind in SERVED}) == len(SERVED)


def test_a_unit_is_reminded_once_a_rung_and_no_more_when_it_has_filed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/record.db"
    engine = open_engine(url)
    create_all(engine)
    house = CampaignHouse(RecordHouse(url), mode="training")
    house.open()
    house.done("2021-01-15 16:30", WANG, "enrol_unit", unit="jt", kind="department", level="city", name="甲局")
    passes = ProceedingReminding(engine, BOOK)

    def told(when: str) -> list[tuple[str, int, str]]:
        return [(r.deadline.kind, r.rung, r.told) for r in passes.pass_once(at(when).astimezone(UTC))]

    # 15 January 2021 is a Friday: contacts are due on Monday, ledgers on Wednesday.
    assert told("2021-01-15 17:00") == []
    assert told("2021-01-18 08:00") == [("contact", 0, "unit-officer"), ("ledger", 2, "unit-officer")]
    assert told("2021-01-18 09:00") == []
    house.done("2021-01-18 10:00", WANG, "name_contact", unit="jt", name="甲", post="乙", phone="1")
    assert told("2021-01-20 08:00") == [("ledger", 0, "unit-officer")]
    assert told("2021-03-15 08:00") == [("plan", 0, "unit-officer"), *[("plan", n, SKIPPED) for n in (2, 7, 14)]]
    assert told("2021-03-15 08:00") == []
    engine.dispose()
