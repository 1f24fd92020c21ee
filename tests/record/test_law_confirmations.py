"""Confirmations of law in the record: kept as they were made, by two people, on both engines."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError, IntegrityError

from activities.verifying import verify
from desk.migrating import migrate
from models.law.lawbook import Lawbook
from models.tables import schema as t
from models.tables.packing import digest
from models.tables.reviewing import confirmations, confirmed, keep_confirmation
from tests.law.reviewed import BOOK, NOW, ON, QIAN, SEEN, WAGES, ZHAO, confirm, left, library
from tests.record.house import House

WORDS = BOOK.instrument(WAGES, ON)
SOME = tuple(v for v in WORDS.values if v.key in ("rules.notice", "periods.statement_period"))


def held(house: House) -> frozenset[str]:
    with house.engine.connect() as connection:
        return confirmed(connection)


def test_a_confirmation_is_kept_as_it_was_made(house: House) -> None:
    assert held(house) == frozenset()
    confirm(house.engine, SOME)
    assert held(house) == {v.sha256 for v in SOME}
    with house.engine.connect() as connection:
        kept = confirmations(connection, WAGES, WORDS.in_force_on)
    assert [c.key for c in kept] == ["periods.statement_period", "rules.notice"]
    for c in kept:
        assert (c.seen, c.people, c.at.astimezone(UTC)) == (SEEN, ("zhao", "qian"), NOW)
    for row in house.all(select(t.law_confirmation)):
        assert digest(row.content) == row.sha256
        assert "应当告知当事人" in row.content or "5个工作日" in row.content


def test_one_value_is_confirmed_once_as_it_stands(house: House) -> None:
    confirm(house.engine, SOME[:1])
    confirm(house.engine, SOME)
    assert house.count(t.law_confirmation) == len(SOME)


def test_one_person_twice_is_refused_by_the_record_itself(house: House) -> None:
    with pytest.raises(IntegrityError), house.engine.begin() as connection:
        keep_confirmation(connection, SOME, SEEN, (ZHAO, ZHAO), NOW)
    assert held(house) == frozenset()


@pytest.mark.parametrize(
    "statement", ["UPDATE law_confirmation SET page = '1'", "DELETE FROM law_confirmation"]
)
def test_a_confirmation_is_never_changed(house: House, statement: str) -> None:
    confirm(house.engine, SOME)
    with pytest.raises(DatabaseError, match="law_confirmation is append-only"):
        house.run(statement)
    assert house.count(t.law_confirmation) == len(SOME)


def test_a_whole_regime_confirmed_is_reviewed_until_a_value_changes(house: House, tmp_path: Path) -> None:
    root = library(tmp_path / "regimes")
    book = Lawbook(root)
    every = left(book, held(house))
    confirm(house.engine, every[1:])
    assert book.law(WAGES, ON, (), held(house)).unreviewed == 1
    confirm(house.engine, every[:1])
    assert book.law(WAGES, ON, (), held(house)).reviewed
    file = root / "mohrss" / "order-45" / "2022-01-01.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("{amount: 5,", "{amount: 6,", 1), encoding="utf-8")
    changed = Lawbook(root)
    assert [v.key for v in left(changed, held(house))] == ["periods.statement_period"]
    assert not changed.law(WAGES, ON, (), held(house)).reviewed
    confirm(house.engine, left(changed, held(house)))
    assert changed.law(WAGES, ON, (), held(house)).reviewed
    assert book.law(WAGES, ON, (), held(house)).reviewed
    assert QIAN.id in {row.beside for row in house.all(select(t.law_confirmation))}


def test_a_confirmation_altered_behind_the_house_is_found(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'record.db'}"
    migrate(url)
    altered = House(url)
    confirm(altered.engine, SOME)
    assert verify(altered.engine) == []
    change = "UPDATE law_confirmation SET content = replace(content, '5个', '6个')"
    altered.run("DROP TRIGGER law_confirmation_no_update", change)
    assert verify(altered.engine) == [
        "The confirmation of mohrss-wages periods.statement_period is not what its digest says."
    ]
    altered.engine.dispose()
