from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from activities.record import CaseMissing, CommandMissing
from activities.verifying import verify
from desk.expecting import differences, timeline
from desk.playing import Refusal, Story, play
from models.contracts.errands import RecordRequest
from models.law.days import SHANGHAI
from models.records.acts import Refused
from models.records.cases import CaseState
from models.records.commands import CLOCK
from models.tables import schema as t
from models.tables.packing import unpack
from models.tables.receiving import CommandFault, KeyTaken
from tests.record.house import ACTS, BOOK, W1, House


def shanghai(when: str) -> datetime:
    return datetime.fromisoformat(when).replace(tzinfo=SHANGHAI).astimezone(UTC)


def test_a_whole_listing_goes_through_as_the_law_alone_has_it(house: House) -> None:
    replies = house.play("W1")
    refusals = [Refusal(e.at, e.by.id, r.refused) for e, r in zip(ACTS, replies, strict=True) if r.refused is not None]
    story = Story(CaseState("W1", "rehearsal"), list(house.acts("W1")), refusals)
    assert differences(W1, story) == []
    assert timeline(story.acts) == timeline(play(W1, BOOK).acts)
    assert verify(house.engine) == []
    assert house.value(select(t.case_file.c.closed)) is True


def test_the_same_key_has_the_same_answer_for_ever(house: House) -> None:
    house.play("a", until=4)
    refused, done = house.sent("a", 2), house.sent("a", 1)
    before = house.everything()
    for _ in range(3):
        assert house.receive(done) is False
        again = house.ask(done)
        assert (again.duplicate, again.refused, again.version) == (True, None, 3)
        answer = house.ask(refused)
        assert answer.duplicate
        assert answer.refused is not None
        assert answer.refused.code == "same_person"
    assert house.everything() == before


def test_the_same_key_with_another_body_is_told_duplicate_command(house: House) -> None:
    house.play("a", until=1)
    first = house.sent("a", 1)
    house.receive(first)
    before = house.everything()
    for other in (
        house.sent("a", 1, facts="另一个事由"),
        house.sent("a", 1, by=ACTS[3].by),
        house.sent("a", 3, key=first.key),
        house.sent("b", 1, key=first.key),
    ):
        with pytest.raises(KeyTaken) as taken:
            house.receive(other)
        assert (taken.value.code, taken.value.key) == ("duplicate_command", first.key)
    assert house.everything() == before
    assert house.ask(first).refused is None


def test_an_unreadable_command_is_not_even_received(house: House) -> None:
    house.open("a")
    before = house.everything()
    with pytest.raises(CommandFault) as fault:
        house.receive(house.sent("a", 1, measures="bidding"))
    assert fault.value.field == "measures"
    assert house.everything() == before


def test_a_refusal_is_kept_with_its_outcome_and_writes_no_act(house: House) -> None:
    house.play("a", until=2)
    reply = house.send(house.sent("a", 2), 2)
    assert reply.refused is not None
    row = house.all(select(t.command).where(t.command.c.key == "a-02"))[0]
    assert (row.outcome, unpack(Refused, row.answer)) == ("refused", reply.refused)
    assert (reply.acts, reply.version, house.count(t.act)) == ((), 2, 2)
    assert house.value(select(t.head.c.size)) == 2


def test_the_reply_carries_every_act_the_asker_lacks(house: House) -> None:
    house.play("a", until=5)
    all_acts = house.acts("a")
    for known in range(len(all_acts) + 1):
        reply = house.ask(house.sent("a", 4), known)
        assert (reply.version, reply.acts) == (len(all_acts), all_acts[known:])
        assert house.record.read(RecordRequest("a", known, ACTS[4].at)).acts == all_acts[known:]


def test_the_clock_acts_first_in_the_same_commit(house: House) -> None:
    """W1's two parties are served on 24 September: both periods end on the 30th, before the draft of 9 October."""
    house.play("a", until=5)
    written = house.count(t.act)
    reply = house.send(house.sent("a", 5, key="late"), written)
    assert reply.refused is not None
    late = house.sent("a", 8, key="answer")
    assert late.legal_at is not None
    house.send(house.sent("a", 6), written)
    reply = house.send(late, written + 1)
    clock, own = reply.acts[:-1], reply.acts[-1]
    assert [a.act for a in clock] == ["end_statement_period", "end_statement_period"]
    assert {a.at for a in clock} == {shanghai("2025-10-01 00:00")}
    keys = [f"clock:a:statement_period:{party}:::2025-09-30" for party in ("p1", "p2")]
    assert [a.key for a in clock] == [f"{key}:{act.version}" for key, act in zip(keys, clock, strict=True)]
    assert (own.act, own.key, own.at, own.by.id) == ("answer_statement", "answer", late.legal_at, "wang")
    rows = house.all(select(t.act.c.recorded_at).order_by(t.act.c.seq.desc()).limit(3))
    assert len({r.recorded_at for r in rows}) == 1
    assert verify(house.engine) == []


def test_clock_acts_are_kept_though_the_command_is_refused(house: House) -> None:
    house.play("a", until=7)
    before = len(house.acts("a"))
    reply = house.send(house.sent("a", 7), before)
    assert reply.refused is not None
    assert reply.refused.code == "statement_unanswered"
    assert [(a.act, a.by.id) for a in reply.acts] == [("end_statement_period", CLOCK)] * 2
    assert house.acts("a")[before:] == reply.acts


def test_timer_and_command_cannot_both_write_a_clock_act(house: House) -> None:
    house.play("a", until=7)
    at = shanghai("2025-10-01 00:00")
    first = house.tick("a", at)
    assert [a.act for a in first.acts[-2:]] == ["end_statement_period"] * 2
    assert house.tick("a", at, first.version).acts == ()
    assert house.send(house.sent("a", 7), first.version).acts == ()


def test_the_index_is_gapless_across_cases_with_rollbacks_between(house: House) -> None:
    for case in "abc":
        house.open(case)
    for number in range(5):
        for case in "abc":
            house.send(house.sent(case, number))
            with pytest.raises(CommandMissing):
                house.ask(house.sent(case, number, key="never received"))
            with pytest.raises(CaseMissing):
                house.ask(house.sent("nowhere", number))
    seqs = [r.seq for r in house.all(select(t.act.c.seq).order_by(t.act.c.seq))]
    assert seqs == list(range(1, 13))
    assert verify(house.engine) == []


@pytest.mark.parametrize("table", ["act", "leaf", "pin"])
@pytest.mark.parametrize("verb", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}"])
def test_what_is_written_is_never_changed(house: House, table: str, verb: str) -> None:
    house.play("a", until=2)
    before = house.everything()
    column = {"act": "content", "leaf": "sha256", "pin": "content"}[table]
    with pytest.raises(DBAPIError, match=f"{table} is append-only"):
        house.change(lambda c: c.execute(text(verb.format(table, column))))
    assert house.everything() == before


def test_a_case_id_is_never_used_twice(house: House) -> None:
    house.play("a", until=2)
    before = house.everything()
    with pytest.raises(IntegrityError):
        house.open("a")
    assert house.everything() == before


def test_a_case_row_that_fell_behind_its_acts_writes_nothing(house: House) -> None:
    """Had the row been read without its lock, the next act would bear a version that is taken."""
    house.play("a", until=2)
    stale = house.all(select(t.case_file))[0]
    house.send(house.sent("a", 3), 2)
    wrong = {"version": stale.version, "step": stale.step, "state": stale.state}
    house.change(lambda c: c.execute(t.case_file.update().values(**wrong)))
    again = house.sent("a", 1, key="again")
    house.receive(again)
    before = house.everything()
    with pytest.raises(IntegrityError):
        house.ask(again)
    assert house.everything() == before
    assert any("is kept as notice_drafted at 2" in line for line in verify(house.engine))


def test_leaves_are_the_digests_of_the_acts(house: House) -> None:
    house.play("a", until=3)
    rows = house.all(select(t.act.c.content, t.leaf.c.sha256).join(t.leaf, t.leaf.c.seq == t.act.c.seq))
    assert len(rows) == 2
    assert all(hashlib.sha256(r.content.encode()).digest() == r.sha256 for r in rows)


def test_a_second_opening_leaves_the_parties_of_the_one_that_was_done(house: House) -> None:
    house.open("a")
    unit, person = ACTS[0].body["parties"]
    wrong = house.sent("a", 0, key="wrong", parties=[{**unit, "uscc": "91140100MA0TE5T160", "name": "错名公司"}])
    refused = house.send(wrong).refused
    assert refused is not None
    assert refused.code == "identifier_invalid"
    assert house.send(house.sent("a", 0)).refused is None
    names = house.all(select(t.party.c.name).order_by(t.party.c.place))
    assert [r.name for r in names] == [unit["name"], person["name"]]


def test_a_sqlite_record_is_on_disk_when_it_is_committed(tmp_path: Path) -> None:
    house = House(f"sqlite:///{tmp_path}/record.db")
    with house.engine.connect() as connection:
        found = {p: connection.exec_driver_sql(f"PRAGMA {p}").scalar() for p in ("journal_mode", "synchronous")}
        assert found == {"journal_mode": "wal", "synchronous": 2}
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 10000
    house.engine.dispose()
