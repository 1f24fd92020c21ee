"""Files of every kind in one PostgreSQL record, as `duecourse migrate` makes it: verified and decided again."""

from __future__ import annotations

from typing import Any

from activities.verifying import verify
from desk.migrating import migrate
from desk.proceedingfile import file_of
from desk.replay import replay_record
from models.law.lawbook import Lawbook
from models.law.reading import read_yaml
from models.tables.opening import open_engine
from tests.replaying.test_every_kind import FOLDERS, TOLD, tell_into


def test_files_of_every_kind_stand_in_one_record_beside_each_other(postgresql_url: str) -> None:
    migrate(postgresql_url)
    engine, book = open_engine(postgresql_url), Lawbook()
    told: dict[str, Any] = {}
    try:
        for served, file in TOLD:
            told[tell_into(engine, served, file_of(served, read_yaml(file)), book)] = served
        assert verify(engine) == []
        found = {done.case_id: done.differences for done in replay_record(engine)}
    finally:
        engine.dispose()
    assert [(file_id, apart) for file_id, apart in found.items() if apart] == []
    assert {told[file_id].telling.word for file_id in found if file_id in told} == set(FOLDERS)
