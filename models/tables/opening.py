"""Engines: SQLite with a commit that is on disk, or PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Connection as SQLiteConnection
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text

from models.tables import (  # noqa: F401 their tables belong to the record too
    campaign_schema,
    edition_schema,
    honour_schema,
    ledger_schema,
    measure_schema,
    month_schema,
    protection_schema,
    standard_schema,
)
from models.tables.schema import APPEND_ONLY, head, metadata

_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "foreign_keys=ON")


def open_engine(url: str, *, reading: bool = False) -> Engine:
    """An engine for writing (SQLite: every transaction begins IMMEDIATE) or for reading only."""
    if url.startswith("sqlite"):
        return _sqlite(url, reading=reading)
    options = {"postgresql_readonly": True} if reading else {}
    return create_engine(url, pool_size=8, max_overflow=8, execution_options=options)


def _sqlite(url: str, *, reading: bool) -> Engine:
    engine = create_engine(url, connect_args={"check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _on_connect(connection: SQLiteConnection, _: Any) -> None:
        # The driver's own implicit BEGIN would be deferred: take it over.
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        if reading:
            connection.execute("PRAGMA query_only=ON")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """One moment of the record, while others go on writing."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


def triggers(dialect: str) -> list[str]:
    """The statements that make acts, leaves and pins append-only."""
    made: list[str] = []
    if dialect == "postgresql":
        made.append(
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
        )
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            name = f"{table}_no_{verb.lower()}"
            if dialect == "postgresql":
                refuse = "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            else:
                refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            made.append(f"CREATE TRIGGER {name} BEFORE {verb} ON {table} {refuse}")
    return made


def create_all(engine: Engine) -> None:
    """Make every table with its triggers and the head row, for a new file (rehearsal, tests)."""
    metadata.create_all(engine)
    with engine.begin() as connection:
        for statement in triggers(engine.dialect.name):
            connection.execute(text(statement))
        connection.execute(head.insert().values(id=1, size=0))
