"""What a replay may lean on: a light import, and decisions that no hash seed can change."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
HEAVY = ("sqlalchemy", "yaml", "fastapi", "structlog", "httpx2", "typst", "models.tables", "models.law.reading")
_DECISIONS = """
from pathlib import Path
from desk.casefile import read_case_file
from desk.playing import play
from models.law.lawbook import Lawbook
from models.tables.packing import digest, pack
book = Lawbook()
for name in ("W1", "W2", "W3", "W5"):
    case = read_case_file(next(Path("tests/given/cases").glob(f"{name}-*.yaml")))
    story = play(case, book)
    print(name, digest("".join(pack(v) for v in [*story.acts, *(r.refused for r in story.refusals), story.state()])))
"""


def run(code: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=HOUSE,
        env={**os.environ, "PYTHONPATH": str(HOUSE), **environment},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout


@pytest.mark.parametrize("module", ["workflows.listing_case", "models.steps.deciding", "models.contracts.listing"])
def test_workflow_reaches_no_database_and_no_reader_of_files(module: str) -> None:
    said = run(f"import sys, {module}; print([m for m in {HEAVY!r} if m in sys.modules])")
    assert said.strip() == "[]"


def test_decisions_do_not_depend_on_the_hash_seed() -> None:
    first, *others = [run(_DECISIONS, PYTHONHASHSEED=seed) for seed in ("0", "1", "4711")]
    assert len(first.splitlines()) == 4
    assert others == [first, first]
