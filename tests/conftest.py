"""What every test stands on."""

from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def house() -> Path:
    """The project's root."""
    return HOUSE
