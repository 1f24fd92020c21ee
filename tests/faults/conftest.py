"""A record in a file; on both engines, as the tests of the record have them, where the engine matters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.migrating import migrate
from tests.record.conftest import house as either
from tests.record.conftest import postgresql, postgresql_url, url
from tests.record.house import House

__all__ = ["either", "postgresql", "postgresql_url", "url"]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    place = f"sqlite:///{tmp_path / 'record.db'}"
    migrate(place)
    made = House(place)
    yield made
    made.engine.dispose()
