"""Keep editions' histories: `python -m tests.editions.making_histories [--anew]`, from the project's root.

As for campaigns: each run of an edition's workflow is one file, and an edition whose files are there is left alone.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from desk.playing_temporal import quiet_core
from desk.serving_editions import EDITIONS
from tests.cleanup.making_histories import keep

HISTORIES = Path(__file__).parent / "histories"
# An edition through both stages to its end, with days that passed on the way.
FILES = [Path(__file__).parents[2] / "docs" / "editions" / "kept-lists-late.yaml"]


if __name__ == "__main__":
    quiet_core()
    asyncio.run(keep(EDITIONS, FILES, HISTORIES, anew="--anew" in sys.argv[1:]))
