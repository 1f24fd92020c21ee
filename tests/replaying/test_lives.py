"""Lives in which everything fails at any step come out the same when they are decided again."""

from __future__ import annotations

from dataclasses import replace

from desk.living.house import House
from desk.living.life import live
from desk.recalling import announced_in, case_ids, recall
from desk.replaying import replay

SEED, LIVES = 4711, 12


def test_every_act_of_troubled_lives_is_decided_the_same_again() -> None:
    """Their refusals are left out: they were answered by a clock that runs years in a second."""
    house, found, acts = House(), list[str](), 0
    try:
        for number in range(LIVES):
            live(house, SEED, number)
        with house.engine.connect() as connection:
            for case_id in case_ids(connection):
                kept = replace(recall(connection, case_id), denials=())
                pins = house.record.pinned(connection, kept.law_version, kept.calendar_version)
                announced = announced_in(house.record, connection, kept)
                found += map(str, replay(kept, pins.law, pins.calendar, announced))
                acts += len(kept.acts)
    finally:
        house.close()
    assert found == []
    assert acts > LIVES
