"""PostgreSQL's own programs for copying a database: found, called, and their words passed on."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy import make_url

from desk.temporal_server import HouseError

_DEBIAN = Path("/usr/lib/postgresql")
# A table that somebody else holds is not waited for: the house must be closed.
_PATIENCE = "-c lock_timeout=10s"


class DumpFailed(HouseError):
    """A program of PostgreSQL is missing, or says why it could not."""


def dump(url: str, file: Path) -> None:
    """Copy a database as it is at one moment, while others write."""
    _run("pg_dump", url, "--format=custom", "--no-owner", "--no-privileges", f"--file={file}")


def load(url: str, file: Path) -> None:
    """Put a copy in the place of what a database holds, all or nothing."""
    _run(
        "pg_restore", url, "--clean", "--if-exists", "--single-transaction", "--exit-on-error",
        "--no-owner", "--no-privileges", str(file),
    )  # fmt: skip


def find_program(name: str) -> str:
    """A program of PostgreSQL: the newest that Debian keeps, else from PATH."""
    kept = sorted(_DEBIAN.glob(f"*/bin/{name}"), key=lambda p: int(p.parts[-3]), reverse=True)
    found = str(kept[0]) if kept else shutil.which(name)
    if found is None:
        raise DumpFailed(f"PostgreSQL's {name} is not on this machine: run `make tools`, which brings it.")
    return found


def _run(name: str, url: str, *words: str) -> None:
    place = make_url(url).set(drivername="postgresql")
    # The password goes by the environment: words of a command line are seen by everyone.
    environment = {**os.environ, "PGOPTIONS": _PATIENCE}
    if place.password:
        environment["PGPASSWORD"] = place.password
    shown = place._replace(password=None).render_as_string()
    done = subprocess.run(
        [find_program(name), f"--dbname={shown}", *words],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise DumpFailed(f"{name} could not: {said[-1] if said else 'it gave no reason'}")
