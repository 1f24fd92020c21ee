"""Honours in an open house on a real server: a listing ends the honour of its own body in the same act."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from activities.verifying import verify
from bench.road import AUTHORITY
from desk.rebuilding import rebuild_proceedings
from desk.relay import relay_once
from desk.reminding_beside import ProceedingReminding
from models.contracts.honours import HONOUR_WAY
from models.law.days import law_day
from models.law.honours import honour_law
from models.law.lawbook import Lawbook
from models.records.commands import Actor
from models.records.honours import HonourState
from models.tables import schema as t
from models.tables.honours import HONOUR
from models.tables.opening import create_all, open_engine
from models.tables.proceedings import ProceedingOpening, open_proceeding, receive_in, start_of
from models.tables.receiving import Sent
from tests.honours.honour_house import CLEAN_ONE, LISTED_ONE, PROPOSAL, HonourHouse, at, standard
from tests.honours.lives import HEAD, OFFICER, PUBLISHER
from tests.workflow.house import House, open_house
from tests.workflow.test_listing_case import until
from workflows.honour import HonourWorkflow

BOOK = Lawbook()
MINE, THEIRS = "training-2026-h1", "training-2026-h2"


def opened(house: House, file_id: str, body: str) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    law = honour_law(BOOK, "huangshi-honours", law_day(now))
    with house.engine.begin() as connection:
        opening = ProceedingOpening(file_id, "training", body, "county", "140121", law, BOOK.calendar(), now)
        open_proceeding(connection, HONOUR, opening)


async def done(house: House, file_id: str, by: Actor, act: str, /, **body: Any) -> None:
    """Receive a command as a counter does, and let the relay bring it to its workflow."""
    key = f"{file_id}-{act}"
    with house.engine.begin() as connection:
        receive_in(connection, HONOUR, Sent(key, file_id, act, by, body))
    await relay_once(house.client, house.engine, older_than_seconds=0)
    with house.engine.connect() as connection:
        outcome = connection.execute(select(t.command.c.outcome).where(t.command.c.key == key)).scalar_one()
    assert outcome == "done", act


def state(house: House, file_id: str) -> HonourState:
    with house.engine.connect() as connection:
        found = start_of(connection, HONOUR, file_id)
    assert found is not None
    return found.state


async def held_by_its_workflow(house: House, file_id: str) -> HonourState:
    handle = house.client.get_workflow_handle(HONOUR_WAY.workflow_id(file_id))
    return await handle.query(HonourWorkflow.state)


async def is_level(house: House, file_id: str) -> bool:
    return await held_by_its_workflow(house, file_id) == state(house, file_id)


async def test_listing_a_subject_ends_the_honour_of_the_same_body_in_the_same_act(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        last = (house.today + timedelta(400)).isoformat()
        exemplar = {**PROPOSAL, "class": "exemplar", "source": "media", "subject": LISTED_ONE}
        for file_id, body in ((MINE, AUTHORITY[0]), (THEIRS, "示例县税务局")):
            opened(house, file_id, body)
            await done(
                house, file_id, OFFICER, "propose_honour", **{k: v for k, v in exemplar.items() if k != "standard"}
            )
            await done(house, file_id, HEAD, "recognise_honour", until=last, reasons="事迹属实")
        await done(house, MINE, PUBLISHER, "publish_honour", channels=["own-site"], on=house.today.isoformat())
        # The whole road of a listing to its decision, each act through its workflow on the server.
        decided = [s.act for s in house.road("c")].index("approve_decision") + 1
        await house.walk("c", decided)
        listing = house.acts("c")[-1]
        mine, theirs = state(house, MINE), state(house, THEIRS)
        assert listing.act == "approve_decision"
        assert mine.exit is not None
        assert (mine.step, mine.exit.way, mine.exit.of) == ("honour_ended", "listed", "c")
        assert (theirs.step, theirs.running("honour_removal") is not None) == ("recognised", True)
        seqs = {r.case_id: r.seq for r in house_seqs(house)}
        assert sorted((seqs[MINE], seqs[THEIRS])) == [seqs["c"] + 1, seqs["c"] + 2]
        # The workflows learn of it from the record, and one that was lost comes back with it.
        assert (await held_by_its_workflow(house, MINE)).step == "honour_published"
        await relay_once(house.client, house.engine, older_than_seconds=0)
        await until(lambda: is_level(house, MINE))
        await house.client.get_workflow_handle(HONOUR_WAY.workflow_id(THEIRS)).terminate("lost")
        assert (await rebuild_proceedings(house.client, house.engine)).started == 1
        assert await held_by_its_workflow(house, THEIRS) == state(house, THEIRS)
        await done(
            house, MINE, PUBLISHER, "confirm_deletion", channel="own-site", on=house.today.isoformat(), proof="p"
        )
        assert verify(house.engine) == []


def house_seqs(house: House) -> list[Any]:
    """The last act of each file in the log."""
    with house.engine.connect() as connection:
        return list(connection.execute(select(t.act.c.case_id, t.act.c.seq).order_by(t.act.c.seq)))


def test_whose_day_it_is_is_reminded(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/record.db")
    create_all(engine)
    standard(engine)
    file = HonourHouse(engine)
    file.done("2025-09-02 09:00", OFFICER, "propose_honour", subject=CLEAN_ONE, **PROPOSAL)
    file.done("2025-09-03 09:00", HEAD, "recognise_honour", until="2026-12-31", reasons="符合标准")
    file.done("2025-09-03 10:00", PUBLISHER, "publish_honour", channels=["own-site"], on="2025-09-03")
    passes = ProceedingReminding(engine, BOOK)

    def told(when: str) -> list[tuple[str, int, str]]:
        return [(r.deadline.kind, r.rung, r.told) for r in passes.pass_once(at(when).astimezone(UTC))]

    # 3 September 2025 is a Wednesday: the decision is to be served by the 12th.
    assert ("honour_service", 2, "honour-officer") in told("2025-09-10 09:00")
    assert ("validity", 14, "honour-officer") in told("2026-12-11 09:00")
    engine.dispose()
