from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, select, text

from activities.verifying import verify
from desk.migrating import RecordUnknown, migrate, migration_config
from models.tables.opening import create_all, open_engine, triggers
from models.tables.schema import head, metadata
from tests.record.house import House


def trigger_names(engine: Engine) -> list[str]:
    catalogue = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if engine.dialect.name == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with engine.connect() as connection:
        return sorted(connection.execute(text(catalogue)).scalars())


def test_there_is_one_head() -> None:
    assert len(ScriptDirectory.from_config(migration_config()).get_heads()) == 1


def test_an_upgraded_database_is_what_the_tables_say(url: str) -> None:
    assert migrate(url) is True
    engine = open_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert connection.execute(select(head)).all() == [(1, 0)]
    made = sorted(line.split()[2] for line in triggers(engine.dialect.name) if line.startswith("CREATE TRIGGER"))
    assert trigger_names(engine) == made
    engine.dispose()


def test_create_all_makes_the_same_triggers(url: str) -> None:
    engine = open_engine(url)
    create_all(engine)
    made = trigger_names(engine)
    engine.dispose()
    assert len(made) == 16


def test_a_second_migration_does_nothing(url: str) -> None:
    assert [migrate(url), migrate(url)] == [True, False]


def test_a_record_of_the_first_tables_keeps_all_it_holds(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A house opened before reminders and campaigns were kept is brought up with its cases as they are."""
    # It knew of no clean-up campaign that it could have asked.
    monkeypatch.setattr("activities.record.standing_stops", lambda *_: [])
    config = migration_config()
    engine = open_engine(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    older = House(url)
    older.play("a", until=6)
    held = {table: older.all(select(metadata.tables[table])) for table in ("act", "leaf", "deadline", "case_file")}
    assert migrate(url) is True
    assert {table: older.all(select(metadata.tables[table])) for table in held} == held
    assert verify(older.engine) == []
    of_law = ("law_confirmation", "law_withdrawal", "law_proposal", "law_proposal_end")
    new = ("reminder", "replan", "replan_case", *of_law)
    assert [older.count(metadata.tables[table]) for table in new] == [0] * len(new)
    older.engine.dispose()


def test_a_downgrade_is_not_offered_and_says_why(url: str) -> None:
    migrate(url)
    config = migration_config()
    engine = open_engine(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        with pytest.raises(NotImplementedError, match=r"append-only.*duecourse restore"):
            command.downgrade(config, "base")
    assert inspect(engine).has_table("act")
    engine.dispose()


def test_a_failed_migration_leaves_nothing(url: str) -> None:
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE web_session (mine INTEGER)"))
    with pytest.raises(Exception, match="already exists"):
        migrate(url)
    assert sorted(inspect(engine).get_table_names()) == ["web_session"]
    engine.dispose()


def test_a_record_of_a_newer_house_is_refused(url: str) -> None:
    migrate(url)
    engine = open_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'f999'"))
    with pytest.raises(RecordUnknown, match=r"newer house.*f999"):
        migrate(url)
    engine.dispose()


def test_a_rehearsal_record_is_not_taken_for_the_real_one(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'record.db'}"
    engine = open_engine(url)
    create_all(engine)
    engine.dispose()
    with pytest.raises(RecordUnknown, match="made for a rehearsal"):
        migrate(url)
