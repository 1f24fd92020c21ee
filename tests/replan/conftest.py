from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.record.conftest import postgresql, postgresql_url, url
from tests.replan.keeping import Keepers
from tests.workflow.house import open_house

__all__ = ["keepers", "postgresql", "postgresql_url", "url"]


@pytest_asyncio.fixture
async def keepers(tmp_path: Path) -> AsyncIterator[Keepers]:
    """Two calendar-keepers in a house of their own, on a real server."""
    async with open_house(tmp_path) as house:
        yield Keepers.of(house, tmp_path)
