"""Records on both engines: a SQLite file as the house opens it, and a real PostgreSQL started here.

A machine without PostgreSQL fails these tests by the name of the missing program; none is skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from desk.dumping import find_program
from desk.migrating import migrate
from desk.temporal_server import free_row
from tests.record.house import House

_SERVER_USERS = ("postgres", "nobody")


def _as_server_user(folder: Path) -> list[str]:
    """PostgreSQL refuses root: the words before a command that let another user run it."""
    if os.geteuid() != 0:
        return []
    for user in _SERVER_USERS:
        if subprocess.run(["id", "-u", user], capture_output=True, check=False).returncode == 0:
            shutil.chown(folder, user)
            return ["runuser", "-u", user, "--"]
    return pytest.fail(f"No user to run PostgreSQL as: looked for {', '.join(_SERVER_USERS)}.")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a PostgreSQL made by initdb for this session; `fsync=off`, so for functions only."""
    # Not pytest's own folder: the server's user could not reach into it.
    folder = Path(tempfile.mkdtemp(prefix="duecourse-pg-"))
    user, data = _as_server_user(folder), folder / "data"
    initdb = [find_program("initdb"), "-D", str(data), "-A", "trust", "-U", "postgres", "--no-sync"]
    control = [*user, find_program("pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log")]
    try:
        _run([*user, *initdb, "--encoding=UTF8", "--locale=C.UTF-8"], folder)
        # The port is chosen when it is needed: initdb takes seconds, in which another would take it.
        port = free_row(1)
        options = f"-c listen_addresses=127.0.0.1 -p {port} -c unix_socket_directories={folder} -c fsync=off"
        _run([*control, "-o", options, "start"], folder)
        try:
            yield f"postgresql+psycopg://postgres@127.0.0.1:{port}"
        finally:
            _run([*control, "-m", "fast", "stop"], folder)
    finally:
        shutil.rmtree(folder)


def _run(line: list[str], folder: Path) -> None:
    done = subprocess.run(
        line, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, check=False,
    )  # fmt: skip
    log = folder / "log"
    said = log.read_text(encoding="utf-8") if done.returncode and log.exists() else ""
    assert done.returncode == 0, f"{' '.join(line)}: {done.stdout}{said}"


@pytest.fixture
def postgresql_url(postgresql: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """An empty database of its own, dropped afterwards."""
    name = f"t{abs(hash(request.node.nodeid)):x}"
    server = create_engine(f"{postgresql}/postgres", isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield f"{postgresql}/{name}"
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database on each engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'record.db'}"
    found: str = request.getfixturevalue("postgresql_url")
    return found


@pytest.fixture
def house(url: str) -> Iterator[House]:
    """A migrated record on each engine."""
    migrate(url)
    made = House(url)
    yield made
    made.engine.dispose()
