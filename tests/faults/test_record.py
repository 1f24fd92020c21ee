"""Faults of what is kept: timers that fire at once, events deleted, a removal nobody made, a path out of the house."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from activities.record import Record, command_of
from activities.verifying import verify
from bench.road import open_on
from desk.manifest import NAME, BackupDamaged, read_manifest
from desk.rebuilding import read_start, rebuild
from desk.relay import relay_once
from desk.watching import _SAID, Patience, look
from models.contracts.errands import RecordRequest
from models.law.lawbook import Lawbook
from models.records.commands import CLOCK
from models.tables import schema as t
from models.tables.receiving import receive
from tests.crash.servers import PAUSE, TRIES
from tests.record.house import ACTS, House
from tests.workflow.house import House as LiveHouse
from tests.workflow.house import open_house

PUBLISHED = 1 + max(n for n, e in enumerate(ACTS) if e.act == "publish")
LEGS = tuple(n for n, e in enumerate(ACTS) if e.act == "confirm_leg")
PAST = timedelta(weeks=30)
CASE = "training-long-asleep"


async def test_f12_timers_that_slept_do_their_acts_once_each_at_its_own_instant(tmp_path: Path) -> None:
    """Resumed timers fire all at once: whoever wakes reads the ledger, and each act bears its deadline's end."""
    async with open_house(tmp_path) as house:
        walked = record_long_ago(house)
        asleep = read_start(Record(house.engine), CASE).state
        due = [d for d in asleep.open_deadlines() if d.ends_at < datetime.now(UTC)]
        assert len({d.ends_at for d in due}) > 1
        await rebuild(house.client, house.engine, [CASE])
        await until_settled(house)
        await rebuild(house.client, house.engine, [CASE])
        await relay_once(house.client, house.engine, older_than_seconds=0)
        await until_settled(house)
        acts = house.acts(CASE)[walked:]
        assert {a.by.id for a in acts} == {CLOCK}
        assert sorted(a.at for a in acts) == [a.at for a in acts] == sorted(d.ends_at for d in due)
        assert len({a.key for a in acts}) == len(acts)
        assert verify(house.engine) == []


def record_long_ago(house: LiveHouse) -> int:
    """A case decided and published thirty weeks ago, whose workflow nobody has woken since."""
    open_on(house.engine, [CASE], Lawbook())
    house.today -= PAST
    record, at = Record(house.engine), datetime.now(UTC).replace(microsecond=0) - PAST
    walked = house.road(CASE)[:14]
    for sent in walked:
        with house.engine.begin() as connection:
            receive(connection, sent)
            row = connection.execute(select(t.command).where(t.command.c.key == sent.key)).one()
        reply = record.record(RecordRequest(CASE, sent.seen_version, at, command_of(row)))
        assert reply.refused is None, reply.refused
    return len(walked)


async def until_settled(house: LiveHouse) -> None:
    for _ in range(TRIES):
        view = await house.view(CASE)
        late = view.earliest_at is not None and view.earliest_at <= datetime.now(UTC)
        if not late and view.version == len(house.acts(CASE)):
            return
        await asyncio.sleep(PAUSE)
    raise AssertionError("the clock's acts did not come")


FOR_GOOD = {
    "act": ("DELETE FROM act", "UPDATE act SET actor = 'x'"),
    "leaf": ("DELETE FROM leaf", "UPDATE leaf SET seq = seq + 100"),
    "pin": ("DELETE FROM pin", "UPDATE pin SET content = 'x'"),
}


async def test_f29_every_rule_of_the_watch_still_barks(tmp_path: Path) -> None:
    """Dead alert rules: on a record with everything wrong, each rule finds its own, and without Temporal it says so."""
    at_once = Patience(timedelta(0), timedelta(0))
    async with open_house(tmp_path) as house:
        assert await look(house.client, house.engine, at_once) == ()
        record_long_ago(house)
        with house.engine.begin() as connection:
            receive(connection, house.road(CASE)[14])
            connection.execute(update(t.outbox).values(state="stopped"))
        found = await look(house.client, house.engine, at_once)
        house.server.end()
        found += await look(house.client, house.engine, at_once)
    assert sorted({one.what for one in found}) == sorted(_SAID)
    assert {one.case_id for one in found} == {CASE, ""}


@pytest.mark.parametrize("table", FOR_GOOD)
def test_f17_what_happened_outlives_everything(either: House, table: str) -> None:
    """Events deleted with their object: no verb takes an act, a leaf or a pinned law away, nor changes it."""
    either.play("a", until=4)
    before = either.everything()[table]
    for statement in FOR_GOOD[table]:
        with pytest.raises(DBAPIError, match="append-only"):
            either.run(statement)
    assert either.everything()[table] == before
    assert not [key for held in t.metadata.sorted_tables for key in held.foreign_keys if key.ondelete]


def test_f17_a_file_taken_away_leaves_its_acts_and_is_missed(house: House) -> None:
    """A reset of a case is no way to undo it: the acts stay, and the verifier asks for the file."""
    house.play("a", until=4)
    acts = house.acts("a")
    house.change(lambda c: c.execute(delete(t.case_file)))
    assert house.acts("a") == acts
    assert any("case a that has no file" in said for said in verify(house.engine))


@pytest.mark.parametrize("name", ["../outside", "papers/../../outside", "/etc/passwd"])
def test_f20_a_backup_cannot_reach_out_of_its_folder(tmp_path: Path, name: str) -> None:
    """Path traversal in bulk import: a name that leads outside is refused before anything is opened."""
    inside = tmp_path / "backup"
    inside.mkdir()
    (tmp_path / "outside").write_text("x", encoding="utf-8")
    said = {"made_at": "", "engine": "sqlite", "acts": 0, "faults": [], "files": {name: "0"}}
    (inside / NAME).write_text(json.dumps(said), encoding="utf-8")
    with pytest.raises(BackupDamaged, match="lies outside it"):
        read_manifest(inside)


def test_f23_a_page_that_vanished_is_no_removal(house: House) -> None:
    """A vanished page read as delisting: without an act the listing stands, and the gap is named."""
    house.play("a", until=PUBLISHED)
    house.change(lambda c: c.execute(delete(t.publication)))
    assert house.state("a").step == "listed"
    assert house.state("a").removal == ""
    assert any("channel" in said for said in verify(house.engine))


def test_f24_removed_is_told_only_when_every_recipient_has_confirmed(house: House) -> None:
    """Downstream forgot the removal: one receipt missing and nobody is removed, and nothing is closed."""
    house.play("a", until=LEGS[-1])
    state = house.state("a")
    assert [leg.on is None for leg in state.legs].count(True) == 1
    assert (state.step, state.is_closed) == ("listed", False)
    house.send(house.sent("a", LEGS[-1]), state.version)
    assert house.state("a").step == "removed"
    assert all(leg.on for leg in house.state("a").legs)


def test_f24_a_channel_that_shows_again_is_named(house: House) -> None:
    """What is kept of a channel is compared with the acts: one that shows a removed name is found."""
    house.play("a")
    assert verify(house.engine) == []
    house.change(lambda c: c.execute(update(t.publication).values(desired="shown", until=None)))
    assert any("authority-site" in said for said in verify(house.engine))
