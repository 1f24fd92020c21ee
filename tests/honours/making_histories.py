"""Keep a file's history: `python -m tests.honours.making_histories [--anew]`, from the project's root."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from desk.playing_temporal import quiet_core
from desk.serving_honours import HONOURS
from tests.cleanup.making_histories import keep

HISTORIES = Path(__file__).parent / "histories"
_DOCS = Path(__file__).parents[2] / "docs" / "honours"
# An honour through both of its stages, renewed, to the end of its validity.
FILES = [_DOCS / "expired.yaml"]


if __name__ == "__main__":
    quiet_core()
    asyncio.run(keep(HONOURS, FILES, HISTORIES, anew="--anew" in sys.argv[1:]))
