"""Promises about the house that no linter keeps."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOMS = ("workflows", "activities", "models", "portal", "desk")
LONGEST = 400
TRANSACTION = ("record.py", "recording.py", "projecting.py", "earlier.py")
# Written in pieces: this file is itself held to the promise.
HOSTS = (
    "pypi" + ".org", "files.python" + "hosted.org", "registry.npm" + "js.org", "repo.maven" + ".apache.org",
    "repo1.maven" + ".org", "proxy.golang" + ".org", "deb.debian" + ".org", "docker" + ".io", "index" + "-url =",
)
MACHINE_PATHS = re.compile("|".join(("/wo" + r"rk/\w", "/tm" + r"p/\w", "/ho" + r"me/\w", "/ro" + r"ot/\w")))


@pytest.fixture(scope="session")
def tracked(house: Path) -> list[str]:
    """The files under version control that stand here, the given ones left out."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=house, capture_output=True, text=True, check=True).stdout
    names = [name for name in listed.split("\0") if name and not name.startswith("tests/given/")]
    return [name for name in names if (house / name).is_file()]


def python_of(house: Path, *rooms: str) -> Iterator[Path]:
    for room in rooms:
        yield from sorted((house / room).rglob("*.py"))


def imported_by(path: Path) -> set[str]:
    """The modules a file names in its imports, whole names."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            names.add(base)
            names.update(f"{base}.{alias.name}" for alias in node.names)
    return names


def importers(house: Path, room: str, wanted: str) -> list[str]:
    """The files of a room that import a module or anything under it."""
    return [
        str(path.relative_to(house))
        for path in python_of(house, room)
        if any(name == wanted or name.startswith(f"{wanted}.") for name in imported_by(path))
    ]


def test_no_file_is_longer_than_one_can_read(house: Path, tracked: list[str]) -> None:
    names = [name for name in tracked if name.endswith((".py", ".sh", ".typ", ".html", ".css"))]
    lengths = {name: len((house / name).read_text(encoding="utf-8").splitlines()) for name in names}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_an_init_file_is_a_docstring_at_most(house: Path) -> None:
    full = []
    for path in python_of(house, *ROOMS):
        if path.name != "__init__.py":
            continue
        body = ast.parse(path.read_text(encoding="utf-8")).body
        only_words = all(isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) for node in body)
        if len(body) > 1 or not only_words:
            full.append(str(path))
    assert full == []


def test_no_registry_and_no_machine_is_named(house: Path, tracked: list[str]) -> None:
    found = []
    for name in tracked:
        try:
            text = (house / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{name}: {host}" for host in HOSTS if host in text]
        found += [f"{name}: {hit.group()}" for hit in MACHINE_PATHS.finditer(text)]
    assert found == []


def test_the_lock_holds_hashes_and_no_address(house: Path) -> None:
    lock = (house / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    entries = [line for line in lock.splitlines() if re.match(r"[a-z0-9]", line)]
    assert entries
    assert [line for line in entries if not re.match(r"[a-z0-9._-]+(\[[a-z0-9,-]+\])?==\S+ .*\\$", line)] == []
    assert lock.count("--hash=sha256:") >= len(entries)


def test_the_lock_has_every_pinned_version(house: Path) -> None:
    lock = {
        line.split("==")[0]: line.split("==")[1].split()[0]
        for line in (house / "requirements.lock").read_text(encoding="utf-8").splitlines()
        if re.match(r"[a-z0-9._-]+==", line)
    }
    project = (house / "pyproject.toml").read_text(encoding="utf-8")
    pins = re.findall(r'^    "([A-Za-z0-9_-]+)(?:\[\w+\])?==([^"]+)",$', project, re.MULTILINE)
    assert pins
    assert [(name, version) for name, version in pins if lock.get(name.lower()) != version] == []


def test_no_uv_lock(tracked: list[str]) -> None:
    assert [name for name in tracked if name.endswith("uv.lock")] == []


def test_one_file_reads_yaml_in_the_law(house: Path) -> None:
    assert set(importers(house, "models", "yaml")) <= {"models/law/reading.py"}
    assert importers(house, "workflows", "yaml") == []


def test_one_file_knows_the_machine_library(house: Path) -> None:
    users = [name for room in ROOMS for name in importers(house, room, "transitions")]
    assert len(users) <= 1
    assert all(name.startswith("models/steps/") for name in users)


def test_errands_do_not_know_each_other(house: Path) -> None:
    """The legal transaction and the papers are apart; others may know the one file that holds it."""
    crossing = []
    for path in python_of(house, "activities"):
        for name in sorted(imported_by(path)):
            there = house.joinpath(*name.split(".")).with_suffix(".py")
            if name.startswith("activities.") and there.is_file() and name != "activities.record":
                one, other = path.name in TRANSACTION, there.name in TRANSACTION
                crossing += [f"{path.name} imports {name}"] if one != other else []
    assert crossing == []
    errands = [path for path in python_of(house, "activities") if "@activity.defn" in path.read_text(encoding="utf-8")]
    assert errands
    for path in errands:
        assert importers(house, "activities", f"activities.{path.stem}") == []


@pytest.mark.parametrize("wanted", [
    "temporalio", "models.tables.receiving.receive", "models.tables.receiving.open_file",
])
def test_one_counter_file_speaks_and_one_writes(house: Path, wanted: str) -> None:
    assert len(importers(house, "portal", wanted)) <= 1


def test_workflows_and_steps_do_not_rest_on_the_order_of_a_set(house: Path) -> None:
    """What is replayed must come out alike under another PYTHONHASHSEED."""
    found = []
    for path in python_of(house, "workflows", "models/steps"):
        found += [
            f"{path.relative_to(house)}:{getattr(node, 'lineno', 0)}"
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if any(unordered(part) for part in walked_over(node)) or calls(node, "hash")
        ]
    assert found == []


def walked_over(node: ast.AST) -> list[ast.expr]:
    """What a loop, a comprehension or a call that keeps order walks over."""
    if isinstance(node, ast.For | ast.AsyncFor):
        return [node.iter]
    if isinstance(node, ast.ListComp | ast.GeneratorExp | ast.DictComp):
        return [part.iter for part in node.generators]
    if calls(node, "tuple") or calls(node, "list") or calls(node, "enumerate"):
        return node.args if isinstance(node, ast.Call) else []
    return []


def unordered(node: ast.expr) -> bool:
    return isinstance(node, ast.Set | ast.SetComp) or calls(node, "set") or calls(node, "frozenset")


def calls(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def test_the_bans_hold_where_they_must(house: Path) -> None:
    """Ruff still refuses the clock and the lot in what is replayed: shown on a sentence that breaks both."""
    bad = "import random\nfrom datetime import date, datetime\n\nX = (date.today(), datetime.now(), random)\n"
    for place in ("workflows/tried.py", "models/steps/tried.py"):
        done = subprocess.run(
            [house / ".venv/bin/ruff", "check", "--select", "TID251", "--output-format", "concise",
             "--stdin-filename", place, "-"],
            cwd=house, input=bad, capture_output=True, text=True, check=False,
        )
        assert done.stdout.count("TID251") >= 3, done.stdout + done.stderr
