"""Records as the tests of the record have them: on both engines where they may differ, else on SQLite alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.law.lawbook import Lawbook
from models.tables.opening import create_all
from tests.record.conftest import house, postgresql, postgresql_url, url
from tests.record.house import House

__all__ = ["house", "postgresql", "postgresql_url", "url"]


@pytest.fixture
def one(tmp_path: Path) -> Iterator[House]:
    """A record on SQLite."""
    made = House(f"sqlite:///{tmp_path / 'record.db'}")
    create_all(made.engine)
    yield made
    made.engine.dispose()


@pytest.fixture(scope="session")
def book() -> Lawbook:
    return Lawbook()
