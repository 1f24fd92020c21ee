"""Records on both engines, as the tests of the record have them."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from models.law.lawbook import Lawbook
from tests.record.conftest import house, postgresql, postgresql_url, url
from tests.record.house import House

__all__ = ["house", "postgresql", "postgresql_url", "url"]


@pytest.fixture(scope="session")
def book() -> Lawbook:
    return Lawbook()


@pytest.fixture
def engine(house: House) -> Engine:
    return house.engine
