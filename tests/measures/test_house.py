"""Reviews in an open house: delivered by the relay, brought back from the record, refused commands answered."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from activities.verifying import verify
from desk.relay import relay_once
from desk.relaying_proceedings import rebuild_proceedings
from models.contracts.reviews import review_workflow_id
from models.law.days import law_day
from models.law.lawbook import Lawbook
from models.law.measures import review_law
from models.records.commands import Actor
from models.records.measure_reviews import ReviewState
from models.tables import schema as t
from models.tables.measure_reviews import ReviewOpening, open_review_file, receive_review
from models.tables.measure_schema import measure_review
from models.tables.packing import unpack
from models.tables.receiving import Sent
from tests.measures.review_house import DING, FANG, HE, MEASURE, TAN
from tests.workflow.house import House, open_house

BOOK = Lawbook()
ID = "training-review"


def opened(house: House) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    law = review_law(BOOK, "measure-house", law_day(now))
    with house.engine.begin() as connection:
        opening = ReviewOpening(ID, "training", "示例市发展和改革委员会", "city", "", law, BOOK.calendar(), now)
        open_review_file(connection, opening)


def received(house: House, number: int, by: Actor, act: str, **body: Any) -> None:
    with house.engine.begin() as connection:
        receive_review(connection, Sent(f"{ID}-{number}", ID, act, by, body))


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
        await house.client.get_workflow_handle(review_workflow_id(ID)).terminate("lost")
        assert (await rebuild_proceedings(house.client, house.engine)).rebuilt == 1
        assert (await rebuild_proceedings(house.client, house.engine)).rebuilt == 0
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
