"""How wide the long checks are: a sample by day, all of it in `make nightly`."""

from __future__ import annotations

import os

NIGHT = os.environ.get("TESTS_IN_FULL") == "1"
