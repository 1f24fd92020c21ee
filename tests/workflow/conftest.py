from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.workflow.house import House, open_house

# Once with every case held in memory, once with none: each task then replays the whole history.
CACHED = (1000, 0)


@pytest_asyncio.fixture(scope="package", loop_scope="package", params=CACHED, ids=("cached", "replayed"))
async def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with open_house(tmp_path_factory.mktemp("house"), max_cached_workflows=request.param) as opened:
        yield opened
