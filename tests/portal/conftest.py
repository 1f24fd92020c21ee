from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.portal.house import House, make_house


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = make_house(tmp_path)
    yield made
    made.stop()
