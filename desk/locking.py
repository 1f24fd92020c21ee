"""The house's lock: one supervisor a data folder, and who holds it."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from desk.temporal_server import HouseError

LOCK = "house.lock"


class HouseOpen(HouseError):
    """Another supervisor holds this data folder."""

    def __init__(self, pid: str, folder: Path) -> None:
        """Name the process and the folder."""
        super().__init__(
            f"The house of {folder} is open already (process {pid}): close it with Ctrl-C there first."
        )


def holder(folder: Path) -> str | None:
    """The process that holds the folder, or None."""
    file = folder / LOCK
    if not file.exists():
        return None
    with file.open("r+", encoding="ascii") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return held.read().strip()
        fcntl.flock(held, fcntl.LOCK_UN)
    return None


class HouseLock:
    """Held while the house is open; the kernel lets go of it if the process dies."""

    def __init__(self, folder: Path) -> None:
        """The lock of a data folder."""
        self.folder = folder
        self._file: IO[str] | None = None

    def __enter__(self) -> Self:
        """Take it, or refuse with who holds it."""
        self._file = (self.folder / LOCK).open("a+", encoding="ascii")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as bad:
            self._file.seek(0)
            raise HouseOpen(self._file.read().strip(), self.folder) from bad
        self._file.truncate(0)
        self._file.write(str(os.getpid()))
        self._file.flush()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, bad: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go."""
        if self._file is not None:
            self._file.close()
