"""A verifier that finds nothing must be able to find something: each kind of damage is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from activities.verifying import verify
from desk.migrating import migrate
from tests.record.house import House

# What somebody with the database's own password might do, and what the verifier says of it.
DAMAGE = {
    "an act reworded": ("UPDATE act SET content = content || ' ' WHERE seq = 3", "leaf is the digest"),
    "an act taken out": ("DELETE FROM act WHERE seq = 4", "gap before act 5"),
    "the last act taken out": ("DELETE FROM act WHERE seq = 25", "The head says 25 leaves"),
    "an act's columns changed": ("UPDATE act SET actor = 'nobody' WHERE seq = 2", "columns of act 2"),
    "a leaf taken out": ("DELETE FROM leaf WHERE seq = 5", "Act 5 has no leaf"),
    "a leaf alone": ("INSERT INTO leaf (seq, sha256) SELECT 99, sha256 FROM leaf WHERE seq = 1", "Leaf 99 has no act"),
    "the head moved": ("UPDATE head SET size = size + 1", "The head says 26 leaves"),
    "the head lost": ("DELETE FROM head", "head row is missing"),
    "a step moved on": ("UPDATE case_file SET step = 'terminated'", "is kept as terminated"),
    "a version lost": ("UPDATE case_file SET version = version - 1", "fold to removed at 25"),
    "a case reopened": ("UPDATE case_file SET closed = (1 = 0)", "is kept as removed"),
    "a deadline put off": ("UPDATE deadline SET due = '2031-01-01' WHERE kind = 'decision'", "deadline decision"),
    "a deadline lost": ("DELETE FROM deadline WHERE kind = 'publication_end'", "deadline publication_end"),
    "a deadline made up": ("UPDATE deadline SET matter = 'x' WHERE kind = 'decision'", "opened by no act"),
    "a name shown again": ("UPDATE publication SET desired = 'shown'", "channel authority-site shows"),
    "an old wish": ("UPDATE publication SET generation = 1", "channel authority-site shows"),
    "a channel made up": ("UPDATE publication SET channel = 'x'", "Channel x shows"),
    "a paper not ordered": ("DELETE FROM outbox WHERE subject = 'decision'", "paper decision of act"),
    "a command forgotten": ("UPDATE command SET outcome = 'refused' WHERE key = 'a-00'", "Command a-00 is refused"),
    "an answer changed": ("UPDATE command SET answer = '{}' WHERE key = 'a-00'", "Command a-00 was answered otherwise"),
    "an answer lost": ("UPDATE command SET answer = NULL WHERE key = 'a-02'", "Command a-02 is refused, which"),
    "a command lost": ("DELETE FROM command WHERE key = 'a-03'", "by no command that was received"),
    "a name changed": ("UPDATE party SET name = '别人' WHERE id = 'p2'", "parties of case a"),
    "another calendar": ("UPDATE pin SET content = replace(content, '2026-10-01', '2026-10-02')", "The calendar"),
    "an act unreadable": ("UPDATE act SET content = '{' WHERE seq = 3", "An act of case a cannot be read"),
    "a law lost": ("DELETE FROM pin WHERE kind = 'law'", "Case a has no law"),
    "a file lost": ("DELETE FROM case_file", "of a case a that has no file"),
}  # fmt: skip


@pytest.mark.parametrize("what", DAMAGE)
def test_damage_is_found_and_named(tmp_path: Path, what: str) -> None:
    url = f"sqlite:///{tmp_path}/record.db"
    migrate(url)
    house = House(url)
    house.play("a")
    assert verify(house.engine) == []
    statement, said = DAMAGE[what]
    names = [f"{table}_no_{verb}" for table in ("act", "leaf", "pin") for verb in ("update", "delete")]
    house.run(*(f"DROP TRIGGER {name}" for name in names), statement)
    found = verify(house.engine)
    house.engine.dispose()
    assert any(said in line for line in found), found


def test_a_new_record_has_nothing_wrong(house: House) -> None:
    assert verify(house.engine) == []
    house.open("a")
    assert verify(house.engine) == []
