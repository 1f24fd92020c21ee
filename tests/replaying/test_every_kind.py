"""Every kind of proceeding told into one record: verified, decided again, and alike what the law alone makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text
from typer import Typer
from typer.testing import CliRunner

from activities.proceeding_record import Asking, Room, UnnamedFacts
from activities.record import CommandOfAnother, acts_after
from activities.rooms import ROOMS
from activities.verifying import verify
from desk import replay as at_desk
from desk.casefile import ADVANCE
from desk.exploring_beside.exploration import WORLDS
from desk.places import RECORD_URL
from desk.playing_beside import key_of, play, staged
from desk.proceedingfile import file_of
from desk.proceedings import SERVED
from desk.rebuild import RebuildRefused
from desk.rebuild import _held as held_by_name
from desk.rebuild import _refuse_not_open as refuse_not_open
from desk.recalling_proceedings import recall_proceeding
from desk.replay import replay_record
from desk.served import ProceedingFile, Served
from models.contracts.errands import RecordRequest
from models.law.lawbook import Lawbook
from models.law.reading import read_yaml
from models.records.commands import Actor, Command
from models.tables import schema as t
from models.tables.months import PINNED_NOTICE
from models.tables.opening import create_all, open_engine
from models.tables.proceedings import ProceedingOpening, open_proceeding, receive_in
from models.tables.receiving import Sent
from portal.proceedings import KINDS
from tests.widths import NIGHT

DOCS = Path(__file__).parents[2] / "docs"
FOLDERS = {
    "campaign": "campaigns", "review": "reviews", "protection": "protection", "oversight": "oversight-months",
    "honour": "honours", "standard": "standards", "edition": "editions",
}  # fmt: skip
# The night tells every file of the docs; by day the shortest of each kind.
BY_DAY = 1


def files(served: Served[Any, Any]) -> list[Path]:
    found = sorted((DOCS / FOLDERS[served.telling.word]).glob("*.yaml"), key=lambda f: (f.stat().st_size, f.name))
    return found if NIGHT else [file for file in found if "step: none" not in file.read_text("utf-8")][:BY_DAY]


TOLD = [(served, file) for served in SERVED for file in files(served)]


def tell_into(engine: Engine, served: Served[Any, Any], told: ProceedingFile, book: Lawbook) -> str:
    """Every event of a file through the record's own transaction, as an errand would ask for it."""
    played = staged(served, told, book)
    kind, file_id, record = served.kind, str(played.start.case_id), served.record(engine)
    where = (told.lead.get("name", ""), told.lead.get("level", ""), told.lead.get("region", ""))
    opening = ProceedingOpening(file_id, "rehearsal", *where, played.law, played.calendar, told.events[0].at, 1)
    with engine.begin() as connection:
        open_proceeding(connection, kind, opening)
    for number, event in enumerate(told.events, start=1):
        command = None
        if event.act != ADVANCE:
            said = served.telling.take(engine, file_id, event)
            sent = Sent(key_of(file_id, number), file_id, said.act, said.by, said.body, 0, legal_at=said.at)
            with engine.begin() as connection:
                receive_in(connection, kind, sent)
            command = Command(sent.key, said.act, said.by, kind.part(said.act, said.body))
        record.record(RecordRequest(file_id, 0, event.at, command))
    return file_id


@pytest.fixture(scope="module")
def book() -> Lawbook:
    return Lawbook()


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = open_engine(f"sqlite:///{tmp_path}/record.db")
    create_all(made)
    yield made
    made.dispose()


@pytest.mark.parametrize(("served", "file"), TOLD, ids=[f.stem for _, f in TOLD])
def test_record_law_and_replay_say_the_same(
    served: Served[Any, Any], file: Path, engine: Engine, book: Lawbook
) -> None:
    told = file_of(served, read_yaml(file))
    file_id = tell_into(engine, served, told, book)
    assert verify(engine) == []
    with engine.connect() as connection:
        kept = acts_after(connection, file_id, 0)
        denials = recall_proceeding(connection, served.room, file_id).denials
    alone = play(served, told, book)
    assert served.telling.timeline(list(kept)) == served.telling.timeline(alone.acts)
    (again,) = replay_record(engine, [file_id])
    assert (again.case_id, again.acts, again.refusals, again.differences) == (file_id, len(kept), len(denials), ())


def test_the_command_reads_every_kind_there_is(tmp_path: Path, book: Lawbook) -> None:
    url = f"sqlite:///{tmp_path}/record.db"
    engine = open_engine(url)
    create_all(engine)
    told = [
        tell_into(engine, served, file_of(served, read_yaml(files(served)[0])), book)
        for served in SERVED
        if served.telling.word in ("review", "protection", "standard")
    ]
    assert [done.case_id for done in replay_record(engine)] == told
    engine.dispose()
    app = Typer()
    app.command()(at_desk.command)
    done = CliRunner(env={RECORD_URL: url}).invoke(app, [])
    assert done.exit_code == 0, done.output
    assert all(f"✓ {file_id}: " in done.output for file_id in told)
    assert f"✓ {len(told)} files, " in done.output


def test_a_notice_changed_after_it_was_drawn_is_named(engine: Engine, book: Lawbook) -> None:
    served = next(s for s in SERVED if s.telling.word == "oversight")
    tell_into(engine, served, file_of(served, read_yaml(files(served)[0])), book)
    with engine.begin() as connection:
        connection.execute(text("DROP TRIGGER pin_no_update"))
        changed = t.pin.update().where(t.pin.c.kind == PINNED_NOTICE)
        connection.execute(changed.values(content=t.pin.c.content + " "))
    (said,) = verify(engine)
    assert said.startswith("The oversight-notice ")


def test_a_file_whose_law_is_gone_is_named(engine: Engine, book: Lawbook) -> None:
    served = next(s for s in SERVED if s.telling.word == "review")
    file_id = tell_into(engine, served, file_of(served, read_yaml(files(served)[0])), book)
    with engine.begin() as connection:
        connection.execute(text("DROP TRIGGER pin_no_delete"))
        connection.execute(t.pin.delete().where(t.pin.c.kind == "review"))
    (said,) = verify(engine)
    assert said.startswith(f"The measure_review {file_id} has no review ")


def test_a_paper_that_was_not_ordered_is_named(engine: Engine, book: Lawbook) -> None:
    served = next(s for s in SERVED if s.telling.word == "protection")
    tell_into(engine, served, file_of(served, read_yaml(DOCS / "protection" / "leak-told.yaml")), book)
    with engine.begin() as connection:
        ordered = connection.execute(t.outbox.delete()).rowcount
    assert ordered
    assert len(verify(engine)) == ordered


def test_every_kind_is_served_told_explored_and_at_the_counter() -> None:
    """One list of rooms; whoever forgets one kind leaves it without its reminders, its replay or its pages."""
    ways = [room.kind.way for room in ROOMS]
    assert [served.kind.way for served in SERVED] == ways
    assert {served.telling.word for served in SERVED} == set(FOLDERS) == set(WORLDS)
    assert {kind.kept.way for kind in KINDS} == set(ways)
    assert len({way.workflow for way in ways}) == len({way.errand for way in ways}) == len(ways)


def test_a_proceeding_is_rebuilt_by_name_as_a_case_is(engine: Engine, book: Lawbook) -> None:
    """Told what it is, and refused for what bars it: not as a case that is not there."""
    served = next(s for s in SERVED if s.telling.word == "review")
    file_id = tell_into(engine, served, file_of(served, read_yaml(DOCS / "reviews" / "reward.yaml")), book)
    held = held_by_name(engine, [file_id, "nowhere"])
    assert list(held) == [file_id]
    assert held[file_id].line.way is served.kind.way
    with pytest.raises(RebuildRefused, match="no case or proceeding nowhere"):
        refuse_not_open(held, ["nowhere"])
    with pytest.raises(RebuildRefused, match=file_id):
        refuse_not_open(held, [file_id])
    refuse_not_open({file_id: replace(held[file_id], closed=False, rehearsal_offset=0)}, [file_id])


def test_a_command_is_done_in_the_file_it_was_received_for_alone(engine: Engine, book: Lawbook) -> None:
    """A workflow asked with the key of another file's command does not do it in its own."""
    served = next(s for s in SERVED if s.telling.word == "review")
    one, other = (file_of(served, read_yaml(DOCS / "reviews" / f"{name}.yaml")) for name in ("reward", "import"))
    tell_into(engine, served, replace(one, events=one.events[:1]), book)
    other_id = tell_into(engine, served, replace(other, events=other.events[:1]), book)
    event = one.events[1]
    sent = Sent("a-key-of-the-first-file", f"rehearsal-{one.name}", event.act, event.by, event.body, 1, event.at)
    with engine.begin() as connection:
        receive_in(connection, served.kind, sent)
    command = Command(sent.key, event.act, event.by, served.kind.part(event.act, event.body))
    with pytest.raises(CommandOfAnother):
        served.record(engine).record(RecordRequest(other_id, 1, event.at, command))
    assert verify(engine) == []


# --- what a room adds is named ----------------------------------------------------------


@pytest.mark.parametrize("room", ROOMS, ids=[r.kind.way.workflow for r in ROOMS])
def test_what_a_sender_says_is_never_taken_for_what_the_record_knows(room: Room[Any, Any]) -> None:
    for act in room.kind.acts:
        for name in room.adds:
            faults = room.kind.form(act, {name: {"there": True}})
            assert any(fault.field == name for fault in faults), (act, name)


def test_a_room_that_does_not_name_what_it_adds_is_refused_at_the_start() -> None:
    adding = next(room for room in ROOMS if room.adds)
    with pytest.raises(UnnamedFacts):
        Room(adding.kind, known=adding.known)
    with pytest.raises(UnnamedFacts):
        Room(adding.kind, adds=adding.adds)


def test_a_name_that_was_not_said_is_refused_where_it_is_added(engine: Engine) -> None:
    adding = next(room for room in ROOMS if room.adds)
    room = replace(adding, known=lambda *_: {"unheard_of": 1}, adds=("found",))
    asking = Asking("k", "act", Actor("u", ()), {}, datetime.now(UTC))
    with engine.connect() as connection, pytest.raises(UnnamedFacts, match="unheard_of"):
        room.facts_of(connection, None, None, asking)
