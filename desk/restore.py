"""`duecourse restore`: put a backup back in place while the house is closed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import make_url

from desk import places
from desk.backup import look_over, make_one_file
from desk.dumping import dump, load
from desk.locking import HouseLock
from desk.manifest import DUMP, FILE, PAPERS, BackupDamaged, Manifest, flush, read_manifest
from desk.migrating import migrate
from desk.temporal_server import HouseError

_BESIDE = ("", "-wal", "-shm", "-journal")


class RestoreRefused(HouseError):
    """A backup of another engine, or a record that does not stand where it should."""


def command(directory: Annotated[Path, typer.Argument(help="The folder of the backup.")]) -> None:
    """Put a backup in place; what was there is set aside, and `duecourse run` rebuilds open cases."""
    folder = places.data_folder()
    try:
        aside = restore(directory, places.record_url(), folder)
    except HouseError as bad:
        typer.echo(f"✗ {bad}", err=True)
        raise typer.Exit(1) from bad
    typer.echo(f"✓ {directory} is in place. What was there is kept in {aside}.")
    typer.echo("  `duecourse run` brings every open case back from the record.")


def restore(backup: Path, url: str, folder: Path) -> Path:
    """Put a backup in the place of a closed house's record and papers; the folder of what was there.

    The clock's file is set aside too: it knows cases that the record may no
    longer hold, and the record is the truth.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with HouseLock(folder):
        made = read_manifest(backup)
        engine = make_url(url).get_backend_name()
        if made.engine != engine:
            raise RestoreRefused(
                f"The backup {backup} is of a {made.engine} record, but this house keeps {engine}: "
                f"set {places.RECORD_URL} to the right one. Nothing was changed."
            )
        aside = _new_folder(folder)
        record = Path(make_url(url).database or "") if engine == "sqlite" else None
        with _staged(backup, made, folder) as staged, _exchanged(staged, record, folder, aside):
            if record is None:
                dump(url, aside / DUMP)
                load(url, backup / DUMP)
                migrate(url)
        flush(folder)
        return aside


def _new_folder(folder: Path) -> Path:
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    aside = folder / "aside" / moment
    aside.mkdir(parents=True, mode=0o700)
    return aside


@contextmanager
def _staged(backup: Path, made: Manifest, folder: Path) -> Iterator[Path]:
    """A copy of the backup on the house's own disk, brought to the newest tables and looked over."""
    staged = folder / "restoring"
    shutil.rmtree(staged, ignore_errors=True)
    try:
        shutil.copytree(backup / PAPERS, staged / PAPERS)
        if made.engine == "sqlite":
            shutil.copyfile(backup / FILE, staged / FILE)
            here = f"sqlite:///{staged / FILE}"
            migrate(here)
            seen = look_over(here)
            make_one_file(staged / FILE)
            worse = [fault for fault in seen.faults if fault not in made.faults]
            if worse or seen.acts != made.acts:
                raise BackupDamaged(backup, worse[0] if worse else f"it holds {seen.acts} acts")
        yield staged
    finally:
        shutil.rmtree(staged, ignore_errors=True)


@contextmanager
def _exchanged(staged: Path, record: Path | None, folder: Path, aside: Path) -> Iterator[None]:
    """Set aside what is there and move the copy in; whatever fails takes every move back."""
    clock = folder / places.temporal_file().name
    old = [clock.with_name(clock.name + end) for end in (*_BESIDE, ".version")]
    old.append(folder / PAPERS)
    new = [(staged / PAPERS, folder / PAPERS)]
    if record is not None:
        old.extend(record.with_name(record.name + end) for end in _BESIDE)
        new.append((staged / FILE, record))
    done: list[tuple[Path, Path]] = []
    try:
        for source, target in [*((path, aside / path.name) for path in old if path.exists()), *new]:
            source.rename(target)
            done.append((source, target))
        yield
    except BaseException as bad:
        for source, target in reversed(done):
            target.rename(source)
        if isinstance(bad, OSError):
            raise RestoreRefused(f"The backup could not be moved in ({bad}). Nothing was changed.") from bad
        raise
