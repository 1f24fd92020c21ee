"""Keep standards' histories: `python -m tests.standards.making_histories [--anew]`, from the project's root."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from desk.playing_temporal import quiet_core
from desk.serving_standards import STANDARDS
from tests.cleanup.making_histories import keep

HISTORIES = Path(__file__).parent / "histories"
# A standard on its whole road, through every stage.
FILES = [Path(__file__).parents[2] / "docs" / "standards" / "consulted-in-full.yaml"]


if __name__ == "__main__":
    quiet_core()
    asyncio.run(keep(STANDARDS, FILES, HISTORIES, anew="--anew" in sys.argv[1:]))
