"""The console command lists what stands in desk/, and imports only what is asked for."""

import ast
import subprocess
import sys
from pathlib import Path

from desk.main import COMMANDS, present


def test_every_command_of_the_desk_is_listed(house: Path) -> None:
    holding = []
    for path in sorted((house / "desk").glob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            targets = node.targets if isinstance(node, ast.Assign) else []
            names = [target.id for target in targets if isinstance(target, ast.Name)]
            if "command" in names or (isinstance(node, ast.FunctionDef) and node.name == "command"):
                holding.append(path.stem)
    assert holding
    assert sorted(present()) == holding


def test_help_lists_them_and_imports_none(house: Path) -> None:
    program = (
        "import sys\nfrom desk.main import build\n"
        "try:\n    build(['--help'])(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(sorted(name for name in sys.modules if name.startswith('desk.')))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=house, capture_output=True, text=True, check=True)
    assert done.stdout.strip().splitlines()[-1] == "['desk.main']"
    for name in present():
        assert name in done.stdout
        assert COMMANDS[name].split()[0] in done.stdout


def test_make_lists_its_targets(house: Path) -> None:
    done = subprocess.run(["make", "help"], cwd=house, capture_output=True, text=True, check=True)
    told = {line.split()[1] for line in done.stdout.splitlines() if line.startswith("  make ")}
    phony = next(
        line for line in (house / "Makefile").read_text(encoding="utf-8").splitlines() if line.startswith(".PHONY:")
    )
    assert told == set(phony.split()[1:])
