"""Bringing the record's database to the tables this house knows."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from desk.places import HOUSE
from desk.temporal_server import HouseError
from models.tables.opening import open_engine

# Two houses that open one PostgreSQL at once migrate one after the other.
_TURN = 4_502_022


class RecordUnknown(HouseError):
    """The database is not one this house can bring up to date."""


def migration_config() -> Config:
    """Where the revisions stand."""
    config = Config()
    config.set_main_option("script_location", str(HOUSE / "migrations").replace("%", "%%"))
    return config


def migrate(url: str) -> bool:
    """Bring a record to the newest tables, all or nothing; False where it had them already."""
    config = migration_config()
    engine = open_engine(url)
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_TURN})"))
            if not _refuse_unknown(connection, ScriptDirectory.from_config(config)):
                return False
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            return True
    finally:
        engine.dispose()


def _refuse_unknown(connection: Connection, known: ScriptDirectory) -> bool:
    """Whether there is something to do; a database of another house, or a newer one, is refused."""
    held = MigrationContext.configure(connection).get_current_revision()
    revisions = {r.revision for r in known.walk_revisions()}
    if held is not None and held not in revisions:
        raise RecordUnknown(
            f"The record was made by a newer house (revision {held} is not known here): "
            "open it with that house, or restore an older backup."
        )
    if held is None and inspect(connection).has_table("act"):
        raise RecordUnknown(
            "The record has tables but no revision: it was made for a rehearsal. "
            "Name another with DUECOURSE_RECORD_URL, or set the file aside."
        )
    return held != known.get_current_head()
