"""Keep histories of protection: `python -m tests.protection.making_histories [--anew]`, from the project's root."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from desk.playing_temporal import quiet_core
from desk.serving_protections import PROTECTIONS
from tests.cleanup.making_histories import keep

HISTORIES = Path(__file__).parent / "histories"
_DOCS = Path(__file__).parents[2] / "docs" / "protection"
# A leak that is closed and opened again, and a consent through both its stages.
FILES = [_DOCS / f"{name}.yaml" for name in ("leak-waived-then-ordered", "consent-withdrawn")]


if __name__ == "__main__":
    quiet_core()
    asyncio.run(keep(PROTECTIONS, FILES, HISTORIES, anew="--anew" in sys.argv[1:]))
