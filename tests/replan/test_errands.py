"""The campaign's errands on both engines: broken off and tried again, they do everything once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, func, select, update
from temporalio.exceptions import ApplicationError
from temporalio.testing import ActivityEnvironment

from activities.record import Record
from activities.replanning import Replanning, replan_errands
from bench.road import open_on
from desk.migrating import migrate
from models.contracts.replan import PREVIEW_ERRAND, Entry, ReplanRequest, Said, command_key
from models.records.acts import Refused
from models.records.commands import Actor
from models.records.replans import CONFIRMED, DONE, PREVIEWED, PREVIEWING
from models.tables import schema as t
from models.tables.opening import open_engine
from models.tables.receiving import Sent, receive
from models.tables.replanning import campaign, effects, preview_digest, totals
from tests.replan.keeping import BOOK, POSTS, QIAN, YUE, announced, answer, walk_in_record

CASES = [f"training-{n}" for n in range(7)]


@dataclass
class Desk:
    """The errands over one record; what is handed over reaches its case unless it is cut off."""

    engine: Engine
    today: date
    cut_off: set[str] = field(default_factory=set)
    handed: list[str] = field(default_factory=list)
    request: ReplanRequest = field(default_factory=lambda: ReplanRequest("one", POSTS, batch=3))

    def __post_init__(self) -> None:
        self.record = Record(self.engine)
        self.errands = Replanning(self.record, self.deliver, lambda *_, **__: None)

    async def deliver(self, key: str) -> None:
        self.handed.append(key)
        if key not in self.cut_off:
            answer(self.record, key)

    def enter(self, **more: Any) -> None:
        entry = Entry(announced(self.today, free=3, **more), YUE, BOOK.calendar())
        assert self.errands.enter(replace(self.request, entry=entry)).standing == PREVIEWING

    def preview(self, world: ActivityEnvironment | None = None) -> str:
        return (world or ActivityEnvironment()).run(self.errands.preview, self.request).standing

    def confirm(self) -> None:
        with self.engine.connect() as connection:
            held = campaign(connection, "one")
        assert held is not None
        assert self.errands.confirm(replace(self.request, said=Said(QIAN, held.preview_sha256))).standing == CONFIRMED

    async def carry_out(self) -> None:
        """One pass over all cases."""
        after = ""
        while True:
            request = replace(self.request, after=after)
            after = (await ActivityEnvironment().run(self.errands.carry_out, request)).after
            if not after:
                return

    def outcomes(self) -> dict[str, str]:
        with self.engine.connect() as connection:
            return {e.case_id: e.outcome for e in effects(connection, "one")}

    def announcements(self) -> dict[str, int]:
        found = select(t.act.c.case_id, func.count()).where(t.act.c.act == "announce_calendar")
        with self.engine.connect() as connection:
            return {row[0]: row[1] for row in connection.execute(found.group_by(t.act.c.case_id))}


@pytest.fixture
def desk(url: str) -> Iterator[Desk]:
    migrate(url)
    engine = open_engine(url)
    for number, case_id in enumerate(CASES):
        walk_in_record(engine, case_id, 4 + number % 2)
    yield Desk(engine, open_on(engine, [], BOOK))
    engine.dispose()


async def test_preview_broken_off_goes_on_behind_the_last_case_kept(desk: Desk) -> None:
    desk.enter()
    world = ActivityEnvironment()
    beats: list[str] = []

    def beat(*after: str) -> None:
        beats.extend(after)
        if len(beats) == 3:
            raise ConnectionError

    world.on_heartbeat = beat
    with pytest.raises(ConnectionError):
        desk.preview(world)
    assert beats == ["", "training-2", "training-5"]
    assert list(desk.outcomes()) == CASES[:6]
    assert desk.preview() == PREVIEWED
    assert list(desk.outcomes()) == CASES
    with desk.engine.connect() as connection:
        held = campaign(connection, "one")
        assert held is not None
        assert held.preview_sha256 == preview_digest(connection, held)


async def test_digest_covers_every_effect_shown(desk: Desk) -> None:
    desk.enter()
    desk.preview()
    with desk.engine.begin() as connection:
        held = campaign(connection, "one")
        assert held is not None
        other = update(t.replan_case).where(t.replan_case.c.case_id == CASES[3])
        connection.execute(other.values(moved='{"moved":[],"refused":""}'))
        assert preview_digest(connection, held) != held.preview_sha256
        assert len(held.preview_sha256) == len(hashlib.sha256().hexdigest())


async def test_case_out_of_reach_is_told_and_tried_again(desk: Desk) -> None:
    desk.enter()
    desk.preview()
    desk.confirm()
    far = command_key("one", CASES[4])
    desk.cut_off.add(far)
    await desk.carry_out()
    assert desk.errands.close(desk.request).standing == CONFIRMED
    assert {case_id for case_id, outcome in desk.outcomes().items() if not outcome} == {CASES[4]}
    with desk.engine.connect() as connection:
        assert totals(connection, "one").waiting == 1
    # The relay delivers what was received; the next pass finds the answer, and hands over nothing twice.
    answer(desk.record, far)
    await desk.carry_out()
    assert desk.errands.close(desk.request).standing == DONE
    assert desk.announcements() == dict.fromkeys(CASES, 1)
    assert sorted(desk.handed) == sorted([*(command_key("one", c) for c in CASES), far])


async def test_batch_done_again_does_every_case_once(desk: Desk) -> None:
    desk.enter()
    desk.preview()
    desk.confirm()
    for _ in range(2):
        await desk.carry_out()
    assert desk.announcements() == dict.fromkeys(CASES, 1)
    assert set(desk.outcomes().values()) == {"done"}


async def test_refusal_is_an_outcome_and_was_shown(desk: Desk) -> None:
    li, head = Actor("li", ("case-officer",)), Actor("head", ("head",))
    declared = Sent("k-recuse", CASES[0], "declare_recusal", li, {"of": "yue", "reason": "亲属"})
    decided = Sent("k-decide", CASES[0], "decide_recusal", head, {"of": "yue", "outcome": "recused"})
    for sent in (declared, decided):
        with desk.engine.begin() as connection:
            receive(connection, sent)
        reply = answer(desk.record, sent.key)
        assert reply.refused is None
    desk.enter()
    desk.preview()
    desk.confirm()
    await desk.carry_out()
    assert desk.errands.close(desk.request).standing == DONE
    with desk.engine.connect() as connection:
        counted = totals(connection, "one")
        first = effects(connection, "one")[0]
    assert (first.outcome, first.shown.refused, first.differs) == ("refused", "recused", False)
    assert (counted.refused, counted.outcomes) == (1, (("done", 6), ("refused", 1)))


async def test_case_closed_since_the_preview_gets_no_act(desk: Desk) -> None:
    desk.enter()
    desk.preview()
    with desk.engine.begin() as connection:
        connection.execute(update(t.case_file).where(t.case_file.c.id == CASES[1]).values(closed=True))
    desk.confirm()
    await desk.carry_out()
    assert desk.errands.close(desk.request).standing == DONE
    assert desk.outcomes()[CASES[1]] == "closed"
    assert CASES[1] not in desk.announcements()


def test_rehearsal_with_a_clock_of_its_own_is_left_alone(desk: Desk) -> None:
    with desk.engine.begin() as connection:
        moved = update(t.case_file).where(t.case_file.c.id == CASES[2])
        connection.execute(moved.values(rehearsal_offset=5))
    desk.enter()
    desk.preview()
    assert CASES[2] not in desk.outcomes()
    assert len(desk.outcomes()) == len(CASES) - 1


def test_abandoned_while_it_is_looked_through_ends_the_look(desk: Desk) -> None:
    desk.enter()
    world = ActivityEnvironment()

    def give_up(*_: str) -> None:
        desk.errands.abandon(replace(desk.request, said=Said(YUE)))

    world.on_heartbeat = give_up
    assert desk.preview(world) == "abandoned"
    assert desk.outcomes() == {}


def name_of(errand: Any) -> str:
    return str(errand.__temporal_activity_definition.name)


def test_fault_of_the_house_is_named_by_its_class_only(desk: Desk) -> None:
    lines: list[dict[str, Any]] = []
    made = replan_errands(desk.record, desk.deliver, lambda _, **fields: lines.append(fields))
    preview = next(e for e in made if name_of(e) == PREVIEW_ERRAND)
    with pytest.raises(ApplicationError) as failed:
        ActivityEnvironment().run(preview, replace(desk.request, replan_id="unknown"))
    assert str(failed.value) == "HouseFault: LookupError"
    assert lines == [{"errand": "preview_replan", "replan_id": "unknown", "fault": "LookupError"}]


def test_refused_entry_says_which_campaign_is_open(desk: Desk) -> None:
    desk.enter()
    entry = Entry(announced(desk.today), YUE, BOOK.calendar())
    stands = desk.errands.enter(replace(desk.request, replan_id="two", entry=entry))
    assert isinstance(stands.refused, Refused)
    assert stands.refused.detail == {"what": "replan_open", "year": entry.announced.year}
    assert desk.errands.enter(replace(desk.request, entry=entry)).standing == PREVIEWING
