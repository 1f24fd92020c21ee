"""How alembic meets the record: one transaction for all revisions, on SQLite too."""

from alembic import context
from sqlalchemy import Connection
from sqlalchemy.types import TypeEngine

from desk.places import record_url
from models.tables.opening import open_engine
from models.tables.schema import Instant, metadata


def _plain_type(kind: str, item: object, _: object) -> str | bool:
    """Write an instant as its own column type, so that a revision needs no class of ours."""
    if kind == "type" and isinstance(item, TypeEngine) and isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    return False


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        transactional_ddl=True,
        compare_type=True,
        render_item=_plain_type,
    )
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    raise SystemExit("The record is migrated where it stands, in one transaction; no SQL script is written.")

given = context.config.attributes.get("connection")
if given is not None:
    _run(given)
else:
    engine = open_engine(record_url())
    with engine.begin() as own:
        _run(own)
    engine.dispose()
