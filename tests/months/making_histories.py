"""Keep months' histories: `python -m tests.months.making_histories [--anew]`, from the project's root.

As for campaigns: each run of a month's workflow is one file, and a month whose files are there is left alone.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from desk.playing_temporal import quiet_core
from desk.serving_months import MONTHS
from tests.cleanup.making_histories import keep

HISTORIES = Path(__file__).parent / "histories"
# A month with both its stages: the notice, and what follows it.
FILES = [Path(__file__).parents[2] / "docs" / "oversight-months" / "luliang-2021-01.yaml"]


if __name__ == "__main__":
    quiet_core()
    asyncio.run(keep(MONTHS, FILES, HISTORIES, anew="--anew" in sys.argv[1:]))
