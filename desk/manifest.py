"""What a backup holds, each file with its digest, so that damage is seen before it is trusted."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from desk.temporal_server import HouseError

NAME = "manifest.json"
DUMP = "record.dump"
FILE = "record.db"
PAPERS = "papers"
_BLOCK = 1 << 20


class BackupDamaged(HouseError):
    """A backup is not what its manifest says."""

    def __init__(self, folder: Path, what: str) -> None:
        """Name the backup and what is wrong."""
        super().__init__(f"The backup {folder} is damaged: {what}. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Manifest:
    """When a backup was made, of which engine, how many acts, and every file's digest.

    `faults` is what the verifier already said of the record when it was copied.
    """

    made_at: str
    engine: str
    acts: int
    faults: tuple[str, ...]
    files: Mapping[str, str]

    def write(self, folder: Path) -> None:
        """Write it last of all: a backup without a manifest is none."""
        file = folder / NAME
        file.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        flush(file)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a backup, every file of which is as it was written."""
    try:
        said = json.loads((folder / NAME).read_text(encoding="utf-8"))
        found = Manifest(said["made_at"], said["engine"], int(said["acts"]), tuple(said["faults"]), dict(said["files"]))
    except OSError as bad:
        raise BackupDamaged(folder, f"it has no {NAME}") from bad
    except (ValueError, KeyError, TypeError) as bad:
        raise BackupDamaged(folder, f"its {NAME} cannot be read") from bad
    check_files(folder, found.files)
    return found


def check_files(folder: Path, files: Mapping[str, str]) -> None:
    """Read every file again and refuse one that is missing or other than written."""
    for name, digest in files.items():
        file = folder / name
        if not file.resolve().is_relative_to(folder.resolve()):
            raise BackupDamaged(folder, f"{name} lies outside it")
        if not file.is_file():
            raise BackupDamaged(folder, f"{name} is missing")
        if digest_of(file) != digest:
            raise BackupDamaged(folder, f"{name} is not what was written")


def digest_of(file: Path) -> str:
    """The sha256 of a file's bytes."""
    found = hashlib.sha256()
    with file.open("rb") as held:
        while block := held.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


def files_under(folder: Path) -> Iterator[Path]:
    """Every file of a folder, in order; none where it is not there."""
    return (file for file in sorted(folder.rglob("*")) if file.is_file())


def flush(path: Path) -> None:
    """Let a file or a folder's names be on the disk before going on."""
    held = os.open(path, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)
