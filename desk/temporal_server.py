"""The Temporal dev server of a single house: which binary, which file, is it well."""

from __future__ import annotations

import os
import random
import re
import shutil
import socket
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desk.places import HOUSE

SERVER_VERSION = "1.29.1"
CLI_VARIABLE = "DUECOURSE_TEMPORAL_CLI"
_BESIDE = ("", "-wal", "-shm", "-journal")
_OURS = range(20_000, 32_000)


class HouseError(Exception):
    """The family of reasons not to open: one sentence that says what to do."""


class PortTaken(HouseError):
    """Another program listens there."""

    def __init__(self, port: int, what: str, variable: str) -> None:
        """Name the port, what it was for, and how to choose another."""
        super().__init__(
            f"Port {port} ({what}) is taken by another program: stop it, "
            f"or choose another port, e.g. {variable}={port + 10} make run."
        )
        self.port = port


class NoPorts(HouseError):
    """Not so many free ports in a row."""

    def __init__(self, count: int) -> None:
        """Say how many were looked for, and where."""
        super().__init__(f"There are no {count} free ports in a row between {_OURS.start} and {_OURS.stop}.")


class WrongVersion(HouseError):
    """A Temporal binary of another version was found."""

    def __init__(self, binary: str, found: str) -> None:
        """Name the binary and both versions."""
        super().__init__(
            f"{binary} is Temporal server {found}, but this house needs {SERVER_VERSION}: "
            f"unset {CLI_VARIABLE} or point it to the right one (make tools builds it)."
        )


class BinaryMissing(HouseError):
    """No Temporal binary."""

    def __init__(self) -> None:
        """Say how to get one."""
        super().__init__(
            "There is no Temporal server on this machine: run `make tools`, which builds it once."
        )


@dataclass(frozen=True, slots=True)
class Ports:
    """The ports of one server; all on loopback."""

    grpc: int
    http: int
    metrics: int

    @classmethod
    def beginning(cls, first: int) -> Ports:
        """Three ports in a row."""
        return cls(first, first + 1, first + 2)


def _is_free(port: int) -> bool:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def refuse_taken(port: int, what: str, variable: str) -> None:
    """Refuse a port somebody listens on."""
    if not _is_free(port):
        raise PortTaken(port, what, variable)


def version_of(binary: str) -> str:
    """The server version a binary carries."""
    said = subprocess.run([binary, "--version"], capture_output=True, text=True, check=False, timeout=30)
    found = re.search(r"Server ([0-9.]+)", said.stdout)
    return found.group(1) if found else "unknown"


def free_row(count: int) -> int:
    """The first of so many ports in a row that nobody holds.

    From below the ports an operating system lends to outgoing connections: one
    that is free now is not taken by the next program that calls somebody.
    """
    # By the system's own chance: two processes whose generators were seeded alike must not meet.
    for first in random.SystemRandom().sample(_OURS, len(_OURS)):
        if all(_is_free(first + n) for n in range(count)):
            return first
    raise NoPorts(count)


def free_ports() -> Ports:
    """Three ports in a row that nobody holds."""
    return Ports.beginning(free_row(3))


def find_binary() -> str:
    """From the environment, else on PATH if it is the right one, else built into .tools/."""
    named = os.environ.get(CLI_VARIABLE)
    if named:
        if not shutil.which(named):
            raise BinaryMissing
        found = version_of(named)
        if found != SERVER_VERSION:
            raise WrongVersion(named, found)
        return named
    on_path = shutil.which("temporal")
    built = str(HOUSE / ".tools" / "bin" / "temporal")
    for binary in (on_path, built):
        if binary and shutil.which(binary) and version_of(binary) == SERVER_VERSION:
            return binary
    raise BinaryMissing


def set_aside_other_version(file: Path, say: Callable[[str], None]) -> bool:
    """Set a Temporal file of another version aside; its open cases come back from the record.

    The file does not name its version, so a stamp is kept beside it. A file
    without a stamp is of unknown version.
    """
    stamp = file.with_name(file.name + ".version")
    held = stamp.read_text(encoding="ascii").strip() if stamp.exists() else "unknown"
    aside = file.exists() and held != SERVER_VERSION
    if aside:
        moment = datetime.now().astimezone().strftime("%Y%m%dT%H%M%S")
        for ending in _BESIDE:
            part = file.with_name(file.name + ending)
            if part.exists():
                part.rename(file.with_name(f"{file.name}.{held}.{moment}{ending}"))
        say(
            f"Temporal's file was of version {held}; it is set aside, "
            "and every open case is rebuilt from the record."
        )
    stamp.write_text(SERVER_VERSION, encoding="ascii")
    return aside


def launch_line(binary: str, ports: Ports, file: Path) -> list[str]:
    """How the server is started: on loopback, its file in WAL with full synchronisation."""
    return [
        binary, "server", "start-dev", "--headless", "--ip", "127.0.0.1",
        "--port", str(ports.grpc), "--http-port", str(ports.http), "--metrics-port", str(ports.metrics),
        "--db-filename", str(file), "--sqlite-pragma", "journal_mode=wal", "--sqlite-pragma", "synchronous=2",
        "--log-level", "error",
    ]  # fmt: skip


def is_serving(binary: str, ports: Ports) -> bool:
    """Whether the server answers SERVING."""
    asked = subprocess.run(
        [binary, "operator", "cluster", "health", "--address", f"127.0.0.1:{ports.grpc}"],
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    return "SERVING" in asked.stdout
