"""Reviews in an open house: delivered by the relay, brought back from the record, refused commands answered."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from activities.verifying import verify
from desk.rebuilding import rebuild_proceedings
from desk.relay import relay_once
from desk.reminding_beside import ProceedingReminding
from models.contracts.reviews import REVIEW_WAY
from models.law.days import law_day
from models.law.lawbook import Lawbook
from models.law.measures import review_law
from models.records.commands import Actor
from models.records.measure_reviews import ReviewState
from models.tables import schema as t
from models.tables.measure_reviews import REVIEW
from models.tables.measure_schema import measure_review
from models.tables.opening import create_all, open_engine
from models.tables.packing import unpack
from models.tables.proceedings import ProceedingOpening, open_proceeding, receive_in
from models.tables.receiving import Sent
from portal.sessions import make_account
from tests.measures.review_house import DING, FANG, HE, MEASURE, TAN, ReviewHouse, at
from tests.workflow.house import House, open_house

BOOK = Lawbook()
ID = "training-review"


def opened(house: House) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    law = review_law(BOOK, "measure-house", law_day(now))
    with house.engine.begin() as connection:
        opening = ProceedingOpening(ID, "training", "示例市发展和改革委员会", "city", "", law, BOOK.calendar(), now)
        open_proceeding(connection, REVIEW, opening)


def received(house: House, number: int, by: Actor, act: str, **body: Any) -> None:
    with house.engine.begin() as connection:
        receive_in(connection, REVIEW, Sent(f"{ID}-{number}", ID, act, by, body))


def state(house: House) -> ReviewState:
    with house.engine.connect() as connection:
        found = connection.execute(select(measure_review.c.state).where(measure_review.c.id == ID)).scalar_one()
    return unpack(ReviewState, found)


async def test_a_lost_review_comes_back_and_goes_on_to_its_issue(tmp_path: Path) -> None:
    today = law_day(datetime.now(UTC)).isoformat()
    async with open_house(tmp_path) as house:
        opened(house)
        received(house, 1, DING, "propose_measure", **MEASURE)
        received(house, 2, FANG, "find_impact", impact="ordinary", reasons="范围小")
        await relay_once(house.client, house.engine, older_than_seconds=0)
        assert state(house).step == "weighed"
        await house.client.get_workflow_handle(REVIEW_WAY.workflow_id(ID)).terminate("lost")
        assert (await rebuild_proceedings(house.client, house.engine)).started == 1
        assert (await rebuild_proceedings(house.client, house.engine)).started == 0
        issue = {"document": "示局发1号", "on": today, "in_force_on": today, "text": MEASURE["text"]}
        received(house, 3, TAN, "issue_measure", **issue)
        await relay_once(house.client, house.engine, older_than_seconds=0)
        received(house, 4, HE, "consent_measure", document="示发改函1号")
        await relay_once(house.client, house.engine, older_than_seconds=0)
        received(house, 5, TAN, "issue_measure", **issue)
        await relay_once(house.client, house.engine, older_than_seconds=0)
        asked = select(t.command.c.outcome).where(t.command.c.case_id == ID).order_by(t.command.c.key)
        with house.engine.connect() as connection:
            assert list(connection.execute(asked).scalars()) == ["done", "done", "refused", "done", "done"]
        assert state(house).step == "issued"
        assert verify(house.engine) == []


def test_whose_day_it_is_is_reminded_once_a_rung(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/record.db")
    create_all(engine)
    review = ReviewHouse(engine, mode="training")
    review.done("2025-09-01 09:00", DING, "propose_measure", **MEASURE)
    passes = ProceedingReminding(engine, BOOK)

    def told(when: str) -> list[tuple[str, int, str]]:
        return [(r.deadline.kind, r.rung, r.told) for r in passes.pass_once(at(when).astimezone(UTC))]

    # 1 September 2025 is a Monday: the impact is due on the 8th, two working days before it is the 4th.
    assert told("2025-09-03 09:00") == []
    assert told("2025-09-04 09:00") == [("impact_finding", 2, "commission-officer")]
    assert told("2025-09-04 10:00") == []
    review.done("2025-09-05 09:00", FANG, "find_impact", impact="large", reasons="全市")
    assert told("2025-09-08 09:00") == []
    engine.dispose()


def test_a_proposer_who_may_sign_in_is_told_of_an_incident_and_else_the_post(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/record.db")
    create_all(engine)
    review = ReviewHouse(engine, mode="training")
    review.issue()
    said = {"on": "2025-09-08", "source": "网", "description": "报道"}
    review.done("2025-09-08 09:00", FANG, "record_incident", incident="a", **said)
    passes = ProceedingReminding(engine, BOOK)
    assert [r.told for r in passes.pass_once(at("2025-09-09 09:00").astimezone(UTC))] == ["issuing-officer"]
    with engine.begin() as connection:
        make_account(connection, "ding", "丁提出", ("issuing-officer",), "correct horse 电池")
    review.done("2025-09-09 10:00", FANG, "record_incident", incident="b", **said)
    assert [r.told for r in passes.pass_once(at("2025-09-10 11:00").astimezone(UTC))] == ["ding"]
    engine.dispose()
