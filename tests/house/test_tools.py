"""Ruff, mypy and import-linter, so that one command covers all."""

import subprocess
from pathlib import Path

import pytest

CHECKS = {
    "ruff": ["ruff", "check", "--no-fix", "--output-format", "concise", "."],
    "mypy": ["mypy", "--no-error-summary"],
    "import contracts": ["lint-imports", "--no-cache"],
}


@pytest.mark.parametrize("name", CHECKS)
def test_the_house_is_in_order(name: str, house: Path) -> None:
    program, *arguments = CHECKS[name]
    done = subprocess.run(
        [house / ".venv" / "bin" / program, *arguments], cwd=house, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{name}:\n{done.stdout}{done.stderr}"
