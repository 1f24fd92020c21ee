"""Records on both engines, as the tests of the record have them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from models.law.lawbook import Lawbook
from models.tables.opening import create_all, open_engine
from tests.record.conftest import house, postgresql, postgresql_url, url
from tests.record.house import House

__all__ = ["house", "postgresql", "postgresql_url", "url"]


@pytest.fixture(scope="session")
def book() -> Lawbook:
    return Lawbook()


@pytest.fixture
def sqlite() -> Iterator[Engine]:
    """A record of its own, where nothing asked depends on the engine."""
    made = open_engine("sqlite://")
    create_all(made)
    yield made
    made.dispose()


@pytest.fixture
def engine(house: House) -> Engine:
    return house.engine
