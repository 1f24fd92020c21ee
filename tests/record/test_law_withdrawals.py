"""Wrong confirmations withdrawn and proposals of one person, in the record: on both engines, by two people."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, date, timedelta
from typing import Any

import pytest
from alembic import command
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError, IntegrityError

from activities.verifying import verify
from desk.migrating import migrate, migration_config
from models.law.reviewing import unreviewed
from models.records.acts import Refused
from models.records.commands import Actor
from models.records.reviews import ABANDONED, CONFIRM, DONE, WITHDRAW, Proposal
from models.tables import schema as t
from models.tables.opening import open_engine
from models.tables.resting import real_cases_on
from models.tables.reviewing import (
    confirmations,
    confirmed,
    end_proposal,
    held_values,
    keep_withdrawal,
    proposal,
    proposals,
    propose,
)
from tests.law.reviewed import BOOK, NOW, ON, QIAN, SEEN, WAGES, ZHAO, confirm
from tests.record.house import House

TEXT = BOOK.instrument(WAGES, ON)
SOME = tuple(v for v in TEXT.values if v.key in ("rules.notice", "periods.statement_period"))
LATER = NOW + timedelta(hours=1)
REASON = "把期限看错了一行"
MADE = Proposal("p1", CONFIRM, WAGES, TEXT.in_force_on, held_values(SOME), ZHAO.id, NOW, SEEN)
UNDOING = replace(MADE, id="p2", kind=WITHDRAW, seen=None, reason=REASON)


def held(house: House) -> frozenset[str]:
    with house.engine.connect() as connection:
        return confirmed(connection)


def kept(house: House) -> list[tuple[str, bool]]:
    with house.engine.connect() as connection:
        made = confirmations(connection, WAGES, TEXT.in_force_on)
    return [(c.key, c.withdrawn is not None) for c in made]


def withdraw(house: House, *, number: int = 1) -> None:
    with house.engine.begin() as connection:
        assert keep_withdrawal(connection, [SOME[0].sha256], REASON, (ZHAO.id, QIAN.id), LATER) == number


def given(house: House, *made: Proposal) -> None:
    with house.engine.begin() as connection:
        for one in made:
            propose(connection, one)


def ended(house: House, name: str, *, confirmed: bool, by: Actor = QIAN, refused: Refused | None = None) -> Any:
    with house.engine.begin() as connection:
        return end_proposal(connection, name, lambda _: refused, by, LATER, confirmed=confirmed)


def test_what_is_withdrawn_is_unreviewed_from_then_on_and_stays_in_the_record(house: House) -> None:
    confirm(house.engine, SOME)
    withdraw(house)
    assert held(house) == {SOME[1].sha256}
    assert [v.key for v in unreviewed((TEXT,), held(house)) if v in SOME] == [SOME[0].key]
    assert sorted(kept(house)) == sorted([(SOME[0].key, True), (SOME[1].key, False)])
    with house.engine.connect() as connection:
        found = next(c for c in confirmations(connection, WAGES, TEXT.in_force_on) if c.withdrawn)
    assert found.withdrawn is not None
    assert (found.people, found.seen, found.value.zh) == (("zhao", "qian"), SEEN, SOME[0].zh)
    assert (found.withdrawn.reason, found.withdrawn.people) == (REASON, ("zhao", "qian"))
    assert found.withdrawn.at.astimezone(UTC) == LATER
    assert verify(house.engine) == []


def test_a_value_withdrawn_may_be_confirmed_anew_and_withdrawn_again(house: House) -> None:
    confirm(house.engine, SOME[:1])
    withdraw(house)
    withdraw(house, number=0)
    given(house, replace(MADE, values=held_values(SOME[:1])))
    assert ended(house, "p1", confirmed=True) is None
    assert held(house) == {SOME[0].sha256}
    assert kept(house) == [(SOME[0].key, True), (SOME[0].key, False)]
    withdraw(house)
    assert held(house) == frozenset()


def test_one_person_is_not_two_for_the_record_itself(house: House) -> None:
    confirm(house.engine, SOME)
    with pytest.raises(IntegrityError), house.engine.begin() as connection:
        keep_withdrawal(connection, [SOME[0].sha256], REASON, (ZHAO.id, ZHAO.id), LATER)
    given(house, MADE)
    with pytest.raises(IntegrityError):
        ended(house, "p1", confirmed=True, by=ZHAO)
    said = {"proposal_id": "p1", "proposed_by": "li", "outcome": DONE, "ended_by": "zhao", "ended_at": LATER}
    with pytest.raises(IntegrityError), house.engine.begin() as connection:
        connection.execute(t.law_proposal_end.insert().values(**said))
    assert len(held(house)) == len(SOME)
    assert ended(house, "p1", confirmed=False, by=ZHAO) is None


@pytest.mark.parametrize("table", ["law_confirmation", "law_withdrawal", "law_proposal", "law_proposal_end"])
def test_nothing_of_a_review_is_ever_changed(house: House, table: str) -> None:
    confirm(house.engine, SOME)
    withdraw(house)
    given(house, MADE)
    ended(house, "p1", confirmed=True)
    of = t.metadata.tables[table]
    before = house.all(select(of))
    for change in (of.update().values({c.name: c for c in of.primary_key}), of.delete()):
        with pytest.raises(DatabaseError, match=f"{table} is append-only"), house.engine.begin() as connection:
            connection.execute(change)
    assert before
    assert house.all(select(of)) == before


def test_a_proposal_counts_only_when_another_person_has_confirmed_it(house: House) -> None:
    given(house, MADE)
    assert held(house) == frozenset()
    refused = Refused("same_person", "confirm_law", "", "house.reviewed-law")
    assert ended(house, "p1", confirmed=True, refused=refused) == refused
    assert (held(house), house.count(t.law_proposal_end)) == (frozenset(), 0)
    assert ended(house, "p1", confirmed=True) is None
    assert held(house) == MADE.digests
    with house.engine.connect() as connection:
        (found,) = proposals(connection, waiting=False, limit=9)
        assert proposals(connection, waiting=True, limit=9) == ()
    assert (found.outcome, found.ended_by, found.seen, found.values) == (DONE, "qian", SEEN, MADE.values)
    people = {(row.confirmed_by, row.beside, row.gazette) for row in house.all(select(t.law_confirmation))}
    assert people == {("zhao", "qian", SEEN.gazette)}
    with pytest.raises(IntegrityError):
        ended(house, "p1", confirmed=True)


def test_a_proposal_given_up_changes_nothing(house: House) -> None:
    confirm(house.engine, SOME)
    given(house, UNDOING)
    ended(house, "p2", confirmed=False, by=ZHAO)
    assert held(house) == UNDOING.digests
    with house.engine.connect() as connection:
        found = proposal(connection, "p2")
        assert proposal(connection, "p3") is None
    assert found is not None
    assert (found.outcome, found.reason, found.seen) == (ABANDONED, REASON, None)


def test_a_withdrawal_confirmed_is_one_commit(house: House) -> None:
    confirm(house.engine, SOME)
    given(house, UNDOING)
    ended(house, "p2", confirmed=True)
    assert held(house) == frozenset()
    assert {(r.withdrawn_by, r.beside, r.reason) for r in house.all(select(t.law_withdrawal))} == {
        ("zhao", "qian", REASON)
    }


def test_the_open_real_cases_that_rest_on_a_text_are_counted(house: House) -> None:
    for case_id, mode in (("a", "real"), ("b", "training"), ("c", "real"), ("d", "real")):
        house.open(case_id, mode)
        if case_id != "d":
            opened = t.case_file.update().where(t.case_file.c.id == case_id)
            with house.engine.begin() as connection:
                connection.execute(opened.values(version=1, closed=case_id == "c"))
    for text in BOOK.bundle(WAGES, ON):
        assert cases(house, text.id, text.in_force_on) == ("a",), text.id
    assert cases(house, "sta-tax", BOOK.instrument("sta-tax", ON).in_force_on) == ()
    assert cases(house, WAGES, date(2030, 1, 1)) == ()


def cases(house: House, name: str, on: date) -> tuple[str, ...]:
    with house.engine.connect() as connection:
        return real_cases_on(connection, BOOK, name, on)


def test_a_proposal_altered_behind_the_house_is_found(house: House) -> None:
    given(house, MADE)
    assert verify(house.engine) == []
    drop = "DROP TRIGGER law_proposal_no_update" + (" ON law_proposal" if "postgresql" in house.url else "")
    house.run(drop, "UPDATE law_proposal SET held = replace(held, '5个', '6个')")
    assert verify(house.engine) == [
        "The value periods.statement_period of the proposal p1 is not what its digest says."
    ]


def test_a_record_with_confirmations_keeps_them_when_it_is_brought_up(url: str) -> None:
    config, engine = migration_config(), open_engine(url)
    rows = [
        {
            "text": v.text, "in_force_on": v.in_force_on, "value_key": v.key, "sha256": v.sha256, "content": v.content,
            "confirmed_by": "zhao", "beside": "qian", "confirmed_at": NOW, **asdict(SEEN),
        }
        for v in SOME
    ]  # fmt: skip
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        connection.execute(t.law_confirmation.insert(), rows)
    engine.dispose()
    assert migrate(url) is True
    house = House(url)
    assert held(house) == {v.sha256 for v in SOME}
    assert verify(house.engine) == []
    with pytest.raises(DatabaseError, match="append-only"):
        house.run("DELETE FROM law_confirmation")
    withdraw(house)
    assert held(house) == {SOME[1].sha256}
    house.engine.dispose()
