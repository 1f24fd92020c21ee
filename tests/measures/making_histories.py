"""Keep reviews' histories: `python -m tests.measures.making_histories [--anew]`, from the project's root.

As for campaigns: each run of a review's workflow is one file, and a review whose files are there is left alone.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from desk.playing_temporal import quiet_core
from desk.serving_reviews import REVIEWS
from tests.cleanup.making_histories import keep

HISTORIES = Path(__file__).parent / "histories"
_DOCS = Path(__file__).parents[2] / "docs" / "reviews"
# A measure through both stages, one found anew and refused from above, a report filed late.
FILES = [_DOCS / f"{name}.yaml" for name in ("found-anew", "incident-late", "report-late")]


if __name__ == "__main__":
    quiet_core()
    asyncio.run(keep(REVIEWS, FILES, HISTORIES, anew="--anew" in sys.argv[1:]))
