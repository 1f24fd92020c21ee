"""Each of the thirty faults has a test of its name."""

from __future__ import annotations

import re
from pathlib import Path

THIRTY = [f"f{number:02d}" for number in range(1, 31)]


def test_each_of_the_thirty_has_a_test_and_says_what_it_was() -> None:
    files = sorted(Path(__file__).parent.glob("test_*.py"))
    told = "\n".join(file.read_text(encoding="utf-8") for file in files)
    found = re.findall(r'def test_(f\d\d)_\w+\([^)]*\) -> None:(?:  # noqa: \S+)?\n    """', told)
    assert sorted(set(found)) == THIRTY
