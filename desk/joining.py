"""What a command beside the open house stands on: its record, and its Temporal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, make_url
from sqlalchemy.exc import OperationalError
from temporalio.client import Client

from desk import places
from desk.migrating import migration_config
from desk.temporal_server import HouseError
from models.tables.opening import open_engine
from workflows.connecting import connect


class RecordAbsent(HouseError):
    """No record stands there, or not with the tables this house knows."""


class TemporalAbsent(HouseError):
    """No Temporal answers."""


@contextmanager
def joined_record(*, reading: bool = False) -> Iterator[Engine]:
    """The record as the house left it: nothing is made and nothing migrated here."""
    url = make_url(places.record_url())
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise RecordAbsent(f"There is no record at {url.database}: open the house once with `make run`.")
    engine = open_engine(places.record_url(), reading=reading)
    try:
        _refuse_other_tables(engine)
        yield engine
    finally:
        engine.dispose()


def _refuse_other_tables(engine: Engine) -> None:
    wanted = ScriptDirectory.from_config(migration_config()).get_current_head()
    try:
        with engine.connect() as connection:
            held = MigrationContext.configure(connection).get_current_revision()
    except OperationalError as bad:
        raise RecordAbsent(f"The record cannot be opened ({type(bad.orig).__name__}): is its database up?") from bad
    if held != wanted:
        raise RecordAbsent(
            f"The record has the tables of revision {held}, but this house knows {wanted}: "
            "`make run` brings an older record up to date."
        )


async def joined_temporal() -> Client:
    """A client of the house's Temporal."""
    address = places.temporal_address()
    try:
        return await connect(address)
    except (RuntimeError, OSError) as bad:
        raise TemporalAbsent(
            f"Temporal does not answer at {address}: open the house with `make run`, "
            f"or say where it is with {places.TEMPORAL_ADDRESS}."
        ) from bad


async def lazy_temporal() -> Client:
    """A client that asks only when it is asked: whoever looks says itself that nobody answers."""
    return await connect(places.temporal_address(), lazy=True)


def leave(code: int) -> NoReturn:
    """End a command that spoke to Temporal, with all that it said.

    The library's own threads may still hand Python something back while the
    interpreter ends, and the process then aborts (temporalio/sdk-python issue 300; seen here).
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
